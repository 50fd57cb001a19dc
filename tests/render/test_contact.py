"""The contact sheet: every card of an item, in reading order, as a phone shows it."""

import io
from pathlib import Path

from PIL import Image

from pipeline.render.card import Card
from pipeline.render.contact import GAP, WIDTH, contact_sheet, lay_out

SIZES = {"feed": (1080, 1350), "story": (1080, 1920), "link": (1200, 630), "wide": (1600, 900)}
COLOURS = {"feed": (200, 0, 0), "slide": (0, 200, 0), "story": (0, 0, 200), "link": (200, 200, 0)}


def card(folder: Path, kind: str, page: int = 0) -> Card:
    path = folder / f"{kind}-{page}.jpg"
    width, height = SIZES.get(kind, SIZES["feed"])
    Image.new("RGB", (width, height), COLOURS.get(kind, (0, 200, 200))).save(path)
    return Card(
        item="2026-11-a",
        format=kind,
        page=page,
        path=path,
        width=width,
        height=height,
        bytes=path.stat().st_size,
        sha256="",
        alt="",
    )


def test_every_card_in_reading_order(tmp_path: Path) -> None:
    """Feed, slides, story, link, wide: two columns, nothing cut, nothing left out."""
    kinds = [("wide", 0), ("link", 0), ("story", 0), ("slide", 2), ("slide", 1), ("feed", 0)]
    sheet = Image.open(io.BytesIO(contact_sheet([card(tmp_path, *kind) for kind in kinds])))

    assert (sheet.format, sheet.width) == ("JPEG", WIDTH)
    column = (WIDTH - 3 * GAP) // 2
    feed, story = round(1350 * column / 1080), round(1920 * column / 1080)
    wide = round(900 * column / 1600)
    left, right, second = GAP + 40, 2 * GAP + column + 40, 2 * GAP + feed + 40
    seen = {
        (left, GAP + 40): "feed",
        (right, GAP + 40): "slide",
        (left, second): "slide",
        (right, second): "story",
        (left, 3 * GAP + 2 * feed + 40): "link",
    }
    for place, kind in seen.items():
        colour = sheet.getpixel(place)
        assert isinstance(colour, tuple)
        assert all(abs(a - b) < 12 for a, b in zip(colour, COLOURS[kind], strict=True)), kind
    assert sheet.height == 4 * GAP + feed + story + wide  # the wide one in the shorter column


def test_no_cards_no_sheet() -> None:
    """An item that cannot be drawn has no picture in the comment."""
    assert contact_sheet([]) == b""


def test_sheets_of_a_folder_follow_its_cards(tmp_path: Path) -> None:
    """One per item; made anew where a card is new, removed with its item."""
    feed, story = card(tmp_path, "feed"), card(tmp_path, "story")
    folder = tmp_path / "lembar"
    lay_out({"a": [feed, story], "b": [feed]}, folder)
    (folder / "a.jpg").write_bytes(b"kept")
    lay_out({"a": [feed, story]}, folder)
    kept = (folder / "a.jpg").read_bytes()
    lay_out({"a": [feed]}, folder)

    assert kept == b"kept"
    assert [path.name for path in sorted(folder.iterdir())] == ["a.jpg", "isi.json"]
    with Image.open(folder / "a.jpg") as sheet:
        assert sheet.width == 900
