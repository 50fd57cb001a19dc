"""Running: `run`: what CI calls on a push to main, and whoever has no CI calls by hand.

Light: where nothing has changed and nothing is owed, a run ends before all that it would need.
"""

from pathlib import Path

from pipeline import quiet
from pipeline.workplace import Desk, open_desk


def run(root: Path, *, dry_run: bool) -> int:
    """Check, draw, build, post, record, build again; or only say what would be done."""
    desk = open_desk(root)
    if not dry_run:
        return run_at(desk)
    from pipeline.commands import show_plan  # late, with all that gathers and draws

    return show_plan(desk)


def run_at(desk: Desk) -> int:
    """Do what is owed, unless the last run saw all that this one would see, and rests."""
    state = ""
    if quiet.may_rest(desk):
        repo = desk.repository()
        state = quiet.seen(desk, repo)
        words = quiet.last_words(desk, repo, state)
        if words is not None:
            desk.say(
                "\n".join(["Tidak ada yang berubah sejak terakhir dijalankan. Hasilnya:", *words])
            )
            return 0
    from pipeline.commands import carry_through

    return carry_through(desk, state)
