"""Installing: make `.venv` exactly what the locks say, and say plainly what is in the way.

Standard library only, and readable to Python 3.7: it runs before anything is installed, on Linux,
macOS and Windows. It adds no index address: pip asks whatever the user's own configuration names.
"""

from __future__ import annotations  # old Pythons must get far enough to read the complaint

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
VENV_PYTHON = BIN / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "redaksi-stamp.json"  # written last: says which locks are completely installed
BUSY = VENV / "redaksi-installing"  # written first: still there = the install was cut short
LOCKS = {
    "build": ROOT / "requirements-build.lock",  # what makes a wheel of a package that has none
    "product": ROOT / "requirements.lock",
    "test": ROOT / "requirements-test.lock",
}
PYTHON_NEEDED, GIT_NEEDED = (3, 11), (2, 38)


class Stop(Exception):
    """The machine lacks something: what, and what to type (Indonesian)."""


def say(text: str) -> None:
    print(text, flush=True)


def debian_root() -> bool:
    """Whether we may install Debian packages without asking anybody."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(package: str) -> bool:
    """Install one Debian package, saying so; True when it worked."""
    say(f"Memasang paket Debian {package} (apt-get) …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    for command in (install, ["apt-get", "update", "-q"], install):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if command is install and done.returncode == 0:
            return True
    say(done.stderr.strip()[-500:])
    return False


def check_python() -> None:
    """Run under Python 3.11 or newer; a newer one on this machine is used by itself."""
    if sys.version_info >= PYTHON_NEEDED:
        return
    for minor in range(20, PYTHON_NEEDED[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            say(f"Python {sys.version.split()[0]} terlalu lama; memakai {newer}.")
            command = [newer, "-m", "pipeline.bootstrap", *sys.argv[1:]]
            raise SystemExit(subprocess.call(command, cwd=ROOT))
    raise Stop(
        f"Python {sys.version.split()[0]} terlalu lama; perlu 3.11 atau lebih baru.\n"
        "  Debian 12: apt install python3-venv      Ubuntu 22.04: apt install python3.11-venv\n"
        "  macOS: brew install python@3.12          Windows: winget install Python.Python.3.12"
    )


def check_git() -> None:
    """Git 2.38 brought `merge-tree --write-tree`, which proves that a merge smuggled nothing."""
    try:
        shown = subprocess.run(["git", "--version"], capture_output=True, text=True).stdout
    except OSError:
        shown = ""
    found = re.search(r"(\d+)\.(\d+)", shown)
    if found and (int(found[1]), int(found[2])) >= GIT_NEEDED:
        return
    what = f"Git {found[0]} terlalu lama" if found else "Git belum ada"
    raise Stop(
        f"{what}; perlu 2.38 atau lebih baru.\n"
        "  Debian 12: apt install git   Ubuntu 22.04: add-apt-repository ppa:git-core/ppa\n"
        "  macOS: brew install git      Windows: winget install Git.Git"
    )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def place() -> dict[str, str]:
    """Where an environment works: its folder, and the Python it stands on (systems upgrade it)."""
    return {"root": str(ROOT), "python": str(VENV_PYTHON.resolve())}


def read_stamp() -> dict[str, str]:
    """What is completely installed; empty when nothing is, or when it stood elsewhere."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    fits = isinstance(stamp, dict) and stamp.items() >= place().items()
    return stamp if fits else {}


def write_stamp(stamp: dict[str, str]) -> None:
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    fresh.replace(STAMP)


def must_rebuild(stamp: dict[str, str], wanted: dict[str, str]) -> bool:
    """A half-made environment, or one made from other locks, is thrown away: what is installed
    must be what the lock says, with nothing left over from an older one."""
    if not os.path.lexists(VENV):
        return False
    if BUSY.exists() or not VENV_PYTHON.exists():
        return True
    if not stamp:
        return STAMP.exists() or not can_install()
    return any(name in stamp and stamp[name] != value for name, value in wanted.items())


def can_install() -> bool:
    """Whether an environment that somebody else made is of use: a new enough Python with pip."""
    probe = f"import pip, sys; sys.exit(sys.version_info < {PYTHON_NEEDED})"
    try:
        return not subprocess.run([str(VENV_PYTHON), "-c", probe], capture_output=True).returncode
    except OSError:
        return False


def remove_venv() -> None:
    """Away with `.venv`, whatever stands under that name."""
    say("Lingkungan lama tidak cocok lagi; dibuat ulang.")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    else:
        shutil.rmtree(str(VENV))


