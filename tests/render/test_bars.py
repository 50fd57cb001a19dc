"""What every layout of the house must reach, measured: sizes, places, contrast on the pixels."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.core.model import Item
from pipeline.render.album import Album
from pipeline.render.raster import paint
from pipeline.render.sight import Sight
from pipeline.render.studio import Planned, Studio
from pipeline.render.text import CAP, DROP
from pipeline.render.tones import ratio, rgb
from tests.card_desk import FAMILIES, SITE, content, item, picture, sections, studio
from tests.card_files import photo

LARGE = 72  # on a canvas of 1080 seen at 360: 24 pixels, where WCAG asks for 3 to 1
LEAST = {"title": 56, "quote": 56, "instrument": 36, "heading": 44, "body": 34, "about": 34}
FOOTER = 26
DECORATION = {"mark", "logo", "ribbon"}
PICTURED = ("foto", "berita", "hari", "tahukah-gelap")  # the others borrow these layouts
QUIZ = "Manakah yang bukan asas pemilu?\n\nA. Langsung\n\nB. Rahasia\n\nC. Terbuka\n\nD. Adil"
BODIES = {
    "kuis": QUIZ,
    "kuis-gelap": QUIZ,
    "hoaks": "Jawabannya: hoaks. Setiap informasi publik bersifat terbuka.",
}


def asked(family: str, *, pictured: bool) -> Item:
    """An item with all that this family can show."""
    title = "Permintaan Informasi Dijawab dalam 10 Hari Kerja menurut UU Nomor 14 Tahun 2008"
    return item(
        series=family,
        title=f"23 Oktober: {title}" if family == "hari" else title,
        pictures=(picture("a.jpg"),) if pictured else (),
        slides=sections(3),
        **({"body": BODIES[family]} if family in BODIES else {}),
    )


@cache
def plans(family: str, *, pictured: bool = False) -> list[Planned]:
    one = asked(family, pictured=pictured)
    found, findings = studio().plan(one, content(one))
    assert findings == []
    return found


def words(plan: Planned) -> Iterator[dict[str, Any]]:
    return (op for op in plan.display["ops"] if op["op"] == "text")


def worst(ground: Image.Image, op: dict[str, Any]) -> float:
    """The contrast of a text with the worst hundredth of the pixels that it stands on."""
    x, y, size = round(op["x"]), op["y"], op["size"]
    box = (x, round(y - CAP * size), round(x + op["width"]), round(y + DROP * size))
    part = ground.crop(box)
    part = part.resize((max(part.width // 4, 1), max(part.height // 4, 1)), Image.Resampling.BOX)
    found = sorted(
        (ratio(colour, rgb(op["fill"])), count)
        for count, colour in part.getcolors(part.width * part.height)
    )
    left = part.width * part.height // 100
    return next(contrast for contrast, count in found if (left := left - count) < 0)


@pytest.mark.parametrize(
    ("family", "pictured"),
    [*((family, False) for family in FAMILIES), *((family, True) for family in PICTURED)],
)
def test_every_text_can_be_read_on_the_final_pixels(
    tmp_path: Path, family: str, pictured: bool
) -> None:
    """4.5 to 1, large text 3 to 1, over ornaments, plates and photographs alike."""
    photo(tmp_path)
    for plan in plans(family, pictured=pictured):
        if plan.format != "feed":
            continue
        bare = [op for op in plan.display["ops"] if op["op"] != "text"]
        album = Album(tmp_path / "content/konten/2026-11-contoh")
        ground = paint({**plan.display, "ops": bare}, studio().fonts, album.crop)
        for op in words(plan):
            if op.get("width") and op["role"] not in DECORATION:
                assert worst(ground, op) >= (3.0 if op["size"] >= LARGE else 4.5), op


@pytest.mark.parametrize("family", FAMILIES)
def test_every_layout_keeps_the_least_sizes_and_the_safe_area(family: str) -> None:
    for plan in plans(family):
        width, height = plan.display["size"]
        top, right, bottom, left = plan.sheet.safe
        for op in words(plan):
            if op["role"] in DECORATION or not op.get("width"):
                continue
            if width == 1080:
                assert op["size"] >= LEAST.get(op["role"], FOOTER), op
            assert left - 1 <= op["x"], op
            assert op["x"] + op["width"] <= width - right + 1, op
            assert op["y"] - CAP * op["size"] >= top - 1, op
            assert op["y"] <= height - bottom, op


@pytest.mark.parametrize("family", FAMILIES)
def test_texts_of_a_layout_do_not_lie_on_each_other(family: str) -> None:
    for plan in plans(family):
        boxes = [
            (op["role"], op["x"], op["y"] - CAP * op["size"], op["x"] + op["width"], op["y"])
            for op in words(plan)
            if op.get("width") and op["role"] not in DECORATION
        ]
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                apart = one[3] <= other[1] or other[3] <= one[1]
                assert apart or one[4] <= other[2] or other[4] <= one[2], (plan.name, one, other)


def test_a_family_shows_what_its_own_words_say() -> None:
    """The article, the amount, the day, the answer: each large, each from the item's text."""
    shown = {
        "pasal": ("pinpoint", "Pasal 22"),
        "tahukah": ("figure", "10 hari kerja"),
        "hari": ("day", "23"),
        "hoaks": ("verdict", "HOAKS"),
        "produk": ("about", "Keterbukaan Informasi Publik"),
        "kuis": ("options", "Langsung"),
        "alur": ("steps", "Bagian 1"),
    }
    for family, (role, said) in shown.items():
        feed = plans(family)[0]
        texts = " ".join(str(op["text"]) for op in words(feed) if op["role"] == role)

        assert said in texts, family


