"""Faults at random moments of random runs, one after and inside the other: never two posts."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.core.confirming import settle
from pipeline.core.posting import Promise
from pipeline.core.standing import Stage
from pipeline.core.trouble import Trouble
from pipeline.core.wire import NoAnswer, NotSent
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import Refused
from tests.platforms.cases import CASES
from tests.stories.posting.desk import mark
from tests.stories.posting.many_machines import PAUSE, World, opened
from tests.stories.posting.memory import Died, Office, cut_off

FEW, ALL = 4, 1000  # schedules for each network; for all of them together
SLOW = {"mastodon": 20}  # mastodon_mock is a process of its own, ten times as slow as the stubs
DISTURBED = 3  # runs of one schedule in which things go wrong
CLOCKS = (0, 0, 0, -2, -2, 2)  # hours by which the clock of a disturbed machine is wrong
ACTS = 16  # more than a run of two posts has; a fault beyond the last act never happens

Strike = Callable[[str, str], None]


def _fault(chance: random.Random, act: str, side: str, other: Callable[[], None]) -> None:
    """Something that can really happen at this moment of a call or a push."""
    faults: list[BaseException | None] = [Died(), Died(), None]  # None: another run comes between
    if act == "push":
        faults += [cut_off(), cut_off()]
    else:
        faults += [NoAnswer("tanpa jawaban"), NoAnswer("jawaban rusak")]
        if side == "before":
            faults += [NotSent("tidak terhubung"), Refused("ditolak")]
            faults += [Refused("meminta menunggu", Trouble.HURRY, wait_seconds=30)]
    fault = chance.choice(faults)
    if fault is not None:
        raise fault
    other()


def _strike(chance: random.Random, other: Callable[[], None]) -> Strike:
    """One fault, at one moment of the run."""
    left = chance.randrange(2 * ACTS)

    def strike(act: str, side: str) -> None:
        nonlocal left
        left -= 1
        if left == -1:
            _fault(chance, act, side, other)

    return strike


def _play(world: World, seed: int) -> None:
    """Some disturbed runs, then undisturbed ones; a person settles what only a person can."""
    world.start_afresh()
    chance = random.Random(f"{world.name}-{seed}")
    names = [world.item(f"{seed}-{letter}") for letter in "ab"[: chance.choice((1, 2))]]

    def other() -> None:
        world.run(*names, strike=_strike(chance, lambda: None), others=True)

    _disturb(world, chance, names, other)
    told = [world.finish(name) for name in names]
    for name, (stage, held) in zip(names, told, strict=True):
        assert held == (stage is Stage.SETTLED) or (held, stage) in (
            (1, Stage.DOUBTFUL),  # nobody can know; a person will
            (0, Stage.DOUBTFUL),
            (0, Stage.WAITING),  # refused three times: handed over with its kit
        ), (seed, name, stage, held)
        if world.platform.ASKABLE:
            assert (held, stage) != (1, Stage.DOUBTFUL), (seed, name)
        if (held, stage) == (0, Stage.DOUBTFUL):
            _say_it_is_not_there(world, name)
            assert world.finish(name) in ((Stage.SETTLED, 1), (Stage.WAITING, 0)), (seed, name)

    if world.platform.REWRITES and told == [(Stage.SETTLED, 1)] * len(names):
        world.corrected = True
        _disturb(world, chance, names, other)
        for name in names:
            stage, _ = world.finish(name)
            held = world.server.held(mark(Promise(item=name, revision=1, channel=world.name)))
            assert held == 1 or (held, stage is Stage.SETTLED) == (0, False), (seed, name, stage)
            assert world.held(name) <= 2, (seed, name, stage)


def _disturb(
    world: World, chance: random.Random, names: list[str], other: Callable[[], None]
) -> None:
    for _ in range(DISTURBED):
        wrong = timedelta(hours=chance.choice(CLOCKS))
        world.now += wrong
        world.run(*names, strike=_strike(chance, other), others=chance.random() < 0.2)
        world.now += PAUSE - wrong


def _say_it_is_not_there(world: World, name: str) -> None:
    office = world.office(name)
    answer = settle(
        Office.read(world.origin),
        item=name,
        channel=office.channels.channels[0],
        network=PLATFORMS[world.name],
        posted=False,
        url="",
        person="Ayu Admin",
        at=office.tick(),
        is_over=office.is_over,
    )
    assert answer.act and office.ledger().write([answer.act])


@pytest.mark.parametrize("name", sorted(CASES))
def test_no_schedule_makes_two_posts_or_forgets_one(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few schedules, always the same."""
    with opened(name, request, tmp_path, monkeypatch) as world:
        for seed in range(1 if name in SLOW else FEW):
            _play(world, seed)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CASES))
def test_a_thousand_schedules_make_no_second_post(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same, a thousand times over all networks."""
    with opened(name, request, tmp_path, monkeypatch) as world:
        share = (ALL - sum(SLOW.values())) // (len(CASES) - len(SLOW)) + 1
        for seed in range(FEW, FEW + SLOW.get(name, share)):
            _play(world, seed)
