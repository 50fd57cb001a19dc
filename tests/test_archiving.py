"""Archives: sealed, complete, the same for the same input; every change since is named."""

import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import bagit
import pytest
from PIL import Image

from pipeline import cli
from pipeline.archiving import archive_at, verify_archives_at
from pipeline.core.findings import Blocked
from pipeline.core.posting import ActKind
from pipeline.desk import Desk
from pipeline.singling import gather_one
from tests.archive_world import AT, ID, act, desk, office, page, record
from tests.worlds import World


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build folder of its own."""
    folder = tmp_path / "build"
    monkeypatch.setattr(Desk, "build", property(lambda self: folder))
    return folder


@pytest.fixture(scope="module")
def made(whole_world: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    """A whole item with its archive, made once; tests work on copies."""
    folder, world = tmp_path_factory.mktemp("arsip"), whole_world
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "build", property(lambda self: folder / "build"))
        assert archive_at(desk(world, []), ID) == 0
    return world, folder / "build"


@pytest.fixture
def copy(made: tuple[World, Path], build: Path) -> tuple[World, Path]:
    """The world and a copy of the archive's folder."""
    shutil.copytree(made[1], build)
    return made[0], build / "arsip" / ID


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def verified(
    world: World, item: str | None = None, since: date | None = None
) -> tuple[int, list[str]]:
    said: list[str] = []
    return verify_archives_at(desk(world, said), item, since), said


def test_an_archive_holds_everything(made: tuple[World, Path]) -> None:
    """A sound bag by the library's own word, with text, cards, posts, records and minutes."""
    world, build = made
    bag = build / "arsip" / ID
    data = files(bag / "data")
    records = {name for name in data if name.startswith("buku-catatan/")}
    tip = world.git("rev-parse", "ledger")

    assert bagit.Bag(str(bag)).is_valid()
    assert bagit.Bag(str(bag)).info["Komit-Buku-Catatan"] == tip
    assert bagit.Bag(str(bag)).info["Komit-Main"] == world.git("rev-parse", "main")
    assert data["versi-1/naskah/index.md"].decode().rstrip().endswith("butir satu.")
    assert data["versi-2/naskah/index.md"].decode().rstrip().endswith("butir dua.")
    assert {"versi-1/gambar/feed.jpg", "versi-2/gambar/story.jpg"} < data.keys()
    assert {"disposisi/2026-001.md", "rapat/2026-11-23/notula.md"} < data.keys()
    assert records == {
        f"buku-catatan/{path}"
        for path in world.git("ls-tree", "-r", "--name-only", "ledger").splitlines()
    }
    assert b"RALAT" not in data["unggahan/0-mastodon.txt"]
    assert b"butir satu" in data["unggahan/0-mastodon.txt"]
    assert data["unggahan/1-mastodon.txt"].startswith(b"RALAT ke-1: Angkanya keliru")
    assert data["versi-1/teks.txt"].decode().endswith("Dasar hukum: UU 14/2008 Pasal 4 ayat (1)\n")


def test_the_index_needs_nothing_but_its_folder(made: tuple[World, Path]) -> None:
    """No script, no style sheet, no picture from elsewhere; every link within leads to a file."""
    data = made[1] / "arsip" / ID / "data"
    index = (data / "index.html").read_text(encoding="utf-8")
    loaded = re.findall(r'src="([^"]+)"', index)
    links = [one for one in re.findall(r'href="([^"]+)"', index) if not one.startswith("https:")]

    assert not re.search(r"<script|<link|@import|url\(|javascript:|@font-face", index)
    assert loaded and all((data / name).is_file() for name in loaded)
    assert [name for name in links if not (data / name).is_file()] == []
    assert index.count("sidiknya cocok dengan buku catatan") == 6  # every caption is proven
    for said in ("Kartini Ketua", "Sari Sekretaris", "https://m.example/@jdih/2", "RALAT ke-1"):
        assert said in index
    assert "Masa simpan</dt><dd>belum ditetapkan" in index
    assert '<td class="said">https://m.example/@jdih/2\nnomor di jaringan 1</td>' in index


def test_the_same_input_gives_the_same_bytes(made: tuple[World, Path], build: Path) -> None:
    """Made anew in an empty folder; and again, where the sound one keeps its place and seal."""
    world, said = made[0], list[str]()
    assert archive_at(desk(world, said), ID) == 0
    first = files(build / "arsip")
    written = (build / "arsip" / ID / "bagit.txt").stat().st_ino
    assert archive_at(desk(world, said), since=date(2026, 11, 24)) == 0

    assert first == files(build / "arsip") == files(made[1] / "arsip")
    assert (build / "arsip" / ID / "bagit.txt").stat().st_ino == written
    assert said[0].endswith(": 1 baru, lainnya tetap.")
    assert said[2].endswith(": 0 baru, lainnya tetap.")
    assert [p.name for p in build.iterdir() if p.name.startswith(".")] == []


