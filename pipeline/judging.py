"""Judging: items one by one, each alone in its office, on all cores; nothing is read twice."""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from pipeline.core import checks
from pipeline.core.between import likest, said, title_of
from pipeline.core.checks import links
from pipeline.core.checks.alike import caused_by_text
from pipeline.core.checks.drafts import EACH
from pipeline.core.checks.passages import passages, published
from pipeline.core.checks.writing import WORDS, sound_language, texts_elsewhere, texts_of_items
from pipeline.core.content import Content
from pipeline.core.dependence import depends_on
from pipeline.core.findings import Finding, Gate
from pipeline.core.judged import Judged, Office
from pipeline.core.legal_share import counts
from pipeline.core.model import Item
from pipeline.core.promising import promises
from pipeline.edge import disk
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.found_cache import Kept, Memory, packed_item, packed_runs
from pipeline.edge.slips_cache import Slips, words_of
from pipeline.edge.states import State
from pipeline.elsewhere import context, cores
from pipeline.known_names import settings_checks
from pipeline.platforms import networks
from pipeline.posts import word
from pipeline.render.cards import Drawn, drawn_from
from pipeline.render.studio import Studio
from pipeline.workplace import Desk

MANY = 12  # items to judge: below that another process costs more than it saves


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The items that one process judges, and all that it needs to know for it."""

    items: Mapping[str, str]  # name -> state of its folder
    before: Mapping[str, Kept]
    office: Content
    state: str  # of the office
    root: Path
    site: Path
    verdicts: Path | None


def judge_anew(desk: Desk, tool: str, state: State, before: Memory | None, kept: Path) -> Memory:
    """The folder as it is now: what changed is judged, the rest is as it was before."""
    dictionary = Dictionary(kept / "kata.json")
    content = disk.read_office(desk.root)
    known = {n: one for n, one in before.items.items() if n in state.items} if before else {}
    part = Part(
        items={n: of for n, of in state.items.items() if not (before and before.knows(n, state))},
        before=known,
        office=content,
        state=state.office,
        root=desk.root,
        site=desk.site,
        verdicts=dictionary.file,
    )
    desk.progress(f"memeriksa {len(part.items)} konten")
    items = {**known, **judge(part, dictionary)}
    if before and before.state == state.office:
        office = before.office
    else:
        office = _office(desk, content, dictionary, Slips(kept, tool, content.words))
    dictionary.keep()
    items = {name: items[name] for name in state.items}
    changed = {n for n in items if n not in known or known[n].folder != items[n].folder}
    alike = likest(items, lambda n: items[n].runs, before.alike if before else {}, changed)
    return Memory(state=state.office, office=office, items=items, alike=alike)


def _office(desk: Desk, content: Content, dictionary: Dictionary, memory: Slips) -> Office:
    """All that is no item."""
    language = sound_language(dictionary, memory, of=texts_elsewhere)
    rules = [checks.in_office, *settings_checks(desk.site), *EACH, language]
    found = {*content.findings, *(told for rule in rules for told in rule(content))}
    memory.keep()
    return Office(
        findings=tuple(sorted(found)),
        links=tuple(links.to_items(published(content), content)),
        instruments=len(content.instruments),
    )


def judge(part: Part, dictionary: Dictionary) -> dict[str, Kept]:
    """Judge items in this process, and a share of many in others."""
    count = min(cores(), len(part.items) // MANY)
    if count < 2:
        return _judge(part, dictionary)
    shares = [
        replace(part, items=dict(islice(part.items.items(), n, None, count))) for n in range(count)
    ]
    if not dictionary.verdicts:
        dictionary.load()  # here: the others begin with what this process has, where they can
    try:
        with ProcessPoolExecutor(count - 1, context()) as pool:
            others = [pool.submit(_judge_alone, share) for share in shares[1:]]
            found = _judge(shares[0], dictionary)
            for other in others:
                theirs, verdicts = other.result()
                found |= theirs
                dictionary.learn(verdicts)
            return found
    except (OSError, ImportError, BrokenProcessPool):  # a machine that lets no process begin
        return _judge(part, dictionary)


def _judge_alone(part: Part) -> tuple[dict[str, Kept], Mapping[str, bool]]:
    dictionary = Dictionary(part.verdicts)
    return _judge(part, dictionary), dictionary.verdicts


def _judge(part: Part, dictionary: Dictionary) -> dict[str, Kept]:
    reader = _Reader(part, dictionary)
    return {name: reader.judge(name, folder) for name, folder in part.items.items()}


class _Reader:
    """Holds what all items share: the office, its words, the house's cards."""

    def __init__(self, part: Part, dictionary: Dictionary) -> None:
        office = part.office
        self._part = part
        self._words = "" if office.is_broken(WORDS) else words_of(office.words)
        self._language = sound_language(dictionary, of=texts_of_items)
        self._studio: Studio | None = None

    def judge(self, name: str, folder: str) -> Kept:
        """One item; its language and its cards only where what they hang on has changed."""
        part, before = self._part, self._part.before.get(name)
        content = disk.read_item(part.root, name, part.office)
        item = content.items.get(name) or content.unfinished.get(name)
        mine = {*content.findings} - {*part.office.findings}
        if item is None:
            unread = packed_item(Judged(rules=tuple(sorted(mine))))
            return Kept(folder=folder, office=part.state, found=unread)
        drawn = drawn_from(item, content, part.root)
        read = before and (before.folder, before.words) == (folder, self._words)
        laid_out = before and before.drawn == drawn and item.id in content.items
        mine.update(checks.in_item(item, content, Gate.PUBLICATION))
        for rule in EACH:
            mine.update(rule(content))
        captions = _captions(item, content, part.site)
        mine.update([one for one in captions if not caused_by_text(one, mine)])
        known = before.judged if before and (read or laid_out) else None
        told = Judged(
            rules=tuple(sorted(mine)),
            language=known.language if known and read else tuple(self._language(content)),
            cards=known.cards if known and laid_out else tuple(self._cards(item, content)),
            hangs_on=depends_on(item, content),
            links=tuple(links.to_items(passages(item), content)),
            title=title_of(item),
            finished=item.id in content.items,
            legal=counts(item, content.series) if item.id in content.items else None,
        )
        return Kept(
            folder=folder,
            office=part.state,
            words=self._words,
            drawn=drawn,
            said=packed_runs(said(item)),
            found=packed_item(told),
        )

    def _cards(self, item: Item, content: Content) -> list[Finding]:
        """What stands against drawing an item: its own words, or the designer's slip."""
        if item.id not in content.items:
            return []
        self._studio = self._studio or Studio(self._part.site)
        return self._studio.findings or self._studio.judge(item, content, self._part.root)


def _captions(item: Item, content: Content, site: Path) -> list[Finding]:
    """What stands against its words on a network."""
    if content.channels is None or item.id not in content.items:
        return []
    promised = promises([item], content.channels, networks())
    return word(promised, content, (), Drawn(), site)[1]
