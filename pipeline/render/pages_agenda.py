"""Draws: the editorial calendar on the team's page: months, the next two weeks, feeds of last days.

Of what is not approved it shows the name of the folder alone, as all of the team's page does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.core.agenda import Agenda
from pipeline.core.agenda_text import clash_line, counted, due_line, gap_line, short_day, span_line
from pipeline.core.calendar_file import AllDay, all_days
from pipeline.core.days import DAYS
from pipeline.core.telling import STEP_NAMES
from pipeline.render.edition import Edition
from pipeline.render.pages_calendar import host_of
from pipeline.render.shell import slug_of
from pipeline.render.wording import day_text, month_text

MONTHS_SHOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing on a day of the month view."""

    kind: str  # out, draft, gap, day: how it is drawn
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day of the month view."""

    day: date
    name: str  # the whole date, for whoever cannot see the grid
    today: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    name: str
    before: int  # days of the week before the first
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dues:
    """One person's last days, and the feed of them."""

    name: str
    feed: str  # its address
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The calendar as the template lays it out."""

    reach: str
    counted: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]  # what a meeting decides on
    dues: tuple[Dues, ...]
    months: tuple[Month, ...]
    days: tuple[str, ...] = tuple(day[:3] for day in DAYS)


def view(agenda: Agenda, edition: Edition, folder: str) -> View:
    """The calendar for the page in this folder, beside which the feeds lie."""
    parts = (
        ("Rubrik yang belum terisi", map(gap_line, agenda.gaps)),
        ("Bentrok", map(clash_line, agenda.clashes)),
        ("Hari penting dan tahapan", (span_line(span, agenda.today) for span in agenda.spans)),
    )
    told = [(heading, tuple(lines)) for heading, lines in parts]
    return View(
        reach=f"{short_day(agenda.today)} sampai {short_day(agenda.until)}",
        counted=counted(agenda),
        parts=tuple((heading, lines) for heading, lines in told if lines),
        dues=tuple(
            Dues(
                name=name,
                feed=f"{edition.site_url}{folder}/{feed_name(name)}",
                lines=tuple(map(due_line, matters)),
            )
            for name, matters in agenda.dues.items()
        ),
        months=tuple(_months(agenda, edition)),
    )


def _months(agenda: Agenda, edition: Edition) -> Iterator[Month]:
    """This month and the next."""
    first = agenda.today.replace(day=1)
    for _ in range(MONTHS_SHOWN):
        following = (first + timedelta(days=31)).replace(day=1)
        days = [first + timedelta(days=n) for n in range((following - first).days)]
        yield Month(
            name=month_text(first),
            before=first.weekday(),
            cells=tuple(_cell(day, agenda, edition) for day in days),
        )
        first = following


def _cell(day: date, agenda: Agenda, edition: Edition) -> Cell:
    name = f"{DAYS[day.weekday()]}, {day_text(day)}"
    notes = tuple(_notes(day, agenda, edition))
    return Cell(day=day, name=name, today=day == agenda.today, notes=notes)


def _notes(day: date, agenda: Agenda, edition: Edition) -> Iterator[Note]:
    for span in agenda.year:
        if span.holds(day):
            yield Note(kind="day", text=span.name)
    out = {item.id: item for item in edition.items()}
    for one in agenda.broadcasts:
        if one.day == day:
            item = out.get(one.item) if one.approved else None
            hour = f"{one.at:%H.%M} " if one.at else ""
            yield Note(
                kind="out" if one.approved else "draft",
                text=f"{hour}{item.title if item else one.item}",
                link=f"konten/{one.item}/" if item else "",
            )
    for gap in agenda.gaps:
        if gap.day == day:
            yield Note(kind="gap", text=f"{gap.series.name} belum terisi")


def feed_name(person: str) -> str:
    return f"batas-{slug_of(person)}.ics"


def due_feeds(agenda: Agenda, edition: Edition, folder: str) -> dict[str, bytes]:
    """A feed for each person who has something to bring on: her last days, for her phone."""
    return {
        f"{folder}/{feed_name(name)}": all_days(
            f"Batas waktu: {name}",
            host_of(edition),
            [
                AllDay(
                    name=f"{name}/{matter.subject}/{matter.step}",
                    first=matter.due,
                    last=matter.due,
                    title=f"Batas {STEP_NAMES[matter.step]}: {matter.subject}",
                    note=f"Terlambat {matter.late} {matter.unit.label}" if matter.late else "",
                )
                for matter in matters
                if matter.due
            ],
        ).encode()
        for name, matters in agenda.dues.items()
    }
