"""Draws: what each card of an item says, before any of it is placed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pipeline.core.content import Content
from pipeline.core.instruments import Instrument
from pipeline.core.model import Item, Mode
from pipeline.render.brand import Brand
from pipeline.render.facts import Facts, Photo
from pipeline.render.heroes import heroes, parted_options, short_name, steps, undated
from pipeline.render.prose import blocks, lead, plain, quotation
from pipeline.render.text import Block, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One item, ready to be told on cards."""

    item: Item
    family: str
    facts: Facts  # what all formats share
    bodies: tuple[
        tuple[Block, ...], ...
    ]  # texts for the body, best first; a picture may stand alone
    lists: Mapping[str, tuple[Block, ...]]  # options of a question, steps of a way
    sections: tuple[tuple[str, tuple[Block, ...]], ...]
    closing: Facts

    def variants(self) -> list[dict[str, tuple[Block, ...]]]:
        """Say what a single card may show, best first: options never part from their question."""
        found = [{**self.lists, "body": body} for body in self.bodies]
        if "steps" in self.lists:
            found += [{**self.lists}, *({"body": body} for body in self.bodies)]
        return found


def tell(item: Item, content: Content, brand: Brand) -> Story:
    """Gather the words of one item."""
    series = content.series.get(item.series)
    family = brand.families.get(series.cards if series else "terang")
    name = family.name if family else next(iter(brand.families))
    photo = None
    if item.pictures:
        first = item.pictures[0]
        photo = Photo(file=first.file, focus=first.focus)
    shows = brand.families[name].shows
    styles = {"regular": "medium", "bold": "heavy", "italic": "italic"}
    opening = lead(item.body)
    quoted, rest = quotation(opening)
    title = without_series(plain(item.card_title), series.name if series else "") or item.id
    large = heroes(item, content.instruments, title, plain(opening))
    if shows("day") and "day" in large:
        title = undated(title)
    office = content.channels.office if content.channels else "KPU Kabupaten Pinrang"
    address = item_address(item, content)
    bases = citations(item, content.instruments)
    texts = large | {
        "kicker": series.name if series else "JDIH",
        "title": title,
        "quote": plain(quoted) if quoted else title,
        "byline": title if quoted and _letters(title) != _letters(plain(quoted)) else "",
        "basis": "; ".join(bases),
        "credit": _credit(item),
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
    opened = blocks(rest if quoted and shows("quote") else opening, styles)
    options: tuple[Block, ...] = ()
    if shows("options"):
        opened, options = parted_options(opened)
    bodies = [opened, blocks(item.summary, styles)]
    lists = {"options": options, "steps": steps(item) if shows("steps") else ()}
    return Story(
        item=item,
        family=name,
        facts=shared,
        lists={role: entries for role, entries in lists.items() if entries},
        bodies=(*(tuple(body) for body in bodies if body), *([()] if photo else [])) or ((),),
        sections=tuple((plain(s.title), tuple(blocks(s.text, styles))) for s in item.slides),
        closing=replace(
            shared,
            blocks={
                "basis": tuple(Block(runs=(Run(basis, ""),)) for basis in bases),
                "account": _accounts(content),
            },
        ),
    )


def item_address(item: Item, content: Content) -> str:
    """Return the address of the item's page."""
    site = content.channels.site_url if content.channels else "http://127.0.0.1/"
    return f"{site.rstrip('/')}/konten/{item.id}/"


def citations(item: Item, register: Mapping[str, Instrument]) -> list[str]:
    """Say the bases as lawyers do, places of one instrument together.

    Pasal 7 ayat (2) dan Pasal 9 UU Nomor 14 Tahun 2008.
    """
    places: dict[str, list[str]] = {}
    for ref in item.basis:
        if ref.instrument in register:  # what is not registered is a finding of another room
            found = places.setdefault(ref.instrument, [])
            if ref.pinpoint and ref.pinpoint not in found:
                found.append(ref.pinpoint)
    return [
        f"{_listed(found)} {short_name(register[instrument])}".strip()
        for instrument, found in places.items()
    ]


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"


def without_series(title: str, series: str) -> str:
    """Leave out the series' name where the kicker above says it already."""
    found = re.match(r"([^:?]{3,40})\s*[:?]\s+(?=\S)", title)
    name, said = series.casefold(), found[1].casefold() if found else ""
    repeated = bool(said) and (name.startswith(said) or said in {name, f"{name} jdih"})
    return title[found.end() :] if found and repeated else title


def _credit(item: Item) -> str:
    """Return the first picture's credit; one that names its own kind stays as it is."""
    credit = item.pictures[0].credit if item.pictures else ""
    return credit if ":" in credit or not credit else f"Foto: {credit}"


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _accounts(content: Content) -> tuple[Block, ...]:
    """Name up to two accounts of the office; the same handle is named once."""
    found: dict[str, list[str]] = {}
    for channel in content.channels.channels if content.channels else ():
        if channel.account and channel.mode is not Mode.OFF:
            found.setdefault(f"@{channel.account.lstrip('@')}", []).append(channel.label)
    return tuple(
        Block(runs=(Run(f"{account} di {_listed(on)}", ""),))
        for account, on in [*found.items()][:2]
    )
