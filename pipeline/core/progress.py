"""Core: how far one item has come through the nine steps of the SOP: who, when, in time or not.

Computed from records and from Git; what nobody recorded is said to be unknown, never guessed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from pipeline.core.acknowledging import acknowledged
from pipeline.core.authorship import by_address, by_login, named, step_editors
from pipeline.core.days import DayUnit
from pipeline.core.history import HANDED_BY, Commit, SideCommit, Signature
from pipeline.core.model import WITA, Disposisi, Item, Minutes, Role, Roster
from pipeline.core.ordering import in_name
from pipeline.core.posting import SETTLING, Act, ActKind
from pipeline.core.verdicts import Evidence

PARTS = ("1", "2", "3", "4", "5", "6", "7", "8", "9a", "9b")
BEGUN_BY = {"2": "1", "4": "3", "8": "7"}  # a limit runs from the end of that step


class Days(Protocol):
    """The office's days (core/days.py)."""

    @property
    def unit(self) -> DayUnit: ...

    def add(self, day: date, count: int) -> date: ...

    def between(self, start: date, end: date) -> int: ...


class State(StrEnum):
    DONE = "selesai"
    RUNNING = "berjalan"
    OPEN = "belum"
    SKIPPED = "dilewati"  # lifted in an emergency
    UNRECORDED = "tidak tercatat"  # it must have happened: a later step is done


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One step of one item."""

    step: str  # "1" to "8", "9a", "9b"
    state: State
    who: tuple[str, ...] = ()
    day: date | None = None
    at: datetime | None = None  # None where only the day is known
    evidence: tuple[str, ...] = ()  # paths, commits, addresses
    since: date | None = None  # day 0 of the SOP's limit
    due: date | None = None  # last day by it
    late: int = 0  # days past it
    unit: DayUnit = DayUnit.WORKING  # in which they are counted

    @property
    def number(self) -> int:
        return int(self.step[0])


class Followed(Protocol):
    """What the steps must know of an item: a draft on a proposal is no Item yet."""

    @property
    def id(self) -> str: ...

    @property
    def where(self) -> str: ...

    @property
    def disposisi(self) -> str: ...

    @property
    def revision(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known of one item, gathered by the caller."""

    item: Followed
    disposisi: Disposisi | None
    minutes: Iterable[Minutes]
    history: Sequence[Commit]
    evidence: Evidence | None  # of the version in force
    roster: Roster
    acts: Iterable[Act]
    whatsapp: Collection[str]  # ids of the channels that are WhatsApp groups
    draft: Sequence["StepRecord"] = ()  # steps 4 to 6 of what is still a proposal
    planned: date | None = None  # tayang: before that day nothing is to be ordered


def progress(
    past: Past, *, days: Days, limits: Mapping[int, int], today: date
) -> tuple[StepRecord, ...]:
    """Return the ten lines of the nine steps; ``limits`` are the SOP's days by step number."""
    written = [*_written(past)] or past.draft
    found = {record.step: record for record in [*_meeting(past), *written, *_posting(past)]}
    last = max((PARTS.index(step) for step in found), default=-1)
    records = []
    for number, step in enumerate(PARTS):
        state = State.UNRECORDED if number < last else State.OPEN
        record = found.get(step, StepRecord(step=step, state=state))
        begun = found.get(BEGUN_BY.get(step, ""))
        since = begun.day if begun else None
        if step == "8" and since and past.planned:
            since = max(since, past.planned)
        limit = limits.get(record.number)
        records.append(_timed(record, since, limit, days, today) if limit else record)
    return tuple(records)


def planned_day(item: Item) -> date | None:
    """The day it is to go out; a correction does not wait for its original's."""
    if item.scheduled is None or item.revision:
        return None
    return item.scheduled.astimezone(WITA).date()


def _timed(
    record: StepRecord, since: date | None, limit: int, days: Days, today: date
) -> StepRecord:
    """Compare with the SOP's limit: the day it begins is day 0."""
    if since is None or record.state is State.UNRECORDED:
        return record
    due = days.add(since, limit)
    end = record.day or today
    return StepRecord(
        step=record.step,
        state=record.state,
        who=record.who,
        day=record.day,
        at=record.at,
        evidence=record.evidence,
        since=since,
        due=due,
        late=max(days.between(due, end), 0),
        unit=days.unit,
    )


def _done(step: str, who: Iterable[str], at: datetime | date, *evidence: str) -> StepRecord:
    moment = at if isinstance(at, datetime) else None
    return StepRecord(
        step=step,
        state=State.DONE,
        who=tuple(dict.fromkeys(name for name in who if name)),
        day=moment.date() if moment else at,
        at=moment,
        evidence=evidence,
    )


