"""Core: the nouns of the register of legal instruments (content/peraturan)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Relation(StrEnum):
    AMENDS = "mengubah"
    AMENDED_BY = "diubah"
    REPEALS = "mencabut"
    REPEALED_BY = "dicabut"


_ACTIVE = {Relation.AMENDS: Relation.AMENDED_BY, Relation.REPEALS: Relation.REPEALED_BY}
INVERSE = _ACTIVE | {passive: active for active, passive in _ACTIVE.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation to another instrument; ``target`` is a register id or, unregistered, its name."""

    relation: Relation
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    """An abstract in the official layout: three parts, then up to five notes (ILDIS prints it so).

    It condenses why the rule was made, what it rests on and what it says; it never comments.
    """

    reasons: str  # from "Menimbang"
    basis: str  # from "Mengingat"
    matter: str  # what the instrument rules
    notes: tuple[str, ...]  # in force since; what it amends or repeals; annexes


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One entry of the register of legal instruments. What is missing stays empty."""

    id: str
    where: str
    kind: str  # "Undang-Undang"
    short_kind: str  # "UU"
    number: str
    year: int
    about: str
    as_written: str = ""  # the text as SOP 17/2022 has it
    slip: str = ""  # what is wrong in that text, and how we know
    place: str = ""
    enacted: date | None = None
    promulgated: date | None = None
    source: str = ""  # "LN 2008 (61), TLN (4846)"
    author: str = ""  # T.E.U. Badan
    subjects: tuple[str, ...] = ()
    field_of_law: str = ""
    in_force: bool | None = None  # None: not verified by the office
    links: tuple[Link, ...] = ()
    official_url: str = ""
    articles: Mapping[str, str] = field(default_factory=dict)
    abstract: Abstract | None = None
    demo: bool = False
    body: str = ""

    @property
    def name(self) -> str:
        """The official name; the number of a decree may carry its year ("10/HK.04/08/2022")."""
        tail = "" if "/" in self.number else f" Tahun {self.year}"
        return f"{self.kind} Nomor {self.number}{tail}"
