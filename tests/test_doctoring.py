"""`redaksi doctor`: what it sees, what it calls wrong, what it says it could not see."""

import dataclasses
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.health import longest_wait
from pipeline.core.house import repository_at
from pipeline.core.wire import Signing
from pipeline.desk import Desk
from pipeline.doctoring import examine
from pipeline.edge.forge_client import Client
from pipeline.edge.http import sender
from pipeline.edge.settings import ForgeAccess, Secret
from pipeline.setting_up import lock
from tests.demo import DEMO
from tests.forge_server import running
from tests.forge_settings import GitHubSettings
from tests.locked_house import DRIFT, PEOPLE, REPOSITORY, client_of, desk_of, types
from tests.networks.telegram import TOKEN, TelegramStub
from tests.worlds import World

ROOT = Path(__file__).resolve().parents[1]
DAILY = 'name: Jadwal\non:\n  schedule:\n    - cron: "7 0 * * *"\njobs: {}\n'
MINUTES = """---
skema: 1
tanggal: 2026-11-23
tempat: Ruang rapat
disposisi: [2026-001]
kehadiran:
  - {peran: pengelola, jumlah: 2}
putusan: [Satu konten]
---

Rapat dibuka.
"""
ADMIN = "periksa dengan kunci milik pemilik organisasi"


