"""Titles, names and links of a stranger, where a workflow's own lines meet them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.stories.hostile.world import FOLDER, TEMPLATE
from tests.workflows import test_policy as policy

ROOT = Path(__file__).resolve().parents[3]
PROPOSED = [
    (file, job)
    for file, row in policy.POLICY.items()
    for job in row["jobs"]
    if {"pull_request", "pull_request_target", "issues"} & row["on"].keys()
]

MARK = re.compile(r"::(error|notice) file=[^:,]*,line=\d+,title=[a-z-]+::[^\r\n]*")
WORDS = {
    "a command of the runner": '"::set-output name=artifact::jahat"',
    "a command on a line of its own": '"Judul\\n::add-mask::JDIH"',
    "a command that ends commands": '"Judul\\r::stop-commands::x"',
    "a shell's": '"$(touch retas) `touch retas` ; touch retas"',
    "an expression": '"${{ secrets.REDAKSI_TOKEN_MASTODON }}"',
}


def test_words_of_a_stranger_give_the_runner_no_order(tmp_path: Path) -> None:
    """GitHub's runner obeys lines that begin with "::": there are the check's own marks, in which
    a name's colons are written out, and nothing a title holds begins a line or runs."""
    files = {**TEMPLATE}
    item = files[f"{FOLDER}/index.md"].decode()
    title = next(line for line in item.splitlines() if line.startswith("judul:"))
    for number, words in enumerate(WORDS.values()):
        spoilt = item.replace(title, f"judul: {words}")
        files[f"content/konten/2026-11-kata-{number}/index.md"] = spoilt.encode()
    files["content/konten/::add-mask::x/index.md"] = b"::error::x"
    files["content/::warning::x.yml"] = b"::error::x"
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "mkdocs.yml").touch()
    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline")
    shutil.copytree(ROOT / "site", tmp_path / "site")
    page = tmp_path / "page.md"
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "check"],
        cwd=tmp_path,
        env={**os.environ, "GITHUB_STEP_SUMMARY": str(page), "GITHUB_ACTIONS": "true"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = f"{done.stdout}\n{done.stderr}\n{page.read_text('utf-8')}".splitlines()

    assert done.returncode == 1
    orders = [line for line in lines if line.lstrip().startswith("::")]
    assert orders and [line for line in orders if not MARK.fullmatch(line)] == []
    assert not list(tmp_path.rglob("retas"))


@pytest.mark.parametrize(("file", "job"), PROPOSED)
def test_fork_meets_no_secret(file: str, job: str) -> None:
    """What a stranger can start has no environment and no key of the office, takes the tool from
    main, and where it may write it does not start for a fork."""
    rights, environment, secrets = policy.POLICY[file]["jobs"][job]
    workflow: dict[str, Any] = policy.load(file)
    body = workflow["jobs"][job]
    if environment is not None:  # begins only after one without a key has known the person
        assert (file, job, body["needs"], body["if"]) == KNOWN
        return

    assert secrets <= {"github.token"}
    assert "secrets." not in str(body)
    assert "pull_request_target" not in workflow["on"]
    if "write" in rights.values() and "pull_request" in workflow["on"]:
        assert OUR_OWN in body["if"]


KNOWN = ("intake.yml", "record", "intake", "${{ needs.intake.outputs.record != '' }}")
OUR_OWN = "github.event.pull_request.head.repo.full_name == github.repository"
