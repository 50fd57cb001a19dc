"""A run that dies anywhere between two acts is mended by running again."""

import subprocess
import sys
from collections.abc import Sequence
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


def test_rerun_after_crash_finishes(mastodon_server: MastodonServer, tmp_path: Path) -> None:
    """Killed at every point in turn: the next run finishes, and Mastodon holds each post once.

    The second run is another clone, as in CI: only what was pushed is known to it.
    """
    points = 0
    while True:
        points += 1
        items = [f"2026-11-bunuh-{points}-{letter}" for letter in "ab"]
        origin = tmp_path / f"{points}.git"
        died = _run(
            repository(tmp_path / f"{points}-a", origin=origin), mastodon_server, items, points
        )
        again = _run(repository(tmp_path / f"{points}-b", origin=origin), mastodon_server, items, 0)
        held = {name: mastodon_server.with_link(f"/konten/{name}/") for name in items}
        acts = git(origin, "ls-tree", "-r", "--name-only", "ledger").split()

        assert again == 0
        assert {name: len(statuses) for name, statuses in held.items()} == dict.fromkeys(items, 1)
        assert all(len(s["media_attachments"]) == 1 for (s,) in held.values())
        assert [act for act in acts if act.endswith("-terunggah.yml")] == [
            f"{name}/0/mastodon/1-terunggah.yml" for name in items
        ], f"killed at point {points}"
        assert [act for act in acts if act.endswith("-diserahkan.yml")] == [
            f"{name}/0/whatsapp/1-diserahkan.yml" for name in items
        ]
        if died == 0:
            break

    # Two pushes and, per item, one picture and one status, each with a point before and after.
    assert points == 2 * (2 + 2 * 2) + 1
