"""The hand-books name what is there: verbs, fields, buttons, pictures. A renamed label fails here.

GitHub's own buttons cannot be asked from here; they are listed once, so that a slip in one of the
hand-books stands out.
"""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from pipeline import verbs
from pipeline.core.checks import run_checks
from pipeline.core.checks.markup import SHOWN
from pipeline.core.findings import Gate
from pipeline.edge.disk import read_content
from pipeline.known_names import settings_checks
from tests.demo import CONTENT, DEMO
from tests.editions import ROOT, SITE
from tests.handbook_pictures import MOST, PICTURES, known

BOOKS = sorted(path.stem for path in (CONTENT / "halaman").glob("buku-*.md"))
GITHUB = {
    *("Issues", "New issue", "Create pull request", "Merge pull request", "Confirm merge"),
    *("Review changes", "Request changes", "Approve", "Submit review", "Files changed"),
    *("Ready for review", "⋯", "Edit file", "Commit changes…", "Actions", "repository"),
    *("Review deployments", "Approve and deploy"),
}
EDITOR = {"New", "Save"}  # tests/render/test_editor_in_browser.py presses them


def text(book: str) -> str:
    return (CONTENT / "halaman" / f"{book}.md").read_text(encoding="utf-8")


def of_forms(value: object) -> set[str]:
    """The words of an issue form that a person looks for: its name, labels and options."""
    found: set[str] = set()
    if isinstance(value, dict):
        found |= {value[key] for key in ("name", "label") if isinstance(value.get(key), str)}
        found |= {one for one in value.get("options", []) if isinstance(one, str)}
        found |= {word for one in value.values() for word in of_forms(one)}
    elif isinstance(value, list):
        found |= {word for one in value for word in of_forms(one)}
    return found


@pytest.fixture(scope="module")
def labels() -> set[str]:
    """Every label of ours that can be read from the files that draw it."""
    forms = [*(ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")]
    found = {word for path in forms for word in of_forms(_yaml(path))}
    flows = [_yaml(path) for path in (ROOT / ".github" / "workflows").glob("*.yml")]
    found |= {flow["name"] for flow in flows}
    jobs = [job for flow in flows for job in flow["jobs"].values()]
    found |= {job["environment"] for job in jobs if isinstance(job.get("environment"), str)}
    kit = "".join(path.read_text(encoding="utf-8") for path in (SITE / "kit").rglob("*.j2"))
    found |= {word.strip() for word in re.findall(r">([^<>{}]+)</(?:a|button)>", kit)}
    remark = (ROOT / "pipeline" / "render" / "remark.py").read_text(encoding="utf-8")
    found |= {
        *re.findall(r'_findings\(\s*"([^"]+)"', remark),
        *re.findall(r'"\[([^\]]+)\]', remark),
    }
    return found


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_every_role_has_its_book() -> None:
    """Four, as the SOP has four lanes; each is for the office."""
    pages = read_content(DEMO).pages

    assert [
        *("buku-admin-medsos", "buku-pemimpin-redaksi", "buku-pengelola"),
        "buku-sekretaris-redaksi",
    ] == BOOKS
    assert all(pages[book].for_office for book in BOOKS)


@pytest.mark.parametrize("book", BOOKS)
def test_every_label_is_one_that_somebody_sees(book: str, labels: set[str]) -> None:
    """Bold is what this tool shows, slanted what GitHub or the editor does, exactly as there."""
    ours = set(re.findall(r"\*\*(.+?)\*\*", text(book)))
    theirs = set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text(book)))

    assert ours and ours - labels == set()
    assert theirs and theirs - GITHUB - EDITOR == set()


@pytest.mark.parametrize("book", BOOKS)
def test_every_command_can_be_typed(book: str) -> None:
    """With the fields that it is shown with; what is in capitals stands for a value."""
    for line in re.findall(r"`redaksi ([^`]+)`", text(book)):
        verbs.parser().parse_args(shlex.split(line))  # ends the test where it is refused


@pytest.mark.parametrize("book", BOOKS)
def test_a_book_is_read_on_a_phone(book: str) -> None:
    """Short steps: no list of more than six, no sentence of more than thirty words."""
    body = SHOWN.sub("", text(book).split("---\n", 2)[2])
    steps = [int(n) for n in re.findall(r"^(\d+)\. ", body, re.M)]
    sentences = re.split(r"(?<=[.:;!?])\s+", re.sub(r"[*`#]|^\d+\. |^- ", "", body, flags=re.M))

    assert max(steps) <= 6
    assert [one for one in sentences if len(one.split()) > 30] == []


def test_pictures_are_those_of_the_screens() -> None:
    """None is missing, none lies about unused; each has its words kept, and is light."""
    named = {found["name"] for book in BOOKS for found in SHOWN.finditer(text(book))}
    there = {path.stem: path for path in PICTURES.glob("*.webp")}

    assert named == set(there) == set(known())
    for path in there.values():
        with Image.open(path) as picture:
            assert picture.format == "WEBP" and picture.width in (780, 1400), path.name
        assert path.stat().st_size <= MOST, path.name
    assert sum(path.stat().st_size for path in there.values()) <= 700_000


def test_the_office_has_nothing_to_mend_in_them() -> None:
    """They pass the checks of every page; the language's, with all our texts: test_language.py."""
    found = run_checks(read_content(DEMO), Gate.PUBLICATION, also=settings_checks(SITE))

    assert [str(f) for f in found if f.where.startswith("content/halaman/buku-")] == []
