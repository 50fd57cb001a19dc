"""Core: items that say again what one of the last months said already."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item

MONTHS = 6  # how far back a reader remembers
LEAST = 30  # words: below that, two greetings are alike by nature
SHARE = 0.6  # of the shorter one's runs of words that stand in the other
_RUN = 5
_WORD = re.compile(r"\w+")


def repeated(content: Content) -> Iterator[Finding]:
    """Nothing is posted twice within half a year; what mends a post is its correction."""
    items = sorted((*content.items.values(), *content.unfinished.values()), key=lambda i: i.id)
    runs = [frozenset() if one.withdrawal else _runs(one) for one in items]
    holding: dict[int, list[int]] = defaultdict(list)  # a run of words -> the items before
    for n, one in enumerate(items):
        shared = Counter(m for run in runs[n] for m in holding[run])
        for m, count in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
            other = items[m]
            smaller = min(len(runs[n]), len(runs[m]))
            if _months(one) - _months(other) <= MONTHS and count >= smaller * SHARE:
                yield _repeats(one, other, count / smaller)
                break
        for run in runs[n]:
            holding[run].append(n)


def _runs(item: Item) -> frozenset[int]:
    """Each five words in a row, as numbers; none where there is too little to compare."""
    words = _WORD.findall(f"{item.summary}\n{item.body}".casefold())
    if len(words) < LEAST:
        return frozenset()
    return frozenset(hash(tuple(words[n : n + _RUN])) for n in range(len(words) - _RUN + 1))


def _months(item: Item) -> int:
    """The month in an item's name, counted from year 0."""
    return int(item.id[:4]) * 12 + int(item.id[5:7])


def _repeats(item: Item, other: Item, share: float) -> Finding:
    message = (
        f"Periksa apakah ini perlu: {share:.0%} isinya sudah ada di {other.id}. Untuk memperbaiki "
        "konten lama, isi ralat di sana."
    )
    line = item.lines.get("title", 1)
    return Finding(
        where=item.where, line=line, rule="berulang", message=message, severity=Severity.ADVICE
    )
