"""Core: recovery of an office in which nobody may approve any more: a new roster, by decree.

A merge that brings nothing but `content/peran.yml` is believed without an approver when every
approver's term has run out, when its message names the decree (`Pemulihan-keputusan: NOMOR`) that
every new term in the file carries, and when two people of the office stand for it who do not
become approvers by it: the one who merges, and another who says `Pemulihan-oleh: NAMA` in a commit
of her own, or approves exactly that version on the forge.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from pipeline.core.authorship import by_login, vouchers
from pipeline.core.cases import Case
from pipeline.core.days import plain_day
from pipeline.core.findings import Finding, Severity
from pipeline.core.forge import MergeRecord, Verdict
from pipeline.core.history import ROSTER, Commit, printable
from pipeline.core.merging import Ground, days_of, later, merger, unsigned
from pipeline.core.model import APPROVERS, Person, Roster, Tenure
from pipeline.core.posting import Act, ActKind
from pipeline.core.verdicts import Approvals, Evidence

DECREE, STANDS = "pemulihan-keputusan", "pemulihan-oleh"
_AFTER = timedelta(days=2)  # a clock may be a day off: the last term must be over by any clock


def is_recovery(commit: Commit) -> bool:
    return any(key == DECREE for key, _ in commit.approver_trailers)


def recover(
    commit: Commit,
    roster: Roster,
    coming: Roster,
    clock: datetime | None,
    ground: Ground,
    keys: Case | None,
) -> tuple[Evidence | None, str]:
    """Judge a roster that no approver brings; else say what is missing."""
    last = last_day(roster)
    if last is not None and min(days_of(commit)) < last + _AFTER:
        return None, _why("masih-ada", commit, _still(last))
    gaining = _gaining(coming, commit)
    owners = owners_of(roster, last)
    person, trouble = merger(commit, roster, clock, ground, _stands(owners, gaining))
    if person and (why := unsigned(commit, keys, ground)):
        person, trouble = None, why
    if person is None:
        return None, trouble
    if {*commit.units} != {ROSTER} or commit.altered or commit.smuggled:
        return None, _why("hanya-peran", commit)
    if _anything_else(roster, coming):
        return None, _why("hanya-masa-jabatan", commit)
    decree = next(value for key, value in commit.approver_trailers if key == DECREE)
    if not gaining or any(_plain(t.decree) != _plain(decree) for t in _added(roster, coming)):
        return None, _why("keputusan", commit, decree)
    record = ground.records.get(commit.sha)
    second = (vouchers(commit, ROSTER, STANDS, roster) | _reviewed(record, commit, roster)) & {
        one.name for one in owners if not _same(one, gaining)
    } - {person.name}
    if not second:
        return None, _why("orang-kedua", commit)
    evidence = Evidence(
        unit=ROSTER,
        oid=commit.units[ROSTER],
        merge=commit.sha,
        base=commit.parents[0],
        approver=person.name,
        authors=(),
        editors=tuple(sorted(second)),
        at=record.at if record else later(commit),
        record=record,
        decree=decree,
    )
    return evidence, ""


def last_day(roster: Roster) -> date | None:
    """The last day on which anybody may approve by this roster; None: nobody ever could."""
    terms = [t for person in roster.people for t in person.tenures if t.role in APPROVERS]
    return max((t.until or date.max - _AFTER for t in terms), default=None)


def owners_of(roster: Roster, last: date | None) -> tuple[Person, ...]:
    """Whose word counts when no approver is left: who held a role on their last day.

    A decree often ends all terms of an office on one day, so to hold one today is not asked for.
    """
    if last is None:
        return roster.people
    return tuple(person for person in roster.people if person.roles(last))


def _gaining(coming: Roster, commit: Commit) -> tuple[Person, ...]:
    """Everybody who may approve by the new roster, be it from a later day on."""
    day = commit.author.at.date()
    return tuple(
        person
        for person in coming.people
        if any(t.role in APPROVERS and (t.until or date.max) >= day for t in person.tenures)
    )


def _same(person: Person, others: tuple[Person, ...]) -> bool:
    """A person by any of her names: nobody gains under another spelling."""
    mine = {person.name.casefold(), *person.emails, *map(str.casefold, person.logins)}
    return any(
        mine & {one.name.casefold(), *one.emails, *map(str.casefold, one.logins)} for one in others
    )


def _stands(
    owners: tuple[Person, ...], gaining: tuple[Person, ...]
) -> Callable[[Person, date], bool]:
    return lambda person, _: person in owners and not _same(person, gaining)


def _anything_else(roster: Roster, coming: Roster) -> bool:
    """Whether more than new terms comes with it: an address, an old term, another beginning.

    The decree that names the approvers often names the whole office anew.
    """
    people = {person.name: person for person in coming.people}
    for old in roster.people:
        new = people.get(old.name)
        if new is None or new.tenures[: len(old.tenures)] != old.tenures:
            return True
        if (new.emails, new.logins) != (old.emails, old.logins):
            return True
    return coming.effective_from != roster.effective_from or coming.demo


def _added(roster: Roster, coming: Roster) -> list[Tenure]:
    had = {person.name: len(person.tenures) for person in roster.people}
    return [term for person in coming.people for term in person.tenures[had.get(person.name, 0) :]]


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _reviewed(record: MergeRecord | None, commit: Commit, roster: Roster) -> set[str]:
    """Who approved exactly this version on the forge, before it was merged."""
    if record is None or record.head != commit.parents[1]:
        return set()
    people = (
        by_login(review.login, roster)
        for review in record.reviews
        if review.state is Verdict.APPROVED and review.commit == record.head
        if review.at <= record.at
    )
    return {person.name for person in people if person}


def recovery_acts(approvals: Approvals) -> list[Act]:
    """The recovery that the roster in force comes from, as one file of the ledger."""
    evidence = approvals.evidence.get(ROSTER)
    if evidence is None or not evidence.decree or evidence.oid is None:
        return []
    return [
        Act(
            kind=ActKind.RECOVERED,
            item="susunan-redaksi",
            revision=0,
            channel="",
            at=evidence.at,
            actor=", ".join((evidence.approver, *evidence.editors)),
            note="tidak ada lagi yang berwenang menyetujui; susunan baru menurut keputusan",
            extra={
                "version": evidence.oid,
                "merge_commit": evidence.merge,
                "basis": evidence.decree,
                **({"proposal": evidence.record.url} if evidence.record else {}),
            },
        )
    ]


def recovery_findings(approvals: Approvals) -> list[Finding]:
    """Said in every run until an approver has merged a roster of his own."""
    evidence = approvals.evidence.get(ROSTER)
    if evidence is None or not evidence.decree:
        return []
    who = " dan ".join((evidence.approver, *evidence.editors))
    message = (
        f"Susunan ini dipulihkan oleh {who} pada {plain_day(evidence.at.date())} menurut keputusan "
        f"{printable(evidence.decree)[:80]}, tanpa penyetuju lama. Cocokkan dengan keputusannya."
    )
    return [Finding(where=ROSTER, rule="pemulihan", message=message, severity=Severity.ADVICE)]


_WHY = {
    "masih-ada": "pemulihan belum boleh: menurut peran.yml {what}.",
    "hanya-peran": "pemulihan hanya boleh membawa content/peran.yml, tanpa perubahan lain.",
    "hanya-masa-jabatan": "pemulihan hanya boleh menambah orang dan masa jabatan; nama, surel, "
    "akun, masa jabatan yang lama, dan berlaku_mulai harus tetap.",
    "keputusan": "nomor keputusan «{what}» dalam pesan penggabungan harus sama dengan `keputusan:` "
    "pada setiap masa jabatan baru, dan ada Pemimpin/Wakil Pemimpin Redaksi di antaranya.",
    "orang-kedua": "pemulihan perlu orang kedua: pemegang peran lain yang menulis baris "
    "«Pemulihan-oleh: Nama» dalam commit-nya sendiri, atau menyetujui usulannya.",
}


def _why(rule: str, commit: Commit, what: str = "") -> str:
    """Say what a recovery lacks; the hand-book has the whole way."""
    told = _WHY[rule].format(what=what[:80])
    return f"{told} Digabungkan {plain_day(commit.author.at.date())}."


def _still(last: date) -> str:
    if last.year >= date.max.year - 1:
        return "masih ada yang berwenang menyetujui"
    return f"masih ada yang berwenang menyetujui sampai {plain_day(last)}"
