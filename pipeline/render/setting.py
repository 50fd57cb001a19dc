"""Draws: set words into a width at a size, and turn the lines into operations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.render.breaking import break_lines, opened, parted
from pipeline.render.fonts import FontShelf
from pipeline.render.hyphens import PARTED, filled
from pipeline.render.text import (
    CAP,
    DROP,
    Block,
    Line,
    Run,
    Unit,
    height,
    run_together,
    units,
)

Op = dict[str, Any]  # one operation of a display list: plain JSON values

PARAGRAPH = 0.62  # space between paragraphs, as a share of the size
ENTRY = 0.34  # space between entries of a list
# Entries with a disc (d) or on a row of their own (r), as shares of the size.
APART = {"": ENTRY, "disc": 0.62, "way": 0.52, "row": 1.34}
ASIDE = {"": 0.0, "disc": 2.0, "way": 2.0, "row": 2.35}  # indent of the words
DISC, PADDING = 1.4, 0.5  # diameter of a disc; of a row, above and below its words


class Marks(NamedTuple):
    """Colours of a marked list."""

    disc: str
    number: str
    row: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # the same words are the same object
class Words:
    """Blocks measured once at a size of one pixel."""

    blocks: tuple[tuple[tuple[Unit, ...], str], ...]  # (units, bullet)
    font: str
    shelf: FontShelf
    spacing: float = 0.0  # what is added to every space, in shares of the size
    marker: str = ""  # disc or row

    @property
    def letters(self) -> int:
        return sum(len(unit.text) + 1 for parts, _ in self.blocks for unit in parts)

    @property
    def indent(self) -> float:
        """Room for the widest bullet, in shares of the size."""
        widest = max((self.shelf.width(b, self.font) for _, b in self.blocks if b), default=0.0)
        return max(widest + 0.45, ASIDE[self.marker]) if widest else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Lines at one size: (indent, line, bullet, baseline below the top) each."""

    size: int
    lines: tuple[tuple[float, Line, str, float], ...]
    height: float

    @property
    def width(self) -> float:
        return max((x + line.width * self.size for x, line, _, _ in self.lines), default=0.0)


def measured(
    blocks: Sequence[Block], font: str, shelf: FontShelf, spacing: float = 0.0, marker: str = ""
) -> Words:
    """Measure blocks; a run without a font takes the given one."""
    return _measured(tuple(blocks), font, shelf, spacing, marker)


@lru_cache(maxsize=256)  # one item says the same on many cards
def _measured(
    blocks: tuple[Block, ...], font: str, shelf: FontShelf, spacing: float, marker: str
) -> Words:

    def width(text: str, font: str) -> float:
        return shelf.width(text, font) + spacing * text.count("\u00a0")

    return Words(
        blocks=tuple(
            (
                tuple(units([Run(r.text, r.font or font) for r in block.runs], width)),
                block.bullet,
            )
            for block in blocks
        ),
        font=font,
        shelf=shelf,
        spacing=spacing,
        marker=marker,
    )


def yielding(words: Words, size: int, width: float) -> Words:
    """Let what belongs together part where it is wider than the line even at the least size."""
    if all(u.width * size <= width for parts, _ in words.blocks for u in parts):
        return words

    def wide(text: str, font: str) -> float:
        return words.shelf.width(text, font)

    found = []
    for parts, bullet in words.blocks:
        limit = (width - (words.indent * size if bullet else 0.0)) / size
        found.append((tuple(parted(parts, limit, wide)), bullet))
    return replace(words, blocks=tuple(found))


@lru_cache(maxsize=256)  # the sizes of one item's cards are tried more than once
def set_words(
    words: Words,
    size: int,
    width: float,
    *,
    leading: float,
    balanced: bool,
    whole: bool = False,
    hyphens: bool = False,
) -> Setting | None:
    """Set the words at this size, or return None when one unit is wider than the line.

    With ``whole``, a citation is such a unit too; with ``hyphens``, long words may part.
    """
    space = words.shelf.width(" ", words.font) + words.spacing
    lines: list[tuple[float, Line, str, float]] = []
    padding = PADDING * size if words.marker == "row" else 0.0
    top = padding
    for n, (parts, bullet) in enumerate(words.blocks):
        indent = words.indent * size if bullet else 0.0
        limit = (width - indent) / size
        parted = opened(parts, limit, words.shelf.width)
        broken = (
            filled(parted, limit, space, words.shelf.width)
            if hyphens
            else break_lines(parted, limit, space, balanced=balanced, whole=whole)
        )
        if broken is None:
            return None
        if n:
            entry = bullet and words.blocks[n - 1][1]
            top += (APART[words.marker] if entry else PARAGRAPH) * size
        for k, line in enumerate(broken):
            if n or k:
                top += leading * size
            lines.append((indent, line, bullet if k == 0 else "", top))
    return Setting(
        size=size,
        lines=tuple((x, line, b, y + CAP * size) for x, line, b, y in lines),
        height=top + height(1, size, leading) + padding if lines else 0.0,
    )


def least_height(words: Words, size: int, width: float, leading: float) -> float:
    """No setting is lower: every line full, no space spent. Costs no search for good breaks."""
    lines = sum(max(sum(u.width for u in parts) * size / width, 1) for parts, _ in words.blocks)
    return max(lines - 1, 0) * leading * size


