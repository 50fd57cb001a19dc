"""Edge: what on this machine decides what a command makes: our program and its packages."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


def program(home: Path) -> list[tuple[str, int]]:
    """Every file of the program, with its time."""
    files = [home / "mkdocs.yml", *sorted((home / "pipeline").rglob("*.py"))]
    return [(path.relative_to(home).as_posix(), path.stat().st_mtime_ns) for path in files]


def packages() -> list[str]:
    """Python and every package at hand, by name and version, as their folders are called."""
    folders = [Path(folder) for folder in sys.path if Path(folder).is_dir()]
    return [sys.version, *sorted(path.name for top in folders for path in top.glob("*.dist-info"))]


def inside_git(repo: "Repository", name: str) -> Path:
    """A file of ours beside Git's own: nothing that a proposal brings can reach it."""
    return Path(os.fsdecode(repo.run("rev-parse", "--absolute-git-dir")[:-1])) / "redaksi" / name
