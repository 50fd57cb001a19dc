"""For every network and every call in its flow: however it goes wrong, never two posts."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from pipeline.core.model import WITA
from pipeline.core.posting import ActKind
from pipeline.core.standing import Stage, standings
from pipeline.core.wire import Send
from pipeline.edge import ledger_branch
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import Platform
from tests.fault_proxy import Fault, FaultProxy
from tests.platforms.cases import CASES, Server
from tests.platforms.posts import picture
from tests.stories.posting.desk import channel, channels, item
from tests.stories.posting.memory import Died, Machine, Office, Origin, cut_off

WORLDS = count(1)  # servers outlive a test: items of two tests have different names
RUNS = 4  # so many undisturbed ones follow: enough until nothing is owed


@dataclass
class World:
    """One network, one office's record of it, and as many machines as it takes."""

    name: str
    server: Server
    proxy: FaultProxy
    folder: Path
    origin: Origin = field(default_factory=Origin)
    now: datetime = field(default_factory=lambda: datetime.now(WITA) - timedelta(hours=3))
    runs: int = 0
    number: int = field(default_factory=lambda: next(WORLDS))

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
        machine, self.runs = Machine(self.origin, strike), self.runs + 1
        of = channel(self.name, base_url=self.proxy.url)
        office = Office(
            root=self.folder,
            channels=channels(of),
            items=[item(name) for name in items],
            senders={self.name: machine.around(self.connect())},
            now=self.now,
            run=f"lokal:uji/{self.runs}",
            pictures=(picture(self.folder),),
            is_over=lambda run: not others,
            machine=machine,
            account=self.server.account,
        )
        with suppress(Died, ledger_branch.Unreachable):
            office.post()
        self.now = max(self.now, office.now)

    def connect(self) -> Send:
        return self.server.connect(self.proxy.url, 20)

    def stage(self, name: str) -> Stage:
        """Where the promise stands by the record."""
        found = standings(Office.read(self.origin))
        (stands,) = [one for promise, one in found.items() if promise.item == name]
        return stands.stage

    def held(self, name: str) -> int:
        return self.server.held(Office.link(name))

    def calls(self) -> int:
        """How many calls an undisturbed post takes."""
        before = len(self.proxy.seen)
        self.run(self.item("tenang"))
        assert self.held(self.item("tenang")) == 1
        return len(self.proxy.seen) - before


@pytest.fixture(params=sorted(CASES))
def world(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    monkeypatch.setattr(ledger_branch, "PAUSES", (0, 0))
    monkeypatch.setattr(ledger_branch, "PATIENCE", (0, 0))
    case = CASES[request.param]
    with case.open(request, tmp_path) as server, FaultProxy(server.url) as proxy:
        yield World(request.param, server, proxy, tmp_path)


def _finish(world: World, name: str) -> tuple[Stage, int]:
    """Run until nothing is owed; where it stands, and what the network holds."""
    for _ in range(RUNS):
        world.run(name)
    return world.stage(name), world.held(name)


def _sure(world: World, there: bool) -> Stage:
    """How a doubt about the act must end: by the network where it lets us, else with a person."""
    if world.platform.REPEAT_SECONDS or (there and world.platform.ASKABLE):
        return Stage.SETTLED
    return Stage.DOUBTFUL


@pytest.mark.parametrize("kind", ["dropped", "lost", "failed"])
def test_a_call_that_goes_wrong_makes_no_second_post(world: World, kind: str) -> None:
    """The request is lost, or its answer, or it is done and answered with 500: at every call."""
    calls = world.calls()
    acts = [call == CASES[world.name].act for call in world.proxy.seen[-calls:]]
    assert acts.count(True) == 1, world.proxy.seen
    for number, is_act in enumerate(acts):
        name = world.item(f"{kind}-{number}")
        world.proxy.fault = Fault(kind=kind, after=number)
        world.run(name)
        assert world.proxy.fault is None
        stage, held = _finish(world, name)

        there = is_act and kind != "dropped"
        expected = _sure(world, there) if is_act else Stage.SETTLED
        assert (stage, held) == (expected, int(there or expected is Stage.SETTLED)), number


def _points(world: World) -> list[tuple[str, int, str]]:
    """Every moment of an undisturbed run: before and after each call and each push."""
    seen: list[str] = []
    world.run(world.item("hitung"), strike=lambda act, side: seen.append(act))
    acts = seen[::2]
    return [
        (act, acts[:at].count(act), side)
        for at, act in enumerate(acts)
        for side in ("before", "after")
    ]


def _at(point: tuple[str, int, str], do: Callable[[], None]) -> Callable[[str, str], None]:
    """Do something once, at this moment of a run."""
    name, number, when = point
    passed = {"before": 0, "after": 0}

    def strike(act: str, side: str) -> None:
        if act != name:
            return
        passed[side] += 1
        if side == when and passed[side] == number + 1:
            do()

    return strike


def _die() -> None:
    raise Died


def _cut() -> None:
    raise cut_off()


def test_a_run_that_dies_makes_no_second_post(world: World) -> None:
    """The power goes before or after each call and each push; another clone goes on."""
    for number, point in enumerate(_points(world)):
        name = world.item(f"mati-{number}")
        world.run(name, strike=_at(point, _die))
        stage, held = _finish(world, name)

        assert held <= 1 and stage in (Stage.SETTLED, Stage.DOUBTFUL), point
        assert stage is Stage.DOUBTFUL or held == 1, point
        if world.platform.REPEAT_SECONDS:
            assert (stage, held) == (Stage.SETTLED, 1), point


def test_two_runs_at_once_make_one_post(world: World) -> None:
    """A second run starts and ends at every moment of the first, which then goes on."""
    for number, point in enumerate(_points(world)):
        name = world.item(f"lomba-{number}")
        world.run(name, strike=_at(point, lambda of=name: world.run(of, others=True)))  # type: ignore[misc]
        stage, held = _finish(world, name)

        assert (stage, held) == (Stage.SETTLED, 1), point


def test_a_ledger_that_cannot_be_pushed_makes_no_second_post(world: World) -> None:
    """The push is lost, or arrives without a word: no act without its claim, none twice."""
    for number, point in enumerate(p for p in _points(world) if p[0] == "push"):
        name = world.item(f"putus-{number}")
        world.run(name, strike=_at(point, _cut))
        stage, held = _finish(world, name)

        assert held <= 1 and (held == 1) == (stage is Stage.SETTLED), point


def test_every_act_is_recorded_with_its_address(world: World) -> None:
    """One intent, one receipt, whose address the network owns."""
    world.run(world.item("biasa"))
    acts = Office.read(world.origin)
    receipt = next(act for act in acts if act.kind is ActKind.POSTED)
    intent = next(act for act in acts if act.kind is ActKind.INTENT)

    assert {act.kind for act in acts} == {ActKind.INTENT, ActKind.POSTED}
    assert world.platform.owns(receipt.url) and receipt.remote_id
    assert ("stages" in intent.extra) == world.platform.STAGED
