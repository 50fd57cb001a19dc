"""PDF and Office files in the office's folder: read for personal data, whatever they hold."""

import zipfile
from pathlib import Path

import pytest
from fpdf import FPDF

from pipeline.core.checks import run_checks
from pipeline.core.findings import Gate
from pipeline.edge import attachments
from pipeline.edge.disk import read_content

NIK = "7315014107900001"
RUNS = "".join(f"<w:r><w:t>{NIK[n : n + 4]}</w:t></w:r>" for n in (0, 4, 8, 12))


def office(path: Path, **parts: str) -> Path:
    """An Office file: a zip of XML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(f"{name}.xml", text)
    return path


def pdf(path: Path, text: str) -> Path:
    sheet = FPDF()
    sheet.add_page()
    sheet.set_font("helvetica")
    sheet.cell(text=text)
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.output(str(path))
    return path


def told(root: Path) -> list[str]:
    """What is said of attachments alone."""
    found = run_checks(read_content(root), Gate.DRAFT)
    return [str(one) for one in found if Path(one.where).suffix in attachments.SUFFIXES]


def test_personal_data_in_files_is_told_without_repeating_it(tmp_path: Path) -> None:
    """A number parted by formatting is one number; a spreadsheet keeps it as a power of ten."""
    meeting = tmp_path / "content/rapat/2026-11-03"
    office(meeting / "hadir.docx", document=f"<w:p>{RUNS}</w:p>")
    office(meeting / "daftar.xlsx", sheet="<c><v>1</v></c><c><v>7.315014107900001E15</v></c>")
    pdf(meeting / "undangan.pdf", f"NIK {NIK}")
    pdf(meeting / "bersih.pdf", "Undangan rapat")

    found = [one for one in told(tmp_path) if "data-pribadi" in one]

    assert found == [
        f"content/rapat/2026-11-03/{name}:1: Hapus NIK atau nomor KK dari berkas ini. "
        "[data-pribadi-nik]"
        for name in ("daftar.xlsx", "hadir.docx", "undangan.pdf")
    ]


def test_file_beside_an_item_is_sent_to_the_archive(tmp_path: Path) -> None:
    """Nothing would publish it."""
    office(tmp_path / "content/konten/2026-11-hak/lampiran.docx", document="<w:p>Isi</w:p>")

    assert told(tmp_path) == [
        "content/konten/2026-11-hak/lampiran.docx:1: Simpan di arsip kantor: yang terbit dari "
        "sini hanya teks dan gambar. [lampiran]"
    ]


def broken(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<</Length 9999999999>>stream\n" + b"x" * 99)
    return path


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: broken(folder / "a.pdf"),
        lambda folder: broken(folder / "a.docx"),
        lambda folder: broken(folder / "a.doc"),
        lambda folder: office(folder / "a.xlsx"),
        lambda folder: office(folder / "a.pptx", bomb=" " * (attachments.LARGEST + 1)),
    ],
    ids=["pdf", "no zip", "old format", "empty", "bomb"],
)
def test_unreadable_file_is_left_to_a_person(tmp_path: Path, make: object) -> None:
    """Never a traceback, never more memory than a limit."""
    assert callable(make)
    make(tmp_path / "content/rapat/2026-11-03")

    assert ["lampiran-tak-terbaca" in one for one in told(tmp_path)].count(True) == 1


def test_pdf_that_keeps_its_reader_busy_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read until then is looked at all the same."""
    slow = tmp_path / "slow.py"
    slow.write_text("import sys, time\nprint('awal', flush=True)\ntime.sleep(60)\n", "utf-8")
    monkeypatch.setattr(attachments, "_READER", slow)
    monkeypatch.setattr(attachments, "SECONDS", 0.5)
    pdf(tmp_path / "content/a.pdf", "Isi")

    words, unread = attachments.read_attachments(tmp_path / "content", tmp_path)

    assert words == {"content/a.pdf": "awal\n"}
    assert [one.rule for one in unread] == ["lampiran-tak-terbaca"]
