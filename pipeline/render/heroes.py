"""Draws: what a family may show large, taken from an item's own words and bases; never guessed."""

import re
from collections.abc import Mapping

from pipeline.core.instruments import Instrument
from pipeline.core.model import Item
from pipeline.render.prose import plain
from pipeline.render.text import Block, Run

_ARTICLE = re.compile(r"Pasal\s\d+[A-Z]?")
_ANSWER = re.compile(r"Jawabannya:?\s+(?:(hoaks|fakta)\b|([A-E])\b)", re.IGNORECASE)
_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_DATED = re.compile(rf"(\d{{1,2}})\s({_MONTHS})\s*:\s+(?=\S)")
_AMOUNT = re.compile(
    r"(?<!Nomor )(?<![\w.,/–-])\d[\d.]*(?:[–-]\d+)?\s?"
    r"(?:%|persen|hari kerja|hari|jam|menit|bulan|tahun|orang|kursi|kecamatan)(?!\w)"
)
MOST_STEPS = 9


def heroes(item: Item, register: Mapping[str, Instrument], title: str, lead: str) -> dict[str, str]:
    """Return texts by role; a family shows those that it has a place for."""
    found: dict[str, str] = {"initial": title[:1].upper()}
    cited = [ref for ref in item.basis if ref.instrument in register]
    for ref in cited[:1]:
        instrument = register[ref.instrument]
        found |= {"instrument": short_name(instrument), "about": instrument.about}
        if article := _ARTICLE.match(ref.pinpoint or ""):
            found["pinpoint"] = article[0]
        if instrument.in_force is not None:
            found["state"] = "Berlaku" if instrument.in_force else "Tidak berlaku"
    if answer := _ANSWER.match(lead):
        found["verdict" if answer[1] else "key"] = (answer[1] or answer[2]).upper()
    if dated := _DATED.match(title):
        found |= {"day": dated[1], "month": dated[2]}
    for text in (title, item.summary, lead):
        if amount := _AMOUNT.search(text):
            found["figure"] = amount[0].replace(" ", "\u00a0", 1)
            break
    return {role: text for role, text in found.items() if text}


def undated(title: str) -> str:
    """Leave out the date before a title that the card shows as a leaf of the calendar."""
    found = _DATED.match(title)
    return title[found.end() :] if found else title


def short_name(instrument: Instrument) -> str:
    if not instrument.short_kind:
        return instrument.name
    return instrument.name.replace(instrument.kind, instrument.short_kind, 1)


def steps(item: Item) -> tuple[Block, ...]:
    """Number the titles of an item's sections: the way at a glance."""
    if not 2 <= len(item.slides) <= MOST_STEPS:
        return ()
    return tuple(
        Block(runs=(Run(plain(slide.title), ""),), bullet=f"{n + 1}.")
        for n, slide in enumerate(item.slides)
    )


def parted_options(lead: list[Block]) -> tuple[list[Block], tuple[Block, ...]]:
    """Part a question from its answers "A. …", "B. …"."""
    options = tuple(block for block in lead if re.fullmatch(r"[A-E]\.", block.bullet))
    return [block for block in lead if block not in options], options
