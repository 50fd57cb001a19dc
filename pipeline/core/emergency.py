"""Core: a publication in an emergency: the Wakil lifts step 5, the Pemimpin Redaksi confirms.

The Wakil says `Terbit-darurat: ALASAN` in the message of the merge, and nothing but the editing is
lifted. The Pemimpin Redaksi confirms until the end of the next working day: in the message of any
merge of hers (`Kukuhkan-darurat: KONTEN`), or by an approving review of what was merged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.core.authorship import by_login
from pipeline.core.days import Workdays, plain_day
from pipeline.core.findings import Finding, Severity
from pipeline.core.forge import Review, Verdict
from pipeline.core.history import Commit, printable
from pipeline.core.model import Person, Role, Roster
from pipeline.core.posting import SETTLING, Act
from pipeline.core.verdicts import Evidence, Urgency

FLAG, CONFIRM = "terbit-darurat", "kukuhkan-darurat"
ITEMS = "content/konten/"  # settings and the register know no emergency
_CONFIRMS = frozenset({Role.EDITOR_IN_CHIEF})


def is_flagged(commit: Commit) -> bool:
    return any(key == FLAG for key, _ in commit.approver_trailers)


def urgency(
    commit: Commit, unit: str, approver: Person, days: Workdays | None, at: datetime
) -> Urgency | None:
    """The emergency that this merge declares for a unit; None: it may not, or declares none."""
    reason = next((value for key, value in commit.approver_trailers if key == FLAG), "")
    office = [approver.roles(one.at.date()) for one in (commit.author, commit.committer)]
    if not (reason and days and unit.startswith(ITEMS)):
        return None
    if not all(Role.DEPUTY in roles for roles in office):
        return None
    return Urgency(reason=printable(reason)[:200], due=days.add(at.date(), 1))


def by_review(evidence: Evidence, since: Iterable[Review], roster: Roster) -> Urgency | None:
    """The emergency as confirmed by the first approving review of exactly what was merged."""
    record, urgent = evidence.record, evidence.urgent
    if record is None or urgent is None:
        return None
    found = [
        (review.at, person.name)
        for review in (*record.reviews, *since)
        if review.state is Verdict.APPROVED and review.commit == record.head
        if (person := by_login(review.login, roster)) and person.name not in evidence.authors
        if person.roles(review.at.date()) & _CONFIRMS
    ]
    if not found:
        return None
    at, name = min(found)
    return replace(urgent, confirmed_by=name, confirmed_at=at)


def confirmed_units(commit: Commit, person: Person) -> list[str]:
    """The units that a merge of the Pemimpin Redaksi confirms, by the items it names."""
    office = [person.roles(one.at.date()) for one in (commit.author, commit.committer)]
    if not all(roles & _CONFIRMS for roles in office):
        return []
    said = (value for key, value in commit.approver_trailers if key == CONFIRM)
    return [f"{ITEMS}{value.removeprefix(ITEMS).strip('/')}" for value in said]


def in_time(urgent: Urgency, moment: datetime) -> bool:
    """Whether it is in force at a moment: still within its day, or confirmed by then."""
    confirmed = urgent.confirmed_at is not None and urgent.confirmed_at <= moment
    return confirmed or moment.date() <= urgent.due


def unconfirmed_finding(evidence: Evidence) -> Finding:
    """Say what the Pemimpin Redaksi has to confirm, until when and how."""
    urgent, item = evidence.urgent, evidence.unit.removeprefix(ITEMS)
    assert urgent
    message = (
        f"Terbit darurat oleh {evidence.approver}, tanpa suntingan ({urgent.reason}). Pemimpin "
        f"Redaksi mengukuhkan paling lambat {plain_day(urgent.due)}: menyetujui usulannya "
        "(tinjauan Approve), atau "
        f"menulis baris «Kukuhkan-darurat: {item}» dalam pesan penggabungan."
    )
    return Finding(
        where=f"{evidence.unit}/index.md", rule="darurat", message=message, severity=Severity.ADVICE
    )


def unconfirmed_lines(found: Iterable[Evidence], acts: Sequence[Act]) -> tuple[str, ...]:
    """Of each: until when, and where the public sees it already, which might have to go again."""
    return tuple(_unconfirmed(evidence, acts) for evidence in found)


def _unconfirmed(evidence: Evidence, acts: Iterable[Act]) -> str:
    assert evidence.urgent
    name = evidence.unit.removeprefix(ITEMS)
    out = {
        act.channel: act.url
        for act in acts
        if act.item == name and act.kind in SETTLING and act.at >= evidence.at
    }
    posts = ", ".join(f"{channel} {url}".rstrip() for channel, url in sorted(out.items()))
    told = f"; sudah terunggah: {posts}" if posts else ""
    return f"{name}: paling lambat {plain_day(evidence.urgent.due)}{told}"


def lapse_reason(evidence: Evidence) -> str:
    due = evidence.urgent.due if evidence.urgent else evidence.at.date()
    return (
        f"terbit darurat oleh {evidence.approver} dan tidak dikukuhkan Pemimpin Redaksi sampai "
        f"{plain_day(due)}. Yang berlaku lagi: keadaan sebelumnya. Kukuhkan dengan baris "
        f"«Kukuhkan-darurat: {evidence.unit.removeprefix(ITEMS)}» dalam pesan penggabungan "
        "Pemimpin Redaksi, atau ajukan lagi lewat usulan."
    )
