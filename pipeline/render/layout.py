"""Draws: one card as a display list. Plain JSON values: no engine, no pixels, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.render.brand import TEXT_ROLES, Box, Brand, Sheet
from pipeline.render.fonts import FontShelf
from pipeline.render.setting import Op, Words, largest, measured, painted
from pipeline.render.stack import Column, Unfit, fit_column
from pipeline.render.text import CAP, DROP, Block, Run

Display = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    file: str  # name inside the item's folder
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one card says, by role."""

    texts: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Block]] = field(default_factory=dict)  # instead of a text
    photo: Photo | None = None
    address: str = ""  # what the QR code says
    demo: bool = False
    page: int = 0
    pages: int = 0
    caps: Mapping[str, int] = field(default_factory=dict)  # largest size by role, for a carousel


def draw_list(sheet: Sheet, facts: Facts, brand: Brand, shelf: FontShelf) -> Display | Unfit:
    """Lay out one card, or say which text does not fit."""
    desk = _Desk(sheet, facts, brand, shelf)
    boxes = [b for b in sheet.boxes if desk.wanted(b)]
    for box in boxes:  # columns first: the edges of shapes may hang on them
        if box.role == "stack":
            column = fit_column(box, desk.words(box.parts), cap=facts.caps)
            if isinstance(column, Unfit):
                return column
            desk.columns[id(box)] = column
            desk.note_edges(column)
    ops: list[Op] = []
    for box in boxes:
        drawn = desk.draw(box)
        if isinstance(drawn, Unfit):
            return drawn
        ops += drawn
    for op in ops:
        if op["op"] == "scrim":
            op["guards"] = _guards(op["box"], ops)
    return {"size": list(sheet.canvas), "ground": brand.palette[sheet.ground], "ops": ops}


