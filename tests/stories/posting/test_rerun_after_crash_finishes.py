"""A run that dies anywhere between two acts is mended by running again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mastodon_server import MastodonServer
from tests.stories.posting.desk import git, repository
from tests.stories.posting.kill_child import KILLED

ROOT = Path(__file__).parents[3]

# Two items: a look at the network for each, a push of the intents, one picture and one status for
# each, a push of the results. Every act has a point before and after it.
ACTS = ["GET:1", "push:1", "POST:1", "POST:2", "POST:3", "POST:4", "push:2"]
POINTS = [f"{act}:{side}" for act in ACTS for side in ("before", "after")]
NEVER = ["GET:99:after", "push:3:before", "POST:5:before"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the runs are forked")
def test_rerun_after_crash_finishes(mastodon_server: MastodonServer, tmp_path: Path) -> None:
    """Killed at every point in turn: the next run finishes, and Mastodon holds each post once.

    The second run is another clone, as in CI: only what was pushed is known to it.
    """
    jobs = []
    for number, point in enumerate([*POINTS, *NEVER]):
        for clone, where in (("satu", point), ("dua", "")):
            root = repository(tmp_path / f"{number}-{clone}", origin=tmp_path / f"{number}.git")
            jobs.append((str(root), _items(number), where))
    half = len(jobs) // 4 * 2  # two cores
    children = [_start(mastodon_server, part) for part in (jobs[:half], jobs[half:])]
    ends = [end for child in children for end in json.loads(child.communicate()[0])]

    assert ends[0::2] == [KILLED] * len(POINTS) + [0] * len(NEVER), "count the acts again"
    assert ends[1::2] == [0] * (len(POINTS) + len(NEVER))
    for number, point in enumerate([*POINTS, *NEVER]):
        paths = git(tmp_path / f"{number}.git", "ls-tree", "-r", "--name-only", "ledger").split()
        for name in _items(number):
            (status,) = mastodon_server.with_link(f"/konten/{name}/")
            assert len(status["media_attachments"]) == 1, point
        assert [path for path in paths if path.endswith(("-terunggah.yml", "-diserahkan.yml"))] == [
            f"{name}/0/{act}"
            for name in _items(number)
            for act in ("mastodon/1-terunggah.yml", "whatsapp/1-diserahkan.yml")
        ], f"killed at {point}"


def _start(server: MastodonServer, jobs: list[tuple[str, list[str], str]]) -> "subprocess.Popen":
    program = [sys.executable, "-m", "tests.stories.posting.kill_child", server.url]
    return subprocess.Popen(
        [*program, json.dumps(jobs)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )


def _items(number: int) -> list[str]:
    return [f"2026-11-bunuh-{number}-{letter}" for letter in "ab"]
