"""Draws: the office's documents of one item as PDF. One that cannot be set leaves the others be."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.core.findings import Finding
from pipeline.core.model import Channels, Contact
from pipeline.render.document_item import approval_sheet, control_sheet, order_sheet
from pipeline.render.document_meeting import disposisi_sheet, invitation, minutes_sheet
from pipeline.render.document_posts import correction_sheet, posting_sheet, withdrawal_sheet
from pipeline.render.fonts import IGNORED, characters
from pipeline.render.house import read_brand
from pipeline.render.photo import PictureTrouble
from pipeline.render.records import Document, Records
from pipeline.render.typesetting import THUMBNAIL, DocumentTrouble, Press

SHEETS: tuple[Callable[[Records], Document | None], ...] = (
    control_sheet,
    disposisi_sheet,
    invitation,
    minutes_sheet,
    approval_sheet,
    order_sheet,
    posting_sheet,
    correction_sheet,
    withdrawal_sheet,
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
                mark = "GLADI" if known.rehearsal else "CONTOH" if known.item.demo else ""
                yield self.set(document, known.content.channels, known.item.id, mark)

    def set(
        self, document: Document, channels: Channels | None, about: str, mark: str = ""
    ) -> tuple[str, bytes] | Finding:
        """Set one document on the letterhead: its file's name and bytes, or why it cannot be."""
        values = {**document.values, **self._common(document, channels, about, mark)}
        if strange := self._lacking(values)[:1]:
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
            for name, path in document.thumbnails.items():
                self._press.lay_photograph(name, path, THUMBNAIL)
            return f"{document.name}.pdf", self._press.set(document.name, values, document.at)
        except PictureTrouble as trouble:
            message = f"{document.name}.pdf tidak dibuat: {trouble}"
            return Finding(where=document.where, rule="dokumen", message=message)
        except DocumentTrouble as trouble:
            where = f"site/dokumen/{document.name}.typ"
            message = f"{document.name}.pdf tidak dibuat; perbaiki templat ini: {trouble}"
            return Finding(where=where, rule="dokumen", message=message)

    def legible(self, document: Document) -> tuple[Document, str]:
        """The document with "?" for every sign that the fonts lack, and those signs."""
        lacking = self._lacking(document.values)
        if not lacking:
            return document, ""
        table = str.maketrans(dict.fromkeys(lacking, "?"))
        return replace(document, values=_translated(document.values, table)), lacking

    def _lacking(self, values: Any) -> str:
        """The signs in these values that no font of ours draws."""
        signs = _signs(values) - {*IGNORED, "\n", "\t"}
        return "".join(sorted(sign for sign in signs if ord(sign) not in self._drawn))

    def _common(
        self, document: Document, channels: Channels | None, about: str, mark: str
    ) -> dict[str, Any]:
        name = channels.office if channels else ""
        return {
            "colours": self._colours,
            "office": {
                "name": name,
                "lines": letterhead(name),
                "place": place_of(name),
                "reached": reached(channels.contact, channels.site_url) if channels else [],
            },
            "title": document.title,
            "description": document.subject,
            "keywords": ["JDIH", about, document.name],
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


def reached(contact: Contact, site: str) -> list[list[str]]:
    """The lines of a letterhead that say where the office is, in parts that do not break."""
    phone = f"Telepon {contact.phone}" if contact.phone else ""
    email = f"Surel {contact.email}" if contact.email else ""
    lines = ([contact.address], [phone, email, site])
    return [parts for line in lines if (parts := [part for part in line if part])]


def place_of(office: str) -> str:
    """Where its letters are signed, by the office's own name: Pinrang; "" where it says none."""
    found = _COMMISSION.fullmatch(office)
    return found[3] if found and found[2] in {"Kabupaten", "Kota"} else ""


def _translated(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, Mapping):
        return {key: _translated(inner, table) for key, inner in value.items()}
    return [_translated(inner, table) for inner in value] if isinstance(value, list) else value


def _signs(value: Any) -> set[str]:
    """Every character that could be printed."""
    if isinstance(value, str):
        return set(value)
    inner = value.values() if isinstance(value, Mapping) else value
    return set().union(*map(_signs, inner)) if isinstance(inner, Iterable) else set()
