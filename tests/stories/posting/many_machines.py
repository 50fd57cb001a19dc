"""One network, one office's record of it, and as many machines as it takes."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from pipeline.core.model import WITA
from pipeline.core.posting import PostPicture
from pipeline.core.standing import Stage, standings
from pipeline.core.wire import Send
from pipeline.edge import ledger_branch
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import Platform
from tests.fault_proxy import FaultProxy
from tests.platforms.cases import CASES, Server
from tests.platforms.posts import picture
from tests.stories.posting.desk import channel, channels, corrected, item
from tests.stories.posting.memory import Died, Machine, Office, Origin

PAUSE = timedelta(minutes=1)
RUNS = 4  # so many undisturbed ones follow: enough until nothing is owed
WORLDS = count(1)  # servers outlive a test: items of two tests have different names


@dataclass
class World:
    """One network, one office's record of it, and as many machines as it takes."""

    name: str
    server: Server
    proxy: FaultProxy
    folder: Path
    origin: Origin = field(default_factory=Origin)
    now: datetime = field(default_factory=lambda: _morning())
    runs: int = 0
    picture: str = "01.jpg"
    corrected: bool = False  # whether its items are in their first correction by now
    number: int = field(default_factory=lambda: next(WORLDS))

    def start_afresh(self) -> None:
        """An empty record; the network keeps what it has."""
        self.origin, self.now, self.corrected = Origin(), _morning(), False

    @property
    def platform(self) -> Platform:
        return PLATFORMS[self.name]

    def item(self, number: object) -> str:
        return f"2020-01-{self.name}-{self.number}-{number}"

    def run(
        self,
        *items: str,
        strike: Callable[[str, str], None] = lambda act, side: None,
        others: bool = False,
    ) -> None:
        """One run on a machine of its own, to its end or its death; ``others`` may be at work."""
        office = self.office(*items, strike=strike, others=others)
        with suppress(Died, ledger_branch.Unreachable):
            office.post()
        self.now = max(self.now, office.now)

    def office(
        self,
        *items: str,
        strike: Callable[[str, str], None] = lambda act, side: None,
        others: bool = False,
    ) -> Office:
        """A clone of its own, on a machine that nothing has happened to yet."""
        machine, self.runs = Machine(self.origin, strike), self.runs + 1
        of = replace(channel(self.name, base_url=self.proxy.url), most_a_day=1000)
        return Office(
            root=self.folder,
            channels=channels(of),
            items=[corrected(item(name), 1) if self.corrected else item(name) for name in items],
            senders={self.name: machine.around(self.connect())},
            now=self.now,
            run=f"lokal:uji/{self.runs}",
            pictures=(self._drawn(),),
            is_over=lambda run: not others,
            machine=machine,
            account=self.server.account,
        )

    def _drawn(self) -> PostPicture:
        """Another name is another picture."""
        shown = picture(self.folder, self.picture)
        return replace(shown, sha256=hashlib.sha256(self.picture.encode()).hexdigest())

    def connect(self) -> Send:
        return self.server.connect(self.proxy.url, 20)

    def stage(self, name: str) -> Stage:
        """Where the promise stands by the record."""
        found = standings(Office.read(self.origin))
        here = {promise.revision: one for promise, one in found.items() if promise.item == name}
        return here[max(here)].stage

    def held(self, name: str) -> int:
        return self.server.held(Office.link(name))

    def calls(self) -> int:
        """How many calls an undisturbed post takes."""
        before = len(self.proxy.seen)
        self.run(self.item("tenang"))
        assert self.held(self.item("tenang")) == 1
        return len(self.proxy.seen) - before

    def finish(self, name: str) -> tuple[Stage, int]:
        """Run until nothing is owed; where it stands, and what the network holds."""
        for _ in range(RUNS):
            self.now += PAUSE
            self.run(name)
        return self.stage(name), self.held(name)


def _morning() -> datetime:
    """Long enough ago that all runs of a test lie before the servers' own clocks."""
    return datetime.now(WITA) - timedelta(hours=3)


@contextmanager
def opened(
    name: str, request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """The network behind its proxy."""
    without_pauses(monkeypatch)
    with CASES[name].open(request, folder) as server, FaultProxy(server.url) as proxy:
        yield World(name, server, proxy, folder)


def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pushes are tried again without waiting."""
    monkeypatch.setattr(ledger_branch, "PAUSES", (0, 0))
    monkeypatch.setattr(ledger_branch, "PATIENCE", (0, 0))
