"""Core: the rules among items, judged by what each of them left behind: links, and what it says.

Reads no item itself, so that what was left behind yesterday will do (pipeline/judging.py).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from pipeline.core.findings import Finding, Severity

if TYPE_CHECKING:
    from pipeline.core.model import Item

MONTHS = 6  # how far back a reader remembers
LEAST = 30  # words: below that, two greetings are alike by nature
SHARE = 0.6  # of the shorter one's runs of words that stand in the other
_RUN = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likest:
    """The earlier item that one repeats, and how many runs of the shorter one both have."""

    other: str
    shared: int
    of: int


def broken(links: Iterable[tuple[str, Finding]], items: Collection[str]) -> Iterator[Finding]:
    """Links to items lead to items that are there."""
    return (told for name, told in links if name not in items)


def said(item: "Item") -> frozenset[int]:
    """What an item says: each five words in a row, as a number that is the same everywhere.

    None where there is too little to compare.
    """
    words = _WORD.findall(f"{item.summary}\n{item.body}".casefold())
    if len(words) < LEAST or item.withdrawal:
        return frozenset()
    sums = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    return frozenset(map(hash, zip(*(sums[n:] for n in range(_RUN)), strict=False)))


def likest(
    names: Collection[str],
    said_by: Callable[[str], frozenset[int]],
    before: Mapping[str, Likest],
    changed: Collection[str],
) -> dict[str, Likest]:
    """Each item's likest one of the months before it, by name.

    ``before`` is what was found before some items changed: compared again is what changed, and
    what was likest to that.
    """

    def stands(name: str) -> bool:
        known = before.get(name)
        gone = known is not None and (known.other in changed or known.other not in names)
        return name not in changed and not gone

    found = {name: before[name] for name in before if name in names and stands(name)}
    anew = {name for name in names if not stands(name)}
    months = {_months(name) for name in anew.union(changed)}
    near = sorted(n for n in names if any(abs(_months(n) - m) <= MONTHS for m in months))
    said = {name: said_by(name) for name in near}
    common = _common(said, anew.union(changed))
    holding: dict[int, list[str]] = defaultdict(list)  # a run of words -> the items before
    for name in near:
        runs = said[name] & common
        shared = Counter([one for run in runs for one in holding.get(run, ())])
        alike = [
            Likest(other=other, shared=count, of=of)
            for other, count in shared.items()
            if (name in anew or other in changed)
            and count >= (of := min(len(said[name]), len(said[other]))) * SHARE
            and _months(name) - _months(other) <= MONTHS
        ]
        alike += [found[name]] if name in found else []
        if alike:
            found[name] = min(alike, key=lambda one: (-one.shared, one.other))
        for run in runs:
            holding[run].append(name)
    return found


def _common(said: Mapping[str, frozenset[int]], these: Iterable[str]) -> set[int]:
    """The runs of these items that another item has, too."""
    theirs = set().union(*(said[name] for name in these if name in said))
    once: set[int] = set()
    twice: set[int] = set()
    for one in said.values():
        runs = one & theirs
        twice |= runs & once
        once |= runs
    return twice


def repeating(
    found: Mapping[str, Likest], titles: Mapping[str, tuple[str, int]]
) -> Iterator[Finding]:
    """Say of each item which one it repeats, at its title's place."""
    for name, one in found.items():
        message = (
            f"Periksa apakah ini perlu: {one.shared / one.of:.0%} isinya sudah ada di "
            f"{one.other}. Untuk memperbaiki konten lama, isi ralat di sana."
        )
        where, line = titles[name]
        yield Finding(
            where=where, line=line, rule="berulang", message=message, severity=Severity.ADVICE
        )


def title_of(item: "Item") -> tuple[str, int]:
    """Where what is said of an item as a whole stands."""
    return item.where, item.lines.get("title", 1)


def _months(name: str) -> int:
    """The month in an item's name, counted from year 0."""
    return int(name[:4]) * 12 + int(name[5:7])
