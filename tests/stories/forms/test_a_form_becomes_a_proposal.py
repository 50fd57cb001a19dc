"""forms-become-proposals: on a phone, somebody fills in a form; a branch waits for its proposal."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.harmless import plain
from pipeline.edge.disk import read_content
from pipeline.edge.git import MACHINE_EMAIL
from pipeline.intake import FORMS, intake_at
from tests.forge_office import MACHINE
from tests.stories.proposals.conftest import Newsroom, newsroom

__all__ = ["newsroom"]  # the same office, with its forge
RIGHTS = ("metadata", "contents:write", "issues:write", "pull_requests")
ORDER = {"Perihal": "Konten tentang arsip", "Petunjuk": "Dua konten.", "Kepada": "Pengelola"}
MEETING = {
    "Tanggal rapat": "20 November 2026",
    "Tempat": "Ruang rapat",
    "Disposisi": "2026-001",
    "Kehadiran": "Sekretaris Redaksi: 1\nPengelola: 2",
    "Putusan": "Satu konten dibuat.",
    "Tugas": "Arsip untuk semua; Pengelola; 27 November 2026",
}
ITEM = {"Judul": "Arsip untuk Semua", "Rubrik": "Tahukah Kamu", "Disposisi": "2026-001"}


def fill(room: Newsroom, kind: str, by: str, told: Mapping[str, str]) -> int:
    """Fill in a form as GitHub writes it, and let the workflow run."""
    headings = FORMS[kind].headings
    parts = [f"### {name}\n\n{told.get(name) or '_No response_'}" for name in headings]
    number = room.office.open_issue(by, "Formulir", "\n\n".join(parts), [kind]).number
    run(room, number)
    return number


def run(room: Newsroom, number: int) -> None:
    desk = room.desk()
    assert intake_at(desk, room.server.forge(MACHINE, *RIGHTS), number) == 0


def branch(room: Newsroom, kind: str) -> list[str]:
    return room.office.git(
        "for-each-ref", "--format=%(refname:short)", f"refs/heads/{kind}"
    ).split()


def test_disposisi_is_numbered_and_waits_for_its_merge(newsroom: Newsroom) -> None:
    """On a branch after main, in the machine's name, with who filled it in; main stays."""
    before = newsroom.office.git("rev-parse", "main")
    number = fill(newsroom, "disposisi", "ketua", ORDER)

    assert branch(newsroom, "disposisi") == ["disposisi/2026-002"]
    text = newsroom.office.git("show", "disposisi/2026-002:content/disposisi/2026-002.md")
    assert "perihal: Konten tentang arsip" in text
    message = newsroom.office.git("log", "-1", "--format=%ae%n%B", "disposisi/2026-002")
    assert message.startswith(MACHINE_EMAIL)
    assert "Diisi-oleh: @ketua" in message
    assert newsroom.office.git("rev-parse", "main") == before
    said = newsroom.remark(number)
    assert "compare/main...disposisi/2026-002?quick_pull=1" in said
    assert not newsroom.office.talks[number].open


def test_the_runs_own_page_tells_the_outcome(newsroom: Newsroom, tmp_path: Path) -> None:
    """One sentence, without a word of whoever filled it in."""
    page = tmp_path / "page.md"
    number = newsroom.office.open_issue("putra", "Formulir", "<b>", ["disposisi"]).number
    desk = newsroom.desk()
    desk = replace(desk, settings=replace(desk.settings, summary=page))
    intake_at(desk, newsroom.server.forge(MACHINE, *RIGHTS), number)

    assert page.read_text("utf-8") == (
        f"## Formulir\n\nFormulir #{number} ditolak: pengisinya tidak memegang peran yang "
        "diperlukan.\n"
    )


def test_same_form_twice_makes_one_branch(newsroom: Newsroom) -> None:
    """A run that died before it could answer is finished by the next, under the same number."""
    number = fill(newsroom, "disposisi", "ketua", ORDER)
    newsroom.office.said.clear()
    newsroom.office.talks[number].open = True
    run(newsroom, number)

    assert branch(newsroom, "disposisi") == ["disposisi/2026-002"]
    assert "disposisi/2026-002" in newsroom.remark(number)


