"""Draws: the lists of items that need no script: by tag, by month and by year, in parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.days import MONTHS
from pipeline.core.model import Item
from pipeline.render.edition import Edition
from pipeline.render.shell import Page, root_of, sketch, slug_of
from pipeline.render.structured import CONTENT, Crumb, graph
from pipeline.render.teasers import Teasing

TAGS = "tagar"
ARCHIVE = "arsip"
PART = 50  # items on one page of a long list


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of a list. Older parts are full and counted from the oldest: they never change."""

    folder: str
    number: int  # 0: the newest, at the list's own address
    first: int  # how manieth the oldest of them is, counted from the oldest of all
    items: tuple[Item, ...]  # newest first
    newer: str  # the folder of the next; "" where there is none
    older: str


def parts_of(folder: str, items: Sequence[Item]) -> list[Part]:
    """A list in its parts, newest first. The first has 50 to 99 items, if there are as many."""
    full = max(len(items) // PART - 1, 0)
    numbers = [0, *range(full, 0, -1)]

    def name(number: int) -> str:
        return f"{folder}/hal-{number}" if number else folder

    found = []
    for place, number in enumerate(numbers):
        end = len(items) - PART * (number - 1 if number else full)
        found.append(
            Part(
                folder=name(number),
                number=number,
                first=len(items) - end + 1,
                items=tuple(items[end - PART if number else 0 : end]),
                newer=name(numbers[place - 1]) if place else "",
                older=name(numbers[place + 1]) if place < full else "",
            )
        )
    return found


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
        pages += _list_pages(edition, teaser, folder, title, listed, ("Tagar", f"{TAGS}/"))
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
    pages: list[Page] = []
    for year, listed in years.items():
        pages += _list_pages(edition, teaser, f"{ARCHIVE}/{year}", f"Arsip {year}", listed)
    for (year, month), listed in months.items():
        folder, title = month_folder(year, month), f"Arsip {MONTHS[month - 1]} {year}"
        above = (f"Arsip {year}", f"{ARCHIVE}/{year}/")
        pages += _list_pages(edition, teaser, folder, title, listed, above)
    return pages


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


def _list_pages(
    edition: Edition,
    teaser: Teasing,
    folder: str,
    title: str,
    items: Sequence[Item],
    kicker: tuple[str, str] = ("Semua konten", "konten/"),
) -> Iterator[Page]:
    """A list with all its parts."""
    newest, *older = parts_of(folder, items)
    yield Page(
        folder=folder,
        title=title,
        description=f"{title}: {len(items)} konten JDIH {edition.office}.",
        body=sketch(
            "list.j2",
            root=root_of(folder),
            title=title,
            kicker=kicker,
            lead=f"{len(items)} konten, dari yang terbaru",
            newer=newest.newer,
            older=newest.older,
            items=[teaser(item) for item in newest.items],
        ),
        structured=graph(edition, [], [CONTENT, (title, folder)]),
        searchable=False,
    )
    for part in older:
        yield older_page(edition, teaser, (title, folder), part)


def older_page(edition: Edition, teaser: Teasing, listed: Crumb, part: Part) -> Page:
    """An older part of a list. It names no total, which would change with every new item."""
    title = f"{listed[0]}, halaman {part.number}"
    last = part.first + len(part.items) - 1
    said = f"Konten ke-{part.first} sampai ke-{last}, dihitung dari yang pertama"
    return Page(
        folder=part.folder,
        title=title,
        description=f"{listed[0]} JDIH {edition.office}: {said[0].lower()}{said[1:]}.",
        body=sketch(
            "list.j2",
            root=root_of(part.folder),
            title=title,
            kicker=(listed[0], f"{listed[1]}/"),
            lead=said,
            newer=part.newer,
            older=part.older,
            items=[teaser(item) for item in part.items],
        ),
        structured=graph(edition, [], [CONTENT, listed, (title, part.folder)]),
        searchable=False,
    )