def largest(
    words: Words,
    sizes: tuple[int, int],
    width: float,
    room: float,
    *,
    leading: float,
    balanced: bool,
) -> tuple[Setting | None, float]:
    """Return the largest setting that fits the room, else None and the height at the least size.

    Citations stay on one line; where even the least size is too wide for that, they may part.
    """
    low, high = sizes
    if (needed := least_height(words, low, width, leading)) > room:
        return None, needed

    def fit(size: int, whole: bool) -> Setting | None:
        return set_words(words, size, width, leading=leading, balanced=balanced, whole=whole)

    whole = True
    least = fit(low, whole)
    if least is None or least.height > room:
        whole = False
        least = fit(low, whole)
    if least is None or least.height > room:
        return None, least.height if least else float("inf")
    best = least
    while low < high:
        middle = (low + high + 1) // 2
        found = fit(middle, whole)
        if found is not None and found.height <= room:
            best, low = found, middle
        else:
            high = middle - 1
    return best, best.height


def painted(
    setting: Setting,
    words: Words,
    *,
    at: tuple[float, float],
    width: float,
    align: str,
    fill: str,
    role: str,
    accent: str = "",
    tracking: float = 0.0,
    marks: Marks | None = None,
) -> list[Op]:
    """Turn the lines into text operations with baselines; one run per font."""
    found: list[Op] = []
    left, top = at
    extra = words.spacing * setting.size

    def run(text: str, font: str, x: float, baseline: float, colour: str) -> float:
        """Note one run, a font each for what the first lacks, and return where it ends."""
        shown = text.replace("\u00a0", " ").replace("\u2011", "-")
        for file, piece in words.shelf.pieces(shown, font):
            wide = words.shelf.width(piece, font) * setting.size
            wide += tracking * len(piece) + extra * piece.count(" ")
            op: Op = {"op": "text", "role": role, "x": round(x, 2), "y": round(baseline, 2)}
            op |= {"size": setting.size, "font": file, "fill": colour, "text": piece.rstrip()}
            op["width"] = round(wide, 2)
            if tracking:
                op["tracking"] = round(tracking, 2)
            if extra and " " in op["text"]:
                op["spacing"] = round(extra, 2)
            found.append(op)
            x += wide
        return x

    for indent, line, bullet, baseline in setting.lines:
        wide = line.width * setting.size + tracking * max(_glyphs(line) - 1, 0)
        slack = width - indent - wide
        x = left + indent + {"left": 0.0, "center": slack / 2, "right": slack}[align]
        if bullet and marks and words.marker:
            found.extend(_marked(setting, bullet, words, (left, top), width, marks, role))
        elif bullet:
            run(bullet, words.font, left, top + baseline, accent or fill)
        for text, font in run_together(line):
            x = run(text, font, x, top + baseline, fill)
        if line.units and line.units[-1].penalty == PARTED:
            found[-1]["parted"] = True
    return found


def _marked(
    setting: Setting,
    bullet: str,
    words: Words,
    at: tuple[float, float],
    width: float,
    marks: Marks,
    role: str,
) -> list[Op]:
    """Draw an entry's disc with its number, and the row that it lies on."""
    size, (left, top) = setting.size, at
    starts = [n for n, entry in enumerate(setting.lines) if entry[2]]
    n = next(k for k in starts if setting.lines[k][2] == bullet)
    last = next((k - 1 for k in starts if k > n), len(setting.lines) - 1)
    first, end = setting.lines[n][3], setting.lines[last][3]
    found: list[Op] = []
    x, side = left, round(DISC * size)
    middle = top + first - CAP * size / 2
    if words.marker == "row":
        above, below = top + first - (CAP + PADDING) * size, top + end + (DROP + PADDING) * size
        box = [round(left), round(above), round(width), round(below - above)]
        found.append({"op": "rect", "box": box, "fill": marks.row, "radius": round(0.5 * size)})
        x, middle = left + 0.42 * size, (above + below) / 2
        side = round(1.44 * size)
    if words.marker == "way" and last + 1 < len(setting.lines):  # on to the next step
        down = round(setting.lines[last + 1][3] - first)
        box = [round(x + side / 2 - 3), round(middle), 6, down]
        found.append({"op": "rect", "box": box, "fill": marks.way, "radius": 0})
    corner = [round(x), round(middle - side / 2), side, side]
    found.append({"op": "rect", "box": corner, "fill": marks.disc, "radius": side // 2})
    number, small = bullet.rstrip("."), round(0.82 * size)
    wide = words.shelf.width(number, "heavy") * small
    op: Op = {"op": "text", "role": f"{role}-mark", "size": small, "fill": marks.number}
    op |= {"x": round(corner[0] + side / 2 - wide / 2, 2), "width": round(wide, 2)}
    op |= {"y": round(corner[1] + side / 2 + CAP * small / 2, 2), "text": number}
    return [*found, {**op, "font": words.shelf.file("heavy")}]


def _glyphs(line: Line) -> int:
    return sum(len(unit.text) + 1 for unit in line.units) - 1