def test_two_forms_take_two_numbers(newsroom: Newsroom) -> None:
    """The second knows the first one's branch, though nothing is merged yet."""
    for _ in range(2):
        fill(newsroom, "disposisi", "ketua", ORDER)

    assert branch(newsroom, "disposisi") == ["disposisi/2026-002", "disposisi/2026-003"]


@pytest.mark.parametrize("by", ["putra", "tamu"])
def test_who_may_not_is_told_who_may(newsroom: Newsroom, by: str) -> None:
    """Politely, with names and roles; nothing is made."""
    newsroom.office.account("tamu", "Tamu", "tamu@contoh.example")
    number = fill(newsroom, "disposisi", by, ORDER)
    said = newsroom.remark(number)

    assert branch(newsroom, "disposisi") == []
    assert said.startswith("<!-- redaksi:formulir -->\nTerima kasih.")
    assert "Pemimpin Redaksi" in said
    assert not newsroom.office.talks[number].open


def test_meeting_gives_each_item_its_maker_and_its_day(newsroom: Newsroom) -> None:
    """Notula on a branch, assignments in the answer, and the form that goes on from there."""
    number = fill(newsroom, "rapat", "sari", MEETING)
    said = newsroom.remark(number)

    assert branch(newsroom, "rapat") == ["rapat/2026-11-20"]
    assert "template=rapat.md" in said
    task = "2026-11-arsip-untuk-semua: Pengelola, paling lambat Jumat, 27 November 2026"
    assert f"- {plain(task)}" in said.splitlines()
    assert "issues/new?template=usulan-konten.yml" in said


def test_item_comes_with_the_skeleton_of_its_series(newsroom: Newsroom) -> None:
    """A draft on konsep/…, readable by the tool, with the way to open it as a draft."""
    number = fill(newsroom, "usulan-konten", "putra", ITEM)
    name = "2026-11-arsip-untuk-semua"

    assert branch(newsroom, "konsep") == [f"konsep/{name}"]
    newsroom.world.git("fetch", "-q", "origin")
    newsroom.world.git("checkout", "-q", f"origin/konsep/{name}")
    item = read_content(newsroom.world.root).items[name]
    assert (item.title, item.series) == ("Arsip untuk Semua", "tahukah-kamu")
    said = newsroom.remark(number)
    assert "Create draft pull request" in said
    assert f"edit/konsep/{name}/content/konten/{name}/index.md" in said


def test_wrong_answers_are_named_and_mended_in_place(newsroom: Newsroom) -> None:
    """The form stays open; edited, it is carried out, and one comment says so."""
    number = fill(newsroom, "usulan-konten", "putra", ITEM | {"Disposisi": "2031-999"})
    assert "\n- Disposisi\\: " in newsroom.remark(number)
    assert newsroom.office.talks[number].open
    assert branch(newsroom, "konsep") == []

    talk = newsroom.office.talks[number]
    talk.body = talk.body.replace("2031-999", "2026-001")
    run(newsroom, number)
    assert "konsep/2026-11-arsip-untuk-semua" in newsroom.remark(number)


def test_hostile_answers_stay_words(newsroom: Newsroom) -> None:
    """Markup, mentions, other headings, YAML and ways out of the folder are a title, or refused."""
    title = 'Arsip: "@ketua" <img src=x> ](javascript:x) ${{ secrets.X }} # {a: b}'
    number = fill(newsroom, "usulan-konten", "putra", ITEM | {"Judul": title})
    (made,) = branch(newsroom, "konsep")
    newsroom.world.git("fetch", "-q", "origin")
    newsroom.world.git("checkout", "-q", f"origin/{made}")
    (item,) = [i for i in read_content(newsroom.world.root).items.values() if "Arsip" in i.title]
    assert item.title == title
    assert "@ketua" not in newsroom.remark(number)

    number = fill(newsroom, "usulan-konten", "putra", ITEM | {"Nama konten": "../../../.github/x"})
    assert "\n- Nama konten\\: " in newsroom.remark(number)
    assert branch(newsroom, "konsep") == [made]


def test_other_issues_are_left_alone(newsroom: Newsroom) -> None:
    """An issue without a form's label, or a closed one, gets no answer."""
    newsroom.office.account("tamu", "Tamu", "tamu@contoh.example")
    number = newsroom.office.open_issue("tamu", "Halo", "### Perihal\n\nx").number
    run(newsroom, number)

    assert newsroom.remark(number) == ""
