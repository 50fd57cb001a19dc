"""Core: what the approved items promise, channel by channel. The first half of the difference."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.core.model import Channel, Channels, Item, Mode
from pipeline.core.posting import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the plan must know of an adapter."""

    label: str
    automatic: bool
    public: bool
    linked: bool
    repeat_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise in force, and the moment before which it must not go out."""

    promise: Promise
    due: datetime | None


def promises(
    items: Iterable[Item],
    channels: Channels,
    networks: Mapping[str, Network],
    *,
    imported: Collection[str] = (),
) -> list[Promised]:
    """What the approved items promise: each on its active channels, the earliest first.

    A withdrawn item promises nothing, imported material was never promised, and a
    demonstration item is promised to no network that the public sees.
    """
    found = [
        Promised(
            promise=Promise(item=item.id, revision=item.revision, channel=channel.id),
            due=item.scheduled,
        )
        for item in items
        if item.id not in imported and not item.withdrawal
        for channel in _active(item, channels, networks)
        if not (item.demo and networks[channel.network].public)
    ]
    return sorted(found, key=lambda p: (p.due is not None, p.due or 0, p.promise.item))


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
