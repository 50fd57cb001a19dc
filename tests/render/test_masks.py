"""Masks of shapes: what covers nothing is not drawn."""

import pytest
from PIL import Image, ImageChops, ImageDraw

from pipeline.render.masks import FINE, shape


@pytest.mark.parametrize("box", [[48, 477, 984, 0], [48, 477, 0, 90], [48, 477, -4, 90]])
def test_plate_without_an_area_is_not_drawn(box: list[int]) -> None:
    """A plate takes the height of its words: without words it has none."""
    assert shape({"op": "rect", "box": box, "radius": 28}, (1080, 1350)) is None


def test_plate_covers_its_box() -> None:
    """One pixel more at its lower and right edge, which are transparent."""
    found = shape({"op": "rect", "box": [48, 477, 984, 90], "radius": 28}, (1080, 1350))

    assert found
    mask, left, top = found
    assert (left, top, mask.getbbox()) == (48, 477, (0, 0, 984, 90))


@pytest.mark.parametrize("radius", [4, 28, 45, 80])
@pytest.mark.parametrize(
    "box", [[48, 477, 984, 90], [10, 10, 61, 200], [-30, 5, 90, 90], [1000, 1300, 200, 100]]
)
def test_round_corners_are_as_if_the_whole_plate_were_drawn_finely(
    box: list[int], radius: int
) -> None:
    """Whatever runs off the canvas, and where the corners are rounder than the plate is wide."""
    x, y, w, h = box
    whole = Image.new("L", (1400 * FINE, 1500 * FINE))
    edges = [(100 + x) * FINE, y * FINE, (100 + x + w) * FINE - 1, (y + h) * FINE - 1]
    ImageDraw.Draw(whole).rounded_rectangle(edges, radius * FINE, fill=255)
    expected = whole.reduce(FINE).crop((100, 0, 1180, 1350))
    mask, left, top = shape({"op": "rect", "box": box, "radius": radius}, (1080, 1350)) or ()
    got = Image.new("L", (1080, 1350))
    got.paste(mask, (left, top))

    assert ImageChops.difference(got, expected).getbbox() is None
