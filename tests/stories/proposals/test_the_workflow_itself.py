"""`check.yml` itself, run by `act`: what its steps hand to each other, and what becomes of it."""

import pytest

from tests.act import ARTIFACT, Played, play
from tests.forge_office import MACHINE
from tests.stories.office.conftest import item
from tests.stories.proposals.conftest import WRITES, Newsroom

HERE = "content/konten/2026-11-hak/index.md"


def played(
    newsroom: Newsroom, number: int, repository: str = "kpu/jdih", *, reviewed: str = ""
) -> Played:
    """`check.yml` after a push, or after a review that is said here."""
    pull = newsroom.office.fresh(number)
    head = {"ref": pull.branch, "sha": pull.head, "repo": {"full_name": repository}}
    event = {
        "action": "synchronize",
        "number": number,
        "pull_request": {"number": number, "head": head, "base": {"ref": "main"}},
        "repository": {"full_name": "kpu/jdih"},
    }
    if reviewed:
        event |= {"action": "submitted", "review": {"state": reviewed}}
    token = newsroom.server.token(MACHINE, *WRITES)
    made = play(
        newsroom.folder / f"act-{len(list(newsroom.folder.glob('act-*')))}",
        "check.yml",
        event,
        origin=newsroom.world.origin,
        api=newsroom.server.url,
        token=token,
    )
    assert token not in made.log
    return made


def test_a_held_proposal_is_red_and_still_commented(newsroom: Newsroom) -> None:
    """The first job fails, with annotations on the lines; the second shows what it found.

    What the proposal says to the shell and to the runner is data to both.
    """
    hostile = "$(touch kena) `touch kena` ::error::x {{ x }}"
    newsroom.propose({HERE: item("Hak", body=hostile), "pipeline/cli.py": "raise SystemExit(0)"})
    made = played(newsroom, 1)

    assert made.jobs == {"Isi": False, "Komentar": True}, made.log
    assert f"::error file={HERE},line=" in made.log
    told = newsroom.remark(1)
    assert "### Yang harus diperbaiki sebelum diserahkan" in told and "<img src=" in told
    assert f"[Buka pratinjau halaman]({ARTIFACT})" in told
    assert not list(newsroom.folder.rglob("kena"))
    assert newsroom.office.git("rev-list", "--count", "pratinjau") == "1"


@pytest.mark.slow  # the reading job once more
def test_a_stranger_s_proposal_is_checked_and_not_commented(newsroom: Newsroom) -> None:
    """A fork's token writes nothing: the job that speaks does not even start."""
    newsroom.propose({HERE: item("Hak", body="Isi.")})
    made = played(newsroom, 1, repository="orang/jdih")

    assert made.jobs == {"Isi": True} and newsroom.remark(1) == ""
