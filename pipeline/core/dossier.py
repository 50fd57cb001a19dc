"""Core: everything that proves one item's way through the SOP, as one value for the archive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.core.history import COLLECTIONS
from pipeline.core.model import Disposisi, Item, Minutes
from pipeline.core.posting import SETTLING, Act, ActKind
from pipeline.core.verdicts import Approvals, Evidence

ITEMS = COLLECTIONS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """One version that was in force: by whose merge, or older than the system (no evidence)."""

    number: int  # 1: the first
    oid: str
    at: datetime
    evidence: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is known of one item, besides its files and pictures."""

    id: str
    versions: tuple[Approved, ...]  # the oldest first
    acts: tuple[Act, ...]  # the ledger's, the oldest first
    disposisi: Disposisi | None
    minutes: tuple[Minutes, ...]

    @property
    def last(self) -> date:
        """The day of the latest thing that is known of it."""
        moments = [version.at for version in self.versions] + [act.at for act in self.acts]
        return max(moments).date()


def known_items(approvals: Approvals) -> list[str]:
    """Every item that was ever approved, those that are gone from main too."""
    units = {*approvals.approved, *approvals.past}
    return sorted(unit.removeprefix(ITEMS) for unit in units if unit.startswith(ITEMS))


def versions_of(item: str, approvals: Approvals) -> tuple[Approved, ...]:
    """The versions that were in force, told from Git alone."""
    unit = f"{ITEMS}{item}"
    past = [one for one in approvals.past.get(unit, ()) if one.oid]
    oid, landed = approvals.approved.get(unit), approvals.landed.get(unit)
    found = [(one.oid or "", one.at, one) for one in past]
    if oid and landed and oid not in {one.oid for one in past}:
        return (Approved(number=1, oid=oid, at=landed, evidence=None),)  # imported material
    return tuple(
        Approved(number=number, oid=version, at=at, evidence=evidence)
        for number, (version, at, evidence) in enumerate(found, 1)
    )


def dossier(
    item: Item | None,
    name: str,
    approvals: Approvals,
    acts: Iterable[Act],
    disposisi: Mapping[str, Disposisi],
    minutes: Iterable[Minutes],
) -> Dossier:
    """Gather what belongs to one item; its proposals' records by the merge they are about."""
    versions = versions_of(name, approvals)
    merges = {one.evidence.merge for one in versions if one.evidence}
    number = item.disposisi if item else ""
    return Dossier(
        id=name,
        versions=versions,
        acts=tuple(
            sorted(
                (a for a in acts if a.item == name or a.extra.get("merge_commit") in merges),
                key=lambda a: (a.at, a.revision, a.channel, a.attempt, a.kind),
            )
        ),
        disposisi=disposisi.get(number),
        minutes=tuple(one for one in minutes if is_about(one, number, name)),
    )


def is_about(meeting: Minutes, disposisi: str, item: str) -> bool:
    """Whether a meeting dealt with the item's disposisi, or gave somebody a task for the item."""
    return disposisi in meeting.disposisi or any(task.item == item for task in meeting.tasks)


def receipts(acts: Iterable[Act]) -> list[Act]:
    """What is known to have been posted, in order of time; one for each promise."""
    found = {act.promise: act for act in acts if act.kind in SETTLING}
    return sorted(found.values(), key=lambda act: (act.revision, act.at, act.channel))


def sent_payload(receipt: Act, acts: Sequence[Act]) -> str:
    """The fingerprint of what was sent: the receipt's own, else that of its hand-over."""
    kinds = (ActKind.HANDED_OVER, ActKind.INTENT)
    given = [a.payload for a in acts if a.promise == receipt.promise and a.kind in kinds]
    return receipt.payload or next((one for one in reversed(given) if one), "")


def touched_since(found: Dossier, day: date) -> bool:
    """Whether anything is known of it since a day."""
    return found.last >= day