def test_numbers_of_options_are_letters_on_discs() -> None:
    marks = [op["text"] for op in words(plans("kuis")[0]) if op["role"] == "options-mark"]

    assert marks == ["A", "B", "C", "D"]


def test_what_an_item_does_not_say_is_not_shown() -> None:
    """No amount, no day, no answer: the place stays empty, nothing is made up."""
    for family, role in (("tahukah", "figure"), ("hari", "day"), ("hoaks", "verdict")):
        one = item(series=family, title="Berkenalan dengan PPID", summary="Siapa dia?", body="Ini.")
        found, findings = studio().plan(one, content(one))

        assert findings == []
        assert not [op for op in words(found[0]) if op["role"] == role]


def test_pale_text_is_told_with_its_contrast() -> None:
    """Grey on grey, on a ground whose right half alone is too light; a large title may be paler."""
    ground = Image.new("RGB", (400, 100), "#ffffff")
    ground.paste("#777777", (200, 0, 400, 100))
    op = {"op": "text", "role": "body", "x": 10, "y": 60, "width": 380, "size": 34,
          "fill": "#595959", "text": "Isi kartu"}  # fmt: skip
    sight, left, large = Sight(), Sight(), Sight()
    sight.look(ground, op)
    left.look(ground, {**op, "width": 180})
    large.look(ground, {**op, "fill": "#000000", "size": 72})

    assert (sight.least, sight.warnings) == (
        {"body": 1.56},
        ["kontras “Isi kartu” 1,56:1, sedikitnya 4,5:1"],
    )
    assert (left.least, left.warnings) == ({"body": 7.0}, [])
    assert large.warnings == []


@pytest.mark.parametrize(
    ("pictured", "line", "remedy"),
    [(False, 5, "Minta perancang memperbaiki warna"), (True, 9, "Pakai gambar lain, atau ubah")],
)
def test_a_card_that_cannot_be_read_is_refused(
    tmp_path: Path, pictured: bool, line: int, remedy: str
) -> None:
    """What was measured on the pixels holds the item: no card, no manifest, no post."""
    photo(tmp_path)
    studio = Studio(SITE)
    ground, ink = studio.brand.families["terang"].sheets["feed"].colours["text"][::-1]
    close = {**studio.brand.palette, ink: studio.brand.palette[ground]}
    studio.brand = replace(studio.brand, palette=close)
    pictures = (picture("a.jpg"),) if pictured else ()
    one = item(pictures=pictures, lines={"series": 5, "pictures": 9})
    result = studio.draw(one, content(one), tmp_path, tmp_path / "kartu")

    assert result.cards == ()
    assert {(f.rule, f.line) for f in result.findings} == {("kontras-kartu", line)}
    told = result.findings[0].message
    assert told.startswith("Tulisan pada kartu feed sukar dibaca: kontras “")
    assert "1,0:1, sedikitnya 4,5:1" in " ".join(f.message for f in result.findings)
    assert remedy in told
