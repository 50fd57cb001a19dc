"""`.github/SECURITY.md` names each attack that is played, and the test that plays it."""

import ast
import re
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[3] / ".github/SECURITY.md"
LINK = re.compile(r"\[`(test_\w+)`\]\((\.\./tests/[\w./]+\.py)\)")
ROWS = {
    attack.strip(): LINK.findall(tests)
    for line in FILE.read_text("utf-8").partition("| attack | test |")[2].splitlines()[2:]
    for _, attack, tests, _ in [line.split("|")]
}
STORIES = [
    path
    for folder in ("attacks", "hostile")
    for path in sorted((FILE.parents[1] / "tests/stories" / folder).glob("test_*.py"))
]


@pytest.mark.parametrize("attack", ROWS)
def test_each_attack_is_played(attack: str) -> None:
    """Every test that is named exists where the link leads."""
    assert ROWS[attack]
    for name, link in ROWS[attack]:
        tree = ast.parse((FILE.parent / link).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_story_of_an_attack_is_named() -> None:
    """A new file of attacks gets its row."""
    linked = {(FILE.parent / link).resolve() for tests in ROWS.values() for _, link in tests}

    assert [path for path in STORIES if path not in {*linked, Path(__file__)}] == []
    assert len(ROWS) >= 20
