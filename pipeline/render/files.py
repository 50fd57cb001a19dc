"""Draws: puts drawn files in place. Only changed bytes are written, whole or not at all."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_if_changed(path: Path, content: bytes) -> bool:
    """Leave the file with this content, and say whether that took a write."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.baru")
    temporary.write_bytes(content)
    temporary.replace(path)
    return True


def place(source: Path, path: Path) -> bool:
    """Let ``path`` hold the bytes of ``source``, without a second copy on disk where possible."""
    if path.is_file() and (path.samefile(source) or _same(source, path)):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.baru")
    temporary.unlink(missing_ok=True)
    try:
        os.link(source, temporary)
    except OSError:  # another disk, or a file system without links
        temporary.write_bytes(source.read_bytes())
    temporary.replace(path)
    return True


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def pour(files: Mapping[str, bytes | Path], into: Path) -> list[Path]:
    """Write these files below ``into`` and name the changed ones. A path gives a file to place."""
    changed = []
    for name, content in sorted(files.items()):
        path = into / name
        wrote = (
            write_if_changed(path, content) if isinstance(content, bytes) else place(content, path)
        )
        if wrote:
            changed.append(path)
    return changed


def keep_only(names: Iterable[str], inside: Path, *, spare: tuple[str, ...] = ()) -> list[Path]:
    """Delete every file below ``inside`` that is not named, then the folders this emptied."""
    wanted = set(names)
    removed = []
    for path in sorted(inside.rglob("*"), reverse=True) if inside.is_dir() else []:
        name = path.relative_to(inside).as_posix()
        if name.split("/")[0] in spare:
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name not in wanted:
            path.unlink()
            removed.append(path)
    return removed
