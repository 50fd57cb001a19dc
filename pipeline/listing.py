"""Listing: `status`: what is under way, or the nine steps of one item. Changes nothing."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.status_head import head_line
from pipeline.retelling import retold
from pipeline.workplace import Desk, open_desk

if TYPE_CHECKING:
    from pipeline.core.forge import Proposal
    from pipeline.edge.git import Repository


def status(root: Path, item: str | None) -> int:
    """Tell what is under way, or the nine steps of one item."""
    tell(open_desk(root), item)
    return 0


def tell(desk: Desk, item: str | None) -> None:
    now = desk.clock()
    if item is not None:
        from pipeline.listed import steps_lines  # late, with all that gathers
        from pipeline.overview import look

        desk.say("\n".join(steps_lines(look(desk), item, now.date())))
        return
    lines = retold(desk, "keadaan.json", _lines)
    desk.say("\n".join([head_line(now, lines[0]), *lines[1:]]))


def _lines(
    desk: Desk, repo: "Repository", proposals: "Sequence[Proposal]"
) -> tuple[list[str], datetime]:
    """The list, and until when it is true."""
    from pipeline.listed import list_lines
    from pipeline.overview import view_of

    view = view_of(desk, repo, proposals)
    return list_lines(view), view.until
