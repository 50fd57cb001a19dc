"""Draws: the hand-posting kit: what a person needs to post one item, as files and as one page."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from pipeline.core.content import Content
from pipeline.core.model import Channel, Item
from pipeline.core.posting import SETTLING, Act, Post
from pipeline.render import files
from pipeline.render.templates import Render, open_templates

WHATSAPP = "whatsapp"  # the one network that is opened by an address with the message in it


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPicture:
    href: str
    name: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelKit:
    """One channel's share of the page."""

    channel: Channel
    text: str
    rows: int
    steps: tuple[str, ...]
    pictures: tuple[KitPicture, ...]
    whatsapp: str  # address that opens WhatsApp with the message, or ""
    done: str  # permalink once confirmed ("-": confirmed without one), else ""


def write_kits(
    posts: Iterable[Post],
    *,
    content: Content,
    acts: Sequence[Act] = (),
    site_dir: Path,
    out: Path,
    docs: Path,
) -> dict[str, str]:
    """Write build/paket and the unlisted pages of these posts; return item id -> page address.

    Kits of items that are not named are removed, so settled items must be named to be kept.
    Demonstration items never get one.
    """
    render = open_templates(site_dir / "kit", html=True)
    plain = open_templates(site_dir / "kit" / "steps", html=False)
    base = content.channels.site_url.rstrip("/") + "/" if content.channels else "/"
    local: dict[str, bytes | Path] = {}
    public: dict[str, bytes | Path] = {}
    addresses: dict[str, str] = {}
    entries = []
    for item, own in _by_item(posts, content):
        slug = secret_name(item.id, base)
        addresses[item.id] = f"{base}paket/{slug}/"
        for channel, post in own:
            steps = _steps(plain, channel, post, site_dir)
            local |= _folder(f"{item.id}/{channel.id}", post, steps)
        here = [
            _kit(plain, item, channel, post, acts, site_dir, _beside(channel.id, post))
            for channel, post in own
        ]
        local[f"{item.id}/index.html"] = _page(render, item, own, here, content, site_dir)
        shown = {file: docs / "konten" / item.id / file.name for file in _files(own)}
        public |= {f"{slug}/{file.name}": file for file, copy in shown.items() if not copy.exists()}
        hrefs = {
            str(file): f"../../konten/{item.id}/{file.name}" if copy.exists() else file.name
            for file, copy in shown.items()
        }
        there = [_kit(plain, item, channel, post, acts, site_dir, hrefs) for channel, post in own]
        public[f"{slug}/index.html"] = _page(render, item, own, there, content, site_dir)
        entries.append((item, here, addresses[item.id]))
    local["index.html"] = _overview(render, entries, content, site_dir)
    files.pour(local, out)
    files.keep_only(local, out)
    files.pour(public, docs / "paket")
    files.keep_only(public, docs / "paket")
    return addresses


def secret_name(item_id: str, site_url: str) -> str:
    """The folder of an item's unlisted page: not to be guessed by hand, the same at every run.

    The source is open, so this hides the page from search engines and passers-by, not from
    someone who computes it; a kit holds only what is approved and about to be public.
    """
    return hashlib.sha256(f"redaksi-jdih/paket/{site_url}/{item_id}".encode()).hexdigest()[:20]


def qr_svg(address: str) -> str:
    """A QR code as inline SVG."""
    import segno  # late: only kits need it

    code = segno.make(address, error="m", micro=False, boost_error=False)
    return str(code.svg_inline(scale=4, border=2, dark="#20161a", light="#ffffff", omitsize=True))


def _by_item(
    posts: Iterable[Post], content: Content
) -> list[tuple[Item, list[tuple[Channel, Post]]]]:
    """Posts grouped by item, channels in the office's order."""
    channels = content.channels.channels if content.channels else ()
    order = {channel.id: (n, channel) for n, channel in enumerate(channels)}
    groups: dict[str, list[tuple[int, Channel, Post]]] = {}
    for post in posts:
        item, place = content.items.get(post.promise.item), order.get(post.promise.channel)
        if item and place and not item.demo:
            groups.setdefault(item.id, []).append((*place, post))
    return [
        (
            content.items[item_id],
            [(channel, post) for _, channel, post in sorted(groups[item_id], key=lambda g: g[0])],
        )
        for item_id in sorted(groups, reverse=True)
    ]


