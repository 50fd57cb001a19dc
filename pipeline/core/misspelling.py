"""Core: what a misspelt word may have been meant to be: one slip of the finger or the ear away."""

from collections.abc import Iterator
from itertools import chain

# Letters that Indonesian hears alike or that older spelling had; keys that lie side by side are
# left out: they double the work and seldom meet.
_ALIKE = {
    "f": "pv", "v": "fp", "p": "fbp", "b": "p", "z": "sj", "s": "z", "j": "zd", "e": "iao",
    "i": "eyu", "o": "ua", "u": "oi", "a": "eo", "d": "t", "t": "d", "k": "gqh", "g": "k", "y": "i",
    "q": "k", "x": "s", "c": "s", "m": "n", "n": "m", "h": "k", "l": "r", "r": "l",
}  # fmt: skip
_LEFT_OUT = "aeiounrgkhmtsldpby"


def near(word: str) -> Iterator[str]:
    """Yield what differs from a word by one slip, the likelier slips first, each once."""
    tried = {word}
    slips = chain(_doubled(word), _swapped(word), _dropped(word), _alike(word), _missing(word))
    for one in slips:
        if one not in tried:
            tried.add(one)
            yield one


def _doubled(word: str) -> Iterator[str]:
    """A letter that stands twice is written once: "penyelengaraan"."""
    for at in range(1, len(word)):
        yield word[:at] + word[at - 1] + word[at:]


def _swapped(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _dropped(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _alike(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        for other in _ALIKE.get(letter, ""):
            yield word[:at] + other + word[at + 1 :]


def _missing(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        for letter in _LEFT_OUT:
            yield word[:at] + letter + word[at:]
