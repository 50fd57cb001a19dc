"""`redaksi new`: asks, and leaves a branch with one commit; main and unsaved work stay."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import pipeline.workplace
from pipeline.core.findings import Blocked
from pipeline.core.model import WITA
from pipeline.desk import Desk, open_desk
from pipeline.edge.branches import author
from pipeline.edge.disk import read_content
from pipeline.edge.forge_links import commit_page, file_page, proposal_page
from pipeline.edge.git import Repository
from pipeline.starting import begin
from tests.demo import DEMO
from tests.worlds import CHIEF, EDITOR, PRODUCER, Someone, World

ROOT = Path(__file__).parents[1]
NOW = datetime(2027, 1, 12, 14, 0, tzinfo=WITA)
OFFICE = {
    f"content/{name}": (DEMO / "content" / name).read_text("utf-8")
    for name in ("rubrik.yml", "kalender.yml", "disposisi/2026-003.md")
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path, OFFICE)
    made.send()
    identify(made, PRODUCER)
    return made


def identify(world: World, one: Someone) -> None:
    world.git("config", "user.name", one.name)
    world.git("config", "user.email", one.email)


def typing(*answers: str) -> tuple[list[str], "Asking"]:
    asked: list[str] = []
    return asked, Asking(asked, iter(answers))


class Asking:
    """A person who types these answers, and then nothing more."""

    def __init__(self, asked: list[str], answers: Iterator[str]) -> None:
        self.asked, self.answers = asked, answers

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        return next(self.answers, "")


def desk(world: World, said: list[str]) -> Desk:
    return replace(open_desk(world.root), say=said.append, clock=lambda: NOW)


def test_the_chief_is_known_by_her_address(world: World) -> None:
    """Her disposisi asks two things; the branch holds one commit in her name, on top of main."""
    identify(world, CHIEF)
    said: list[str] = []
    asked, ask = typing("Konten arsip", "Mohon dua konten.", "Undang rapat.", "")

    assert begin(desk(world, said), ask, "disposisi") == 0
    assert [question.partition(" (")[0] for question in asked] == ["Perihal", *["  "] * 3]
    assert world.git("log", "-1", "--format=%an <%ae> %s", "disposisi/2027-001") == (
        f"{CHIEF.name} <{CHIEF.email}> disposisi: 2027-001 Konten arsip"
    )
    assert world.git("rev-parse", "disposisi/2027-001~") == world.base
    assert world.git("diff", "--name-only", "main", "disposisi/2027-001") == (
        "content/disposisi/2027-001.md"
    )
    assert world.git("branch", "--show-current") == "disposisi/2027-001"
    noun = read_content(world.root).disposisi["2027-001"]
    assert (noun.sender, noun.body) == (CHIEF.name, "Mohon dua konten.\nUndang rapat.")
    assert said[-1] == (
        "Dibuat pada cabang disposisi/2027-001:\n  content/disposisi/2027-001.md\nBerikutnya:\n"
        "  1. Kirim: git push -u origin disposisi/2027-001\n"
        "  2. Ajukan usulannya di halaman server Git kantor."
    )


def test_numbers_on_the_server_are_taken(world: World, tmp_path: Path) -> None:
    """A colleague's disposisi that this clone has never fetched keeps its number."""
    world.git("push", "-q", "origin", "main:refs/heads/disposisi/2027-001")
    world.git("update-ref", "-d", "refs/remotes/origin/disposisi/2027-001")
    identify(world, CHIEF)

    assert begin(desk(world, []), typing("Arsip", "Mohon.", "")[1], "disposisi") == 0
    assert world.git("branch", "--list", "disposisi/*", "--format=%(refname:short)") == (
        "disposisi/2027-002"
    )


def test_others_are_asked_whose_word_it_is(world: World) -> None:
    """A name without the role is refused at once, and asked again."""
    said: list[str] = []
    asked, ask = typing(PRODUCER.name, CHIEF.name.upper(), "Arsip", "Mohon.", "")

    assert begin(desk(world, said), ask, "disposisi") == 0
    assert asked[0] == "Dari (Kartini Ketua atau Wahyu Wakil): "
    assert said[0].startswith("Dari: disposisi hanya dari Pemimpin Redaksi atau Wakilnya.")


