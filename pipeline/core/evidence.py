"""Core: the forge's record of a merge as an act of the ledger, and back: read once, never again.

Judges nothing. Who else but the forge could have written such an act: pipeline/DECISIONS.md 39.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from pipeline.core.emergency import by_review
from pipeline.core.findings import Finding
from pipeline.core.forge import MergeRecord, Review, Verdict
from pipeline.core.history import Commit
from pipeline.core.model import WITA, Roster
from pipeline.core.posting import Act, ActKind
from pipeline.core.verdicts import Approvals, Evidence

AT_MOST = 50  # merges asked for in one run: five calls each, of a thousand an hour
_AGE = timedelta(days=30)  # what was approved before needs no more evidence than it has
_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def record_act(record: MergeRecord) -> Act:
    """The forge's record as one file of the ledger; its moments are the forge's."""
    reviews = (f"@{r.login} {r.state} {r.at.isoformat()}" for r in record.reviews)
    return Act(
        kind=ActKind.MERGE,
        item=f"usulan-{record.number}",
        revision=0,
        channel="",
        at=record.at,
        actor=f"@{record.merged_by}",
        url=record.url,
        extra={
            "merge_commit": record.merge_sha,
            "head": record.head,
            "opened_by": f"@{record.opened_by}",
            "opened": record.opened.isoformat(),
            "handed_at": record.ready_at.isoformat() if record.ready_at else "",
            "handed_by": f"@{record.ready_by}",
            "reviews": ", ".join(reviews),
            "signature": record.signature,
        },
    )


def recorded(acts: Iterable[Act]) -> tuple[dict[str, MergeRecord], list[Finding]]:
    """What the ledger knows of merges, by merge commit.

    Of two files that contradict each other neither counts: one was not written by our machine.
    """
    found: dict[str, MergeRecord] = {}
    doubtful: set[str] = set()
    findings = []
    for act in acts:
        if act.kind is not ActKind.MERGE:
            continue
        try:
            record = _record(act)
        except ValueError:
            findings.append(_finding(act, "tidak terbaca"))
            continue
        if found.setdefault(record.merge_sha, record) != record:
            doubtful.add(record.merge_sha)
            findings.append(_finding(act, "bertentangan dengan catatan lain"))
    return {sha: one for sha, one in found.items() if sha not in doubtful}, findings


def _record(act: Act) -> MergeRecord:
    number, said = act.item.removeprefix("usulan-"), act.extra
    head, merge = said.get("head", ""), said.get("merge_commit", "")
    if not (number.isdigit() and _SHA.fullmatch(head) and _SHA.fullmatch(merge)):
        raise ValueError(act.item)
    reviews = [_review(text, head) for text in said.get("reviews", "").split(", ") if text]
    return MergeRecord(
        number=int(number),
        url=act.url,
        opened_by=said.get("opened_by", "").removeprefix("@"),
        opened=_moment(said.get("opened", "")),
        ready_at=_moment(said["handed_at"]) if said.get("handed_at") else None,
        ready_by=said.get("handed_by", "").removeprefix("@"),
        merged_by=act.actor.removeprefix("@"),
        merge_sha=merge,
        head=head,
        at=act.at,
        signature=said.get("signature", ""),
        reviews=tuple(reviews),
    )


def to_be_confirmed(approvals: Approvals, now: datetime) -> list[Evidence]:
    """The emergencies that a review could still confirm; those of long ago need a new proposal."""
    found = (*approvals.unconfirmed, *approvals.lapsed)
    return [one for one in found if one.record and one.at > now - _AGE]


def endorsement(evidence: Evidence, reviews: Iterable[Review], roster: Roster) -> Act | None:
    """The review that confirms an emergency, as one file of the ledger."""
    reviews, record = list(reviews), evidence.record
    confirmed = by_review(evidence, reviews, roster)
    if confirmed is None or record is None:
        return None
    review = next(one for one in reviews if one.at == confirmed.confirmed_at)
    return Act(
        kind=ActKind.ENDORSED,
        item=f"usulan-{record.number}",
        revision=0,
        channel="",
        at=review.at,
        actor=f"@{review.login}",
        url=record.url,
        extra={"merge_commit": record.merge_sha, "head": record.head},
    )


def endorsed(acts: Iterable[Act]) -> dict[str, list[Review]]:
    """The reviews since their merges that the ledger knows, by merge commit.

    Whoever forges one gains what a forged record gains: step 5, and no approval.
    """
    found: dict[str, list[Review]] = {}
    for act in acts:
        if act.kind is ActKind.ENDORSED:
            review = Review(
                login=act.actor.removeprefix("@"),
                state=Verdict.APPROVED,
                commit=act.extra.get("head", ""),
                at=act.at,
            )
            found.setdefault(act.extra.get("merge_commit", ""), []).append(review)
    return found


def _review(text: str, head: str) -> Review:
    login, state, at = text.split(" ")
    return Review(login=login.removeprefix("@"), state=Verdict(state), commit=head, at=_moment(at))


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(WITA)


def _finding(act: Act, trouble: str) -> Finding:
    merge = act.extra.get("merge_commit", "")[:12] or "tanpa nomor"
    message = (
        f"Catatan tentang penggabungan {merge} {trouble}; tidak dipakai. "
        "Minta admin TI memeriksa siapa yang menulisnya."
    )
    return Finding(where=f"ledger:{act.item}", rule="buku-catatan", message=message)


def wanted(
    approvals: Approvals,
    history: Sequence[Commit],
    known: Mapping[str, MergeRecord],
    acts: Iterable[Act],
    now: datetime,
) -> list[str]:
    """The merges whose record the forge should be asked for now, the newest first.

    Those that brought what is held, and those that brought what is in force but is not yet in the
    ledger: an approval that was recorded without the forge stays as it is.
    """
    settled = {a.extra.get("merge_commit") for a in acts if a.kind is ActKind.APPROVAL}
    merges = {commit.sha for commit in history if len(commit.parents) == 2}
    fresh = {
        evidence.merge
        for evidence in approvals.evidence.values()
        if evidence.merge not in settled and evidence.at > now - _AGE
    }
    asked = ({held.commit for held in approvals.held} & merges | fresh) - known.keys()
    newest = [commit.sha for commit in reversed(history) if commit.sha in asked]
    return newest[:AT_MOST]
