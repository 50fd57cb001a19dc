"""Draws: what a folder of ours holds, quickly: a second look asks only for what may have changed.

Everything below build/ is put in place whole, under a name of its own and then renamed. So a
folder whose time stands holds the same pictures; what a person might edit in place is asked for.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PLACED = (".jpg", ".png", ".webp", ".avif")


@dataclass(frozen=True, slots=True)
class Seen:
    """One folder: its time, its files with a stamp each, the names of its pictures, its folders."""

    time: int
    files: dict[str, str] = field(default_factory=dict)
    placed: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)


Look = Mapping[str, Seen]  # by the folder's name; "" is the top


def look(top: Path, before: Look) -> dict[str, Seen]:
    """Every folder below ``top``, of which ``before`` knows most."""
    found: dict[str, Seen] = {}
    waiting = [""]
    while waiting:
        name = waiting.pop()
        folder = f"{top}/{name}" if name else str(top)
        time, known = _state(folder).st_mtime_ns, before.get(name)
        if known is None or known.time != time:
            found[name] = _listed(folder, time)
        else:
            files = {file: _stamp(_state(f"{folder}/{file}")) for file in known.files}
            found[name] = Seen(time, files, known.placed, known.folders)
        waiting += [f"{name}/{one}" if name else one for one in found[name].folders]
    return found


def files_of(seen: Look) -> Iterator[tuple[str, str]]:
    """Every file by its way from the top, with its stamp; a picture has its folder's time."""
    for name, folder in seen.items():
        start = f"{name}/" if name else ""
        for file, stamp in folder.files.items():
            yield f"{start}{file}", stamp
        for file in folder.placed:
            yield f"{start}{file}", str(folder.time)


def as_told(seen: Look) -> dict[str, list[object]]:
    """The same for a JSON file; ``Seen(*told)`` reads it back."""
    return {name: [one.time, one.files, one.placed, one.folders] for name, one in seen.items()}


def _listed(folder: str, time: int) -> Seen:
    found = Seen(time)
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                found.folders.append(entry.name)
            elif entry.name.endswith(_PLACED) and not entry.name.startswith("."):
                found.placed.append(entry.name)
            elif not entry.name.startswith("."):
                found.files[entry.name] = _stamp(entry.stat())
    return found


def _state(path: str) -> os.stat_result:
    return os.stat(path)  # noqa: PTH116 - making a Path costs more than the look


def _stamp(state: os.stat_result) -> str:
    return f"{state.st_mtime_ns:x}-{state.st_size:x}-{state.st_ino:x}"
