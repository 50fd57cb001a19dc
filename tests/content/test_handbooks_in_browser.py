"""The pictures of the hand-books are of today's screens."""

from pathlib import Path

import pytest

from tests.browser import browsing, needs_chromium
from tests.handbook_pictures import known, taken
from tests.handbook_scenes import scenes

pytestmark = [needs_chromium, pytest.mark.slow]


def test_every_screen_still_says_what_its_picture_says(tmp_path: Path) -> None:
    """A label that was renamed, a field that is new: `make pictures` takes them again."""
    kept, changed = known(), []
    with scenes(tmp_path) as wanted, browsing() as browser:
        for name, scene in wanted.items():
            _, words = taken(browser, scene)
            if words != kept.get(name):
                changed.append(name)

    assert changed == [], "ambil lagi gambarnya: make pictures"
    assert set(wanted) | {"penyunting"} == set(kept)
