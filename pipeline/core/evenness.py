"""Core: an item that names who stands in an election and is up on some networks only.

UU 7/2017 Pasal 20: participants are treated alike. Readers of one network must not see what those
of another do not, so what lags behind is said at once, not counted as late.
"""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.core.checks.alike import naming
from pipeline.core.contests import Contest
from pipeline.core.model import Channels, Item
from pipeline.core.plan import Plan
from pipeline.core.posting import SETTLING, Act, Promise


def uneven(
    plan: Plan,
    items: Mapping[str, Item],
    contests: Sequence[Contest],
    channels: Channels | None,
    acts: Iterable[Act],
) -> list[str]:
    """One line for each such item: where it is up, and where it is not."""
    up = {act.promise for act in acts if act.kind in SETTLING and act.url}
    shown = {c.id for c in (channels.channels if channels else ()) if _has_posts(plan, c.network)}
    waits = [promise for promise in _open(plan) if promise not in up and promise.channel in shown]
    there, lacking = _channels(up), _channels(waits)
    told = []
    for name, item in items.items():
        here = sorted(there.get((name, item.revision), ()))
        missing = sorted(lacking.get((name, item.revision), ()))
        if here and missing and names_somebody(item, contests):
            told.append(
                f"BELUM SETARA: {name} menyebut peserta pemilu, sudah tayang di "
                f"{', '.join(here)}, belum di {', '.join(missing)}. Selesaikan hari ini juga."
            )
    return told


def _channels(promises: Iterable[Promise]) -> dict[tuple[str, int], list[str]]:
    """On which channels each version of an item is promised."""
    found: dict[tuple[str, int], list[str]] = {}
    for one in promises:
        found.setdefault((one.item, one.revision), []).append(one.channel)
    return found


def names_somebody(item: Item, contests: Iterable[Contest]) -> bool:
    texts = (item.title, item.card_title, item.summary, item.body, *item.texts.values())
    return any(
        naming(one).search(text)
        for contest in contests
        for one in contest.participants
        for text in texts
    )


def _has_posts(plan: Plan, network: str) -> bool:
    """Whether what goes there is a post that the public sees; a message to a group is none."""
    return network in plan.networks and plan.networks[network].linked


def _open(plan: Plan) -> list[Promise]:
    groups = (plan.owed, plan.waiting, plan.doubtful, plan.later, plan.stopped, plan.unordered)
    return [one.promise for group in groups for one in group]
