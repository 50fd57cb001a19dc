"""Edge: commits as ``git log`` tells them, each with the units it changes. Judges nothing."""

import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.core.history import Signature, printable, unit_of, version
from pipeline.core.model import WITA

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_FORMAT = "--format=%H%x00%P%x00%T%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B"
_FIELDS = 10
_LATEST = int(datetime(9998, 1, 1, tzinfo=UTC).timestamp())
_GONE = "000000"

Changed = dict[str, tuple[str, str]]  # a unit before and after, as "mode oid"; "": not there


@dataclass(slots=True)
class Record:
    """One commit; ``changed`` as compared by the question that it answers."""

    sha: str
    parents: tuple[str, ...]
    tree: str
    author: Signature
    committer: Signature
    message: str
    changed: Changed = field(default_factory=dict)
    changes: int = 0  # of any path, be it a unit or not

    @property
    def units(self) -> dict[str, str | None]:
        return units_of(self.changed)


@contextmanager
def uncollected() -> Iterator[None]:
    """A hundred thousand small values at once, and none of them garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def bare(repo: "Repository", empty: str) -> dict[str, str]:
    """An empty work tree: .gitattributes may say how to merge, and Git looks where it stands.

    A draft in the work tree must not move the gate.
    """
    here = os.fsdecode(repo.run("rev-parse", "--absolute-git-dir")[:-1])
    return {"GIT_DIR": here, "GIT_WORK_TREE": empty, "GIT_INDEX_FILE": f"{empty}/index"}


def compare(repo: "Repository", before: str, after: str) -> dict[str, str | None]:
    """The units that differ between two commits."""
    out = repo.run("diff-tree", "-r", "-t", "-z", "--raw", "--no-renames", before, after, "--")
    tokens = iter(out.decode("utf-8", "backslashreplace").split("\0"))
    changed: Changed = {}
    for token in tokens:
        if token.startswith(":"):
            _note(changed, token, next(tokens))
    return units_of(changed)


def units_of(changed: Changed) -> dict[str, str | None]:
    """What each unit has become; None: it is gone."""
    return {
        unit: version(*after.split(" ")) if after else None for unit, (_, after) in changed.items()
    }


def read_log(
    repo: "Repository",
    *which: str,
    where: str = ".",
    env: Mapping[str, str] | None = None,
    only: Iterable[str] = (),
) -> Iterator[Record]:
    """Commits by Git's own words for them, or ``only`` these."""
    listed = "".join(f"{sha}\n" for sha in only).encode()
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
        *(("--no-walk=unsorted", "--stdin") if listed else ()),
        *which,
        "--",
        stdin=listed or None,
        env=env,
    )
    return _parse(out.decode("utf-8", "backslashreplace").split("\0"))


def _parse(tokens: list[str]) -> Iterator[Record]:
    """Read fields by count, so that nothing a message says can look like a field."""
    at = 0
    while at + _FIELDS <= len(tokens):
        # After a merge of three sides Git says in plain text that it doesn't re-merge those.
        sha = tokens[at].rpartition("\n")[2]
        parents, tree, an, ae, ad, cn, ce, cd, message = tokens[at + 1 : at + _FIELDS]
        author = _signature(an, ae, ad)
        same = (an, ae, ad) == (cn, ce, cd)
        record = Record(
            sha=sha,
            parents=tuple(parents.split()),
            tree=tree,
            author=author,
            committer=author if same else _signature(cn, ce, cd),
            message=message,
        )
        at += _FIELDS
        while at + 1 < len(tokens) and tokens[at].lstrip("\n").startswith(":"):
            _note(record.changed, tokens[at].lstrip("\n"), tokens[at + 1])
            record.changes += 1
            at += 2
        yield record


def _note(changed: Changed, raw: str, path: str) -> None:
    """Keep the raw entry when it is a unit as a whole: its folder's tree or its single file."""
    if unit_of(path) != path:
        return
    old_mode, mode, old, new, _ = raw[1:].split(" ")
    before = "" if old_mode == _GONE else f"{old_mode} {old}"
    after = "" if mode == _GONE else f"{mode} {new}"
    if path in changed:  # a file that became a folder shows as gone and come, in either order
        before, after = changed[path][0] or before, changed[path][1] or after
    changed[path] = before, after


def _signature(name: str, email: str, seconds: str) -> Signature:
    """Dates outside the calendar are brought to its ends: Git lets a client write anything."""
    stamp = min(max(int(seconds or 0), 0), _LATEST)
    return Signature(
        name=printable(name).strip(),
        email=email.strip().lower(),
        at=datetime.fromtimestamp(stamp, WITA),
    )
