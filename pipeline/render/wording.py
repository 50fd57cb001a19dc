"""Draws: how dates and legal references are said in Indonesian. Pure text, no markup."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from pipeline.core.days import MONTHS, plain_day
from pipeline.core.instruments import Instrument, Relation
from pipeline.core.model import WITA, Reference

RELATIONS = {
    Relation.AMENDS: "Mengubah",
    Relation.AMENDED_BY: "Diubah dengan",
    Relation.REPEALS: "Mencabut",
    Relation.REPEALED_BY: "Dicabut dengan",
}


def day_text(day: date) -> str:
    """24 Maret 2022 (a moment is first brought to WITA)."""
    if isinstance(day, datetime):
        day = day.astimezone(WITA).date()
    return plain_day(day)


def month_text(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_name(instrument: Instrument) -> str:
    """UU 14/2008; a number that carries its year already stays as it is."""
    tail = "" if "/" in instrument.number else f"/{instrument.year}"
    return f"{instrument.short_kind or instrument.kind} {instrument.number}{tail}"


def cite(reference: Reference, register: Mapping[str, Instrument]) -> str:
    """UU 14/2008 Pasal 7 ayat (2); an unregistered instrument shows its id."""
    instrument = register.get(reference.instrument)
    name = short_name(instrument) if instrument else reference.instrument
    return f"{name} {reference.pinpoint}".strip()


def force_text(instrument: Instrument) -> str:
    """The state of an instrument; what the office has not verified is said to be so."""
    if instrument.in_force is None:
        return "Belum diverifikasi"
    return "Berlaku" if instrument.in_force else "Tidak berlaku"


def cite_all(basis: Iterable[Reference], register: Mapping[str, Instrument]) -> str:
    """All references in one line; places in the same instrument are told together."""
    places: dict[str, list[str]] = {}
    for reference in basis:
        kept = places.setdefault(reference.instrument, [])
        kept += [reference.pinpoint] if reference.pinpoint else []
    return "; ".join(
        f"{cite(Reference(instrument=instrument), register)} {_listed(kept)}".strip()
        for instrument, kept in places.items()
    )


def name_all(basis: Iterable[Reference], register: Mapping[str, Instrument]) -> str:
    """The instruments alone, each once: UU 14/2008; PP 61/2010."""
    names = dict.fromkeys(reference.instrument for reference in basis)
    return "; ".join(cite(Reference(instrument=name), register) for name in names)


def _listed(parts: Sequence[str]) -> str:
    """One; one dan two; one, two, dan three."""
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"
