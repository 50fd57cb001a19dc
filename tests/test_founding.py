"""`redaksi setup office`: an office of its own in the place of the demonstration."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.core import checks
from pipeline.core.content import Content
from pipeline.core.drafting_asking import Written
from pipeline.core.drafting_office import Demonstration, Net, OfficeAnswers, draft_office
from pipeline.core.findings import Blocked, Gate, blocking
from pipeline.core.model import WITA, Channel, Contact, Mode, Role
from pipeline.desk import Desk, gather, open_desk, prepare
from pipeline.edge.disk import read_content
from pipeline.founding import found
from pipeline.known_names import settings_checks
from pipeline.render.house import read_brand
from tests.demo import DEMO
from tests.stories.office.conftest import item
from tests.test_starting import typing
from tests.worlds import Someone, World

ROOT = Path(__file__).parents[1]
NOW = datetime(2027, 1, 12, 14, 0, tzinfo=WITA)
FILES = {
    path.relative_to(home).as_posix(): path.read_bytes()
    for home, folder in ((DEMO, "content"), (ROOT, "site"))
    for path in sorted((home / folder).rglob("*"))
    if path.is_file() and path.suffix in {".md", ".yml", ".jpg", ".png", ".css", ".svg", ""}
}
CHIEF = Someone(name="Kartini, S.H.", email="kartini@kpu.go.id", logins=("kartini",))
EDITOR = Someone(name="Sari Sekretaris", email="sari@kpu.go.id")
PRODUCER = Someone(name="Putra", email="putra@kpu.go.id")
TYPED = {
    "Nama kantor": ["KPU Kabupaten Contoh"],
    "Alamat halaman": ["https://jdih.kpucontoh.go.id"],
    "Surel untuk masyarakat": ["jdih@kpucontoh.go.id"],
    "Telepon": ["nol delapan", "0421 123-456"],
    "Alamat kantor": ["Jalan Merdeka 1, Contoh"],
    "Jam layanan": [""],
    "Mulai berlaku": [""],
    "Nomor keputusan": ["12/HK.03/7399/2027"],
    "Menjabat sejak": ["4 Januari 2027"],
    "Pemimpin Redaksi": ["Kartini, S.H.; Kartini@kpu.go.id; kartini"],
    "Wakil Pemimpin Redaksi": ["Wahyu; wahyu@kpu.go.id", ""],
    "Sekretaris Redaksi/Editor": ["Sari Sekretaris; sari@kpu.go.id; sari", ""],
    "Pengelola JDIH": ["Putra; putra@kpu.go.id; putra", ""],
    "Admin Medsos": ["Putra", ""],
    "Akun": [
        "instagram; jdihcontoh",
        "friendster; jdih",
        "mastodon; jdih@mastodon.social; otomatis",
        "whatsapp; Grup JDIH Contoh",
        "",
    ],
    "Warna utama": ["#d0d0d0", "#123f6b"],
    "Warna kedua": [""],
}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, list[str]]:
    """The repository as it comes, and an office that has answered."""
    world = World(tmp_path_factory.mktemp("kantor"), FILES, people=())
    world.git("config", "user.name", "Teknisi")
    world.git("config", "user.email", "teknisi@kpu.go.id")
    world.send()
    said: list[str] = []
    _, ask = typing(*(line for lines in TYPED.values() for line in lines))

    assert found(desk(world, said), ask) == 0
    return world, said


def desk(world: World, said: list[str]) -> Desk:
    return replace(open_desk(world.root), say=said.append, clock=lambda: NOW)


def test_people_are_told_what_comes_next(founded: tuple[World, list[str]]) -> None:
    """What was wrong was said at once and asked again; then the way to main, by people."""
    said = founded[1]

    assert [line for line in said if line.startswith(("Akun: ", "Warna utama: "))] == [
        'Akun: "friendster; jdih" tidak dikenal; tulis jejaring; akun. Jejaring yang ada: '
        "bluesky, facebook, instagram, instagram-cerita, mastodon, telegram, threads, tiktok, "
        "whatsapp, x, youtube",
        "Warna utama: pilih yang lebih gelap; #ffffff di atas #969696 sulit dibaca (kontras 3.0, "
        "paling sedikit 4.5).",
    ]
    assert said[-1].partition("Berikutnya:\n")[2].splitlines() == [
        "  1. Periksa: redaksi check. Baca juga content/halaman/tentang.md",
        "  2. Kirim: git push -u origin kantor/mulai",
        "  3. Ajukan: di halaman server Git kantor",
        "  4. Gabungkan bersama Pemimpin Redaksi. Sekali ini belum ada yang menyetujui; sesudahnya "
        "hanya Pemimpin Redaksi atau Wakilnya yang dapat.",
        "  5. Kunci tempat kerjanya: redaksi setup github PEMILIK/REPO, lalu redaksi doctor",
        "  6. Simpan kunci akses di lingkungan unggah: REDAKSI_TOKEN_MASTODON",
    ]


def test_the_demonstration_is_gone_and_main_untouched(founded: tuple[World, list[str]]) -> None:
    """One commit on a branch; the register of law, the series and the SOP stay."""
    world = founded[0]
    content = read_content(world.root)

    assert world.git("log", "--format=%an", "main..kantor/mulai") == "Teknisi"
    assert (content.items, content.disposisi, content.minutes) == ({}, {}, {})
    assert content.instruments
    assert content.sop
    assert (content.roster, content.channels) != (None, None)


def test_check_is_clean(founded: tuple[World, list[str]]) -> None:
    """Nothing is left for the office to mend, in content or in colours."""
    world = founded[0]
    also = settings_checks(ROOT / "site")

    assert checks.run_checks(read_content(world.root), Gate.PUBLICATION, also=also) == []


def test_colours_are_painted_everywhere(founded: tuple[World, list[str]], tmp_path: Path) -> None:
    """Cards, page, kit and emblem; every pair of the palette can be read."""
    world = founded[0]
    shutil.copytree(ROOT / "site", tmp_path / "site")
    shutil.copytree(world.root / "site", tmp_path / "site", dirs_exist_ok=True)
    brand, findings = read_brand(tmp_path / "site")
    before = read_brand(ROOT / "site")[0].palette
    painted = ("brand.yml", "assets/logo.svg", "kit/kit.css", "theme/assets/redaksi.css")

    assert findings == []
    assert brand.palette["maroon"] == "#123f6b"
    assert brand.palette["gold"] == before["gold"]
    assert not [
        name for name in painted if before["maroon"] in (tmp_path / "site" / name).read_text()
    ]


def test_pages_name_the_office(founded: tuple[World, list[str]]) -> None:
    """No page speaks for another office."""
    page = (founded[0].root / "content/halaman/tentang.md").read_text("utf-8")

    assert "KPU Kabupaten Contoh" in page
    assert "Pinrang" not in page


def test_the_public_is_told_how_to_reach_the_office(founded: tuple[World, list[str]]) -> None:
    """Nothing of the demonstration's contact is left, and no line waits to be filled in."""
    content = read_content(founded[0].root)
    assert content.channels is not None

    assert content.channels.contact == Contact(
        email="jdih@kpucontoh.go.id", phone="0421 123-456", address="Jalan Merdeka 1, Contoh"
    )
    assert content.pages["cara-bertanya"].shows_contact
    assert "diisi kantor" not in content.pages["cara-bertanya"].body


