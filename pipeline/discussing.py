"""Discussing: copies what was said on a proposal into the record, once its item is published."""

from pipeline.core.discussion import discussion_act, undiscussed
from pipeline.core.findings import Blocked
from pipeline.core.model import Roster
from pipeline.core.posting import Act
from pipeline.core.status import ITEMS
from pipeline.desk import Desk, World


def discussions(desk: Desk, world: World) -> list[Act]:
    """Ask the forge about each once. One that does not answer is asked again by the next run."""
    forge = desk.forge()
    if forge is None:
        return []
    roster = world.approvals.roster or Roster(people=(), effective_from=None)
    found: list[Act] = []
    for one in undiscussed(world.approvals, world.acts, desk.clock()):
        item = world.content.items.get(one.unit.removeprefix(ITEMS))
        if item is None or one.record is None:
            continue
        try:
            comments = forge.comments(one.record.number)
            reviews = forge.reviews(one.record.number)
        except Blocked as trouble:
            desk.say(f"{trouble.what}. Pembahasan usulan disalin pada jalan berikutnya.")
            break
        found.append(discussion_act(item, one.record, comments, reviews, roster))
    return found
