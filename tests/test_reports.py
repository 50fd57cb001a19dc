"""Reports: what they say is what Git and the ledger say, in every kind of file."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import openpyxl
import pytest

from pipeline.core.days import Workdays
from pipeline.core.facts import Facts
from pipeline.core.model import WITA, Series
from pipeline.core.periods import period_of
from pipeline.core.posting import SETTLING, ActKind
from pipeline.core.progress import State, StepRecord
from pipeline.core.reporting import tables
from pipeline.core.tables import Cell, Kind, Table
from pipeline.desk import Desk
from pipeline.edge.ledger_branch import Ledger
from pipeline.render.chart import chart_of, number_text
from pipeline.render.report_page import as_csv
from pipeline.render.report_sheet import report_sheet
from pipeline.reports import report_at
from tests.archive_world import ID, NOW, act, copy_of, desk
from tests.stories.posting.desk import item
from tests.worlds import World

NOVEMBER = period_of("bulan", "2026-11")
OVER = datetime(2026, 12, 1, 9, 0, tzinfo=WITA)


@pytest.fixture(scope="module")
def made(whole_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The report of a month, made once."""
    build = tmp_path_factory.mktemp("laporan")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "build", property(lambda self: build))
        said: list[str] = []
        assert report_at(desk(whole_world, said, OVER), NOVEMBER) == 0
        assert said == [
            "Laporan Bulan November 2026: build/laporan/2026-11/index.html, laporan.pdf, "
            "dan laporan.xlsx"
        ]
        yield build / "laporan/2026-11"


def rows(folder: Path, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((folder / f"{name}.csv").read_text("utf-8"))))[1:]


def test_the_workbook_says_what_the_ledger_says(whole_world: World, made: Path) -> None:
    """Every receipt once, as real numbers and dates, with its address."""
    acts, _ = Ledger(whole_world.repository(), run="", tool="").read()
    book = openpyxl.load_workbook(made / "laporan.xlsx")
    sheet = book["Semua unggahan"]
    heads = [cell.value for cell in sheet[1]]
    found = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]

    assert {(r["Kanal"], r["Ralat ke"], r["Waktu (Wita)"], r["Tautan"]) for r in found} == {
        (
            {"mastodon": "Mastodon", "facebook": "Facebook", "whatsapp": "WhatsApp"}[one.channel],
            one.revision,
            one.at.astimezone(WITA).replace(tzinfo=None),
            one.url or None,
        )
        for one in acts
        if one.kind in SETTLING
    }
    assert len(found) == 6
    assert all(isinstance(row["Waktu (Wita)"], datetime) for row in found)
    assert book["Ringkasan"]["B4"].value == 6
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:O7")
    assert not [c for s in book for row in s for c in row if c.data_type == "f"]


def test_all_files_say_the_same(made: Path) -> None:
    """Sheet, CSV and page have the same tables with the same rows."""
    book = openpyxl.load_workbook(made / "laporan.xlsx")
    page = (made / "index.html").read_text(encoding="utf-8")
    names = ["tentang", "ringkasan", "jejaring", "jenis", "rubrik", "langkah", "orang", "ralat"]
    names += ["belum-selesai", "persetujuan", "unggahan", "waktu"]

    assert [sheet.max_row - 1 for sheet in book] == [len(rows(made, name)) for name in names]
    assert all(f'href="{name}.csv"' in page for name in names)
    assert "mesin" not in {row[8] for row in rows(made, "unggahan")}
    for url in [row[9] for row in rows(made, "unggahan") if row[9]]:
        assert f'<a href="{url}">' in page
    assert "<script" not in page


def test_steps_are_those_of_each_publication(made: Path) -> None:
    """The correction's own draft and approval; the meeting is the first one's."""
    found = [(row[2], row[3].partition(".")[0]) for row in rows(made, "waktu")]

    assert found == [
        *(("0", part) for part in ("1", "2", "3", "4", "5", "6", "7", "8", "9a", "9b")),
        *(("1", part) for part in ("4", "5", "6", "7", "8", "9a", "9b")),
    ]
    assert rows(made, "ralat")[0][2:4] == ["ralat ke-1", "2026-11-24"]
    assert ["Kartini Ketua", "1", "0", "0", "0", "0", "0", "2", "0", "0", "0"] in rows(
        made, "orang"
    )


