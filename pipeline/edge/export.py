"""Edge: approved versions out of Git as a folder. Writes regular files only, and nothing twice.

Nothing that lies in the folder is believed: a file that somebody's editor opened there by mistake
would otherwise be published as if it had been approved.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.findings import Finding
from pipeline.core.history import printable
from pipeline.edge.files import is_plain_file, is_plain_folder, write_if_changed
from pipeline.edge.objects import REGULAR, read_objects, sizes, tree_entries

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

LARGEST = 32 * 1024 * 1024  # bytes of one file; nothing the office publishes is larger
MOST, DEEPEST = 500, 4  # entries of one unit, and folders in one another
LONGEST_NAME = 200  # bytes; some systems take 255
_TREE, _LINK, _MODULE = "040000", "120000", "160000"
_NAME = (
    "Nama berkas di sini tidak dapat dipakai. Pakai huruf kecil, angka, dan tanda hubung, "
    "tidak lebih dari 200 huruf."
)
_TOO_MANY = f"Lebih dari {MOST} berkas dalam satu folder. Sisakan yang dipakai, lalu ajukan lagi."
_TOO_DEEP = (
    "Folder di dalam folder di dalam folder. Letakkan berkasnya di folder konten itu sendiri."
)
_TOO_LARGE = "Berkas lebih dari 32 MiB. Kecilkan, lalu ajukan lagi."
_GONE = (
    "Isinya tidak ada lagi di repositori ini. Ambil dari server: git fetch --refetch origin; "
    "atau pulihkan dari salinan lain."
)
_RULE = "berkas-biasa"
_Complaint = tuple[str, str]  # path, message


def export_units(repo: "Repository", units: Mapping[str, str], to: Path) -> list[Finding]:
    """Make ``content/`` in this folder hold exactly these versions, byte for byte."""
    if (to / ".git").exists():
        raise ValueError(f"refusing to export over a work tree: {to}")
    files, complaints = _flatten(repo, units)
    _keep_only({to / path for path in files}, to / "content")
    wrong = {path: oid for path, oid in files.items() if not _holds(to / path, oid)}
    contents = read_objects(repo, wrong.values())
    for path, oid in wrong.items():
        if oid in contents:
            write_if_changed(to / path, contents[oid][1])
        else:
            (to / path).unlink(missing_ok=True)
            complaints.append((path, _GONE))
    return _findings(sorted(complaints))


def _keep_only(wanted: Collection[Path], folder: Path) -> None:
    """Remove every other file below, and the folders this empties. No link is followed."""
    for path in [*sorted(folder.rglob("*"), key=str, reverse=True), folder]:
        if is_plain_folder(path):
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted or not is_plain_file(path):
            path.unlink(missing_ok=True)


def _holds(path: Path, oid: str) -> bool:
    """Whether a file is this version, by the name that Git would give to its bytes."""
    if not is_plain_file(path):
        return False
    content = path.read_bytes()
    known = hashlib.new("sha1" if len(oid) == 40 else "sha256", usedforsecurity=False)
    known.update(b"blob %d\0" % len(content))
    known.update(content)
    return known.hexdigest() == oid


def _flatten(
    repo: "Repository", units: Mapping[str, str]
) -> tuple[dict[str, str], list[_Complaint]]:
    """Open folders level by level (one call each); return file path -> oid, and complaints."""
    files: dict[str, str] = {}
    complaints: list[_Complaint] = []
    kinds = sizes(repo, (oid for oid in units.values() if ":" not in oid))
    level: dict[str, tuple[str, str]] = {}  # path -> its unit, oid of a tree
    for unit, oid in units.items():
        if ":" in oid:
            complaints.append((unit, _why(oid.partition(":")[0])))
        elif not all(_safe_name(part.encode("utf-8", "replace")) for part in unit.split("/")):
            complaints.append((unit, _NAME))
        elif oid not in kinds:
            complaints.append((unit, _GONE))
        elif kinds[oid][0] == "tree":
            level[unit] = unit, oid
        else:
            files[unit] = oid
    seen: Counter[str] = Counter()
    for _ in range(DEEPEST):
        trees = read_objects(repo, (oid for _, oid in level.values()))
        deeper: dict[str, tuple[str, str]] = {}
        for path, (unit, oid) in level.items():
            if oid not in trees:
                complaints.append((path, _GONE))
                continue
            for mode, raw, entry in tree_entries(trees[oid][1], len(oid) // 2):
                # Counted here: a few small trees that name each other can hold billions of files.
                seen[unit] += 1
                if seen[unit] > MOST:
                    break
                name = _safe_name(raw)
                where = f"{path}/{name}"
                if name is None:
                    complaints.append((path, _NAME))
                elif mode == _TREE:
                    deeper[where] = unit, entry
                elif mode in REGULAR:
                    files[where] = entry
                else:
                    complaints.append((where, _why(mode)))
        level = {path: of for path, of in deeper.items() if seen[of[0]] <= MOST}
    complaints += [(path, _TOO_DEEP) for path in level]
    for unit in (unit for unit, count in seen.items() if count > MOST):
        complaints.append((unit, _TOO_MANY))
        files = {path: oid for path, oid in files.items() if not path.startswith(f"{unit}/")}
    large = {oid for oid, (_, size) in sizes(repo, files.values()).items() if size > LARGEST}
    for path in [path for path, oid in files.items() if oid in large]:
        complaints.append((path, _TOO_LARGE))
        del files[path]
    return files, complaints


def _why(mode: str) -> str:
    if mode == _LINK:
        return "Ini tautan simbolik, bukan berkas. Ganti dengan berkasnya sendiri."
    if mode == _MODULE:
        return "Ini submodul Git, bukan berkas. Ganti dengan berkasnya sendiri."
    return "Ini bukan berkas biasa. Ganti dengan berkas biasa."


def _safe_name(raw: bytes) -> str | None:
    """Return a name that stays inside its folder on every system; Git itself checks less."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if (
        len(raw) > LONGEST_NAME
        or name in {"", ".", ".."}
        or name.lower() == ".git"
        or set(name) & set('/\\:\0<>"|?*')
    ):
        return None
    return None if any(ord(c) < 32 for c in name) or name[-1] in ". " else name


def _findings(complaints: Iterable[_Complaint]) -> list[Finding]:
    return [Finding(where=printable(where), rule=_RULE, message=why) for where, why in complaints]
