"""A real process, a real repository, a real SIGKILL, on every network and at every point."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.core.standing import Stage, standings
from pipeline.edge.git import Repository
from pipeline.edge.ledger_branch import Ledger
from tests.platforms.cases import CASES
from tests.platforms.posts import picture
from tests.stories.posting.desk import Desk, repository
from tests.stories.posting.kill_child import KILLED
from tests.stories.posting.many_machines import World, opened
from tests.stories.posting.test_every_network_at_most_once import points

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the runs are forked"),
]
ROOT = Path(__file__).parents[3]


@pytest.fixture(params=sorted(CASES))
def world(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    with opened(request.param, request, tmp_path, monkeypatch) as world:
        yield world


def test_killed_anywhere_the_next_run_makes_no_second_post(world: World, tmp_path: Path) -> None:
    """Before and after each call and each push; the next run is another clone, as in CI."""
    picture(tmp_path)  # where Instagram and Threads fetch it
    jobs: list[tuple[str, str, str]] = []
    moments = points(world)
    for number, (act, nth, side) in enumerate(moments):
        for clone, at in (("satu", f"{act}:{nth + 1}:{side}"), ("dua", "")):
            root = repository(tmp_path / f"{number}-{clone}", origin=tmp_path / f"{number}.git")
            jobs.append((str(root), world.item(f"sigkill-{number}"), at))
    server = world.server
    shared = [world.name, server.account, server.secret.reveal(), server.url]
    program = [sys.executable, "-m", "tests.stories.posting.kill_any"]
    told = json.dumps([shared, jobs])
    done = subprocess.run(program, cwd=ROOT, input=told, capture_output=True, text=True, check=True)
    ends = json.loads(done.stdout)

    assert (ends[0::2], ends[1::2]) == ([KILLED] * len(moments), [0] * len(moments)), done.stderr
    for number, point in enumerate(moments):
        held = server.held(Desk.link(world.item(f"sigkill-{number}")))
        stage = _stage(tmp_path / f"{number}-dua")
        assert held <= 1 and stage in (Stage.SETTLED, Stage.DOUBTFUL), point
        assert stage is Stage.DOUBTFUL or held == 1, point
        if world.platform.REPEAT_SECONDS:
            assert (stage, held) == (Stage.SETTLED, 1), point


def _stage(root: Path) -> Stage:
    ledger = Ledger(Repository(root), run="lokal:uji/1", tool="redaksi-jdih uji")
    (stands,) = standings(ledger.read()[0]).values()
    return stands.stage
