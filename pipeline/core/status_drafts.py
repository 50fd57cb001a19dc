"""Core: how far a draft has come that is still in a proposal: written, edited, handed over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.core.authorship import editors, named, side_authors
from pipeline.core.history import HANDED_BY, Commit, SideCommit, Signature
from pipeline.core.model import Roster
from pipeline.core.progress import State, StepRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One unit of one proposal that has not reached main."""

    unit: str  # content/konten/<id>, or another unit that is approved as one
    branch: str
    title: str
    disposisi: str = ""
    side: tuple[SideCommit, ...]  # the proposal's commits, parents before children
    at: datetime  # now, for the roles that people hold
    number: int = 0  # of the proposal on the forge; 0: none known
    url: str = ""
    ready: bool | None = None  # the forge says it is handed over; None: Git alone
    note: str = field(default="")
    unwritten: bool = False  # places of its skeleton still wait for words


def turn(draft: Draft, roster: Roster, today: date) -> tuple[str, date, tuple[str, ...]]:
    """The step that is next, since when it could begin, and who wrote the draft.

    A draft that would not pass the gate for lack of editing is in step 5, whatever else it says;
    one that is not written yet is in step 4.
    """
    wrote = [step for step in draft.side if draft.unit in step.units]
    as_merged = _as_merged(draft)
    authors = side_authors(as_merged, draft.unit, roster)
    if draft.unwritten:
        return "4", wrote[0].author.at.date(), tuple(sorted(authors))
    full, _ = editors(as_merged, draft.unit, roster)
    if not any(authors - {name} for name in full):
        return "5", wrote[-1].author.at.date(), tuple(sorted(authors))
    last = draft.side[-1].author.at.date()
    return "7" if is_handed_over(draft) else "6", last, tuple(sorted(authors))


def is_handed_over(draft: Draft) -> bool:
    """The forge's word where there is one, else a trailer at or after the last change."""
    if draft.ready is not None:
        return draft.ready
    wrote = max(n for n, step in enumerate(draft.side) if draft.unit in step.units)
    return any(key == HANDED_BY for step in draft.side[wrote:] for key, _ in step.trailers)


def draft_steps(draft: Draft, roster: Roster, today: date) -> list[StepRecord]:
    """Steps 4 to 6 as far as they have come, for the nine steps of one item."""
    wrote = [step for step in draft.side if draft.unit in step.units]
    first, last = wrote[0], draft.side[-1]
    names = side_authors(_as_merged(draft), draft.unit, roster)
    found = [_step("4", sorted(names), first.author.at, first.sha)]
    step, _, _ = turn(draft, roster, today)
    if step == "4":
        evidence = (first.sha,)
        return [StepRecord(step="4", state=State.RUNNING, who=found[0].who, evidence=evidence)]
    if step == "5":
        return found
    full, _ = editors(_as_merged(draft), draft.unit, roster)
    found.append(_step("5", sorted(full), last.author.at, last.sha))
    if step == "7":
        said = [value for s in draft.side for key, value in s.trailers if key == HANDED_BY]
        people = [person.name for name in said if (person := named(name, roster))]
        found.append(_step("6", people[-1:], last.author.at, last.sha))
    return found


def _step(step: str, who: Sequence[str], at: datetime, commit: str) -> StepRecord:
    return StepRecord(
        step=step, state=State.DONE, who=tuple(who), day=at.date(), at=at, evidence=(commit,)
    )


def _as_merged(draft: Draft) -> Commit:
    """The proposal as the gate would see it, merged at this moment by nobody."""
    nobody = Signature(name="", email="", at=draft.at)
    return Commit(
        sha="",
        parents=("", ""),
        author=nobody,
        committer=nobody,
        subject="",
        trailers=(),
        units={},
        side=draft.side,
    )
