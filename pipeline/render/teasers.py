"""Draws: an item as pages of others show it, as a tile or as a row, each drawn once."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property

from markupsafe import Markup

from pipeline.core.model import Item
from pipeline.render.edition import Drawing, Edition
from pipeline.render.templates import Render

_ROOT = "akar-halaman-8f1d3b7c/"  # stands for the way back to the front page, of any depth


@dataclass(frozen=True, kw_only=True, repr=False)
class Teaser:
    """All that the templates of tiles and rows get to know of an item."""

    id: str
    title: str
    summary: str
    series: str
    day: date
    when: str
    demo: bool
    imported: bool
    corrected: bool
    withdrawn: bool
    card: Drawing | None

    @cached_property
    def _told(self) -> str:
        told = repr([getattr(self, field.name) for field in fields(self)])
        return hashlib.sha256(told.encode()).hexdigest()

    def __repr__(self) -> str:
        """Short, because pages with hundreds of them are compared by what they are drawn from."""
        return self._told


Teasing = Callable[[Item], Teaser]


def teasers(edition: Edition) -> Teasing:
    """One teaser for each item of an edition."""
    found: dict[str, Teaser] = {}

    def of(item: Item) -> Teaser:
        if item.id not in found:
            found[item.id] = _teaser(edition, item)
        return found[item.id]

    return of


def _teaser(edition: Edition, item: Item) -> Teaser:
    series = edition.series(item)
    return Teaser(
        id=item.id,
        title=item.card_title,
        summary=item.summary,
        series=series.name if series else "",
        day=edition.day(item),
        when=edition.when(item),
        demo=item.demo,
        imported=item.id in edition.imported,
        corrected=item.correction is not None,
        withdrawn=item.withdrawal is not None,
        card=edition.card(item, "link"),
    )


def with_teasers(render: Render) -> Render:
    """The same templates with ``tile`` and ``row`` at hand."""

    @cache
    def drawn(template: str, told: str, eager: bool) -> list[str]:
        text = render(template, item=known[told], root=_ROOT, eager=eager)
        return f"{text}\n".split(_ROOT)  # a blank parts it from the next

    known: dict[str, Teaser] = {}

    def piece(template: str, item: Teaser, root: str, eager: bool = False) -> Markup:
        known[repr(item)] = item
        return Markup(root.join(drawn(template, repr(item), eager)))  # drawn by us

    def tile(item: Teaser, root: str, eager: bool = False) -> Markup:
        return piece("_tile.j2", item, root, eager)

    def row(item: Teaser, root: str) -> Markup:
        return piece("_row.j2", item, root)

    def with_pieces(template: str, **values: object) -> str:
        return render(template, tile=tile, row=row, **values)

    return with_pieces
