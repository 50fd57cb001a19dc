"""Doubts: what of items' records should be looked at, for every verb that tells of them."""

from collections.abc import Collection

from pipeline.core.clocks import backwards
from pipeline.core.dossier import ITEMS
from pipeline.core.findings import Finding
from pipeline.desk import World
from pipeline.edge.ledger_paths import damage_of


def doubts(world: World, items: Collection[str]) -> list[Finding]:
    """Records of these items that are unreadable, or older than they can be."""
    past = world.approvals.past
    approved = {name: found[0].at for name in items if (found := past.get(f"{ITEMS}{name}"))}
    mine = [act for act in world.acts if act.item in items]
    return [*damage_of(world.findings, items), *backwards(mine, approved)]
