"""Edge: has MkDocs draw the frames of the page. A failed run leaves the old ones standing."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from pipeline.core.findings import Blocked

CONFIG = "mkdocs.yml"
SETTINGS = "situs.json"
FRAMES = "bingkai"
_SOURCES = ("site/theme", "pipeline/edge/mkdocs_hook.py", CONFIG)
_PACKAGES = ("mkdocs", "mkdocs-material", "pagefind")


def theme_edition(root: Path, build: Path) -> str:
    """One hash over all that shapes a frame: theme, settings, hook, the versions of packages."""
    total = hashlib.sha256(repr([(name, version(name)) for name in _PACKAGES]).encode())
    total.update((build / SETTINGS).read_bytes())
    for source in _SOURCES:
        start = root / source
        for path in [start] if start.is_file() else sorted(start.rglob("*")):
            if path.is_file():
                total.update(path.relative_to(root).as_posix().encode() + b"\0")
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def draw_frames(root: Path, build: Path, pages: Mapping[str, bytes], edition: str) -> Path:
    """Let MkDocs build these pages and return where; what it has built already it need not."""
    folder, wanted = build / FRAMES, hashlib.sha256(edition.encode())
    for name, content in sorted(pages.items()):
        wanted.update(name.encode() + b"\0" + content + b"\0")
    seal = folder / "segel"
    if seal.is_file() and seal.read_text() == wanted.hexdigest():
        return folder / "hasil"
    fresh = folder.with_name(f"{folder.name}.baru")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, content in pages.items():
        path = fresh / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    settings = json.loads((build / SETTINGS).read_text("utf-8")) | {"partial": True}  # no search
    (fresh / SETTINGS).write_text(json.dumps(settings))
    try:
        _run_mkdocs(root, fresh)
    except Blocked:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    (fresh / "segel").write_text(wanted.hexdigest())
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return folder / "hasil"


def _run_mkdocs(root: Path, within: Path) -> None:
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    command = [sys.executable, "-m", "pipeline.edge.mkdocs_frames", str(root / CONFIG)]
    done = subprocess.run(
        [*command, str(within / "docs"), str(within / "hasil")],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise unbuilt("Kata MkDocs: " + " / ".join(lines[-5:]))


def unbuilt(why: str) -> Blocked:
    """What an operator is told when there is no new page."""
    return Blocked(
        f"Halaman JDIH tidak dapat dibangun. {why}",
        where="build/docs",
        remedy="Halaman yang lama tetap ada. Hapus folder build/docs, lalu jalankan "
        "`redaksi build` lagi; bila berulang, sampaikan pesan ini kepada pengembang.",
    )
