"""Core: what was found in posts after they went out, as the list of what is under way tells it."""

from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.core.model import Item, Roster
from pipeline.core.plan import Plan
from pipeline.core.posting import Act, by_item
from pipeline.core.rereading import WRONG, is_out, looks
from pipeline.core.status_matter import Mark, Matter
from pipeline.core.verdicts import Approvals

_ITEMS = "content/konten/"
_MOST_NAMED = 3  # items of a note; `status ITEM` tells of each
_NOBODY = Roster(people=(), effective_from=None)

Since = tuple[Matter, date]  # and the day on which it was found


def differing(plan: Plan, items: Mapping[str, Item]) -> Iterable[Since]:
    """Step 9, second half: posts that are not as they were sent."""
    found: dict[str, list[Act]] = {}
    for act in plan.differing:
        found.setdefault(act.item, []).append(act)
    for name, acts in found.items():
        told = "; ".join(f"{act.channel}: {act.extra['difference']}" for act in acts)
        matter = Matter(
            subject=name,
            title=items[name].title if name in items else name,
            step="9a",
            mark=Mark.DIFFERS,
            note=f"periksa sekarang, {told}",
        )
        yield matter, min(act.at for act in acts).date()


def faulted(
    items: Mapping[str, Item], acts: Iterable[Act], approvals: Approvals
) -> Iterable[Since]:
    """Step 4 again: somebody read what is up and found a mistake. What, is free text: not told."""
    for item, found in _looks(items, acts, approvals):
        if wrong := [act for act in found if act.note == WRONG]:
            note = f"kesalahan dilaporkan {wrong[0].at:%d-%m-%Y}, ralatnya belum diusulkan"
            matter = Matter(
                subject=item.id, title=item.title, step="4", mark=Mark.FAULTY, note=note
            )
            yield matter, wrong[0].at.date()


def unread(items: Mapping[str, Item], acts: Iterable[Act], approvals: Approvals) -> Iterable[str]:
    """What is out and nobody has read again since; the newest by name."""
    found = _looks(items, acts, approvals)
    names = sorted((item.id for item, said in found if not said), reverse=True)
    if names:
        told = ", ".join([*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])])
        yield f"Belum dicermati sesudah tayang: {len(names)} konten ({told})."


def _looks(
    items: Mapping[str, Item], acts: Iterable[Act], approvals: Approvals
) -> Iterable[tuple[Item, list[Act]]]:
    """Each item that is out, with what people say of its version in force."""
    recorded = by_item(acts)
    for name, item in items.items():
        landed, mine = approvals.landed.get(f"{_ITEMS}{name}"), recorded.get(name, ())
        if landed and not item.withdrawal and is_out(mine, item):
            yield item, looks(mine, item, landed, approvals.roster or _NOBODY)
