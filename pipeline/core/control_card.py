"""Core: the kartu kendali of one item: nine steps against the SOP, with what proves each of them.

Computed from records, Git and the ledger. What the SOP asks for and nobody recorded is missing;
of a tool (a laptop) nothing is recorded, and nothing is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from pipeline.core.days import DayUnit, Workdays
from pipeline.core.model import WITA, Disposisi, Item, Minutes, Role
from pipeline.core.progress import BEGUN_BY, PARTS, State, StepRecord
from pipeline.core.sop import Sop, SopStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisite:
    """What the SOP wants for a step, and whether it is on record."""

    name: str
    there: bool | None  # None: not due yet, or a tool, of which nothing is recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlStep:
    """One line of the card."""

    record: StepRecord
    activity: str  # as the SOP reads
    performers: tuple[Role, ...]
    requisites: tuple[Requisite, ...]
    limit: str  # as the SOP writes it; "": it sets none
    used: int | None  # days since the step it follows; None: a day is not known

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.requisites if one.there is False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlCard:
    """What one item went through."""

    item: Item
    steps: tuple[ControlStep, ...]
    unit: DayUnit  # in which days are counted: content/sop.yml, satuan
    rule: str  # and how, in the office's words
    calendar: str  # the version of the calendar that they were counted with
    today: date
    addresses: Mapping[str, str] = field(default_factory=dict)  # of proofs that the forge shows
    doubts: tuple[str, ...] = ()  # records that are unreadable, or older than they can be

    @property
    def finished(self) -> bool:
        return all(one.record.state in _OVER for one in self.steps)

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """(step, what) of everything the SOP wants and nobody recorded."""
        return tuple((one.record.step, name) for one in self.steps for name in one.missing)

    @property
    def late(self) -> tuple[ControlStep, ...]:
        return tuple(one for one in self.steps if one.record.late)

    @property
    def latest(self) -> datetime | None:
        """The last moment that is on record."""
        return max((at for one in self.steps if (at := moment(one.record))), default=None)


_RECORDS = ("disposisi", "notula", "dokumentasi")
_DUE = frozenset({State.DONE, State.UNRECORDED})  # its requisites must be there
_OVER = _DUE | {State.SKIPPED}


def moment(record: StepRecord) -> datetime | None:
    """When a step was done: its day's beginning where no hour is known."""
    if record.at or record.day is None:
        return record.at
    return datetime.combine(record.day, time(), tzinfo=WITA)


def control_card(
    item: Item,
    records: Sequence[StepRecord],
    sop: Sop | None,
    *,
    disposisi: Disposisi | None,
    minutes: Minutes | None,
    photographs: int,
    days: Workdays,
    calendar: str,
    today: date,
) -> ControlCard:
    """The card of one item, from its ten lines; without a readable sop.yml it asks for nothing."""
    known = {record.step: record for record in records}
    proofs = {
        "disposisi": disposisi is not None,
        "notula": minutes is not None,
        "dokumentasi": bool(photographs or (minutes and minutes.evidence)),
    }
    return ControlCard(
        item=item,
        steps=tuple(_step(known[step], known, sop, proofs, days, today) for step in PARTS),
        unit=days.unit,
        rule=sop.days.rule if sop else "",
        calendar=calendar,
        today=today,
    )


def _step(
    record: StepRecord,
    known: Mapping[str, StepRecord],
    sop: Sop | None,
    proofs: Mapping[str, bool],
    days: Workdays,
    today: date,
) -> ControlStep:
    step = sop.step(record.number) if sop else None
    start = _start(record, known)
    end = record.day or (today if record.due else None)
    return ControlStep(
        record=record,
        activity=_activity(step, record) if step else "",
        performers=step.performers.roles if step else (),
        requisites=tuple(_requisites(step, record, proofs)) if step else (),
        limit=step.time.as_written if step and step.time else "",
        used=max(days.between(start, end), 0) if start and end else None,
    )


def _start(record: StepRecord, known: Mapping[str, StepRecord]) -> date | None:
    """The day from which the step's days run: of the step that the SOP counts from, or before."""
    if record.since:
        return record.since
    named = BEGUN_BY.get(record.step)
    if named:
        return known[named].day
    before = [known[step].day for step in PARTS[: PARTS.index(record.step)]]
    return next((day for day in reversed(before) if day), None)


def _activity(step: SopStep, record: StepRecord) -> str:
    part = next((p for p in step.parts if p.letter == record.step[1:]), None)
    return part.activity.text if part else step.text


def _requisites(step: SopStep, record: StepRecord, proofs: Mapping[str, bool]) -> list[Requisite]:
    """Requisites and evidence, each once; a lettered part takes its own piece of evidence."""
    if record.state is State.SKIPPED:
        return []
    evidence = step.evidence.points
    if len(step.parts) == len(evidence):
        evidence = evidence[ord(record.step[1:]) - ord("a") :][:1] if record.step[1:] else evidence
    due = record.state in _DUE
    seen = {_named(name) for name in step.requisites.points} - {""}
    found = [
        Requisite(name=name, there=proofs.get(_named(name)) if due else None)
        for name in step.requisites.points
    ]
    for name in evidence:
        record_named = _named(name)
        if record_named not in seen:  # "Dokumentasi foto" after "Dokumentasi" says it twice
            there = proofs.get(record_named, record.state is State.DONE)
            found.append(Requisite(name=name, there=there if due else None))
    return found


def _named(requisite: str) -> str:
    """The record that a requisite's words name; of an approval's sheet none is kept apart."""
    words = requisite.lower()
    return next((one for one in _RECORDS if one in words and "persetujuan" not in words), "")
