"""PDF and Office files as real programs make them, spoilt by chance: read, or left to a person."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import pytest
import xlsxwriter
from fpdf import FPDF

from pipeline.edge.attachments import read_attachments

NIK = "7315014107900001"
Harm = Callable[[bytes, random.Random], bytes]
LONGEST = 2.0  # seconds of work for one file
WORDS = (
    f"<w:document><w:body><w:p><w:r><w:t>NIK {NIK}</w:t></w:r></w:p><w:tbl/></w:body></w:document>"
)


def workbook() -> bytes:
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Daftar")
    for row in range(40):
        sheet.write_row(row, 0, [row, f"Anggota {row}", NIK, row * 1.5])
    book.close()
    return made.getvalue()


def container(part: str, text: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, text)
    return made.getvalue()


def sheet_of_paper() -> bytes:
    paper = FPDF()
    for page in range(3):
        paper.add_page()
        paper.set_font("helvetica")
        for line in range(20):
            paper.cell(text=f"Halaman {page} baris {line} NIK {NIK}", new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


OFFICE = {
    "a.xlsx": workbook(),
    "a.docx": container("word/document.xml", WORDS * 30),
    "a.odt": container("content.xml", WORDS.replace("w:", "text:") * 30),
}


def spoilt(sound: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, a piece cut out, doubled or put elsewhere, the end lost."""
    bad = bytearray(sound)
    for _ in range(chance.randrange(1, 12)):
        at, length = chance.randrange(len(bad) or 1), chance.randrange(1, 60)
        piece = bytes(bad[at : at + length])
        match chance.randrange(5):
            case 0:
                bad[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del bad[at : at + length]
            case 2:
                bad[at:at] = piece * chance.randrange(1, 40)
            case 3:
                bad[at : at + length] = bytes(chance.randrange(256) for _ in piece)
            case _:
                bad = bad[: max(at, 8)]
    return bytes(bad)


def inside(sound: bytes, chance: random.Random) -> bytes:
    """A container that is whole, and what is in it spoilt."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(sound)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, spoilt(content, chance) if chance.random() < 0.7 else content)
    return made.getvalue()


def work() -> float:
    """Seconds that this process and those it has started worked."""
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def read(folder: Path, name: str, content: bytes) -> tuple[str, list[str]]:
    """Read one file: its words, and what a person is asked. Nothing else may come into being."""
    (folder / name).write_bytes(content)
    start = work()
    words, unread = read_attachments(folder, folder)

    assert work() - start < LONGEST
    assert [path.name for path in folder.iterdir()] == [name]
    assert list(words) == [name]
    (folder / name).unlink()
    return words[name], [finding.rule for finding in unread]


@pytest.mark.parametrize("name", OFFICE)
@pytest.mark.parametrize("harm", [spoilt, inside])
def test_office_files_spoilt_by_chance(tmp_path: Path, name: str, harm: Harm) -> None:
    """Thirty of each kind, the container or what is in it: words, or a person is asked to look."""
    assert NIK in read(tmp_path, name, OFFICE[name])[0]
    chance, told = random.Random(f"{name} {harm.__name__}"), 0
    for _ in range(30):
        words, rules = read(tmp_path, name, harm(OFFICE[name], chance))
        assert rules in ([], ["lampiran-tak-terbaca"])
        told += bool(rules) or bool(words.strip())
    assert told > 25


@pytest.mark.slow
def test_pdfs_spoilt_by_chance(tmp_path: Path) -> None:
    """As fpdf2 and Typst write them: its reader may fail, loop or grow; it is stopped in time."""
    import typst  # late: large

    source = tmp_path / "a.typ"
    source.write_text(f"= Berita acara\n#table(columns: 3, [NIK], [{NIK}], [Hadir])\n" * 9, "utf-8")
    made = {"fpdf2": sheet_of_paper(), "typst": typst.compile(str(source))}
    source.unlink()
    chance = random.Random("pdf")
    for name, sound in made.items():
        words, rules = read(tmp_path, "a.pdf", sound)
        assert NIK in words and not rules, name
        for _ in range(40):
            _, rules = read(tmp_path, "a.pdf", spoilt(sound, chance))
            assert rules in ([], ["lampiran-tak-terbaca"])
