"""Edge: which files of the office's folder differ between two copies of it. Follows no link."""

import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.edge.files import DEEPEST_FOLDER, is_plain_file, is_plain_folder


def changed_paths(old: Path, new: Path) -> frozenset[str]:
    """Name what was added, removed or changed below ``content/``, as Git would name it.

    A name that is no text is left out: reading the folder complains about it.
    """
    before, after = dict(_files(old)), dict(_files(new))
    return frozenset(
        name
        for name in before.keys() | after.keys()
        if name not in before or name not in after or not _same(before[name], after[name])
    )


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    waiting = [(root / "content", 0)]
    while waiting:
        folder, depth = waiting.pop()
        if depth > DEEPEST_FOLDER or not is_plain_folder(folder):
            continue
        for path in folder.iterdir():
            if is_plain_folder(path):
                waiting.append((path, depth + 1))
                continue
            name = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
            if name.isprintable():
                yield name, path


def _same(one: Path, other: Path) -> bool:
    """Whether both are plain files with the same bytes, or links to the same place."""
    if is_plain_file(one) and is_plain_file(other):
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
