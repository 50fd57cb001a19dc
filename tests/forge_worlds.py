"""An office that works on the forge: the people of ``worlds.py`` with accounts, and the stand-in.

What they do in the browser goes through the stand-in's rules; what the product asks goes over HTTP.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from pipeline.core.evidence import record_act
from pipeline.core.posting import Act
from pipeline.edge.forge import Forge
from pipeline.edge.gate import Judged, read_gate
from tests.forge_office import MACHINE
from tests.forge_server import ForgeServer, running
from tests.worlds import CHIEF, DEPUTY, EDITOR, PAGE, PRODUCER, PUBLISHER, Files, Someone, World

READS = ("metadata", "contents", "pull_requests", "actions")  # what publish may ask
LOGINS = {
    one.name: one.name.split()[0].lower() for one in (CHIEF, DEPUTY, EDITOR, PRODUCER, PUBLISHER)
}
STAFF = tuple(
    replace(one, logins=(LOGINS[one.name],)) for one in (CHIEF, DEPUTY, EDITOR, PRODUCER, PUBLISHER)
)


@dataclass(kw_only=True)
class Newsroom:
    """The office with its forge, and what its ledger holds."""

    world: World
    server: ForgeServer
    acts: list[Act]

    def propose(self, files: Files | None = None, *, by: Someone = PRODUCER) -> int:
        """Write a draft, push it and open the proposal (step 4); returns its number."""
        branch = self.world.propose(files or {PAGE: "satu"}, by=by)
        self.world.send(branch)
        self._pass()
        return self.server.office.open_pull(self.login(by), branch).number

    def edit(self, number: int, files: Files, *, by: Someone = EDITOR) -> None:
        branch = self.server.office.pulls[number].branch
        self.world.edit(branch, files, by=by)
        self.world.send(branch)
        self.server.office.pushed(number, self.login(by))

    def review(self, number: int, *, by: Someone = EDITOR, event: str = "APPROVE") -> None:
        self._pass()
        self.server.office.review(self.login(by), number, event)

    def hand_over(self, number: int, *, by: Someone = PRODUCER) -> None:
        self._pass()
        self.server.office.ready(self.login(by), number)

    def merge(self, number: int, *, by: Someone = CHIEF, message: str = "") -> str:
        """Press the green button, and bring main here."""
        self._pass()
        if self.server.office.pulls[number].draft:
            self.hand_over(number)
        sha = self.server.office.merge(self.login(by), number, message=message)
        self.world.git("fetch", "-q", "origin", "main")
        self.world.git("checkout", "-q", "main")
        self.world.git("reset", "-q", "--hard", "origin/main")
        return sha

    def judge(self, *, online: bool) -> Judged:
        """What the gate says, with the forge at hand or without."""
        forge: Forge | None = self.server.forge(MACHINE, *READS) if online else None
        return read_gate(self.world.repository(), self.acts, forge=forge, now=self.world.now)

    def publish(self) -> Judged:
        """Judge with the forge at hand, and record what it said as a run does."""
        judged = self.judge(online=True)
        self.record(judged)
        return judged

    def record(self, judged: Judged) -> None:
        self.acts += map(record_act, judged.fresh)

    @staticmethod
    def login(person: Someone) -> str:
        return LOGINS[person.name]

    def _pass(self) -> None:
        self.world.now += timedelta(minutes=10)


@contextmanager
def newsroom(folder: Path, people: Sequence[Someone] = STAFF) -> Iterator[Newsroom]:
    """Start an office with its forge; it ends with the block."""
    world = World(folder, people=people)
    world.send()
    with newsroom_of(world) as made:
        yield made


@contextmanager
def newsroom_of(world: World) -> Iterator[Newsroom]:
    """The same for a world that is there already, with its main on the server."""
    with running(world.origin, lambda: world.now) as server:
        for name, login in LOGINS.items():
            server.office.account(login, name)
        yield Newsroom(world=world, server=server, acts=[])
