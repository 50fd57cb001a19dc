"""Draws: the hand-posting kit: what a person needs to post one item, as files and as one page."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from markupsafe import Markup

from pipeline.core.content import Content
from pipeline.core.model import Channel, Item, Role
from pipeline.core.plan_parts import Takedown
from pipeline.core.plan_text import halt_line
from pipeline.core.posting import Act, Post, by_item
from pipeline.core.stopping import Halt, halt_of
from pipeline.render import files, film, smaller
from pipeline.render.kit_channel import ChannelKit, Shown, channel_kit, removals_of, steps_of
from pipeline.render.smaller import Small
from pipeline.render.templates import open_templates

STORE = "ringan-paket"  # beside the docs: light copies of the pictures, kept from run to run

UPRIGHT = frozenset({"tiktok", "instagram", "youtube"})  # TikTok, Reels, Shorts: take a film, too

_Own = Sequence[tuple[Channel, Post]]
_Page = tuple[list[ChannelKit], bytes]


def write_kits(
    posts: Iterable[Post],
    *,
    content: Content,
    acts: Sequence[Act] = (),
    site_dir: Path,
    out: Path,
    docs: Path,
    day: date | None = None,
    form: str = "",
    halts: Sequence[Halt] = (),
    takedowns: Sequence[Takedown] = (),
    rehearsal: bool = False,
) -> dict[str, str]:
    """Write build/paket and the unlisted pages of these posts; return item id -> page address.

    Kits of items that are not named are removed, so settled items must be named to be kept.
    Demonstration items never get one. ``day`` tells whose task it is to post and to confirm,
    ``form`` where a phone confirms, ``halts`` which channels must wait, ``takedowns`` which posts
    must go: those that no machine may delete become a list to be ticked.
    """
    render = open_templates(site_dir / "kit", html=True)
    plain = open_templates(site_dir / "kit" / "steps", html=False)
    base = content.channels.site_url.rstrip("/") + "/" if content.channels else "/"
    around = {
        "office": content.channels.office if content.channels else "",
        "people": _people(content, day),
        "form": form,
        "stopped": {
            channel.id: halt_line(halt)
            for channel in (content.channels.channels if content.channels else ())
            if (halt := halt_of(halts, channel.id))
        },
        "rehearsal": rehearsal,
        "style": _asset(site_dir, "kit.css"),
        "script": _asset(site_dir, "kit.js"),
    }
    local: dict[str, bytes | Path] = {}
    public: dict[str, bytes | Path | Small] = {}
    addresses: dict[str, str] = {}
    entries = []
    removals, recorded = removals_of(takedowns, acts), by_item(acts)
    for item, own in _by_item(posts, content, removals):
        slug = secret_name(item.id, base)
        addresses[item.id] = f"{base}paket/{slug}/"

        def page(show: Mapping[str, Shown], item: Item = item, own: _Own = own) -> _Page:
            mine = recorded.get(item.id, ())
            kits = [channel_kit(plain, item, *one, mine, site_dir, show) for one in own]
            text = render(
                "item.j2",
                item=item,
                link=f"{base}konten/{item.id}/",
                kits=kits,
                removals=removals.get(item.id, []),
                **around,
            )
            return kits, text.encode()

        upright = _film(item, own, out.parent / "video")
        for channel, post in own:
            name = f"{item.id}/{channel.id}"
            steps = steps_of(plain, channel, post, site_dir)
            if upright and channel.network in UPRIGHT:
                local[f"{name}/{film.NAME}"] = upright
                steps = (f"Pilih salah satu: {film.NAME} (video tegak) atau gambarnya.", *steps)
            local |= _folder(name, post, steps)
        kits, local[f"{item.id}/index.html"] = page(_beside(own))
        show, brought = _on_site(item, own, docs)
        public |= {f"{slug}/{name}": file for name, file in brought.items()}
        _, public[f"{slug}/index.html"] = page(show)
        entries.append(
            {
                "item": item,
                "kits": kits,
                "address": addresses[item.id],
                "removals": removals.get(item.id, []),
            }
        )
    local["index.html"] = render("index.j2", entries=entries, qr=_qr, **around).encode()
    files.pour(local, out)
    files.keep_only(local, out)
    drawn = smaller.shrink(public, docs.parent / STORE)
    smaller.sweep(drawn.values(), docs.parent / STORE)
    files.pour(drawn, docs / "paket")
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
    posts: Iterable[Post], content: Content, removals: Iterable[str]
) -> list[tuple[Item, list[tuple[Channel, Post]]]]:
    """Posts grouped by item, channels in the office's order; also items with removals alone."""
    channels = content.channels.channels if content.channels else ()
    order = {channel.id: (n, channel) for n, channel in enumerate(channels)}
    groups: dict[str, list[tuple[int, Channel, Post]]] = {
        name: [] for name in removals if name in content.items and not content.items[name].demo
    }
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


def _film(item: Item, own: _Own, films: Path) -> Path | None:
    """The film that `draw --video` made of these very cards, if it did."""
    cards = (Path(picture.path).parent for _, post in own for picture in post.pictures)
    folder = next(cards, None)
    return film.current(films / item.id, folder) if folder else None


def _folder(name: str, post: Post, steps: Sequence[str]) -> dict[str, bytes | Path]:
    """The channel's files: pictures in posting order, caption, alternative texts, check list."""
    found: dict[str, bytes | Path] = {
        f"{name}/{picture.name}": Path(picture.path) for picture in post.pictures
    }
    if post.text:
        found[f"{name}/keterangan.txt"] = f"{post.text}\n".encode()
    found[f"{name}/ceklis.txt"] = "".join(f"[ ] {step}\n" for step in steps).encode()
    if post.pictures:
        alts = "\n".join(f"{picture.name}\n{picture.alt}\n" for picture in post.pictures)
        found[f"{name}/alt.txt"] = alts.encode()
    return found


def _beside(own: _Own) -> dict[str, Shown]:
    """On the office's disk the page shows the files that lie beside it."""
    return {
        picture.path: Shown(
            href=f"{channel.id}/{picture.name}", light=f"{channel.id}/{picture.name}"
        )
        for channel, post in own
        for picture in post.pictures
    }


def _on_site(
    item: Item, own: _Own, docs: Path
) -> tuple[dict[str, Shown], dict[str, bytes | Path | Small]]:
    """Where the unlisted page finds each picture, and the files it must bring itself.

    Once the item is out, its own page has the pictures; before its hour they must not be there.
    """
    shown: dict[str, Shown] = {}
    brought: dict[str, bytes | Path | Small] = {}
    for picture in (picture for _, post in own for picture in post.pictures):
        file = Path(picture.path)
        out = f"konten/{item.id}/{file.name}"
        copy = smaller.thumb(file)
        if (docs / out).exists():
            shown[picture.path] = Shown(href=f"../../{out}", light=copy.name)
        else:
            brought[file.name] = file
            shown[picture.path] = Shown(href=file.name, light=copy.name)
        brought[copy.name] = copy
    return shown, brought


def _people(content: Content, day: date | None) -> list[str]:
    """Who holds the role that posts and confirms, on that day."""
    if content.roster is None or day is None:
        return []
    return [person.name for person in content.roster.holders(frozenset({Role.PUBLISHER}), day)]


def _qr(address: str) -> Markup:
    return Markup(qr_svg(address))


def _asset(site_dir: Path, name: str) -> Markup:
    """The designer's own file, printed as it stands inside the page."""
    return Markup((site_dir / "kit" / name).read_text(encoding="utf-8"))
