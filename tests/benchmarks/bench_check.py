"""How long a check takes: `.venv/bin/python -m tests.benchmarks.bench_check [ITEMS]`.

Items of some 300 words. Prints wall and CPU seconds cold, unchanged, and after one item was
changed, each in a process of its own, with the peak of memory (its own and its helper's); and the
whole process of `redaksi check KONTEN` after that item was changed.
"""

import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.demo import DEMO

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import resource, sys, time
from pathlib import Path
from pipeline import checking, workplace
workplace.Desk.build = property(lambda one: Path(sys.argv[2]))
here = workplace.open_desk(Path(sys.argv[1]))
wall, cpu = time.perf_counter(), time.process_time()
found = checking.checked(here)
other = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = time.process_time() - cpu + other.ru_utime + other.ru_stime
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + other.ru_maxrss
print(f"{time.perf_counter() - wall:6.2f} s wall {cpu:6.2f} s CPU {most // 1024:4} MB "
      f"{len(found.findings)} findings")
"""
ASK = """
import sys
from pathlib import Path
from pipeline import inspecting, workplace
workplace.Desk.build = property(lambda one: Path(sys.argv[2]))
inspecting.check(Path(sys.argv[1]), sys.argv[3])
"""


def fill(root: Path, count: int) -> Path:
    """The demonstration's folder with so many items more; returns one of them."""
    shutil.copytree(DEMO / "content", root / "content")
    texts = [path.read_text("utf-8") for path in (DEMO / "content").glob("k*/*/index.md")]
    words = [word for text in texts for word in text.split("---", 2)[2].split() if word.isalpha()]
    chance = random.Random(7)
    page = root
    for n in range(count):
        month = f"2026-{1 + n % 12:02d}"
        page = root / "content/konten" / f"{month}-uji-{n:04d}" / "index.md"
        page.parent.mkdir()
        body = "\n\n".join(
            f"## Bagian {k}\n\n{' '.join(chance.choices(words, k=70)).capitalize()}."
            for k in range(4)
        )
        page.write_text(
            f"---\nskema: 1\njudul: Judul konten ke-{n}\nrubrik: tahukah-kamu\n"
            f'disposisi: "2026-001"\nringkasan: {" ".join(chance.choices(words, k=15))}\n'
            "dasar_hukum:\n  - {peraturan: uu-14-2008, bagian: Pasal 4}\n"
            f"tayang: {month}-15T09:00:00+08:00\n---\n\n{body}\n",
            "utf-8",
        )
    return page


def main() -> None:
    with TemporaryDirectory() as scratch:
        root, build = Path(scratch, "kantor"), Path(scratch, "build")
        page = fill(root, int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
        for name in ("cold", "unchanged", "one changed"):
            if name == "one changed":
                page.write_text(page.read_text("utf-8") + "\nSatu kalimat lagi.\n", "utf-8")
            words = [sys.executable, "-c", RUN, str(root), str(build)]
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
            sys.stdout.write(f"{name:12} {done.stdout}")
        page.write_text(page.read_text("utf-8") + "\nDan satu lagi.\n", "utf-8")
        wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        words = [sys.executable, "-c", ASK, str(root), str(build), page.parent.name]
        subprocess.run(words, cwd=ROOT, capture_output=True, check=False)
        wall, after = time.perf_counter() - wall, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        sys.stdout.write(f"{'check KONTEN':12} {wall:6.2f} s wall {cpu:6.2f} s CPU\n")


if __name__ == "__main__":
    main()
