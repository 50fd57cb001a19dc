"""Draws: what each card of an item says, before any of it is placed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pipeline.core.content import Content
from pipeline.core.model import Instrument, Item, Reference
from pipeline.render.brand import Brand
from pipeline.render.layout import Facts, Photo
from pipeline.render.prose import blocks, lead, plain, quotation
from pipeline.render.text import Block

MOST_REFERENCES = 4  # on one card; the closing slide names them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One item, ready to be told on cards."""

    item: Item
    family: str
    facts: Facts  # what all formats share
    bodies: tuple[tuple[Block, ...], ...]  # texts for the body, best first
    sections: tuple[tuple[str, tuple[Block, ...]], ...]
    closing: Facts


def tell(item: Item, content: Content, brand: Brand) -> Story:
    """Gather the words of one item."""
    series = content.series.get(item.series)
    family = brand.families.get(series.cards if series else "terang")
    name = family.name if family else next(iter(brand.families))
    photo = None
    if item.pictures:
        first = item.pictures[0]
        photo = Photo(file=first.file, focus=first.focus or (0.5, 0.5))
        if family and family.pictured in brand.families:
            name = family.pictured
    styles = {"regular": "medium", "bold": "heavy", "italic": "italic"}
    opening = lead(item.body)
    quoted, rest = quotation(opening)
    title = " ".join(plain(item.card_title).split()) or item.id
    office = content.channels.office if content.channels else "KPU Kabupaten Pinrang"
    address = item_address(item, content)
    texts = {
        "kicker": series.name if series else "JDIH",
        "title": title,
        "quote": plain(quoted) if quoted else title,
        "byline": title if quoted else "",
        "basis": "; ".join(citations(item, content.instruments)[:MOST_REFERENCES]),
        "credit": f"Foto: {item.pictures[0].credit}" if photo and item.pictures[0].credit else "",
        "office": f"JDIH {office}",
        "site": urlsplit(address).netloc,
        "address": address.split("://", 1)[-1],
    }
    if texts["basis"]:
        texts["basis"] = f"{brand.words['basis']}: {texts['basis']}"
    shared = Facts(
        texts={role: text for role, text in texts.items() if text},
        photo=photo,
        address=address,
        demo=item.demo,
    )
    named = "kutipan" in name and quoted
    bodies = [blocks(rest if named else opening, styles), blocks(item.summary, styles)]
    full = "; ".join(citations(item, content.instruments, whole=True))
    return Story(
        item=item,
        family=name,
        facts=shared,
        bodies=tuple(tuple(body) for body in bodies if body) or ((),),
        sections=tuple((plain(s.title), tuple(blocks(s.text, styles))) for s in item.slides),
        closing=replace(
            shared,
            texts={**shared.texts, "basis": full, "account": _accounts(item, content)},
        ),
    )


def item_address(item: Item, content: Content) -> str:
    """Return the address of the item's page."""
    site = content.channels.site_url if content.channels else "http://127.0.0.1/"
    return f"{site.rstrip('/')}/konten/{item.id}/"


def citations(item: Item, register: Mapping[str, Instrument], *, whole: bool = False) -> list[str]:
    """Say each basis as lawyers do: Pasal 7 ayat (2) UU Nomor 14 Tahun 2008."""
    return [text for ref in item.basis if (text := _citation(ref, register, whole))]


def _citation(ref: Reference, register: Mapping[str, Instrument], whole: bool) -> str:
    instrument = register.get(ref.instrument)
    if instrument is None:  # a check of the content says so; the card leaves it out
        return ""
    name = instrument.name
    if not whole and instrument.short_kind:
        name = name.replace(instrument.kind, instrument.short_kind, 1)
    return f"{ref.pinpoint} {name}".strip()


def _accounts(item: Item, content: Content) -> str:
    """Name up to two accounts of the office; the same handle is named once."""
    found: dict[str, list[str]] = {}
    for channel in content.channels.channels if content.channels else ():
        if channel.account and channel.mode.value != "mati" and len(found) < 2:
            found.setdefault(f"@{channel.account.lstrip('@')}", []).append(channel.label)
    return " · ".join(f"{account} di {' dan '.join(on)}" for account, on in found.items())
