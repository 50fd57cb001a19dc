"""Edge: gather what the gate judges, out of Git alone."""

from datetime import datetime

from pipeline.core.approval import Approvals, judge
from pipeline.core.history import ROSTER, Commit
from pipeline.edge.disk import read_roster_bytes
from pipeline.edge.git import MAIN, Repository


def read_approvals(
    repo: Repository, branch: str = MAIN, now: datetime | None = None
) -> tuple[list[Commit], Approvals]:
    """Return main's history and what is in force by it."""
    history = repo.history(branch)
    versions = {commit.units.get(ROSTER) or "" for commit in history}
    blobs = repo.read_blobs(oid for oid in versions if oid and ":" not in oid)
    rosters = {oid: read_roster_bytes(content) for oid, content in blobs.items()}
    return history, judge(history, rosters, now)
