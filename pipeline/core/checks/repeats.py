"""Core: items that say again what one of the last months said already."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item

MONTHS = 6  # how far back a reader remembers
LEAST = 30  # words: below that, two greetings are alike by nature
SHARE = 0.6  # of the shorter one's runs of words that stand in the other
_RUN = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of an item is compared with the others."""

    where: str
    line: int  # of its title
    runs: frozenset[int]  # each five words in a row; none where there is too little to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Likest:
    """The earlier item that one repeats, and how many runs of the shorter one both have."""

    other: str
    shared: int
    of: int


def repeated(content: Content) -> Iterator[Finding]:
    """Nothing is posted twice within half a year; what mends a post is its correction."""
    every = {one.id: said(one) for one in (*content.items.values(), *content.unfinished.values())}
    return told(every, likest(every, {}, every))


def said(item: Item) -> Said:
    """What an item says, as numbers that are the same in every process."""
    runs: frozenset[int] = frozenset()
    words = _WORD.findall(f"{item.summary}\n{item.body}".casefold())
    if len(words) >= LEAST and not item.withdrawal:
        sums = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
        runs = frozenset(map(hash, zip(*(sums[n:] for n in range(_RUN)), strict=False)))
    return Said(where=item.where, line=item.lines.get("title", 1), runs=runs)


def likest(
    every: Mapping[str, Said], before: Mapping[str, Likest], changed: Collection[str]
) -> dict[str, Likest]:
    """Each item's likest one of the months before it, by name.

    ``before`` is what was found before some items changed: compared again is what changed, and
    what was likest to that.
    """

    def stands(name: str) -> bool:
        known = before.get(name)
        gone = known is not None and (known.other in changed or known.other not in every)
        return name not in changed and not gone

    anew = {name for name in every if not stands(name)}
    common = _common(every, anew.union(changed))
    holding: dict[int, list[str]] = defaultdict(list)  # a run of words -> the items before
    found: dict[str, Likest] = {}
    for name in sorted(every):
        runs = every[name].runs & common
        shared = Counter([one for run in runs for one in holding.get(run, ())])
        near = [
            Likest(other=other, shared=count, of=of)
            for other, count in shared.items()
            if (name in anew or other in changed)
            and count >= (of := min(len(every[name].runs), len(every[other].runs))) * SHARE
            and _months(name) - _months(other) <= MONTHS
        ]
        near += [before[name]] if name in before and name not in anew else []
        if near:
            found[name] = min(near, key=lambda one: (-one.shared, one.other))
        for run in runs:
            holding[run].append(name)
    return found


def _common(every: Mapping[str, Said], these: Iterable[str]) -> set[int]:
    """The runs of these items that another item has, too."""
    theirs = set().union(*(every[name].runs for name in these if name in every))
    once: set[int] = set()
    twice: set[int] = set()
    for one in every.values():
        runs = one.runs & theirs
        twice |= runs & once
        once |= runs
    return twice


def told(every: Mapping[str, Said], found: Mapping[str, Likest]) -> Iterator[Finding]:
    """Say of each item which one it repeats."""
    for name, one in found.items():
        message = (
            f"Periksa apakah ini perlu: {one.shared / one.of:.0%} isinya sudah ada di "
            f"{one.other}. Untuk memperbaiki konten lama, isi ralat di sana."
        )
        where, line = every[name].where, every[name].line
        yield Finding(
            where=where, line=line, rule="berulang", message=message, severity=Severity.ADVICE
        )


def _months(name: str) -> int:
    """The month in an item's name, counted from year 0."""
    return int(name[:4]) * 12 + int(name[5:7])
