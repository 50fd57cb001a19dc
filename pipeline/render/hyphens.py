"""Draws: where a long word may part: the last step before a text is refused.

Two methods must agree: the patterns of LibreOffice's Indonesian dictionary (Pyphen), and the
syllables of EYD V. Only words in small letters part: no name, no citation, no number, no address.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from pipeline.render.text import Line, Measure, Run, Unit

LEAST = 3  # letters on either side of a hyphen
PARTED = -2.0  # the penalty of a unit that ends with a hyphen of ours
_WORD = re.compile(r"([(“\"]?)([a-z]{8,40})([.,;:!?)”\"]*)")
# Two letters that are one sound; "ai", "au", "oi" only where a syllable is closed by them.
_SOUND = re.compile(r"n[gy]|sy|kh|(?:ai|au|oi)(?![aiueo])|[a-z]")
_VOWELS = frozenset("aiueo")


def syllables(word: str) -> frozenset[int]:
    """Where syllables begin: a vowel takes one consonant; what is left closes the one before."""
    starts = [found.start() for found in _SOUND.finditer(word)]
    vowels = [n for n, at in enumerate(starts) if word[at] in _VOWELS]
    found = set()
    for one, other in zip(vowels, vowels[1:], strict=False):
        between = other - one - 1
        found.add(starts[other if not between else other - 1 if between == 1 else one + 2])
    return frozenset(found)


@lru_cache(maxsize=2000)
def places(word: str) -> tuple[int, ...]:
    """Where both methods part a word, far enough from its ends."""
    agreed = syllables(word) & set(_patterns().positions(word))
    return tuple(sorted(at for at in agreed if LEAST <= at <= len(word) - LEAST))


@cache
def _patterns() -> Any:
    import pyphen  # late: few texts come this far

    return pyphen.Pyphen(lang="id_ID", left=LEAST, right=LEAST)


def filled(
    parts: Sequence[Unit], limit: float, space: float, measure: Measure
) -> list[Line] | None:
    """Fill line by line, parting the word that does not fit; None where a unit is wider."""
    lines: list[Line] = []
    line: list[Unit] = []
    used = 0.0
    for unit in parts:
        before = (0.0 if not line or line[-1].penalty < 0 else space) + used
        if line and before + unit.width > limit:
            if cut := _cut(unit, limit - before, measure):
                line.append(cut[0])
                before, unit = before + cut[0].width, cut[1]
            else:
                before = used
            lines.append(Line(tuple(line), before))
            line, before = [], 0.0
        if unit.width > limit:
            return None
        line.append(unit)
        used = before + unit.width
    return [*lines, Line(tuple(line), used)] if line else lines


def _cut(unit: Unit, room: float, measure: Measure) -> tuple[Unit, Unit] | None:
    """The longest beginning of a word that fits with its hyphen, and the rest."""
    found = _WORD.fullmatch(unit.text) if len(unit.runs) == 1 else None
    if found is None or found[2].startswith(("www", "http")):
        return None
    font = unit.runs[0].font
    for at in reversed(places(found[2])):
        head, tail = f"{found[1]}{found[2][:at]}-", f"{found[2][at:]}{found[3]}"
        if (wide := measure(head, font)) <= room:
            rest = Unit((Run(tail, font),), measure(tail, font), unit.penalty)
            return Unit((Run(head, font),), wide, PARTED), rest
    return None
