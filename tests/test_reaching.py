"""`redaksi reach`: exports become a proposal of one file, and the report says their figures."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from pipeline.core.findings import Blocked
from pipeline.core.periods import period_of
from pipeline.core.reach import Measure, Reach
from pipeline.desk import Desk, World, gather
from pipeline.reaching import take_figures
from pipeline.reports import report_at
from tests.archive_world import copy_of, desk
from tests.worlds import EDITOR
from tests.worlds import World as Office

EXPORT = """Post ID,Page ID,Permalink,Views,Reach
1,61,https://www.facebook.com/jdihpinrang/posts/1?ref=x,2000,"1,240"
2,61,https://www.facebook.com/jdihpinrang/posts/99999999,10,9
"""
FIRST = "https://www.facebook.com/jdihpinrang/posts/1"
TODAY = date(2026, 11, 25)


@pytest.fixture
def office(whole_world: Office, tmp_path: Path) -> Office:
    made = copy_of(whole_world, tmp_path / "w")
    made.git("config", "user.name", EDITOR.name)
    made.git("config", "user.email", EDITOR.email)
    return made


def file(folder: Path, text: str) -> Path:
    path = folder / "facebook.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_export_becomes_a_proposal(office: Office, tmp_path: Path) -> None:
    """Posts on record under their recorded address; a second time nothing is new."""
    said: list[str] = []
    at = replace(desk(office, said), root=office.root)

    assert take_figures(at, [file(tmp_path, EXPORT)]) == 0
    text = office.git("show", "jangkauan/2026-11-25:content/jangkauan.yml")
    assert f"  - {{tautan: '{FIRST}', angka: 1240, ukuran: jangkauan, per: 2026-11-25}}" in text
    assert text.count("tautan: ") == 1
    assert said[0] == "facebook.csv: 1 angka diambil; 1 baris bukan unggahan yang tercatat."
    assert said[1].startswith("Dibuat pada cabang jangkauan/2026-11-25:")


def test_a_file_without_known_columns_makes_nothing(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which columns are looked for; a file that is not there, or no text, is told too."""
    said: list[str] = []

    assert take_figures(desk(office, said), [file(tmp_path, "Nama,Suka\na,1\n")]) == 1
    assert "facebook.csv:1: Kolom yang dicari: Permalink dan Reach" in capsys.readouterr().out
    assert said == ["Belum ada yang dibuat. Perbaiki berkas itu, atau ekspor lagi."]
    (tmp_path / "gambar.csv").write_bytes(b"\x89PNG\r\n")
    assert take_figures(desk(office, said), [tmp_path / "gambar.csv"]) == 1
    with pytest.raises(Blocked, match=r"lain\.csv tidak ada"):
        take_figures(desk(office, said), [tmp_path / "lain.csv"])


def test_figures_stand_beside_each_address_and_are_summed(
    whole_world: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sheet, CSV, page and paper alike; what nobody filled in is said to be missing."""
    figures = (
        Reach(url=f"{FIRST}/?ref=x", number=1240, day=TODAY),
        Reach(url=f"{FIRST[:-1]}2", number=60, day=TODAY),
        Reach(url="https://m.example/@jdih/2", number=7, measure=Measure.VIEWS, day=TODAY),
    )

    def filled(*given: object, **more: object) -> World:
        world = gather(*given, **more)  # type: ignore[arg-type]  # passed on as it came
        return replace(world, content=replace(world.content, reach=figures))

    monkeypatch.setattr("pipeline.reports.gather", filled)
    monkeypatch.setattr(Desk, "build", property(lambda self: tmp_path))
    assert report_at(desk(whole_world, []), period_of("bulan", "2026-11")) == 0
    made = tmp_path / "laporan/2026-11"

    def rows(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO((made / f"{name}.csv").read_text("utf-8"))))[1:]

    assert {row[0]: row[5:] for row in rows("jejaring")} == {
        "Facebook": ["1300", "jangkauan", "0"],
        "Mastodon": ["7", "tayangan", "1"],
        "WhatsApp": ["", "tanpa tautan", "0"],
    }
    assert [(row[5], *row[12:]) for row in rows("unggahan")] == [
        ("Mastodon", "", "belum diisi", ""),
        ("Facebook", "1240", "jangkauan", "2026-11-25"),
        ("WhatsApp", "", "tanpa tautan", ""),
        ("Mastodon", "7", "tayangan", "2026-11-25"),
        ("Facebook", "60", "jangkauan", "2026-11-25"),
        ("WhatsApp", "", "tanpa tautan", ""),
    ]
    assert openpyxl.load_workbook(made / "laporan.xlsx")["Menurut jejaring"]["F2"].value == 1300
    paper = "".join(page.extract_text() for page in PdfReader(made / "laporan.pdf").pages)
    for text in (paper, (made / "bukti.html").read_text("utf-8")):
        assert "1.240 orang" in text and "7 tayangan" in text and "belum diisi" in text