def test_minutes_note_the_evidence_by_its_fingerprint(world: World, tmp_path: Path) -> None:
    """A wrong line is told and not taken; the photograph itself stays where it is."""
    photo = tmp_path / "foto rapat.jpg"
    photo.write_bytes(b"not really a photograph")
    said: list[str] = []
    tasks = ("Kuis arsip; 2027-01-11", "Kuis arsip; 2027-01-14", "")
    _, ask = typing(
        *("", "Ruang rapat", "", ""),
        *("Pengelola: 2", "bendahara 1", ""),
        *("Satu kuis.", ""),
        *tasks,
        *(f"'{photo}'", str(tmp_path / "tidak-ada.jpg"), ""),
        "",
    )

    assert begin(desk(world, said), ask, "rapat") == 0
    minutes = read_content(world.root).minutes["2027-01-12"]
    sha256 = hashlib.sha256(photo.read_bytes()).hexdigest()
    assert minutes.disposisi == ("2026-003",)
    assert [(one.name, one.sha256) for one in minutes.evidence] == [("foto rapat.jpg", sha256)]
    assert [(task.item, str(task.due)) for task in minutes.tasks] == [
        ("2027-01-kuis-arsip", "2027-01-14")
    ]
    assert [line for line in said if line.startswith(("Kehadiran: ", "Tugas: ", "Bukti: "))] == [
        'Kehadiran: peran "bendahara" tidak dikenal; pilih salah satu: Pemimpin Redaksi, '
        "Wakil Pemimpin Redaksi, Sekretaris Redaksi, Pengelola, Admin Medsos.",
        'Tugas: ubah batas "Kuis arsip", 2027-01-11 mendahului rapat (2027-01-12).',
        'Bukti: tulis nama berkas lalu sha256-nya, misalnya "foto-rapat.jpg 3a7b…".',
    ]
    assert not list((world.root / "content/rapat/2027-01-12").glob("*.jpg"))
    assert said[0].startswith("## Bahan rapat\n\nKeadaan 12 Januari 2027: 12 hari rubrik belum")
    assert minutes.body == said[0].rstrip()
    assert "  2027-01-kuis-arsip: Pengelola, paling lambat Kamis, 14 Januari 2027\n" in said[-1]


def test_a_task_gives_name_and_disposisi(world: World) -> None:
    """The assignment is chosen by its number; title and series are asked."""
    _, ask = typing(
        *("", "Ruang rapat", "", ""),
        *("Pengelola: 2", ""),
        *("Satu kuis.", ""),
        *("Kuis arsip; 2027-01-14", ""),
        *("", ""),
    )
    begin(desk(world, []), ask, "rapat")
    world.merge("rapat/2027-01-12")
    world.send()
    said: list[str] = []
    asked, ask = typing("1", "Kuis: siapa arsiparis?", "6", "")

    assert begin(desk(world, said), ask, "konten") == 0
    assert said[:2] == [
        "Tugas dari notula yang belum dikerjakan:",
        "  1. 2027-01-kuis-arsip (batas 2027-01-14)",
    ]
    assert asked[-1] == "Disposisi [2026-003]: "
    item = read_content(world.root).items["2027-01-kuis-arsip"]
    assert (item.title, item.series) == ("Kuis: siapa arsiparis?", "kuis")
    assert "  1. Lengkapi semua tanda [TULIS: …]" in said[-1]


