"""Edge: what `check` found, kept under a name made from all that it read: the folder and the tool.

It is read by nothing that decides (approval, publication, a proposal's check): whoever can write
into build/ can make this list wrong, and nothing else.
"""

import hashlib
import json
import os
import stat
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline.core.checks.slips import Slip
from pipeline.core.dependence import Checked
from pipeline.core.findings import Finding, Severity
from pipeline.core.spelling import WordList
from pipeline.edge.files import write_if_changed

CHECKED, LANGUAGE, CARDS = "temuan.json", "bahasa.json", "kartu.json"
V = TypeVar("V")
_SKIPPED = frozenset({"__pycache__", ".git"})


def edition(*folders: Path) -> str:
    """Name the tool as it is: its own files, the designer's, and the versions of its packages."""
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*-info"))
    return _digest([sys.version, installed, *(list(_files(folder)) for folder in folders)])


def name_of(tool: str, content: Path) -> str:
    """Name one state of the office's folder under one edition of the tool."""
    return _digest([tool, list(_files(content))])


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Every name below with what it holds; what is no plain file by what it is."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _SKIPPED)
        for name in sorted([*folders, *names]):
            path = Path(parent, name)
            yield repr(path.relative_to(folder).as_posix()), _held(path)


def _held(path: Path) -> str:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            return f"link {path.readlink()!r}"
        if stat.S_ISREG(mode):
            return hashlib.sha256(path.read_bytes()).hexdigest()
        return "folder" if stat.S_ISDIR(mode) and os.access(path, os.R_OK) else "odd"
    except OSError:
        return "unreadable"


def recall(folder: Path, name: str) -> Checked | None:
    """What was found in this very state; None where it is of another one, or damaged."""
    try:
        kept = _sealed(folder / CHECKED, name)
        return Checked(
            items={str(k): frozenset(map(str, v)) for k, v in kept["items"].items()},
            lines=tuple(map(str, kept["lines"])),
            findings=_unpacked(kept["findings"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def keep(folder: Path, name: str, checked: Checked) -> None:
    kept = {
        "items": {item: sorted(units) for item, units in checked.items.items()},
        "lines": checked.lines,
        "findings": _packed(checked.findings),
    }
    _seal(folder / CHECKED, name, kept)


class _Met(Generic[V]):
    """What was found in a text before, by its hash. ``keep`` writes what was met this time."""

    def __init__(self, file: Path, name: str) -> None:
        self._file, self._name = file, name
        self._before = self._recall()
        self._met: dict[str, V] = {}

    def get(self, text: str) -> V | None:
        key = _hash(text)
        found = self._met.get(key, self._before.get(key))
        if found is not None:
            self._met[key] = found
        return found

    def put(self, text: str, found: V) -> None:
        self._met[_hash(text)] = found

    def keep(self) -> None:
        if self._met != self._before:
            kept = {key: self._packed(found) for key, found in sorted(self._met.items())}
            _seal(self._file, self._name, kept)

    def _recall(self) -> dict[str, V]:
        try:
            kept = _sealed(self._file, self._name)
            return {str(key): self._unpacked(value) for key, value in kept.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}

    def _packed(self, found: V) -> list[object]:
        raise NotImplementedError

    def _unpacked(self, kept: list[Any]) -> V:
        raise NotImplementedError


class Language(_Met[tuple[Slip, ...]]):
    """Slips of texts read before, while the tool and the office's words stay the same."""

    def __init__(self, folder: Path, tool: str, words: WordList) -> None:
        listed = [sorted(words.words), repr(words.preferred)]
        super().__init__(folder / LANGUAGE, _digest([tool, listed]))

    def _packed(self, found: tuple[Slip, ...]) -> list[object]:
        return [(one.start, one.rule, one.message, one.severity) for one in found]

    def _unpacked(self, kept: list[Any]) -> tuple[Slip, ...]:
        return tuple(
            Slip(start=int(n), rule=r, message=m, severity=Severity(s)) for n, r, m, s in kept
        )


class Fits(_Met[tuple[Finding, ...]]):
    """What stands against drawing an item, by all that its cards are drawn from."""

    def __init__(self, folder: Path, tool: str) -> None:
        super().__init__(folder / CARDS, _digest([tool]))

    def _packed(self, found: tuple[Finding, ...]) -> list[object]:
        return _packed(found)

    def _unpacked(self, kept: list[Any]) -> tuple[Finding, ...]:
        return _unpacked(kept)


def _packed(findings: Iterable[Finding]) -> list[object]:
    return [(f.where, f.line, f.rule, f.message, f.severity) for f in findings]


def _unpacked(kept: list[Any]) -> tuple[Finding, ...]:
    return tuple(
        Finding(where=w, line=int(n), rule=r, message=m, severity=Severity(s))
        for w, n, r, m, s in kept
    )


def _sealed(file: Path, name: str) -> Any:  # whoever asks judges its shape
    kept = json.loads(file.read_bytes())
    if kept["name"] != name or kept["seal"] != _digest([name, kept["kept"]]):
        raise ValueError("of another state")
    return kept["kept"]


def _seal(file: Path, name: str, kept: object) -> None:
    text = json.dumps(kept, ensure_ascii=False)
    whole = {"name": name, "kept": json.loads(text), "seal": _digest([name, json.loads(text)])}
    file.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(file, json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
