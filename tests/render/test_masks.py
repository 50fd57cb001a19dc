"""Masks of shapes: what covers nothing is not drawn."""

import pytest

from pipeline.render.masks import shape


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
