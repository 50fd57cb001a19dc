"""How long `archive` takes: python -m tests.benchmarks.bench_archive [items]. Not in the suite.

The office of bench_status, with the cards that its last run drew.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from pipeline.archiving import archive_at, verify_archives_at
from pipeline.desk import Desk, gather
from pipeline.render.cards import draw_all
from tests.archive_world import NOW, desk
from tests.benchmarks.bench_status import BRANCH, office


def told(what: str, began: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{what}: {time.perf_counter() - began:.2f} s, peak {peak} MB\n")


def main() -> None:
    """One item of a small office, then all items of a large one; each with warm cards."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for count in (10, items):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            build = folder / "build"
            Desk.build = property(lambda self, build=build: build)  # type: ignore[assignment,misc]
            world = office(folder / "w", count)
            world.git("push", "-q", "origin", "main", BRANCH)
            found = desk(world, [], NOW)
            scene = gather(found, found.repository(), folder / "isi", fetch=False)
            began = time.perf_counter()
            draw_all(
                scene.content.items.values(),
                content=scene.content,
                root=folder / "isi",
                site=found.site,
                out=build / "kartu",
            )
            told(f"{count} items drawn beforehand", began)
            began = time.perf_counter()
            one = next(iter(scene.content.items))
            assert archive_at(found, one) == 0
            told(f"archive of one item of {count}", began)
            began = time.perf_counter()
            assert archive_at(found) == 0
            told(f"archive of all {count} items", began)
            began = time.perf_counter()
            assert verify_archives_at(found) == 0
            told(f"verification of {count} archives", began)


if __name__ == "__main__":
    main()