def test_the_same_input_gives_the_same_bytes(
    whole_world: World, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another day, in another folder."""
    monkeypatch.setattr(Desk, "build", property(lambda self: tmp_path))
    report_at(desk(whole_world, [], OVER + timedelta(days=400)), NOVEMBER)
    again = tmp_path / "laporan/2026-11"

    assert {p.name: p.read_bytes() for p in again.iterdir()} == {
        p.name: p.read_bytes() for p in made.iterdir()
    }


def test_a_damaged_record_is_told_and_the_rest_counted(
    whole_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receipt that cannot be read is missing, and said to be; the others stand."""
    monkeypatch.setattr(Desk, "build", property(lambda self: tmp_path / "build"))
    world = copy_of(whole_world, tmp_path / "w")
    repo = world.repository()
    path = f"{ID}/0/mastodon/1-terunggah.yml"
    tip = repo.fetch("ledger")
    sha = repo.commit_files("ledger", {path: b"rusak: ["}, "rusak", NOW, parent=tip)
    repo.push("ledger", sha, tip)
    said: list[str] = []

    assert report_at(desk(world, said), NOVEMBER) == 1
    assert len(rows(tmp_path / "build/laporan/2026-11", "unggahan")) == 5
    assert said[0].startswith(f"ledger:{path}:1: berkas tidak terbaca")
    doubts = "Berkas buku catatan yang tidak dapat dipercaya, tidak dihitung"
    assert [doubts, "1"] in rows(tmp_path / "build/laporan/2026-11", "tentang")


@pytest.mark.parametrize(
    ("kind", "typed", "span", "folder"),
    [
        ("bulan", "2026-12", "1 Desember 2026 sampai 31 Desember 2026", "2026-12"),
        ("triwulan", "2026-4", "1 Oktober 2026 sampai 31 Desember 2026", "2026-triwulan-4"),
        ("semester", "2026-2", "1 Juli 2026 sampai 31 Desember 2026", "2026-semester-2"),
        ("tahun", "2028", "1 Januari 2028 sampai 31 Desember 2028", "2028"),
        ("bulan", "2028-02", "1 Februari 2028 sampai 29 Februari 2028", "2028-02"),
    ],
)
def test_periods(kind: str, typed: str, span: str, folder: str) -> None:
    """Both ends belong to it, by the day in WITA."""
    found = period_of(kind, typed)

    assert (found.span, found.folder) == (span, folder)
    assert found.first in found and found.last + timedelta(days=1) not in found


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("bulan", "2026-13"), ("triwulan", "2026-5"), ("semester", "2026-3"), ("tahun", "26")],
)
def test_what_is_no_period_is_told(kind: str, typed: str) -> None:
    """With an example of what to type."""
    with pytest.raises(ValueError, match=f"bukan {kind}, misalnya 2026"):
        period_of(kind, typed)


def step(part: str, day: int, *, due: int = 0, late: int = 0, who: str = "Ayu") -> StepRecord:
    return StepRecord(
        step=part,
        state=State.DONE,
        who=(who,),
        day=date(2026, 11, day),
        due=date(2026, 11, due) if due else None,
        late=late,
    )


def facts(**given: object) -> Facts:
    found: dict[str, object] = {
        "period": NOVEMBER,
        "items": {},
        "series": {},
        "channels": {},
        "approvals": SimpleNamespace(past={}, roster=None),
        "acts": (),
        "rounds": {},
        "steps": {},
        "days": Workdays(),
        "limits": {},
        **given,
    }
    return Facts(**found)  # type: ignore[arg-type]  # a test's shorthand


def table(found: Facts, name: str) -> dict[Cell, tuple[Cell, ...]]:
    (one,) = [one for one in tables(found) if one.name == name]
    return {row[0]: row[1:] for row in one.rows}


