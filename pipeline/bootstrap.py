"""Setup: make the virtual environment, then start the program or the checks.

The one module outside the rooms that prints and looks at the machine (with `installing`).
"""

from __future__ import annotations  # old Pythons must get far enough to read the complaint

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from pipeline.installing import (
    ROOT,
    VENV_PYTHON,
    Stop,
    apt_install,
    check_python,
    debian_root,
    explain,
    say,
    setup,
)

INTERRUPTED = 130
TESTS = {"test", "test-all", "test-peers"}

USAGE = """Pemakaian: python3 -m pipeline.bootstrap PERINTAH

  setup       pasang semua yang diperlukan, lalu berhenti
  editor      ambil penyunting di peramban (perlu Node), untuk halaman yang dibangun sesudahnya
  run         pasang, lalu gladi SOP dari disposisi sampai catatan (redaksi rehearse)
  serve       pasang, lalu pratinjau halaman sambil menulis (redaksi serve)
  test        pasang, lalu semua pemeriksaan (format, lint, tipe, uji)
  test-all    seperti test, ditambah uji yang lama
  test-peers  uji melawan server rujukan Bluesky (perlu Node; pertama kali beberapa menit)
  format      rapikan kode
  pictures    ambil lagi gambar buku pegangan dari layar alat ini
  VERB …      pasang, lalu redaksi VERB …
"""


