"""The setup script, run for real in a small copy of the repository whose locks are empty."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.installing import ROOT, explain

PIPELINE = Path(__file__).resolve().parents[1] / "pipeline"
POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository with the script, three empty locks and a program that says where it lives."""
    root = tmp_path / "copy"
    (root / "pipeline").mkdir(parents=True)
    for script in ("bootstrap.py", "installing.py"):
        shutil.copy(PIPELINE / script, root / "pipeline")
    (root / "pipeline" / "__init__.py").touch()
    (root / "pipeline" / "__main__.py").write_text("import sys\nprint(__file__, *sys.argv[1:])\n")
    for lock in ("requirements-build.lock", "requirements.lock", "requirements-test.lock"):
        (root / lock).write_text("# nothing\n")
    return root


def bootstrap(root: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.bootstrap", *words]
    return subprocess.run(
        command, cwd=root, env={**os.environ, **env}, capture_output=True, text=True
    )


def stand_in(folder: Path, program: str, body: str) -> str:
    """Put a small program first in PATH and return that PATH."""
    folder.mkdir(exist_ok=True)
    (folder / program).write_text(f"#!/bin/sh\n{body}\n")
    (folder / program).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@POSIX
def test_old_git_is_told(copy: Path, tmp_path: Path) -> None:
    """A Git without merge-tree --write-tree stops the setup, with what to type on each system."""
    path = stand_in(tmp_path / "bin", "git", "echo git version 2.34.1")
    done = bootstrap(copy, "setup", PATH=path)

    assert done.returncode == 2
    assert done.stdout == (
        "Belum bisa: Git 2.34 terlalu lama; perlu 2.38 atau lebih baru.\n"
        "  Debian 12: apt install git   Ubuntu 22.04: add-apt-repository ppa:git-core/ppa\n"
        "  macOS: brew install git      Windows: winget install Git.Git\n"
    )
    assert not (copy / ".venv").exists()


@POSIX
def test_missing_git_is_told(copy: Path, tmp_path: Path) -> None:
    """No Git at all is told the same way."""
    done = bootstrap(copy, "setup", PATH=str(tmp_path))

    assert done.returncode == 2
    assert done.stdout.startswith("Belum bisa: Git belum ada; perlu 2.38 atau lebih baru.\n")


def test_missing_node_is_told_before_anything_is_installed(copy: Path, tmp_path: Path) -> None:
    """The reference server runs on Node: what is missing, and what to type then."""
    (copy / ".git").mkdir()
    done = bootstrap(copy, "test-peers", PATH=str(tmp_path))

    assert done.returncode == 2
    assert done.stdout.startswith("Belum bisa: Node (node dan npm) tidak ada, padahal uji ini")
    assert done.stdout.endswith("lalu ketik lagi: make test-peers\n")
    assert not (copy / ".venv").exists()


def test_no_word_shows_the_words(copy: Path) -> None:
    """Without a word nothing is installed."""
    done = bootstrap(copy)

    assert done.returncode == 0
    assert done.stdout.startswith("Pemakaian: python3 -m pipeline.bootstrap PERINTAH\n")
    assert not (copy / ".venv").exists()


@POSIX
@pytest.mark.slow
def test_setup_is_repaired_and_renewed(copy: Path, tmp_path: Path) -> None:
    """Installed once; untouched while nothing changes; made anew when cut short or outdated."""
    first, second = bootstrap(copy, "setup"), bootstrap(copy, "setup")
    mark = copy / ".venv" / "mark"

    assert (first.returncode, first.stdout.splitlines()[-1]) == (0, "Terpasang.")
    assert (second.returncode, second.stdout) == (0, "")

    mark.touch()
    (copy / ".venv" / "redaksi-installing").touch()
    repaired = bootstrap(copy, "setup")

    assert repaired.stdout.startswith("Lingkungan lama tidak cocok lagi; dibuat ulang.\n")
    assert not mark.exists()

    mark.touch()
    (copy / "requirements.lock").write_text("# another\n")
    renewed = bootstrap(copy, "status", "--short")

    assert not mark.exists()
    assert renewed.stdout.endswith(f"{copy / 'pipeline' / '__main__.py'} status --short\n")


@POSIX
@pytest.mark.slow
def test_launcher_never_runs_a_strangers_program(copy: Path, tmp_path: Path) -> None:
    """`redaksi` typed inside a proposal runs the tool it was installed with, not the proposal."""
    bootstrap(copy, "setup")
    proposal = tmp_path / "usulan"
    (proposal / "pipeline").mkdir(parents=True)
    (proposal / "pipeline" / "__init__.py").touch()
    (proposal / "pipeline" / "__main__.py").write_text("raise SystemExit('the proposal ran')\n")
    done = subprocess.run(
        [copy / ".venv" / "bin" / "redaksi", "check"], cwd=proposal, capture_output=True, text=True
    )

    assert done.stderr == ""
    assert done.stdout == f"{copy / 'pipeline' / '__main__.py'} check\n"


@POSIX
def test_python_without_ensurepip_is_told(copy: Path, tmp_path: Path) -> None:
    """Debian's bare Python cannot make an environment: the package is named."""
    script = (
        "import sys\nfrom pipeline import bootstrap\n"
        f"sys.executable = {str(tmp_path / 'bin' / 'bare')!r}\n"
        "sys.exit(bootstrap.main(['setup']))\n"
    )
    stand_in(tmp_path / "bin", "bare", "exit 1")
    stand_in(tmp_path / "bin", "git", "echo git version 2.39.5")
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=copy,
        env={**os.environ, "PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
    )

    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert done.returncode == 2
    assert done.stdout == (
        f"Belum bisa: Python ini belum lengkap. Ketik: sudo apt install python{version}-venv\n"
    )


@POSIX
@pytest.mark.parametrize("kind", ["file", "link", "without pip", "without Python"])
def test_a_broken_environment_is_made_anew(copy: Path, tmp_path: Path, kind: str) -> None:
    """Whatever stands under the name `.venv` and is of no use is replaced."""
    venv = copy / ".venv"
    if kind == "file":
        venv.touch()
    elif kind == "link":
        venv.symlink_to(tmp_path / "nowhere")
    else:
        (venv / "bin").mkdir(parents=True)
        python = venv / "bin" / "python"
        python.symlink_to("/bin/false" if kind == "without pip" else tmp_path / "nowhere")
    script = (
        "import os\nfrom pipeline.installing import *\n"
        "if must_rebuild({}, {}):\n    remove_venv()\nsay(os.path.lexists(VENV))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=copy, capture_output=True, text=True)

    assert done.stderr == ""
    assert done.stdout == "Lingkungan lama tidak cocok lagi; dibuat ulang.\nFalse\n"


def test_what_the_disk_refuses_is_told() -> None:
    """No traceback where the folder belongs to somebody else, or nothing fits on it any more."""
    closed = explain(PermissionError(errno.EACCES, "Permission denied", ".venv"))
    full = explain(OSError(errno.ENOSPC, "No space left on device", ".venv/lib"))

    assert closed == (
        f"tidak boleh menulis di sini.\n  Di mana: {ROOT / '.venv'}\n"
        "  Salin foldernya ke folder Anda sendiri, atau minta pemiliknya (pernah dijalankan "
        "dengan sudo?)\n  menghapus folder .venv dan build, lalu ulangi."
    )
    assert full == f"cakram penuh.\n  Di mana: {ROOT}/.venv/lib\n  Sediakan 1 GB, lalu ulangi."
