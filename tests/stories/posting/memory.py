"""Offices whose Git is in memory: the real ledger and round, fast enough for a thousand runs.

A machine can die at any point. Whatever its code does afterwards (``finally``, results kept for
later) reaches nobody any more, as after a power cut; the next run is another clone.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import cast

from pipeline.core.posting import Act
from pipeline.core.wire import Request, Response, Send
from pipeline.edge.git import Repository
from pipeline.edge.ledger_branch import Ledger
from pipeline.edge.ledger_paths import BRANCH
from pipeline.edge.remote import Unreachable, tracking
from tests.stories.posting.desk import Desk

LOCAL, SEEN = f"refs/heads/{BRANCH}", tracking(BRANCH)


class Died(BaseException):
    """The machine is off."""


@dataclass
class Origin:
    """The server's branch, and every commit anybody ever made."""

    tip: str | None = None
    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)


@dataclass
class Machine:
    """Where a run works. ``strike`` is called before and after each act that leaves it."""

    origin: Origin
    strike: Callable[[str, str], None] = lambda act, side: None
    dead: bool = False
    refs: dict[str, str | None] = field(default_factory=dict)
    has_remote: bool = True

    def act(self, name: str, do: Callable[[], object]) -> object:
        """Do one thing that the world outside notices."""
        if self.dead:
            raise Died
        try:
            self.strike(name, "before")
            done = do()
            self.strike(name, "after")
        except Died:
            self.dead = True
            raise
        return done

    def around(self, send: Send) -> Send:
        """The same network, reached from this machine."""

        def sent(request: Request) -> Response:
            return cast(Response, self.act("call", lambda: send(request)))

        return sent

    # What the ledger asks of a repository.
    def fetch(self, *branches: str) -> str | None:
        if self.dead:
            raise Died
        self.refs[SEEN] = self.origin.tip
        return self.origin.tip

    def resolve(self, ref: str) -> str | None:
        return self.refs.get(ref)

    def read_branch(self, tip: str) -> Mapping[str, bytes]:
        return self.origin.commits.get(tip, {})

    def commit_files(
        self,
        branch: str,
        new: Mapping[str, bytes],
        message: str,
        at: datetime,
        *,
        parent: str,
        sign: Mapping[str, str] | None = None,
    ) -> str:
        assert not sign  # this office has no key for its ledger
        files = {**self.origin.commits.get(parent, {}), **new}
        told = json.dumps([message, parent, sorted((p, c.decode()) for p, c in files.items())])
        sha = hashlib.sha1(told.encode()).hexdigest()
        self.origin.commits[sha] = files
        return sha

    def push(self, branch: str, sha: str, expected: str | None) -> bool:
        self.refs[LOCAL] = sha

        def move() -> bool:
            if self.origin.tip != expected:
                return False
            self.origin.tip = sha
            return True

        moved = bool(self.act("push", move))
        if moved:
            self.refs[SEEN] = sha
        return moved

    def run(self, verb: str, *words: str) -> None:
        assert verb == "update-ref"
        if words[0] == "-d":
            self.refs.pop(words[1], None)
        else:
            self.refs[words[0]] = words[1]


def cut_off() -> Unreachable:
    """What a push says whose line went dead."""
    return Unreachable("origin tidak menjawab", where="origin")


@dataclass(kw_only=True)
class Office(Desk):
    """A desk on such a machine."""

    machine: Machine
    root: Path = Path("memori")

    def ledger(self) -> Ledger:
        repo = cast(Repository, self.machine)
        return Ledger(repo, run=self.run, tool="redaksi-jdih uji", spare=None)

    @staticmethod
    def read(origin: Origin) -> list[Act]:
        """Everything on the record."""
        machine = Machine(origin)
        machine.fetch(BRANCH)
        ledger = Ledger(cast(Repository, machine), run="lokal:uji/0", tool="redaksi-jdih uji")
        return ledger.read()[0]