@dataclasses.dataclass
class Office:
    github: GitHubSettings
    desk: Desk
    told: list[str]

    def examine(self, **changed: Any) -> tuple[int, list[str]]:
        self.told.clear()
        for name, value in changed.items():
            setattr(self.github, name, value)
        return examine(self.desk, client_of(self.github), REPOSITORY), self.told


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office as `setup github` leaves it, with minutes and a workflow that starts daily."""
    told: list[str] = []
    github = GitHubSettings(runs={"jadwal.yml": "2026-11-24T23:07:00Z"})
    desk = desk_of(tmp_path, told)
    lock(desk, client_of(github), REPOSITORY, types(REPOSITORY))
    github.teams["admin-ti"]["members"] |= {"kepala-ti", "wakil-ti"}
    put(desk, ".github/workflows/jadwal.yml", DAILY)
    put(desk, "content/rapat/2026-11-23/notula.md", MINUTES)
    return Office(github, desk, told)


def put(desk: Desk, name: str, text: str) -> None:
    path = desk.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_step_8_waits_for_a_person_where_the_office_wants_one_and_nowhere_else(
    office: Office,
) -> None:
    """`medsos` without people gives every order by itself; `unggah` with them stops the queue."""
    people = [{"type": "Team", "reviewer": {"id": 44, "login": "x"}}]
    rule = {"id": 7, "node_id": "x", "type": "required_reviewers", "reviewers": people}
    text = (DEMO / "content" / "sop.yml").read_text("utf-8")
    put(
        office.desk,
        "content/sop.yml",
        re.sub("perintah_unggah: .*", "perintah_unggah: orang", text),
    )
    alone = office.examine()[1][:]
    office.github.environments["medsos"]["rules"].append(rule)
    asked = office.examine()[1][:]
    office.github.environments["unggah"]["rules"].append(rule)
    stuck = office.examine()[1][:]

    silent = "perintah unggah menunggu orang, tetapi lingkungan medsos tidak menunggu siapa pun"
    assert any(silent in line for line in alone)
    assert "ok: perintah unggah menunggu orang di lingkungan medsos" in asked
    assert not any("lingkungan unggah menunggu" in line for line in asked)
    assert any("lingkungan unggah menunggu orang, sehingga semua" in line for line in stuck)


def test_office_in_order(office: Office) -> None:
    """Everything is looked at, nothing is written."""
    office.github.calls.clear()

    assert office.examine() == (
        0,
        [
            "ok: semua peran terisi",
            "ok: semua isi main disetujui",
            "ok: repositori terbuka, jadi aturan cabang dan batas lingkungan berlaku",
            "ok: tim sesuai",
            "ok: aturan cabang sesuai",
            "ok: cara menggabungkan sesuai",
            "ok: hak alur kerja sesuai",
            "ok: lingkungan sesuai",
            "ok: halaman sesuai",
            "ok: label sesuai",
            "ok: tidak ada rahasia repositori",
            "ok: CODEOWNERS sesuai",
            "ok: jadwal.yml berjalan menurut jadwal, terakhir 25-11-2026 07.07",
            "ok: notula tanpa foto dan tanpa daftar nama",
            "0 perlu diperbaiki, 0 tidak terlihat.",
        ],
    )
    assert office.github.calls == []


@pytest.mark.parametrize("name", DRIFT)
def test_drift_fails(office: Office, name: str) -> None:
    """Each lock that somebody opened is one line, with the command that shuts it."""
    change, sentence = DRIFT[name]
    change(office.github)
    code, told = office.examine()

    assert code == 1
    assert [line for line in told if not line.startswith("ok")] == [
        f"perlu diperbaiki: berbeda dari seharusnya, {sentence} → jalankan `redaksi setup github "
        "kantor/jdih` dengan kunci milik pemilik organisasi",
        "1 perlu diperbaiki, 0 tidak terlihat.",
    ]


def no_team(office: Office) -> None:
    office.github.teams["admin-ti"]["members"].clear()


def foreign_owners(office: Office) -> None:
    put(office.desk, ".github/CODEOWNERS", "* @orang-luar\n")


# what happened → how the line begins, and what to do
WRONG: dict[str, tuple[Callable[[Office], Any], str, str]] = {
    "turned private": (
        lambda office: setattr(office.github, "private", True),
        "repositori tertutup: pada paket gratis aturan cabang dan batas lingkungan tidak berlaku "
        "lagi",
        "buka kembali (Settings → General → Change visibility), atau pakai paket berbayar",
    ),
    "a repository secret": (
        lambda office: office.github.secrets.append("TOKEN_LAMA"),
        "rahasia repositori: TOKEN_LAMA; alur kerja cabang mana pun dapat membacanya",
        "pindahkan ke lingkungan unggah, hapus dari repositori, lalu ganti kuncinya",
    ),
    "a clock that stopped": (
        lambda office: office.github.runs.update({"jadwal.yml": "2026-11-22T23:07:00Z"}),
        "jadwal.yml tidak berjalan menurut jadwal (terakhir 23-11-2026 07.07)",
        "buka tab Actions, hidupkan lagi alur kerja itu (Enable workflow), lalu tekan Run workflow",
    ),
    "nobody for the program": (
        no_team,
        "tim admin-ti belum beranggota: tidak ada yang dapat menyetujui perubahan program",
        "masukkan sedikitnya dua orang di GitHub (Organization → Teams)",
    ),
    "other owners": (
        foreign_owners,
        ".github/CODEOWNERS bukan yang seharusnya",
        "tulis ulang dengan `redaksi setup github`, lalu ajukan sebagai usulan",
    ),
    "owners that GitHub does not know": (
        lambda office: office.github.owners_errors.append(
            {"line": 3, "column": 1, "kind": "Unknown owner", "message": "x", "path": "CODEOWNERS"}
        ),
        ".github/CODEOWNERS: baris 3: Unknown owner",
        "pastikan tim itu terlihat dan berhak menulis",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_trouble_fails_with_what_to_do(office: Office, name: str) -> None:
    """Each trouble is one line with its remedy, and the exit code says so."""
    happen, what, remedy = WRONG[name]
    happen(office)
    code, told = office.examine()
    wrong = [line for line in told if line.startswith("perlu diperbaiki")]

    assert (code, wrong) == (1, [f"perlu diperbaiki: {what} → {remedy}"])


STORE = "simpan di arsip kantor, sebut di `bukti:` dengan nama dan sha256, lalu hapus dari sini"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (
            "foto-rapat.jpg",
            "x",
            "content/rapat/2026-11-23/foto-rapat.jpg: berkas rapat terbaca siapa pun",
        ),
        (
            "notula.md",
            f"{MINUTES}\n![foto](foto.jpg)\n",
            "content/rapat/2026-11-23/notula.md: gambar di dalam notula terbaca siapa pun",
        ),
        (
            "notula.md",
            f"{MINUTES}\n## Daftar hadir\n\n1. Orang Satu\n2. Orang Dua\n",
            "content/rapat/2026-11-23/notula.md: daftar nama terbaca siapa pun",
        ),
        (
            "notula.md",
            f"{MINUTES}\n**Peserta rapat:**\n\n- Orang Satu\n",
            "content/rapat/2026-11-23/notula.md: daftar nama terbaca siapa pun",
        ),
    ],
    ids=["a photograph", "a picture in the text", "a numbered list", "a list of stars"],
)
def test_minutes_of_a_public_repository_show_nobody(
    office: Office, name: str, text: str, line: str
) -> None:
    """Photographs and lists of names belong to the office's own store (design, section 6)."""
    put(office.desk, f"content/rapat/2026-11-23/{name}", text)
    code, told = office.examine()

    assert code == 1
    assert [one.split(" → ")[0] for one in told if "perlu" in one][:-1] == [
        f"perlu diperbaiki: {line}"
    ]


