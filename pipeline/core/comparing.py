"""Core: how far a quotation says what its source says, word by word; noise is told apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"(?<!ayat )\(\d+[a-z]?\)")  # of a paragraph: it is often left out
# What an author leaves out, or adds in brackets, parts a quotation in two.
_GAP = re.compile(r"\(?\[?(?:…|\.{3,})\]?\)?|\[[^\]\n]{0,80}\]")
MOST_WORDS = 250  # of one quotation; a longer one is a copy, which other rules refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a quotation parts from its source. Either side may be empty."""

    quoted: str
    source: str
    before: str  # the word in front of it
    noise: bool  # the letters are nearly the same: a slip of the scanner, or of the finger


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    words: int
    same: int
    differences: tuple[Difference, ...]


def compare(quotation: str, source: str) -> Comparison:
    """Lay each part of a quotation against the place of its source that is most like it."""
    known = _words(source)
    words = same = 0
    differences: list[Difference] = []
    for part in _GAP.split(quotation):
        said = _words(part)[:MOST_WORDS]
        if not said:
            continue
        near = _nearest(said, known)
        found = list(_differences(said, near))
        words += len(said)
        same += len(said) - sum(len(one.quoted.split()) for one in found)
        differences += found
    return Comparison(words=words, same=same, differences=tuple(differences))


def _words(text: str) -> list[str]:
    return _WORD.findall(_NUMBERED.sub(" ", text.casefold()))


def _nearest(said: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """The stretch of the source that most pairs of neighbouring words point to."""
    where: dict[tuple[str, str], list[int]] = {}
    for at, pair in enumerate(pairwise(known)):
        where.setdefault(pair, []).append(at)
    votes = Counter(
        at - place for place, pair in enumerate(pairwise(said)) for at in where.get(pair, ())[:50]
    )
    start = max(
        votes, key=lambda at: (sum(votes[at + step] for step in range(-3, 4)), -at), default=0
    )
    return known[max(0, start - 5) : max(0, start) + len(said) + 5]


def _differences(said: Sequence[str], near: Sequence[str]) -> Iterator[Difference]:
    """Yield where the two part; what the source has before and after the quotation is no part."""
    steps = SequenceMatcher(None, near, said, autojunk=False).get_opcodes()
    for kind, a, b, c, d in steps:
        if kind == "equal" or (kind == "delete" and (c == 0 or d == len(said))):
            continue
        theirs, ours = list(near[a:b]), list(said[c:d])
        if c == 0:
            theirs = theirs[-len(ours) :]
        elif d == len(said):
            theirs = theirs[: len(ours)]
        joined = SequenceMatcher(None, "".join(theirs), "".join(ours), autojunk=False)
        yield Difference(
            quoted=" ".join(ours),
            source=" ".join(theirs),
            before=said[c - 1] if c else "",
            noise=bool(theirs and ours) and joined.ratio() >= 0.8,
        )
