"""Judging: the slow parts of a check, language and cards, on all cores; nothing is read twice."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.core.checks.slips import Slip
from pipeline.core.checks.writing import rules_with, slips, texts
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item
from pipeline.core.spelling import Words
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.found_cache import Fits, Language
from pipeline.elsewhere import context, cores
from pipeline.render.cards import drawn_from

MANY = 60_000  # letters to read: below that another process costs more than it saves
_CARDS = 2_000  # what laying out an item's cards costs, in letters read


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one process reads, and all that it needs to know for it."""

    texts: Sequence[str]
    items: Sequence[Item]
    content: Content  # without items
    root: Path
    site: Path
    verdicts: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one process found."""

    slips: Mapping[str, tuple[Slip, ...]]  # by text
    findings: Mapping[str, tuple[Finding, ...]]  # by item
    verdicts: Mapping[str, bool]  # of words


def read_anew(
    content: Content, root: Path, site: Path, dictionary: Dictionary, language: Language, fits: Fits
) -> list[Finding]:
    """Read what no memory knows, put it there, and return what stands against drawing the items."""
    keys = {one.id: drawn_from(one, content, root) for one in content.items.values()}
    part = Part(
        texts=list(dict.fromkeys(p.text for p in texts(content) if language.get(p.text) is None)),
        items=[one for one in content.items.values() if fits.get(keys[one.id]) is None],
        content=_bare(content),
        root=root,
        site=site,
        verdicts=dictionary.file,
    )
    for told in _side_by_side(part, dictionary) if part.texts or part.items else ():
        for text, found in told.slips.items():
            language.put(text, found)
        for item, against in told.findings.items():
            fits.put(keys[item], against)
        dictionary.learn(told.verdicts)
    return [finding for key in keys.values() for finding in fits.get(key) or ()]


def _bare(content: Content) -> Content:
    """The office's settings and register, without what takes long to hand over."""
    return replace(content, items={}, unfinished={}, attachments={}, findings=(), pages={})


def _side_by_side(part: Part, dictionary: Dictionary) -> list[Told]:
    """Read in this process, and half of much in another one."""
    count = cores()
    work = sum(map(len, part.texts)) + _CARDS * len(part.items)
    if count < 2 or work < MANY:
        return [_read(part, dictionary)]
    parts = [
        replace(part, texts=part.texts[n::count], items=part.items[n::count]) for n in range(count)
    ]
    try:
        with ProcessPoolExecutor(count - 1, context()) as pool:
            others = [pool.submit(_read_alone, other) for other in parts[1:]]
            mine = _read(parts[0], dictionary)
            return [mine, *(other.result() for other in others)]
    except (OSError, ImportError, BrokenProcessPool):  # a machine that lets no process begin
        return [_read(part, dictionary)]


def _read_alone(part: Part) -> Told:
    return _read(part, Dictionary(part.verdicts))


def _read(part: Part, dictionary: Dictionary) -> Told:
    rules = rules_with(Words(lexicon=dictionary, listed=part.content.words))
    found = {text: tuple(slips(text, rules)) for text in part.texts}
    return Told(
        slips=found, findings=_against(part) if part.items else {}, verdicts=dictionary.verdicts
    )


def _against(part: Part) -> dict[str, tuple[Finding, ...]]:
    from pipeline.render.studio import Studio  # late: most checks lay nothing out

    studio = Studio(part.site)
    if studio.findings:  # the designer's slip: told of each item, once in the end
        return {one.id: tuple(studio.findings) for one in part.items}
    return {one.id: tuple(studio.judge(one, part.content, part.root)) for one in part.items}
