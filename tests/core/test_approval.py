"""The gate's small parts: units, versions, trailers, names."""

from datetime import date, datetime

import pytest

from pipeline.core.approval import judge
from pipeline.core.authorship import author, by_address, named
from pipeline.core.history import (
    Commit,
    Signature,
    read_trailers,
    unit_of,
    version,
)
from pipeline.core.merging import Ground
from pipeline.core.model import WITA, Person, Role, Roster, Tenure
from pipeline.core.verdicts import Held

OFFICE = Tenure(role=Role.EDITOR_IN_CHIEF, since=date(2026, 1, 1))
KETUA = Person(name="Kartini Ketua", emails=("k@x.id",), logins=("Ketua",), tenures=(OFFICE,))
ROSTER = Roster(people=(KETUA,), effective_from=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("content/konten/2026-11-a/index.md", "content/konten/2026-11-a"),
        ("content/konten/2026-11-a/b/c.jpg", "content/konten/2026-11-a"),
        ("content/peran.yml", "content/peran.yml"),
        ("content/kata.yml", "content/kata.yml"),
        ("content/peserta.yml", "content/peserta.yml"),
        ("content/peraturan/uu-1.md", "content/peraturan/uu-1.md"),
        ("content/rapat/2026-11-23/notula.md", "content/rapat/2026-11-23"),
        ("content/disposisi/2026-001.md", "content/disposisi/2026-001.md"),
        ("content/halaman/tentang.md", "content/halaman/tentang.md"),
        ("content/README.md", None),
        ("content/konten", None),
        ("content/konten/", None),
        ("content/Konten/x/index.md", None),
        ("content/peran.yml/x", None),
        ("konten/x/index.md", None),
        ("pipeline/cli.py", None),
    ],
)
def test_units(path: str, unit: str | None) -> None:
    """A unit is what one approval covers; anything unknown is never published."""
    assert unit_of(path) == unit


def test_version_of_a_link_is_not_the_version_of_a_file() -> None:
    """The same blob as a symbolic link or a submodule is another version."""
    modes = ("100644", "100755", "040000", "120000", "160000")

    assert [version(mode, "a") for mode in modes] == ["a", "a", "a", "120000:a", "160000:a"]


def test_trailers_stand_on_lines_of_their_own_below_the_subject() -> None:
    """People who merge in a browser don't know that Git wants them last."""
    message = (
        "Disunting-oleh: bukan ini\n\nDisunting-oleh: Sari \n  Disunting-oleh: bukan\n"
        "kata Disunting-oleh: bukan\nDisunting-oleh:\n\nIsi.\nCo-Authored-By: A <a@x>\n"
    )

    assert read_trailers(message) == (
        ("disunting-oleh", "Sari"),
        ("co-authored-by", "A <a@x>"),
    )


@pytest.mark.parametrize(
    "email",
    ["k@x.id", "K@X.ID", "ketua@users.noreply.github.com", "1+ketua@users.noreply.github.com"],
)
def test_addresses_of_one_person(email: str) -> None:
    """Her own addresses in any case, and the forge's for her login."""
    assert by_address(email, ROSTER) is KETUA


@pytest.mark.parametrize(
    "email",
    ["", "x@x.id", "1+ketua2@users.noreply.github.com", "ketua@users.noreply.github.com.x.id"],
)
def test_addresses_of_nobody(email: str) -> None:
    """What only resembles an address is nobody's."""
    assert by_address(email, ROSTER) is None


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("Kartini Ketua", True),
        ("kartini  ketua", True),
        ("Apa Saja <k@x.id>", True),
        ("k@x.id", True),
        ("@ketua", True),
        ("Kartini Ketua <lain@x.id>", False),
        ("Kartini", False),
        ("@", False),
    ],
)
def test_people_named_in_trailers(value: str, known: bool) -> None:
    """An address decides where there is one; otherwise the full name or the login."""
    assert (named(value, ROSTER) is KETUA) is known


def test_author_with_an_unknown_address_is_known_by_name() -> None:
    """A private address does not make another person; without a name the address stands."""
    assert author("KARTINI Ketua", "rumah@x.id", ROSTER) == "Kartini Ketua"
    assert author("Lain", "rumah@x.id", ROSTER) == "rumah@x.id"
    assert author("Lain", "", ROSTER) == "Lain"


def test_held_names_everybody_who_may_approve() -> None:
    """The finding ends with the next act, and says so when nobody is left."""
    held = Held(unit="content/sop.yml", oid="a", commit="c", reason="Sebab.", who_may=("A", "B"))
    alone = Held(unit="content/sop.yml", oid="a", commit="c", reason="Sebab.", who_may=())

    assert held.finding().message == "Ditahan: Sebab. Yang boleh menyetujui: A atau B."
    assert alone.finding().message == (
        "Ditahan: Sebab. Belum ada yang boleh menyetujui: daftarkan Pemimpin/Wakil Pemimpin "
        "Redaksi yang bukan penulisnya di peran.yml. Bila masa jabatan semuanya sudah berakhir: "
        "content/README.md, «Memulihkan susunan redaksi»."
    )


def test_empty_history_holds_nothing() -> None:
    """A repository without commits has nothing in force."""
    approvals = judge([], Ground())

    assert (approvals.approved, approvals.held, approvals.roster) == ({}, (), None)


def test_hostile_names_do_not_break_the_message() -> None:
    """Braces and long names are text."""
    who = Signature(name="{0}" * 90, email="x@x", at=datetime(2026, 11, 23, 8, tzinfo=WITA))
    commit = Commit(
        sha="c",
        parents=("p",),
        author=who,
        committer=who,
        subject="",
        trailers=(),
        units={"content/konten/2026-11-a": "t"},
    )
    first = Commit(
        sha="p",
        parents=(),
        author=who,
        committer=who,
        subject="",
        trailers=(),
        units={"content/peran.yml": "r"},
    )
    (held,) = judge([first, commit], Ground(rosters={"r": ROSTER})).held

    assert len(held.reason) < 300
    assert "{0}{0}" in held.reason
