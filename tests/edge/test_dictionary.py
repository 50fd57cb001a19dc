"""The dictionary: hunspell's files, asked once per word for ever."""

import json
from pathlib import Path

import pytest

from pipeline.edge import dictionary
from pipeline.edge.dictionary import FILES, Dictionary


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "periksa" / "kata.json"


def test_debian_rejects_what_the_newer_fork_accepts() -> None:
    """It is strict: that is why it was chosen."""
    words = ("izin", "ijin", "apotek", "apotik", "menyelenggarakan", "praktek", "di")
    debian = Dictionary()

    assert [word for word in words if debian.accepts(word)] == [
        "izin", "apotek", "menyelenggarakan", "di"
    ]  # fmt: skip


def test_second_run_loads_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was learnt is read back: the dictionary itself is not needed."""
    first = Dictionary(cache)
    told = [first.accepts("izin"), first.accepts("ijin")]
    first.keep()
    monkeypatch.setattr(Dictionary, "_dictionary", lambda self: pytest.fail("loaded"))
    second = Dictionary(cache)

    assert told == [second.accepts("izin"), second.accepts("ijin")] == [True, False]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"kamus": 1}', b"\xff"])
def test_damaged_cache_is_worth_nothing(cache: Path, damage: bytes) -> None:
    """Anything may lie in build/; it is written anew."""
    cache.parent.mkdir()
    cache.write_bytes(damage)
    dictionary = Dictionary(cache)

    assert dictionary.accepts("izin")
    dictionary.keep()
    assert json.loads(cache.read_bytes())["benar"] == ["izin"]


def test_cache_of_another_edition_is_forgotten(cache: Path) -> None:
    """A word may be sound in the next edition of the dictionary."""
    cache.parent.mkdir()
    cache.write_text(json.dumps({"kamus": "lain", "benar": ["ijin"], "asing": ["izin"]}))

    assert not Dictionary(cache).accepts("ijin")


def test_licence_notices_lie_beside_the_words() -> None:
    """Two notices came with the dictionary: LGPL-3 of the package, GPL of the file's author."""
    folder = FILES.parent

    assert {path.name for path in folder.iterdir()} == {
        "README.md", "LICENSE.GPL-3", "LICENSE.LGPL-3", "id_ID.aff", "id_ID.dic"
    }  # fmt: skip
    assert "Benitius Brevoort" in (folder / "id_ID.aff").read_text("utf-8")


def test_verdicts_are_those_of_spylls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stems, affixes of every kind, doubled ones, what belongs together only, no words."""
    words = [
        "ada", "adalah", "mengatur", "diatur", "pengaturan", "peraturannya", "berkelanjutan",
        "keberlanjutannya", "kauambil", "memperbaikinya", "terlihatlah", "kesalahankah", "besitua",
        "menganakemaskan", "abadikan", "pembaca-pembaca", "Pemilu", "PEMILU", "TI", "PERATURAN",
        "annya", "dikan", "bersikan", "mengatura", "keberatur", "perpengaturan", "xyz", "pejalani",
        "berjalanan", "tekananlah", "sebaik-baiknya", "anu-Ku", "ke", "di-", "-nya", "a",
    ]  # fmt: skip
    loaded = dictionary._load()
    quick = [loaded.lookup(word) for word in words]
    monkeypatch.delattr(loaded.lookuper, "produce_affix_forms")

    assert quick == [loaded.lookup(word) for word in words]
    assert {True, False} == {*quick}
