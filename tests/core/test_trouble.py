"""Every class of error has a sentence for the office, whatever was being done."""

import pytest

from pipeline.core.trouble import Doing, Trouble, told
from tests.platforms.two_texts import STEP, TECHNICAL


@pytest.mark.parametrize("doing", Doing)
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_is_told_with_the_next_step(trouble: Trouble, doing: Doing) -> None:
    """What happened, then what to do; no word of a programmer, and nothing left to fill in."""
    sentence = str(told(trouble, "Mastodon", doing))

    assert STEP.search(sentence), sentence
    assert not TECHNICAL.search(sentence.replace("KONTEN KANAL", ""))
    assert sentence[-1].isalnum() or sentence[-1] == "`"


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (0, "X meminta menunggu; sistem"),
        (37, "X meminta menunggu 37 detik; sistem"),
        (121, "X meminta menunggu 3 menit; sistem"),
        (86_400, "X meminta menunggu 24 jam; sistem"),
    ],
)
def test_a_wait_is_told_as_one_says_it(seconds: int, says: str) -> None:
    """Never shorter than the network asked for."""
    assert str(told(Trouble.HURRY, "X", seconds=seconds)).startswith(says)


def test_before_the_act_nothing_is_called_uncertain() -> None:
    """A lost answer to a look or an upload leaves no doubt about a post."""
    before = str(told(Trouble.SILENCE, "X", Doing.READYING))

    assert "belum ada yang terunggah" in before and "belum pasti" not in before
