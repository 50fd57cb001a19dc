"""Draws: the lists of items that need no script: by tag, by month and by year."""

from collections.abc import Iterable, Mapping

from pipeline.core.days import MONTHS
from pipeline.core.model import Item
from pipeline.render.edition import Edition
from pipeline.render.shell import Page, root_of, sketch, slug_of
from pipeline.render.structured import CONTENT, graph
from pipeline.render.teasers import Teasing

TAGS = "tagar"
ARCHIVE = "arsip"


def tag_folder(tag: str) -> str:
    """The folder of one tag. Case and accents make no second tag."""
    return f"{TAGS}/{slug_of(tag)}"


def tags_of(edition: Edition, item: Item) -> list[str]:
    """An item's tags and those of its series, each once."""
    series = edition.series(item)
    found: dict[str, str] = {}
    for tag in (*item.hashtags, *(series.hashtags if series else ())):
        found.setdefault(tag_folder(tag), tag)
    return list(found.values())


def tag_pages(edition: Edition, teaser: Teasing) -> list[Page]:
    """One page per tag, and the list of all of them with counts."""
    names: dict[str, str] = {}
    items: dict[str, list[Item]] = {}
    for item in edition.standing():
        for tag in tags_of(edition, item):
            folder = tag_folder(tag)
            names.setdefault(folder, tag)
            items.setdefault(folder, []).append(item)
    if not names:
        return []
    order = sorted(names, key=lambda folder: (-len(items[folder]), folder))
    links = [(f"#{names[folder]}", folder, len(items[folder])) for folder in order]
    pages = [
        Page(
            folder=TAGS,
            title="Tagar",
            description=f"Konten JDIH {edition.office} menurut tagar.",
            body=sketch("links.j2", root=root_of(TAGS), title="Tagar", lead="", links=links),
            structured=graph(edition, [], [("Tagar", TAGS)]),
            searchable=False,
        )
    ]
    for folder in order:
        title, listed = f"#{names[folder]}", items[folder]
        pages.append(
            _list_page(edition, teaser, folder, title, listed, kicker=("Tagar", f"{TAGS}/"))
        )
    return pages


def archive_pages(edition: Edition, teaser: Teasing) -> list[Page]:
    """One page per year and per month; withdrawn items keep their line."""
    months: dict[tuple[int, int], list[Item]] = {}
    for item in edition.items():
        day = edition.day(item)
        months.setdefault((day.year, day.month), []).append(item)
    years: dict[int, list[Item]] = {}
    for (year, _), listed in months.items():
        years.setdefault(year, []).extend(listed)
    pages = [
        _list_page(edition, teaser, f"{ARCHIVE}/{year}", f"Arsip {year}", listed)
        for year, listed in years.items()
    ]
    return pages + [
        _list_page(
            edition,
            teaser,
            month_folder(year, month),
            f"Arsip {MONTHS[month - 1]} {year}",
            listed,
            kicker=(f"Arsip {year}", f"{ARCHIVE}/{year}/"),
        )
        for (year, month), listed in months.items()
    ]


def month_folder(year: int, month: int) -> str:
    return f"{ARCHIVE}/{year}/{month:02}"


def months_of(edition: Edition) -> Mapping[int, list[tuple[str, str, int]]]:
    """For each year, newest first: its months as name, folder and count."""
    counts: dict[tuple[int, int], int] = {}
    for item in edition.items():
        day = edition.day(item)
        counts[day.year, day.month] = counts.get((day.year, day.month), 0) + 1
    found: dict[int, list[tuple[str, str, int]]] = {}
    for (year, month), count in sorted(counts.items(), reverse=True):
        name = MONTHS[month - 1]
        found.setdefault(year, []).append((name, month_folder(year, month), count))
    return found


def _list_page(
    edition: Edition,
    teaser: Teasing,
    folder: str,
    title: str,
    items: Iterable[Item],
    kicker: tuple[str, str] = ("Semua konten", "konten/"),
) -> Page:
    listed = list(items)
    return Page(
        folder=folder,
        title=title,
        description=f"{title}: {len(listed)} konten JDIH {edition.office}.",
        body=sketch(
            "list.j2",
            root=root_of(folder),
            title=title,
            kicker=kicker,
            items=[teaser(item) for item in listed],
        ),
        structured=graph(edition, [], [CONTENT, (title, folder)]),
        searchable=False,
    )
