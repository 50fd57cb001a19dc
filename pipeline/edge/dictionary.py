"""Edge: the Indonesian dictionary: hunspell's files read by spylls, only for words not met before.

Verdicts are kept in ``build/periksa/``, so that a second check loads nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from pipeline.core.spelling import LONGEST
from pipeline.edge.files import write_if_changed

FILES = Path(__file__).parent / "hunspell-id" / "id_ID"


class Dictionary:
    """A lexicon that remembers. ``keep`` writes down what it has learnt."""

    def __init__(self, cache: Path | None = None) -> None:
        self.file = cache
        self._edition = _edition()
        self._verdicts = self._recall()
        self._learnt = False
        self._spylls: Any = None

    def accepts(self, word: str) -> bool:
        known = self._verdicts.get(word)
        if known is None:
            known = len(word) <= LONGEST and bool(self._dictionary().lookup(word))
            self._verdicts[word] = known
            self._learnt = True
        return known

    def load(self) -> None:
        """Read the dictionary now: words are to come that nobody asked for before."""
        self._dictionary()

    @property
    def verdicts(self) -> Mapping[str, bool]:
        """All that is known by now."""
        return self._verdicts

    def learn(self, verdicts: Mapping[str, bool]) -> None:
        """Take over what another reader of the same dictionary has found."""
        self._learnt = self._learnt or not verdicts.keys() <= self._verdicts.keys()
        self._verdicts |= verdicts

    def keep(self) -> None:
        """Write down what was learnt, whole or not at all."""
        if self.file is None or not self._learnt:
            return
        kept = {
            "kamus": self._edition,
            "benar": sorted(word for word, good in self._verdicts.items() if good),
            "asing": sorted(word for word, good in self._verdicts.items() if not good),
        }
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(self.file, json.dumps(kept, ensure_ascii=False).encode())
        self._learnt = False

    def _dictionary(self) -> Any:
        if self._spylls is None:
            self._spylls = _load()
        return self._spylls

    def _recall(self) -> dict[str, bool]:
        """What an earlier run learnt; a damaged or older cache is worth nothing."""
        try:
            kept = json.loads(self.file.read_bytes()) if self.file else {}
            if kept.get("kamus") != self._edition:
                return {}
            return {**dict.fromkeys(kept["benar"], True), **dict.fromkeys(kept["asing"], False)}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


@cache
def _load() -> Any:
    """Hunspell's two files as spylls reads them; its own reader leaves them open."""
    from spylls.hunspell import Dictionary as Hunspell  # late: takes up to a second
    from spylls.hunspell import readers
    from spylls.hunspell.algo.lookup import AffixForm
    from spylls.hunspell.readers.file_reader import BaseReader

    class Whole(BaseReader):  # type: ignore[misc]  # spylls ships no types
        def __init__(self, path: Path, encoding: str = "Windows-1252") -> None:
            self._bytes = path.read_bytes()
            super().__init__(self._text(encoding))

        def reset_encoding(self, encoding: str) -> None:
            self.reset_io(self._text(encoding))

        def _text(self, encoding: str) -> StringIO:
            return StringIO(self._bytes.decode(encoding, "surrogateescape"))

    aff, context = readers.read_aff(Whole(FILES.with_suffix(".aff")))
    words = Whole(FILES.with_suffix(".dic"), context.encoding)
    found = Hunspell(aff, readers.read_dic(words, aff=aff, context=context))
    found.lookuper.produce_affix_forms = _known_forms(aff, found.dic, AffixForm)
    return found


def _known_forms(aff: Any, dic: Any, form: Any) -> Callable[..., Iterator[Any]]:
    """The ways to part a word into affixes and a stem that the dictionary has.

    spylls goes through all ways and asks for the stem last, which takes seven times as long. The
    stems of all other ways stand in no dictionary, so its verdicts are the same. Its further
    arguments are for compounds, which this dictionary does not have.
    """
    prefixes, suffixes = (
        [one for same in found.values() for one in same] for found in (aff.PFX, aff.SFX)
    )
    heads, tails = _ByLetters(prefixes), _ByLetters(suffixes)
    inner = {flag: _ByLetters(s for s in suffixes if flag in s.flags) for flag in aff.SFX}
    stems = {*dic.index, *dic.lowercase_index}

    def desuffixed(word: str, crossed: bool) -> Iterator[tuple[str, Any, Any]]:
        for suffix, stem in _without(word, tails, at_end=True):
            if (crossed and not suffix.crossproduct) or not suffix.cond_regexp.search(stem):
                continue
            if stem in stems:
                yield stem, suffix, None
            for first, root in _without(stem, inner[suffix.flag], at_end=True):
                fits = first.crossproduct or not crossed
                if fits and root in stems and first.cond_regexp.search(root):
                    yield root, first, suffix

    def produce(word: str, **_: object) -> Iterator[Any]:
        yield form(text=word, stem=word)
        for stem, suffix, second in desuffixed(word, crossed=False):
            yield form(text=word, stem=stem, suffix=suffix, suffix2=second)
        parted: dict[str, list[tuple[str, Any, Any]]] = {}  # many prefixes leave the same
        for prefix, rest in _without(word, heads, at_end=False):
            if not prefix.cond_regexp.search(rest):
                continue
            if rest in stems:
                yield form(text=word, stem=rest, prefix=prefix)
            if prefix.crossproduct and rest not in parted:
                parted[rest] = [*desuffixed(rest, crossed=True)]
            for stem, suffix, second in parted[rest] if prefix.crossproduct else ():
                yield form(text=word, stem=stem, prefix=prefix, suffix=suffix, suffix2=second)

    return produce


class _ByLetters:
    """Affixes by what they add to a word."""

    def __init__(self, affixes: Iterable[Any]) -> None:
        self.known: dict[str, list[Any]] = {}
        for affix in affixes:
            self.known.setdefault(affix.add, []).append(affix)
        self.lengths = sorted({len(letters) for letters in self.known})


def _without(word: str, affixes: _ByLetters, *, at_end: bool) -> Iterator[tuple[Any, str]]:
    """Each affix that a word has, with what is left of it."""
    for length in affixes.lengths:
        letters = word[len(word) - length :] if at_end else word[:length]
        left = word[: len(word) - length] if at_end else word[length:]
        for affix in affixes.known.get(letters, ()) if length <= len(word) else ():
            yield affix, left + affix.strip if at_end else affix.strip + left


def _edition() -> str:
    """The dictionary's contents, by hash: another edition forgets what was learnt."""
    files = (FILES.with_suffix(ending) for ending in (".aff", ".dic"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
