"""Draws: the page that searches, and the list by which it knows a typed reference at once."""

import json
from collections.abc import Iterable

from pipeline.core.instruments import Instrument
from pipeline.render.edition import Edition
from pipeline.render.pages_catalogue import found_by
from pipeline.render.shell import Page, root_of, sketch

FOLDER = "cari"
REFERENCES = "peraturan/rujukan.json"


def search_page(edition: Edition) -> Page:
    """Nothing of the search is loaded by any other page, nor by this one before it is used."""
    return Page(
        folder=FOLDER,
        title="Cari",
        description=f"Cari konten dan peraturan di laman JDIH {edition.office}.",
        body=sketch("search.j2", root=root_of(FOLDER), register=len(edition.content.instruments)),
        searchable=False,
        searches=True,
    )


def references(entries: Iterable[Instrument]) -> bytes:
    """Per entry: its folder, its name, what it is about, and the words that find it."""
    listed = [[entry.id, entry.name, entry.about, found_by(entry)] for entry in entries]
    return (json.dumps(listed, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
