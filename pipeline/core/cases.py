"""Core: what is known of one unit while the gate walks main's history (see approval.py).

An emergency's version is in force on credit: until the Pemimpin Redaksi has confirmed it, what was
in force before is kept beside it, and comes back when her time has run out.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.core.emergency import in_time, lapse_reason
from pipeline.core.history import Commit
from pipeline.core.verdicts import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was in force before an emergency."""

    approved: str | None
    evidence: Evidence | None
    landed: datetime | None
    imported: bool


@dataclass(slots=True)
class Case:
    """One unit: what main has of it, what is in force, and why the two differ."""

    current: str | None = None
    approved: str | None = None
    evidence: Evidence | None = None
    landed: datetime | None = None
    authors: set[str] = field(default_factory=set)  # since the approved version
    openers: set[str] = field(default_factory=set)  # of its proposals: authors, too, but wrote none
    imported: bool = False
    reason: str = ""
    commit: str = ""
    pending: Evidence | None = None  # an emergency that nobody has confirmed yet
    before: Before | None = None
    past: list[Evidence] = field(default_factory=list)  # every approval, the oldest first

    def land(self, commit: Commit, evidence: Evidence | None) -> None:
        """What main has is in force from here on."""
        self.past += [evidence] if evidence else []
        if evidence and evidence.urgent:
            self._land_urgent(commit, evidence)
            return
        self.approved, self.evidence, self.landed = self.current, evidence, commit.author.at
        self.imported = self.imported and self.current is not None
        self.pending = self.before = None
        self.forget_authors()

    def forget_authors(self) -> None:
        """Those of an emergency stay: whoever approves or confirms it must be none of them."""
        if self.pending is None:
            self.authors, self.openers = set(), set()

    def _land_urgent(self, commit: Commit, evidence: Evidence) -> None:
        """The second emergency of one item has the first one's day: credit is not prolonged."""
        assert evidence.urgent
        if self.pending and self.pending.urgent:
            due = min(self.pending.urgent.due, evidence.urgent.due)
            evidence = replace(evidence, urgent=replace(evidence.urgent, due=due))
        else:
            self.before = Before(
                approved=self.approved,
                evidence=self.evidence,
                landed=self.landed,
                imported=self.imported,
            )
        self.pending = evidence
        self._use(evidence, commit.author.at)

    def confirm(self, name: str, at: datetime) -> None:
        """The Pemimpin Redaksi has said yes; the first yes counts."""
        if self.pending and self.pending.urgent and not self.pending.urgent.confirmed_by:
            confirmed = replace(self.pending.urgent, confirmed_by=name, confirmed_at=at)
            evidence = replace(self.pending, urgent=confirmed)
            if self.evidence == self.pending:
                self.evidence = evidence
            self.pending = evidence

    def settle(self, moment: datetime) -> None:
        """Bring the emergency to where it stands at a moment: in force, or gone until confirmed."""
        if self.pending is None or self.pending.urgent is None or self.before is None:
            return
        urgent = self.pending.urgent
        if in_time(urgent, moment):
            if self.current == self.pending.oid:
                self._use(self.pending, self.landed or self.pending.at)
            if urgent.confirmed_at and urgent.confirmed_at <= moment:
                self.pending = self.before = None
                self.forget_authors()
        elif self.evidence == self.pending:
            old = self.before
            self.approved, self.evidence, self.landed = old.approved, old.evidence, old.landed
            self.imported = old.imported
            if self.current == self.pending.oid:
                self.reason, self.commit = lapse_reason(self.pending), self.pending.merge

    def _use(self, evidence: Evidence, at: datetime) -> None:
        self.approved, self.evidence, self.landed = evidence.oid, evidence, at
        self.imported = False
