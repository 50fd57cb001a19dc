"""How long `archive` takes: python -m tests.benchmarks.bench_archive [items]. Not in the suite.

The office of bench_status, with the cards that its last run drew.
"""

import sys
import tempfile
from pathlib import Path

from pipeline.archiving import archive_at, verify_archives_at
from pipeline.desk import Desk, gather
from pipeline.render.cards import draw_all
from tests.archive_world import NOW, desk
from tests.benchmarks.bench_status import office
from tests.benchmarks.watch import Watch


def main() -> None:
    """One item of a small office, then all items of a large one; each with warm cards."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for count in (10, items):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            build = folder / "build"
            Desk.build = property(lambda self, build=build: build)  # type: ignore[assignment,misc]
            world = office(folder / "w", count)
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
