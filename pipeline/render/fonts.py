"""Draws: the committed fonts, their widths and their characters. No other font is ever used."""

import re
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

EM = 1000  # widths are measured once at this size and scaled: without hinting they are linear
KEPT = 20_000  # widths that are remembered
IGNORED = frozenset("\u00ad\u200b\ufeff")  # soft hyphen, zero-width space, byte-order mark
_JOINERS = "\u200d\ufe0f"  # make one emoji of several characters; no font need have them
# What is drawn as one sign: an emoji with its style, skin, keycap or further emoji; a flag.
_SIGN = re.compile(
    r"[\U0001f1e6-\U0001f1ff]{2}|.(?:[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d.)*", re.DOTALL
)


class FontShelf:
    """Fonts by their brand name, with a fallback for characters that a font lacks."""

    def __init__(self, folder: Path, fonts: Mapping[str, str], fallback: Sequence[str]) -> None:
        self._folder = folder
        self._files = dict(fonts)
        self._fallback = tuple(fallback)
        self._widths: dict[tuple[str, str], float] = {}
        self._signs: dict[str, frozenset[str]] = {}
        self._homes: dict[tuple[str, str], str] = {}  # (font, sign) -> file that has it

    def file(self, font: str) -> str:
        return self._files[font]

    def pieces(self, text: str, font: str) -> list[tuple[str, str]]:
        """Split text into (font file, text) so that every sign has a glyph."""
        if text and self._own(font).issuperset(text):
            return [(self._files[font], text)]
        found: list[tuple[str, str]] = []
        for sign in _SIGN.findall(text):
            file = self._home(sign, font)
            if found and found[-1][0] == file:
                found[-1] = (file, found[-1][1] + sign)
            else:
                found.append((file, sign))
        return found

    def _own(self, font: str) -> frozenset[str]:
        """The characters of a font itself, without its fallbacks."""
        if font not in self._signs:
            path = str(self._folder / self._files[font])
            self._signs[font] = frozenset(map(chr, characters(path)))
        return self._signs[font]

    def missing(self, text: str, font: str) -> str:
        """Return the first character that no font can draw, or nothing."""
        runs = (run for file, run in self.pieces(text, font) if not file)
        return next((c for run in runs for c in run if not self._home(c, font)), "")

    def width(self, text: str, font: str) -> float:
        """Return the advance of the text at a size of one pixel."""
        known = self._widths.get((font, text))
        if known is None:
            known = sum(
                advance(str(self._folder / file), run)
                for file, run in self.pieces(text, font)
                if file
            )
            if len(self._widths) >= KEPT:  # a year of items must not fill the memory
                self._widths.clear()
            self._widths[font, text] = known
        return known

    def _home(self, sign: str, font: str) -> str:
        """Return the first file of the chain that can draw a whole sign, or nothing."""
        known = self._homes.get((font, sign))
        if known is None:
            wanted = {ord(char) for char in sign if char not in _JOINERS}
            chain = (self._files[font], *self._fallback)
            has = (f for f in chain if characters(str(self._folder / f)) >= wanted)
            known = self._homes[font, sign] = next(has, "")
        return known


def woven(text: str) -> bool:
    """Tell whether signs change or move beside others: Lontara's vowels, emoji of several parts."""
    return any(len(s) > 1 or unicodedata.category(s)[0] == "M" for s in _SIGN.findall(text))


@cache
def _load(path: str, size: float) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=KEPT)
def advance(path: str, text: str) -> float:
    """Return how far a text moves on in one font file, at a size of one pixel."""
    return _load(path, EM).getlength(text) / EM


@cache
def characters(path: str) -> frozenset[int]:
    """Return the characters that a TrueType font maps to a glyph (its cmap, formats 4 and 12)."""
    content = Path(path).read_bytes()
    tables = {
        content[at : at + 4]: struct.unpack(">I", content[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * struct.unpack(">H", content[4:6])[0], 16)
    }
    start = tables[b"cmap"]
    found: set[int] = set()
    for n in range(struct.unpack(">H", content[start + 2 : start + 4])[0]):
        at = start + 4 + 8 * n
        sub = start + struct.unpack(">I", content[at + 4 : at + 8])[0]
        kind = struct.unpack(">H", content[sub : sub + 2])[0]
        if kind == 4:
            found |= _segments(content, sub)
        elif kind == 12:
            for group in range(struct.unpack(">I", content[sub + 12 : sub + 16])[0]):
                here = sub + 16 + 12 * group
                first, last = struct.unpack(">II", content[here : here + 8])
                found |= set(range(first, last + 1))
    return frozenset(found)


def _segments(content: bytes, sub: int) -> set[int]:
    """Read a cmap of format 4; a character whose glyph is 0 is not there."""
    count = struct.unpack(">H", content[sub + 6 : sub + 8])[0] // 2
    form = f">{count}H"
    ends_at = sub + 14
    starts_at = ends_at + 2 * count + 2
    ends = struct.unpack_from(form, content, ends_at)
    starts = struct.unpack_from(form, content, starts_at)
    deltas = struct.unpack_from(form, content, starts_at + 2 * count)
    offsets_at = starts_at + 4 * count
    offsets = struct.unpack_from(form, content, offsets_at)
    found: set[int] = set()
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offsets[n]:
                place = offsets_at + 2 * n + offsets[n] + 2 * (code - first)
                glyph = struct.unpack_from(">H", content, place)[0]
            else:
                glyph = (code + deltas[n]) & 0xFFFF
            if glyph:
                found.add(code)
    return found
