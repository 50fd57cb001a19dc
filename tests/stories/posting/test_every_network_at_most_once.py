"""For every network and every call in its flow: however it goes wrong, never two posts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from pipeline.core.posting import ActKind, Promise
from pipeline.core.standing import Stage
from pipeline.platforms import PLATFORMS
from tests.fault_proxy import Fault
from tests.platforms.cases import CASES
from tests.stories.posting.desk import mark
from tests.stories.posting.many_machines import World, opened
from tests.stories.posting.memory import Died, Office, cut_off


def _left(names: Iterable[str], long: str) -> list[object]:
    """Each of these networks; one that takes long and goes another's way, for the long tests."""
    return [pytest.param(one, marks=pytest.mark.slow if one == long else ()) for one in names]


# A story is published as a container, as on Instagram's profile.
@pytest.fixture(params=_left(sorted(CASES), long="instagram-cerita"))
def world(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    with opened(request.param, request, tmp_path, monkeypatch) as world:
        yield world


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
        stage, held = world.finish(name)

        # The office is told who acts next: the system, or at once a person.
        asked = bool(world.platform.ASKABLE or world.platform.REPEAT_SECONDS)
        for act in Office.read(world.origin):
            if act.item == name and act.kind is ActKind.UNKNOWN:
                assert ("sistem menanyakannya lagi" in act.note) == asked, act.note
        there = is_act and kind != "dropped"
        expected = _sure(world, there) if is_act else Stage.SETTLED
        assert (stage, held) == (expected, int(there or expected is Stage.SETTLED)), number


def test_a_clock_that_is_behind_makes_no_second_post(world: World) -> None:
    """The answer is lost; the next machine believes that it is hours earlier, then it is put right.

    Counted from the claim no time has passed then, so every key would seem to hold still.
    """
    name = world.item("jam")
    calls = world.calls()
    acts = [call == CASES[world.name].act for call in world.proxy.seen[-calls:]]
    world.proxy.fault = Fault(kind="lost", after=acts.index(True))
    world.run(name)
    world.now -= timedelta(hours=2)
    world.run(name)
    assert world.held(name) == 1
    world.now += timedelta(hours=2)
    stage, held = world.finish(name)

    assert (stage, held) == (_sure(world, there=True), 1)


def points(world: World) -> list[tuple[str, int, str]]:
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
    for number, point in enumerate(points(world)):
        name = world.item(f"mati-{number}")
        world.run(name, strike=_at(point, _die))
        stage, held = world.finish(name)

        assert held <= 1 and stage in (Stage.SETTLED, Stage.DOUBTFUL), point
        assert stage is Stage.DOUBTFUL or held == 1, point
        if world.platform.REPEAT_SECONDS:
            assert (stage, held) == (Stage.SETTLED, 1), point


def test_two_runs_at_once_make_one_post(world: World) -> None:
    """A second run starts and ends at every moment of the first, which then goes on."""
    for number, point in enumerate(points(world)):
        name = world.item(f"lomba-{number}")
        world.run(name, strike=_at(point, lambda of=name: world.run(of, others=True)))  # type: ignore[misc]
        stage, held = world.finish(name)

        assert (stage, held) == (Stage.SETTLED, 1), point


def test_a_ledger_that_cannot_be_pushed_makes_no_second_post(world: World) -> None:
    """The push is lost, or arrives without a word: no act without its claim, none twice."""
    for number, point in enumerate(p for p in points(world) if p[0] == "push"):
        name = world.item(f"putus-{number}")
        world.run(name, strike=_at(point, _cut))
        stage, held = world.finish(name)

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


# The server of Mastodon is another's, and slow; the contract tries its edits, too.
@pytest.fixture(
    params=_left([name for name in sorted(CASES) if PLATFORMS[name].REWRITES], long="mastodon")
)
def posted(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """A network that lets a machine change the words of a post."""
    with opened(request.param, request, tmp_path, monkeypatch) as world:
        yield world


def _correct(world: World, name: str, run: Callable[[], None]) -> None:
    """Post it undisturbed, correct it, let that go wrong, and run until nothing is owed."""
    world.corrected = False
    world.run(name)
    world.corrected = True
    run()
    stage, held = world.finish(name)
    word = mark(Promise(item=name, revision=1, channel=world.name))
    receipts = [act for act in Office.read(world.origin) if act.item == name and act.url]

    assert (stage, held, world.server.held(word)) == (Stage.SETTLED, 1, 1), name
    assert len({(act.url, act.remote_id) for act in receipts}) == 1, name


@pytest.mark.parametrize("kind", ["dropped", "lost", "failed"])
def test_a_correction_is_written_into_its_post_whatever_is_lost(posted: World, kind: str) -> None:
    """The request, its answer, or a 500 after the act, at every call: nobody has to look."""
    for number in range(2):  # Mastodon is asked for its pictures first
        name = posted.item(f"ralat-{kind}-{number}")

        def run(number: int = number, name: str = name) -> None:
            posted.proxy.fault = Fault(kind=kind, after=number)
            posted.run(name)

        _correct(posted, name, run)
        posted.proxy.fault = None


def test_a_correction_is_written_once_more_by_whoever_comes_after_a_death(posted: World) -> None:
    """The power goes before or after each call and push; or another run comes in between."""
    for act in ("call", "push"):
        for number in range(2):
            for side in ("before", "after"):
                for what in ("mati", "lomba"):
                    name = posted.item(f"{what}-{act}-{number}-{side}")
                    other = partial(posted.run, name, others=True)
                    do = _die if what == "mati" else other
                    run = partial(posted.run, name, strike=_at((act, number, side), do))
                    _correct(posted, name, run)


def test_other_pictures_make_a_correction_a_post_of_its_own(posted: World) -> None:
    """No machine exchanges pictures there: the new post goes out, then the old one goes."""
    name = posted.item("gambar")
    posted.run(name)
    posted.corrected, posted.picture = True, "02.jpg"
    stage, held = posted.finish(name)
    word = mark(Promise(item=name, revision=1, channel=posted.name))

    assert (stage, held, posted.server.held(word)) == (Stage.SETTLED, 1, 1)
    assert "dihapus" in {act.kind for act in Office.read(posted.origin)}
