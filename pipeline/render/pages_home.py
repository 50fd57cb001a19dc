"""Draws: the front page, the lists of items, and the office's own pages."""

from itertools import groupby

from pipeline.core.days import DAYS, MONTHS
from pipeline.core.model import WITA, Item, Mode, Series
from pipeline.render.edition import Edition
from pipeline.render.pages_calendar import upcoming
from pipeline.render.pages_lists import month_folder, months_of, older_page, parts_of
from pipeline.render.shell import Page, root_of, sketch
from pipeline.render.structured import CONTENT, SERIES, graph, organisation
from pipeline.render.teasers import Teasing

NEWEST = 40  # on the list of all content; the months and years hold the rest


def home_page(edition: Edition, teaser: Teasing) -> Page:
    """The newest first and large, then the week's series, the next days, and how to ask."""
    items = edition.standing()
    channels = edition.content.channels
    today = edition.now.astimezone(WITA).date() if edition.now else None
    return Page(
        folder="",
        title=f"JDIH {edition.office}",
        description=f"Konten edukasi hukum pemilu dari JDIH {edition.office}: singkat, bersumber, "
        "dan dapat diperiksa sampai ke pasalnya.",
        body=sketch(
            "home.j2",
            office=edition.office,
            has_sop=edition.content.sop is not None,
            has_help="cara-bertanya" in edition.content.pages,
            root="./",
            **_lead(edition, items[0] if items else None),
            items=[teaser(item) for item in items[1:7]],
            total=len(items),
            week=_week(edition),
            days=DAYS,
            other=[series for series in _series(edition) if series.weekday is None],
            counts=_counts(items),
            ahead=upcoming(edition.content.calendar, today) if today else [],
            register=len(edition.content.instruments),
            channels=[
                channel
                for channel in (channels.channels if channels else ())
                if channel.mode is not Mode.OFF and channel.account
            ],
        ),
        structured=graph(edition, [organisation(edition)]),
        searchable=False,
    )


def _lead(edition: Edition, lead: Item | None) -> dict[str, object]:
    """The newest item as the front page opens with it."""
    if lead is None:
        return {"lead": None}
    return {
        "lead": lead,
        "lead_card": edition.card(lead, "wide") or edition.card(lead, "link"),
        "lead_series": edition.series(lead),
        "lead_day": edition.day(lead),
        "lead_when": edition.when(lead),
    }


def archive_page(edition: Edition, teaser: Teasing) -> Page:
    """The newest items by month, and the way to all the others; withdrawn ones keep their line."""
    items = edition.items()
    newest = items[:NEWEST]
    months = [
        (f"{MONTHS[month - 1]} {year}", month_folder(year, month), [teaser(item) for item in group])
        for (year, month), group in groupby(newest, key=lambda item: _month(edition, item))
    ]
    return Page(
        folder="konten",
        title="Semua konten",
        description=f"Arsip konten JDIH {edition.office} menurut bulan.",
        structured=graph(edition, [], [CONTENT]),
        body=sketch(
            "archive.j2",
            root=root_of("konten"),
            months=months,
            total=len(items),
            shown=len(newest),
            years=months_of(edition),
        ),
        searchable=False,
    )


def _month(edition: Edition, item: Item) -> tuple[int, int]:
    day = edition.day(item)
    return day.year, day.month


def series_pages(edition: Edition, teaser: Teasing) -> list[Page]:
    """The list of series and one page for each."""
    everything = edition.standing()
    pages = [
        Page(
            folder="rubrik",
            title="Rubrik",
            structured=graph(edition, [], [SERIES]),
            description=f"Rubrik tetap dan rubrik sewaktu-waktu JDIH {edition.office}.",
            body=sketch(
                "series_list.j2",
                root=root_of("rubrik"),
                week=_week(edition),
                days=DAYS,
                other=[series for series in _series(edition) if series.weekday is None],
                counts=_counts(everything),
            ),
            searchable=False,
        )
    ]
    for series in _series(edition):
        folder = f"rubrik/{series.id}"
        listed = [item for item in everything if item.series == series.id]
        newest, *older = parts_of(folder, listed)
        pages.append(
            Page(
                folder=folder,
                title=series.name,
                description=series.description,
                structured=graph(edition, [], [SERIES, (series.name, folder)]),
                body=sketch(
                    "series.j2",
                    root=root_of(folder),
                    series=series,
                    days=DAYS,
                    total=len(listed),
                    newer=newest.newer,
                    older=newest.older,
                    items=[teaser(item) for item in newest.items],
                ),
            )
        )
        pages += [older_page(edition, teaser, (series.name, folder), part) for part in older]
    return pages


def _series(edition: Edition) -> list[Series]:
    return list(edition.content.series.values())


def _week(edition: Edition) -> list[Series]:
    """The series with a fixed day, Monday first."""
    fixed = [series for series in _series(edition) if series.weekday is not None]
    return sorted(fixed, key=lambda series: (series.weekday or 0, series.name))


def _counts(items: list[Item]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in items:
        counts[item.series] = counts.get(item.series, 0) + 1
    return counts
