"""Core: what the gate decides, as values: who approved which version, and what is held."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.core.findings import Finding
from pipeline.core.forge import MergeRecord
from pipeline.core.history import printable
from pipeline.core.model import Roster
from pipeline.core.refusals import ask

GATE_RULE = "gerbang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """An emergency: step 5 was lifted, and the Pemimpin Redaksi has to confirm."""

    reason: str
    due: date  # last day on which she can in time
    confirmed_by: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Step 7 of one unit: who approved which version, written and edited by whom."""

    unit: str
    oid: str | None  # None: the removal was approved
    merge: str
    base: str  # first parent: its roster was in force
    approver: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    at: datetime
    record: MergeRecord | None = None  # what the forge knows of it
    urgent: Urgency | None = None
    decree: str = ""  # of a roster that two people recovered when nobody could approve


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A version on main that is not approved; the approved one stays in force."""

    unit: str
    oid: str | None  # None: it was removed
    commit: str
    reason: str
    who_may: tuple[str, ...]

    def finding(self) -> Finding:
        """Say why, and who may approve."""
        message = f"Ditahan: {self.reason} {ask(self.who_may)}"
        return Finding(where=printable(self.unit), rule=GATE_RULE, message=message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """What is in force on main."""

    approved: Mapping[str, str]  # unit -> version in force
    evidence: Mapping[str, Evidence]  # of versions in force that a merge approved
    landed: Mapping[str, datetime]  # when the version in force came to main
    imported: frozenset[str]  # units older than the system: shown, never posted
    held: tuple[Held, ...]
    roster: Roster | None
    chain: tuple[str, ...]  # main's own commits, oldest first
    lapsed: tuple[Evidence, ...] = ()  # emergencies whose day went by without a word
    past: Mapping[str, tuple[Evidence, ...]] = field(
        default_factory=dict
    )  # unit -> all, oldest first

    @property
    def unconfirmed(self) -> tuple[Evidence, ...]:
        """Emergencies that are in force on credit."""
        found = self.evidence.values()
        return tuple(e for e in found if e.urgent and not e.urgent.confirmed_by)
