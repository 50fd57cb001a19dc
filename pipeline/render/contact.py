"""Draws: the cards of one item side by side, small enough for a comment and a phone."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

from pipeline.render.card import Card, digest
from pipeline.render.files import write_if_changed

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
            sheet.paste(picture.convert("RGB").resize(size, Image.Resampling.HAMMING), at)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def lay_out(cards: Mapping[str, Sequence[Card]], folder: Path) -> None:
    """Keep one sheet per item in a folder of its own, made anew where one of its cards is new."""
    wanted = {item: digest([card.sha256 for card in drawn]) for item, drawn in cards.items()}
    note = folder / "isi.json"
    try:
        known = dict(json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        known = {}
    for item, made in wanted.items():
        path = folder / f"{item}.jpg"
        if known.get(item) != made or not path.is_file():
            write_if_changed(path, contact_sheet(cards[item]))
    for path in folder.glob("*.jpg"):
        if path.stem not in wanted:
            path.unlink()
    write_if_changed(note, json.dumps(wanted, indent=1, sort_keys=True).encode())
