"""Core: whose merge it is that may approve, or why this commit approves nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from pipeline.core.authorship import FORGES, by_address
from pipeline.core.cases import Case
from pipeline.core.days import Workdays
from pipeline.core.forge import MergeRecord, Review
from pipeline.core.history import Commit
from pipeline.core.model import APPROVERS, Person, Roster
from pipeline.core.refusals import refusal
from pipeline.core.witness import contradiction

DRIFT = timedelta(days=1)  # office laptops disagree about the time; nobody gains a day by it


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the gate judges by, besides the history."""

    rosters: Mapping[str, Roster | None] = field(default_factory=dict)  # by version of peran.yml
    now: datetime | None = None  # a merge dated after it is not believed
    records: Mapping[str, MergeRecord] = field(default_factory=dict)  # by merge commit
    # By version of the key file: the merges that one of its keys signed.
    signed: Mapping[str, Collection[str]] = field(default_factory=dict)
    days: Workdays | None = None  # None: no emergency is known, for its day cannot be reckoned
    said: Mapping[str, Sequence[Review]] = field(default_factory=dict)  # reviews since the merge


def approves(person: Person, day: date) -> bool:
    return bool(person.roles(day) & APPROVERS)


def later(commit: Commit) -> datetime:
    return max(commit.author.at, commit.committer.at)


def days_of(commit: Commit) -> set[date]:
    """Both its days: a client may write either of them."""
    return {commit.author.at.date(), commit.committer.at.date()}


def merger(
    commit: Commit,
    roster: Roster | None,
    clock: datetime | None,
    ground: Ground,
    may: Callable[[Person, date], bool] = approves,
) -> tuple[Person | None, str]:
    """Return the person whose merge may approve, or why this commit approves nothing.

    ``clock`` is the moment of the latest merge that approved.
    """
    if len(commit.parents) < 2:
        return None, refusal("langsung", commit)
    if len(commit.parents) > 2:
        return None, refusal("octopus", commit)
    if roster is None:
        return None, refusal("susunan-rusak", commit)
    person = by_address(commit.author.email, roster)
    if person is None:
        return None, refusal("tak-dikenal", commit)
    if not all(may(person, day) for day in days_of(commit)):
        return None, refusal("bukan-pemimpin", commit)
    committer = by_address(commit.committer.email, roster)
    if committer != person and commit.committer.email not in FORGES:
        return None, refusal("dikerjakan-lain", commit)
    if clock and later(commit) < clock - DRIFT:
        return None, refusal("mundur", commit)
    if ground.now and later(commit) > ground.now + DRIFT:
        return None, refusal("masa-depan", commit)
    record = ground.records.get(commit.sha)
    if record and (why := contradiction(record, commit, person, roster, may)):
        return None, why
    return person, ""


def unsigned(commit: Commit, keys: Case | None, ground: Ground) -> str:
    """Say why a merge is not the forge's own, by the keys in force before it."""
    if keys is None or keys.approved is None:
        return ""
    if commit.sha not in ground.signed.get(keys.approved, ()):
        return refusal("tak-bertanda-tangan", commit)
    return refusal("berubah", commit) if commit.altered else ""
