"""A run that could only find what the last one found says so; anything else makes it whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline import quiet
from pipeline.core.model import WITA
from pipeline.edge.settings import Secret
from pipeline.running import run_at
from pipeline.workplace import Desk, open_desk
from tests.worlds import World

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=WITA)
WORDS = ["Sudah selesai: 3 unggahan."]


class Quiet:
    """An office whose last run rested until the evening."""

    def __init__(self, folder: Path) -> None:
        self.world, self.build = World(folder), folder / "build"
        self.world.send()
        for name in ("docs", "site", "paket", "kartu"):
            (self.build / name / "dalam").mkdir(parents=True)
            (self.build / name / "dalam" / "index.html").write_text(name)
        self.said: list[str] = []
        self.repo = self.world.repository()
        self.desk = replace(
            open_desk(self.world.root), clock=lambda: NOW, say=self.said.append, forge=lambda: None
        )
        self.rest()

    def rest(self) -> None:
        state = quiet.seen(self.desk, self.repo)
        quiet.note(self.desk, self.repo, state, WORDS, self.desk.clock() + timedelta(hours=8))

    def words(self) -> list[str] | None:
        state = quiet.seen(self.desk, self.repo)
        return quiet.last_words(self.desk, self.repo, state)

    def at(self, moment: datetime) -> None:
        self.desk = replace(self.desk, clock=lambda: moment)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quiet:
    monkeypatch.setattr(Desk, "build", property(lambda desk: tmp_path / "build"))
    monkeypatch.setattr(quiet, "program", lambda home: [str(home)])  # a thousand files' times
    return Quiet(tmp_path)


def approved(office: Quiet) -> None:
    office.world.approve({"content/konten/2026-11-a/index.md": "isi"})
    office.world.send()


def recorded(office: Quiet) -> None:
    office.world.git("push", "-q", "origin", "main:ledger")


def proposed(office: Quiet) -> None:
    office.world.git("update-ref", "refs/remotes/origin/konsep/a", "main")


def unsent(office: Quiet) -> None:
    (folder := office.world.root / "build/belum-tercatat").mkdir(parents=True)
    (folder / "a.yml").write_text("x")


def keyed(office: Quiet) -> None:
    tokens = {"X": Secret("rahasia")}
    office.desk = replace(office.desk, settings=replace(office.desk.settings, tokens=tokens))


def moved(office: Quiet) -> None:
    office.world.git("remote", "add", "cermin", "/tidak/ada")


CHANGES: dict[str, Callable[[Quiet], object]] = {
    "main has something new": approved,
    "the ledger has something new": recorded,
    "a proposal was fetched": proposed,
    "a record waits to be sent": unsent,
    "a channel has a key": keyed,
    "the server has another address": moved,
    "a page was edited": lambda o: (o.build / "site/dalam/index.html").write_text("lain"),
    "a picture was added": lambda o: (o.build / "kartu/dalam/1.jpg").write_bytes(b"x"),
    "an hour has come": lambda o: o.at(NOW + timedelta(hours=8)),
    "a day has ended": lambda o: o.at(NOW + timedelta(days=1)),
    "a clock was put back": lambda o: o.at(NOW),
    "somebody wrote the note himself": lambda o: note(o).write_text(
        note(o).read_text("utf-8").replace("3 unggahan", "4 unggahan"), "utf-8"
    ),
    "the kits were deleted": lambda o: (o.build / "paket").rename(o.build / "tak-terpakai"),
}


def note(office: Quiet) -> Path:
    return office.world.root / ".git/redaksi/tenang.json"


def test_anything_new_makes_a_run_whole(office: Quiet) -> None:
    """Until then it is told again; what was noted is of that moment's world."""
    for what, change in CHANGES.items():
        assert office.words() == WORDS, what
        change(office)

        assert office.words() is None, what
        office.rest()


def test_another_program_runs_whole(office: Quiet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our files by their times, what we use by its version."""
    for part in ("program", "packages"):
        monkeypatch.setattr(quiet, part, lambda *_: ["lain"])

        assert office.words() is None
        office.rest()


def test_what_came_while_a_run_worked_is_not_noted(office: Quiet) -> None:
    """Its words are of what it saw at its beginning."""
    before = quiet.seen(office.desk, office.repo)
    approved(office)
    quiet.note(office.desk, office.repo, before, ["lain"], NOW + timedelta(hours=1))

    assert office.words() is None


def test_a_run_that_rests_calls_nobody(office: Quiet, monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells what the last one told; with a forge, and in CI, it is whole."""
    whole: list[str] = []
    monkeypatch.setattr("pipeline.commands.carry_through", lambda _, state: whole.append(state))

    assert run_at(office.desk) == 0
    told = f"Tidak ada yang berubah sejak terakhir dijalankan. Hasilnya:\n{WORDS[0]}"
    assert (office.said, whole) == ([told], [])

    run_at(replace(office.desk, forge=lambda: object()))  # type: ignore[arg-type,return-value]  # any will do
    run_at(replace(office.desk, settings=replace(office.desk.settings, in_ci=True)))
    run_at(replace(office.desk, rehearsal=True))
    assert whole == ["", "", ""]
