"""Core: what the approved items promise, channel by channel. The first half of the difference."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from pipeline.core.model import WITA, Channel, Channels, Item, Mode
from pipeline.core.pacing import Pace
from pipeline.core.posting import Act, ActKind, Promise

Orders = Mapping[tuple[str, int], Collection[str]]  # item and correction -> channels


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the plan must know of an adapter."""

    label: str
    automatic: bool
    public: bool
    linked: bool
    askable: bool = True
    priced: bool = False  # posts there cost money
    story: bool = False  # shows what is posted for a day, and no longer
    removes: bool = False  # takes a post down when told to by its number
    rewrites: bool = False  # lets a machine change the words of a post
    repeat_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise in force, and the moment before which it must not go out."""

    promise: Promise
    due: datetime | None
    why: str = "tayang"  # what it waits for until then, as the office reads it
    planned: datetime | None = None  # tayang, as far as it binds this promise
    since: datetime  # no post of it can be older: look-ups go no further back


def promises(
    items: Iterable[Item],
    channels: Channels,
    networks: Mapping[str, Network],
    *,
    imported: Collection[str] = (),
    orders: Orders | None = None,
    landed: Mapping[str, datetime] | None = None,
) -> list[Promised]:
    """What the approved items promise: each on its active channels, the earliest first.

    A withdrawn item promises nothing, imported material was never promised, and a
    demonstration item is promised to no network that the public sees. Once the order to post was
    given, a channel that comes later is promised only where the item names it: a channel that is
    added or renamed must not post the whole past again. ``landed`` says when each item's version
    in force was approved: the pause (``jeda``) counts from then.
    """
    found = [
        Promised(
            promise=Promise(item=item.id, revision=item.revision, channel=channel.id),
            due=due,
            why="tayang" if due == planned else "dalam jeda sampai",
            planned=planned,
            since=_begin(item),
        )
        for item in items
        if item.id not in imported and not item.withdrawal
        for planned in [_planned(item)]
        for due in [_due(planned, (landed or {}).get(item.id), channels.pace)]
        for channel in _active(item, channels, networks)
        if not (item.demo and networks[channel.network].public)
        and _ordered(item, channel, orders or {})
    ]
    return sorted(found, key=lambda p: (p.due is not None, p.due or 0, p.promise.item))


def _planned(item: Item) -> datetime | None:
    """``tayang``; the original's time says nothing of a correction that came after it."""
    if item.scheduled and item.correction and item.scheduled.date() < item.correction.day:
        return None
    return item.scheduled


def _due(planned: datetime | None, approved: datetime | None, pace: Pace) -> datetime | None:
    """Not before its time, and not before people had time to think again."""
    paused = approved + pace.pause if approved and pace.pause else None
    return max((at for at in (planned, paused) if at), default=None)


def given_orders(acts: Collection[Act]) -> Orders:
    """The channels that each order to post named, and those that something was done about."""
    orders = {
        (act.item, act.revision): set(named.split(", "))
        for act in acts
        if act.kind is ActKind.ORDER and (named := act.extra.get("channels"))
    }
    for act in acts:
        if act.channel and (act.item, act.revision) in orders:
            orders[act.item, act.revision].add(act.channel)
    return orders


def _ordered(item: Item, channel: Channel, orders: Orders) -> bool:
    named = orders.get((item.id, item.revision))
    return named is None or channel.id in named or channel.id in (item.channels or ())


def _begin(item: Item) -> datetime:
    """A correction begins on its day, an item a month before the one in its name."""
    if item.correction:
        return datetime.combine(item.correction.day, time(), tzinfo=WITA)
    return datetime(int(item.id[:4]), int(item.id[5:7]), 1, tzinfo=WITA) - timedelta(days=31)


def _active(item: Item, channels: Channels, networks: Mapping[str, Network]) -> list[Channel]:
    return [
        channel
        for channel in channels.channels
        if channel.mode is not Mode.OFF
        and channel.network in networks
        and (item.channels is None or channel.id in item.channels)
    ]


def demo_notes(
    items: Iterable[Item],
    channels: Channels,
    networks: Mapping[str, Network],
    *,
    imported: Collection[str] = (),
) -> list[str]:
    """Say of each demonstration item which channels will never get it."""
    notes = []
    for item in items:
        public = [c.id for c in _active(item, channels, networks) if networks[c.network].public]
        if item.demo and public and not item.withdrawal and item.id not in imported:
            notes.append(f"{item.id} adalah contoh, tidak dikirim ke {', '.join(public)}")
    return notes
