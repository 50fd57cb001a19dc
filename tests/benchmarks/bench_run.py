"""Time and memory of the main runs: `.venv/bin/python -m tests.benchmarks.bench_run`.

Uses the installed program only, on a scratch copy of this repository. Not part of the suite:
numbers belong to a machine, so they are printed and not asserted.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ITEM = "content/konten"


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
            sys.stderr.write(output.read().decode("utf-8", "replace")[-300:])
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return seconds, usage.ru_maxrss / scale, running.returncode


def one_changed(root: Path) -> tuple[float, float, int]:
    """The first item whose card has room for one more word."""
    for page in sorted((root / ITEM).glob("*/index.md")):
        before = page.read_text(encoding="utf-8")
        head, front, body = before.split("---\n", 2)
        page.write_text(f"{head}---\n{front}---\nTambahan. {body.lstrip()}", encoding="utf-8")
        measured = redaksi(root, "draw")
        if not measured[2]:
            break
        page.write_text(before, encoding="utf-8")
    return measured


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "repo"
        subprocess.run(["git", "clone", "-q", ROOT, root], check=True)
        rows = [("redaksi --help", redaksi(root, "--help"))]
        rows.append(("rehearse, nothing built", redaksi(root, "rehearse")))
        rows.append(("rehearse again", redaksi(root, "rehearse")))
        rows.append(("check", redaksi(root, "check")))
        rows.append(("draw, all drawn", redaksi(root, "draw")))
        rows.append(("draw, one changed of all", one_changed(root)))
        rows.append(("build", redaksi(root, "build")))
        rows.append(("run --dry-run", redaksi(root, "run", "--dry-run")))
    sys.stdout.write(f"{'what':32} {'seconds':>8} {'peak MB':>8}  exit\n")
    for what, (seconds, peak, code) in rows:
        sys.stdout.write(f"{what:32} {seconds:8.2f} {peak:8.0f}  {code}\n")


if __name__ == "__main__":
    main()
