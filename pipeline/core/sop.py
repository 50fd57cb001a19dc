"""Core: SOP 17/2022 as data, and the border that reads it. Decides nothing about an item."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.core import forms
from pipeline.core.days import DayUnit
from pipeline.core.forms import Read, whole
from pipeline.core.keys import Doc, Keys
from pipeline.core.model import Role

SCHEMA = 1
STEPS = 9


class OrderBy(StrEnum):
    """How the office gives the order of step 8."""

    STANDING = "tetap"  # once for all: what is approved goes out
    PERSON = "orang"  # each time, by a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the SOP: verbatim, and as it is to be read where the source has a slip."""

    as_written: str = ""
    reading: str = ""
    points: tuple[str, ...] = ()  # the same, as a list
    inferred: str = ""  # why we believe it, where the source does not say so; "" = it does

    @property
    def text(self) -> str:
        return self.reading or self.as_written

    def __bool__(self) -> bool:
        return bool(self.as_written or self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One of the legal bases and the register entries that explain it."""

    cell: Cell
    instruments: tuple[str, ...]
    line: int = field(default=1, repr=False, compare=False)  # in sop.yml


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A performer's column in the head of the flowchart."""

    as_written: str
    also_written: str  # as the second page of the source has it; "" = the same
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Performers:
    roles: tuple[Role, ...]
    inferred: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The column WAKTU, e.g. "1-2 hari"."""

    as_written: str
    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Where the flow goes next; ``when`` is the answer at a decision."""

    to: int
    when: str = ""
    inferred: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A lettered part of a step: 9a, 9b."""

    letter: str
    activity: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class SopStep:
    number: int
    activity: Cell  # empty where the step has parts
    parts: tuple[Part, ...]
    performers: Performers
    requisites: Cell
    time: Limit | None  # None: the SOP sets none
    output: Cell
    evidence: Cell
    arrows: tuple[Arrow, ...]  # none: the flow ends here

    @property
    def text(self) -> str:
        """The activity in one line, parts included."""
        parts = "; ".join(f"{part.letter}. {part.activity.text}" for part in self.parts)
        return self.activity.text or parts

    @property
    def is_decision(self) -> bool:
        return len(self.arrows) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """How the days of the column WAKTU are counted."""

    unit: DayUnit
    zone: str
    rule: str
    inferred: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sop:
    """``content/sop.yml``."""

    office: tuple[str, ...]
    number: str
    made: date
    made_as_written: str
    revised: date | None  # empty in the source
    effective: date | None  # empty in the source
    approver_office: str
    approver: str
    name: str
    bases: tuple[Basis, ...]
    qualifications: tuple[Cell, ...]
    related: tuple[Cell, ...]
    equipment: tuple[Cell, ...]
    warning: Cell
    recording: Cell
    columns: tuple[Column, ...]
    days: DayRule
    steps: tuple[SopStep, ...]
    order_by: OrderBy = OrderBy.STANDING

    def step(self, number: int) -> SopStep:
        """Return a step by its number in the SOP (from 1)."""
        return self.steps[number - 1]


def read_sop(doc: Doc, where: str) -> Read[Sop]:
    page = Keys(doc, where)
    page.schema("skema", SCHEMA)
    made = page.nested("tanggal_pembuatan", required=True)
    approver = page.nested("disahkan_oleh", required=True)
    sop = Sop(
        office=page.texts("instansi", required=True),
        number=page.text("nomor"),
        made=made.day("tanggal") if made else date.min,
        made_as_written=made.text("tertulis") if made else "",
        revised=page.maybe_day("tanggal_revisi"),
        effective=page.maybe_day("tanggal_efektif"),
        approver_office=approver.text("jabatan") if approver else "",
        approver=approver.text("nama") if approver else "",
        name=page.text("nama"),
        bases=tuple(_basis(keys) for keys in page.each("dasar_hukum", required=True)),
        qualifications=_cells(page, "kualifikasi"),
        related=_cells(page, "keterkaitan"),
        equipment=_cells(page, "peralatan"),
        warning=_cell(page.nested("peringatan", required=True)),
        recording=_cell(page.nested("pencatatan", required=True)),
        columns=tuple(_column(keys) for keys in page.each("pelaksana", required=True)),
        days=_days(page.nested("satuan", required=True)),
        steps=tuple(_step(keys) for keys in page.each("langkah", required=True)),
        order_by=page.maybe_choice("perintah_unggah", OrderBy) or OrderBy.STANDING,
    )
    if [step.number for step in sop.steps] != list(range(1, STEPS + 1)):
        page.complain(
            "langkah",
            "langkah-sop",
            f"Tulis langkah 1 sampai {STEPS} berurutan, masing-masing sekali.",
        )
    return whole(sop, page.complaints())


def _basis(keys: Keys) -> Basis:
    instruments = keys.texts("peraturan", required=True, like=forms.SLUG, example="uu-14-2008")
    return Basis(cell=_cell(keys), instruments=instruments, line=keys.line("tertulis"))


def _column(keys: Keys) -> Column:
    return Column(
        as_written=keys.text("tertulis"),
        also_written=keys.text("tertulis_lain", required=False),
        roles=keys.choice_list("peran", Role, required=True),
    )


def _days(keys: Keys | None) -> DayRule:
    if keys is None:
        return DayRule(unit=DayUnit.WORKING, zone="", rule="", inferred="")
    return DayRule(
        unit=keys.choice("hari", DayUnit),
        zone=keys.text("zona"),
        rule=keys.text("aturan"),
        inferred=_reason(keys),
    )


def _step(keys: Keys) -> SopStep:
    parts = tuple(
        Part(
            letter=part.text("huruf", limit=1),
            activity=_cell(part.nested("kegiatan", required=True)),
        )
        for part in keys.each("bagian")
    )
    return SopStep(
        number=keys.number("nomor", low=1, high=STEPS),
        activity=_cell(keys.nested("kegiatan", required=not parts)),
        parts=parts,
        performers=_performers(keys.nested("pelaksana", required=True)),
        requisites=_cell(keys.nested("kelengkapan")),
        time=_limit(keys.nested("waktu")),
        output=_cell(keys.nested("output")),
        evidence=_cell(keys.nested("bukti"), written=False),
        arrows=tuple(
            Arrow(
                to=arrow.number("ke", low=1, high=STEPS),
                when=arrow.text("bila", required=False),
                inferred=_reason(arrow),
            )
            for arrow in keys.each("alur")
        ),
    )


def _performers(keys: Keys | None) -> Performers:
    if keys is None:
        return Performers(roles=())
    return Performers(roles=keys.choice_list("peran", Role, required=True), inferred=_reason(keys))


def _limit(keys: Keys | None) -> Limit | None:
    if keys is None:
        return None
    limit = Limit(
        as_written=keys.text("tertulis"),
        at_least=keys.number("paling_sedikit", low=1, high=365),
        at_most=keys.number("paling_lama", low=1, high=365),
    )
    if limit.at_least > limit.at_most:
        keys.complain(
            "paling_lama", "di-luar-batas", "Tulis paling_lama tidak kurang dari paling_sedikit."
        )
    return limit


def _cells(page: Keys, key: str) -> tuple[Cell, ...]:
    return tuple(_cell(keys) for keys in page.each(key, required=True))


def _cell(keys: Keys | None, *, written: bool = True) -> Cell:
    if keys is None:
        return Cell()
    return Cell(
        as_written=keys.text("tertulis", required=written, limit=1000),
        reading=keys.text("dibaca", required=False, limit=1000),
        points=keys.texts("butir"),
        inferred=_reason(keys),
    )


def _reason(keys: Keys) -> str:
    """What is inferred says why; a reason without the mark would pass for the source's own word."""
    inferred = keys.flag("disimpulkan")
    reason = keys.text("alasan", required=inferred, limit=1000)
    if reason and not inferred:
        keys.complain(
            "alasan", "kesimpulan-tanpa-tanda", 'Tambahkan "disimpulkan: true" di atas alasan.'
        )
    return reason if inferred else ""
