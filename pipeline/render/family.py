"""Draws: a family of legal instruments as a column by year with its acts as arcs beside it.

The template makes inline SVG of it and says the same in sentences, for whoever does not see it.
"""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.core.instruments import Instrument, Relation
from pipeline.core.lineage import Act, lineage
from pipeline.render import wording

MOST = 14  # instruments; a larger family is told in sentences alone
WIDTH, LEFT, GAP, LINE, PAD = 360, 118, 18, 18, 11  # units of the drawing
_LETTERS = 25  # that fit into a box
_LANE = 17  # between two arcs


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One instrument in the column."""

    id: str  # "" when it is not in the register
    lines: tuple[str, ...]
    here: bool
    top: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """From the instrument that acts to the one acted on."""

    path: str
    head: str  # the arrow's three corners
    repeals: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The same act as a sentence: two names, each with its id where the register has it."""

    by: str
    by_id: str
    verb: str
    of: str
    of_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTree:
    """What the template needs; without boxes only the sentences are shown."""

    boxes: tuple[Box, ...]
    arcs: tuple[Arc, ...]
    told: tuple[Told, ...]
    width: int
    height: int


def family_tree(entry: Instrument, register: Mapping[str, Instrument]) -> FamilyTree | None:
    """The family of an entry; None for one that neither changes nor is changed."""
    acts = lineage(entry, register)
    if not acts:
        return None
    names = sorted(
        {end for act in acts for end in (act.by, act.of)}, key=lambda name: _age(name, register)
    )
    boxes: dict[str, Box] = {}
    top = 1
    for name in names if len(names) <= MOST else ():
        lines = tuple(textwrap.wrap(_called(name, register), _LETTERS))
        height = LINE * len(lines) + 2 * PAD
        known = name if name in register else ""
        boxes[name] = Box(id=known, lines=lines, here=name == entry.id, top=top, height=height)
        top += height + GAP
    return FamilyTree(
        boxes=tuple(boxes.values()),
        arcs=_arcs(acts, boxes),
        told=tuple(_told(act, register) for act in acts),
        width=WIDTH,
        height=max(top - GAP + 1, 1),
    )


def _arcs(acts: tuple[Act, ...], boxes: Mapping[str, Box]) -> tuple[Arc, ...]:
    """The longest act outermost; ends of several at one box lie beside each other."""
    drawn = [act for act in acts if act.by in boxes and act.of in boxes and act.by != act.of]
    order = list(boxes)
    drawn.sort(key=lambda act: (abs(order.index(act.by) - order.index(act.of)), act.by, act.of))
    found = []
    for lane, act in enumerate(drawn):
        start, end = boxes[act.by].middle + 4, boxes[act.of].middle - 4
        if start < end:
            start, end = start - 8, end + 8
        x = max(LEFT - _LANE * (lane + 1), 4)
        found.append(
            Arc(
                path=f"M{LEFT} {start}C{x} {start} {x} {end} {LEFT - 7} {end}",
                head=f"{LEFT - 9},{end - 4} {LEFT - 1},{end} {LEFT - 9},{end + 4}",
                repeals=act.relation is Relation.REPEALS,
            )
        )
    return tuple(found)


def _told(act: Act, register: Mapping[str, Instrument]) -> Told:
    return Told(
        by=_called(act.by, register),
        by_id=act.by if act.by in register else "",
        verb=wording.RELATIONS[act.relation].lower(),
        of=_called(act.of, register),
        of_id=act.of if act.of in register else "",
    )


def _called(name: str, register: Mapping[str, Instrument]) -> str:
    """The short name; one that is not in the register is named without what it is about."""
    return wording.short_name(register[name]) if name in register else name.partition(" tentang")[0]


def _age(name: str, register: Mapping[str, Instrument]) -> tuple[int, str, str]:
    """Oldest first; what is not in the register stands before, for its year is not known."""
    if name not in register:
        return (0, "", name)
    entry = register[name]
    return (entry.year, entry.number.zfill(6), name)
