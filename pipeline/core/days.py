"""Core: working days ("hari" in SOP 17/2022), from a calendar that is passed in. Days are WITA."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipeline.core.findings import Finding, Severity

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ONE = timedelta(days=1)
_SATURDAY = 5
_LONGEST = 3700  # no calendar of ours is wider; a loop past it would be a mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Workdays:
    """Which days the office works: Monday to Friday but for holidays, and days it says itself."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    extra: frozenset[date] = frozenset()  # worked although a weekend or a holiday
    provisional: frozenset[int] = frozenset()  # years whose collective leave is not decreed yet

    def is_workday(self, day: date) -> bool:
        if day in self.extra:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add(self, day: date, count: int) -> date:
        """Return the count-th working day after a day; the day itself for 0, earlier for less."""
        step = _ONE if count >= 0 else -_ONE
        left, walked = abs(count), 0
        while left:
            day += step
            left -= self.is_workday(day)
            walked += 1
            if walked > _LONGEST:
                raise ValueError(f"no {count} working days within {_LONGEST} days")
        return day

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after start up to and with end; negative backwards."""
        if end < start:
            return -self.between(end, start)
        days = (end - start).days
        return sum(self.is_workday(start + timedelta(days=n)) for n in range(1, days + 1))


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
