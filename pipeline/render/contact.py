"""Draws: the cards of one item side by side, small enough for a comment and a phone."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from pipeline.render.card import Card

WIDTH, GAP = 900, 12  # a phone shows a comment 330 to 400 points wide, at two or three dots each
_COLUMN = (WIDTH - 3 * GAP) // 2
_GROUND = "#d0d4da"
_ORDER = ("feed", "slide", "portrait", "square", "story", "link", "wide")
_QUALITY = 74


def contact_sheet(cards: Sequence[Card]) -> bytes:
    """One JPEG: two columns, in reading order, each card into the shorter column. b"": no cards."""
    if not cards:
        return b""
    ends = [GAP, GAP]
    places: list[tuple[Path, tuple[int, int], tuple[int, int]]] = []
    for card in sorted(cards, key=lambda one: (_ORDER.index(one.format), one.page)):
        size = (_COLUMN, round(card.height * _COLUMN / card.width))
        column = 0 if ends[0] <= ends[1] else 1
        places.append((card.path, size, (GAP + column * (_COLUMN + GAP), ends[column])))
        ends[column] += size[1] + GAP
    sheet = Image.new("RGB", (WIDTH, max(ends)), _GROUND)
    for path, size, at in places:
        with Image.open(path) as picture:
            picture.draft("RGB", size)
            sheet.paste(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS), at)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
