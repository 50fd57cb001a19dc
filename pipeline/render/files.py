"""Draws: puts drawn files in place. Only changed bytes are written, whole or not at all."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_if_changed(path: Path, content: bytes) -> bool:
    """Leave the file with this content, and say whether that took a write."""
    name = str(path)
    folder, file = os.path.split(name)
    try:
        with open(name, "rb", buffering=0) as lying:  # noqa: PTH123 - ten thousand times
            if lying.read() == content:
                return False
    except FileNotFoundError:
        _make(folder)
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = os.path.join(folder, f".{file}.baru")  # noqa: PTH118
    with open(temporary, "wb", buffering=0) as fresh:  # noqa: PTH123
        left = memoryview(content)
        while left:
            left = left[fresh.write(left) :]
    os.replace(temporary, name)  # noqa: PTH105
    return True


def _make(folder: str) -> None:
    """Make a folder whose parent is most often there."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def place(source: Path | str, path: Path | str) -> bool:
    """Let ``path`` hold the bytes of ``source``, without a second copy on disk where possible."""
    if _linked(source, path):
        return True
    source, path = Path(source), Path(path)
    if path.is_file() and (path.samefile(source) or _same(source, path)):
        return False
    temporary = path.with_name(f".{path.name}.baru")
    temporary.unlink(missing_ok=True)
    if not _linked(source, temporary):
        temporary.write_bytes(source.read_bytes())
    temporary.replace(path)
    return True


def _linked(source: Path | str, path: Path | str) -> bool:
    """Link a file under a new name; False where that is taken or no link can be."""
    try:
        os.link(source, path)
    except FileNotFoundError:
        folder = Path(path).parent
        if folder.is_dir():  # then it is the source that is not there
            raise
        folder.mkdir(parents=True)
        return _linked(source, path)
    except OSError:  # another disk, or a file system without links
        return False
    return True


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def pour(files: Mapping[str, bytes | Path], into: Path) -> list[Path]:
    """Write these files below ``into`` and name the changed ones. A path gives a file to place."""
    changed = []
    for name, content in sorted(files.items()):
        if isinstance(content, bytes):
            wrote = write_if_changed(into / name, content)
        else:
            wrote = place(content, f"{into}/{name}")
        if wrote:
            changed.append(into / name)
    return changed


def remove(names: Iterable[str], inside: Path) -> list[Path]:
    """Delete these files below ``inside``, then the folders that this emptied."""
    removed = []
    for name in names:
        path = inside / name
        if not path.is_file():
            continue
        path.unlink()
        removed.append(path)
        for folder in path.parents:
            if folder == inside or any(folder.iterdir()):
                break
            folder.rmdir()
    return removed


def keep_only(names: Iterable[str], inside: Path, *, spare: tuple[str, ...] = ()) -> list[Path]:
    """Delete every file below ``inside`` that is not named, then the folders this emptied."""
    wanted = set(names)
    removed: list[Path] = []

    def sweep(within: str) -> bool:
        """Whether anything is left below this folder."""
        left = False
        with os.scandir(inside / within) as entries:
            for entry in entries:
                name = f"{within}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if name in spare or sweep(f"{name}/"):
                        left = True
                    else:
                        (inside / name).rmdir()
                elif name in wanted or name in spare:
                    left = True
                else:
                    (inside / name).unlink()
                    removed.append(inside / name)
        return left

    if inside.is_dir():
        sweep("")
    return sorted(removed, reverse=True)