class _Desk:
    """What is known while one card is laid out."""

    def __init__(self, sheet: Sheet, facts: Facts, brand: Brand, shelf: FontShelf) -> None:
        self.sheet, self.facts, self.brand, self.shelf = sheet, facts, brand, shelf
        self.columns: dict[int, Column] = {}
        self.edges: dict[str, float] = {}

    def wanted(self, box: Box) -> bool:
        when = box.spec.get("when", "")
        if box.role == "ribbon" and not self.facts.demo:
            return False
        if box.role == "dots" and self.facts.pages < 2:
            return False
        if box.role in {"photo", "scrim"} and not self.facts.photo:
            return False
        if when == "picture":
            return self.facts.photo is not None
        return not when or self.says(when)

    def says(self, role: str) -> bool:
        return bool(self.facts.texts.get(role) or self.facts.blocks.get(role))

    def note_edges(self, column: Column) -> None:
        self.edges["stack.top"], self.edges["stack.bottom"] = column.top, column.bottom
        for placed in column.parts:
            self.edges[f"{placed.box.role}.top"] = placed.top
            self.edges[f"{placed.box.role}.bottom"] = placed.top + placed.height

    def colour(self, slot: str) -> str:
        return self.brand.palette[self.sheet.colours[slot][0]]

    def fill(self, slot: str) -> str:
        return self.brand.palette[self.sheet.fills[slot]]

    def words(self, boxes: Sequence[Box]) -> dict[str, Words]:
        """Measure what the boxes say; a box with nothing to say is left out."""
        found = {}
        for box in boxes:
            when = box.spec.get("when")
            if box.role not in TEXT_ROLES or (when and not self.says(when)):
                continue
            blocks = self.facts.blocks.get(box.role) or self._text(box)
            if blocks:
                found[box.role] = measured(blocks, box.spec["font"], self.shelf)
        return found

    def _text(self, box: Box) -> list[Block]:
        word = box.spec.get("text", "")
        text = self.facts.texts.get(box.role) or self.brand.words.get(word, "")
        if box.spec.get("upper"):
            text = text.upper()
        return [Block(runs=(Run(text, ""),))] if text else []

    def draw(self, box: Box) -> list[Op] | Unfit:
        if box.role == "stack":
            return self._column(box)
        if box.role in TEXT_ROLES:
            return self._single(box)
        return list(self._shape(box))

    def _paint(
        self, box: Box, words: Words, setting: Any, x: float, y: float, width: float
    ) -> list[Op]:
        return painted(
            setting,
            words,
            at=(x, y),
            width=width,
            align=box.spec.get("align", "left"),
            fill=self.colour(box.spec.get("colour", "text")),
            accent=self.colour("accent"),
            role=box.role,
            tracking=float(box.spec.get("tracking", 0)) * setting.size,
        )

    def _column(self, box: Box) -> list[Op]:
        x, _, width, _ = box.at
        words = self.words(box.parts)
        ops: list[Op] = []
        for placed in self.columns[id(box)].parts:
            if placed.setting is not None:
                role = placed.box.role
                ops += self._paint(placed.box, words[role], placed.setting, x, placed.top, width)
            else:
                spec = placed.box.spec
                ops.append(
                    _rect(x, placed.top, spec["length"], placed.height, self.fill(spec["fill"]))
                )
        return ops

    def _single(self, box: Box) -> list[Op] | Unfit:
        words = self.words([box]).get(box.role)
        if words is None:
            return []
        x, top, width, room = box.at
        tracking = float(box.spec.get("tracking", 0))
        letters = max((sum(len(u.text) + 1 for u in p) for p, _ in words.blocks), default=0)
        setting, needed = largest(
            words,
            box.sizes,
            width - tracking * box.sizes[1] * letters,
            room,
            leading=box.spec["leading"],
            balanced=bool(box.spec.get("balanced")),
        )
        if setting is None:
            share = 1 - room / needed if needed != float("inf") else 0.5
            return Unfit(role=box.role, share=share)
        slack = room - setting.height
        y = top + {"top": 0.0, "middle": slack / 2, "bottom": slack}[box.spec.get("valign", "top")]
        return self._paint(box, words, setting, x, y, width)

    def _span(self, box: Box) -> tuple[float, float, float, float]:
        """Apply ``until`` (lower edge) and ``after`` (upper edge), which follow the texts."""
        x, y, w, h = box.at
        top, bottom = float(y), float(y + h)
        pad = int(box.spec.get("pad", 0))
        if box.spec.get("until") in self.edges:
            bottom = self.edges[box.spec["until"]] + pad
        if box.spec.get("after") in self.edges:
            top = self.edges[box.spec["after"]] + pad
        return x, top, w, max(bottom - top, 0.0)

    def _shape(self, box: Box) -> list[Op]:
        x, y, w, h = self._span(box)
        spec = box.spec
        if box.role == "panel":
            return [_rect(x, y, w, h, self.fill(spec["fill"]), spec.get("radius", 0))]
        if box.role == "bar":
            return [_rect(x, y, w, h, self.fill(spec["fill"]))]
        if box.role == "rings":
            cx, cy = x + w / 2, y + h / 2
            return [
                {
                    "op": "ring",
                    "at": [cx, cy],
                    "radius": r,
                    "width": spec["width"],
                    "fill": self.fill(spec["fill"]),
                }
                for r in spec["rings"]
            ]
        if box.role == "photo" and self.facts.photo:
            return [
                {
                    "op": "photo",
                    "box": _ints(x, y, w, h),
                    "file": self.facts.photo.file,
                    "focus": list(self.facts.photo.focus),
                }
            ]
        if box.role == "scrim":
            return [
                {
                    "op": "scrim",
                    "box": _ints(x, y, w, h),
                    "fill": self.fill(spec["fill"]),
                    "least": spec.get("strength", 0.0),
                }
            ]
        if box.role == "qr":
            return [
                {
                    "op": "qr",
                    "box": _ints(x, y, w, h),
                    "text": self.facts.address,
                    "dark": self.colour("qr"),
                    "light": self.brand.palette["white"],
                }
            ]
        if box.role == "mark":
            return self._mark(box)
        if box.role == "dots":
            return self._dots(x, y, w, h)
        if box.role == "logo":
            return self._logo(x, y, w)
        return self._ribbon(box)

    def _mark(self, box: Box) -> list[Op]:
        """A large sign of the family, e.g. a quotation mark, its top at the box's top."""
        x, y, _, _ = box.at
        size = box.sizes[1]
        text = self.brand.words[box.spec["text"]]
        return [
            _text(
                text,
                x,
                y + CAP * size,
                size,
                self.shelf.file(box.spec["font"]),
                self.fill(box.spec["fill"]),
                "mark",
            )
        ]

    def _dots(self, x: float, y: float, w: float, h: float) -> list[Op]:
        """One segment a page, those already turned in the accent."""
        n, gap = self.facts.pages, 10
        wide = (w - gap * (n - 1)) / n
        return [
            _rect(
                round(x + k * (wide + gap)),
                y,
                round(wide),
                h,
                self.fill("done" if k < self.facts.page else "line"),
                int(h // 2),
            )
            for k in range(n)
        ]

    def _logo(self, x: float, y: float, w: float) -> list[Op]:
        """The monogram: JD over IH on a square. Not the emblem of KPU, which we must not draw."""
        size = round(w * 0.36)
        ops = [_rect(x, y, w, w, self.fill("logo"), round(w * 0.16))]
        for n, letter in enumerate("JDIH"):
            wide = self.shelf.width(letter, "heavy") * size
            cx = x + w * (0.32 if n % 2 == 0 else 0.68)
            baseline = y + w * (0.30 if n < 2 else 0.70) + CAP * size / 2
            ops.append(
                _text(
                    letter,
                    cx - wide / 2,
                    baseline,
                    size,
                    self.shelf.file("heavy"),
                    self.colour("logo"),
                    "logo",
                )
            )
        return ops

    def _ribbon(self, box: Box) -> list[Op]:
        """CONTOH on a swallow-tailed ribbon that runs off the right edge."""
        x, y, w, h = box.at
        word = self.brand.words["demo"]
        size = round(h * 0.52)
        wide = self.shelf.width(word, "heavy") * size
        tail = h * 0.36
        left = x + tail + (w - tail - wide) / 2
        return [
            {
                "op": "poly",
                "role": "ribbon",
                "fill": self.fill("ribbon"),
                "points": [[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x + tail, y + h / 2]],
            },
            _text(
                word,
                left,
                y + h / 2 + CAP * size / 2,
                size,
                self.shelf.file("heavy"),
                self.colour("ribbon"),
                "ribbon",
            ),
        ]


def _ints(x: float, y: float, w: float, h: float) -> list[int]:
    left, top = round(x), round(y)
    return [left, top, round(x + w) - left, round(y + h) - top]


def _rect(x: float, y: float, w: float, h: float, fill: str, radius: int = 0) -> Op:
    return {"op": "rect", "box": _ints(x, y, w, h), "fill": fill, "radius": radius}


def _text(text: str, x: float, y: float, size: int, font: str, fill: str, role: str) -> Op:
    return {
        "op": "text",
        "role": role,
        "x": round(x, 2),
        "y": round(y, 2),
        "size": size,
        "font": font,
        "fill": fill,
        "text": text,
    }


def _guards(box: Sequence[int], ops: Sequence[Op]) -> list[list[Any]]:
    """List the texts that lie on the scrim, with their colours."""
    x, y, w, h = box
    found = []
    for op in ops:
        if op["op"] == "text" and op.get("width") and x <= op["x"] < x + w and y <= op["y"] < y + h:
            top = op["y"] - CAP * op["size"]
            found.append([*_ints(op["x"], top, op["width"], (CAP + DROP) * op["size"]), op["fill"]])
    return found
