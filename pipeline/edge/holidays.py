"""Edge: Indonesia's holidays and collective leave, by the ``holidays`` library (here alone)."""

from datetime import date
from importlib.metadata import version

from pipeline.core.days import DayUnit, Workdays
from pipeline.core.model import Calendar
from pipeline.core.sop import Sop


def workdays(calendar: Calendar, years: range, sop: Sop | None = None) -> Workdays:
    """Return the office's working days of these years: the library's, corrected by the office.

    With its SOP they count as that says; without one, working days do.
    """
    # Takes a tenth of a second to import: whoever counts no days need not wait for it.
    from holidays import country_holidays
    from holidays.constants import GOVERNMENT, PUBLIC

    def known(category: str) -> dict[date, str]:
        return dict(country_holidays("ID", years=years, categories=(category,), language="id"))

    leave = known(GOVERNMENT)
    holidays = {**leave, **known(PUBLIC), **calendar.extra_holidays}
    return Workdays(
        holidays={day: holidays[day] for day in sorted(holidays)},
        extra=frozenset(calendar.extra_workdays),
        # Collective leave is decreed for one year at a time, late in the year before.
        provisional=frozenset(years) - {day.year for day in (*leave, *calendar.extra_holidays)},
        unit=sop.days.unit if sop else DayUnit.WORKING,
    )


def calendar_version() -> str:
    """The library's calendar by name and version, for records that were counted with it."""
    return f"holidays {version('holidays')}"
