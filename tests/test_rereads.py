"""`redaksi reread`: the second look at a keyboard says what the form says."""

from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.desk import Desk, gather
from pipeline.edge.settings import read_settings
from pipeline.rereads import reread_at
from tests.stories.office.conftest import DISPOSISI, item
from tests.worlds import PUBLISHER, STRANGER, Someone, World

ID = "2026-11-hak-atas-informasi"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """One approved item."""
    content = Path(__file__).parents[1] / "content"
    names = ("sop.yml", "rubrik.yml", "kalender.yml", "peraturan/uu-14-2008.md")
    settings = {f"content/{name}": (content / name).read_bytes() for name in names}
    world = World(tmp_path / "git", {**settings, "content/disposisi/2026-001.md": DISPOSISI})
    world.approve({f"content/konten/{ID}/index.md": item()})
    world.send()
    return world


def look(world: World, *words: str, by: Someone = PUBLISHER) -> tuple[int, str]:
    """Type it as somebody; the exit code, and what is read."""
    world.git("config", "user.name", by.name)
    world.git("config", "user.email", by.email)
    said: list[str] = []
    name, result, fault = (*words, "")[:3]
    return reread_at(desk(world, said), name, result, fault), "\n".join(said)


def desk(world: World, said: list[str]) -> Desk:
    return Desk(
        root=world.root,
        settings=read_settings({}),
        connect=lambda channel: None,
        say=said.append,
        progress=lambda news: None,
        log=lambda cause: None,
        clock=lambda: world.now,
    )


def looks(world: World, folder: Path) -> list[Act]:
    acts = gather(desk(world, []), world.repository(), folder, fetch=True).acts
    return [act for act in acts if act.kind is ActKind.REREAD]


def test_right_is_recorded_with_who_and_when(world: World, tmp_path: Path) -> None:
    """Of an account without a login at the forge her name names the file."""
    code, told = look(world, ID, "sesuai")
    (act,) = looks(world, tmp_path / "read")

    assert (code, told) == (0, f"Tercatat: {ID} dicermati Ayu Admin: sesuai.")
    assert (act.actor, act.note, act.extra["account"]) == ("Ayu Admin", "sesuai", "ayu-admin")
    assert act.at == world.now.astimezone(WITA)


def test_a_mistake_begins_its_correction_once(world: World, tmp_path: Path) -> None:
    """A branch in her own name, with the words as a comment; the next person is led there."""
    code, told = look(world, ID, "keliru", "Pasal 9 tidak ada")
    branch = f"ralat/{ID}-1"
    page = world.git("show", f"{branch}:content/konten/{ID}/index.md")
    world.git("checkout", "-q", "main")
    _, again = look(world, ID, "keliru", "Pasal 9 tidak ada")

    assert code == 0 and f"Dibuat pada cabang {branch}:" in told
    assert "Lengkapi semua tanda [TULIS: …]" in told
    assert (
        "nomor: 1" in page and "# Perbaiki juga isinya di bawah. Yang dilaporkan: Pasal 9" in page
    )
    assert world.git("log", "-1", "--format=%an", branch) == PUBLISHER.name
    assert f"Ralatnya sudah dimulai pada cabang {branch}" in again
    assert [act.note for act in looks(world, tmp_path / "read")] == ["ada kesalahan"]


def test_what_says_nothing_is_not_recorded(world: World, tmp_path: Path) -> None:
    """What is not there, a mistake nobody can find, a note to what is right; and no stranger."""
    gone, empty = look(world, "2026-11-lain", "keliru")
    said, noted = look(world, ID, "sesuai", "Pasal 9")
    assert (gone, said) == (1, 1)
    assert "2026-11-lain belum terbit" in empty and "Yang keliru: " in empty
    assert "sesuai berarti tanpa catatan" in noted
    with pytest.raises(Blocked, match="bukan milik pemegang peran"):
        look(world, ID, "sesuai", by=STRANGER)

    assert looks(world, tmp_path / "read") == []
