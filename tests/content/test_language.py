"""The office writes as its own desk asks others to write."""

from pathlib import Path

from pipeline.core.checks.writing import sound_language
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.disk import read_content
from tests.demo import DEMO

ROOT = Path(__file__).parents[2]


def test_own_texts_hold_nothing_back() -> None:
    """Items, pages and settings are sound; a word that the dictionary lacks is in kata.yml."""
    content = read_content(DEMO)

    assert [str(one) for one in sorted(sound_language(Dictionary())(content))] == []
