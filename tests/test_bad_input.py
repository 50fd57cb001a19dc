"""Bad input: each verb names the item that is hurt, and does its work for all others."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.archiving import archive_at
from pipeline.control import control_cards
from pipeline.core.periods import period_of
from pipeline.core.posting import Act, ActKind
from pipeline.desk import Desk, gather
from pipeline.documents import write_documents
from pipeline.edge.ledger import file_of
from pipeline.edge.ledger_paths import path_of
from pipeline.listing import tell
from pipeline.render.document_item import standing
from pipeline.reports import report_at
from pipeline.verifying import verify_at
from tests.archive_world import AT, ID, act, copy_of, desk, page
from tests.worlds import World

DAMAGED, BACKWARDS, PICTURE = "2026-11-rusak", "2026-11-mundur", "2026-11-tanpa-gambar"
_SLOW = pytest.mark.slow
LATER = AT + timedelta(days=9)  # nothing is left to read back


def done(item: str, turned: int = 0) -> list[Act]:
    """Ordered, claimed and posted; the receipt turned back by so many days."""
    of: dict[str, object] = {"item": item, "payload": "f" * 64}
    url = "https://m.example/@jdih/7"
    return [
        act(ActKind.ORDER, "", 3000, item=item, note="perintah tetap"),
        act(ActKind.INTENT, "mastodon", 3001, **of),
        act(ActKind.POSTED, "mastodon", 3002 - 1440 * turned, url=url, **of),
    ]


@pytest.fixture(scope="module")
def hurt(whole_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Beside the good item: a damaged record, a clock that ran backwards, a missing picture."""
    world = copy_of(whole_world, tmp_path_factory.mktemp("celaka") / "w")
    world.now = AT + timedelta(days=2)
    picture = "gambar:\n  - {berkas: foto.jpg, alt: Rapat redaksi, kredit: KPU Pinrang}\n"
    world.approve(
        {
            f"content/konten/{name}/index.md": page(name, picture if name == PICTURE else "")
            for name in (DAMAGED, BACKWARDS, PICTURE)
        }
    )
    world.send()
    acts = [*done(DAMAGED), *done(BACKWARDS, turned=1), *done(PICTURE)]
    files = {path_of(one): file_of(one) for one in acts}
    files[f"{DAMAGED}/0/mastodon/1-terunggah.yml"] = b"\xff\x00"
    repo = world.repository()
    tip = repo.fetch("ledger")
    repo.push("ledger", repo.commit_files("ledger", files, "catat", world.now, parent=tip), tip)
    return world


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Desk, "build", property(lambda self: tmp_path / "build"))
    return tmp_path / "build"


VERBS: dict[str, tuple[Callable[[Desk], int | None], str, tuple[str, ...]]] = {
    "archive": (archive_at, f"arsip/{ID}/bagit.txt", ("foto.jpg",)),
    "documents": (
        lambda desk: write_documents(desk, [], every=True),
        f"dokumen/{ID}/berita-acara-unggah.pdf",
        ("foto.jpg",),
    ),
    "report": (
        lambda desk: report_at(desk, period_of("bulan", "2026-11")),
        "laporan/2026-11/index.html",
        (),
    ),
    "verify": (verify_at, "disetujui/content/kanal.yml", ()),
}