def test_minutes_of_a_private_repository_may_show(office: Office) -> None:
    """There only the office reads them; that the repository is private is another matter."""
    put(office.desk, "content/rapat/2026-11-23/foto.jpg", "x")
    told = office.examine(private=True)[1]

    assert "ok: notula: repositori tertutup, foto dan daftar nama boleh disimpan" in told


def test_ended_and_missing_roles_fail(tmp_path: Path) -> None:
    """Whose term has ended is named; so is a role that nobody holds."""
    told: list[str] = []
    people = [*PEOPLE[:2], dataclasses.replace(PEOPLE[2], until=date(2026, 11, 24)), *PEOPLE[3:]]
    desk = desk_of(tmp_path, told, people)

    assert examine(desk, None, "") == 1
    assert told[:2] == [
        "perlu diperbaiki: masa peran Sari Sekretaris berakhir 24-11-2026 → perpanjang dengan "
        "nomor keputusan baru, atau hapus dari content/peran.yml",
        "perlu diperbaiki: tidak ada yang memegang peran sekretaris-redaksi → isi di "
        "content/peran.yml",
    ]


def test_nobody_left_to_approve_fails(tmp_path: Path) -> None:
    """When every approver's term has ended, nothing can be approved any more."""
    told: list[str] = []
    ended = [dataclasses.replace(one, until=date(2026, 11, 24)) for one in PEOPLE[:2]]

    assert examine(desk_of(tmp_path, told, [*ended, *PEOPLE[2:]]), None, "") == 1
    assert any(line.startswith("perlu diperbaiki: tidak ada Pemimpin atau Wakil") for line in told)


def test_term_that_ends_is_announced(tmp_path: Path) -> None:
    """While it still runs, the line that is in order tells the day."""
    told: list[str] = []
    people = [dataclasses.replace(PEOPLE[0], until=date(2026, 12, 31)), *PEOPLE[1:]]
    examine(desk_of(tmp_path, told, people), None, "")

    assert told[0] == ("ok: semua peran terisi; berikutnya berakhir 31-12-2026 (Kartini Ketua)")


CHANNELS = """skema: 1
alamat_situs: https://jdih.example/
nama_kantor: KPU Kabupaten Pinrang
kanal:
  - {id: saluran, jaringan: telegram, cara: otomatis, nama: Telegram, akun: jdihpinrang}
  - {id: mati, jaringan: telegram, cara: otomatis, nama: Lain, akun: lain}
  - {id: sunyi, jaringan: mastodon, cara: otomatis, nama: M, akun: a, alamat: "https://m.example"}
  - {id: x, jaringan: x, cara: paket, nama: X, akun: jdihpinrang}
"""


def test_each_channel_is_asked_whose_credential_it_is(office: Office) -> None:
    """The right account is in order, a refused key is not, a key that is elsewhere is unseen."""
    put(office.desk, "content/kanal.yml", CHANNELS)
    good, dead = (Secret(key) for key in (TOKEN, "8012345678:kunci-yang-sudah-dicabut"))
    office.told.clear()
    with TelegramStub() as telegram:
        senders = {
            name: sender(telegram.url, secret, signing=Signing.PATH)
            for name, secret in (("saluran", good), ("mati", dead))
        }
        desk = dataclasses.replace(office.desk, connect=lambda channel: senders.get(channel.id))

        assert examine(desk, None, "") == 1
    assert office.told[-5:-2] == [
        "ok: kanal saluran: akun jdihpinrang boleh mengunggah (izin: Post messages, Delete "
        "messages), kunci akses berlaku tanpa batas waktu",
        "perlu diperbaiki: kanal mati: Telegram menolak kunci akses kantor → buat kunci baru "
        "menurut halaman «Menyambungkan akun»; sampai itu selesai, unggah dari paket",
        "tidak terlihat: kunci akses kanal sunyi: tidak ada di komputer ini",
    ]
    assert not any(TOKEN in line for line in office.told)


