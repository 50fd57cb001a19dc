"""Core: rules that need a dictionary: the office's preferred forms, parted verbs, spelling."""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.core.checks.slips import Slip, each, instead, like, shown
from pipeline.core.findings import Severity
from pipeline.core.spelling import Replaced, Words, not_preferred, tokens

_MOST_SUGGESTED = 5  # words of one text: a suggestion costs up to 300 looks into the dictionary
_PARTED = re.compile(
    r"\b(?P<di>[Dd]i)\s+(?P<verb>(?!makan\b|isi\b)[a-z]{2,}(?:kan|i))(?P<tail>nya|lah)?\b(?!-)"
)

_DI = re.compile(r"\b[Dd]i\s$")


def preferred_forms(text: str, words: Words) -> Iterator[Slip]:
    """A form that the office's list replaces is replaced.

    It stops the gate only where the dictionary agrees: it rejects the one and accepts the other.
    What stops it is told at every place, what advises once per text and with how often.
    """
    found = list(not_preferred(text, words.listed))
    often, told = Counter(one.written for one in found), set[str]()
    for one in found:
        rule = one.rule
        sure = not (rule.advice or one.named or words.knows(rule.wrong)) and words.knows(rule.right)
        if not sure and one.written in told:
            continue
        told.add(one.written)
        times = f" ({often[one.written]} kali)" if often[one.written] > 1 and not sure else ""
        yield Slip(
            start=one.start,
            rule="kata-baku",
            message=f'Tulis "{_as_written(one)}", bukan "{shown(one.written)}"{times}.',
            severity=Severity.HOLD if sure else Severity.ADVICE,
        )


def parted_verb(text: str, words: Words) -> Iterator[Slip]:
    """The prefix "di-" is written together with a verb that the dictionary has with it.

    Verbs in -kan, on laws of 2001 to 2016: 37 hits, 37 faults; no noun fires ("di pendidikan", "di
    perbankan"). Of those in -i only "isi" is a place, too.
    """
    for found in each(_PARTED, text):
        if words.knows(f"di{found['verb']}"):
            right = f"{found['di']}{found['verb']}{found['tail'] or ''}"
            yield instead(found, right, "awalan-di", Severity.HOLD)


def spelling(text: str, words: Words) -> Iterator[Slip]:
    """A word stands in the dictionary or in the office's list; each is told once per text."""
    told = set[str]()
    for token in tokens(text):
        word = token.word.casefold()
        if word in told or words.accepts(token.word):
            continue
        if _DI.search(text, max(0, token.start - 4), token.start) and words.knows(f"di{word}"):
            continue  # half of a parted verb, and told as that
        told.add(word)
        near = words.suggest(word) if len(told) <= _MOST_SUGGESTED else []
        near = [like(token.word, one) for one in near]
        choice = f": mungkin {' atau '.join(map(_quoted, near))}" if near else ""
        message = (
            f'Periksa ejaan "{token.word}"{choice}. Bila sudah benar, tambahkan di '
            f"content/kata.yml; kata asing ditulis *{token.word}*."
        )
        yield Slip(start=token.start, rule="ejaan", message=message)


def _as_written(one: Replaced) -> str:
    """A name keeps its capitals: "Wali Kota Makassar"."""
    return one.right.title() if one.named else like(one.written, one.right)


def _quoted(word: str) -> str:
    return f'"{word}"'
