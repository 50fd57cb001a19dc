"""Answers: who says it, and what she says about a post, judged against ledger and content."""

from functools import partial

from pipeline.core import confirming
from pipeline.core.authorship import by_address
from pipeline.core.confirming import Answer
from pipeline.core.findings import Blocked
from pipeline.core.model import Channel, Item, Mode, Person
from pipeline.core.posting import SETTLING
from pipeline.desk import Desk, World
from pipeline.platforms import PLATFORMS


def typing(desk: Desk, world: World) -> str:
    """The name of who sits at the keyboard; Blocked where she holds no role today."""
    return at_keyboard(desk, world).name


def at_keyboard(desk: Desk, world: World) -> Person:
    email = desk.repository().try_run("config", "user.email")[1].decode().strip()
    roster = world.approvals.roster
    person = by_address(email, roster) if roster else None
    if person is None or not person.roles(desk.clock().date()):
        raise Blocked(
            f"alamat Git {email or '(kosong)'} bukan milik pemegang peran yang sedang menjabat",
            where="content/peran.yml",
            remedy="atur surel Anda: git config user.email NAMA@KANTOR, "
            "sama dengan `surel:` Anda di content/peran.yml",
        )
    return person


def judge(
    desk: Desk, world: World, item: str, channel: str, url: str, *, person: str, posted: bool | None
) -> Answer:
    """Find what the word is about: a hand-over, a doubt, or a withdrawn post that is gone now.

    ``posted`` None: a confirmation.
    """
    known = _channel(world, channel, url)
    about = world.content.items.get(item)
    if posted is None and not url and about is not None:
        taken = confirming.removed(
            world.acts,
            item=item,
            channel=known,
            person=person,
            at=desk.clock(),
            below=_below(world, about, known),
            linked=PLATFORMS[known.network].LINKED,
        )
        if taken:
            return taken
    decide = confirming.confirm
    if posted is not None:
        decide = partial(confirming.settle, posted=posted, is_over=desk.settings.is_over)
    return decide(
        world.acts,
        item=item,
        channel=known,
        network=PLATFORMS[known.network],
        url=url,
        person=person,
        at=desk.clock(),
    )


def _below(world: World, item: Item, channel: Channel) -> int:
    """The number below which posts must go: all of a withdrawn item, else what is replaced."""
    if item.withdrawal:
        return item.revision + 1
    here = [a for a in world.acts if (a.item, a.channel) == (item.id, channel.id) and a.url]
    return max((act.revision for act in here if act.kind in SETTLING), default=0)


def label_of(world: World, channel: str) -> str:
    """A channel as people call it; one that is gone by its id."""
    channels = world.content.channels.channels if world.content.channels else ()
    return next((one.label for one in channels if one.id == channel), channel)


def _channel(world: World, channel: str, url: str) -> Channel:
    """The channel as it is, or as the ledger still knows it: a doubt outlives its channel."""
    channels = world.content.channels.channels if world.content.channels else ()
    known = next((c for c in channels if c.id == channel), None)
    if known is None and any(act.channel == channel for act in world.acts):
        owner = next((n for n, p in PLATFORMS.items() if n == channel or p.owns(url)), "facebook")
        known = Channel(id=channel, network=owner, mode=Mode.OFF, label=channel)
    if known is None:
        names = ", ".join(c.id for c in channels)
        raise Blocked(f"kanal {channel} tidak ada", remedy=f"pilih salah satu: {names}")
    return known
