"""Draws: the register of legal instruments and the page of each of its entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.instruments import INVERSE, Instrument, Relation
from pipeline.core.model import Item
from pipeline.render import wording
from pipeline.render.edition import Edition
from pipeline.render.family import family_tree
from pipeline.render.jdihn import abstract_file
from pipeline.render.pages_catalogue import catalogue_links, catalogue_pages, found_by
from pipeline.render.shell import Page, root_of, sketch
from pipeline.render.structured import REGISTER, graph, legislation
from pipeline.render.teasers import Teasing
from pipeline.render.templates import Render


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation as one of its two ends sees it."""

    verb: str
    name: str
    id: str  # "" when the other end is not in the register
    note: str


def instrument_folder(instrument_id: str) -> str:
    return f"peraturan/{instrument_id}"


def register_pages(edition: Edition, teaser: Teasing) -> list[Page]:
    """The list and one page per entry."""
    entries = sorted(edition.content.instruments.values(), key=_rank)
    citing = _citing(edition)
    pages = [
        Page(
            folder="peraturan",
            title="Register peraturan",
            description="Peraturan yang menjadi dasar hukum kerja redaksi dan rujukan konten JDIH "
            f"{edition.office}: bunyi rujukan dalam SOP, nama resminya, dan hubungannya.",
            body=sketch(
                "register.j2",
                root=root_of("peraturan"),
                groups=_groups(entries),
                total=len(entries),
                cited={law: len(items) for law, items in citing.items()},
                catalogue=catalogue_links(entries),
                words={entry.id: found_by(entry) for entry in entries},
                slips=sum(1 for entry in entries if entry.slip),
            ),
            structured=graph(edition, [], [REGISTER]),
        )
    ]
    pages += [_entry_page(edition, entry, teaser, citing) for entry in entries]
    return pages + catalogue_pages(edition, entries)


def _entry_page(
    edition: Edition,
    entry: Instrument,
    teaser: Teasing,
    citing: Mapping[str, Sequence[Item]],
) -> Page:
    folder = instrument_folder(entry.id)
    about = f" tentang {entry.about}" if entry.about else ""
    return Page(
        folder=folder,
        title=f"{entry.name}{about}",
        description=f"{entry.name}{about}: status, hubungan, dan konten yang membahasnya.",
        body=sketch(
            "instrument.j2",
            root=root_of(folder),
            entry=entry,
            ties=ties(entry, edition.content.instruments.values()),
            tree=family_tree(entry, edition.content.instruments),
            items=[teaser(item) for item in citing.get(entry.id, ())],
        ),
        structured={}
        if entry.demo
        else graph(edition, [legislation(edition, entry)], [REGISTER, (entry.name, folder)]),
    )


def abstracts(edition: Edition, render: Render) -> dict[str, bytes]:
    """Each abstract as a sheet to print, in the layout that ILDIS prints: the feed links it."""
    return {
        f"{instrument_folder(entry.id)}/{abstract_file(entry)}": render(
            "abstract.j2", edition=edition, entry=entry
        ).encode()
        for entry in edition.content.instruments.values()
        if entry.abstract
    }


def ties(entry: Instrument, register: Iterable[Instrument]) -> list[Tie]:
    """Relations both ways: those that the entry states and those that others state about it."""
    by_id = {other.id: other for other in register}
    seen: dict[tuple[Relation, str], str] = {}
    for link in entry.links:
        seen[link.relation, link.target] = link.note
    for other in by_id.values():
        for link in other.links:
            if link.target == entry.id:
                seen.setdefault((INVERSE[link.relation], other.id), link.note)
    return [
        Tie(
            verb=wording.RELATIONS[relation],
            name=by_id[target].name if target in by_id else target,
            id=target if target in by_id else "",
            note=note,
        )
        for (relation, target), note in seen.items()
    ]


_KINDS = ("UU", "PERPU", "PP", "PERPRES")


def _rank(entry: Instrument) -> tuple[int, str, int, str]:
    """By rank of the instrument as UU 12/2011 lists it, then the newest first."""
    short = entry.short_kind.upper()
    order = _KINDS.index(short) if short in _KINDS else len(_KINDS)
    decree = entry.kind.startswith("Keputusan")
    return (order + 10 * decree, entry.kind, -entry.year, entry.number.zfill(6))


def _groups(entries: list[Instrument]) -> dict[str, list[Instrument]]:
    groups: dict[str, list[Instrument]] = {}
    for entry in entries:
        groups.setdefault(entry.kind, []).append(entry)
    return groups


def _citing(edition: Edition) -> dict[str, list[Item]]:
    """The standing items that rest on each instrument, newest first."""
    found: dict[str, list[Item]] = {}
    for item in edition.standing():
        for instrument in {reference.instrument for reference in item.basis}:
            found.setdefault(instrument, []).append(item)
    return found
