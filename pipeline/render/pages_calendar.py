"""Draws: national days and phases of elections: a page for everybody, and a feed for phones."""

from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlsplit

from pipeline.core.calendar_file import AllDay, all_days
from pipeline.core.days import MONTHS
from pipeline.core.model import Calendar
from pipeline.core.occasions import Occasion, spans
from pipeline.render.edition import Edition
from pipeline.render.shell import Page, root_of, sketch
from pipeline.render.structured import graph
from pipeline.render.wording import day_text

FOLDER, FEED = "kalender", "kalender.ics"
AHEAD, MOST = timedelta(days=90), 4  # what the front page shows of it


def has_calendar(calendar: Calendar) -> bool:
    return bool(calendar.occasions or calendar.phases)


def calendar_page(edition: Edition) -> list[Page]:
    """The days of the year by month, and the phases; nothing that the office only plans."""
    kept = edition.content.calendar
    if not has_calendar(kept):
        return []
    ordered = sorted(kept.occasions, key=lambda one: (one.day, one.name))
    months = groupby(ordered, key=lambda one: one.day.month)
    return [
        Page(
            folder=FOLDER,
            title="Kalender",
            description=f"Hari penting dan tahapan pemilu yang diperhatikan JDIH {edition.office}.",
            structured=graph(edition, [], [("Kalender", FOLDER)]),
            body=sketch(
                "calendar.j2",
                root=root_of(FOLDER),
                feed=edition.site_url + FEED,
                months=[(MONTHS[number - 1], list(days)) for number, days in months],
                phases=[
                    (phase.name, _reach(phase.first, phase.last))
                    for phase in sorted(kept.phases, key=lambda one: one.first)
                ],
            ),
        )
    ]


def upcoming(calendar: Calendar, today: date) -> list[tuple[str, str]]:
    """The next few days for the front page, as (when, what); a phase that runs has its end."""
    ahead = spans(calendar.occasions, calendar.phases, today, today + AHEAD)
    return [
        (_soon(span.last, "sampai ") if span.first < today else _soon(span.first), span.name)
        for span in ahead[:MOST]
    ]


def _soon(day: date, before: str = "") -> str:
    return f"{before}{day.day} {MONTHS[day.month - 1]}"


def calendar_feed(edition: Edition) -> dict[str, bytes]:
    """The same for phones: a yearly day comes back each year, without a new file."""
    kept = edition.content.calendar
    if not has_calendar(kept):
        return {}
    days = [*map(_yearly, kept.occasions)]
    days += [
        AllDay(name=phase.name, first=phase.first, last=phase.last, title=phase.name)
        for phase in kept.phases
    ]
    return {FEED: all_days(f"JDIH {edition.office}", host_of(edition), days).encode()}


def host_of(edition: Edition) -> str:
    return urlsplit(edition.site_url).hostname or "redaksi-jdih.invalid"


def _yearly(one: Occasion) -> AllDay:
    return AllDay(
        name=one.name, first=one.day, last=one.day, title=one.name, note=one.basis, yearly=True
    )


def _reach(first: date, last: date) -> str:
    return day_text(first) if first == last else f"{day_text(first)} sampai {day_text(last)}"
