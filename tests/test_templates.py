"""The texts of proposals: one per act, with the SOP's requisites as boxes to tick."""

import re
from pathlib import Path

import pytest

from pipeline.core.telling import STEP_NAMES
from pipeline.edge.disk import read_content

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".github/PULL_REQUEST_TEMPLATE"
SOP = read_content(ROOT).sop
# Which steps of the SOP a proposal of this kind carries.
STEPS = {
    "konten": (4, 5, 6, 7),
    "ralat": (4, 5, 6, 7),
    "penarikan": (5, 6, 7),
    "peraturan": (4, 5, 6, 7),
    "rapat": (3,),
}
STEP = re.compile(r"^### Langkah (\d)\. (.+)\n\n((?:- \[ \] .+\n)+)", re.MULTILINE)


def boxes(text: str) -> dict[int, tuple[str, list[str]]]:
    """The steps of a template: the name of each, and what is to be ticked."""
    return {
        int(number): (name, re.findall(r"^- \[ \] (.+)$", listed, re.MULTILINE))
        for number, name, listed in STEP.findall(text)
    }


def test_templates_are_named_after_acts() -> None:
    """One file per act; the text that opens by itself leads to each of them."""
    default = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text("utf-8")

    assert {path.stem for path in FOLDER.iterdir()} == set(STEPS)
    assert set(re.findall(r"template=(\w+)\.md", default)) == set(STEPS)


@pytest.mark.parametrize("act", STEPS)
def test_boxes_are_the_requisites_of_the_sop(act: str) -> None:
    """The boxes of each step are its kelengkapan in sop.yml, in its order, under its name."""
    assert SOP is not None
    wanted = {
        step.number: (STEP_NAMES[str(step.number)], list(step.requisites.points))
        for step in SOP.steps
        if step.number in STEPS[act]
    }

    assert boxes((FOLDER / f"{act}.md").read_text("utf-8")) == wanted


@pytest.mark.parametrize("act", ["konten", "ralat", "penarikan", "peraturan"])
def test_it_says_what_counts_as_editing(act: str) -> None:
    """An editor's Approve on the last version, until anything is pushed after it."""
    text = (FOLDER / f"{act}.md").read_text("utf-8")

    assert "**Approve** dari Sekretaris Redaksi/Editor pada versi terakhir dihitung" in text
    assert "Perubahan apa pun yang masuk sesudah itu membatalkannya" in text


def test_templates_lead_to_headings_that_exist() -> None:
    """Each names its chapter of the office's hand-book."""
    book = (ROOT / "content/README.md").read_text("utf-8")
    for act in STEPS:
        (heading,) = re.findall(r'bagian "(.+?)"', (FOLDER / f"{act}.md").read_text("utf-8"))

        assert f"\n## {heading}\n" in book, act
