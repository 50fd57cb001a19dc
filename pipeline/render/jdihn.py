"""Draws: the feed of legal documents that JDIHN collects: 28 fields as BPHN's schema names them.

After ``schema/document-schema.json`` of BPHN's ILDIS (2025-05-27) and BPHN's own comments on it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.core.instruments import Instrument
from pipeline.core.model import WITA
from pipeline.render.edition import Edition
from pipeline.render.wording import force_text

FEED = "feed/document.json"  # where ILDIS puts it, too
# What the schema does not require, and what is told of books alone; "" where there is nothing.
OPTIONAL = frozenset(
    ["noPanggil", "penerbit", "deskripsiFisik", "isbn", "teuBadan", "nomorIndukBuku", "subjek"]
)
# A required field that stands empty -> the office's key for it in content/peraturan/<id>.md.
KEYS = {
    "tanggal_penetapan": "tanggal_penetapan",
    "tanggal_pengundangan": "tanggal_pengundangan",
    "tempatTerbit": "tempat",
    "sumber": "sumber",
    "status": "status",
    "bidangHukum": "bidang_hukum",
    "abstrak": "abstrak",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An entry that cannot be handed over, and the keys that the office has not filled."""

    entry: Instrument
    keys: tuple[str, ...]


def abstract_file(entry: Instrument) -> str:
    """The abstract's file, beside the entry's page."""
    return f"abstrak-{entry.id}.html"


def records(edition: Edition) -> tuple[list[dict[str, str]], list[LeftOut]]:
    """The documents in order of their ids, and what stays out because something is missing.

    Nothing is invented. An entry of a demonstration is no document, and is not missed either.
    """
    found, left = [], []
    for entry in sorted(edition.content.instruments.values(), key=lambda entry: entry.id):
        approved = edition.registered.get(entry.id)
        if entry.demo or approved is None:
            continue
        record = _record(entry, f"{edition.site_url}peraturan/{entry.id}/", approved, edition)
        if missing := [name for name, value in record.items() if not (value or name in OPTIONAL)]:
            left.append(LeftOut(entry=entry, keys=tuple(KEYS[name] for name in missing)))
        else:
            found.append(record)
    return found, left


def feed(documents: Iterable[Mapping[str, str]]) -> bytes | None:
    """The feed; None where it would be empty: JDIHN would take that for "all withdrawn"."""
    listed = list(documents)
    if not listed:
        return None
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def _record(
    entry: Instrument, address: str, approved: datetime, edition: Edition
) -> dict[str, str]:
    about = f" tentang {entry.about}" if entry.about else ""
    file = abstract_file(entry) if entry.abstract else ""
    return {
        "idData": entry.id,
        "tahun_pengundangan": str(entry.year),
        "tanggal_penetapan": entry.enacted.isoformat() if entry.enacted else "",
        "tanggal_pengundangan": entry.promulgated.isoformat() if entry.promulgated else "",
        "jenis": entry.kind.upper(),
        "noPeraturan": entry.number,
        "judul": f"{entry.name}{about}",
        "noPanggil": "",
        "singkatanJenis": entry.short_kind,
        "tempatTerbit": entry.place,
        "penerbit": "",
        "deskripsiFisik": "",
        "sumber": entry.source,
        "isbn": "",
        "status": "" if entry.in_force is None else force_text(entry),
        "bahasa": "Indonesia",
        "bidangHukum": entry.field_of_law,
        "teuBadan": entry.author,
        "nomorIndukBuku": "",
        "abstrak": file,
        "last_updated": _moment(
            approved,
            spaced=edition.content.channels is not None and edition.content.channels.ildis_form,
        ),
        "urlAbstrak": address + file,
        "urlDetailPeraturan": address,
        "fileDownload": "-",
        "urlDownload": "-",
        "subjek": ", ".join(entry.subjects),
        "operasi": "4",
        "display": "1",
    }


def _moment(moment: datetime, *, spaced: bool) -> str:
    """RFC 3339 as the schema asks, or as ILDIS itself sends it: "2024-11-15 14:14:51"."""
    here = moment.astimezone(WITA)
    return here.strftime("%Y-%m-%d %H:%M:%S") if spaced else here.isoformat(timespec="seconds")
