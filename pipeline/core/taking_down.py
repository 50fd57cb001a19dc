"""Core: which posts must go: of withdrawn items, and those that a correction took the place of."""

from collections.abc import Callable, Collection, Iterable, Mapping

from pipeline.core.model import Channel, Channels
from pipeline.core.plan_parts import Takedown
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.standing import Stage, Standing


def takedowns(
    recorded: Mapping[Promise, Standing],
    acts: Iterable[Act],
    channels: Channels,
    withdrawn: Collection[str],
    *,
    removes: Callable[[Channel], bool],
    gone: Callable[[Channel, Act], bool],
    messages: Callable[[Channel], bool],
) -> tuple[Takedown, ...]:
    """The receipts whose removal nobody recorded, of withdrawn items in every correction, and of
    what a correction has taken the place of. A story goes by itself.

    What a person posted has no number of the network's, so a person removes it.
    """
    removed = {act.promise for act in acts if act.kind is ActKind.REMOVED}
    removed |= _written_over(recorded)
    replaced = _replaced(recorded)
    found = [
        Takedown(
            promise=promise,
            channel=(channel := channels.get(promise.channel)),
            act=stands.act,
            direct=channel is not None and bool(stands.act.remote_id) and removes(channel),
            replaced=promise.item not in withdrawn,
            message=channel is not None and messages(channel),
        )
        for promise, stands in recorded.items()
        if stands.stage is Stage.SETTLED
        and stands.act
        and (promise.item in withdrawn or promise in replaced)
        and promise not in removed
    ]
    still = (one for one in found if not (one.channel and gone(one.channel, one.act)))
    return tuple(sorted(still, key=lambda one: one.promise.key))


def _replaced(recorded: Mapping[Promise, Standing]) -> set[Promise]:
    """The posts in whose place a correction stands by now, at an address of its own."""
    up = {p: stands.act.url for p, stands in recorded.items() if stands.act and stands.act.url}
    done = [p for p in up if recorded[p].stage is Stage.SETTLED]
    latest = {(p.item, p.channel): p for p in sorted(done, key=lambda p: p.revision)}
    return {p for p in done if up[p] != up[latest[p.item, p.channel]]}


def _written_over(recorded: Mapping[Promise, Standing]) -> set[Promise]:
    """The receipts whose very post carries a later correction: that one speaks for both."""
    up = {
        promise: (stands.act.url, promise.channel, promise.item)
        for promise, stands in recorded.items()
        if stands.stage is Stage.SETTLED and stands.act and stands.act.url
    }
    last = {up[promise]: promise for promise in sorted(up, key=lambda one: one.revision)}
    return {promise for promise, place in up.items() if last[place] != promise}
