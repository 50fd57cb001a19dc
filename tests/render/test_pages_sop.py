"""The flow on the SOP page is the flow of content/sop.yml: who, in which order, and back where."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipeline.core.sop import Arrow, Sop
from pipeline.edge.disk import read_content
from pipeline.render.pages_sop import sop_page
from pipeline.render.templates import open_templates
from tests.demo import DEMO
from tests.editions import SITE, edition

SOURCE = yaml.safe_load((DEMO / "content" / "sop.yml").read_text(encoding="utf-8"))
LANES = [set(column["peran"]) for column in SOURCE["pelaksana"]]
CENTRES = {n * 2 + 1: n for n in range(4)}  # of the lanes, in the drawing's units


@pytest.fixture(scope="module")
def sop() -> Sop:
    found = read_content(DEMO).sop
    assert isinstance(found, Sop)
    return found


def drawn(sop: Sop, folder: Path) -> list[str]:
    """Each row of the drawing, as HTML."""
    shown = edition(folder)
    shown = replace(shown, content=replace(shown.content, sop=sop))
    (page,) = sop_page(shown)
    body = open_templates(SITE / "pages", html=True)(page.body.template, **page.body.values)
    return body.split('<li class="swim__row"')[1:]


def paths(row: str, kind: str = "") -> list[str]:
    """The lines of one row: those of the way on, or those of a class."""
    mark = f'class="{kind}" ' if kind else ""
    return re.findall(rf'<path {mark}d="([^"]+)"', row)


def test_each_step_has_a_box_in_the_lane_of_everyone_who_does_it(sop: Sop, tmp_path: Path) -> None:
    """As the source has it, read here by another reader; boxes of one step are joined."""
    rows = drawn(sop, tmp_path)

    assert len(rows) == len(SOURCE["langkah"]) == 9
    for row, step in zip(rows, SOURCE["langkah"], strict=True):
        wanted = [n for n, lane in enumerate(LANES) if lane & set(step["pelaksana"]["peran"])]
        boxes = [int(n) - 1 for n in re.findall(r"node--lane(\d)", row)]
        assert boxes == wanted, step["nomor"]
        assert re.findall(r"<b>(\d+)</b>", row) == [str(step["nomor"])] * len(wanted)
        joined = [d for d in paths(row) if re.fullmatch(r"M\d 5H\d", d)]
        assert joined == ([f"M{wanted[0] * 2 + 1} 5H{wanted[-1] * 2 + 1}"] if wanted[1:] else [])


def test_the_line_goes_where_the_arrows_go(sop: Sop, tmp_path: Path) -> None:
    """Down to the next step, without a gap between rows; broken, back to the step that is named."""
    rows = drawn(sop, tmp_path)
    arrows = {
        (step["nomor"], arrow["ke"]) for step in SOURCE["langkah"] for arrow in step.get("alur", [])
    }
    leaves: int | None = None
    for number, row in enumerate(rows, 1):
        enters = [d for d in paths(row) if re.match(r"M\d 0V", d)]
        onward = [d for d in paths(row) if re.fullmatch(r"M\d 5V10", d)]
        assert bool(enters) == ((number - 1, number) in arrows)
        assert bool(onward) == ((number, number + 1) in arrows)
        if enters:
            start, end = re.fullmatch(r"M(\d) 0V1.2H(\d)V5", enters[0]).groups()  # type: ignore[union-attr]  # it matched above
            assert int(start) == leaves
            assert f"node--lane{CENTRES[int(end)] + 1}" in row
        leaves = int(onward[0][1]) if onward else None
    back = [(number, d) for number, row in enumerate(rows, 1) for d in paths(row, "swim__back")]
    (source, target) = next(pair for pair in arrows if pair[1] <= pair[0])

    assert [number for number, _ in back] == [*range(target, source + 1)]
    assert [d for _, d in back] == ["M.35 10V5H3", "M.35 10V0", "M1 5H.35V0"]
    assert 'class="swim__tip swim__tip--lane2"' in rows[target - 1]


def test_another_flow_is_another_drawing(sop: Sop, tmp_path: Path) -> None:
    """No arrow onward, no line onward: nothing is drawn because steps usually follow each other."""
    first = replace(sop.steps[0], arrows=())
    second = replace(sop.steps[1], arrows=(Arrow(to=3), Arrow(to=1, when="belum lengkap")))
    rows = drawn(replace(sop, steps=(first, second, *sop.steps[2:6])), tmp_path)

    assert paths(rows[0]) == [] and paths(rows[1]) == ["M3 5V10"]
    assert [paths(row, "swim__back") for row in rows[:3]] == [["M.35 10V5H1"], ["M3 5H.35V0"], []]
    assert "ke <a" in rows[1] and 'href="#langkah-1">langkah 1' in rows[1]


def test_each_decision_says_where_each_answer_leads(sop: Sop, tmp_path: Path) -> None:
    """In words beside the drawing, for whoever does not see it; each step can be gone to."""
    rows = drawn(sop, tmp_path)
    for row, step in zip(rows, SOURCE["langkah"], strict=True):
        told = re.findall(r'<dt>([^<]+)</dt><dd>ke <a href="#langkah-(\d)">langkah \2</a>', row)
        asked = [
            (a["bila"].capitalize(), str(a["ke"])) for a in step.get("alur", []) if a.get("bila")
        ]
        assert told == asked
        assert f'id="langkah-{step["nomor"]}"' in row
