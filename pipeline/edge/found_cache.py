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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.core.checks.slips import Slip
from pipeline.core.dependence import Checked
from pipeline.core.findings import Finding, Severity
from pipeline.core.spelling import WordList
from pipeline.edge.files import write_if_changed

CHECKED, LANGUAGE = "temuan.json", "bahasa.json"
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
        findings = [
            Finding(where=w, line=int(n), rule=r, message=m, severity=Severity(s))
            for w, n, r, m, s in kept["findings"]
        ]
        return Checked(
            items={str(k): frozenset(map(str, v)) for k, v in kept["items"].items()},
            lines=tuple(map(str, kept["lines"])),
            findings=tuple(findings),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def keep(folder: Path, name: str, checked: Checked) -> None:
    kept = {
        "items": {item: sorted(units) for item, units in checked.items.items()},
        "lines": checked.lines,
        "findings": [(f.where, f.line, f.rule, f.message, f.severity) for f in checked.findings],
    }
    _seal(folder / CHECKED, name, kept)


class Language:
    """Slips of texts read before, by the text's hash. ``keep`` writes those met this time."""

    def __init__(self, folder: Path, tool: str, words: WordList) -> None:
        listed = [sorted(words.words), repr(words.preferred)]
        self._file, self._name = folder / LANGUAGE, _digest([tool, listed])
        self._before = self._recall()
        self._met: dict[str, tuple[Slip, ...]] = {}

    def get(self, text: str) -> tuple[Slip, ...] | None:
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        found = self._met.get(key, self._before.get(key))
        if found is not None:
            self._met[key] = found
        return found

    def put(self, text: str, slips: tuple[Slip, ...]) -> None:
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        self._met[key] = slips

    def keep(self) -> None:
        if self._met != self._before:
            kept = {
                key: [(one.start, one.rule, one.message, one.severity) for one in slips]
                for key, slips in self._met.items()
            }
            _seal(self._file, self._name, kept)

    def _recall(self) -> dict[str, tuple[Slip, ...]]:
        try:
            return {
                str(key): tuple(
                    Slip(start=int(n), rule=r, message=m, severity=Severity(s))
                    for n, r, m, s in slips
                )
                for key, slips in _sealed(self._file, self._name).items()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}


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


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