def test_a_channel_without_its_key_fails_where_all_keys_are(office: Office) -> None:
    """On a laptop it is unseen; in CI nobody has stored it, and no post would go out by itself."""
    put(office.desk, "content/kanal.yml", CHANNELS)
    office.told.clear()
    settings = dataclasses.replace(office.desk.settings, in_ci=True)
    desk = dataclasses.replace(office.desk, settings=settings, connect=lambda channel: None)

    assert examine(desk, None, "") == 1
    wrong = [line for line in office.told if line.startswith("perlu diperbaiki: kanal ")]
    assert [line.split()[3] for line in wrong] == ["saluran:", "mati:", "sunyi:"]
    assert all("belum disimpan" in line and "`cara: paket`" in line for line in wrong)


def test_without_a_forge_it_says_what_it_could_not_see(office: Office) -> None:
    """Plain Git is no fault; what cannot be known is not called in order."""
    office.told.clear()

    assert examine(office.desk, None, "") == 0
    assert office.told == [
        "ok: semua peran terisi",
        "ok: semua isi main disetujui",
        "tidak terlihat: pengaturan forge: tidak ada kunci akses (GITHUB_TOKEN) atau "
        "repositorinya bukan di GitHub",
        "ok: notula tanpa foto dan tanpa daftar nama",
        "0 perlu diperbaiki, 1 tidak terlihat.",
    ]


def test_the_weekly_run_sees_less_and_says_so(office: Office) -> None:
    """The token of a workflow is no administrator's: what it may not see is named, not passed."""
    code, told = office.examine(admin=False)

    assert code == 0
    assert [line for line in told if line.startswith("tidak")] == [
        f"tidak terlihat: tim → {ADMIN}",
        f"tidak terlihat: cara menggabungkan → {ADMIN}",
        f"tidak terlihat: hak alur kerja → {ADMIN}",
        f"tidak terlihat: daftar pengecualian aturan cabang → {ADMIN}",
        f"tidak terlihat: rahasia repositori → {ADMIN}",
    ]


def test_the_weekly_run_still_sees_a_rule_taken_away(office: Office) -> None:
    """Rulesets, environments and visibility can be read by everybody."""
    DRIFT["a check less"][0](office.github)
    DRIFT["secrets for every branch"][0](office.github)
    code, told = office.examine(admin=False)

    assert code == 1
    assert len([line for line in told if line.startswith("perlu")]) == 2


def test_forge_that_does_not_answer_fails(office: Office) -> None:
    """Where a forge is configured, silence is not health."""
    office.told.clear()
    access = ForgeAccess(api="http://127.0.0.1:9", repository=REPOSITORY, token=Secret("x" * 20))
    clock = iter(range(0, 10_000, 50))
    client = Client(access, wait=lambda seconds: None, clock=lambda: float(next(clock)))

    assert examine(office.desk, client, REPOSITORY) == 1
    assert any("forge tidak dapat diperiksa" in line for line in office.told)


def test_push_to_main_is_seen(tmp_path: Path) -> None:
    """What reached main past the gate is named, though nothing of it is published."""
    told: list[str] = []
    desk = desk_of(tmp_path, told)
    (desk.root / "content/kanal.yml").write_text("skema: 1\n", encoding="utf-8")
    repo = desk.repository()
    repo.run("add", "content/kanal.yml")
    repo.run("-c", "user.name=X", "-c", "user.email=x@example.org", "commit", "-qm", "langsung")

    assert examine(desk, None, "") == 1
    assert told[1].startswith("perlu diperbaiki: di main tanpa persetujuan: kanal.yml → ")


