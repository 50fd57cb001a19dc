"""Time and memory of the main runs: `.venv/bin/python -m tests.benchmarks.bench_run [rounds]`.

Runs the committed program on scratch copies of this repository; nothing leaves the machine. Not
part of the suite: numbers belong to a machine, so they are printed and not asserted.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.demo import DEMO
from tests.worlds import World

ROOT = Path(__file__).resolve().parents[2]
ITEMS = "content/konten"
_TICK = 0.02  # seconds between two looks at memory

Measured = tuple[float, float, int]  # seconds, peak MB, exit code


def redaksi(tool: Path, where: Path, *words: str) -> Measured:
    """One run of the program. Memory is what it and all its children hold at the same time."""
    with tempfile.TemporaryFile() as output:
        peak, started = 0.0, time.perf_counter()
        running = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline", *words],
            cwd=where,
            env={**os.environ, "PYTHONPATH": str(tool), "NO_MKDOCS_2_WARNING": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        while running.poll() is None:
            peak = max(peak, memory(running.pid))
            time.sleep(_TICK)
        seconds = time.perf_counter() - started
        if running.returncode:
            output.seek(0)
            sys.stderr.write(output.read().decode("utf-8", "replace")[-400:])
    return seconds, peak, running.returncode


def memory(session: int) -> float:
    """MB that the processes of one session hold now, shared pages once each (Linux only)."""
    total = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            for line in (process / "smaps_rollup").read_text().splitlines():
                total += float(line.split()[1]) if line.startswith("Pss:") else 0.0
        except OSError:  # it ended meanwhile
            continue
    return total / 1024


def office(folder: Path) -> World:
    """All of this repository's content, each item taken through the SOP by a world's people."""
    paths = [path for path in sorted((DEMO / "content").rglob("*")) if path.is_file()]
    files: dict[str, str | bytes | None] = {
        path.relative_to(DEMO).as_posix(): path.read_bytes() for path in paths
    }
    del files["content/peran.yml"]  # the world's own people
    items = {name: files.pop(name) for name in [*files] if name.startswith(f"{ITEMS}/")}
    world = World(folder, files)
    for item in sorted({name.split("/")[2] for name in items}):
        prefix = f"{ITEMS}/{item}/"
        world.approve({name: data for name, data in items.items() if name.startswith(prefix)})
    world.send()
    return world


def change_one(world: World, turn: int) -> None:
    """An editor adds a word to the title of one item, and the chief approves it."""
    page = sorted((world.root / ITEMS).glob("*/index.md"))[turn]
    old = page.read_text(encoding="utf-8")
    text = re.sub(r'\njudul: ("?)', r"\njudul: \1Baru ", old, count=1)  # every card shows it
    world.approve({page.relative_to(world.root).as_posix(): text})
    world.send()


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    rows: dict[str, list[Measured]] = {}

    def measure(what: str, run: Callable[[], Measured]) -> None:
        rows.setdefault(what, []).append(run())

    with tempfile.TemporaryDirectory() as scratch:
        tool = Path(scratch) / "alat"
        subprocess.run(["git", "clone", "-q", ROOT, tool], check=True)
        for _ in range(rounds):
            shutil.rmtree(tool / "build")
            measure("make run after install", lambda: redaksi(tool, tool, "rehearse"))
            measure("make run again", lambda: redaksi(tool, tool, "rehearse"))
            measure("redaksi --help", lambda: redaksi(tool, tool, "--help"))
            measure("redaksi check", lambda: redaksi(tool, tool, "check"))
        shutil.rmtree(tool / "build")
        world = office(Path(scratch) / "kantor")
        count = len(list((world.root / ITEMS).iterdir()))
        measure(f"redaksi run, {count} new items", lambda: redaksi(tool, world.root, "run"))
        for turn in range(rounds):
            measure("redaksi run, nothing to do", lambda: redaksi(tool, world.root, "run"))
            measure("redaksi run --dry-run", lambda: redaksi(tool, world.root, "run", "--dry-run"))
            change_one(world, turn)
            measure("redaksi run, one item changed", lambda: redaksi(tool, world.root, "run"))
    sys.stdout.write(f"{'median of what':32} {'seconds':>8} {'peak MB':>8}  exit\n")
    for what, found in rows.items():
        seconds = statistics.median(one[0] for one in found)
        peak = max(one[1] for one in found)
        codes = ",".join(sorted({str(one[2]) for one in found}))
        sys.stdout.write(f"{what:32} {seconds:8.2f} {peak:8.0f}  {codes}\n")


if __name__ == "__main__":
    main()
