"""The SOP as data says all the source says, and marks all it does not say."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipeline.core.doc import Doc
from pipeline.core.model import Role
from pipeline.core.sop import Cell, Sop, read_sop
from pipeline.edge.yaml_doc import parse_yaml
from tests.demo import DEMO

ROOT = Path(__file__).parents[2]
FILE = DEMO / "content" / "sop.yml"
SOURCE = ROOT.parent / "shared" / "sop" / "sop-17-2022.txt"
# Titles of the form's boxes and columns; the page has its own words for them.
HEADINGS = {
    "NOMOR SOP",
    "TGL. PEMBUATAN",
    "TGL. REVISI",
    "TGL. EFEKTIF",
    "DISAHKAN OLEH",
    "NAMA SOP",
    "DASAR HUKUM:",
    "KUALIFIKASI PELAKSANAAN",
    "KETERKAITAN:",
    "PERALATAN/PERLENGKAPAN:",
    "PERINGATAN",
    "PENCATATAN DAN PENDATAAN",
    "C. BAGAN ALIR/FLOWCHART",
    "NO",
    "KEGIATAN",
    "Pelaksana",
    "MUTU BAKU",
    "KELENGKAPAN",
    "WAKTU",
    "OUTPUT",
}


def raw() -> dict[str, object]:
    loaded = yaml.safe_load(FILE.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def sop() -> Sop:
    doc, told = parse_yaml(FILE.read_text("utf-8"), "content/sop.yml")
    assert doc is not None and told == []
    found, findings = read_sop(doc, "content/sop.yml")
    assert findings == []
    assert found is not None
    return found


def values(value: object) -> Iterator[str]:
    """Every text of the file in its order."""
    if isinstance(value, dict):
        for below in value.values():
            yield from values(below)
    elif isinstance(value, list):
        for below in value:
            yield from values(below)
    elif value is not None:
        yield str(value)


def flat(text: str) -> str:
    return " ".join(text.split())


def source_cells() -> Iterator[str]:
    """Every cell of the source but its headings, without list numbers, in the source's order."""
    for line in SOURCE.read_text("utf-8").splitlines():
        for cell in map(flat, line.split("\t")):
            if not cell or cell in HEADINGS or re.fullmatch(r"[0-9]\.", cell):
                continue
            yield cell if cell.startswith("- Notula") else re.sub(r"^([0-9]+\.|-) ", "", cell)


def test_every_line_of_the_source_is_there() -> None:
    """Nothing of SOP 17/2022 is lost: each cell of the source stands verbatim in sop.yml."""
    if not SOURCE.exists():
        pytest.skip("../shared/sop/sop-17-2022.txt tidak ada")
    everything = "\n".join(map(flat, values(raw())))
    joined = flat(everything)  # the approver and step 9 are one cell in the source, two keys here
    missing = [cell for cell in source_cells() if cell not in joined]

    assert missing == []


