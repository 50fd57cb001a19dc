"""Settings, Markdown, pictures and Office files spoilt by chance: told, and nothing more."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.core.checks import run_checks
from pipeline.core.checks.drafts import DRAFTS
from pipeline.core.checks.writing import sound_language
from pipeline.core.findings import Gate
from pipeline.edge.attachments import read_attachments
from pipeline.edge.disk import read_content
from pipeline.edge.pictures import read_picture
from pipeline.render.photo import PictureTrouble, open_photo
from tests.stories.hostile.world import FOLDER, GOOD, REPOSITORY, TEMPLATE, lay_out

YAML = ("kata.yml", "peserta.yml", "kalender.yml", "peran.yml", "retensi.yml")
PIECES = st.lists(
    st.sampled_from(
        ["skema: 1\n", "kata:\n", "  - pilkada\n", "baku:\n", "  - {bukan: ijin, tulis: izin}\n",
         "  - {bukan: , tulis: [}]\n", "pemilihan:\n", "  - nama: A\n", "    peserta:\n",
         "      - {nomor: 1, nama: A dan B, tagar: [x]}\n", "tahapan:\n", "    tahan: semua\n",
         "    mulai: 2026-99-99\n", "orang:\n", "  - nama: x\n", "    sejak: 0000-00-00\n", "? ",
         "- ", "[", "}", '"', "&a *a", "!!set ", "<<: ", "\t", "9" * 40, "\u202e", "%YAML 9\n"]
    ),
    max_size=14,
)  # fmt: skip
MARKS = st.lists(
    st.one_of(
        st.sampled_from(
            ["## A\n", "\n\n", "> ", '"', "“", "Pasal 7 ayat (2) ", "UU 14/2008 ", "di ",
             "[a](", "](x)", "![", "<b>", "{{x}}", "| a | b |\n", "|--|\n", "1. ", "- ", "```\n",
             "sebagaimana telah diubah terakhir dengan ", "PKPU 8/2021 ", "yang yang ", "\u2028",
             "\ufeff", "NIK 7315024107900001", "RT 1/RW 2", "e\u0301" * 9, "a" * 300, "/" * 90]
        ),
        st.text(max_size=12),
    ),
    max_size=20,
)  # fmt: skip


class Anything:
    """A dictionary that accepts every second word: the real one is slow, and judges no bytes."""

    def accepts(self, word: str) -> bool:
        return len(word) % 2 == 0


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("acak")
    lay_out(root, {})
    return root


@given(spoilt=st.sampled_from(YAML), pieces=PIECES, body=MARKS)
@settings(max_examples=25)
def test_settings_and_markdown(
    office: Path, spoilt: str, pieces: list[str], body: list[str]
) -> None:
    """Reading and every rule end, and the good item is there."""
    for name in YAML:
        whole = TEMPLATE.get(f"content/{name}")
        path = office / "content" / name
        path.unlink(missing_ok=True)
        if whole:
            path.write_bytes(whole)
    text = "".join(pieces).encode("utf-8", "replace")
    (office / "content" / spoilt).write_bytes(text)
    head = TEMPLATE[f"{FOLDER}/index.md"].decode().rpartition("---\n")[0]
    page = f"{head}---\n\n{''.join(body)}".encode("utf-8", "replace")
    (office / FOLDER / "index.md").write_bytes(page)
    content = read_content(office)
    run_checks(content, Gate.PUBLICATION, also=[sound_language(Anything()), *DRAFTS])

    assert GOOD in content.items


def picture(kind: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(made, kind)
    return made.getvalue()


def sheet() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p><w:t>Hadir</w:t></w:p>" * 9)
    return made.getvalue()


SOUND = {
    "a.jpg": picture("JPEG"), "a.png": picture("PNG"), "a.webp": picture("WEBP"),
    "a.docx": sheet(),
}  # fmt: skip
HARM = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8)


@given(name=st.sampled_from(sorted(SOUND)), harm=HARM, end=st.integers(0, 10**6))
@settings(max_examples=60)
def test_files_with_other_bytes(
    office: Path, name: str, harm: list[tuple[int, int]], end: int
) -> None:
    """A few bytes changed, the end cut off: a finding, a reason, or the picture itself."""
    spoilt = bytearray(SOUND[name])
    for place, byte in harm:
        spoilt[place % len(spoilt)] = byte
    path = office / "content/rapat/2026-11-03" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(spoilt[: len(spoilt) - end % 40])
    try:
        if name.endswith("docx"):
            read_attachments(path.parent, office)
        else:
            read_picture(path, name)
            open_photo(path, (20, 20))
    except PictureTrouble as trouble:
        assert name in str(trouble)
    finally:
        path.unlink()


WATCHED = """
import json, sys
from dataclasses import replace
from pathlib import Path
root, build = map(Path, sys.argv[1:])
wrote = []
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and args[2] & 0o101103:
        wrote.append(str(args[0]))
    elif event in {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.chmod"}:
        wrote.extend(str(one) for one in args[:2] if isinstance(one, str))
from pipeline import checking, desk
from pipeline.edge.dictionary import Dictionary
Dictionary.accepts = lambda one, word: True
desk.Desk.build = property(lambda one: build)
here = desk.open_desk(root)
sys.addaudithook(watch)
found = checking.checked(here)
print(json.dumps([len(found.findings), sorted(set(wrote))]))
"""


def test_check_writes_below_build_alone(tmp_path: Path) -> None:
    """Whatever lies in the office's folder: every file opened for writing is one of ours."""
    root, build = tmp_path / "kantor", tmp_path / "build"
    spoilt = {name: held for name, held in SOUND.items() if name != "a.docx"}
    lay_out(root, {f"{FOLDER}/{name}": held[:-9] for name, held in spoilt.items()})
    (root / FOLDER / "../../../keluar.md").write_text("Isi.", "utf-8")
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, str(root), str(build)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    findings, wrote = json.loads(done.stdout)

    assert findings and wrote
    assert [path for path in wrote if not path.startswith((str(build), "/dev/"))] == []
