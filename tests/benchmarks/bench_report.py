"""How long `report` takes: python -m tests.benchmarks.bench_report [items]. Not in the suite.

The office of bench_status: eight records for each item. Told as wall clock and as time of the
processor, for the machine may be busy.
"""

import sys
import tempfile
from pathlib import Path

from pipeline.core.periods import period_of
from pipeline.desk import Desk
from pipeline.reports import report_at
from tests.archive_world import NOW, desk
from tests.benchmarks.bench_status import office
from tests.benchmarks.watch import Watch


def main() -> None:
    """The report of a year: the first time, and again where the approved content lies already."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        Desk.build = property(lambda self: folder / "build")  # type: ignore[assignment,misc]
        world = office(folder / "w", items)
        for what in ("first", "again"):
            watch = Watch()
            report_at(desk(world, [], NOW), period_of("tahun", "2026"))
            watch.tell(f"report of a year, {items} items, {8 * items} records, {what}")


if __name__ == "__main__":
    main()