def test_every_change_is_named(copy: tuple[World, Path]) -> None:
    """Of every kind of file: changed, taken away or added, each is told, and nothing else."""
    world, bag = copy
    kinds = [
        *("index.html", "versi-1/naskah/index.md", "versi-2/gambar/feed.jpg"),
        *("unggahan/0-facebook.txt", "disposisi/2026-001.md", "rapat/2026-11-23/notula.md"),
        f"buku-catatan/{ID}/0/mastodon/1-terunggah.yml",
    ]
    paths = [bag / "data" / name for name in kinds]
    for path in paths:
        content = path.read_bytes()
        path.with_name(f"{path.name}.lain").write_bytes(content)
        path.write_bytes(content[:-1] + b"?")
    changed = verified(world)
    for path in paths:
        path.with_name(f"{path.name}.lain").unlink()
        path.unlink()
    gone = verified(world)
    end = "1 arsip diperiksa: 1 tidak sama dengan ketika disegel."

    assert changed == (
        1,
        [
            *(f"arsip/{ID}: berubah: data/{name}" for name in sorted(kinds)),
            *(f"arsip/{ID}: ditambahkan: data/{name}.lain" for name in sorted(kinds)),
            end,
        ],
    )
    assert gone == (1, [*(f"arsip/{ID}: hilang: data/{name}" for name in sorted(kinds)), end])


def test_only_what_is_asked_for_is_verified(copy: tuple[World, Path]) -> None:
    """One archive by name, or those with a record since a day; a stranger's name is no archive."""
    world, bag = copy
    other = bag.with_name("2026-11-lain")
    shutil.copytree(bag, other)
    (other / "data/index.html").write_text("lain")
    end = "1 arsip diperiksa: 0 tidak sama dengan ketika disegel."

    assert verified(world, ID) == (0, [end])
    assert verified(world, other.name)[0] == verified(world)[0] == 1
    assert verified(world, since=date(2026, 11, 24))[1][-1].startswith("2 arsip diperiksa: 1")
    assert verified(world, since=date(2027, 1, 1)) == (0, [end.replace("1", "0", 1)])
    with pytest.raises(Blocked, match="belum ada arsip 2026-11-tidak-ada"):
        verified(world, "2026-11-tidak-ada")


def test_the_photographs_of_the_meeting_are_archived(tmp_path: Path, build: Path) -> None:
    """What the office laid beside its minutes is shown in the index and sealed with the rest."""
    world = office(tmp_path / "w")
    shot = BytesIO()
    Image.new("RGB", (8, 8), "#6a1222").save(shot, "PNG")
    world.approve({"content/rapat/2026-11-23/rapat-satu.png": shot.getvalue()})
    world.send()
    record(world, act(ActKind.ORDER))
    data = build / "arsip" / ID / "data"

    assert archive_at(desk(world, []), ID) == 0
    assert (data / "rapat/2026-11-23/rapat-satu.png").read_bytes() == shot.getvalue()
    assert 'src="rapat/2026-11-23/rapat-satu.png"' in (data / "index.html").read_text("utf-8")


def test_an_archive_is_kept_as_the_approved_rule_says(tmp_path: Path, build: Path) -> None:
    """In the index, in the tags, and told by `--verify` when its time is over; it is no fault."""
    world = office(tmp_path / "w")
    rule = "{aktif: 1, inaktif: 2, nasib: musnah, dasar: JRA 1/2026}"
    world.approve({"content/retensi.yml": f"skema: 1\nretensi:\n  - {rule}\n"})
    world.send()
    record(world, act(ActKind.ORDER))
    archive_at(desk(world, []), ID)
    bag = build / "arsip" / ID
    said: list[str] = []
    later = desk(world, said, AT.replace(year=2030))

    assert "sampai 23 November 2029; sesudahnya dapat dimusnahkan" in (
        bag / "data/index.html"
    ).read_text("utf-8")
    assert bagit.Bag(str(bag)).info["Simpan-Sampai"] == "2029-11-23"
    assert verify_archives_at(later) == 0
    assert said[0] == (
        f"arsip/{ID}: masa simpannya berakhir 23 November 2029; "
        "dapat dimusnahkan dengan berita acara"
    )


def test_an_archive_reads_nothing_of_other_items(tmp_path: Path, build: Path) -> None:
    """Of all that is approved: settings, the item, its law, its disposisi, the meeting about it."""
    world = office(tmp_path / "w")
    others = {
        "content/konten/2026-11-lain/index.md": page("lain"),
        "content/peraturan/uu-7-2017.md": "lain",
        "content/disposisi/2026-002.md": "lain",
        "content/rapat/2026-11-24/notula.md": "lain",
    }
    world.approve(others)
    world.send()
    record(world, act(ActKind.ORDER, item="2026-11-lain"))
    alone = gather_one(desk(world, []), world.repository(), ID, tmp_path / "isi")
    there = {path.relative_to(tmp_path / "isi").as_posix() for path in tmp_path.rglob("isi/**/*.*")}

    assert others.keys() <= {f"{unit}/index.md" for unit in alone.approvals.approved} | {
        *alone.approvals.approved,
        *(f"{unit}/notula.md" for unit in alone.approvals.approved),
    }
    assert there == {
        *(f"content/{name}.yml" for name in ("sop", "rubrik", "kalender", "kanal", "peran")),
        f"content/konten/{ID}/index.md",
        "content/peraturan/uu-14-2008.md",
        "content/disposisi/2026-001.md",
        "content/rapat/2026-11-23/notula.md",
    }
    assert alone.acts == []


