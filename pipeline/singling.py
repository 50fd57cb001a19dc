"""Singling: what is known of one item, read without the others: for its archive.

The gate still walks the whole of main: who may approve hangs on every merge before. The forge is
not asked: an archive tells what Git and the ledger hold.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.believing import believed
from pipeline.core.dossier import ITEMS
from pipeline.core.findings import Blocked
from pipeline.core.forms import ITEM_ID
from pipeline.desk import Desk, World, owns
from pipeline.edge import disk

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


def gather_one(desk: Desk, repo: "Repository", item: str, folder: Path) -> World:
    """Read one approved item with all that belongs to it; raises Blocked where there is none."""
    from pipeline.edge.gate import read_gate  # late: brings Git
    from pipeline.edge.ledger_branch import Ledger
    from pipeline.edge.one_item import units_about

    mine, spare = desk.settings, desk.root / "build" / "belum-tercatat"
    ledger = Ledger(repo, run=mine.run, tool=mine.tool, spare=spare, key=mine.ledger_key)
    acts, damage = ledger.read(partial(_concerns, item))
    judged = read_gate(repo, acts, forge=None, now=desk.clock())
    approvals = judged.approvals
    unit = f"{ITEMS}{item}"
    if unit not in approvals.approved and unit not in approvals.past:
        raise Blocked(
            f"konten {item} belum pernah disetujui",
            where=ITEMS.rstrip("/"),
            remedy="ketik nama foldernya; daftarnya: redaksi status",
        )
    repo.export(units_about(repo, approvals, item), folder)
    content = disk.read_content(folder)
    acts, forged = believed(acts, partial(owns, content))
    return World(
        history=judged.history,
        approvals=approvals,
        content=content,
        folder=folder,
        ledger=ledger,
        acts=acts,
        findings=[*damage, *forged],
    )


def _concerns(item: str, path: str) -> bool:
    """Whether a file of the ledger is the item's own, or no other item's."""
    name = path.partition("/")[0]
    return name == item or not ITEM_ID.fullmatch(name)
