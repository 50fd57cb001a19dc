"""Core: the gate (SOP step 7): which version is in force, who approved it, what is held and why.

Judges main's first-parent history by the roster in force at each merge's first parent. What it
cannot see, because Git does not prove it: a forged name on a commit. The forge's record does
(witness.py), and the forge's signature where the office has its key.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.core.authorship import editors, side_authors, written_by
from pipeline.core.cases import Case
from pipeline.core.emergency import by_review, confirmed_units, urgency
from pipeline.core.findings import Blocked
from pipeline.core.history import KEYS, RECORDS, ROSTER, Commit
from pipeline.core.history import unit_of as unit_of
from pipeline.core.merging import Ground, later, merger, unsigned
from pipeline.core.model import APPROVERS, Person, Roster
from pipeline.core.recovery import is_recovery, recover
from pipeline.core.refusals import refusal
from pipeline.core.verdicts import Approvals, Evidence, Held, Urgency
from pipeline.core.witness import opener, reviewers


def judge(history: Sequence[Commit], ground: Ground) -> Approvals:
    """Walk main's own commits, oldest first.

    Without the record of a merge, Git alone decides. Once the office has a key of its forge, every
    merge that approves must be signed with it, and hold nothing but what Git itself would have
    merged.
    """
    _refuse_two_beginnings(history)
    # Imports don't change the roster, and it hangs on nothing but these two.
    roster = _walk(history, ground, imported=0, only={ROSTER, KEYS})[1]
    imported = _imported(history, ground.rosters, roster)
    cases, roster = _walk(history, ground, imported=imported)
    moment = ground.now or max((commit.author.at for commit in history), default=None)
    for case in cases.values():
        if moment and case.pending:
            case.settle(moment)
    may = roster.holders(APPROVERS, moment.date()) if roster and moment else ()
    in_force = {unit: case for unit, case in sorted(cases.items()) if case.approved}
    return Approvals(
        approved={unit: case.approved for unit, case in in_force.items() if case.approved},
        evidence={unit: case.evidence for unit, case in in_force.items() if case.evidence},
        landed={unit: case.landed for unit, case in in_force.items() if case.landed},
        imported=frozenset(unit for unit, case in in_force.items() if case.imported),
        held=tuple(
            Held(
                unit=unit,
                oid=case.current,
                commit=case.commit,
                reason=case.reason,
                who_may=tuple(p.name for p in may if p.name not in case.authors | case.openers),
            )
            for unit, case in sorted(cases.items())
            if case.current != case.approved
        ),
        roster=roster,
        chain=tuple(commit.sha for commit in history),
        lapsed=tuple(c.pending for c in cases.values() if c.pending and c.evidence != c.pending),
        past={unit: tuple(case.past) for unit, case in sorted(cases.items()) if case.past},
    )


def _refuse_two_beginnings(history: Sequence[Commit]) -> None:
    """Main was replaced, or swallowed, by a history that begins with another roster.

    Git cannot say which of the two is the office's, so nothing may be believed.
    """
    for commit in history:
        if commit.foreign_root:
            raise Blocked(
                "Cabang main memuat dua riwayat, masing-masing dengan peran.yml sendiri.",
                where=f"commit {commit.sha[:12]}",
                remedy="Minta admin TI memulihkan main ke versi terakhir sebelum itu.",
            )


def _imported(
    history: Sequence[Commit], rosters: Mapping[str, Roster | None], roster: Roster | None
) -> int:
    """Count the first commits of main that are older than the system.

    Those up to the root of trust, and those that follow it without a gap before berlaku_mulai.
    The later of both dates counts: making a new item old takes two lies, and the first commit
    that tells the truth ends the import for good.
    """
    start = roster.effective_from if roster else None
    if start is None:
        return len(history)
    count = 0
    for number, commit in enumerate(history, 1):
        known = rosters.get(commit.units.get(ROSTER) or "")
        if known and _is_root(known):
            count = number
            break
    while count < len(history) and later(history[count]).date() < start:
        count += 1
    return count


def _is_root(roster: Roster) -> bool:
    """Whether trust can begin here: not with the sample roster that the product ships with."""
    return not (roster.demo and roster.effective_from is None)


def _walk(
    history: Sequence[Commit], ground: Ground, *, imported: int, only: Collection[str] = ()
) -> tuple[dict[str, Case], Roster | None]:
    cases: dict[str, Case] = {}
    roster: Roster | None = None
    clock: datetime | None = None  # of the latest merge that an approver made
    urgent: set[str] = set()  # units with an emergency that was not confirmed when last looked
    for number, commit in enumerate(history):
        for unit in urgent:
            cases[unit].settle(later(commit))
        approver, trouble = merger(commit, roster, clock, ground)
        if approver and (why := unsigned(commit, cases.get(KEYS), ground)):
            approver, trouble = None, why
        if approver:
            clock = max(later(commit), clock or later(commit))
            _confirm(commit, approver, cases)
        coming = roster
        for unit, new in commit.units.items():
            if only and unit not in only:
                continue
            case = cases.setdefault(unit, Case())
            case.current, case.commit = new, commit.sha
            in_force = ground.rosters.get(new or "") if unit == ROSTER else None
            if unit == ROSTER and (roster is None or not _is_root(roster)):
                if in_force is None:
                    case.reason = refusal("susunan-rusak", commit)
                    continue
                case.land(commit, None)
                coming = in_force
            elif number < imported and unit != ROSTER:
                case.land(commit, None)
                case.imported = new is not None
            elif new == case.approved:  # what was approved came back
                case.forget_authors()
            else:
                evidence, reason = _unit(commit, unit, case, roster, approver, trouble, ground)
                if unit == ROSTER and roster and in_force and not evidence and is_recovery(commit):
                    keys = cases.get(KEYS)
                    evidence, reason = recover(commit, roster, in_force, clock, ground, keys)
                    clock = later(commit) if evidence else clock
                if evidence and unit == ROSTER:
                    reason = _unfit(in_force, commit)
                if evidence and unit == KEYS and commit.sha not in ground.signed.get(new or "", ()):
                    reason = refusal("kunci-rusak", commit) if new else ""
                evidence = None if reason else evidence
                case.reason = reason
                if evidence:
                    case.land(commit, evidence)
                    urgent |= {unit} if case.pending else set()
                    coming = in_force if unit == ROSTER else coming
        roster = coming
    return cases, roster


def _unfit(roster: Roster | None, commit: Commit) -> str:
    """Say why an approved roster cannot come into force: nobody locks the office out by a slip."""
    if roster is None:
        return refusal("susunan-rusak", commit)
    if not roster.holders(APPROVERS, commit.author.at.date()):
        return refusal("susunan-kosong", commit)
    return ""


def _unit(
    commit: Commit,
    unit: str,
    case: Case,
    roster: Roster | None,
    approver: Person | None,
    trouble: str,
    ground: Ground,
) -> tuple[Evidence | None, str]:
    """Judge one unit of one commit, and keep its authors while it is not approved."""
    known = roster or Roster(people=(), effective_from=None)
    record = ground.records.get(commit.sha)
    at = record.at if record else commit.author.at
    touched = any(unit in step.units for step in commit.side)
    case.authors |= side_authors(commit, unit, known)
    case.openers |= opener(record, known)
    if len(commit.parents) < 2 or unit in commit.smuggled or not touched:
        case.authors |= written_by(commit.author, commit.committer, commit.trailers, known)
    if approver is None:
        return None, trouble
    if unit in commit.smuggled or not touched:
        return None, refusal("selundupan", commit)
    edited, early = editors(commit, unit, known)
    edited |= reviewers(record, commit, known)
    urgent: Urgency | None = None
    if not unit.startswith(RECORDS):
        if approver.name in case.authors | case.openers:
            return None, refusal("empat-mata", commit)
        if why := _unedited(case, edited, early):
            urgent = urgency(commit, unit, approver, ground.days, at)
            if urgent is None:
                return None, refusal(why, commit)
    evidence = Evidence(
        unit=unit,
        oid=case.current,
        merge=commit.sha,
        base=commit.parents[0],
        approver=approver.name,
        authors=tuple(sorted(case.authors | case.openers)),
        editors=() if urgent else tuple(sorted(edited)),
        at=at,
        record=record,
        urgent=urgent,
    )
    if urgent and (yes := by_review(evidence, ground.said.get(commit.sha, ()), known)):
        evidence = replace(evidence, urgent=yes)
    return evidence, ""


def _unedited(case: Case, edited: Collection[str], early: Collection[str]) -> str:
    """Why step 5 was not done; empty: it was, by somebody who is not the only author."""
    if not edited:
        return "sebelum-akhir" if early else "belum-disunting"
    return "" if any(case.authors - {name} for name in edited) else "editor-sendiri"


def _confirm(commit: Commit, approver: Person, cases: Mapping[str, Case]) -> None:
    """A merge of the Pemimpin Redaksi may confirm emergencies that she did not write herself."""
    for unit in confirmed_units(commit, approver):
        case = cases.get(unit)
        if case and approver.name not in case.authors | case.openers:
            case.confirm(approver.name, later(commit))
            case.settle(later(commit))