@pytest.mark.parametrize(
    "verb", ["archive", "verify", *(pytest.param(v, marks=_SLOW) for v in ("documents", "report"))]
)
def test_each_verb_names_what_is_hurt_and_goes_on(
    hurt: World, build: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A damaged ledger file, a receipt older than its intent, a picture that is not there."""
    run, made, more = VERBS[verb]
    said: list[str] = []

    assert run(desk(hurt, said, LATER)) == 1
    told = "\n".join([*said, capsys.readouterr().out])
    assert f"ledger:{DAMAGED}/0/mastodon/1-terunggah.yml:1: berkas tidak terbaca" in told
    assert f"ledger:{BACKWARDS}/0/mastodon/1-terunggah" in told
    assert "waktunya sebelum niatnya: jam komputer mundur" in told
    assert [name for name in more if name not in told] == []
    assert (build / made).is_file()


def test_status_names_what_is_hurt(hurt: World, build: Path) -> None:
    """In the list by name, and of one item with the reason."""
    said: list[str] = []
    tell(desk(hurt, said, LATER), None)
    for name in (DAMAGED, BACKWARDS, PICTURE):
        tell(desk(hurt, said, LATER), name)
    whole, damaged, backwards, picture = said

    assert f"(redaksi status KONTEN): {BACKWARDS}, {DAMAGED}" in whole
    assert "1 temuan harus diperbaiki lewat" in whole
    assert "Perlu diperiksa: ledger:" in damaged and "berkas tidak terbaca" in damaged
    assert "jam komputer mundur" in backwards
    assert "Perlu diperbaiki lewat usulan: content/konten/" in picture and "foto.jpg" in picture


def test_the_card_names_what_is_hurt(hurt: World, build: Path) -> None:
    """Every kartu kendali is made; what of its records cannot be relied on stands on it."""
    made = desk(hurt, [], LATER)
    scene = gather(made, made.repository(), build / "isi", fetch=False)
    items = [*scene.content.items.values(), *scene.content.unfinished.values()]
    cards = {card.item.id: card for card in control_cards(scene, items, LATER.date())}

    assert cards.keys() == {ID, DAMAGED, BACKWARDS, PICTURE}
    assert cards[ID].doubts == ()
    assert "berkas tidak terbaca" in cards[DAMAGED].doubts[0]
    assert "jam komputer mundur" in cards[BACKWARDS].doubts[0]
    assert standing(cards[BACKWARDS]).endswith("catatan perlu diperiksa")


def test_a_ledger_deleted_on_the_server_is_told_and_the_rest_goes_on(
    whole_world: World, tmp_path: Path, build: Path
) -> None:
    """What is known here is archived and examined; nothing is written to the server."""
    world = copy_of(whole_world, tmp_path / "w")
    world.git("push", "-q", "origin", "--delete", "ledger")
    world.git("update-ref", "refs/remotes/origin/ledger", "refs/heads/ledger")
    said: list[str] = []

    assert archive_at(desk(world, said), ID) == 0
    assert said[0].startswith("Cabang ledger di server tidak lagi memuat catatan")
    assert (build / "arsip" / ID / "bagit.txt").is_file()
    assert verify_at(desk(world, said)) == 1
    assert said[-1].startswith("HILANG: Cabang ledger di server")
    assert "git push --force origin" in said[-1]
    assert world.git("ls-remote", "origin", "refs/heads/ledger") == ""


@_SLOW
def test_an_archive_says_that_the_ledger_has_nothing(
    whole_world: World, tmp_path: Path, build: Path
) -> None:
    """A copy made after the branch was deleted knows no record; its archive says so."""
    world = copy_of(whole_world, tmp_path / "w")
    world.git("push", "-q", "origin", "--delete", "ledger")
    world.git("update-ref", "-d", "refs/heads/ledger")
    world.git("update-ref", "-d", "refs/remotes/origin/ledger")
    said: list[str] = []

    assert archive_at(desk(world, said), ID) == 1
    assert f"content/konten/{ID}:1: Buku catatan (cabang ledger) tidak memuat" in said[-1]
    assert (build / "arsip" / ID / "data/versi-2/naskah/index.md").is_file()


@_SLOW
def test_a_file_that_git_has_lost_is_told(hurt: World, tmp_path: Path, build: Path) -> None:
    """The item is left out by name; the others are archived."""
    world = copy_of(hurt, tmp_path / "w")
    path = f"content/konten/{DAMAGED}/index.md"
    oid = world.git("rev-parse", f"main:{path}")
    (world.root / ".git/objects" / oid[:2] / oid[2:]).unlink()
    said: list[str] = []

    assert archive_at(desk(world, said, LATER)) == 1
    assert any(DAMAGED in line and "tidak ada lagi" in line for line in said)
    assert (build / "arsip" / ID / "bagit.txt").is_file()
