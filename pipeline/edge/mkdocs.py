"""Edge: has MkDocs build the page from build/docs. A failed build leaves the old page standing."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.core.findings import Blocked

CONFIG = "mkdocs.yml"
SOURCES = ("build/docs", "build/situs.json", "site/theme", "pipeline/edge/mkdocs_hook.py", CONFIG)


def build_site(root: Path) -> bool:
    """Build build/site from build/docs. False when nothing changed since the last good build."""
    site, seal = root / "build" / "site", root / "build" / "situs.sha256"
    digest = _digest(root)
    if seal.is_file() and (site / "index.html").is_file() and seal.read_text() == digest:
        return False
    fresh, old = root / "build" / "site.baru", root / "build" / "site.lama"
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    _run_mkdocs(root, fresh)
    seal.unlink(missing_ok=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    seal.write_text(digest)
    return True


def _run_mkdocs(root: Path, into: Path) -> None:
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "0",  # MkDocs stamps archives with the time of the build
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]  # --quiet hides the reasons
    done = subprocess.run(
        [*command, "--config-file", CONFIG, "--site-dir", str(into)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        shutil.rmtree(into, ignore_errors=True)
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        last = [line for line in lines if not line.startswith("INFO")][-5:]
        raise Blocked(
            "Halaman JDIH tidak dapat dibangun. Kata MkDocs: " + " / ".join(last),
            where="build/docs",
            remedy="Halaman yang lama tetap ada. Hapus folder build/docs, lalu jalankan "
            "`redaksi build` lagi; bila berulang, sampaikan pesan ini kepada pengembang.",
        )


def _digest(root: Path) -> str:
    """One hash over every file that shapes the page: its name and its bytes."""
    total = hashlib.sha256()
    for source in SOURCES:
        start = root / source
        for path in [start] if start.is_file() else sorted(start.rglob("*")):
            if path.is_file():
                total.update(path.relative_to(root).as_posix().encode() + b"\0")
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
