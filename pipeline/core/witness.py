"""Core: what the forge's record of a merge says about steps 5 to 7. It can hold more, never approve
more than Git does, but for one thing: a review is an editing that Git does not see.
"""

from collections.abc import Callable
from datetime import date

from pipeline.core.authorship import by_login
from pipeline.core.forge import MergeRecord, Verdict
from pipeline.core.history import Commit
from pipeline.core.model import Person, Role, Roster
from pipeline.core.refusals import refusal

_DECISIVE = frozenset({Verdict.APPROVED, Verdict.CHANGES_REQUESTED, Verdict.DISMISSED})


def contradiction(
    record: MergeRecord,
    commit: Commit,
    approver: Person,
    roster: Roster,
    may: Callable[[Person, date], bool],
) -> str:
    """Say where the forge's record and Git's merge disagree; empty: they are of one mind."""
    if record.head != commit.parents[1]:
        return refusal("forge-lain-versi", commit, other=f"#{record.number}")
    if by_login(record.merged_by, roster) != approver:
        return refusal("forge-lain-orang", commit, other=f"@{record.merged_by}")
    if not may(approver, record.at.date()):
        return refusal("bukan-pemimpin", commit)
    return ""


def reviewers(record: MergeRecord | None, commit: Commit, roster: Roster) -> set[str]:
    """Name the editors who reviewed exactly what was merged, before it was merged.

    Asking for changes takes an approval back until the same person approves again; a mere
    comment does not. As for her commits, office is held on the day of the merge.
    """
    if record is None or record.head != commit.parents[1]:
        return set()
    given = [r for r in record.reviews if r.commit == record.head and r.at <= record.at]
    found = set()
    for person in roster.people:
        mine = [r for r in given if by_login(r.login, roster) == person]
        decisive = [r.state for r in mine if r.state in _DECISIVE]
        said = decisive[-1] if decisive else Verdict.COMMENTED
        if mine and said in {Verdict.APPROVED, Verdict.COMMENTED}:
            found.add(person)
    day = commit.author.at.date()
    return {person.name for person in found if Role.EDITOR in person.roles(day)}


def opener(record: MergeRecord | None, roster: Roster) -> set[str]:
    """Who opened the proposal is one of its authors; a machine that opens it is nobody."""
    if record is None or record.opened_by.endswith("[bot]"):
        return set()
    person = by_login(record.opened_by, roster)
    return {person.name if person else f"@{record.opened_by}"}