def test_a_bag_sealed_anew_by_somebody_is_told(copy: tuple[World, Path]) -> None:
    """Whoever changes a file and all its sums still has another seal than the listed one."""
    world, bag = copy
    (bag / "data/index.html").write_text("lain")
    bagit.Bag(str(bag)).save(manifests=True)
    code, said = verified(world)

    assert (code, said[0]) == (
        1,
        f"arsip/{ID}: segelnya bukan yang tertulis di daftar-segel.txt: arsip ini disegel ulang",
    )


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("manifest-sha256.txt", "hilang: manifest-sha256.txt"),
        (
            "bagit.txt",
            "segelnya tidak terbaca: bukan folder arsip, atau berkas teks di dalamnya rusak",
        ),
        ("bag-info.txt", "hilang: bag-info.txt"),
    ],
)
def test_a_damaged_seal_is_told(copy: tuple[World, Path], gone: str, told: str) -> None:
    """In one sentence: where the list of files is gone, not every file is called new."""
    world, bag = copy
    (bag / gone).unlink()

    assert verified(world) == (
        1,
        [f"arsip/{ID}: {told}", "1 arsip diperiksa: 1 tidak sama dengan ketika disegel."],
    )


def test_a_damaged_list_of_seals_is_told(copy: tuple[World, Path]) -> None:
    """Bytes that are no text name no archive."""
    world, bag = copy
    (bag.parent / "daftar-segel.txt").write_bytes(b"\xff\xfe")

    assert verified(world)[1][0] == f"arsip/{ID}: tidak ada di daftar-segel.txt"


def test_a_whole_archive_that_is_gone_is_told(copy: tuple[World, Path]) -> None:
    """The list of seals knows it."""
    world, bag = copy
    shutil.rmtree(bag)

    assert verified(world)[1][0] == f"arsip/{ID}: hilang: seluruh foldernya"


def test_a_rewritten_ledger_is_told(copy: tuple[World, Path]) -> None:
    """The archive names the commit it was made from; the branch no longer has it."""
    world, bag = copy
    old = world.git("rev-parse", "ledger")
    try:
        world.git("update-ref", "refs/remotes/origin/ledger", f"{old}~1")
        world.git("update-ref", "refs/heads/ledger", f"{old}~1")
        code, said = verified(world)
    finally:
        world.git("update-ref", "refs/heads/ledger", old)
        world.git("update-ref", "refs/remotes/origin/ledger", old)

    assert code == 1
    assert said[0].endswith("tidak ada lagi di buku catatan: riwayatnya ditulis ulang")


def test_one_bad_item_stops_no_other(tmp_path: Path, build: Path) -> None:
    """An item that cannot be read today is archived as it is, told, and the next one is made."""
    world = office(tmp_path / "w")
    broken = "content/konten/2026-11-rusak/index.md"
    world.approve({broken: "bukan konten"})
    world.send()
    record(world, act(ActKind.ORDER, item="2026-11-rusak"))
    said: list[str] = []

    assert archive_at(desk(world, said)) == 1
    assert (build / "arsip" / ID / "data/versi-1/gambar/feed.jpg").is_file()
    assert (build / "arsip/2026-11-rusak/data/versi-1/naskah/index.md").read_text() == (
        "bukan konten"
    )
    assert said[-1].startswith("content/konten/2026-11-rusak:1: Versi 1: ")


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path, build: Path) -> None:
    """An archive that lacks a record of its item says so; it is made all the same."""
    world = office(tmp_path / "w")
    repo, path = world.repository(), f"{ID}/0/perintah-unggah.yml"
    sha = repo.commit_files("ledger", {path: b"\xff"}, "rusak", AT, parent=repo.fetch("ledger"))
    repo.push("ledger", sha, repo.fetch("ledger"))
    said: list[str] = []

    assert archive_at(desk(world, said), ID) == 1
    assert (build / "arsip" / ID / "bagit.txt").is_file()
    assert said[-1].startswith(f"ledger:{path}")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["archive"], "belum jelas apa yang diarsipkan"),
        (["archive", "2026-11-x", "--all"], "belum jelas apa yang diarsipkan"),
    ],
)
def test_what_is_meant_must_be_said(
    typed: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One item, a day, or all: exactly one of them."""
    assert cli.main(typed) == 2
    assert told in capsys.readouterr().err


def test_an_item_that_nobody_approved_has_no_archive(tmp_path: Path, build: Path) -> None:
    """And an empty shelf cannot be verified."""
    world = office(tmp_path / "w")

    with pytest.raises(Blocked, match="belum pernah disetujui"):
        archive_at(desk(world, []), "2026-11-tidak-ada")
    with pytest.raises(Blocked, match="belum ada arsip"):
        verify_archives_at(desk(world, []))
