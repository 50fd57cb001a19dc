"""What the tests play with is what the repository ships."""

import re
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


def test_only_what_must_agree_with_the_office_reads_its_folder() -> None:
    """The form's series are those of rubrik.yml, the templates' boxes those of sop.yml."""
    reading = re.compile(
        r'(ROOT|REPOSITORY) / "content|(read_content|open_desk)\((ROOT|REPOSITORY)\)'
    )
    readers = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "tests").rglob("*.py")
        if reading.search(path.read_text(encoding="utf-8"))
    }
    here = Path(__file__).relative_to(REPOSITORY).as_posix()

    assert readers - {here} == {
        "tests/demo/__main__.py",
        "tests/test_issue_forms.py",
        "tests/test_templates.py",
    }, "read tests.demo.DEMO instead"
