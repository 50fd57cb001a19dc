"""Draws: the cards of one item, laid out, painted where the display list is new, and written."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item
from pipeline.render import trouble
from pipeline.render.album import Album
from pipeline.render.alt import alt_text
from pipeline.render.brand import Family, Sheet
from pipeline.render.card import Card, digest
from pipeline.render.facts import Facts
from pipeline.render.files import write_if_changed
from pipeline.render.flow import MOST_SLIDES, middle_slides
from pipeline.render.fonts import FontShelf
from pipeline.render.house import read_brand
from pipeline.render.layout import Display, draw_list
from pipeline.render.photo import PictureTrouble, open_photo
from pipeline.render.raster import ENCODER, encode, paint
from pipeline.render.report import report
from pipeline.render.sight import Sight
from pipeline.render.stack import Unfit
from pipeline.render.story import Story, tell
from pipeline.render.text import Block

LINK_BYTES = 280 * 1024  # WhatsApp shows no preview of a larger picture
CARD_BYTES = 950_000  # Bluesky takes a million, the least of all networks
SINGLE = ("feed", "portrait", "square", "story", "link", "wide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One card before it is painted."""

    name: str  # file name
    format: str
    page: int
    display: Display
    alt: str
    sheet: Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]
    displays: Mapping[str, str]  # file name -> key of its display list
    redrawn: int
    reports: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # file name -> report
    guesses: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # picture -> focus


