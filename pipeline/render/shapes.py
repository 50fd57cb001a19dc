"""Draws: what is not running text: panels, rings, the monogram, marks, the ribbon."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.render.brand import Box, Brand, Sheet
from pipeline.render.facts import Facts
from pipeline.render.fonts import FontShelf
from pipeline.render.setting import Marks, Op
from pipeline.render.text import CAP

Span = tuple[float, float, float, float]


class Ink:
    """A sheet's colours by slot."""

    def __init__(self, sheet: Sheet, brand: Brand) -> None:
        self._sheet, self.palette, self.word = sheet, brand.palette, brand.words
        self._icons = brand.icons

    def icon(self, box: Box) -> str:
        """Return the path of a box's icon, else of the family's; nothing if it has none."""
        return self._icons.get(box.spec.get("icon", self._sheet.icon), "")

    def colour(self, slot: str) -> str:
        """Return the colour of text for a slot."""
        return self.palette[self._sheet.colours[slot][0]]

    def marks(self) -> Marks:
        """Return the colours of a numbered list: disc, number on it, row below."""
        return Marks(self.fill("marker"), self.colour("marker"), self.fill("row"), self.fill("bar"))

    def fill(self, slot: str) -> str:
        return self.palette[self._sheet.fills[slot]]


def shape(
    box: Box, ink: Ink, facts: Facts, shelf: FontShelf, edges: Mapping[str, float]
) -> list[Op]:
    """Turn a box that holds no running text into operations."""
    return _SHAPES[box.role](box, span(box, edges), ink, facts, shelf)


def span(box: Box, edges: Mapping[str, float]) -> Span:
    """Apply ``until`` (lower edge) and ``after`` (upper edge), which follow the texts.

    ``reach`` makes a box that high above its lower edge; ``grow`` moves followed edges outwards.
    """
    x, y, w, h = box.at
    top, bottom = float(y), float(y + h)
    pad, grow = int(box.spec.get("pad", 0)), int(box.spec.get("grow", 0))
    if box.spec.get("until") in edges:
        bottom = edges[box.spec["until"]] + pad + grow
    if box.spec.get("after") in edges:
        top = edges[box.spec["after"]] + pad - grow
    if "reach" in box.spec:
        top = max(bottom - box.spec["reach"], top)
    return x, top, w, max(bottom - top, 0.0)


def _panel(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    if place[3] < 1:  # it follows a text that this card does not have
        return []
    return [rect(*place, ink.fill(box.spec["fill"]), box.spec.get("radius", 0))]


def _icon(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    """A sign of the open set; a family without one shows none."""
    x, y, w, h = place
    side, path = round(min(w, h)), ink.icon(box)
    left, top = round(x + (w - side) / 2), round(y + (h - side) / 2)
    fill = ink.fill(box.spec["fill"])
    found: Op = {"op": "icon", "box": [left, top, side, side], "fill": fill, "path": path}
    return [found] if path else []


def _rings(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    """Fine concentric lines, after the guilloche of official papers."""
    x, y, w, h = place
    least, largest, step = box.spec["rings"]
    style = {"width": box.spec["width"], "fill": ink.fill(box.spec["fill"])}
    radii = [*range(least, largest + 1, step)]
    return [{"op": "rings", "at": [x + w / 2, y + h / 2], "radii": radii, **style}]


def _photo(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    if facts.photo is None:
        return []
    focus = list(facts.photo.focus or ())
    return [{"op": "photo", "box": ints(*place), "file": facts.photo.file, "focus": focus}]


def _scrim(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    least = box.spec.get("strength", 0.0)
    return [
        {"op": "scrim", "box": ints(*place), "fill": ink.fill(box.spec["fill"]), "least": least}
    ]


def _qr(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    colours = {"dark": ink.colour("qr"), "light": ink.palette["white"]}
    return [{"op": "qr", "box": ints(*place), "text": facts.address, **colours}]


def _mark(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    """A large sign of the family, e.g. a quotation mark: its top, or with ``until`` its foot."""
    x, y, _, h = place
    size = box.sizes[1]
    top = y + h - 0.34 * size if "until" in box.spec else y
    font, fill = shelf.file(box.spec["font"]), ink.fill(box.spec["fill"])
    said = ink.word.get(box.spec["text"]) or facts.texts.get(box.spec["text"], "")
    if not said:
        return []
    return [text(said, x, top + CAP * size, size, font, fill, "mark")]


def _dots(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    """One segment a page, those already turned in the accent."""
    x, y, w, h = place
    n, gap = facts.pages, 10
    wide = (w - gap * (n - 1)) / n
    fills = [ink.fill("done" if k < facts.page else "line") for k in range(n)]
    return [
        rect(round(x + k * (wide + gap)), y, round(wide), h, fill, int(h // 2))
        for k, fill in enumerate(fills)
    ]


def _logo(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    """The monogram: JD over IH on a square. Not the emblem of KPU, which we must not draw."""
    x, y, w, _ = place
    size = round(w * 0.36)
    ops = [rect(x, y, w, w, ink.fill("logo"), round(w * 0.16))]
    font, colour = shelf.file("heavy"), ink.colour("logo")
    for n, letter in enumerate("JDIH"):
        wide = shelf.width(letter, "heavy") * size
        middle = x + w * (0.32 if n % 2 == 0 else 0.68)
        baseline = y + w * (0.30 if n < 2 else 0.70) + CAP * size / 2
        ops.append(text(letter, middle - wide / 2, baseline, size, font, colour, "logo"))
    return ops


def _ribbon(box: Box, place: Span, ink: Ink, facts: Facts, shelf: FontShelf) -> list[Op]:
    """CONTOH on a swallow-tailed ribbon that runs off the right edge."""
    x, y, w, h = place
    word, size, tail = ink.word["demo"], round(h * 0.52), h * 0.36
    visible = w - tail - box.spec.get("pad", 0)
    left = x + tail + (visible - shelf.width(word, "heavy") * size) / 2
    points = [[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x + tail, y + h / 2]]
    font, colour = shelf.file("heavy"), ink.colour("ribbon")
    return [
        {"op": "poly", "role": "ribbon", "fill": ink.fill("ribbon"), "points": points},
        text(word, left, y + h / 2 + CAP * size / 2, size, font, colour, "ribbon"),
    ]


_SHAPES: dict[str, Callable[[Box, Span, Ink, Facts, FontShelf], list[Op]]] = {
    "panel": _panel,
    "bar": _panel,
    "plate": _panel,
    "chip": _panel,
    "icon": _icon,
    "emblem": _icon,
    "rings": _rings,
    "photo": _photo,
    "scrim": _scrim,
    "qr": _qr,
    "mark": _mark,
    "dots": _dots,
    "logo": _logo,
    "ribbon": _ribbon,
}


def ints(x: float, y: float, w: float, h: float) -> list[int]:
    """Bring a box to whole pixels."""
    left, top = round(x), round(y)
    return [left, top, round(x + w) - left, round(y + h) - top]


def rect(x: float, y: float, w: float, h: float, fill: str, radius: int = 0) -> Op:
    return {"op": "rect", "box": ints(x, y, w, h), "fill": fill, "radius": radius}


def text(
    words: str, x: float, y: float, size: int, font: str, fill: str, role: str
) -> dict[str, Any]:
    place = {"x": round(x, 2), "y": round(y, 2), "size": size}
    return {"op": "text", "role": role, **place, "font": font, "fill": fill, "text": words}
