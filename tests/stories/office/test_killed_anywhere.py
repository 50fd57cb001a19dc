"""The whole command dies anywhere: the next one finishes, from another clone, and nothing twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.core.standing import Stage, standings
from pipeline.edge.git import Repository
from pipeline.edge.ledger_branch import Ledger
from tests.mastodon_server import TOKEN
from tests.stories.office.conftest import REPOSITORY, SITE, Office, item
from tests.stories.posting.kill_child import KILLED

# Of one new item: its files, the intents, the post, the results, the page with its links. The
# points between are those of tests/stories/posting/test_rerun_after_crash_finishes.py.
AROUND_THE_POST = ["push:1:after", "POST:2:before", "POST:2:after"]
ELSEWHERE = ["file:40:after", "push:1:before", "push:2:after", "program:2:before"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the runs are forked")
@pytest.mark.slow
@pytest.mark.parametrize("points", [AROUND_THE_POST, ELSEWHERE])
def test_killed_command_is_finished_by_the_next(
    office: Office, tmp_path: Path, points: list[str]
) -> None:
    """At every point: one post, one receipt, the permalink on the page, nothing in doubt."""
    ids = [f"2026-11-konten-{number}" for number in range(len(points))]
    ends = []
    for number, (name, point) in enumerate(zip(ids, points, strict=True)):
        office.approve({f"{name}/index.md": item(f"Tahukah Kamu: Hak atas Informasi {number}")})
        clones = [_clone(office, tmp_path / f"{name}-{which}") for which in ("satu", "dua")]
        ends += _run(office, [(clones[0], point), (clones[1], "")], tmp_path)

    assert ends == [KILLED, 0] * len(points), _logs(tmp_path)
    for name, point in zip(ids, points, strict=True):
        (status,) = office.mastodon.with_link(f"{SITE}konten/{name}/")
        assert len(status["media_attachments"]) == 1, point
        assert status["url"] in office.page(f"konten/{name}"), point
        folder = f"{name}/0/mastodon/"
        assert [p for p in office.ledger() if p.startswith(folder)] == [
            f"{folder}1-niat.yml",
            f"{folder}1-terunggah.yml",
        ], point
    done = {p.key: stands.stage for p, stands in standings(_acts(office)).items()}
    assert [done[f"{name}/0/mastodon"] for name in ids] == [Stage.SETTLED] * len(ids)
    assert {done[f"{name}/0/facebook"] for name in ids} == {Stage.WAITING}
    assert "tidak ada yang baru untuk diunggah" in office.redaksi("run", token=TOKEN).stdout


def _clone(office: Office, where: Path) -> Path:
    words = ["git", "clone", "-q", str(office.world.origin), str(where)]
    subprocess.run(words, check=True, capture_output=True)
    return where


def _run(office: Office, jobs: list[tuple[Path, str]], logs: Path) -> list[int]:
    env = {**os.environ, "PYTHONPATH": f"{office.home}{os.pathsep}{REPOSITORY}"}
    env["REDAKSI_TOKEN_MASTODON"] = TOKEN
    told = [(str(clone), point, str(logs / f"{clone.name}.log")) for clone, point in jobs]
    done = subprocess.run(
        [sys.executable, "-m", "tests.stories.office.fused", json.dumps(told)],
        cwd=office.home,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ends: list[int] = json.loads(done.stdout)
    return ends


def _logs(folder: Path) -> str:
    """What the last runs said."""
    logs = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime)[-3:]
    return "\n".join(path.read_text(encoding="utf-8")[-1500:] for path in logs)


def _acts(office: Office):  # type: ignore[no-untyped-def]  # acts of the ledger
    office.world.repository().fetch("ledger")
    return Ledger(Repository(office.world.root), run="", tool="").read()[0]
