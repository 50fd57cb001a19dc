"""Edge: what Git's own history says of the ledger: files changed or taken away, who wrote what."""

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.core.auditing import Rewritten
from pipeline.core.countersigning import Written
from pipeline.core.history import printable
from pipeline.core.model import WITA
from pipeline.edge.ledger_paths import BRANCH

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_HEAD = re.compile(r"\0([0-9a-f]{40,64})\t(-?\d*)\t(.*)")
_LATEST = int(datetime(9998, 1, 1, tzinfo=UTC).timestamp())


def rewritten(repo: "Repository") -> list[Rewritten]:
    """Every change of a record after it was written, the oldest first. Acts are only ever added."""
    tip = repo.head(BRANCH)
    if tip is None:
        return []
    log = repo.run(
        *("log", "--reverse", "-m", "--name-status", "--no-renames", "--diff-filter=MDT"),
        *("--format=%x00%H%x09%at%x09%an <%ae>", tip, "--"),
    ).decode("utf-8", "replace")
    found: dict[tuple[str, str], Rewritten] = {}
    commit, at, by = "", datetime.fromtimestamp(0, WITA), ""
    for line in log.splitlines():
        if head := _HEAD.fullmatch(line):
            commit, by = head[1], printable(head[3])
            at = _moment(head[2])
        elif "\t" in line:
            letter, _, path = line.partition("\t")
            if path.endswith(".yml"):
                found[commit, path] = Rewritten(
                    path=printable(path), commit=commit, by=by, at=at, gone=letter == "D"
                )
    return list(found.values())


def written(repo: "Repository") -> list[Written]:
    """Every commit of the ledger with the files it touched, parents first."""
    tip = repo.head(BRANCH)
    if tip is None:
        return []
    log = repo.run(
        *("log", "--reverse", "--topo-order", "-m", "--name-only", "--no-renames"),
        *("--format=%x00%H%x09%ct%x09%an <%ae>", tip, "--"),
    ).decode("utf-8", "replace")
    found: dict[str, Written] = {}
    for part in log.split("\0")[1:]:  # a merge comes once for each parent
        head, *paths = filter(None, part.split("\n"))
        commit, seconds, by = head.split("\t", 2)
        before = found[commit].paths if commit in found else ()
        found[commit] = Written(
            commit=commit,
            by=printable(by),
            at=_moment(seconds),
            paths=tuple(dict.fromkeys([*before, *map(printable, paths)])),
        )
    return list(found.values())


def _moment(seconds: str) -> datetime:
    """Dates outside the calendar are brought to its ends: whoever commits can write anything."""
    return datetime.fromtimestamp(min(max(int(seconds or 0), 0), _LATEST), WITA)