def test_merged_it_is_the_root_of_trust_and_the_office_publishes(
    founded: tuple[World, list[str]], tmp_path: Path
) -> None:
    """From that day on the typed people write, edit and approve, and their channels are owed."""
    world, said = founded
    world.now = NOW
    world.merge("kantor/mulai", by=CHIEF)
    world.approve({DISPOSISI: ORDER}, by=CHIEF)
    branch = world.propose({f"{ITEM}/index.md": item()}, by=PRODUCER)
    world.edit(branch, {}, by=EDITOR, trailers=[f"Disunting-oleh: {EDITOR.name}"])
    world.merge(branch, by=CHIEF)
    world.send()
    there = replace(desk(world, said), clock=lambda: world.now)
    made = gather(there, world.repository(), tmp_path / "isi", fetch=True)

    assert blocking(made.findings) == []
    assert ITEM in made.approvals.approved
    assert {one.promise.channel for one in prepare(there, made, tmp_path / "kartu").plan.owed} == {
        "instagram",
        "mastodon",
        "whatsapp",
    }


ITEM = "content/konten/2027-01-hak-atas-informasi"
DISPOSISI = "content/disposisi/2026-001.md"
ORDER = """---
skema: 1
nomor: 2026-001
tanggal: 2027-01-12T14:05:00+08:00
dari: Kartini, S.H.
kepada: [sekretaris-redaksi]
perihal: Konten tentang hak atas informasi
---

Mohon dibuatkan konten.
"""


def test_office_that_exists_is_left_alone(tmp_path: Path) -> None:
    """A second time would put its people away."""
    world = World(tmp_path)
    world.git("config", "user.name", "Teknisi")
    world.git("config", "user.email", "teknisi@kpu.go.id")
    with pytest.raises(Blocked, match="kantor ini sudah disiapkan"):
        found(desk(world, []), typing()[1])


