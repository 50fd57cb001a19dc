"""Edge: the tool and the office's folder as they lie there, by hash: whose a change is."""

import hashlib
import os
import stat
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.core import forms
from pipeline.edge.attachments import SUFFIXES

_SKIPPED = frozenset({"__pycache__", ".git"})
_QUIET = frozenset({"", "README.md", ".gitkeep"})  # below konten/ and no stranger there
_FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The office's folder as it lies there, by hash."""

    office: str  # all that is no item; which strangers lie among the items, and attachments
    items: Mapping[str, str]


def edition(*folders: Path) -> str:
    """Name the tool as it is: its own files, the designer's, and the versions of its packages."""
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*-info"))
    files = [one for folder in folders for one in _files(str(folder), but=_SKIPPED)]
    return _digest([(sys.version, repr(installed)), *files])


def state_of(content: Path) -> State:
    """Name what lies in the office's folder, so that a change tells whose it is."""
    office: list[tuple[str, str]] = []
    items: dict[str, list[tuple[str, str]]] = {}
    strangers = False
    for name, held in _files(str(content)):
        top, _, rest = name.partition("/")
        item, _, inside = rest.partition("/")
        if top != "konten" or not forms.ITEM_ID.fullmatch(item) or (held != _FOLDER and not inside):
            strangers = strangers or top == "konten" and rest not in _QUIET
            office.append((name, held))
            continue
        items.setdefault(item, []).append((inside, held))
        if Path(inside).suffix.lower() in SUFFIXES:
            office.append((name, held))
    # A stranger may bear the same name as an item, for those who do not tell letters apart.
    office += [(name, "") for name in items if strangers]
    return State(office=_digest(office), items={name: _digest(x) for name, x in items.items()})


def _files(folder: str, within: str = "", but: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Every name below with what it holds; what is no plain file by what it is."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield within, "unreadable"
        return
    for entry in entries:
        name = within + entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield name, _held(entry)
        elif entry.name not in but:
            yield name, _FOLDER
            yield from _files(entry.path, f"{name}/", but)


def _held(entry: "os.DirEntry[str]") -> str:
    try:
        if entry.is_symlink():
            return f"link {os.readlink(entry.path)!r}"  # noqa: PTH115 - a tenth of Path's time
        if not entry.is_file(follow_symlinks=False):
            return f"odd {stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode)}"
        with open(entry.path, "rb") as file:  # noqa: PTH123 - the same
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return "unreadable"


def _digest(parts: Iterable[tuple[str, str]]) -> str:
    whole = "\0".join(f"{name}\0{held}" for name, held in parts)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
