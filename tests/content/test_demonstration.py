"""What the tests play with is what the repository ships."""

from pathlib import Path

from pipeline.edge.disk import read_content
from tests.demo import CONTENT, DEMO, REPOSITORY


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_copy_is_what_is_shipped() -> None:
    """Where `redaksi setup office` has been, content/ is the office's and may be anything."""
    roster = read_content(REPOSITORY).roster
    founded = roster is not None and not roster.demo

    assert founded or files(CONTENT) == files(REPOSITORY / "content"), "python -m tests.demo"


def test_the_copy_is_a_demonstration() -> None:
    """An office's own people and accounts never stand among the tests."""
    roster = read_content(DEMO).roster

    assert roster and roster.demo
