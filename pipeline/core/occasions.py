"""Core: days that the office keeps in mind each year, and phases of elections, as spans of days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pipeline.core.contests import Phase
from pipeline.core.days import MONTHS

LEAP = 2000  # a yearly day stands in this year: 29 February is a day there


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day of each year, an entry of ``content/kalender.yml``."""

    name: str
    day: date  # in the year LEAP
    basis: str = ""  # what sets it, as the office wrote it
    line: int = field(default=1, repr=False, compare=False)  # in kalender.yml

    @property
    def day_name(self) -> str:
        """As the office writes it: "10 Desember"."""
        return f"{self.day.day} {MONTHS[self.day.month - 1]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """An occasion in a certain year, a phase or a day off: both ends inclusive."""

    first: date
    last: date
    name: str
    basis: str = ""

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def yearly_day(text: str) -> date | None:
    """The day that "10 Desember" means, in the year LEAP; None where it is none."""
    day, _, month = text.partition(" ")
    names = [name.casefold() for name in MONTHS]
    if not day.isdecimal() or month.casefold() not in names:
        return None
    try:
        return date(LEAP, names.index(month.casefold()) + 1, int(day))
    except ValueError:
        return None  # 31 Juni


def spans(
    occasions: Iterable[Occasion], phases: Iterable[Phase], first: date, last: date
) -> list[Span]:
    """What falls in these days, by date. A 29 February is left out where the year has none."""
    found = [Span(phase.first, phase.last, phase.name) for phase in phases]
    for occasion in occasions:
        found += _in_years(occasion, range(first.year, last.year + 1))
    return sorted(span for span in found if span.first <= last and span.last >= first)


def _in_years(occasion: Occasion, years: range) -> Iterator[Span]:
    for year in years:
        try:
            day = occasion.day.replace(year=year)
        except ValueError:
            continue
        yield Span(day, day, occasion.name, occasion.basis)
