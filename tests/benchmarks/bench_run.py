"""Time and memory of the main runs: `.venv/bin/python -m tests.benchmarks.bench_run`.

Uses the installed program only, on a scratch copy of this repository. Not part of the suite:
numbers belong to a machine, so they are printed and not asserted.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ITEM = "content/konten"
IDENTITY = ("-c", "user.name=Pengukur", "-c", "user.email=pengukur@example.org")


def git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", root, *IDENTITY, *words], check=True, capture_output=True, text=True
    )
    return done.stdout


def redaksi(root: Path, *words: str) -> tuple[float, float, int]:
    """Seconds, peak memory in MB, exit code of one run of the program in `root`.

    The peak is that of the largest process: the program, MkDocs or Git.
    """
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        running = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline", *words],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(running.pid, 0)
        seconds = time.perf_counter() - started
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            output.seek(0)
            sys.stderr.write(output.read().decode("utf-8", "replace")[-1000:])
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return seconds, usage.ru_maxrss / scale, running.returncode


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "repo"
        subprocess.run(["git", "clone", "-q", ROOT, root], check=True)
        rows = [("redaksi --help", redaksi(root, "--help"))]
        rows.append(("rehearse, nothing built", redaksi(root, "rehearse")))
        rows.append(("rehearse again", redaksi(root, "rehearse")))
        rows.append(("check", redaksi(root, "check")))
        rows.append(("draw, all drawn", redaksi(root, "draw")))
        page = sorted((root / ITEM).glob("*/index.md"))[0]
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("ringkasan: ", "ringkasan: Sekarang, ", 1), encoding="utf-8")
        rows.append(("draw, one changed of all", redaksi(root, "draw")))
        world = next((root / "build" / "gladi").glob("**/.git"), None)
        if world:
            rows.append(("run --dry-run, nothing to do", redaksi(world.parent, "run", "--dry-run")))
            rows.append(("run, nothing to do", redaksi(world.parent, "run")))
        shutil.rmtree(root / "build", ignore_errors=True)
    sys.stdout.write(f"{'what':32} {'seconds':>8} {'peak MB':>8}  exit\n")
    for what, (seconds, peak, code) in rows:
        sys.stdout.write(f"{what:32} {seconds:8.2f} {peak:8.0f}  {code}\n")


if __name__ == "__main__":
    main()