NETS = {
    "instagram": Net(label="Instagram", automatic=True, own_server=False, grouped=False),
    "x": Net(label="X", automatic=False, own_server=False, grouped=False),
    "mastodon": Net(label="Mastodon", automatic=True, own_server=True, grouped=False),
    "whatsapp": Net(label="WhatsApp", automatic=False, own_server=False, grouped=True),
}
SOUND = OfficeAnswers(
    office="KPU Kabupaten Contoh",
    site="https://jdih.contoh.go.id/",
    adopted="2027-01-12",
    decree="1/2027",
    since="2027-01-04",
    chief="Kartini; kartini@kpu.go.id; kartini",
    editors="Sari; sari@kpu.go.id; sari",
    producers="Putra; putra@kpu.go.id; putra",
    publishers="Putra",
    accounts="instagram; jdih",
    main="#6a1222",
    accent="#e0ab4a",
)


def draft(answers: OfficeAnswers) -> tuple[Written | None, list[str]]:
    there = Demonstration(content=Content(), files=(), texts={})
    made, findings = draft_office(answers, there, NETS, lambda main, accent: ({}, ()))
    return made, [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"office": ""}, "Nama kantor: isi, misalnya"),
        ({"site": "jdih.contoh.go.id"}, "Alamat halaman: "),
        ({"adopted": "besok"}, "Mulai berlaku: "),
        ({"since": "2027-01-13"}, "Menjabat sejak: tidak boleh sesudah"),
        ({"decree": ""}, "Nomor keputusan: isi"),
        ({"chief": "Kartini"}, "Pemimpin Redaksi: "),
        ({"chief": ""}, "Pemimpin Redaksi: isi"),
        ({"chief": "Kartini; kartini; kartini"}, "Pemimpin Redaksi: "),
        ({"editors": "Sari; sari@kpu.go.id; sa ri"}, "Sekretaris Redaksi/Editor: "),
        ({"editors": "Sari; kartini@kpu.go.id; sari"}, "Sekretaris Redaksi/Editor: surel atau"),
        ({"publishers": "Putra; lain@kpu.go.id; lain"}, "Admin Medsos: Putra sudah disebut"),
        ({"accounts": ""}, "Akun: isi"),
        ({"accounts": "friendster; a"}, "Akun: "),
        ({"accounts": "instagram"}, "Akun: "),
        ({"accounts": "x; jdih; otomatis"}, "Akun: X hanya dapat: paket."),
        ({"accounts": "mastodon; jdih"}, "Akun: sebut servernya juga"),
        ({"main": "biru"}, "Warna utama: "),
        ({"accent": "#12"}, "Warna kedua: "),
    ],
)
def test_each_wrong_answer_is_told(changed: Mapping[str, str], complaint: str) -> None:
    """Under its question, with what to type; no file comes of it."""
    made, told = draft(replace(SOUND, **changed))

    assert made is None
    assert [message[: len(complaint)] for message in told] == [complaint]


def test_answers_become_settings(tmp_path: Path) -> None:
    """What is written is read back: people with their roles, accounts with their networks."""
    accounts = "instagram; @jdih\ninstagram; jdih.dua\nmastodon; @jdih@s.id; otomatis\nwhatsapp; G"
    made, told = draft(replace(SOUND, accounts=accounts, deputies="Wahyu; w@kpu.go.id"))
    assert (made and made.branch, told) == ("kantor/mulai", [])
    for path, text in made.files.items() if made else ():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    content = read_content(tmp_path)
    roster, channels = content.roster, content.channels

    assert roster
    assert roster.effective_from == date(2027, 1, 12)
    assert {person.name: person.roles(date(2027, 1, 12)) for person in roster.people} == {
        "Kartini": {Role.EDITOR_IN_CHIEF},
        "Wahyu": {Role.DEPUTY},
        "Sari": {Role.EDITOR},
        "Putra": {Role.PRODUCER, Role.PUBLISHER},
    }
    assert channels
    assert channels.channels == (
        Channel(
            id="instagram", network="instagram", mode=Mode.KIT, label="Instagram", account="jdih"
        ),
        Channel(
            id="instagram-2",
            network="instagram",
            mode=Mode.KIT,
            label="Instagram 2",
            account="jdih.dua",
        ),
        Channel(
            id="mastodon",
            network="mastodon",
            mode=Mode.AUTOMATIC,
            label="Mastodon",
            account="jdih",
            base_url="https://s.id",
        ),
        Channel(id="whatsapp", network="whatsapp", mode=Mode.KIT, label="WhatsApp", group="G"),
    )