def test_nothing_verbatim_is_invented() -> None:
    """What stands under "tertulis" is in the source, character by character."""
    if not SOURCE.exists():
        pytest.skip("../shared/sop/sop-17-2022.txt tidak ada")
    source = flat(SOURCE.read_text("utf-8"))

    def written(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, below in value.items():
                if key in {"tertulis", "tertulis_lain"}:
                    yield flat(str(below))
                else:
                    yield from written(below)
        elif isinstance(value, list):
            for below in value:
                yield from written(below)

    assert [text for text in written(raw()) if text not in source] == []


def test_head_is_as_the_source_has_it(sop: Sop) -> None:
    """Number, dates, approver; revision and effective dates stay empty as in the source."""
    assert (sop.number, sop.made.isoformat(), sop.made_as_written) == (
        "17 TAHUN 2022",
        "2022-03-24",
        "24 MARET 2022",
    )
    assert (sop.revised, sop.effective) == (None, None)
    assert sop.approver == "ALAMSYAH"
    assert sop.name == "PENGELOLAAN KONTEN MEDIA SOSIAL JDIH KPU KABUPATEN PINRANG"


def test_counts(sop: Sop) -> None:
    """12 bases, 3 qualifications, 1 related SOP, 3 pieces of equipment, 4 columns, 9 steps."""
    counts = [
        len(part)
        for part in (
            sop.bases,
            sop.qualifications,
            sop.related,
            sop.equipment,
            sop.columns,
            sop.steps,
        )
    ]

    assert counts == [12, 3, 1, 3, 4, 9]


def test_only_steps_2_4_and_8_have_a_limit(sop: Sop) -> None:
    """The SOP sets three time limits, in working days."""
    limits = {
        step.number: (step.time.as_written, step.time.at_least, step.time.at_most)
        for step in sop.steps
        if step.time
    }

    assert limits == {2: ("1 hari", 1, 1), 4: ("1-2 hari", 1, 2), 8: ("1 hari", 1, 1)}
    assert sop.days.unit == "hari-kerja"


def test_step_9_has_two_parts(sop: Sop) -> None:
    """9a uploads, 9b shares the link to the WhatsApp group."""
    assert [part.letter for part in sop.step(9).parts] == ["a", "b"]
    assert sop.step(9).text == (
        "a. Mengunggah konten media sosial JDIH; "
        "b. Membagikan tautan hasil unggah kepada grup WhatsApp"
    )


def test_typing_errors_stay_and_are_read_rightly(sop: Sop) -> None:
    """The source's "PSO" and "diposisi" are kept verbatim beside what they mean."""
    assert "Apabila PSO ini" in sop.warning.as_written
    assert "Apabila SOP ini" in sop.warning.text
    assert (sop.step(7).requisites.as_written, sop.step(7).requisites.text) == (
        "Lembar diposisi",
        "Lembar disposisi",
    )


def test_slipped_cells_are_inferred(sop: Sop) -> None:
    """In steps 5 and 6 requisites and output stand one column off in the source."""
    for number in (5, 6):
        step = sop.step(number)

        assert step.requisites.as_written == "Komputer/Laptop; Aplikasi design grafis"
        assert "ADMIN MEDSOS" in step.requisites.inferred
        assert "KELENGKAPAN" in step.output.inferred


def test_all_that_the_lost_marks_meant_is_inferred_with_a_reason(sop: Sop) -> None:
    """No performer, arrow or piece of evidence passes for the source's own word."""
    for step in sop.steps:
        assert step.performers.roles
        assert step.performers.inferred
        assert step.evidence.inferred
        assert all(arrow.inferred for arrow in step.arrows)
    assert sop.days.inferred


def test_the_flow_runs_to_step_9_and_turns_back_only_at_the_approval(sop: Sop) -> None:
    """Step 7 is the one decision; what is not approved goes back to the editing."""
    arrows = {step.number: [arrow.to for arrow in step.arrows] for step in sop.steps}

    assert arrows == {1: [2], 2: [3], 3: [4], 4: [5], 5: [6], 6: [7], 7: [8, 5], 8: [9], 9: []}
    assert [step.number for step in sop.steps if step.is_decision] == [7]


def test_every_performer_has_a_column(sop: Sop) -> None:
    """The four columns of the flowchart name all five roles, each once."""
    roles = [role for column in sop.columns for role in column.roles]

    assert sorted(roles) == sorted(Role)
    assert {role for step in sop.steps for role in step.performers.roles} == set(Role)


def test_a_misread_basis_says_why(sop: Sop) -> None:
    """A basis that is read as another instrument carries the reason."""
    read_differently = {
        index: basis.cell.inferred
        for index, basis in enumerate(sop.bases, 1)
        if basis.cell.reading and index not in (1, 9)  # these two are spelt or worded differently
    }

    assert sorted(read_differently) == [4, 7, 10]
    assert all(read_differently.values())


def test_an_empty_cell_is_false() -> None:
    """Templates may ask "if step.output"."""
    assert not Cell()
    assert Cell(as_written="Konsep")


def changed(path: tuple[str | int, ...], value: object) -> Doc:
    """The SOP's document with one value put in (None: key removed)."""
    document = copy.deepcopy(raw())
    at: object = document
    for step in path[:-1]:
        at = at[step]  # type: ignore[index]  # walking plain YAML
    if value is None:
        del at[path[-1]]  # type: ignore[attr-defined]
    else:
        at[path[-1]] = value  # type: ignore[index]
    return Doc(value=document)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            ("langkah", 0, "pelaksana", "alasan"),
            None,
            'Isi alasan (langkah ke-1, pelaksana): tulis "alasan: …". [kunci-wajib]',
        ),
        (
            ("langkah", 0, "pelaksana", "disimpulkan"),
            None,
            'Tambahkan "disimpulkan: true" di atas alasan. [kesimpulan-tanpa-tanda]',
        ),
        (
            ("langkah", 1, "waktu", "paling_sedikit"),
            3,
            "Tulis paling_lama tidak kurang dari paling_sedikit. [di-luar-batas]",
        ),
        (
            ("langkah", 3),
            None,
            "Tulis langkah 1 sampai 9 berurutan, masing-masing sekali. [langkah-sop]",
        ),
        (
            ("langkah", 0, "waktuu"),
            "1 hari",
            'Kunci "waktuu (langkah ke-1)" tidak dikenal. Maksudnya "waktu"? [kunci-asing]',
        ),
    ],
)
def test_findings_say_what_to_type(
    path: tuple[str | int, ...], value: object, message: str
) -> None:
    """A faulty sop.yml is refused with the remedy, never half read."""
    found, findings = read_sop(changed(path, value), "content/sop.yml")

    assert found is None
    assert [str(finding) for finding in findings] == [f"content/sop.yml:1: {message}"]