def _meeting(past: Past) -> Iterable[StepRecord]:
    """Steps 1 to 3, from the office's records."""
    if past.disposisi:
        yield _done("1", [past.disposisi.sender], past.disposisi.at, past.disposisi.where)
    minutes = meeting_on(past.item, past.minutes)
    numbers = {past.item.disposisi, *(minutes.disposisi if minutes else ())}
    received = acknowledged(past.acts, numbers, past.roster)
    secretaries = _secretaries(past, minutes.day if minutes else None)
    proofs = [act.extra.get("form", "") for act in received]
    if minutes and minutes.invited:
        yield _done("2", secretaries, minutes.invited, minutes.where, *proofs)
    elif received:  # it was sent by then, at the latest
        first = received[0].at
        yield _done("2", _secretaries(past, first.date()), first, *proofs)
    if minutes is None:
        return
    count = sum(attendance.count for attendance in minutes.attendance)
    people = [*secretaries, f"{count} peserta"] if count else secretaries
    yield _done("3", people, minutes.day, minutes.where)


def meeting_on(item: Followed, minutes: Iterable[Minutes]) -> Minutes | None:
    """The first meeting on an item: on its disposisi, or that gave somebody the task."""
    found = [
        one
        for one in minutes
        if item.disposisi in one.disposisi or any(task.item == item.id for task in one.tasks)
    ]
    return min(found, key=lambda one: one.day, default=None)


def _secretaries(past: Past, day: date | None) -> list[str]:
    """Whose steps 2 and 3 are."""
    held = past.roster.holders(frozenset({Role.EDITOR}), day) if day else ()
    return [person.name for person in held]


def _written(past: Past) -> Iterable[StepRecord]:
    """Steps 4 to 7, from the proposal that brought the version in force.

    Where the forge's record is known, its moments count: those of Git are the clients' word.
    """
    unit = past.item.where.rpartition("/")[0]
    evidence = past.evidence
    merge = next((c for c in past.history if evidence and c.sha == evidence.merge), None)
    if merge is None or evidence is None:
        return
    record, roster = evidence.record, past.roster
    wrote = [step for step in merge.side if unit in step.units]
    if wrote:
        first = wrote[0]
        at = record.opened if record else first.author.at
        yield _done("4", [_name(first.author, roster)], at, first.sha)
    read = [r for r in record.reviews if _is(r.login, evidence.editors, roster)] if record else []
    edits = [s for s in merge.side if step_editors(s, unit, roster) & {*evidence.editors}]
    last_edit = edits[-1] if edits else merge
    if evidence.urgent:
        yield StepRecord(step="5", state=State.SKIPPED, evidence=(evidence.urgent.reason,))
    elif record and read and read[-1].at <= record.at:
        yield _done("5", evidence.editors, read[-1].at, record.url)
    else:
        yield _done("5", evidence.editors, last_edit.author.at, last_edit.sha)
    if record and record.ready_at:
        person = by_login(record.ready_by, roster)
        yield _done(
            "6", [person.name if person else f"@{record.ready_by}"], record.ready_at, record.url
        )
    elif merge.side:
        handed = _handed(merge.side)
        names = [value for key, value in handed.trailers if key == HANDED_BY]
        people = [p.name for name in names if (p := named(name, roster))]
        by = people or [_name(handed.author, roster)]
        yield _done("6", by, handed.author.at, handed.sha)
    yield _done("7", [evidence.approver, *_confirmation(evidence)], evidence.at, evidence.merge)


def _confirmation(evidence: Evidence) -> list[str]:
    """An emergency is approved by two: the second one after the fact, or not yet."""
    if evidence.urgent is None:
        return []
    name, due = evidence.urgent.confirmed_by, evidence.urgent.due
    return [f"dikukuhkan {name}" if name else f"belum dikukuhkan (batas {due:%d-%m-%Y})"]


def _is(login: str, names: Iterable[str], roster: Roster) -> bool:
    person = by_login(login, roster)
    return person is not None and person.name in names


def _handed(side: Sequence[SideCommit]) -> SideCommit:
    """The commit that says it hands over, else the last before the merge."""
    saying = [step for step in side if any(key == HANDED_BY for key, _ in step.trailers)]
    return saying[-1] if saying else side[-1]


def _name(who: Signature, roster: Roster) -> str:
    person = by_address(who.email, roster)
    return person.name if person else who.name or who.email


def _posting(past: Past) -> Iterable[StepRecord]:
    """Steps 8 and 9, from the ledger: this revision only."""
    acts = [
        act
        for act in sorted(past.acts, key=lambda act: act.at)
        if act.item == past.item.id and act.revision == past.item.revision
    ]
    orders = [act for act in acts if act.kind is ActKind.ORDER]
    if orders:
        ordered = in_name(orders[0], "perintah tetap")
        yield _done("8", [ordered], orders[0].at, *([orders[0].url] if orders[0].url else []))
    for step, shared in (("9a", False), ("9b", True)):
        mine = [act for act in acts if act.channel and (act.channel in past.whatsapp) is shared]
        settled = {act.channel: act for act in mine if act.kind in SETTLING}
        if not mine:
            continue
        record = StepRecord(step=step, state=State.RUNNING)
        if settled:
            last = max(settled.values(), key=lambda act: act.at)
            who = [in_name(act) for act in settled.values()]
            record = _done(step, who, last.at, *(a.url for a in settled.values() if a.url))
        if settled.keys() != {act.channel for act in mine}:
            record = StepRecord(
                step=step,
                state=State.RUNNING,
                who=record.who,
                evidence=record.evidence,
            )
        yield record
