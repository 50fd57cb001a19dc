"""Setup: make the virtual environment, then start the program or the checks.

Standard library only: it runs before anything is installed, on Linux, macOS and Windows. It is the
one module outside the rooms that prints and looks at the machine. It adds no index address: pip
asks whatever the user's own configuration names.
"""

from __future__ import annotations  # old Pythons must get far enough to read the complaint

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
LOCKS = {"product": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
PYTHON_NEEDED, GIT_NEEDED = (3, 11), (2, 38)

USAGE = """Pemakaian: python3 -m pipeline.bootstrap PERINTAH

  setup       pasang semua yang diperlukan, lalu berhenti
  run         pasang, lalu gladi SOP dari disposisi sampai catatan (redaksi rehearse)
  serve       pasang, lalu pratinjau halaman sambil menulis (redaksi serve)
  test        pasang, lalu semua pemeriksaan (format, lint, tipe, uji)
  test-all    seperti test, ditambah uji yang lama
  format      rapikan kode
  VERB …      pasang, lalu redaksi VERB …
"""


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


def read_stamp() -> dict[str, str]:
    """What is completely installed; empty when nothing is, or when the folder was moved."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and stamp.get("root") == str(ROOT) else {}


def write_stamp(stamp: dict[str, str]) -> None:
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    fresh.replace(STAMP)


def must_rebuild(stamp: dict[str, str], wanted: dict[str, str]) -> bool:
    """A half-made environment, or one made from other locks, is thrown away: what is installed
    must be what the lock says, with nothing left over from an older one."""
    if not VENV.exists():
        return False
    if BUSY.exists() or not VENV_PYTHON.exists():
        return True
    if STAMP.exists() and not stamp:
        return True
    return any(name in stamp and stamp[name] != value for name, value in wanted.items())


def make_venv() -> None:
    """Create `.venv`. Debian's bare Python lacks ensurepip: named, and installed where we may."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    if subprocess.run(probe, capture_output=True).returncode:
        package = f"python{version}-venv"
        if not (debian_root() and apt_install(package)):
            raise Stop(f"Python ini belum lengkap. Ketik: sudo apt install {package}")
    say(f"Membuat lingkungan Python {version} di .venv …")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"Lingkungan Python gagal dibuat:\n{(done.stderr or done.stdout)[-800:]}")


def pip_install(lock: Path) -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    total = len(re.findall(r"^[A-Za-z0-9][\w.-]*==", lock.read_text(encoding="utf-8"), re.M))
    say(f"Memasang paket dari {lock.name} (paling banyak {total}) …")
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    started, seen = time.monotonic(), 0
    tail: list[str] = []
    pip = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    for line in pip.stdout or ():
        tail = [*tail[-15:], line.rstrip()]
        if line.startswith("Collecting "):
            seen += 1
            if seen % 10 == 0:
                say(f"  {seen} paket diambil, {time.monotonic() - started:.0f} detik")
        elif line.startswith("Installing collected"):
            say(f"  {seen} paket terambil; menulis ke .venv …")
    if pip.wait():
        raise Stop(
            "Pemasangan paket gagal; ulangi perintah yang sama setelah diperbaiki.\n  "
            + "\n  ".join(tail)
            + "\n  Periksa sambungan internet dan ruang kosong cakram."
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
    wanted = {name: digest(LOCKS[name]) for name in needs}
    stamp = read_stamp()
    known = {name: digest(LOCKS[name]) for name in LOCKS if name in stamp}
    if must_rebuild(stamp, {**known, **wanted}):
        say("Lingkungan lama tidak cocok lagi; dibuat ulang.")
        shutil.rmtree(VENV)
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
    write_stamp({**stamp, "root": str(ROOT)})
    BUSY.unlink()
    say("Terpasang.")


def run_module(*arguments: str) -> int:
    """Run a module inside the environment, in the repository, and return its exit code."""
    # Lines as they are written, also into a log; and letters that a Windows console would refuse.
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    try:
        return subprocess.call([str(VENV_PYTHON), "-m", *arguments], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 130


def find_chromium() -> None:
    """Tests that look at the page (*_in_browser.py) need one; without it they are left out."""
    tests = sorted(path.name for path in (ROOT / "tests").rglob("*_in_browser.py"))
    if not tests or any(
        shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")
    ):
        return
    if debian_root() and apt_install("chromium"):
        return
    say(f"Chromium tidak ada; yang dilewati: {', '.join(tests)}")


def test(*extra: str) -> int:
    """Every check, the quick ones first; pytest's own closing line is the last."""
    find_chromium()
    checks = {
        "format": ("ruff", "format", "--check", "--quiet", "."),
        "lint": ("ruff", "check", "--quiet", "."),
        "tipe": ("mypy", "--no-error-summary"),
    }
    failed = []
    for name, command in checks.items():
        started = time.monotonic()
        code = run_module(*command)
        mark = "lulus" if code == 0 else "GAGAL"
        say(f"{name:8} {mark}  {time.monotonic() - started:5.1f} detik")
        failed += [name] if code else []
    if failed:
        say(f"Perbaiki dahulu: {', '.join(failed)}. Uji tetap dijalankan.")
    code = run_module("pytest", "--durations=5", *extra)
    return code or (1 if failed else 0)


def main(arguments: list[str]) -> int:
    """Dispatch one word; anything that is not ours is a verb of `redaksi`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    word, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if word in {"help", "-h", "--help"}:
        say(USAGE)
        return 0
    try:
        check_python()
        setup(*(("product", "test") if word in {"test", "test-all", "format"} else ("product",)))
    except Stop as stop:
        say(f"Belum bisa: {stop}")
        return 2
    except KeyboardInterrupt:
        say("Dihentikan. Jalankan lagi perintah yang sama untuk meneruskan.")
        return 130
    if word == "setup":
        return 0
    if word == "test":
        return test(*rest)
    if word == "test-all":
        return test("-m", "", *rest)
    if word == "format":
        return run_module("ruff", "check", "--fix", "--quiet", ".") or run_module(
            "ruff", "format", "."
        )
    return run_module("pipeline", "rehearse" if word == "run" else word, *rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
