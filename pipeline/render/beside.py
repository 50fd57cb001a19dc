"""Draws: one item's cards, captions and findings as a piece of the preview's desk."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from pipeline.core.findings import Finding
from pipeline.core.proposals import Draft
from pipeline.render.card import Card
from pipeline.render.templates import open_templates

# In the order in which people meet them; what each is for, as the office says it.
_KINDS = {
    "feed": "Satu kartu",
    "slide": "Kartu geser",
    "portrait": "Kartu tegak 3:4",
    "square": "Kartu persegi",
    "story": "Kartu story",
    "link": "Kartu tautan",
    "wide": "Kartu lebar di beranda",
}


def beside_page(
    site: Path,
    *,
    draft: Draft | None,
    cards: Sequence[Card],
    findings: Sequence[Finding],
    others: int,
    titles: Mapping[str, str],
) -> str:
    """``titles`` are those of all items, newest first, for the list to choose from."""
    order = [*_KINDS]
    ordered = sorted(cards, key=lambda card: (order.index(card.format), card.page))
    return open_templates(site / "preview", html=True)(
        "beside.j2",
        draft=draft,
        kinds=[(_KINDS[kind], [*group]) for kind, group in groupby(ordered, lambda c: c.format)],
        findings=findings,
        others=others,
        titles=sorted(titles.items(), reverse=True),
    )
