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


class Watch:
    """Wall clock, time of the processor (children too) and the most memory so far."""

    def __init__(self) -> None:
        self.began, self.worked = time.perf_counter(), self.cpu()

    @staticmethod
    def cpu() -> float:
        mine, theirs = (
            resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime

    def tell(self, what: str) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        wall, cpu = time.perf_counter() - self.began, self.cpu() - self.worked
        sys.stdout.write(f"{what}: {wall:.2f} s ({cpu:.2f} s CPU), peak {peak} MB\n")


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
            watch = Watch()
            draw_all(
                scene.content.items.values(),
                content=scene.content,
                root=folder / "isi",
                site=found.site,
                out=build / "kartu",
            )
            watch.tell(f"{count} items drawn beforehand")
            watch = Watch()
            one = next(iter(scene.content.items))
            assert archive_at(found, one) == 0
            watch.tell(f"archive of one item of {count}")
            watch = Watch()
            assert archive_at(found) == 0
            watch.tell(f"archive of all {count} items")
            watch = Watch()
            assert verify_archives_at(found) == 0
            watch.tell(f"verification of {count} archives")


if __name__ == "__main__":
    main()
