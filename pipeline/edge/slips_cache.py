"""Edge: slips of language in texts read before, for the office's own pages and entries."""

import hashlib
import json
from pathlib import Path

from pipeline.core.checks.slips import Slip
from pipeline.core.findings import Severity
from pipeline.core.spelling import WordList
from pipeline.edge.sealed import DAMAGED, seal, unsealed

FILE = "bahasa.json"


def words_of(words: WordList) -> str:
    """Name the words that the language of a text is judged by."""
    return _hash(repr((sorted(words.words), words.preferred)))


class Slips:
    """Slips of texts read before, while tool and words stay the same, by the text's hash.

    ``keep`` writes what was met this time.
    """

    def __init__(self, folder: Path, tool: str, words: WordList) -> None:
        self._file, self._name = folder / FILE, tool + words_of(words)
        self._before = self._recall()
        self._met: dict[str, tuple[Slip, ...]] = {}

    def get(self, text: str) -> tuple[Slip, ...] | None:
        key = _hash(text)
        found = self._met.get(key, self._before.get(key))
        if found is not None:
            self._met[key] = found
        return found

    def put(self, text: str, found: tuple[Slip, ...]) -> None:
        self._met[_hash(text)] = found

    def keep(self) -> None:
        if self._met != self._before:
            kept = {
                key: [(one.start, one.rule, one.message, one.severity) for one in found]
                for key, found in sorted(self._met.items())
            }
            seal(self._file, self._name, json.dumps(kept).encode())

    def _recall(self) -> dict[str, tuple[Slip, ...]]:
        try:
            kept = json.loads(unsealed(self._file, self._name))
            return {
                str(key): tuple(
                    Slip(start=int(n), rule=r, message=m, severity=Severity(s))
                    for n, r, m, s in found
                )
                for key, found in kept.items()
            }
        except DAMAGED:
            return {}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
