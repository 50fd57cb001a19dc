"""Core: days as SOP 17/2022 counts its "hari", from a calendar that is passed in. Days are WITA."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from pipeline.core.findings import Finding, Severity

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ONE = timedelta(days=1)
_SATURDAY = 5
_LONGEST = 3700  # no calendar of ours is wider; a loop past it would be a mistake


class DayUnit(StrEnum):
    """What the column WAKTU means by "hari": ``satuan`` in content/sop.yml."""

    WORKING = "hari-kerja"
    CALENDAR = "hari-kalender"

    @property
    def label(self) -> str:
        return self.value.replace("-", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workdays:
    """Which days the office works: Monday to Friday but for holidays, and days it says itself.

    Limits are counted in these, or in every day of the calendar where the office says so.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    extra: frozenset[date] = frozenset()  # worked although a weekend or a holiday
    provisional: frozenset[int] = frozenset()  # years whose collective leave is not decreed yet
    unit: DayUnit = DayUnit.WORKING

    def is_workday(self, day: date) -> bool:
        if day in self.extra:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def counts(self, day: date) -> bool:
        """Whether a limit runs on this day."""
        return self.unit is DayUnit.CALENDAR or self.is_workday(day)

    def add(self, day: date, count: int) -> date:
        """Return the count-th day that counts after a day; itself for 0, earlier for less."""
        step = _ONE if count >= 0 else -_ONE
        left, walked = abs(count), 0
        while left:
            day += step
            left -= self.counts(day)
            walked += 1
            if walked > _LONGEST:
                raise ValueError(f"no {count} working days within {_LONGEST} days")
        return day

    def between(self, start: date, end: date) -> int:
        """Return how many days count after start up to and with end; negative backwards."""
        if end < start:
            return -self.between(end, start)
        days = (end - start).days
        return sum(self.counts(start + timedelta(days=n)) for n in range(1, days + 1))


def plain_day(day: date) -> str:
    """12 Januari 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_day(day: date) -> str:
    """Selasa, 12 Januari 2027."""
    return f"{DAYS[day.weekday()]}, {plain_day(day)}"


def calendar_findings(workdays: Workdays) -> list[Finding]:
    """A year without decreed collective leave makes reckoned limits provisional."""
    return [
        Finding(
            where="content/kalender.yml",
            rule="cuti-bersama",
            message=f"Cuti bersama {year} belum dikenal: hitungan hari kerja {year} sementara. "
            "Setelah ditetapkan, perbarui alat atau isi libur_tambahan.",
            severity=Severity.ADVICE,
        )
        for year in sorted(workdays.provisional)
    ]
