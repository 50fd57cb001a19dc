"""The kept list: told again only as it was written, for the same state, on the same day."""

from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.edge.status_cache import keep, key_of, recall
from tests.core.test_status import TUESDAY

KEY = key_of(["main", 1])
LINES = ["1 berjalan", "", "BERJALAN", "  2026-11-contoh"]
UNTIL = TUESDAY + timedelta(hours=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "keadaan.json", KEY, LINES, UNTIL)
    return tmp_path / "keadaan.json"


def test_the_same_state_is_told_again(path: Path) -> None:
    """Line by line as it was; another state, or nothing kept, is told anew."""
    assert recall(path, KEY, TUESDAY) == LINES
    assert recall(path, key_of(["main", 2]), TUESDAY) is None
    assert recall(path.parent / "kosong", KEY, TUESDAY) is None


def test_it_ends_with_its_hour(path: Path) -> None:
    """At midnight days count on; at the hour of a broadcast something is owed."""
    assert recall(path, KEY, UNTIL - timedelta(seconds=1)) == LINES
    assert recall(path, KEY, UNTIL) is None


def test_damage_is_told_anew(path: Path) -> None:
    """Cut off anywhere it is as if it were not there; no changed letter is ever told."""
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        assert recall(path, KEY, TUESDAY) is None
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert recall(path, KEY, TUESDAY) in (None, LINES)


@pytest.mark.parametrize("text", ["[]", "{}", "null", "[" * 100_000, '{"lines": 3, "until": 4}'])
def test_foreign_words_are_no_list(path: Path, text: str) -> None:
    """What somebody else put there stops nobody."""
    path.write_text(text)

    assert recall(path, KEY, TUESDAY) is None
