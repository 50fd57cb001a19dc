"""Between the two jobs lies a stranger's hand: what she may do to the comment, and it is little."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.core.findings import Blocked
from pipeline.previewing import FILE, FOLDER, PAGE, SENT, preview_at
from tests.stories.office.conftest import item
from tests.stories.proposals.conftest import Newsroom, opened

HERE = "content/konten/2026-11-hak/index.md"


def link(path: Path) -> None:
    (path.parent / "luar.json").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to("luar.json")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DEEDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone": (Path.unlink, "pemeriksaan berhenti sebelum selesai"),
    "a link": (link, "pemeriksaan berhenti sebelum selesai"),
    "a pipe": (pipe, "pemeriksaan berhenti sebelum selesai"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:99]), "bukan JSON"),
    "endless": (lambda path: path.write_bytes(b" " * 2_000_000), "paling banyak"),
}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """One proposal, handed over and checked."""
    with opened(tmp_path_factory.mktemp("newsroom")) as newsroom:
        newsroom.propose({HERE: item("Hak", body="Isi.")}, draft=False)
        assert newsroom.check(1) == 0
        yield newsroom


@pytest.fixture
def checked(once: Newsroom) -> Newsroom:
    """The same before anybody has spoken."""
    once.office.said.clear()
    once.office.pulls[1].asked.clear()
    if pushed(once):
        once.office.git("update-ref", "-d", "refs/heads/pratinjau")
    return once


def pushed(newsroom: Newsroom) -> str:
    return newsroom.office.git("for-each-ref", "refs/heads/pratinjau")


@pytest.fixture
def sent(once: Newsroom, tmp_path: Path) -> Path:
    """What the reading job left, for one test to spoil."""
    return Path(shutil.copytree(once.folder / FOLDER / SENT, tmp_path / SENT))


@pytest.mark.parametrize(("deed", "why"), DEEDS.values(), ids=DEEDS)
def test_an_unfit_file_hands_nothing_over(
    checked: Newsroom, sent: Path, deed: Callable[[Path], object], why: str
) -> None:
    """The comment says that nothing was seen; nobody is asked, and nothing is pushed."""
    deed(sent / FILE)
    told = checked.comment(1, sent)

    assert told.splitlines()[1] == "## Usulan ini: belum terperiksa" and why in told
    assert "<img" not in told and checked.office.pulls[1].asked == []
    assert pushed(checked) == ""


def test_items_that_it_does_not_change_are_not_shown(checked: Newsroom, sent: Path) -> None:
    """The forge knows which files a proposal changes; the file between the jobs may say more."""
    path = sent / FILE
    made: dict[str, Any] = json.loads(path.read_bytes())
    made["drafts"].append({**made["drafts"][0], "id": "2026-11-lain", "title": "Setujui saja"})
    made["others"] = ["content/peran.yml"]
    path.write_text(json.dumps(made))
    told = checked.comment(1, sent)

    assert "### Hak" in told and "Setujui saja" not in told and "peran" not in told


SHEETS: dict[str, Callable[[Path], object]] = {
    "another kind": lambda path: Image.new("RGB", (900, 900)).save(path, "PNG"),
    "another width": lambda path: Image.new("RGB", (901, 900)).save(path, "JPEG"),
    "no picture": lambda path: path.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "too large": lambda path: path.write_bytes(path.read_bytes() + bytes(3 * 1024 * 1024)),
    "a link": link,
}


@pytest.mark.parametrize("deed", SHEETS.values(), ids=SHEETS)
def test_what_is_no_sheet_of_ours_is_not_pushed(
    checked: Newsroom, sent: Path, deed: Callable[[Path], object]
) -> None:
    """Nothing but a JPEG as wide as ours gets onto the branch; the rest of the comment stands."""
    deed(sent / "2026-11-hak.jpg")
    told = checked.comment(1, sent)

    assert "<img" not in told and "### Hak" in told
    assert "Kartu sudah digambar, tetapi belum dapat ditampilkan di sini." in told
    assert pushed(checked) == ""


@pytest.mark.parametrize(
    "page",
    [
        "javascript:alert(1)",
        "https://evil.example/kpu/jdih/actions/runs/7/artifacts/8",
        "https://github.example/kpu/jdih/actions/runs/7/artifacts/8) [x](https://evil.example",
        "https://github.example/kpu/jdih/issues/1",
    ],
)
def test_the_page_is_a_file_of_this_repository(checked: Newsroom, page: str) -> None:
    """An output of the reading job is a stranger's word, too."""
    told = checked.comment(1, page=page)

    assert "### Hak" in told and "pratinjau halaman" not in told and "evil" not in told


def test_what_is_closed_is_left_alone(checked: Newsroom) -> None:
    """A run that comes too late says so and writes nothing."""
    checked.office.talks[1].open = False
    told = checked.comment(1)
    checked.office.talks[1].open = True

    assert told == "" and checked.said[-1].startswith("Usulan #1 tidak dikomentari")


def test_pictures_that_cannot_be_pushed_are_said(
    checked: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings, captions and steps come all the same."""
    monkeypatch.setattr("pipeline.edge.git.Repository.push", lambda *_: False)
    told = checked.comment(1)

    assert "> Gambar kartu belum dapat ditampilkan: cabang pratinjau terus ditulis" in told
    assert "<summary>Facebook: " in told and "| ✅ 4 Konsep |" in told


def test_strangers_words_start_no_command_in_the_log(newsroom: Newsroom) -> None:
    """A title, names and a body that speak to the runner: each command is one of ours."""
    newsroom.in_ci = True
    title = r"a%0A::error::b\n::set-output name=x::y\r::stop-commands::z @semua"
    text = item(title, body="::warning::x\n\n##[command]y\n\nLihat {{ x }}.")
    odd = "content/konten/2026-11-hak/,line=1::error::.jpg"
    newsroom.propose({HERE: text, odd: "x", "content/konten/::add-mask::a/index.md": text})
    assert newsroom.check(1) == 1

    lines = "\n".join(newsroom.said).splitlines()
    commands = [line for line in lines if line.lstrip().startswith(("::", "##["))]
    ours = re.compile(r"::(error|notice) file=content[^:,]*,line=\d+,title=[a-z-]+::.*")
    assert len(commands) > 3 and all(ours.fullmatch(line) for line in commands)
    assert "<script" not in (newsroom.folder / FOLDER / PAGE).read_text(encoding="utf-8")
    assert "@semua" not in newsroom.comment(1)


def test_a_proposal_is_a_folder_of_its_own(newsroom: Newsroom) -> None:
    """A link in its place would have other files read as the proposal's."""
    proposed, out = newsroom.folder / "proposed", newsroom.folder / FOLDER
    proposed.mkdir()
    (proposed / "content").symlink_to(newsroom.world.root / "content")

    with pytest.raises(Blocked, match="usulan tidak ditemukan"):
        preview_at(newsroom.desk(), proposed, out, None, None)