class Studio:
    """Brand, sheets and fonts, read once."""

    def __init__(self, site: Path) -> None:
        self.fonts = site / "assets/fonts"
        self.brand, self.findings = read_brand(site)
        self.shelf = FontShelf(self.fonts, self.brand.fonts, self.brand.fallback)

    def draw(self, item: Item, content: Content, root: Path, folder: Path) -> Result:
        """Draw one item's cards into a folder. Findings instead of cards where it cannot be."""
        planned, findings = self.plan(item, content)
        if findings:
            return Result(cards=(), findings=tuple(findings), displays={}, redrawn=0)
        pictures = root / "content/konten" / item.id
        album = Album(pictures, [plan.display for plan in planned])
        known = _known(folder)
        cards, displays, redrawn = [], {}, 0
        reports: dict[str, Mapping[str, Any]] = {}
        for plan in planned:
            key = digest([plan.display, ENCODER, album.digest(plan.display), self.engine()])
            path = folder / plan.name
            before, kept, told = known.get(plan.name, ("", "", {}))
            if (before, kept) != (key, _hash(path)):
                sight = Sight()
                most = LINK_BYTES if plan.format == "link" else CARD_BYTES
                try:  # no name for the canvas: two of them would be 14 MB
                    made = encode(paint(plan.display, self.fonts, album.crop, sight), most)
                except PictureTrouble as problem:
                    found = trouble.picture(item, str(problem))
                    return Result(cards=(), findings=(found,), displays={}, redrawn=redrawn)
                write_if_changed(path, made)
                told = report(plan.display, sight)
                redrawn += 1
            content_bytes = path.read_bytes()
            displays[plan.name], reports[plan.name] = key, told
            width, height = plan.display["size"]
            cards.append(
                Card(
                    item=item.id,
                    format=plan.format,
                    page=plan.page,
                    path=path,
                    width=width,
                    height=height,
                    bytes=len(content_bytes),
                    sha256=hashlib.sha256(content_bytes).hexdigest(),
                    alt=plan.alt,
                )
            )
        pale = [(p, w) for p in planned for w in reports[p.name]["warnings"]]
        if pale:
            found_pale = tuple(trouble.pale(item, p.format, warning) for p, warning in pale)
            return Result(cards=(), findings=found_pale, displays={}, redrawn=redrawn)
        return Result(
            cards=tuple(cards),
            findings=(),
            displays=displays,
            redrawn=redrawn,
            reports=reports,
            guesses={**_guessed(folder), **album.guesses},
        )

    def judge(self, item: Item, content: Content, root: Path) -> list[Finding]:
        """What `draw` would find, without a stroke: texts at their least sizes, pictures opened."""
        planned, findings = self.plan(item, content, least=True)
        if findings:
            return findings
        pictures = root / "content/konten" / item.id
        shown = {op["file"] for p in planned for op in p.display["ops"] if op["op"] == "photo"}
        try:
            for name in sorted(shown):
                open_photo(pictures / name, (1, 1))
        except PictureTrouble as problem:
            return [trouble.picture(item, str(problem))]
        return []

    def plan(
        self, item: Item, content: Content, *, least: bool = False
    ) -> tuple[list[Planned], list[Finding]]:
        """Lay out every card of an item; what does not fit is a finding, all of them at once.

        ``least``: no text larger than it must be, none painted; what is refused is the same.
        """
        missing = list(trouble.glyphs(item, self.shelf))
        if missing:
            return [], missing
        story = tell(item, content, self.brand)
        if least:
            facts, closing = (replace(f, least=True) for f in (story.facts, story.closing))
            story = replace(story, facts=facts, closing=closing)
        family = self.brand.families[story.family]
        planned: list[Planned] = []
        findings: list[Finding] = []
        for name in SINGLE:
            found = self._single(story, family, name)
            if isinstance(found, Planned):
                planned.append(found)
            else:
                findings.append(trouble.unfit(item, name, found))
        if len(story.sections) >= 2:
            for slide in self._carousel(story, family):
                if isinstance(slide, Planned):
                    planned.append(slide)
                else:
                    findings.append(slide)
        for plan in planned:
            findings += trouble.unseen(item, plan.display)
        if content.contests:
            from pipeline.render.equal import unequal  # late: brings every check

            shown = [(plan.format, plan.display) for plan in planned]
            findings += unequal(item, content, shown)
        return planned, findings

    def poster(self, item: Item, content: Content) -> Planned | Finding:
        """Lay out the sheet for the notice board."""
        story = tell(item, content, self.brand)
        found = self._single(story, self.brand.families[story.family], "poster")
        return trouble.unfit(item, "poster", found) if isinstance(found, Unfit) else found

    def _single(self, story: Story, family: Family, name: str) -> Planned | Unfit:
        """Try the body's texts, best first; the last complaint is about the shortest."""
        problem: Unfit | None = None
        photo = bool(story.facts.photo)
        alone: list[dict[str, tuple[Block, ...]]] = [{}] if name == "square" else []
        variants = [*story.variants(), *alone]  # the least format may show the title alone
        sheets = [family.sheet(name, photo=photo)]
        sheets += [] if photo or name not in family.plain else [family.plain[name]]
        ways = [(h, s, r) for h in (False, True) for s in sheets for r in _rises(s)]
        for hyphens, sheet, rise in ways:
            for blocks in variants:
                facts = replace(story.facts, blocks=blocks, hyphens=hyphens)
                display = draw_list(sheet, facts, self.brand, self.shelf, rise=rise)
                if not isinstance(display, Unfit):
                    return self._planned(story.item, name, facts, display, sheet)
                problem = display
        return problem or Unfit(role="title", share=0.5)

    def _planned(
        self, item: Item, name: str, facts: Facts, display: Display, sheet: Sheet
    ) -> Planned:
        page = f"-{facts.page:02d}" if facts.pages else ""
        return Planned(
            name=f"{name}{page}.jpg",
            format=name,
            page=facts.page,
            display=display,
            sheet=sheet,
            alt=alt_text(item, facts, {op.get("role", op["op"]) for op in display["ops"]}),
        )

    def _carousel(self, story: Story, family: Family) -> Iterator[Planned | Finding]:
        item, brand, shelf = story.item, self.brand, self.shelf
        middle = middle_slides(story, family.sheets["slide"], brand, shelf)
        if isinstance(middle, tuple):
            yield trouble.section(item, *middle)
            return
        total = len(middle) + 2
        if total > MOST_SLIDES:
            yield trouble.too_many(item, total, MOST_SLIDES)
            return
        first = [replace(story.facts, blocks={"body": b}) for b in (*story.bodies, ())]
        tries: list[tuple[str, Sequence[Facts]]] = [("cover", first)]
        tries += [("slide", [facts]) for facts in middle]
        tries += [("closing", [story.closing])]
        for n, (name, options) in enumerate(tries):
            problem: Unfit | None = None
            photo = name == "cover" and bool(story.facts.photo)
            sheets = [family.sheet(name, photo=photo)]
            sheets += [family.plain[name]] if name == "cover" and not photo and family.plain else []
            for sheet, rise, option in (
                (s, r, o) for s in sheets for r in _rises(s) for o in options
            ):
                facts = replace(option, page=n + 1, pages=total)
                facts = replace(facts, texts={**facts.texts, "pages": f"{n + 1}/{total}"})
                display = draw_list(sheet, facts, brand, shelf, rise=rise)
                if not isinstance(display, Unfit):
                    yield self._planned(item, "slide", facts, display, sheet)
                    break
                problem = problem or display
            else:
                yield trouble.unfit(item, name, problem or Unfit(role="title", share=0.5))

    def engine(self) -> str:
        """Name the libraries that make the pixels."""
        from PIL import __version__, features

        names = ("freetype2", "raqm", "harfbuzz", "libjpeg_turbo")
        return " ".join([__version__, *(str(features.version(name)) for name in names)])


def _guessed(folder: Path) -> dict[str, tuple[float, float]]:
    """Return the guesses of the last run: a card that is kept was drawn by them."""
    try:
        note = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return {name: (x, y) for name, (x, y) in note["guessed"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _rises(sheet: Sheet) -> tuple[bool, ...]:
    """A column leaves the picture its room as long as any of the texts fits."""
    return (False, True) if any("rise" in box.spec for box in sheet.boxes) else (False,)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _known(folder: Path) -> dict[str, tuple[str, str, Mapping[str, Any]]]:
    """Return the display key, the hash and the report of every file of the last run."""
    try:
        note = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        found = {c["file"]: (c["display"], c["sha256"], c["report"]) for c in note["cards"]}
        # A report of before contrast was measured is no report.
        return found if all("warnings" in report for *_, report in found.values()) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
