"""Core: numbers and days in Indonesian words, as an official sheet writes them."""

from datetime import date

from pipeline.core.days import DAYS, MONTHS

_SMALL = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)


def number_in_words(number: int) -> str:
    """2026 -> dua ribu dua puluh enam; up to 999,999."""
    if not 0 <= number < 1_000_000:
        raise ValueError(f"no words for {number}")
    if number < 12:
        return _SMALL[number]
    if number < 20:
        return f"{_SMALL[number - 10]} belas"
    for size, name, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "")):
        if number >= size:
            many, rest = divmod(number, size)
            head = one if many == 1 else f"{number_in_words(many)} {name}"
            return f"{head} {number_in_words(rest)}" if rest else head
    raise AssertionError(number)


def day_in_words(day: date) -> str:
    """Selasa tanggal sepuluh bulan November tahun dua ribu dua puluh enam."""
    return (
        f"{DAYS[day.weekday()]} tanggal {number_in_words(day.day)} "
        f"bulan {MONTHS[day.month - 1]} tahun {number_in_words(day.year)}"
    )


def count_in_words(number: int, noun: str) -> str:
    """4 (empat) gambar."""
    return f"{number} ({number_in_words(number)}) {noun}"
