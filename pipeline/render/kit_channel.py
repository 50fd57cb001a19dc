"""Draws: one channel's share of a kit: words, pictures, steps, and what is left to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.model import Channel, Item
from pipeline.core.plan_parts import Takedown
from pipeline.core.posting import SETTLING, Act, ActKind, Post
from pipeline.core.trouble import what_of
from pipeline.core.whatsapp import share_link
from pipeline.render.templates import Render

WHATSAPP = "whatsapp"  # the one network that is opened by an address with the message in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Where a page finds a picture: the file to save, and what it shows of it."""

    href: str
    light: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPicture:
    href: str
    light: str
    name: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelKit:
    channel: Channel
    text: str
    rows: int
    steps: tuple[str, ...]
    pictures: tuple[KitPicture, ...]
    whatsapp: str  # address that opens WhatsApp with the message, or ""
    command: str  # what is typed to confirm
    ask: str  # address that opens WhatsApp with the request to type it
    done: str  # permalink once confirmed ("-": confirmed without one), else ""
    why: str  # what the system met when it posted there itself, else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A post that only a person can take down: where it is, and what is typed when it is gone."""

    channel: str  # id
    label: str
    url: str
    command: str


def removals_of(takedowns: Iterable[Takedown], acts: Sequence[Act]) -> dict[str, list[Removal]]:
    """By item, what no machine may take down; what is recorded as gone by now is left out."""
    gone = {act.promise for act in acts if act.kind is ActKind.REMOVED}
    found: dict[str, list[Removal]] = {}
    for one in takedowns:
        if one.direct or one.message or one.promise in gone:
            continue
        item, channel = one.promise.item, one.promise.channel
        found.setdefault(item, []).append(
            Removal(
                channel=channel,
                label=one.channel.label if one.channel else channel,
                url=one.act.url,
                command=f"redaksi confirm {item} {channel}",
            )
        )
    return found


def channel_kit(
    plain: Render,
    item: Item,
    channel: Channel,
    post: Post,
    acts: Sequence[Act],
    site_dir: Path,
    shown: Mapping[str, Shown],
) -> ChannelKit:
    """``shown`` leads from a drawn file to where the page shows it."""
    by_message = channel.network == WHATSAPP
    command = f"redaksi confirm {item.id} {channel.id}" + ("" if by_message else " ALAMAT")
    return ChannelKit(
        channel=channel,
        text=post.text,
        rows=min(18, 3 + sum(1 + len(line) // 60 for line in post.text.splitlines())),
        steps=steps_of(plain, channel, post, site_dir),
        pictures=tuple(
            KitPicture(
                href=shown[picture.path].href,
                light=shown[picture.path].light,
                name=picture.name,
                alt=picture.alt,
                **_size(Path(picture.path)),
            )
            for picture in post.pictures
        ),
        whatsapp=share_link(post.text) if by_message else "",
        command=command,
        ask=share_link(_request(channel, item, command, by_message)),
        done=_done(item, channel, acts),
        why=_why(item, channel, acts),
    )


def steps_of(plain: Render, channel: Channel, post: Post, site_dir: Path) -> tuple[str, ...]:
    """The network's own steps, or those of any network, one per line of its template."""
    own = f"{channel.network}.j2"
    known = (site_dir / "kit" / "steps" / own).is_file()
    text = plain(
        own if known else "default.j2",
        label=channel.label,
        account=channel.account or "kantor",
        group=channel.group,
        pictures=len(post.pictures),
    )
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _request(channel: Channel, item: Item, command: str, by_message: bool) -> str:
    """What someone who has only a phone sends to the person at the office's computer."""
    if by_message:
        return f"Mohon dicatat, tautan {item.id} sudah dibagikan ke {channel.label}:\n{command}"
    return (
        f"Mohon dicatat, {item.id} sudah diunggah ke {channel.label}:\n{command}\n"
        "ALAMAT = (tempel tautan unggahannya di sini)"
    )


def _size(path: Path) -> Mapping[str, int]:
    from PIL import Image  # late: only kits need it

    with Image.open(path) as picture:
        return {"width": picture.width, "height": picture.height}


def _why(item: Item, channel: Channel, acts: Sequence[Act]) -> str:
    """Why the system did not post it, in the words of its last refusal.

    Once it is handed over the system tries no more, and the next step is this kit.
    """
    promise = (item.id, item.revision, channel.id)
    mine = [act for act in acts if (act.item, act.revision, act.channel) == promise]
    note = next((act.note for act in reversed(mine) if act.kind is ActKind.REFUSED), "")
    handed = any(act.kind is ActKind.HANDED_OVER for act in mine)
    return what_of(note) if handed else note


def _done(item: Item, channel: Channel, acts: Sequence[Act]) -> str:
    if item.withdrawal:
        return ""  # what was shared before is no word that the withdrawal was
    for act in acts:
        same = (act.item, act.revision, act.channel) == (item.id, item.revision, channel.id)
        if same and act.kind in SETTLING:
            return act.url if act.url.startswith(("https://", "http://")) else "-"
    return ""
