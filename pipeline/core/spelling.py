"""Core: which words of a text are spelt as the dictionary and the office spell them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Protocol

from pipeline.core.misspelling import near

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Foreign words stand in emphasis: "*hoax*", "_fait accompli_"; strong text ("**") is ours.
_FOREIGN = re.compile(
    r"(?<![*\w])\*(?![*\s])[^*\n]{1,200}\*(?!\*)|(?<![_\w])_(?![_\s])[^_\n]{1,200}_(?!\w)"
)
_NAME = re.compile(r" [A-Z][a-z]")
_SENTENCE = re.compile(r"(?:[.!?:;]|^|\n)[\s#>*_\-\d.)(\"“|]*$")
# Bound forms are written together with any word (EYD V II.A.1.3); dictionaries list only some.
_BOUND = ("antar", "pasca", "non", "pra", "sub", "multi", "intra", "nir", "semi", "tuna", "maha")
LONGEST = 40  # letters; "mempertanggungjawabkannya" has 25
_TAILS = ("nya", "lah", "kah", "pun")


_NASAL = {"b": "m", "f": "m", "v": "m", "d": "n", "c": "n", "j": "n", "z": "n"}
_NASAL |= dict.fromkeys("ghaiueo", "ng")
_MELTS = {"p": "m", "t": "n", "s": "ny", "k": "ng"}


def _active(base: str) -> str:
    """The verb with meN- that a passive with di- or an imperative in -kan belongs to."""
    first = base[0]
    if first in _MELTS:
        return f"me{_MELTS[first]}{base[1:]}"
    return f"me{_NASAL.get(first, '')}{base}"


class Lexicon(Protocol):
    """A dictionary: what it accepts as a word."""

    def accepts(self, word: str) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferred:
    """A form that is not standard, and the one that is."""

    wrong: str
    right: str
    advice: bool = False  # never more than advice: official titles have it


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """``content/kata.yml``: words the dictionary lacks, and forms the office does not use."""

    words: frozenset[str] = frozenset()
    preferred: tuple[Preferred, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The dictionary and the office's list together."""

    lexicon: Lexicon
    listed: WordList = field(default_factory=WordList)
    _known: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def accepts(self, word: str) -> bool:
        """Whether a word is spelt soundly: listed, in the dictionary, or built from such words."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._is_sound(word)
        return known

    def _is_sound(self, word: str) -> bool:
        word = word.replace("’", "'")
        name, word = word, word.casefold()  # "Januari" opens a sentence and has its capital anyway
        if self._accepts(word) or self.lexicon.accepts(name):
            return True
        first, *rest = word.split("-")
        if rest and first in (f"ber{rest[0]}", f"ter{rest[0]}", f"se{rest[0]}"):
            first = rest[0]  # "berabad-abad"
        return bool(rest) and all(self._accepts(part) or len(part) < 2 for part in (first, *rest))

    def _accepts(self, word: str) -> bool:
        if word in self.listed.words or self.lexicon.accepts(word):
            return True
        if len(word) > LONGEST:
            return False
        for tail in _TAILS:
            if word.endswith(tail) and len(word) > len(tail) + 2:
                stem = word[: -len(tail)]
                if stem in self.listed.words or self.lexicon.accepts(stem):
                    return True
        base = word[2:] if word.startswith("di") else word if word.endswith(("kan", "i")) else ""
        if len(base) > 3 and self.lexicon.accepts(_active(base)):
            return True
        return any(
            word.startswith(bound)
            and len(word) > len(bound) + 3
            and self._accepts(word[len(bound) :])
            for bound in _BOUND
        )

    def suggest(self, word: str) -> list[str]:
        """Words one slip away, the likeliest first."""
        sound = (
            one
            for one in near(word.casefold())
            if one in self.listed.words or self.lexicon.accepts(one)
        )
        return list(islice(sound, 3)) if len(word) <= 30 else []

    def knows(self, phrase: str) -> bool:
        """Whether the dictionary alone accepts every word of a phrase."""
        return all(self.lexicon.accepts(word) for word in phrase.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    word: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A form that the office's list replaces, as a text has it."""

    start: int
    written: str
    right: str
    named: bool  # a capital inside a sentence: perhaps somebody's name, or an old law's
    rule: Preferred


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text that ought to be in a dictionary.

    Left out: foreign words in emphasis, words with figures, acronyms and what is built on them
    ("DPRD-nya"), names (capitals inside a sentence or before one: "Andi Baso"), short words,
    halves of a broken word.
    """
    text = _FOREIGN.sub(lambda found: " " * len(found[0]), text)
    names, found_words = set[str](), list[Token]()
    for found in _WORD.finditer(text):
        word, start, end = found[0], found.start(), found.end()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if len(word) < 3 or (before and before in "/&_.'’" or before.isdigit()):
            continue
        if after.isdigit() or after in ("-", "_", "&", "'"):
            continue
        head = word.split("-")[0]
        if any(letter.isupper() for letter in head[1:]):
            continue
        if word[0].isupper() and (_NAME.match(text, end) or not _opens(text, start)):
            names.add(word)
        else:
            found_words.append(Token(word=word, start=start))
    yield from (token for token in found_words if token.word not in names)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins here: its capital says nothing."""
    return _SENTENCE.search(text, max(0, start - 12), start) is not None


def not_preferred(text: str, listed: WordList) -> Iterator[Replaced]:
    """Yield every form of a text that the office's list replaces, with its place as written."""
    table = _by_first_word(listed.preferred)
    text = _own(text)
    for found in _WORD.finditer(text):
        word = found[0].casefold()
        for one in table.get(word.partition("-")[0], ()):
            end = found.start() + len(one.wrong)
            if text[found.start() : end].casefold() == one.wrong and _ends(text, end):
                yield _replaced(text, found.start(), end, one.right, one)
                break
        else:
            for tail in _TAILS:
                for one in table.get(word.removesuffix(tail), ()) if word.endswith(tail) else ():
                    if one.wrong + tail == word:
                        yield _replaced(text, found.start(), found.end(), one.right + tail, one)


def _ends(text: str, end: int) -> bool:
    return not (text[end : end + 1].isalnum() or text[end : end + 1] in ("-", "_"))


def _replaced(text: str, start: int, end: int, right: str, one: Preferred) -> Replaced:
    named = text[start].isupper() and not _opens(text, start)
    return Replaced(start=start, written=text[start:end], right=right, named=named, rule=one)


@lru_cache(maxsize=8)
def _by_first_word(preferred: tuple[Preferred, ...]) -> Mapping[str, Sequence[Preferred]]:
    """The list by first word, longer forms first."""
    table: dict[str, list[Preferred]] = {}
    for one in sorted(preferred, key=lambda one: -len(one.wrong)):
        found = _WORD.match(one.wrong)
        table.setdefault(found[0].partition("-")[0] if found else one.wrong, []).append(one)
    return table


def _own(text: str) -> str:
    """A text of the same length on one line, without its foreign words."""
    return _FOREIGN.sub(lambda found: " " * len(found[0]), text).replace("\n", " ")
