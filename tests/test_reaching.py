"""`redaksi reach`: exports become a proposal of one file, and nothing else is touched."""

from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from pipeline.reaching import take_figures
from tests.archive_world import copy_of, desk
from tests.worlds import EDITOR
from tests.worlds import World as Office

EXPORT = """Post ID,Page ID,Permalink,Views,Reach
1,61,https://www.facebook.com/jdihpinrang/posts/1?ref=x,2000,"1,240"
2,61,https://www.facebook.com/jdihpinrang/posts/99999999,10,9
"""
FIRST = "https://www.facebook.com/jdihpinrang/posts/1"


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

    assert take_figures(desk(office, said), [file(tmp_path, EXPORT)]) == 0
    text = office.git("show", "jangkauan/2026-11-25:content/jangkauan.yml")
    assert f"  - {{tautan: '{FIRST}', angka: 1240, ukuran: jangkauan, per: 2026-11-25}}" in text
    assert text.count("tautan: ") == 1
    assert said[0] == "facebook.csv: 1 angka diambil; 1 baris bukan unggahan yang tercatat."
    assert said[1].startswith("Dibuat pada cabang jangkauan/2026-11-25:")


def test_a_damaged_file_of_figures_is_not_written_over(office: Office, tmp_path: Path) -> None:
    """What a person typed there must not be lost for a slip in one line."""
    office.approve({"content/jangkauan.yml": "skema: 1\njangkauan:\n  - {tautan: a, angka: 1}\n"})
    office.send()

    with pytest.raises(Blocked, match="angkanya akan hilang") as trouble:
        take_figures(desk(office, []), [file(tmp_path, EXPORT)])
    assert trouble.value.where.startswith("content/jangkauan.yml:3: ")


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
