"""Draws: let sections flow over the slides of a carousel; at most ten, nothing left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.render.brand import Brand, Sheet
from pipeline.render.facts import Facts
from pipeline.render.fonts import FontShelf
from pipeline.render.layout import Display, draw_list
from pipeline.render.prose import sentences
from pipeline.render.setting import Op
from pipeline.render.stack import Unfit
from pipeline.render.story import Story
from pipeline.render.text import CAP, Block, Run

MOST_SLIDES = 10
HEADING_FONT = "heavy"  # of a heading inside a slide


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    heading: str
    blocks: tuple[Block, ...]
    number: str
    index: int  # place among the item's sections

    @property
    def letters(self) -> int:
        return len(self.heading) + sum(len(block.text) for block in self.blocks)


def parted(blocks: Sequence[Block], count: int) -> list[tuple[Block, ...]] | None:
    """Part a text into so many nearly equal pages, between sentences or list entries."""
    atoms = [(n, s) for n, block in enumerate(blocks) for s in sentences(block)]
    if len(atoms) < count:
        return None
    total = sum(len(s.text) for _, s in atoms)
    pages: list[list[tuple[int, Block]]] = [[]]
    used = 0
    for k, (n, atom) in enumerate(atoms):
        left = len(atoms) - k
        full = used + len(atom.text) / 2 > total * len(pages) / count
        if pages[-1] and len(pages) < count and (full or left <= count - len(pages)):
            pages.append([])
        pages[-1].append((n, atom))
        used += len(atom.text)
    return [_rejoined(page) for page in pages]


def _rejoined(page: Sequence[tuple[int, Block]]) -> tuple[Block, ...]:
    """Put sentences of one paragraph together again."""
    found: list[tuple[int, Block]] = []
    for n, atom in page:
        if found and found[-1][0] == n:
            before = found[-1][1]
            last = before.runs[-1]
            runs = (*before.runs[:-1], last._replace(text=last.text.rstrip() + " "), *atom.runs)
            found[-1] = (n, replace(before, runs=runs))
        else:
            found.append((n, atom))
    return tuple(block for _, block in found)


def packed(sections: Sequence[Section], most: int) -> list[Section]:
    """Join the shortest neighbours while there are more sections than slides."""
    found = list(sections)
    while len(found) > most:
        n = min(range(len(found) - 1), key=lambda k: found[k].letters + found[k + 1].letters)
        one, other = found[n], found[n + 1]
        heading = Block(runs=(Run(other.heading, HEADING_FONT),))
        found[n : n + 2] = [
            Section(
                heading=one.heading,
                blocks=(*one.blocks, heading, *other.blocks),
                number=f"{one.number.split('–')[0]}–{other.number.split('–')[-1]}",
                index=one.index,
            )
        ]
    return found


def middle_slides(
    story: Story, sheet: Sheet, brand: Brand, shelf: FontShelf
) -> list[Facts] | tuple[int, Unfit]:
    """Return what the slides between cover and closing say, or which section does not fit."""
    sections = [
        Section(heading=heading, blocks=blocks, number=str(n + 1), index=n)
        for n, (heading, blocks) in enumerate(story.sections)
    ]
    found: list[Facts] = []
    for section in packed(sections, MOST_SLIDES - 2):
        pages = _pages(section, story, sheet, brand, shelf)
        if isinstance(pages, Unfit):
            return section.index, pages
        found += pages
    return found if story.facts.least else _evened(found, sheet, brand, shelf)


def _pages(
    section: Section, story: Story, sheet: Sheet, brand: Brand, shelf: FontShelf
) -> list[Facts] | Unfit:
    """Set one section on as few slides as it needs; only then may long words part."""
    problem: Unfit | None = None
    for hyphens, count in ((h, n) for h in (False, True) for n in range(1, 6)):
        parts = [section.blocks] if count == 1 else parted(section.blocks, count)
        if parts is None:
            continue
        tried = [replace(_facts(story, section, part), hyphens=hyphens) for part in parts]
        results = [draw_list(sheet, facts, brand, shelf) for facts in tried]
        unfit = next((r for r in results if isinstance(r, Unfit)), None)
        if unfit is None:
            return tried
        problem = problem or unfit
        if unfit.role != "body" or unfit.word:
            break  # no more slides and no hyphen would help
    return problem or Unfit(role="body", share=0.5)


def _facts(story: Story, section: Section, blocks: tuple[Block, ...]) -> Facts:
    shared = story.facts
    texts = {k: shared.texts[k] for k in ("kicker", "office", "site") if k in shared.texts}
    return replace(
        shared,
        texts={**texts, "heading": section.heading, "number": section.number},
        blocks={"body": blocks},
        photo=None,
    )


def _evened(slides: Sequence[Facts], sheet: Sheet, brand: Brand, shelf: FontShelf) -> list[Facts]:
    """Give all slides the same sizes and the same first line, so that a swipe does not jump."""
    sizes: dict[str, int] = {}
    for facts in slides:
        for op in _texts(draw_list(sheet, facts, brand, shelf)):
            sizes[op["role"]] = min(sizes.get(op["role"], op["size"]), op["size"])
    caps: dict[str, int] = {role: sizes[role] for role in ("heading", "body") if role in sizes}
    even = [replace(facts, caps=caps) for facts in slides]
    tops = [
        op["y"] - CAP * op["size"]
        for facts in even
        for op in _texts(draw_list(sheet, facts, brand, shelf))
        if op["role"] == "heading"
    ]
    return [replace(facts, start=min(tops)) for facts in even] if tops else even


def _texts(display: Display | Unfit) -> list[Op]:
    if isinstance(display, Unfit):
        return []
    return [op for op in display["ops"] if op["op"] == "text"]
