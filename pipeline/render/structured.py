"""Draws: what a page says of itself to machines: Schema.org as JSON-LD. Nothing is guessed."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.core.instruments import INVERSE, Instrument, Relation
from pipeline.core.model import Item
from pipeline.render.edition import Edition
from pipeline.render.wording import short_name

Thing = dict[str, object]
Crumb = tuple[str, str]  # title, folder

HOME: Crumb = ("Beranda", "")
CONTENT: Crumb = ("Semua konten", "konten")
SERIES: Crumb = ("Rubrik", "rubrik")
REGISTER: Crumb = ("Register peraturan", "peraturan")


def graph(edition: Edition, things: Iterable[Thing], way: Sequence[Crumb] = ()) -> Thing:
    """The things of one page, and the way that leads to it."""
    listed = [*things, *([_breadcrumbs(edition, way)] if way else [])]
    return {"@context": "https://schema.org", "@graph": listed} if listed else {}


def organisation(edition: Edition) -> Thing:
    """The office, as the publisher of its page."""
    contact = edition.contact
    known = {"email": contact.email, "telephone": contact.phone, "address": contact.address}
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{edition.site_url}#kantor",
        "name": edition.office,
        "url": edition.site_url,
        "logo": f"{edition.site_url}lambang.svg",
        **{key: value for key, value in known.items() if value},
    }


def article(edition: Edition, item: Item, address: str, changed: str, picture: str) -> Thing:
    """NewsArticle: an item that stands. What it rests on is named with its page in the register."""
    register = edition.content.instruments
    cited = dict.fromkeys(ref.instrument for ref in item.basis if ref.instrument in register)
    found: Thing = {
        "@type": "NewsArticle",
        "headline": item.card_title,
        "description": item.summary,
        "inLanguage": "id",
        "datePublished": edition.moment(item).isoformat(),
        "dateModified": changed,
        "mainEntityOfPage": address,
        "author": organisation(edition),
        "publisher": organisation(edition),
    }
    if cited:
        found["citation"] = [_named(edition, register[name]) for name in cited]
    if picture:
        found["image"] = [picture]
    return found


def legislation(edition: Edition, entry: Instrument) -> Thing:
    """Legislation: its force and what it changes; what is not known is left out."""
    found = _named(edition, entry) | {
        "inLanguage": "id",
        "legislationIdentifier": short_name(entry),
        "legislationType": entry.kind,
    }
    if entry.about:
        found["description"] = entry.about
    if entry.enacted:
        found["legislationDate"] = entry.enacted.isoformat()
    if entry.promulgated:
        found["datePublished"] = entry.promulgated.isoformat()
    if entry.in_force is not None:
        force = "InForce" if entry.in_force else "NotInForce"
        found["legislationLegalForce"] = f"https://schema.org/{force}"
    if entry.official_url.rstrip("/").count("/") > 2:  # a site's front page is no document
        found["sameAs"] = entry.official_url
    if entry.subjects:
        found["keywords"] = list(entry.subjects)
    register = edition.content.instruments
    for name, relation in (
        ("legislationChanges", Relation.AMENDS),
        ("legislationRepeals", Relation.REPEALS),
    ):
        if ends := _ends(entry, relation, register):
            found[name] = [
                _named(edition, register[end])
                if end in register
                else {"@type": "Legislation", "name": end}
                for end in ends
            ]
    return found


def _ends(entry: Instrument, relation: Relation, register: Mapping[str, Instrument]) -> list[str]:
    """What this instrument does to others, told by itself or by them."""
    own = [link.target for link in entry.links if link.relation is relation]
    told = [
        other.id
        for other in register.values()
        for link in other.links
        if link.target == entry.id and link.relation is INVERSE[relation]
    ]
    return list(dict.fromkeys([*own, *told]))


def _named(edition: Edition, entry: Instrument) -> Thing:
    return {
        "@type": "Legislation",
        "name": entry.name,
        "url": f"{edition.site_url}peraturan/{entry.id}/",
    }


def _breadcrumbs(edition: Edition, way: Sequence[Crumb]) -> Thing:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": title,
                "item": edition.site_url + (f"{folder}/" if folder else ""),
            }
            for number, (title, folder) in enumerate((HOME, *way), 1)
        ],
    }
