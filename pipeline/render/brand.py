"""Draws: the house's brand and its card sheets, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TEXT_ROLES = frozenset(
    ("kicker", "title", "body", "heading", "quote", "byline", "basis", "credit", "office", "site")
    + ("pages", "swipe", "more", "scan", "account", "address", "number", "label")
)
SHAPES = frozenset(
    ("panel", "rings", "photo", "scrim", "qr", "logo", "ribbon", "stack", "bar", "mark", "dots")
)
SHEETS = ("feed", "cover", "slide", "closing", "story", "link", "wide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One place on a card. ``spec`` holds the designer's values after defaults."""

    role: str
    spec: Mapping[str, Any]
    parts: tuple["Box", ...] = ()
    line: int = 1

    @property
    def at(self) -> tuple[int, int, int, int]:
        x, y, w, h = self.spec["at"]
        return x, y, w, h

    @property
    def sizes(self) -> tuple[int, int]:
        """The least and the largest size of the type."""
        size = self.spec["size"]
        return (size, size) if isinstance(size, int) else (size[0], size[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One format of a card family: a canvas and its boxes, in the order of painting."""

    canvas: tuple[int, int]
    ground: str  # colour of the palette
    colours: Mapping[str, tuple[str, str]]  # slot -> (text, ground) of the palette
    fills: Mapping[str, str]  # slot -> colour of the palette
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    name: str
    sheets: Mapping[str, Sheet]
    with_photo: Mapping[str, Sheet] = field(default_factory=dict)
    pictured: str = ""  # the family whose layouts draw an item with a picture, in our colours

    def sheet(self, name: str, *, photo: bool) -> Sheet:
        return self.with_photo.get(name, self.sheets[name]) if photo else self.sheets[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    palette: Mapping[str, str]
    pairs: frozenset[tuple[str, str]]
    fonts: Mapping[str, str]
    fallback: tuple[str, ...]
    styles: Mapping[str, Mapping[str, Any]]
    furniture: Mapping[str, tuple[tuple[int, int], tuple[int, ...], list[Any]]]
    words: Mapping[str, str]
    families: Mapping[str, Family] = field(default_factory=dict)
