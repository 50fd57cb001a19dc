"""Edge: main's history as it was last read, so that the next reader asks only for what came since.

It lies inside ``.git``: nothing that a proposal brings can reach it there, and whoever writes there
says already what main is. What does not read exactly as it was written is read from Git again.
"""

import hashlib
import json
from collections.abc import Iterator
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
WORTH = 200  # steps of main: fewer are read from Git as fast


def recall(repo: "Repository") -> tuple[str, list[Commit]] | None:
    """The step of main it was read up to, and all steps until there; None: nothing is kept."""
    try:
        seal, _, text = inside_git(repo, _FILE).read_bytes().partition(b"\n")
        if seal.decode() != _seal(text):
            return None
        with uncollected():
            kept = json.loads(text)
            people = [(name, email) for name, email in kept["people"]]
            return kept["tip"], [*_commits(kept["steps"], people)]
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
    kept = {"tip": tip, "people": list(people), "steps": steps}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
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
        [[*_common(one, people), sorted(one.units)] for one in commit.side],
        sorted(commit.smuggled),
        commit.altered,
        commit.approver_trailers if commit.approver_trailers != commit.trailers else 0,
        commit.foreign_root,
    ]


def _common(one: Commit | SideCommit, people: dict[tuple[str, str], int]) -> list[Any]:
    def signed(by: Signature) -> tuple[int, int]:
        return people.setdefault((by.name, by.email), len(people)), int(by.at.timestamp())

    committed = 0 if one.committer == one.author else signed(one.committer)
    return [one.sha, one.parents, signed(one.author), committed, one.subject, one.trailers]


def _commits(rows: list[list[Any]], people: list[tuple[str, str]]) -> Iterator[Commit]:
    """One long function: it is called for each of ten thousand steps."""

    def signed(row: list[int]) -> Signature:
        name, email = people[row[0]]
        return Signature(name=name, email=email, at=datetime.fromtimestamp(row[1], WITA))

    for *common, units, of_side, smuggled, altered, own, foreign in rows:
        sha, parents, by, hand, subject, trailers = common
        author, written = signed(by), _pairs(trailers)
        committer = signed(hand) if hand else author
        side = []
        for of, made_on, made_by, sent_by, about, told, touched in of_side:
            drafter = signed(made_by)
            side.append(
                SideCommit(
                    sha=of,
                    parents=tuple(made_on),
                    author=drafter,
                    committer=signed(sent_by) if sent_by else drafter,
                    subject=about,
                    trailers=_pairs(told) if told else (),
                    units=frozenset(touched),
                )
            )
        yield Commit(
            sha=sha,
            parents=tuple(parents),
            author=author,
            committer=committer,
            subject=subject,
            trailers=written,
            units=units,
            side=tuple(side),
            smuggled=frozenset(smuggled),
            altered=altered,
            approver_trailers=written if own == 0 else _pairs(own),
            foreign_root=foreign,
        )


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in rows)
