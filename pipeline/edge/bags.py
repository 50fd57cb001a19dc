"""Edge: a folder sealed as a BagIt bag (RFC 8493), and what has changed in one since."""

import hashlib
import logging
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import bagit

from pipeline.edge.files import is_plain_file

_HASH = "sha256"
MANIFEST, SEAL = f"manifest-{_HASH}.txt", f"tagmanifest-{_HASH}.txt"
# It tells every file on the log and speaks English there; what matters is told by us.
logging.getLogger("bagit").setLevel(logging.CRITICAL)


def seal(files: Mapping[str, bytes | Path], about: Mapping[str, str], folder: Path) -> bool:
    """Write the files as a bag under this name, whole or not at all.

    False: a sound bag with the same contents lies there already, and keeps its seal.
    """
    made = folder.with_name(f".{folder.name}.baru")
    if made.exists():
        shutil.rmtree(made)
    for name, content in files.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # No link to what lies elsewhere in build/: a change there must not reach in here.
        path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    bagit.make_bag(str(made), dict(about), checksums=[_HASH])
    _in_order(made / SEAL)
    if _same(folder, made) and not changes(folder):
        shutil.rmtree(made)
        return False
    if folder.exists():
        old = folder.with_name(f".{folder.name}.lama")
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
        made.rename(folder)
        shutil.rmtree(old)
    else:
        made.rename(folder)
    return True


def _same(one: Path, other: Path) -> bool:
    path = one / MANIFEST
    return is_plain_file(path) and path.read_bytes() == (other / MANIFEST).read_bytes()


def _in_order(path: Path) -> None:
    """The library lists what it sealed as the disk gives it; the same bag has the same bytes."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(sorted(lines)), encoding="utf-8", newline="\n")


def seal_of(folder: Path) -> str:
    """The SHA-256 that stands for the whole bag; "" where it has no seal."""
    path = folder / SEAL
    return hashlib.sha256(path.read_bytes()).hexdigest() if is_plain_file(path) else ""


def about_bag(folder: Path) -> dict[str, str]:
    """What the bag says of itself; nothing where that cannot be read."""
    try:
        return dict(bagit.Bag(str(folder)).info)
    except (bagit.BagError, OSError, ValueError):
        return {}


def changes(folder: Path) -> list[str]:
    """Every file that was changed, taken away or added since the bag was sealed, in Indonesian."""
    try:
        bag = bagit.Bag(str(folder))
        listed = {name: sums[_HASH] for name, sums in bag.entries.items() if _HASH in sums}
    except (bagit.BagError, OSError, ValueError):  # the library says why in English
        return ["segelnya tidak terbaca: bukan folder arsip, atau berkas teks di dalamnya rusak"]
    there = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    found = [f"hilang: {name}" for name in listed.keys() - there.keys()]
    kept = any(name.startswith("data/") for name in listed)  # else its list is gone: said once
    added = there.keys() - listed.keys() - {SEAL}
    found += [f"ditambahkan: {name}" for name in added if kept or not name.startswith("data/")]
    found += [
        f"berubah: {name}"
        for name, path in there.items()
        if name in listed and (path.is_symlink() or _sum(path) != listed[name].lower())
    ]
    if not found and not bag.is_valid():
        found.append("tidak sah menurut BagIt")
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, _HASH).hexdigest()
