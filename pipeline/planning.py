"""Planning: `plan`: the editorial calendar: empty days, clashes, what is coming, last days."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.retelling import retold
from pipeline.workplace import Desk, open_desk

if TYPE_CHECKING:
    from pipeline.core.forge import Proposal
    from pipeline.edge.git import Repository


def plan(root: Path) -> int:
    """Tell the calendar of the next weeks. Changes nothing."""
    tell_plan(open_desk(root))
    return 0


def tell_plan(desk: Desk) -> None:
    desk.say("\n".join(retold(desk, "rencana.json", _lines)))


def _lines(
    desk: Desk, repo: "Repository", proposals: "Sequence[Proposal]"
) -> tuple[list[str], datetime]:
    """The calendar, and until when it is true."""
    from pipeline.core.agenda_text import agenda_lines  # late, with all that gathers
    from pipeline.overview import agenda_of, team_address, view_of

    view = view_of(desk, repo, proposals)
    told = agenda_lines(agenda_of(desk, view))
    if address := team_address(view.world):
        told += ["", f"Per bulan, dan untuk ponsel, di halaman tim: {address}"]
    return told, view.until
