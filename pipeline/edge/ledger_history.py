"""Edge: what Git's own history says of the ledger: files that were changed or taken away."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.core.auditing import Rewritten
from pipeline.core.history import printable
from pipeline.core.model import WITA
from pipeline.edge.ledger_paths import BRANCH

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_HEAD = re.compile(r"\0([0-9a-f]{40,64})\t(\d+)\t(.*)")


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
            at = datetime.fromtimestamp(int(head[2]), WITA)
        elif "\t" in line:
            letter, _, path = line.partition("\t")
            if path.endswith(".yml"):
                found[commit, path] = Rewritten(
                    path=printable(path), commit=commit, by=by, at=at, gone=letter == "D"
                )
    return list(found.values())
