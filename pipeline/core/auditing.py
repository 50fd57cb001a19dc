"""Core: whether the ledger's records can be true: each laid against Git and against the others.

Whoever may write the branch may write any file. What Git or another record contradicts is said.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.core.clocks import DRIFT, behind, too_early
from pipeline.core.dossier import ITEMS
from pipeline.core.findings import Finding
from pipeline.core.history import ROSTER, Commit
from pipeline.core.model import Roster
from pipeline.core.posting import MACHINE, SETTLING, Act, ActKind, Promise
from pipeline.core.verdicts import Approvals

_OF_MERGES = {ActKind.MERGE, ActKind.ENDORSED, ActKind.DISCUSSION}
_BY_PEOPLE = {ActKind.CONFIRMED, ActKind.NOT_POSTED}
_SAID = _BY_PEOPLE | {ActKind.ACKNOWLEDGED, ActKind.REREAD}
_EITHER = {ActKind.ORDER, ActKind.POSTED, ActKind.REMOVED}  # by the machine, or by a person
_BY_THE_MACHINE = {
    *(ActKind.INTENT, ActKind.HANDED_OVER, ActKind.REFUSED, ActKind.UNKNOWN, ActKind.CHECKED)
}
_CLEAN = {ActKind.REFUSED, ActKind.NOT_POSTED}
_AFTER_RECEIPT = {ActKind.CHECKED, ActKind.REMOVED}
_Told = Iterator[tuple[Act, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """One file of the ledger that a later commit changed or took away; nothing ever does that."""

    path: str
    commit: str
    by: str
    at: datetime
    gone: bool

    def finding(self) -> Finding:
        what = "dihapus" if self.gone else "diubah"
        message = (
            f"berkas ini {what} {self.at:%d-%m-%Y %H.%M} oleh {self.by} "
            f"(komit {self.commit[:12]}); isi aslinya: git show {self.commit[:12]}^:{self.path}. "
            "Cari tahu sebabnya."
        )
        return Finding(where=f"ledger:{self.path}", rule="catatan-berubah", message=message)


def audit(
    acts: Iterable[Act],
    approvals: Approvals,
    history: Sequence[Commit],
    now: datetime,
    path_of: Callable[[Act], str],
) -> list[Finding]:
    """Every record that cannot be true, with the reason; damaged ones are told elsewhere.

    ``path_of``: the file of an act, for whoever opens it.
    """
    acts = [act for act in acts if "damaged" not in act.extra]
    merges = {commit.sha: commit for commit in history if len(commit.parents) == 2}
    grouped: dict[Promise, list[Act]] = {}
    for act in acts:
        if act.channel:
            grouped.setdefault(act.promise, []).append(act)
    told = [
        *_approvals(acts, approvals, merges),
        *_of_merges(acts, merges),
        *_recoveries(acts, approvals),
        *_unapproved(acts, approvals),
        *_people(acts, approvals.roster),
        *_moments(acts, now),
        *(one for mine in grouped.values() for one in (*_chain(mine), *behind(mine))),
        *_orders(acts, grouped),
    ]
    return sorted({_finding(path_of(act), why) for act, why in told})


def _finding(path: str, why: str) -> Finding:
    message = f"{why}. Minta admin TI mencari siapa yang menulis atau menghapus catatannya."
    return Finding(where=f"ledger:{path}", rule="catatan-palsu", message=message)


def _approvals(acts: Iterable[Act], approvals: Approvals, merges: Mapping[str, Commit]) -> _Told:
    """An approval is a merge that the gate believes, by whom and for what it says."""
    for act in acts:
        if act.kind is not ActKind.APPROVAL:
            continue
        past = approvals.past.get(f"{ITEMS}{act.item}", ())
        mine = [one for one in past if one.oid == act.extra.get("version")]
        # After a rewriting that left the content as it was, merges have other names (recording.py).
        same = [one for one in mine if one.merge == act.extra.get("merge_commit")] or (
            mine if act.extra.get("merge_commit") not in approvals.chain else []
        )
        if not same:
            yield act, "persetujuan ini tidak berasal dari penggabungan yang sah di main"
            continue
        wanted = {
            "penyetujunya": (act.actor, {one.approver for one in same}),
            "penyusunnya": (act.extra.get("authors", ""), {", ".join(o.authors) for o in same}),
            "penyuntingnya": (act.extra.get("editor", ""), {", ".join(o.editors) for o in same}),
        }
        for what, (said, known) in wanted.items():
            if said not in known:
                yield act, f"{what} menurut Git {' atau '.join(sorted(known))}, bukan {said}"
        # Recorded before the forge's own clock was known, it has the time of the merge itself.
        moments = [one.at for one in same]
        moments += [merges[one.merge].author.at for one in same if one.merge in merges]
        if not any(abs(act.at - moment) <= DRIFT for moment in moments):
            yield act, f"waktunya menurut Git {moments[0]:%d-%m-%Y %H.%M}"


def _of_merges(acts: Iterable[Act], merges: Mapping[str, Commit]) -> _Told:
    for act in acts:
        if act.kind not in _OF_MERGES:
            continue
        merge = merges.get(act.extra.get("merge_commit", ""))
        if merge is None:
            yield act, "penggabungan yang disebutnya tidak ada di main"
        elif (head := act.extra.get("head")) and head != merge.parents[1]:
            yield act, "komit usulan yang disebutnya bukan yang digabungkan"


def _recoveries(acts: Iterable[Act], approvals: Approvals) -> _Told:
    known = {(one.merge, one.decree) for one in approvals.past.get(ROSTER, ()) if one.decree}
    for act in acts:
        named = act.extra.get("merge_commit", ""), act.extra.get("basis", "")
        if act.kind is ActKind.RECOVERED and named not in known:
            yield act, "pemulihan susunan ini tidak ada di main"


def _unapproved(acts: Iterable[Act], approvals: Approvals) -> _Told:
    """Nothing goes out before the item's first approval."""
    for act in acts:
        if not act.channel and act.kind not in (ActKind.ORDER, ActKind.REREAD):
            continue
        past = approvals.past.get(f"{ITEMS}{act.item}", ())
        if not past:
            yield act, "kontennya tidak pernah disetujui di main"
        elif why := too_early(act, past[0].at):
            yield act, why


