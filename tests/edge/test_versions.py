"""The public history of an item, from what Git says was approved."""

from pathlib import Path

from pipeline.core.changes import Changes, changes_of, published_versions
from pipeline.edge.committed import read_item_bytes
from pipeline.edge.versions import read_versions
from tests.archive_world import page
from tests.worlds import CHIEF, ITEM, PAGE, PRODUCER, World, roster


def ralat(number: int, note: str) -> str:
    day = f"2026-11-2{number}"
    return page("isi", f"ralat: {{nomor: {number}, tanggal: {day}, keterangan: {note}}}\n")


def history(world: World) -> Changes | None:
    item = read_item_bytes((world.root / PAGE).read_bytes(), ITEM)
    assert item is not None
    past = world.judge().past.get(ITEM, ())
    trees = [(one.oid or "", ITEM) for one in published_versions(past)]
    read = read_versions(world.repository(), trees)
    return changes_of(item, past, [read[tree] for tree, _ in trees])


def test_every_published_correction_is_told_and_nothing_else(tmp_path: Path) -> None:
    """A correction that was never approved, and changes without one, are not the public's."""
    world = World(tmp_path)
    world.push_to_main({"content/peran.yml": roster()}, by=CHIEF)
    world.approve({PAGE: page("isi")})
    never_corrected = history(world)
    world.approve({PAGE: ralat(1, "Tahunnya keliru.")})
    world.approve({PAGE: ralat(1, "Tahun dan bulannya keliru.")})
    world.push_to_main({PAGE: ralat(2, "Tanpa persetujuan.")}, by=PRODUCER)
    world.approve({PAGE: ralat(3, "Pasalnya keliru.")})
    told = history(world)

    assert never_corrected is None
    assert told is not None
    assert [(one.number, one.note) for one in told.corrections] == [
        (1, "Tahun dan bulannya keliru."),
        (3, "Pasalnya keliru."),
    ]
