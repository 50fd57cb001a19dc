"""Draws: the designer's grid over a card: every box with its role, and the safe area."""

from collections.abc import Iterator

from pipeline.render.brand import Box, Sheet
from pipeline.render.fonts import FontShelf
from pipeline.render.layout import Display
from pipeline.render.setting import Op
from pipeline.render.shapes import rect, text

SAFE, BOX, GROUND = "#00a3a3", "#d0007a", "#ffffff"
LINE, LETTERS = 3, 20


def gridded(display: Display, sheet: Sheet, shelf: FontShelf) -> Display:
    """Return the same card with lines over it; nothing of the card itself is moved."""
    top, right, bottom, left = sheet.safe
    width, height = sheet.canvas
    ops = [*display["ops"]]
    ops += _frame(left, top, width - left - right, height - top - bottom, SAFE)
    for box in sheet.boxes:
        ops += _shown(box, shelf)
    return {**display, "ops": ops}


def _shown(box: Box, shelf: FontShelf) -> Iterator[Op]:
    x, y, w, h = box.at
    yield from _frame(x, y, w, h, BOX)
    said = f"{box.role} {x}, {y}, {w}, {h}"
    if box.parts:
        said += f": {', '.join(part.role for part in box.parts)}"
    wide = shelf.width(said, "bold") * LETTERS
    left, top = max(x, 0) + 6, max(y, 0) + 6
    yield rect(left, top, wide + 12, LETTERS + 8, GROUND)
    yield text(said, left + 6, top + LETTERS, LETTERS, shelf.file("bold"), BOX, "grid")


def _frame(x: float, y: float, w: float, h: float, fill: str) -> list[Op]:
    return [
        rect(x, y, w, LINE, fill),
        rect(x, y + h - LINE, w, LINE, fill),
        rect(x, y, LINE, h, fill),
        rect(x + w - LINE, y, LINE, h, fill),
    ]
