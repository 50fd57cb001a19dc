"""The forms: what they ask is what is read, who may is known, and GitHub accepts them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.core.causes import LABELS, CorrectionCause
from pipeline.intake import FORMS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.yml")) if path.stem != "config"}


def read(name: str) -> dict[str, Any]:
    return yaml.safe_load(FILES[name].read_text(encoding="utf-8"))


def test_each_form_is_carried_out_and_each_that_is_exists() -> None:
    """A form nobody answers would be a letter into the void."""
    assert {label for name in FILES for label in read(name)["labels"]} == set(FORMS)
    assert all(read(name)["labels"] == [name] for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_questions_are_those_that_are_read(name: str) -> None:
    """In the same order: an answer is found by its heading and its place."""
    asked = [field for field in read(name)["body"] if field["type"] != "markdown"]

    assert [field["attributes"]["label"] for field in asked] == [*FORMS[name].headings]
    assert len({field["id"] for field in asked}) == len(asked)


def test_series_are_the_offices() -> None:
    """A form cannot read rubrik.yml: this test does."""
    listed = yaml.safe_load((ROOT / "content" / "rubrik.yml").read_text(encoding="utf-8"))
    (field,) = [f for f in read("usulan-konten")["body"] if f.get("id") == "rubrik"]

    assert field["attributes"]["options"] == [one["nama"] for one in listed["rubrik"]]


def test_kinds_of_mistakes_are_those_with_a_code() -> None:
    """What is ticked on a phone becomes the code of the correction."""
    (field,) = [f for f in read("cermat-ulang")["body"] if f.get("id") == "jenis"]
    options = [option.casefold() for option in field["attributes"]["options"]]

    assert options == [LABELS[cause] for cause in CorrectionCause]


def test_github_accepts_the_forms() -> None:
    """By the schema that GitHub's own editor uses."""
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    config = [*words, "vendor.github-issue-config", str(FOLDER / "config.yml")]
    forms = [*words, "vendor.github-issue-forms", *map(str, FILES.values())]
    for command in (config, forms):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
