"""Draws: one card as a display list. Plain JSON values: no engine, no pixels, no clock."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.render.brand import TEXT_ROLES, Box, Brand, Sheet
from pipeline.render.facts import Facts
from pipeline.render.fonts import FontShelf
from pipeline.render.setting import Op, Setting, Words, largest, measured, painted, yielding
from pipeline.render.shapes import Ink, ints, rect, shape, span
from pipeline.render.stack import Column, Unfit, fit_column, inner
from pipeline.render.text import CAP, DROP, Block, Run, joined

Display = dict[str, Any]


def draw_list(
    sheet: Sheet, facts: Facts, brand: Brand, shelf: FontShelf, *, rise: bool = False
) -> Display | Unfit:
    """Lay out one card, or say which text does not fit. ``rise``: columns take all their room."""
    if facts.least and _hangs(sheet):
        facts = replace(facts, least=False)
    desk = _Desk(sheet, facts, brand, shelf)
    boxes = [box for box in sheet.boxes if _wanted(box, facts)]
    for box in boxes:  # columns first: the edges of shapes may hang on them
        if box.role == "stack":
            column = desk.column(box, rise)
            if isinstance(column, Unfit):
                return column
            desk.keep(box, column)
    ops: list[Op] = []
    for box in boxes:
        drawn = desk.draw(box)
        if isinstance(drawn, Unfit):
            return drawn
        ops += drawn
    for n, op in enumerate(ops):
        if op["op"] == "scrim":
            op["guards"] = _guards(op["box"], ops[n + 1 :])
    return {"size": list(sheet.canvas), "ground": brand.palette[sheet.ground], "ops": ops}


def _wanted(box: Box, facts: Facts) -> bool:
    """Tell whether a card with these facts shows a box (``when`` names a role it hangs on)."""
    when = box.spec.get("when", "")
    if box.role == "ribbon":
        return facts.demo
    if box.role == "dots":
        return facts.pages > 1 and when != "none"
    if facts.photo is None and (box.role in {"photo", "scrim"} or when == "photo"):
        return False
    if when == "photo":
        return True
    if when == "no-photo":
        return facts.photo is None
    if when.startswith("no-"):
        return not facts.says(when.removeprefix("no-"))
    return not when or facts.says(when)


def _hangs(sheet: Sheet) -> bool:
    """Whether a text has its room from a column's edge: then the column's size decides, too."""
    return any(
        box.role in TEXT_ROLES and ("until" in box.spec or "after" in box.spec)
        for box in sheet.boxes
    )


class _Desk:
    """What is known while one card is laid out."""

    def __init__(self, sheet: Sheet, facts: Facts, brand: Brand, shelf: FontShelf) -> None:
        self._facts, self._brand, self._shelf = facts, brand, shelf
        self._ink = Ink(sheet, brand)
        self._columns: dict[int, Column] = {}
        self._edges: dict[str, float] = {}

    def column(self, box: Box, rise: bool) -> Column | Unfit:
        """Fit a column; one that may rise takes more of the picture's room."""
        facts, more = self._facts, int(box.spec.get("rise", 0)) if rise else 0
        x, y, w, h = box.at
        raised = replace(box, spec={**box.spec, "at": [x, y - more, w, h + more]})
        cap = dict.fromkeys(TEXT_ROLES, 0) if facts.least else facts.caps
        words = self.words(box.parts)
        return fit_column(raised, words, cap=cap, start=facts.start, hyphens=facts.hyphens)

    def keep(self, box: Box, column: Column) -> None:
        """Remember a column, and its edges by name."""
        self._columns[id(box)] = column
        self._edges |= {"stack.top": column.top, "stack.bottom": column.bottom}
        for placed in column.parts:
            self._edges[f"{placed.box.role}.top"] = placed.top
            self._edges[f"{placed.box.role}.bottom"] = placed.top + placed.height

    def words(self, boxes: Sequence[Box]) -> dict[str, Words]:
        """Measure what the boxes say; a box with nothing to say is left out."""
        found = {}
        for box in boxes:
            if box.role not in TEXT_ROLES or not _wanted(box, self._facts):
                continue
            blocks = self._facts.blocks.get(box.role) or self._text(box)
            if blocks:
                spacing = float(box.spec.get("spacing", 0))
                marker = box.spec.get("marker", "")
                found[box.role] = measured(blocks, box.spec["font"], self._shelf, spacing, marker)
        return found

    def _text(self, box: Box) -> list[Block]:
        word = self._brand.words.get(box.spec.get("text", ""), "")
        text = self._facts.texts.get(box.role) or word
        if box.spec.get("upper"):
            text = text.upper()
        return [Block(runs=(Run(text, ""),))] if text else []

    def draw(self, box: Box) -> list[Op] | Unfit:
        if box.role == "stack":
            return self._column(box)
        if box.role in TEXT_ROLES:
            return self._single(box)
        return shape(box, self._ink, self._facts, self._shelf, self._edges)

    def _paint(
        self, box: Box, words: Words, setting: Setting, x: float, y: float, width: float
    ) -> list[Op]:
        if self._facts.least:
            return _said(words, box.role)
        return painted(
            setting,
            words,
            at=(x, y),
            width=width,
            align=box.spec.get("align", "left"),
            fill=self._ink.colour(box.spec.get("colour", "text")),
            accent=self._ink.colour("accent"),
            marks=self._ink.marks(),
            role=box.role,
            tracking=float(box.spec.get("tracking", 0)) * setting.size,
        )

    def _column(self, box: Box) -> list[Op]:
        x, _, width, _ = box.at
        words = self.words(box.parts)
        ops: list[Op] = []
        for placed in self._columns[id(box)].parts:
            part = placed.box
            if placed.setting is not None:
                left = x + int(part.spec.get("indent", 0))
                room = inner(part, width)
                ops += self._paint(part, words[part.role], placed.setting, left, placed.top, room)
            else:
                fill = self._ink.fill(part.spec["fill"])
                ops.append(rect(x, placed.top, part.spec["length"], placed.height, fill))
        return ops

    def _single(self, box: Box) -> list[Op] | Unfit:
        """Set a text that has a box of its own."""
        words = self.words([box]).get(box.role)
        if words is None:
            return []
        x, top, width, room = span(box, self._edges)
        words = yielding(words, box.sizes[0], width)
        tracking = float(box.spec.get("tracking", 0)) * box.sizes[1] * words.letters
        setting, needed = largest(
            words,
            (box.sizes[0], box.sizes[0]) if self._facts.least else box.sizes,
            width - tracking,
            room,
            leading=box.spec["leading"],
            balanced=bool(box.spec.get("balanced")),
        )
        if setting is None:
            share = 1 - room / needed if needed != float("inf") else 0.5
            return Unfit(role=box.role, share=share)
        slack = room - setting.height
        top += round(
            {"top": 0.0, "middle": 0.5, "bottom": 1.0}[box.spec.get("valign", "top")] * slack
        )
        return self._paint(box, words, setting, x, top, width)


def _said(words: Words, role: str) -> list[Op]:
    """What a text says and in which fonts, without its places."""
    found: list[Op] = []
    for parts, _ in words.blocks:
        runs = joined(Run(f"{run.text} ", run.font) for unit in parts for run in unit.runs)
        pieces = (piece for run in runs for piece in words.shelf.pieces(*run))
        found += [{"op": "text", "role": role, "text": text, "font": f} for f, text in pieces]
    return found


def _guards(box: Sequence[int], later: Sequence[Op]) -> list[list[Any]]:
    """List the texts that lie on the scrim itself, not on a plate over it, with their colours."""
    found = []
    plates = [op["box"] for op in later if op["op"] == "rect"]
    for op in later:
        if op["op"] != "text" or not op.get("width") or not _holds(box, op):
            continue
        if not any(_holds(plate, op) for plate in plates):
            top = op["y"] - CAP * op["size"]
            found.append([*ints(op["x"], top, op["width"], (CAP + DROP) * op["size"]), op["fill"]])
    return found


def _holds(box: Sequence[int], op: Op) -> bool:
    x, y, w, h = box
    inside: bool = x <= op["x"] < x + w and y <= op["y"] < y + h
    return inside
