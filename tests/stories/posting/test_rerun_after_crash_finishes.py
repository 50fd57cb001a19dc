"""A run that dies anywhere between two acts is mended by running again."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mastodon_server import MastodonServer
from tests.stories.posting.desk import git, repository
from tests.stories.posting.kill_child import KILLED

ROOT = Path(__file__).parents[3]


def _run(root: Path, server: MastodonServer, items: Sequence[str], points: int) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "tests.stories.posting.kill_child", root, server.url, str(points)]
        + list(items),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, KILLED), done.stderr.decode()
    return done.returncode


# Two pushes and, per item, one picture and one status; each has a point before and after it.
ITEMS, PER_ITEM, PUSHES = 2, 2, 2
POINTS = 2 * (PUSHES + ITEMS * PER_ITEM)


def test_rerun_after_crash_finishes(mastodon_server: MastodonServer, tmp_path: Path) -> None:
    """Killed at every point in turn: the next run finishes, and Mastodon holds each post once.

    The second run is another clone, as in CI: only what was pushed is known to it.
    """

    def dies_at(point: int) -> int:
        items = _items(point)
        first, second = (
            repository(tmp_path / f"{point}-{c}", origin=tmp_path / f"{point}.git") for c in "xy"
        )
        died = _run(first, mastodon_server, items, point)
        assert _run(second, mastodon_server, items, 0) == 0
        return died

    with ThreadPoolExecutor(max_workers=2) as pool:
        died = list(pool.map(dies_at, range(1, POINTS + 2)))

    assert died == [KILLED] * POINTS + [0], "a point was added or lost: count them again"
    for point in range(1, POINTS + 2):
        items = _items(point)
        acts = git(tmp_path / f"{point}.git", "ls-tree", "-r", "--name-only", "ledger").split()
        for name in items:
            (status,) = mastodon_server.with_link(f"/konten/{name}/")
            assert len(status["media_attachments"]) == 1
        assert [act for act in acts if act.endswith(("-terunggah.yml", "-diserahkan.yml"))] == [
            f"{name}/0/{act}"
            for name in items
            for act in ("mastodon/1-terunggah.yml", "whatsapp/1-diserahkan.yml")
        ], f"killed at point {point}"


def _items(point: int) -> list[str]:
    return [f"2026-11-bunuh-{point}-{letter}" for letter in "abc"[:ITEMS]]