def test_an_invitation_leaves_files_and_no_branch(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Message and calendar file lie in build/; the person sends them. A late one is told."""
    monkeypatch.setattr(pipeline.workplace, "HOME", tmp_path)
    said: list[str] = []
    asked, ask = typing("", "2027-01-12 10.00", "13-1-2027 09.00", "Ruang rapat")

    assert begin(desk(world, said), ask, "undangan") == 0
    assert asked[0] == "Disposisi [2026-003]: "
    folder = tmp_path / "build/undangan"
    message = (folder / "2026-003.txt").read_text("utf-8")
    assert b"\r\nDTSTART:20270113T010000Z\r\n" in (folder / "2026-003.ics").read_bytes()
    assert (folder / "2026-003-bahan.md").read_text("utf-8").startswith("## Bahan rapat\n")
    assert "Tempat: Ruang rapat" in message and said[-1].startswith(message)
    assert said[0].endswith("sudah lewat; undang sebelum rapat.")
    assert "Perhatian: batas mengundang, Selasa, 10 November 2026, sudah lewat." in said[-1]
    assert 'notula: "undangan: 2027-01-12T14:00:00+08:00"' in said[-1]
    assert world.git("branch", "--format=%(refname:short)") == "main"


@pytest.mark.parametrize(
    ("kind", "name", "complaint"),
    [
        ("undangan", "2026-999", 'Disposisi: "2026-999" belum ada di main'),
        ("konten", "kuis arsip", "Nama konten: tulis seperti 2027-01-informasi-harus-akurat."),
    ],
)
def test_a_wrong_name_is_told_before_anything_is_asked(
    world: World, kind: str, name: str, complaint: str
) -> None:
    """Nobody answers five questions to hear that the first word was wrong."""
    said: list[str] = []
    asked, ask = typing()

    assert begin(desk(world, said), ask, kind, name) == 1
    assert [question for question in asked if not question.startswith("Nomor tugas")] == []
    assert said[-2].startswith(complaint)


def test_what_was_begun_can_be_approved(world: World) -> None:
    """Order, minutes and item pass the gate like any other, once their words are written."""
    identify(world, CHIEF)
    begin(desk(world, []), typing("Arsip", "Mohon.", "")[1], "disposisi")
    world.merge("disposisi/2027-001", by=CHIEF)
    world.send()
    identify(world, EDITOR)
    attended = ("Sekretaris Redaksi 1", "")
    answers = ("", "Ruang rapat", "", "", *attended, "Satu.", "", "Arsip; 2027-01-14", "", "", "")
    begin(desk(world, []), typing(*answers)[1], "rapat")
    world.merge("rapat/2027-01-12", by=CHIEF)
    world.send()
    identify(world, PRODUCER)
    begin(desk(world, []), typing("1", "Arsip", "kuis", "")[1], "konten")
    page = "content/konten/2027-01-arsip/index.md"
    words = re.sub(r"\[TULIS: [^]]*\]", "Kata-kata", (world.root / page).read_text("utf-8"))
    world.edit("konsep/2027-01-arsip", {page: words}, by=EDITOR)
    world.merge("konsep/2027-01-arsip", by=CHIEF)
    world.send()
    approvals = world.judge()

    assert approvals.held == ()
    assert {"content/disposisi/2027-001.md", "content/rapat/2027-01-12", page[:-9]} <= set(
        approvals.approved
    )


def test_unsaved_work_stays_where_it_is(world: World) -> None:
    """The branch is made beside it; nothing is moved, stashed or overwritten."""
    page = world.root / "content/rubrik.yml"
    page.write_text(page.read_text("utf-8") + "# catatan saya\n", "utf-8")
    (world.root / "content/catatan.md").write_text("belum disimpan", "utf-8")
    before = (world.git("status", "--porcelain"), page.read_bytes())
    said: list[str] = []

    assert begin(desk(world, said), typing("Arsip", "kuis", "")[1], "konten") == 0
    assert (world.git("status", "--porcelain"), page.read_bytes()) == before
    assert world.git("branch", "--show-current") == "main"
    assert "git switch konsep/2027-01-arsip" in said[-1]
    assert "catatan saya" not in world.git("show", "konsep/2027-01-arsip:content/rubrik.yml")


def test_a_branch_that_exists_is_refused(world: World) -> None:
    """What somebody began is gone on with, never begun again over it."""
    tip = world.propose({"content/x.md": "x"}, branch="konsep/2027-01-arsip")
    tip = world.git("rev-parse", tip)
    world.git("checkout", "-q", "main")
    said: list[str] = []

    assert begin(desk(world, said), typing("Arsip", "kuis", "")[1], "konten") == 1
    wanted = "Judul: 2027-01-arsip sedang diusulkan; lanjutkan cabang konsep/2027-01-arsip."
    assert wanted in said
    assert world.git("rev-parse", "konsep/2027-01-arsip") == tip


def test_a_name_in_the_way_is_the_operators_trouble(world: World) -> None:
    """Git keeps no branch `konsep` beside `konsep/…`; what to look at is said."""
    world.git("branch", "konsep", "main")

    with pytest.raises(Blocked) as trouble:
        begin(desk(world, []), typing("Arsip", "kuis", "")[1], "konten")
    assert trouble.value.what.startswith("cabang konsep/2027-01-arsip tidak dapat dibuat")


def test_it_begins_from_the_servers_main(world: World, tmp_path: Path) -> None:
    """Neither an old main of this machine nor its unsent commits come along; main never moves."""
    other = World(tmp_path / "other")
    other.git("remote", "set-url", "origin", str(world.origin))
    other.git("fetch", "-q", "origin")
    other.git("reset", "-q", "--hard", "origin/main")
    other.commit({"content/disposisi/2026-003.md": None}, by=CHIEF)
    other.send()
    mine = world.commit({"content/milikku.md": "x"}, by=PRODUCER)
    said: list[str] = []

    assert begin(desk(world, said), typing("Arsip", "kuis", "2026-003")[1], "konten") == 1
    assert 'Disposisi: "2026-003" belum ada di main; yang ada: tidak satu pun.' in said
    assert world.git("rev-parse", "main") == mine


def test_without_the_server_the_last_known_main_serves(world: World) -> None:
    """A laptop on a field trip can begin; it is told what it begins from."""
    world.git("remote", "set-url", "origin", str(world.root / "nirgends"))
    said: list[str] = []

    assert begin(desk(world, said), typing("Arsip", "kuis", "")[1], "konten") == 0
    assert said[0].endswith("Yang dipakai: main yang terakhir diambil.")


def test_nobody_commits_as_a_guess(world: World) -> None:
    """Without name and address Git is not asked to invent them."""
    world.git("config", "--unset", "user.email")

    with pytest.raises(Blocked) as trouble:
        author(Repository(world.root))
    assert trouble.value.what == "Git belum tahu siapa Anda"


def test_no_answer_at_all_ends(world: World) -> None:
    """A closed input is no endless question; nothing is made."""
    said: list[str] = []

    assert begin(desk(world, said), typing()[1], "konten") == 1
    assert said[-1] == "Belum ada yang dibuat. Jalankan lagi dengan jawaban yang diperbaiki."
    assert world.git("branch", "--list", "konsep/*") == ""


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/kantor/jdih.git",
        "https://x-access-token:ghp_rahasia@github.com/kantor/jdih",
        "git@github.com:kantor/jdih.git",
        "ssh://git@github.com:22/kantor/jdih.git/",
    ],
)
def test_the_link_opens_the_right_template(remote: str) -> None:
    """GitHub's own query parameters; what stands before the @ never comes out."""
    assert proposal_page(remote, "konsep/2027-01-arsip", "konten.md") == (
        "https://github.com/kantor/jdih/compare/main...konsep/2027-01-arsip"
        "?quick_pull=1&template=konten.md"
    )


def test_other_forges_and_folders() -> None:
    """GitLab has a page of its own; a folder has none."""
    assert proposal_page("git@gitlab.kpu.example:jdih/pinrang.git", "rapat/2027-01-12") == (
        "https://gitlab.kpu.example/jdih/pinrang/-/merge_requests/new"
        "?merge_request%5Bsource_branch%5D=rapat%2F2027-01-12&merge_request%5Btarget_branch%5D=main"
    )
    assert file_page("git@gitlab.kpu.example:jdih/pinrang.git", "ledger", "a/0/x.yml") == (
        "https://gitlab.kpu.example/jdih/pinrang/-/blob/ledger/a/0/x.yml"
    )
    assert commit_page("https://kunci:rahasia@github.com/kantor/jdih.git", "ab12") == (
        "https://github.com/kantor/jdih/commit/ab12"
    )
    assert proposal_page("/srv/git/jdih.git", "x") == commit_page("/srv/git/jdih.git", "x") == ""
    assert proposal_page("https://git.kpu.example/jdih/pinrang.git", "x") == ""