def _folder(name: str, post: Post, steps: Sequence[str]) -> dict[str, bytes | Path]:
    """The channel's files: pictures in posting order, caption, alternative texts, check list."""
    found: dict[str, bytes | Path] = {
        f"{name}/{picture.name}": Path(picture.path) for picture in post.pictures
    }
    found[f"{name}/caption.txt"] = f"{post.text}\n".encode()
    found[f"{name}/ceklis.txt"] = "".join(f"[ ] {step}\n" for step in steps).encode()
    if post.pictures:
        alts = "\n".join(f"{picture.name}\n{picture.alt}\n" for picture in post.pictures)
        found[f"{name}/alt.txt"] = alts.encode()
    return found


def _beside(channel: str, post: Post) -> dict[str, str]:
    return {picture.path: f"{channel}/{picture.name}" for picture in post.pictures}


def _files(own: Sequence[tuple[Channel, Post]]) -> list[Path]:
    """Every drawn file once. On the site the item's page shows them already, once it is out."""
    paths = (picture.path for _, post in own for picture in post.pictures)
    return [Path(path) for path in dict.fromkeys(paths)]


def _steps(plain: Render, channel: Channel, post: Post, site_dir: Path) -> tuple[str, ...]:
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


def _kit(
    plain: Render,
    item: Item,
    channel: Channel,
    post: Post,
    acts: Sequence[Act],
    site_dir: Path,
    hrefs: Mapping[str, str],
) -> ChannelKit:
    """``hrefs`` leads from a drawn file to where the page shows it."""
    whatsapp = f"https://wa.me/?text={quote(post.text, safe='')}"
    return ChannelKit(
        channel=channel,
        text=post.text,
        rows=min(18, 3 + sum(1 + len(line) // 60 for line in post.text.splitlines())),
        steps=_steps(plain, channel, post, site_dir),
        pictures=tuple(
            KitPicture(
                href=hrefs[picture.path],
                name=picture.name,
                alt=picture.alt,
                **_size(Path(picture.path)),
            )
            for picture in post.pictures
        ),
        whatsapp=whatsapp if channel.network == WHATSAPP else "",
        done=_done(item, channel, acts),
    )


def _size(path: Path) -> Mapping[str, int]:
    from PIL import Image  # late: only kits need it

    with Image.open(path) as picture:
        return {"width": picture.width, "height": picture.height}


def _done(item: Item, channel: Channel, acts: Sequence[Act]) -> str:
    for act in acts:
        same = (act.item, act.revision, act.channel) == (item.id, item.revision, channel.id)
        if same and act.kind in SETTLING:
            return act.url if act.url.startswith(("https://", "http://")) else "-"
    return ""


def _page(
    render: Render,
    item: Item,
    own: Sequence[tuple[Channel, Post]],
    kits: Sequence[ChannelKit],
    content: Content,
    site_dir: Path,
) -> bytes:
    text = render(
        "item.j2",
        item=item,
        link=own[0][1].link,
        kits=kits,
        office=content.channels.office if content.channels else "",
        style=_asset(site_dir, "kit.css"),
        script=_asset(site_dir, "kit.js"),
    )
    return text.encode()


def _overview(
    render: Render,
    entries: Sequence[tuple[Item, Sequence[ChannelKit], str]],
    content: Content,
    site_dir: Path,
) -> bytes:
    kits = [
        {
            "item": item,
            "channels": [{"label": kit.channel.label, "done": kit.done} for kit in kits],
            "address": address,
            "qr": Markup(qr_svg(address)),
        }
        for item, kits, address in entries
    ]
    office = content.channels.office if content.channels else ""
    return render("index.j2", kits=kits, office=office, style=_asset(site_dir, "kit.css")).encode()


def _asset(site_dir: Path, name: str) -> Markup:
    """The designer's own file, printed as it stands inside the page."""
    return Markup((site_dir / "kit" / name).read_text(encoding="utf-8"))
