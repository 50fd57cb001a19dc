"""Edge: main's first-parent history out of two passes of ``git log``. Judges nothing."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.core.history import (
    ROSTER,
    Commit,
    SideCommit,
    Signature,
    printable,
    read_trailers,
    unit_of,
    version,
    without_title,
)
from pipeline.core.model import WITA

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_FORMAT = "--format=%H%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B"
_FIELDS = 9
_LATEST = int(datetime(9998, 1, 1, tzinfo=UTC).timestamp())
_GONE = "000000"


@dataclass(slots=True)
class _Record:
    """One commit as ``git log`` tells it; ``units`` as compared by the pass it came from."""

    sha: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    message: str
    units: dict[str, str | None] = field(default_factory=dict)
    changes: int = 0  # of any path, be it a unit or not


def read_history(repo: "Repository", tip: str) -> list[Commit]:
    """Walk main from its beginning; each merge carries the commits that only its proposal had."""
    # The second pass compares each merge with what Git alone would have merged: what differs was
    # written by the person who merged. Clean merges of main into a proposal thus show nothing.
    # Both go through every tree of the history, so they go side by side.
    with TemporaryDirectory() as empty, ThreadPoolExecutor(1) as beside:
        remerge = ("--topo-order", "--diff-merges=remerge")
        bare = _bare(repo, empty)
        second = beside.submit(lambda: [*_log(repo, tip, *remerge, where=empty, env=bare)])
        chain = list(_log(repo, tip, "--first-parent", "--diff-merges=first-parent"))
        everything = {record.sha: record for record in second.result()}
    chain.reverse()
    order = {sha: number for number, sha in enumerate(everything)}  # children first
    seen: set[str] = set()
    commits = []
    for record in chain:
        seen.add(record.sha)
        side = _unseen(record.parents[1:], everything, seen)
        side.sort(key=lambda sha: -order[sha])
        own = tuple(_side_commit(repo, everything[sha]) for sha in side)
        commits.append(
            Commit(
                sha=record.sha,
                parents=record.parents,
                author=record.author,
                committer=record.committer,
                subject=record.message.partition("\n")[0],
                trailers=read_trailers(record.message),
                approver_trailers=read_trailers(without_title(record.message)),
                units=record.units,
                altered=len(record.parents) == 2 and everything[record.sha].changes > 0,
                smuggled=_smuggled(repo, record, everything[record.sha].units),
                side=own,
                foreign_root=any(not c.parents for c in own)
                and any(ROSTER in c.units for c in own),
            )
        )
    return commits


def read_proposals(
    repo: "Repository", tips: Mapping[str, str], main: str
) -> dict[str, tuple[SideCommit, ...]]:
    """Return what each branch has that main has not, parents before children. One call for all."""
    if not tips:
        return {}
    first, *rest = dict.fromkeys(tips.values())
    with TemporaryDirectory() as empty:
        options = ("--topo-order", "--diff-merges=remerge", f"^{main}", *rest)
        found = {r.sha: r for r in _log(repo, first, *options, where=empty, env=_bare(repo, empty))}
    order = {sha: number for number, sha in enumerate(found)}
    proposals = {}
    for branch, tip in tips.items():
        own = sorted(_unseen((tip,), found, set()), key=lambda sha: -order[sha])
        proposals[branch] = tuple(_side_commit(repo, found[sha]) for sha in own)
    return proposals


def _bare(repo: "Repository", empty: str) -> dict[str, str]:
    """An empty work tree: .gitattributes may say how to merge, and Git looks where it stands.

    A draft in the work tree must not move the gate.
    """
    here = os.fsdecode(repo.run("rev-parse", "--absolute-git-dir")[:-1])
    return {"GIT_DIR": here, "GIT_WORK_TREE": empty, "GIT_INDEX_FILE": f"{empty}/index"}


def _unseen(
    parents: tuple[str, ...], everything: Mapping[str, _Record], seen: set[str]
) -> list[str]:
    """Collect, and mark as seen, what is reached from here and from no earlier step of main."""
    found, waiting = [], list(parents)
    while waiting:
        sha = waiting.pop()
        if sha not in seen and sha in everything:
            seen.add(sha)
            found.append(sha)
            waiting.extend(everything[sha].parents)
    return found


def _side_commit(repo: "Repository", record: _Record) -> SideCommit:
    units = set(record.units)
    if len(record.parents) > 2:  # Git re-merges two sides only: count everything as written here
        units.update(_compare(repo, record.parents[0], record.sha))
    return SideCommit(
        sha=record.sha,
        parents=record.parents,
        author=record.author,
        committer=record.committer,
        subject=record.message.partition("\n")[0],
        trailers=read_trailers(record.message),
        units=frozenset(units),
    )


def _smuggled(
    repo: "Repository", record: _Record, remerged: Mapping[str, str | None]
) -> frozenset[str]:
    """Return the units of a merge that neither Git's own merge nor the proposal's head has."""
    if len(record.parents) != 2 or not remerged:
        return frozenset()
    changed = _compare(repo, record.parents[1], record.sha)
    return frozenset(unit for unit in remerged if unit in changed)


def _compare(repo: "Repository", before: str, after: str) -> dict[str, str | None]:
    out = repo.run("diff-tree", "-r", "-t", "-z", "--raw", "--no-renames", before, after, "--")
    tokens = iter(out.decode("utf-8", "backslashreplace").split("\0"))
    units: dict[str, str | None] = {}
    for token in tokens:
        if token.startswith(":"):
            _note(units, token, next(tokens))
    return units


def _log(
    repo: "Repository",
    tip: str,
    *options: str,
    where: str = ".",
    env: Mapping[str, str] | None = None,
) -> Iterator[_Record]:
    out = repo.run(
        "-C",
        where,
        "log",
        "-z",
        "--root",
        "--raw",
        "-t",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--no-color",
        "--encoding=UTF-8",
        _FORMAT,
        *options,
        tip,
        "--",
        env=env,
    )
    return _parse(out.decode("utf-8", "backslashreplace").split("\0"))


def _parse(tokens: list[str]) -> Iterator[_Record]:
    """Read fields by count, so that nothing a message says can look like a field."""
    at = 0
    while at + _FIELDS <= len(tokens):
        # After a merge of three sides Git says in plain text that it doesn't re-merge those.
        sha = tokens[at].rpartition("\n")[2]
        parents, an, ae, ad, cn, ce, cd, message = tokens[at + 1 : at + _FIELDS]
        author = _signature(an, ae, ad)
        same = (an, ae, ad) == (cn, ce, cd)
        record = _Record(
            sha=sha,
            parents=tuple(parents.split()),
            author=author,
            committer=author if same else _signature(cn, ce, cd),
            message=message,
        )
        at += _FIELDS
        while at + 1 < len(tokens) and tokens[at].lstrip("\n").startswith(":"):
            _note(record.units, tokens[at].lstrip("\n"), tokens[at + 1])
            record.changes += 1
            at += 2
        yield record


def _note(units: dict[str, str | None], raw: str, path: str) -> None:
    """Keep the raw entry when it is a unit as a whole: its folder's tree or its single file."""
    if unit_of(path) != path:
        return
    _, mode, _, oid, _ = raw.split(" ")
    if mode != _GONE:
        units[path] = version(mode, oid)
    else:  # a file that became a folder shows as gone and come, in either order
        units.setdefault(path, None)


def _signature(name: str, email: str, seconds: str) -> Signature:
    """Dates outside the calendar are brought to its ends: Git lets a client write anything."""
    stamp = min(max(int(seconds or 0), 0), _LATEST)
    return Signature(
        name=printable(name).strip(),
        email=email.strip().lower(),
        at=datetime.fromtimestamp(stamp, WITA),
    )
