"""Accepted pictures: each layout as a person last looked at it, `tests/golden/pictures`.

Where the engine is the accepted one the pixels are the same to the last; with another Pillow or
FreeType they may differ by a shade. To accept: look at the cards, then `pytest --bless` this file.
"""

import hashlib
import json
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from pipeline.render.album import Album
from pipeline.render.raster import paint
from pipeline.render.studio import Studio
from tests.card_desk import COLOURS, FAMILIES, SITE, accepted, content, studio
from tests.card_files import photo
from tests.render.test_bars import asked

GOLDEN = Path(__file__).parents[1] / "golden" / "pictures"
HASHES = GOLDEN / "hashes.json"
WIDTH = 270
SHADE = 10  # of 255, the mean of a block of 9 by 9 pixels: another engine's edges, no moved word


def drawn(family: str, root: Path, house: Studio) -> Image.Image:
    pictured = family in {"foto", "berita", "hari"}
    if pictured:
        photo(root)
    one = asked(family, pictured=pictured)
    planned, _ = house.plan(one, content(one))
    album = Album(root / "content/konten/2026-11-contoh")
    return paint(planned[0].display, SITE / "assets/fonts", album.crop)


def small(canvas: Image.Image) -> Image.Image:
    size = (WIDTH, round(canvas.height * WIDTH / canvas.width))
    return canvas.resize(size, Image.Resampling.BOX)


def beside(expected: Image.Image, got: Image.Image, where: Path) -> Path:
    """Expected, got and their difference on one sheet."""
    sheet = Image.new("RGB", (3 * WIDTH, max(expected.height, got.height)))
    shown = (expected, got, ImageChops.difference(expected, got.resize(expected.size)))
    for n, one in enumerate(shown):
        sheet.paste(one, (n * WIDTH, 0))
    sheet.save(where / "beda.png")
    return where / "beda.png"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_layout_looks_as_it_was_accepted(
    tmp_path: Path, family: str, request: pytest.FixtureRequest
) -> None:
    blessing = request.config.getoption("--bless")
    canvas = drawn(family, tmp_path, studio() if blessing else accepted())
    path, engine = GOLDEN / f"{family}.png", studio().engine()
    pixels = hashlib.sha256(canvas.tobytes()).hexdigest()
    known = json.loads(HASHES.read_text(encoding="utf-8")) if HASHES.exists() else {}
    if blessing:
        GOLDEN.mkdir(exist_ok=True)
        COLOURS.write_text(json.dumps(studio().brand.palette, indent=1) + "\n", encoding="utf-8")
        small(canvas).save(path, optimize=True)
        known = {**(known if known.get("engine") == engine else {}), "engine": engine}
        known[family] = pixels
        text = json.dumps(known, indent=1, sort_keys=True) + "\n"
        HASHES.write_text(text, encoding="utf-8")
    with Image.open(path) as opened:
        expected = opened.convert("RGB")
    got = small(canvas)
    blocks = ImageChops.difference(expected, got).convert("L").reduce(9)
    far = blocks.getextrema()[1] > SHADE
    moved = known["engine"] == engine and known[family] != pixels

    assert not far and not moved, f"look at {beside(expected, got, tmp_path)}"


def test_a_moved_word_is_seen(tmp_path: Path) -> None:
    """The tolerance for another engine is no tolerance for another place."""
    canvas = drawn("pasal", tmp_path, accepted())
    moved = ImageChops.offset(canvas, 0, 8)
    blocks = ImageChops.difference(small(canvas), small(moved)).convert("L").reduce(9)

    assert blocks.getextrema()[1] > SHADE
