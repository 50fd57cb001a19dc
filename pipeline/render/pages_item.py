"""Draws: the page of one item: cards, text, the law it stands on, where it was posted."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.core.model import Instrument, Item, Reference
from pipeline.core.posting import Act
from pipeline.render import wording
from pipeline.render.edition import Drawing, Edition
from pipeline.render.shell import Page, root_of
from pipeline.render.templates import Render


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
class Basis:
    """One legal basis with everything a reader needs to check it."""

    reference: Reference
    citation: str
    instrument: Instrument | None
    article: str  # the verified text, where the register carries it


def item_folder(item: Item) -> str:
    return f"konten/{item.id}"


def item_address(edition: Edition, item: Item) -> str:
    """The canonical address of an item's page."""
    return f"{edition.site_url}{item_folder(item)}/"


def item_page(edition: Edition, item: Item, render: Render) -> Page:
    """An item as readers see it; a withdrawn one leaves its title and the reason."""
    folder, address = item_folder(item), item_address(edition, item)
    gone = item.withdrawal is not None
    cards = [] if gone else _gallery(edition, item)
    wide = edition.card(item, "wide")
    body = render(
        "item.j2",
        edition=edition,
        root=root_of(folder),
        item=item,
        series=edition.series(item),
        day=edition.day(item),
        approved=edition.published.get(item.id),
        cards=cards,
        body=item.body,
        slides=item.slides,
        basis=[_basis(reference, edition.content.instruments) for reference in item.basis],
        posts=_posts(edition, item),
        shares=shares(item.card_title, address),
        address=address,
        wide=wide,
        imported=item.id in edition.imported,
        related=[] if gone else _related(edition, item),
    )
    return Page(
        folder=folder,
        title=item.title,
        description=item.withdrawal.reason if item.withdrawal else item.summary,
        body=body,
        kind="article",
        image={} if gone else _preview(edition, item, address),
        lastmod=_changed(edition, item),
        published=edition.moment(item).isoformat(),
        structured={} if gone else _structured(edition, item, address),
        searchable=not gone,
        listed=not gone,
    )


def shares(title: str, address: str) -> list[Share]:
    """Share links, WhatsApp first: that is where the office's readers are."""
    text, url = quote(title, safe=""), quote(address, safe="")
    both = quote(f"{title}\n{address}", safe="")
    return [
        Share(name="whatsapp", label="WhatsApp", url=f"https://wa.me/?text={both}"),
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


def _gallery(edition: Edition, item: Item) -> list[Drawing]:
    """The slides in order where there are any, else the single feed card."""
    feed = edition.card(item, "feed")
    slides = edition.slides(item)
    return slides or ([feed] if feed else [])


def _basis(reference: Reference, register: Mapping[str, Instrument]) -> Basis:
    instrument = register.get(reference.instrument)
    article = reference.pinpoint.partition(" ayat")[0]
    return Basis(
        reference=reference,
        citation=wording.cite(reference, register),
        instrument=instrument,
        article=instrument.articles.get(article, "") if instrument else "",
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


def _related(edition: Edition, item: Item) -> list[Item]:
    """Three others: first those that stand on the same law, then the same series, then the rest."""
    law = {reference.instrument for reference in item.basis}

    def nearness(other: Item) -> int:
        shared = law & {reference.instrument for reference in other.basis}
        return -2 * len(shared) - (other.series == item.series)

    others = [other for other in edition.standing() if other.id != item.id]
    return sorted(others, key=nearness)[:3]


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
    picture = _preview(edition, item, address)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.card_title,
        "description": item.summary,
        "inLanguage": "id",
        "datePublished": edition.moment(item).isoformat(),
        "dateModified": _changed(edition, item),
        "mainEntityOfPage": address,
        "publisher": {"@type": "GovernmentOrganization", "name": edition.office},
        **({"image": [picture["url"]]} if picture else {}),
    }
