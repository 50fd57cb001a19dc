"""Core: a slip of language in a text, before it is known whose text it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.core.findings import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Where a text is wrong, by which rule, and what to type instead."""

    start: int
    rule: str
    message: str
    severity: Severity = Severity.ADVICE


def shown(text: str) -> str:
    """A piece of a text as a message quotes it."""
    return " ".join(text.split())


def like(model: str, word: str) -> str:
    """A word with the capital that the one it replaces has."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def instead(
    found: re.Match[str], right: str, rule: str, severity: Severity = Severity.ADVICE
) -> Slip:
    message = f'Tulis "{right}", bukan "{shown(found[0])}".'
    return Slip(start=found.start(), rule=rule, message=message, severity=severity)


def each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches that are whole words: a hyphen before them makes them halves."""
    for found in pattern.finditer(text):
        if text[max(0, found.start() - 1) : found.start()] != "-":
            yield found