def test_summary_of_the_run(office: Office, tmp_path: Path) -> None:
    """In CI the run's own page has the report, trouble first, as plain text."""
    page = tmp_path / "summary.md"
    settings = dataclasses.replace(office.desk.settings, summary=page)
    office.desk = dataclasses.replace(office.desk, settings=settings)
    office.examine(secrets=["A"], admin=True)
    lines = page.read_text("utf-8").splitlines()

    assert lines[:4] == [
        "## Pemeriksaan kantor",
        "",
        "1 perlu diperbaiki, 0 tidak terlihat.",
        "",
    ]
    assert lines[4].startswith("    perlu diperbaiki: rahasia repositori: A")


@pytest.mark.parametrize(
    ("crons", "days"),
    [
        (["7 0 * * *"], 2),
        (["*/15 * * * *"], 2),
        (["7 7 * * 1-5"], 4),
        (["7 7 * * 1"], 8),
        (["7 7 * * 0", "7 7 * * 3"], 5),
        (["7 7 * * */2"], 3),
        (["7 7 1 * *"], 32),
        (["7 7 * * MON"], 2),
    ],
)
def test_how_long_a_clock_may_be_silent(crons: list[str], days: int) -> None:
    """A day more than its longest pause: a daily one is missed after two days."""
    assert longest_wait(crons) == timedelta(days=days)


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        ("https://github.com/kantor/jdih.git", "kantor/jdih"),
        ("git@github.com:kantor/jdih.git", "kantor/jdih"),
        ("https://github.com/kantor/jdih/", "kantor/jdih"),
        ("https://gitlab.com/kantor/jdih.git", ""),
        ("/srv/git/jdih.git", ""),
        ("", ""),
    ],
)
def test_repository_is_read_off_the_servers_address(address: str, repository: str) -> None:
    """By hand nobody needs to type it."""
    assert repository_at(address) == repository


def test_new_office_is_not_blamed_for_clocks(office: Office) -> None:
    """Adopted the day before yesterday: no daily run has had to come yet."""
    office.github.runs.clear()
    before = list(office.examine()[1])
    later = office.desk.clock() + timedelta(days=2)
    office.desk = dataclasses.replace(office.desk, clock=lambda: later)
    after = office.examine()[1]

    assert "ok: jadwal.yml belum waktunya berjalan" in before
    assert any("jadwal.yml tidak berjalan menurut jadwal (belum pernah)" in one for one in after)


def test_the_weekly_run_keeps_one_issue(office: Office, tmp_path: Path) -> None:
    """Opened when something is to be mended, told so when it is; nothing is opened for nothing."""
    world = World(tmp_path / "isu")
    with running(world.origin, office.desk.clock) as server:
        server.office.account("admin", "Admin TI")
        forge = server.forge()
        settings = dataclasses.replace(office.desk.settings, in_ci=True, summary=None)
        office.desk = dataclasses.replace(office.desk, settings=settings, forge=lambda: forge)
        assert office.examine()[1][-1] == "Pemeriksaan: tidak ada yang perlu ditulis."

        office.github.secrets.append("TOKEN_LAMA")
        assert office.examine()[1][-1].startswith("Pemeriksaan dibuka: ")
        assert office.examine()[1][-1].startswith("Pemeriksaan sudah yang terbaru: ")
        (kept,) = forge.issues(label="pemeriksaan")
        office.github.secrets.clear()
        assert office.examine()[1][-1].startswith("Pemeriksaan diperbarui: ")
        (mended,) = forge.issues(label="pemeriksaan")

    assert kept.body.startswith("Rabu, 25 November 2026: 1 perlu diperbaiki, 0 tidak terlihat.")
    assert "- rahasia repositori\\: TOKEN\\_LAMA\\;" in kept.body
    assert mended.body.startswith("Rabu, 25 November 2026: 0 perlu diperbaiki")


def test_a_laptop_writes_no_issue(office: Office) -> None:
    """It holds no keys of the channels: what it sees is less than what is there."""
    office.desk = dataclasses.replace(office.desk, forge=lambda: pytest.fail("asked the forge"))

    assert office.examine()[0] == 0
