"""SVG and PDF from the display list: the same words, the same places, nothing from outside."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pipeline.core.findings import Finding
from pipeline.render.album import Album
from pipeline.render.printing import PAPERS, to_pdf
from pipeline.render.vector import family, to_svg
from tests.card_desk import content, item, picture, sections, studio
from tests.card_files import photo

SVG = "{http://www.w3.org/2000/svg}"


def test_display_lists_are_plain_json(tmp_path: Path) -> None:
    """Written and read back they are the same: no tuple, no object, no number that is none."""
    one = item(series="hari-penting", slides=sections(3), pictures=(picture("a.jpg"),), demo=True)
    planned, _ = studio().plan(one, content(one))
    for plan in planned:
        assert json.loads(json.dumps(plan.display, allow_nan=False)) == plan.display


@pytest.mark.parametrize("series", ["tahukah-kamu", "adagium", "hari-penting"])
def test_svg_says_what_the_display_list_says(tmp_path: Path, series: str) -> None:
    """Every run at its place, and no file but this one is needed to see it."""
    photo(tmp_path)
    one = item(series=series, slides=sections(2), pictures=(picture("a.jpg"),), demo=True)
    planned, _ = studio().plan(one, content(one))
    album = Album(tmp_path / "content/konten" / one.id)
    for plan in planned:
        svg = to_svg(plan.display, studio().fonts, album.crop)
        drawn = ET.fromstring(svg)
        said = [(t.get("x"), t.get("y"), t.text) for t in drawn.iter(f"{SVG}text")]
        runs = [op for op in plan.display["ops"] if op["op"] == "text"]

        assert said == [(f"{op['x']:g}", f"{op['y']:g}", op["text"]) for op in runs]
        assert all(
            value.startswith("data:image/jpeg;base64,")
            for node in drawn.iter()
            for key, value in node.items()
            if key.endswith("href")
        )
        assert set(re.findall(r"url\((.{5})", svg)) <= {"data:", "#scri"}
        assert "<script" not in svg


def test_svg_escapes_what_people_write(tmp_path: Path) -> None:
    one = item(title="5 < 7 & 8")
    planned, _ = studio().plan(one, content(one))
    drawn = ET.fromstring(to_svg(planned[0].display, studio().fonts, Album(tmp_path).crop))

    assert "5 < 7 & 8" in [t.text for t in drawn.iter(f"{SVG}text")]


def test_fonts_are_named_as_a_designers_computer_names_them() -> None:
    assert family("PlusJakartaSans_800ExtraBold.ttf") == ("Plus Jakarta Sans", "800", "normal")
    assert family("PlusJakartaSans_400Regular_Italic.ttf")[2] == "italic"
    assert family("NotoSansBuginese_400Regular.ttf")[0] == "Noto Sans Buginese"


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_notice_board_gets_letters_not_pixels(tmp_path: Path, paper: str) -> None:
    """One page of the paper's size, fonts inside, its code readable, the same bytes each time."""
    photo(tmp_path)
    one = item(series="hari-penting", pictures=(picture("a.jpg"),))
    plan = studio().poster(one, content(one))
    assert not isinstance(plan, Finding)
    album = Album(tmp_path / "content/konten" / one.id)
    made = to_pdf(plan.display, studio().fonts, album.crop, paper, one.title)
    again = to_pdf(plan.display, studio().fonts, album.crop, paper, one.title)
    width, height = PAPERS[paper]

    assert made == again
    assert made.startswith(b"%PDF-")
    assert f"/MediaBox [0 0 {width:.2f} {height:.2f}]".encode() in made
    assert made.count(b"/FontFile2") >= 3
    assert made.count(b"/Subtype /Image") == 1
    assert b"Kamera" not in made
    assert [op["text"] for op in plan.display["ops"] if op["op"] == "qr"] == [
        "https://jdih.example/konten/2026-11-contoh/"
    ]


def test_signs_of_several_parts_are_printed_as_the_raster_shapes_them() -> None:
    """fpdf2 does not shape: a flag and Lontara's vowels are pictures, all else is letters."""
    one = item(title="Salama ᨔᨙᨒᨆᨙ 🎉 Indonesia 🇮🇩")
    plan = studio().poster(one, content(one))
    assert not isinstance(plan, Finding)
    made = to_pdf(plan.display, studio().fonts, Album(Path()).crop, "a4", one.title)

    assert made.count(b"/Subtype /Image") == 2 * 2  # each with its mask


def test_a_title_too_long_for_the_notice_board_is_refused() -> None:
    one = item(title="Keputusan tentang Segala Hal yang Panjang " * 12)
    found = studio().poster(one, content(one))

    assert isinstance(found, Finding)
    assert "lembar papan pengumuman" in found.message
