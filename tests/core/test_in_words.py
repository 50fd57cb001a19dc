"""Numbers and days as an official sheet writes them."""

from datetime import date

import pytest

from pipeline.core.in_words import count_in_words, day_in_words, number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (45, "empat puluh lima"),
        (100, "seratus"),
        (117, "seratus tujuh belas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2026, "dua ribu dua puluh enam"),
        (100_000, "seratus ribu"),
        (305_010, "tiga ratus lima ribu sepuluh"),
    ],
)
def test_numbers_are_said_as_they_are_spoken(number: int, words: str) -> None:
    """One of a kind is said se-; sebelas and belas below twenty."""
    assert number_in_words(number) == words


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_what_it_has_no_words_for_is_refused(number: int) -> None:
    """Nothing is said wrongly."""
    with pytest.raises(ValueError, match="no words"):
        number_in_words(number)


def test_a_day_is_said_in_full() -> None:
    """As the opening of a berita acara has it."""
    said = "Selasa tanggal sepuluh bulan November tahun dua ribu dua puluh enam"
    assert day_in_words(date(2026, 11, 10)) == said
    assert count_in_words(4, "kanal") == "4 (empat) kanal"