def test_medians_and_late_shares() -> None:
    """Working days since the step before; late is what passed the SOP's limit."""
    late = facts(
        steps={
            ("a", 0): [step("3", 2), step("4", 4, due=4)],
            ("b", 0): [step("3", 2), step("4", 9, due=6, late=1)],
            ("c", 0): [step("3", 2), step("4", 3, due=4)],
            ("d", 0): [step("3", 2), StepRecord(step="4", state=State.RUNNING, late=9)],
            ("e", 0): [StepRecord(step="4", state=State.DONE, day=date(2026, 12, 1))],
        },
        limits={4: 2},
    )

    assert table(late, "langkah")["4. Konsep"] == (3, 2.0, 5, 2, 1, 1 / 3)
    assert table(late, "langkah")["3. Rapat dan notula"] == (4, None, None, None, None, None)


def test_what_waits_is_told_as_it_stood_at_the_end() -> None:
    """Confirmed in December: in the report of November it still waits, however late it is made."""
    acts = [
        act(ActKind.HANDED_OVER, "whatsapp", 0),
        act(ActKind.CONFIRMED, "whatsapp", 60 * 24 * 10),
        act(ActKind.INTENT, "mastodon", 0),
        act(ActKind.UNKNOWN, "mastodon", 1),
    ]
    one = item(ID, series="hari-penting")
    series = {"hari-penting": Series(id="x", name="Hari Penting", description="", cards="x")}
    november = facts(acts=acts, items={ID: one}, series=series)
    december = facts(
        acts=acts, items={ID: one}, series=series, period=period_of("bulan", "2026-12")
    )

    assert table(november, "ringkasan")["Tak pasti"] == (1,)
    assert table(november, "ringkasan")["Diserahkan, belum dikonfirmasi"] == (1,)
    assert table(december, "jenis") == {"edukasi hukum": (0, None, 1)}
    assert len(december.receipts) == 1 and december.waiting == []


def test_text_never_calculates() -> None:
    """What begins like a formula stays text in the sheet and in the CSV."""
    text = "=HYPERLINK(1)"
    found = Table(name="a", title="A", columns=(("X", Kind.TEXT),), rows=[(text,)])
    sheet = report_sheet([found], office="K", title="T", span="S", interim="")
    cell = openpyxl.load_workbook(io.BytesIO(sheet))["A"]["A2"]

    assert (cell.value, cell.data_type) == (text, "s")
    assert as_csv(found) == b"X\r\n'=HYPERLINK(1)\r\n"


def test_bars_are_told_by_length_and_number() -> None:
    """Lengths stand as the numbers do, in grey and with words; where there is nothing, no chart."""
    columns = (("Nama", Kind.TEXT), ("Unggahan", Kind.NUMBER))
    rows: list[tuple[Cell, ...]] = [("A & B", 4), (f"{'panjang ' * 4}1", 1), ("panjang " * 4, 2)]
    found = Table(name="t", title="Judul", columns=columns, rows=rows, bars=(0, 1))
    chart = chart_of(found)
    assert chart
    parts = list(ElementTree.fromstring(chart.svg).iter())
    _, *drawn = [part.attrib for part in parts if part.tag.endswith("}rect")]
    lengths = [float(bar["width"]) for bar in sorted(drawn, key=lambda bar: float(bar["y"]))]
    colours = re.findall(r'="#(..)(..)(..)"', chart.svg)

    assert lengths == pytest.approx([lengths[0], lengths[0] / 4, lengths[0] / 2])
    assert {"A & B: 4", "0", "4"} < {part.text for part in parts if part.tag.endswith("}text")}
    assert colours and all(red == green == blue for red, green, blue in colours)
    assert chart.alt.startswith("Bagan batang, Judul (unggahan): A & B 4, panjang")
    assert chart_of(replace(found, rows=[("A", 0)])) is chart_of(replace(found, rows=[])) is None
    assert [number_text(n) for n in (1234.0, 2.5, 0)] == ["1.234", "2,5", "0"]


def test_approvals_of_a_gone_item_do_not_stop_it() -> None:
    """An item that main no longer has is counted, by its name."""
    gone = SimpleNamespace(at=datetime(2026, 11, 3, 9, tzinfo=WITA), oid="a")
    approvals = SimpleNamespace(past={"content/konten/2026-10-x": (gone,)}, roster=None)

    assert facts(approvals=approvals).begun == ["2026-10-x"]
    assert table(facts(approvals=approvals), "jenis") == {"tidak diketahui": (1, 1.0, 0)}
