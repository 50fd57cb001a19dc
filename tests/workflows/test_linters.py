"""The workflows as other programs see them: GitHub's schema and two linters, all offline."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
FILES = sorted(str(path) for path in (ROOT / ".github" / "workflows").glob("*.yml"))


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_workflows_follow_githubs_schema() -> None:
    """The schema is the one that comes with check-jsonschema: no network."""
    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *FILES)

    assert (done.returncode, done.stdout.strip()) == (0, "ok -- validation done")


def test_zizmor_finds_nothing() -> None:
    """Even its strictest persona: injection, pins, credentials, cache, permissions, gates."""
    done = run(BIN / "zizmor", "--offline", "--quiet", "--persona=auditor", ".github/workflows")

    assert done.returncode == 0, done.stdout


def test_jactionlint_finds_nothing() -> None:
    """Expressions, outputs, needs, inputs of known actions."""
    done = run(BIN / "jactionlint", "--shellcheck=", *FILES)

    assert done.returncode == 0, done.stdout
