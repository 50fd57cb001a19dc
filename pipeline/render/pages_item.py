"""Draws: the page of one item: cards, text, the law it stands on, where it was posted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.core.causes import LABELS
from pipeline.core.instruments import Instrument
from pipeline.core.model import Item, Reference
from pipeline.core.posting import Act
from pipeline.core.whatsapp import share_link
from pipeline.render import wording
from pipeline.render.edition import Edition
from pipeline.render.pages_lists import tag_folder, tags_of
from pipeline.render.shell import Page, root_of, sketch
from pipeline.render.structured import CONTENT, article, graph
from pipeline.render.teasers import Teasing

Near = Callable[[Item], Sequence[Item]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A plain link that opens a network's own share form. No script of theirs is loaded."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A post of the office that the ledger knows."""

    label: str
    url: str
    day: str
    older: bool  # posted before the present correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One instrument that the item stands on, with everything a reader needs to check it."""

    name: str
    id: str  # "" when it is not in the register
    official: str  # its full name, what it is about, whether it is in force, where it is published
    about: str
    in_force: bool | None
    force: str
    url: str
    places: tuple[str, ...]  # "Pasal 7 ayat (2)", as the item cites them
    articles: Mapping[str, str]  # the verified texts, where the register carries them


def item_folder(item: Item) -> str:
    return f"konten/{item.id}"


def item_address(edition: Edition, item: Item) -> str:
    """The canonical address of an item's page."""
    return f"{edition.site_url}{item_folder(item)}/"


def item_page(edition: Edition, item: Item, teaser: Teasing, near: Near) -> Page:
    """An item as readers see it; a withdrawn one leaves its title and the reason."""
    folder, address = item_folder(item), item_address(edition, item)
    gone = item.withdrawal is not None
    cards = [] if gone else edition.gallery(item)
    wide = edition.card(item, "wide")
    body = sketch(
        "item.j2",
        office=edition.office,
        has_sop=edition.content.sop is not None,
        has_help="cara-bertanya" in edition.content.pages,
        when=edition.when(item),
        root=root_of(folder),
        item=item,
        series=edition.series(item),
        day=edition.day(item),
        approved=edition.published.get(item.id),
        cards=cards,
        body=item.body,
        slides=item.slides,
        causes=_causes(item),
        laws=_laws(item.basis, edition.content.instruments),
        posts=_posts(edition, item),
        shares=shares(item.card_title, address),
        address=address,
        wide=wide,
        imported=item.id in edition.imported,
        changes=edition.changes.get(item.id),
        tags=[(tag, tag_folder(tag)) for tag in tags_of(edition, item)],
        related=[] if gone else [teaser(other) for other in near(item)],
    )
    return Page(
        folder=folder,
        title=_marks(item) + item.title,
        short=_marks(item) + item.card_title,
        description=item.withdrawal.reason if item.withdrawal else item.summary,
        body=body,
        kind="article",
        image={} if gone else _preview(edition, item, address),
        lastmod=_changed(edition, item),
        published=edition.moment(item).isoformat(),
        structured={} if gone or item.demo else _structured(edition, item, address),
        searchable=not gone,
        listed=not gone and not item.demo,
    )


def _causes(item: Item) -> Mapping[str, str]:
    """Of what kind the mistake was, as readers understand it; "" where no code was given."""
    found = {
        "correction": item.correction and item.correction.cause,
        "withdrawal": item.withdrawal and item.withdrawal.cause,
    }
    return {what: LABELS[cause] if cause else "" for what, cause in found.items()}


def _marks(item: Item) -> str:
    """What stands before a title in lists, tabs and link previews: no notice is beside it there."""
    return "DITARIK: " * (item.withdrawal is not None) + "CONTOH: " * item.demo


def shares(title: str, address: str) -> list[Share]:
    """Share links, WhatsApp first: that is where the office's readers are."""
    text, url = quote(title, safe=""), quote(address, safe="")
    both = f"{text}%0A{url}"
    return [
        Share(name="whatsapp", label="WhatsApp", url=share_link(f"{title}\n{address}")),
        Share(
            name="facebook",
            label="Facebook",
            url=f"https://www.facebook.com/sharer/sharer.php?u={url}",
        ),
        Share(name="x", label="X", url=f"https://x.com/intent/post?text={text}&url={url}"),
        Share(
            name="telegram", label="Telegram", url=f"https://t.me/share/url?url={url}&text={text}"
        ),
        Share(name="email", label="Surel", url=f"mailto:?subject={text}&body={both}"),
    ]


def _laws(basis: Sequence[Reference], register: Mapping[str, Instrument]) -> list[Law]:
    """The item's legal basis by instrument, in the order in which it first cites them."""
    places: dict[str, list[str]] = {}
    for reference in basis:
        places.setdefault(reference.instrument, []).append(reference.pinpoint)
    return [_law(name, [*filter(None, kept)], register.get(name)) for name, kept in places.items()]


def _law(name: str, places: Sequence[str], instrument: Instrument | None) -> Law:
    cited = dict.fromkeys(place.partition(" ayat")[0] for place in places)
    known = instrument.articles if instrument else {}
    return Law(
        name=wording.short_name(instrument) if instrument else name,
        id=instrument.id if instrument else "",
        official=instrument.name if instrument else "",
        about=instrument.about if instrument else "",
        in_force=instrument.in_force if instrument else None,
        force=wording.force_text(instrument) if instrument else "",
        url=instrument.official_url if instrument else "",
        places=tuple(places),
        articles={article: known[article] for article in cited if article in known},
    )


def _posts(edition: Edition, item: Item) -> list[Posted]:
    channels = edition.content.channels

    def label(act: Act) -> str:
        channel = channels.get(act.channel) if channels else None
        return channel.label if channel else act.channel.capitalize()

    return [
        Posted(
            label=label(act),
            url=act.url,
            day=wording.day_text(act.at),
            older=act.revision < item.revision,
        )
        for act in edition.posts(item)
        if act.url.startswith(("https://", "http://"))
    ]


def _preview(edition: Edition, item: Item, address: str) -> dict[str, str | int]:
    card = edition.card(item, "link")
    if card is None:
        return {}
    return {
        "url": address + card.path.name,
        "width": card.width,
        "height": card.height,
        "alt": card.alt,
        "type": "image/png" if card.path.suffix == ".png" else "image/jpeg",
    }


def _changed(edition: Edition, item: Item) -> str:
    days = [edition.day(item)]
    days += [item.correction.day] if item.correction else []
    days += [item.withdrawal.day] if item.withdrawal else []
    return max(days).isoformat()


def _structured(edition: Edition, item: Item, address: str) -> dict[str, object]:
    picture = str(_preview(edition, item, address).get("url", ""))
    told = article(edition, item, address, _changed(edition, item), picture)
    return graph(edition, [told], [CONTENT, (item.card_title, item_folder(item))])
