"""Edge: main's history as it was last read, so that the next reader asks only for what came since.

It lies inside ``.git``: nothing that a proposal brings can reach it there, and whoever writes there
says already what main is. What does not read exactly as it was written is read from Git again.

One line holds the steps of main, and one for each step the commits of its proposal, which are made
into values only for whoever asks for them.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.core import history
from pipeline.core.history import Commit, SideCommit, Signature
from pipeline.core.model import WITA
from pipeline.edge import log
from pipeline.edge.files import write_if_changed
from pipeline.edge.log import uncollected
from pipeline.edge.machine import inside_git

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_FILE = "riwayat.json"
_NONE = b"[]"
_People = list[tuple[str, str]]
WORTH = 200  # steps of main: fewer are read from Git as fast


def recall(repo: "Repository") -> tuple[str, list[Commit]] | None:
    """The step of main it was read up to, and all steps until there; None: nothing is kept."""
    try:
        seal, _, text = inside_git(repo, _FILE).read_bytes().partition(b"\n")
        if seal.decode() != _seal(text):
            return None
        with uncollected():
            head, *sides = text.split(b"\n")
            kept = json.loads(head)
            people = [(name, email) for name, email in kept["people"]]
            return kept["tip"], [*_commits(kept["steps"], sides, people)]
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None


def keep(repo: "Repository", tip: str, commits: list[Commit], known: int) -> None:
    """Keep what was read, whole or not at all, where it is much more than was known.

    A repository that may not be written to is read as if nothing were kept.
    """
    if len(commits) - known < WORTH:
        return
    people: dict[tuple[str, str], int] = {}
    steps = [_row(commit, people) for commit in commits]
    sides = [
        _json([[*_common(one, people), sorted(one.units)] for one in commit.side])
        for commit in commits
    ]
    head = _json({"tip": tip, "people": list(people), "steps": steps})
    text = b"\n".join([head, *sides])
    with suppress(OSError):
        write_if_changed(inside_git(repo, _FILE), f"{_seal(text)}\n".encode() + text)


def _seal(text: bytes) -> str:
    """Other code reads another history: what it kept is no longer what this would read."""
    made = hashlib.sha256(text)
    for module in (history, log):
        made.update(Path(str(module.__file__)).read_bytes())
    made.update(Path(__file__).with_name("history.py").read_bytes())
    return made.hexdigest()


def _row(commit: Commit, people: dict[tuple[str, str], int]) -> list[Any]:
    return [
        *_common(commit, people),
        commit.units,
        sorted(commit.smuggled),
        commit.altered,
        commit.approver_trailers if commit.approver_trailers != commit.trailers else 0,
        commit.foreign_root,
    ]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _common(one: Commit | SideCommit, people: dict[tuple[str, str], int]) -> list[Any]:
    def signed(by: Signature) -> tuple[int, int]:
        return people.setdefault((by.name, by.email), len(people)), int(by.at.timestamp())

    committed = 0 if one.committer == one.author else signed(one.committer)
    return [one.sha, one.parents, signed(one.author), committed, one.subject, one.trailers]


class _Side(Sequence[SideCommit]):
    """A proposal's commits, made into values when they are first asked for."""

    __slots__ = ("_line", "_made", "_people")

    def __init__(self, line: bytes, people: _People) -> None:
        self._line, self._people = line, people
        self._made: tuple[SideCommit, ...] | None = None

    def _values(self) -> tuple[SideCommit, ...]:
        if self._made is None:
            with uncollected():
                self._made = tuple(_side_commits(json.loads(self._line), self._people))
        return self._made

    def __len__(self) -> int:
        return len(self._values())

    def __iter__(self) -> Iterator[SideCommit]:
        return iter(self._values())

    def __getitem__(self, at: Any) -> Any:
        return self._values()[at]

    def __eq__(self, other: object) -> bool:
        return self._values() == (other._values() if isinstance(other, _Side) else other)

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return repr(self._values())


def _commits(rows: list[list[Any]], sides: list[bytes], people: _People) -> Iterator[Commit]:
    for (*common, units, smuggled, altered, own, foreign), line in zip(rows, sides, strict=True):
        sha, parents, by, hand, subject, trailers = common
        author, written = _signed(by, people), _pairs(trailers)
        yield Commit(
            sha=sha,
            parents=tuple(parents),
            author=author,
            committer=_signed(hand, people) if hand else author,
            subject=subject,
            trailers=written,
            units=units,
            side=_Side(line, people) if line != _NONE else (),
            smuggled=frozenset(smuggled),
            altered=altered,
            approver_trailers=written if own == 0 else _pairs(own),
            foreign_root=foreign,
        )


def _side_commits(rows: list[list[Any]], people: _People) -> Iterator[SideCommit]:
    for sha, parents, by, hand, subject, trailers, units in rows:
        author = _signed(by, people)
        yield SideCommit(
            sha=sha,
            parents=tuple(parents),
            author=author,
            committer=_signed(hand, people) if hand else author,
            subject=subject,
            trailers=_pairs(trailers),
            units=frozenset(units),
        )


def _signed(row: list[int], people: _People) -> Signature:
    name, email = people[row[0]]
    return Signature(name=name, email=email, at=datetime.fromtimestamp(row[1], WITA))


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in rows) if rows else ()
