"""Core: how many people a post reached, as the networks count it; typed or imported, never guessed.

Networks count differently: Meta tells people (reach), others how often a post was shown (views).
The two are never added up.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.core.posting import Act, Promise

Canonical = Callable[[str], str]  # one post, one address

FILE = "content/jangkauan.yml"
MISSING = "belum diisi"
_LAST = re.compile(r"(?<=[/=])[\w-]+(?=/?$|/?[?#&])", re.ASCII)
_TELLING = 8  # letters; shorter ones are counters


class Measure(StrEnum):
    """What the number counts."""

    REACH = "jangkauan"  # people who saw it
    VIEWS = "tayangan"  # times that it was shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a network said of one post on one day."""

    url: str
    number: int
    measure: Measure = Measure.REACH
    day: date

    @property
    def told(self) -> str:
        unit = "orang" if self.measure is Measure.REACH else "tayangan"
        return f"{self.number:,} {unit}".replace(",", ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One row of a network's export."""

    line: int
    url: str
    number: int
    measure: Measure
    remote_id: str = ""


def by_promise(
    figures: Iterable[Reach], receipts: Iterable[Act], canonical: Canonical
) -> dict[Promise, Reach]:
    """The newest figure of each post that is on record."""
    newest: dict[str, Reach] = {}
    for figure in sorted(figures, key=lambda one: one.day):
        newest[canonical(figure.url)] = figure
    if not newest:
        return {}
    found = ((act.promise, newest.get(canonical(act.url))) for act in receipts if act.url)
    return {promise: figure for promise, figure in found if figure}


def matched(
    rows: Sequence[Exported], receipts: Sequence[Act], canonical: Canonical, day: date
) -> tuple[list[Reach], int]:
    """The figures of posts on record, under their recorded addresses; how many rows are of others.

    Where the address is written otherwise (a reel's as a post's, a short's as a video's), the
    post's own name in it tells, or its number.
    """
    receipts = [act for act in receipts if act.url.startswith("https://")]
    by_url = {canonical(act.url): act for act in receipts}
    by_name = {name: act for act in receipts for name in _names(act.url, act.remote_id)}
    acts = [
        by_url.get(canonical(row.url))
        or next((by_name[n] for n in _names(row.url, row.remote_id) if n in by_name), None)
        for row in rows
    ]
    found = {
        act.url: Reach(url=act.url, number=row.number, measure=row.measure, day=day)
        for row, act in zip(rows, acts, strict=True)
        if act
    }
    return list(found.values()), acts.count(None)


def _names(url: str, remote_id: str) -> list[str]:
    """What names one post and no other: the last word of its address, its number.

    Facebook records a number behind the Page's.
    """
    found = [*_LAST.findall(url), remote_id.rpartition("_")[2]] if url else []
    return [name for name in found if len(name) >= _TELLING]


def merged(old: Iterable[Reach], new: Iterable[Reach]) -> list[Reach]:
    """One figure per address: the newer day's; of the same day the one given last."""
    ordered = sorted([*old, *new], key=lambda one: one.day)
    found = {figure.url: figure for figure in ordered}
    return sorted(found.values(), key=lambda one: one.url)