def _people(acts: Iterable[Act], roster: Roster | None) -> _Told:
    """What a person says is said by one who held a role that day; what a machine does, by it."""
    known = roster.people if roster else ()
    for act in acts:
        if act.kind in _BY_THE_MACHINE and act.actor != MACHINE:
            yield act, f"catatan seperti ini hanya dari mesin, bukan dari {act.actor}"
        if act.kind not in _SAID and (act.kind not in _EITHER or act.actor == MACHINE):
            continue
        day = act.at.date()
        for name in act.actor.split(", "):
            if not any(person.name == name and person.roles(day) for person in known):
                yield act, f"{name} tidak memegang peran pada {day:%d-%m-%Y}"


def _moments(acts: Iterable[Act], now: datetime) -> _Told:
    for act in acts:
        if act.at > now + DRIFT:
            yield act, f"waktunya belum tiba ({act.at:%d-%m-%Y %H.%M})"


def _chain(acts: Sequence[Act]) -> _Told:
    """What follows something must have it before; both must speak of the same post."""
    kinds = {act.kind for act in acts}
    begun = [act for act in acts if act.kind in (ActKind.INTENT, ActKind.HANDED_OVER)]
    receipts = [act for act in acts if act.kind in SETTLING]
    for act in acts:
        if act.kind in _BY_PEOPLE and kinds <= _BY_PEOPLE | _AFTER_RECEIPT:
            yield act, "catatan niat atau penyerahannya tidak ada"
        if act.kind is ActKind.UNKNOWN and ActKind.INTENT not in kinds:
            yield act, "catatan niatnya tidak ada"
        if act.kind is ActKind.POSTED and ActKind.INTENT not in kinds and not _found_there(act):
            yield act, "catatan niatnya tidak ada"
        if act.kind in _AFTER_RECEIPT and not receipts:
            yield act, "catatan terunggahnya tidak ada"
        for receipt in (one for one in receipts if one.attempt == act.attempt):
            if act.kind in _CLEAN:
                yield act, "catatan lain menyebut unggahan yang sama sudah ada"
            if act.kind is ActKind.CHECKED and act.payload != receipt.payload:
                yield act, "sidik muatannya bukan yang terunggah"
        for first in begun:
            if act.kind not in SETTLING or first.attempt != act.attempt:
                continue
            if act.payload and first.payload and act.payload != first.payload:
                yield act, "sidik muatannya bukan yang diniatkan"


def _found_there(act: Act) -> bool:
    """Found on the network before anything was claimed, or settled by a person who looked."""
    return act.actor != MACHINE or act.note.startswith("sudah ada di jaringan")


def _orders(acts: Iterable[Act], grouped: Mapping[Promise, Sequence[Act]]) -> _Told:
    """What went out was ordered, and its approval recorded, in the same push or before."""
    recorded = {(act.item, act.revision, act.kind) for act in acts}
    for promise, mine in grouped.items():
        for kind, what in (
            (ActKind.APPROVAL, "catatan persetujuannya"),
            (ActKind.ORDER, "perintah unggahnya"),
        ):
            if (promise.item, promise.revision, kind) not in recorded:
                yield min(mine, key=lambda act: act.at), f"{what} tidak ada"
