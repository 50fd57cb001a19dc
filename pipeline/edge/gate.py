"""Edge: gather what the gate judges: Git, and of the forge what the ledger does not know yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.core.approval import judge
from pipeline.core.emergency import is_flagged
from pipeline.core.evidence import endorsed, endorsement, recorded, to_be_confirmed, wanted
from pipeline.core.findings import Finding
from pipeline.core.forge import MergeRecord
from pipeline.core.history import CALENDAR, KEYS, ROSTER, Commit
from pipeline.core.merging import Ground
from pipeline.core.model import Roster
from pipeline.core.posting import Act
from pipeline.core.verdicts import Approvals
from pipeline.edge.committed import read_calendar_bytes, read_roster_bytes
from pipeline.edge.forge import Forge
from pipeline.edge.git import MAIN, Repository
from pipeline.edge.holidays import workdays
from pipeline.edge.signatures import signed_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is in force, and what the forge has just said: to be recorded with what follows."""

    history: list[Commit]
    approvals: Approvals
    fresh: tuple[MergeRecord, ...]
    words: tuple[Act, ...]  # reviews since, that confirm an emergency
    findings: tuple[Finding, ...]


def read_gate(
    repo: Repository, acts: Iterable[Act], *, forge: Forge | None, now: datetime
) -> Judged:
    """Judge main by Git and the ledger; with a forge at hand ask it once about what is new.

    A forge that does not answer raises Blocked: what it might contradict must not go out.
    """
    acts = list(acts)
    records, findings = recorded(acts)
    history = repo.history(MAIN)
    ground = replace(_ground(repo, history, now), records=records, said=endorsed(acts))
    approvals, ground = _judge(repo, history, ground)
    fresh: list[MergeRecord] = []
    words: list[Act] = []
    if forge:
        asked = wanted(approvals, history, records, acts, now)
        fresh = [record for sha in asked if (record := forge.merged(sha))]
        if fresh:
            known = {record.merge_sha: record for record in fresh}
            approvals, ground = _judge(repo, history, replace(ground, records=records | known))
        words = [
            act
            for one in to_be_confirmed(approvals, now)
            if one.record and approvals.roster
            if (act := endorsement(one, forge.reviews(one.record.number), approvals.roster))
        ]
        if words:
            approvals, _ = _judge(repo, history, replace(ground, said=endorsed([*acts, *words])))
    return Judged(
        history=history,
        approvals=approvals,
        fresh=tuple(fresh),
        words=tuple(words),
        findings=tuple(findings),
    )


def read_approvals(
    repo: Repository,
    branch: str = MAIN,
    now: datetime | None = None,
    records: Mapping[str, MergeRecord] | None = None,
) -> tuple[list[Commit], Approvals]:
    """Return main's history and what is in force by it."""
    history = repo.history(branch)
    ground = replace(_ground(repo, history, now), records=records or {})
    return history, _judge(repo, history, ground)[0]


def _ground(repo: Repository, history: Sequence[Commit], now: datetime | None) -> Ground:
    return Ground(rosters=_rosters(repo, history), now=now, signed=_signed(repo, history))


def _judge(repo: Repository, history: Sequence[Commit], ground: Ground) -> tuple[Approvals, Ground]:
    """An emergency has its day by the office's calendar, which must itself be approved first."""
    approvals = judge(history, ground)
    flagged = [commit.author.at.year for commit in history if is_flagged(commit)]
    if flagged and ground.days is None:
        version = approvals.approved.get(CALENDAR, "")
        found = repo.read_blobs([version] if version and ":" not in version else [])
        calendar = read_calendar_bytes(found.get(version, b""))
        ground = replace(ground, days=workdays(calendar, range(min(flagged), max(flagged) + 2)))
        approvals = judge(history, ground)
    return approvals, ground


def _rosters(repo: Repository, history: Iterable[Commit]) -> dict[str, Roster | None]:
    versions = {commit.units.get(ROSTER) or "" for commit in history}
    blobs = repo.read_blobs(oid for oid in versions if oid and ":" not in oid)
    return {oid: read_roster_bytes(content) for oid, content in blobs.items()}


def _signed(repo: Repository, history: Sequence[Commit]) -> dict[str, frozenset[str]]:
    """For each version of the key file: the merges since then that one of its keys signed."""
    found: dict[str, frozenset[str]] = {}
    for number, commit in enumerate(history):
        version = commit.units.get(KEYS)
        if version and ":" not in version and version not in found:
            (keys,) = repo.read_blobs([version]).values()
            merges = [c.sha for c in history[number:] if len(c.parents) == 2]
            found[version] = signed_by(repo, keys, merges)
    return found
