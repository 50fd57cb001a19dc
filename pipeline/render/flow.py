"""Draws: let sections flow over the slides of a carousel; at most ten, nothing left out."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.render.brand import Brand, Sheet
from pipeline.render.facts import Story
from pipeline.render.fonts import FontShelf
from pipeline.render.layout import Display, Facts, draw_list
from pipeline.render.prose import sentences
from pipeline.render.stack import Unfit
from pipeline.render.text import Block

MOST_SLIDES = 10
Section = tuple[str, tuple[Block, ...], str]  # heading, text, number


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


def middle_slides(
    story: Story, sheet: Sheet, brand: Brand, shelf: FontShelf
) -> list[Facts] | tuple[int, Unfit]:
    """Return what the slides between cover and closing say, or which section does not fit."""
    found: list[Facts] = []
    for n, (heading, blocks) in enumerate(story.sections):
        number = str(n + 1)
        pages = None
        problem: Unfit | None = None
        for count in range(1, 6):
            parts = [tuple(blocks)] if count == 1 else parted(blocks, count)
            if parts is None:
                break
            tried = [_facts(story, heading, part, number) for part in parts]
            results = [draw_list(sheet, facts, brand, shelf) for facts in tried]
            unfit = [r for r in results if isinstance(r, Unfit)]
            if not unfit:
                pages = tried
                break
            problem = problem or unfit[0]
            if unfit[0].role != "body":
                break
        if pages is None:
            return n, problem or Unfit(role="body", share=0.5)
        found += pages
    return found


def _facts(story: Story, heading: str, blocks: tuple[Block, ...], number: str) -> Facts:
    shared = story.facts
    texts = {k: shared.texts[k] for k in ("kicker", "office", "site") if k in shared.texts}
    return replace(
        shared,
        texts={**texts, "heading": heading, "number": number},
        blocks={"body": blocks},
        photo=None,
    )


def evened(slides: Sequence[Facts], sheet: Sheet, brand: Brand, shelf: FontShelf) -> list[Facts]:
    """Give all slides one size of heading and text: the smallest that any of them needs."""
    sizes: dict[str, int] = {}
    for facts in slides:
        display = draw_list(sheet, facts, brand, shelf)
        if not isinstance(display, Unfit):
            for role, size in reached(display).items():
                sizes[role] = min(sizes.get(role, size), size)
    caps: dict[str, int] = {role: sizes[role] for role in ("heading", "body") if role in sizes}
    return [replace(facts, caps=caps) for facts in slides]


def reached(display: Display) -> dict[str, int]:
    """Return the size that each role got."""
    return {op["role"]: op["size"] for op in display["ops"] if op["op"] == "text"}
