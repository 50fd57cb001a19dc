"""Working days: weekends and holidays out, the office's own days in."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.core.days import DayUnit, Workdays, calendar_findings
from pipeline.core.model import Calendar
from pipeline.edge.holidays import workdays

# 2026-11-23 is a Monday; the 25th is made a holiday, Saturday the 28th a working day.
DAYS = Workdays(
    holidays={date(2026, 11, 25): "Pemungutan suara"}, extra=frozenset({date(2026, 11, 28)})
)


@pytest.mark.parametrize(
    ("day", "works"), [(23, True), (25, False), (28, True), (29, False), (30, True)]
)
def test_is_workday(day: int, works: bool) -> None:
    """Monday to Friday but for holidays, and the days the office adds."""
    assert DAYS.is_workday(date(2026, 11, day)) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [(23, 0, 23), (23, 1, 24), (24, 1, 26), (27, 1, 28), (28, 1, 30), (29, 1, 30), (26, -1, 24)],
)
def test_add(start: int, count: int, end: int) -> None:
    """The day after which a limit of so many working days has run out."""
    assert DAYS.add(date(2026, 11, start), count) == date(2026, 11, end)


@pytest.mark.parametrize(
    ("start", "end", "count"), [(23, 23, 0), (23, 24, 1), (24, 26, 1), (23, 30, 5), (30, 23, -5)]
)
def test_between(start: int, end: int, count: int) -> None:
    """Working days after the first day, up to and with the last."""
    assert DAYS.between(date(2026, 11, start), date(2026, 11, end)) == count


def test_calendar_without_working_days_is_a_bug() -> None:
    """A loop that cannot end says so."""
    never = Workdays(holidays={date.fromordinal(n): "" for n in range(730000, 745000)})

    with pytest.raises(ValueError, match="no 1 working days"):
        never.add(date(2026, 11, 23), 1)


def test_indonesian_holidays_and_collective_leave() -> None:
    """The library knows both, by their Indonesian names; the office corrects it."""
    calendar = Calendar(
        extra_holidays={date(2026, 12, 9): "Pemungutan suara"},
        extra_workdays={date(2026, 12, 24): "Rekapitulasi"},
    )
    days = workdays(calendar, range(2026, 2027))

    assert days.holidays[date(2026, 12, 25)] == "Hari Raya Natal"
    assert days.holidays[date(2026, 12, 24)] == "Cuti Bersama Hari Raya Natal"
    assert days.is_workday(date(2026, 12, 24))
    assert not days.is_workday(date(2026, 12, 9))
    assert not days.is_workday(date(2026, 8, 17))
    assert calendar_findings(days) == []


def test_year_without_decreed_leave_is_provisional() -> None:
    """Collective leave of 2028 is not decreed: the office is told."""
    calendar = Calendar(extra_holidays={}, extra_workdays={})
    days = workdays(calendar, range(2027, 2029))

    assert [str(finding) for finding in calendar_findings(days)] == [
        "content/kalender.yml:1: Cuti bersama 2028 belum dikenal: hitungan hari kerja 2028 "
        "sementara. Setelah ditetapkan, perbarui alat atau isi libur_tambahan. [cuti-bersama]"
    ]


def test_calendar_days_count_weekends_and_holidays_too() -> None:
    """Where sop.yml says hari-kalender; who is at work that day stays what it is."""
    every = replace(DAYS, unit=DayUnit.CALENDAR)

    assert every.add(date(2026, 11, 24), 2) == date(2026, 11, 26)
    assert every.between(date(2026, 11, 27), date(2026, 11, 30)) == 3
    assert not every.is_workday(date(2026, 11, 29))
