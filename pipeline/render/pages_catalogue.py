"""Draws: the register by kind, year, status and subject: pages that need no script.

The finder on the register's page does the same in place where scripts run (site/theme/assets).
"""

import re
from collections.abc import Callable, Iterable, Mapping

from pipeline.core.instruments import Instrument
from pipeline.render import wording
from pipeline.render.edition import Edition
from pipeline.render.shell import Page, root_of, sketch, slug_of
from pipeline.render.structured import REGISTER, graph

# By what the register is divided: title, folder, and what an entry says of itself.
DIVISIONS: Mapping[str, tuple[str, Callable[[Instrument], Iterable[str]]]] = {
    "Jenis": ("jenis", lambda entry: [entry.kind]),
    "Tahun": ("tahun", lambda entry: [str(entry.year)]),
    "Status": ("status", lambda entry: [wording.force_text(entry)]),
    "Subjek": ("subjek", lambda entry: entry.subjects),
}


def folder_of(division: str, value: str) -> str:
    return f"peraturan/{DIVISIONS[division][0]}/{slug_of(value)}"


def catalogue(entries: Iterable[Instrument]) -> dict[str, dict[str, list[Instrument]]]:
    """The entries by division and value; years from the newest, all else by its letters."""
    found: dict[str, dict[str, list[Instrument]]] = {name: {} for name in DIVISIONS}
    for entry in entries:
        for name, (_, values) in DIVISIONS.items():
            for value in dict.fromkeys(values(entry)):
                found[name].setdefault(value, []).append(entry)
    return {
        name: dict(sorted(values.items(), key=lambda pair: pair[0], reverse=name == "Tahun"))
        for name, values in found.items()
    }


def catalogue_links(entries: Iterable[Instrument]) -> dict[str, list[tuple[str, str, int]]]:
    """Per division: value, folder and count."""
    return {
        name: [(value, folder_of(name, value), len(listed)) for value, listed in values.items()]
        for name, values in catalogue(entries).items()
        if values
    }


def catalogue_pages(edition: Edition, entries: Iterable[Instrument]) -> list[Page]:
    """One page per value of each division, its entries in the order they came."""
    pages = []
    for name, values in catalogue(entries).items():
        for value, listed in values.items():
            folder = folder_of(name, value)
            title = f"Peraturan menurut {name.lower()}: {value}"
            pages.append(
                Page(
                    folder=folder,
                    title=title,
                    description=f"{len(listed)} peraturan dalam register JDIH {edition.office}.",
                    body=sketch(
                        "catalogue.j2",
                        root=root_of(folder),
                        division=name,
                        value=value,
                        entries=listed,
                    ),
                    structured=graph(edition, [], [REGISTER, (title, folder)]),
                    searchable=False,
                )
            )
    return pages


def found_by(entry: Instrument) -> str:
    """The words by which the finder knows an entry; lower case, apart by single blanks."""
    told = f"{entry.short_kind} {entry.number} {entry.year} {entry.name} {entry.about}"
    words = f"{told} {' '.join(entry.subjects)}".casefold()
    return " ".join(dict.fromkeys(re.findall(r"\w+", words)))