def make_venv() -> None:
    """Create `.venv`. Debian's bare Python lacks ensurepip: named, and installed where we may."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    probe = [sys.executable, "-c", "import ensurepip, venv; ensurepip.version()"]
    if subprocess.run(probe, capture_output=True).returncode:
        package = f"python{version}-venv"
        if not (debian_root() and apt_install(package)):
            raise Stop(f"Python ini belum lengkap. Ketik: sudo apt install {package}")
    say(f"Membuat lingkungan Python {version} di .venv …")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"Lingkungan Python gagal dibuat:\n{(done.stderr or done.stdout)[-800:]}")


def pip_install(lock: Path) -> None:
    """Install exactly what the lock names, each file checked against its hash.

    Packages are built with what the build lock brought: pip alone would fetch the newest.
    """
    total = len(re.findall(r"^[A-Za-z0-9][\w.-]*==", lock.read_text(encoding="utf-8"), re.M))
    say(f"Memasang paket dari {lock.name} (paling banyak {total}) …")
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--no-build-isolation"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    started, seen = time.monotonic(), 0
    tail: list[str] = []
    unreached = False
    pip = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        for line in pip.stdout or ():
            if "Retrying (" in line:
                if not unreached:
                    say("  Sumber paket belum terjangkau; dicoba beberapa kali lagi …")
                unreached = True
                continue
            tail = [*tail[-7:], line.rstrip()[:200]]
            if line.startswith("Collecting "):
                seen += 1
                if seen % 10 == 0:
                    say(f"  {seen} paket diambil, {time.monotonic() - started:.0f} detik")
            elif line.startswith("Installing collected"):
                say(f"  {seen} paket terambil; menulis ke .venv …")
    except KeyboardInterrupt:
        pip.wait()  # it got Ctrl+C too; the next try must not meet it tidying up
        raise
    if pip.wait():
        why = "sambungan internet" if unreached else "sambungan internet dan ruang kosong cakram"
        raise Stop(
            f"pemasangan paket gagal. Periksa {why}, lalu ulangi perintah yang sama.\n"
            "  Kata pip:\n    " + "\n    ".join(tail)
        )


def write_launcher() -> None:
    """Put the command `redaksi` into the environment, working from any folder.

    With -P, so that a `pipeline/` in the folder where it is typed (a stranger's proposal, checked
    as data) is never the one that runs.
    """
    pattern = "Lib/site-packages" if WINDOWS else "lib/python*/site-packages"
    for packages in VENV.glob(pattern):
        (packages / "redaksi.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if WINDOWS:
        text = '@"%~dp0python.exe" -uP -X utf8 -m pipeline %*\r\n'
        (BIN / "redaksi.cmd").write_text(text, encoding="utf-8", newline="")
        return
    launcher = BIN / "redaksi"
    text = '#!/bin/sh\nexec "$(dirname "$0")/python" -uP -X utf8 -m pipeline "$@"\n'
    launcher.write_text(text, encoding="utf-8")
    launcher.chmod(0o755)


def setup(*needs: str) -> None:
    """Bring `.venv` to the wanted locks. Does nothing, fast, when it is there already."""
    check_git()
    needs = ("build", *needs)
    wanted = {name: digest(LOCKS[name]) for name in needs}
    stamp = read_stamp()
    known = {name: digest(LOCKS[name]) for name in LOCKS if name in stamp}
    if must_rebuild(stamp, {**known, **wanted}):
        remove_venv()
        stamp = {}
    if all(stamp.get(name) == value for name, value in wanted.items()):
        return
    VENV.mkdir(exist_ok=True)
    BUSY.touch()
    if not VENV_PYTHON.exists():
        make_venv()
    for name in needs:
        if name not in stamp:
            pip_install(LOCKS[name])
            stamp = {**stamp, name: wanted[name]}
    write_launcher()
    write_stamp({**stamp, **place()})
    BUSY.unlink()
    say("Terpasang.")


def explain(trouble: OSError) -> str:
    """What the disk refused, in the office's language; "" when that is not what went wrong."""
    where = ROOT / (trouble.filename or "")  # what rmtree names may be a bare file name
    if trouble.errno == errno.ENOSPC:
        return f"cakram penuh.\n  Di mana: {where}\n  Sediakan 1 GB, lalu ulangi."
    if trouble.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"tidak boleh menulis di sini.\n  Di mana: {where}\n"
            "  Salin foldernya ke folder Anda sendiri, atau minta pemiliknya (pernah dijalankan "
            "dengan sudo?)\n  menghapus folder .venv dan build, lalu ulangi."
        )
    return ""
