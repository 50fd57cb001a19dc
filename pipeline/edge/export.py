"""Edge: approved versions out of Git as a folder. Writes regular files only, and nothing twice."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.findings import Finding
from pipeline.core.history import printable
from pipeline.edge.objects import REGULAR, read_objects, sizes, tree_entries

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

MARKER = ".ekspor.json"  # unit -> version, of the last export into this folder
LARGEST = 32 * 1024 * 1024  # bytes of one file; nothing the office publishes is larger
_TREE, _LINK, _MODULE = "040000", "120000", "160000"
_NAME = "Nama berkas ini tidak dapat dipakai. Pakai huruf kecil, angka, dan tanda hubung."
_TOO_LARGE = "Berkas lebih dari 32 MiB. Kecilkan, lalu ajukan lagi."
_RULE = "berkas-biasa"
_Complaint = tuple[str, str, str]  # unit, path, message


def export_units(repo: "Repository", units: Mapping[str, str], to: Path) -> list[Finding]:
    """Make the folder hold exactly these versions; touch only units that changed."""
    if (to / ".git").exists():
        raise ValueError(f"refusing to export over a work tree: {to}")
    marker = to / MARKER
    before, complaints = _read_marker(marker)
    fresh = {unit: oid for unit, oid in units.items() if before.get(unit) != oid}
    stale = [unit for unit in before if unit in fresh or unit not in units]
    if not fresh and not stale and marker.exists():
        return _findings(complaints)
    marker.unlink(missing_ok=True)  # a run that dies half way leaves no claim
    if not before:
        _remove(to / "content")
    for unit in stale:
        _remove(to / unit)
    files, found = _flatten(repo, fresh)
    contents = read_objects(repo, files.values())
    for path, oid in files.items():
        target = to / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(contents[oid][1])
    kept = [row for row in complaints if row[0] in units and row[0] not in fresh]
    complaints = sorted([*kept, *found])
    to.mkdir(parents=True, exist_ok=True)
    scratch = to / f"{MARKER}.tmp"
    state = {"units": dict(units), "complaints": complaints}
    scratch.write_text(json.dumps(state, indent=0, sort_keys=True), encoding="utf-8")
    scratch.replace(marker)
    return _findings(complaints)


def _flatten(
    repo: "Repository", units: Mapping[str, str]
) -> tuple[dict[str, str], list[_Complaint]]:
    """Open folders level by level (one call each); return file path -> oid, and complaints."""
    files: dict[str, str] = {}
    owner: dict[str, str] = {}
    complaints: list[_Complaint] = []
    kinds = sizes(repo, (oid for oid in units.values() if ":" not in oid))
    level: dict[str, tuple[str, str]] = {}  # path -> unit, oid of a tree
    for unit, oid in units.items():
        if ":" in oid:
            complaints.append((unit, unit, _why(oid.partition(":")[0])))
        elif not all(_safe_name(part.encode("utf-8", "replace")) for part in unit.split("/")):
            complaints.append((unit, unit, _NAME))
        elif kinds[oid][0] == "tree":
            level[unit] = unit, oid
        else:
            files[unit], owner[unit] = oid, unit
    while level:
        trees = read_objects(repo, (oid for _, oid in level.values()))
        deeper: dict[str, tuple[str, str]] = {}
        for path, (unit, oid) in level.items():
            for mode, raw, entry in tree_entries(trees[oid][1], len(oid) // 2):
                name = _safe_name(raw)
                where = f"{path}/{name}"
                if name is None:
                    complaints.append((unit, path, _NAME))
                elif mode == _TREE:
                    deeper[where] = unit, entry
                elif mode in REGULAR:
                    files[where], owner[where] = entry, unit
                else:
                    complaints.append((unit, where, _why(mode)))
        level = deeper
    large = {oid for oid, (_, size) in sizes(repo, files.values()).items() if size > LARGEST}
    for path in [path for path, oid in files.items() if oid in large]:
        complaints.append((owner[path], path, _TOO_LARGE))
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
    if name in {"", ".", ".."} or name.lower() == ".git" or set(name) & set('/\\:\0<>"|?*'):
        return None
    return None if any(ord(c) < 32 for c in name) or name[-1] in ". " else name


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _read_marker(marker: Path) -> tuple[dict[str, str], list[_Complaint]]:
    """Return what the folder holds by its own word; nothing when the word is missing or broken."""
    try:
        state = json.loads(marker.read_text(encoding="utf-8"))
        return dict(state["units"]), [(a, b, c) for a, b, c in state["complaints"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}, []


def _findings(complaints: Iterable[_Complaint]) -> list[Finding]:
    return [
        Finding(where=printable(where), rule=_RULE, message=why) for _, where, why in complaints
    ]
