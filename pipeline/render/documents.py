"""Draws: the office's documents of one item as PDF. One that cannot be set leaves the others be."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.core.findings import Finding
from pipeline.render.document_item import approval_sheet, control_sheet, order_sheet
from pipeline.render.document_meeting import disposisi_sheet, invitation, minutes_sheet
from pipeline.render.document_posts import correction_sheet, posting_sheet
from pipeline.render.fonts import IGNORED, characters
from pipeline.render.house import read_brand
from pipeline.render.photo import PictureTrouble
from pipeline.render.records import Document, Records
from pipeline.render.typesetting import DocumentTrouble, Press

SHEETS: tuple[Callable[[Records], Document | None], ...] = (
    control_sheet,
    disposisi_sheet,
    invitation,
    minutes_sheet,
    approval_sheet,
    order_sheet,
    posting_sheet,
    correction_sheet,
)
_COMMISSION = re.compile(r"(KPU|KIP)\b\s*(?:(Kabupaten|Kota|Provinsi)\b\s*)?(.*)")
_LONG = {"KPU": "Komisi Pemilihan Umum", "KIP": "Komisi Independen Pemilihan"}


class Office:
    """Letterhead, colours and fonts, the same on every document."""

    def __init__(self, site: Path, folder: Path) -> None:
        brand, self.findings = read_brand(site)
        self._colours = dict(brand.palette)
        fonts = site / "assets/fonts"
        names = [*brand.fonts.values(), *brand.fallback] if not self.findings else []
        self._drawn = frozenset().union(*(characters(str(fonts / name)) for name in names))
        self._press = Press(site, folder)

    def documents(self, known: Records) -> Iterator[tuple[str, bytes] | Finding]:
        """Set every document that applies: its file's name and bytes, or why it cannot be set."""
        for sheet in SHEETS:
            document = sheet(known)
            if document is not None:
                yield self._set(document, known)

    def _set(self, document: Document, known: Records) -> tuple[str, bytes] | Finding:
        values = {**document.values, **self._common(document, known)}
        if strange := next((c for c in _letters(values) if not self._has(c)), ""):
            message = (
                f"{document.name}.pdf tidak dibuat: huruf dokumen tidak memuat tanda “{strange}” "
                f"(U+{ord(strange):04X}). Ganti atau hapus tanda itu."
            )
            return Finding(where=document.where, rule="dokumen", message=message)
        try:
            for name, path in document.pictures.items():
                self._press.lay(name, path)
            for name, path in document.photographs.items():
                self._press.lay_photograph(name, path)
            return f"{document.name}.pdf", self._press.set(document.name, values, document.at)
        except PictureTrouble as trouble:
            message = f"{document.name}.pdf tidak dibuat: {trouble}"
            return Finding(where=document.where, rule="dokumen", message=message)
        except DocumentTrouble as trouble:
            where = f"site/dokumen/{document.name}.typ"
            message = f"{document.name}.pdf tidak dibuat; perbaiki templat ini: {trouble}"
            return Finding(where=where, rule="dokumen", message=message)

    def _has(self, letter: str) -> bool:
        return letter in IGNORED or letter in "\n\t" or ord(letter) in self._drawn

    def _common(self, document: Document, known: Records) -> dict[str, Any]:
        channels = known.content.channels
        name = channels.office if channels else ""
        mark = "GLADI" if known.rehearsal else "CONTOH" if known.item.demo else ""
        return {
            "colours": self._colours,
            "office": {
                "name": name,
                "lines": letterhead(name),
                "place": place_of(name),
                "site": channels.site_url if channels else "",
            },
            "title": document.title,
            "description": document.subject,
            "keywords": ["JDIH", known.item.id, document.name],
            "mark": mark,
            "source": f"Disusun dari {document.source}",
        }


def letterhead(office: str) -> list[str]:
    """KPU Kabupaten Pinrang -> KOMISI PEMILIHAN UMUM, KABUPATEN PINRANG; others as they are."""
    found = _COMMISSION.fullmatch(office)
    if found is None:
        return [office.upper()]
    below = " ".join(part for part in (found[2], found[3]) if part)
    return [line.upper() for line in (_LONG[found[1]], below) if line]


def place_of(office: str) -> str:
    """Where its letters are signed, by the office's own name: Pinrang; "" where it says none."""
    found = _COMMISSION.fullmatch(office)
    return found[3] if found and found[2] in {"Kabupaten", "Kota"} else ""


def _letters(value: Any) -> Iterator[str]:
    """Every character that could be printed."""
    if isinstance(value, str):
        yield from value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _letters(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _letters(inner)
