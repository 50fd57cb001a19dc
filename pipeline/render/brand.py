"""Draws: the house's brand and its card sheets, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TEXT_ROLES = frozenset(
    ("kicker", "title", "body", "heading", "quote", "byline", "basis", "credit", "office", "site")
    + ("pages", "swipe", "more", "scan", "account", "address", "number", "label")
    + ("pinpoint", "instrument", "about", "state", "figure", "verdict", "day", "month")
    + ("options", "steps", "key")
)
SHAPES = frozenset(
    ("panel", "rings", "photo", "scrim", "qr", "logo", "ribbon", "stack", "bar", "mark", "dots")
    + ("plate", "chip", "icon", "emblem")
)
DRAWN = ("feed", "slide", "closing", "link", "wide")  # what a family's file must bring
DERIVED = ("cover", "story", "portrait", "square", "poster")  # from the feed, unless it is there


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
class Canvas:
    """One format: its size, what a network's own buttons leave free, and the house's furniture."""

    size: tuple[int, int]
    safe: tuple[int, int, int, int]  # top, right, bottom, left
    area: tuple[int, int]  # where a card's own boxes begin and end
    furniture: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One format of a card family: a canvas and its boxes, in the order of painting."""

    canvas: tuple[int, int]
    safe: tuple[int, int, int, int]
    ground: str  # colour of the palette
    colours: Mapping[str, tuple[str, str]]  # slot -> (text, ground) of the palette
    fills: Mapping[str, str]  # slot -> colour of the palette
    boxes: tuple[Box, ...]
    icon: str = ""  # the family's sign, for boxes that name none


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    name: str
    sheets: Mapping[str, Sheet]
    with_photo: Mapping[str, Sheet] = field(default_factory=dict)
    pictured: str = ""  # the family whose layouts draw an item with a picture, in our colours
    icon: str = ""  # the family's sign
    plain: Mapping[str, Sheet] = field(default_factory=dict)  # for a title too long for its own

    def shows(self, role: str) -> bool:
        """Tell whether the feed card has a place for a role."""
        feed = self.sheets.get("feed")
        boxes = feed.boxes if feed else ()
        return any(part.role == role for box in boxes for part in (box, *box.parts))

    def sheet(self, name: str, *, photo: bool) -> Sheet:
        return self.with_photo.get(name, self.sheets[name]) if photo else self.sheets[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    palette: Mapping[str, str]
    pairs: frozenset[tuple[str, str]]
    fonts: Mapping[str, str]
    fallback: tuple[str, ...]
    styles: Mapping[str, Mapping[str, Any]]
    canvases: Mapping[str, Canvas]
    words: Mapping[str, str]
    schemes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    icons: Mapping[str, str] = field(default_factory=dict)  # name -> path on a square of 24
    plain: str = ""  # the family that draws what is too long for its own
    locked: frozenset[str] = frozenset()  # furniture that no family may move
    families: Mapping[str, Family] = field(default_factory=dict)
