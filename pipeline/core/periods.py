"""Core: the periods an office reports on: month, quarter, half-year, year. Days are WITA."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.core.days import MONTHS, plain_day
from pipeline.core.model import WITA

_NUMBERS = ("I", "II", "III", "IV")
_FORMS = {
    "bulan": (re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII), "2026-11", 1),
    "triwulan": (re.compile(r"(\d{4})-([1-4])", re.ASCII), "2026-4", 3),
    "semester": (re.compile(r"(\d{4})-([12])", re.ASCII), "2026-2", 6),
    "tahun": (re.compile(r"(\d{4})()", re.ASCII), "2026", 12),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a day to a day, both inclusive."""

    folder: str  # under build/laporan
    title: str
    first: date
    last: date

    def __contains__(self, moment: datetime | date | None) -> bool:
        if isinstance(moment, datetime):
            moment = moment.astimezone(WITA).date()
        return moment is not None and self.first <= moment <= self.last

    @property
    def span(self) -> str:
        return f"{plain_day(self.first)} sampai {plain_day(self.last)}"


def interim(period: Period, today: date) -> str:
    """What a report of a period that is not over must say; "" when it is over."""
    if today > period.last:
        return ""
    if today < period.first:
        return f"Masa laporan ini baru dimulai {plain_day(period.first)}."
    return f"Sementara, sampai dengan {plain_day(today)}; berakhir {plain_day(period.last)}."


def period_of(kind: str, typed: str) -> Period:
    """The period of a kind (bulan, triwulan, semester, tahun). Raises ValueError, in Indonesian."""
    form, example, months = _FORMS[kind]
    found = form.fullmatch(typed)
    if found is None or not 2000 <= int(found[1]) <= 2200:
        raise ValueError(f"{typed!r} bukan {kind}, misalnya {example}")
    year, part = int(found[1]), int(found[2] or 1)
    begin = (part - 1) * months  # months since January
    first = date(year, begin + 1, 1)
    end = begin + months
    last = date(year + end // 12, end % 12 + 1, 1) - timedelta(days=1)
    titles = {
        "bulan": f"Bulan {MONTHS[begin]} {year}",
        "triwulan": f"Triwulan {_NUMBERS[(part - 1) % 4]} {year}",
        "semester": f"Semester {_NUMBERS[(part - 1) % 4]} {year}",
        "tahun": f"Tahun {year}",
    }
    folders = {"triwulan": f"{year}-triwulan-{part}", "semester": f"{year}-semester-{part}"}
    return Period(folder=folders.get(kind, typed), title=titles[kind], first=first, last=last)
