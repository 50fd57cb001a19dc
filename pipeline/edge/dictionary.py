"""Edge: the Indonesian dictionary: hunspell's files read by spylls, only for words not met before.

Verdicts are kept in ``build/periksa/``, so that a second check loads nothing.
"""

import json
from collections.abc import Mapping
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
    return Hunspell(aff, readers.read_dic(words, aff=aff, context=context))


def _edition() -> str:
    """The dictionary's contents, by hash: another edition forgets what was learnt."""
    files = (FILES.with_suffix(ending) for ending in (".aff", ".dic"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