def run_module(*arguments: str) -> int:
    """Run a module inside the environment, in the repository, and return its exit code."""
    # Lines as they are written, also into a log; and letters that a Windows console would refuse.
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    try:
        return subprocess.call([str(VENV_PYTHON), "-m", *arguments], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return INTERRUPTED


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


def find_npm_tools() -> None:
    """The long tests run .gitlab-ci.yml and the checker of HTML; tests may fetch nothing."""
    folder, npm = ROOT / "build" / "npm", shutil.which("npm")
    words = ["install", "--no-audit", "--no-fund", "--prefix", str(folder)]
    wanted = {
        # It needs a newer Node than Debian's.
        "node_modules/.bin/gitlab-ci-local": ["gitlab-ci-local@4.75.1", "node@22"],
        "node_modules/vnu-jar/build/dist/vnu.jar": ["vnu-jar@26.9.27"],  # and it needs Java
        "node_modules/.bin/lighthouse": ["lighthouse@12.8.2"],  # 13 needs a newer Node
    }
    for place, packages in wanted.items():
        if (folder / place).exists():
            continue
        if npm and subprocess.run([npm, *words, *packages], capture_output=True).returncode == 0:
            continue
        say(f"{packages[0]} tidak dapat dipasang; uji yang memerlukannya dilewati.")


def find_portrait() -> None:
    """The long tests look for a real face: astronaut.png, in every wheel of scikit-image."""
    folder = ROOT / "build" / "foto-uji"
    words = ["download", "-q", "--no-deps", "--only-binary", ":all:", "-d", str(folder)]
    words += ["--platform", "manylinux_2_28_x86_64", "--python-version", "3.11"]
    if list(folder.glob("scikit_image-*.whl")):
        return
    pip = [str(VENV_PYTHON), "-m", "pip", *words, "scikit-image==0.26.0"]
    if subprocess.run(pip, capture_output=True).returncode:
        say("Foto uji (scikit-image) tidak dapat diambil; uji wajah dilewati.")


def take_editor() -> None:
    """Lay the browser editor's program into build/, exactly as its lock says; no code of it runs.

    A page without it is whole, so nothing here stops a build.
    """
    source, folder = ROOT / "site" / "admin", ROOT / "build" / "penyunting"
    if not all((source / name).is_file() for name in NPM_FILES) or is_laid(source, folder):
        return
    npm = shutil.which("npm")
    if not npm:
        say("Node (npm) tidak ada: halaman dibangun tanpa penyunting di peramban.")
    elif lay(npm, source, folder, "--ignore-scripts"):
        say("Penyunting di peramban tidak dapat diambil; halaman dibangun tanpa penyunting itu.")
    else:
        say("Penyunting di peramban terpasang.")


def need_node() -> str:
    """Where npm is; Stop where Node is missing."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return npm
    raise Stop(
        "Node (node dan npm) tidak ada, padahal uji ini menjalankan server rujukan Bluesky. "
        "Pasang Node 20 atau lebih baru, lalu ketik lagi: make test-peers"
    )


def take_peers() -> None:
    """Lay the reference server of Bluesky into build/, exactly as its lock says."""
    source, folder = ROOT / "tests" / "peers", ROOT / "build" / "peers"
    npm = need_node()
    if is_laid(source, folder):
        return
    say("Memasang server rujukan Bluesky; ini dapat memakan beberapa menit.")
    trouble = lay(npm, source, folder)
    if trouble:
        raise Stop(f"server rujukan Bluesky tidak dapat dipasang: {trouble}")


NPM_FILES = ("package.json", "package-lock.json", ".npmrc")


def is_laid(source: Path, folder: Path) -> bool:
    """Whether these very packages are there, whole."""
    seal = folder / "terpasang.sha256"
    return seal.is_file() and seal.read_text() == _seal(source)


def lay(npm: str, source: Path, folder: Path, *options: str) -> str:
    """Install what a lock says into an empty folder; "" or the end of npm's complaint."""
    shutil.rmtree(str(folder), ignore_errors=True)
    folder.mkdir(parents=True)
    for name in NPM_FILES:
        shutil.copy(str(source / name), str(folder / name))
    words = [npm, "ci", "--no-audit", "--no-fund", *options]
    done = subprocess.run(words, cwd=str(folder), capture_output=True)
    if done.returncode:
        return done.stderr.decode("utf-8", "replace").strip()[-500:] or "npm gagal"
    (folder / "terpasang.sha256").write_text(_seal(source))
    return ""


def _seal(source: Path) -> str:
    return hashlib.sha256((source / "package-lock.json").read_bytes()).hexdigest()


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
        if code == INTERRUPTED:
            return code
        failed += [name] if code else []
    if failed:
        say(f"Perbaiki dahulu: {', '.join(failed)}. Uji tetap dijalankan.")
    # Side by side; one more than there are cores, for many tests wait for a server or for Git.
    # Whoever is done takes over from whoever is not.
    cores = ("-n", str(min((os.cpu_count() or 1) + 1, 5)), "--dist=worksteal")
    code = run_module("pytest", "--durations=5", *cores, *extra)
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
        if word in TESTS and not (ROOT / ".git").exists():
            raise Stop("uji memeriksa riwayat Git; ambil dengan git clone, bukan unduhan ZIP.")
        if word == "test-peers":
            need_node()  # told before anything is installed
        setup(*(("product", "test") if word in {*TESTS, "format", "pictures"} else ("product",)))
        if word == "test-peers":
            take_peers()
    except Stop as stop:
        say(f"Belum bisa: {stop}")
        return 2
    except KeyboardInterrupt:
        say("Dihentikan. Jalankan lagi perintah yang sama untuk meneruskan.")
        return INTERRUPTED
    except OSError as trouble:
        say(f"Belum bisa: {explain(trouble) or trouble}")
        return 2
    if word == "setup":
        return 0
    if word in {"editor", "run", "serve"}:
        take_editor()
    if word == "editor":
        return 0
    if word == "pictures":
        find_chromium()
        take_editor()
        return run_module("tests.handbook_pictures")
    if word == "test":
        return test(*rest)
    if word == "test-all":
        find_npm_tools()
        find_portrait()
        take_editor()
        return test("-m", "", *rest)
    if word == "test-peers":
        return run_module("pytest", "-m", "", "tests/peers", *rest)
    if word == "format":
        return run_module("ruff", "check", "--fix", "--quiet", ".") or run_module(
            "ruff", "format", "."
        )
    return run_module("pipeline", "rehearse" if word == "run" else word, *rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
