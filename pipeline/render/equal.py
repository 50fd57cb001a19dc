"""Draws: who stands in an election is shown alike on every card. Loaded where somebody stands."""

from collections.abc import Iterable, Iterator

from pipeline.core.checks.alike import PHOTO, Picture, unlike_cards
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item
from pipeline.render.layout import Display
from pipeline.render.trouble import FORMATS

_PARTS = {"title": "judul", "heading": "judul slide", "body": "teks", "photo": PHOTO}


def unequal(
    item: Item, content: Content, cards: Iterable[tuple[str, Display]]
) -> Iterator[Finding]:
    """Who stands in an election is shown alike on every card; ``cards`` are format and list."""
    shown: dict[str, list[Picture]] = {}
    for name, display in cards:
        slides = name in {"cover", "slide", "closing"}
        shown.setdefault("carousel" if slides else FORMATS[name], []).append(_said(item, display))
    yield from unlike_cards(item, shown, content)


def _said(item: Item, display: Display) -> Picture:
    """The words of each part of a card; those of its photograph are the alt text's."""
    words: dict[str, str] = {}
    for op in display["ops"]:
        role = op.get("role", op["op"])
        part = _PARTS.get(role, role)
        if op["op"] == "text":
            words[part] = f"{words[part]} {op['text']}" if part in words else op["text"]
        elif part == PHOTO and item.pictures:
            words[part] = item.pictures[0].alt
    return words
