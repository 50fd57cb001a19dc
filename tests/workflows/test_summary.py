"""What `redaksi check` leaves on the page of a CI run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.core.harmless import plain

ROOT = Path(__file__).resolve().parents[2]


def test_check_tells_the_runs_page(tmp_path: Path) -> None:
    """The verdict and below it the findings, as Markdown in which a stranger's markup is text."""
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

    heading, gap, *lines = summary.read_text("utf-8").splitlines()
    assert (done.returncode, done.stderr) == (1, "")
    assert (heading, gap) == ("## Redaksi JDIH", "")
    assert lines[:2] == [f"{plain(line)}  " for line in done.stdout.splitlines()[-2:]]
    found = [line for line in lines[2:] if line.startswith("- ")]
    assert any(line.startswith("- ⛔ **index\\.md baris 2**: ") for line in found)
    assert not re.search(r"(?<!\\)(<|\]\()", "\n".join(lines))
