"""What `redaksi check` leaves on the page of a CI run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_check_tells_the_runs_page(tmp_path: Path) -> None:
    """The verdict as Markdown, the findings as plain text below: no markup of a stranger works."""
    for name in ("pipeline", "site"):  # a tool of its own: drafts' cards lie beside the tool
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "mkdocs.yml").touch()
    item = tmp_path / "content/konten/2026-11-contoh/index.md"
    item.parent.mkdir(parents=True)
    item.write_text("---\njudul: <img src=x>: [y](javascript:z)\n---\nIsi.\n", encoding="utf-8")
    summary = tmp_path / "summary.md"
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "check"],
        cwd=tmp_path,
        env={**os.environ, "GITHUB_STEP_SUMMARY": str(summary), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    told = done.stdout.splitlines()
    heading, empty, count, verdict, gap, *details = summary.read_text("utf-8").splitlines()
    assert (done.returncode, done.stderr) == (1, "")
    assert (heading, empty, gap) == ("## Redaksi JDIH", "", "")
    assert [count, verdict] == told[-2:]
    assert details == [f"    {line}" for line in told[:-2]]
