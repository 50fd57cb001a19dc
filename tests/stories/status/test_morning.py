"""A working morning of an office: its list, one item, and the reminder on the forge."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline import overview, reviewing
from pipeline.core.model import WITA
from pipeline.core.status_text import status_lines
from pipeline.core.wire import Response
from pipeline.desk import Desk, open_desk
from pipeline.listing import status, tell
from pipeline.overview import look
from pipeline.planning import tell_plan
from pipeline.reminders import remind_from
from pipeline.reviewing import review_at
from tests.benchmarks.bench_status import office, page
from tests.forge_server import ForgeServer, running
from tests.worlds import EDITOR, World

FRIDAY = datetime(2026, 11, 27, 6, 37, tzinfo=WITA)
NATAL = datetime(2026, 12, 25, 6, 37, tzinfo=WITA)
BRANCH = "konsep/2026-11-konten-7"
RIGHTS = ("contents", "issues:write", "pull_requests")  # those of remind.yml


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two items on their way to the networks, and a draft that waits for the editor."""
    made = office(tmp_path / "w", 2)
    made.propose(dict([page(7, "satu")]), branch=BRANCH)
    made.send(BRANCH)
    return made


@pytest.fixture
def github(world: World) -> Iterator[ForgeServer]:
    with running(world.origin, lambda: FRIDAY) as server:
        yield server


def desk(world: World, said: list[str], at: datetime = FRIDAY) -> Desk:
    return replace(open_desk(world.root), say=said.append, clock=lambda: at, forge=lambda: None)


def test_the_list_holds_posts_and_proposals(world: World) -> None:
    """By Git alone: what waits at the networks, and the draft with its branch."""
    told = " ".join(" ".join(status_lines(look(desk(world, [])).status)).split())

    assert "2 tak pasti, 1 berjalan." in told
    assert f"giliran Sekretaris Redaksi/Pengelola: {EDITOR.name}, Putra Pengelola; {BRANCH}" in told


def test_a_draft_tells_its_steps(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed as the office types it: the draft has begun, the rest is open."""
    monkeypatch.setenv("GITHUB_TOKEN", "")
    assert status(world.root, "2026-11-konten-7") == 0
    told = capsys.readouterr().out

    assert f"2026-11-konten-7 (usulan {BRANCH})" in told
    rows = [line.split()[:3] for line in told.splitlines() if line[:3] in ("  4", "  5", "  7")]
    assert rows[0][:2] == ["4", "Konsep"]
    assert rows[0][2] != "belum"
    assert rows[1:] == [["5", "Suntingan", "belum"], ["7", "Persetujuan", "belum"]]


def test_the_forge_says_what_is_handed_over(world: World, github: ForgeServer) -> None:
    """Its proposal has an address; ready or not is its word, not a trailer's."""
    github.office.account("pengelola", "Putra Pengelola")
    github.office.open_pull("pengelola", BRANCH)
    with_forge = replace(desk(world, []), forge=lambda: github.forge("pengelola"))
    (draft,) = look(with_forge).drafts

    assert (draft.ready, draft.url.rpartition("/")[2]) == (False, "1")


def test_the_calendar_is_told_from_the_same_sources(world: World) -> None:
    """Series and days as approved, the proposal of a series without a time, national days."""
    said: list[str] = []
    tell_plan(desk(world, said))
    told = "\n".join(said)

    assert "Rencana Jumat, 27-11-2026 sampai Kamis, 10-12-2026" in told
    assert "konsep tanpa waktu tayang: 2026-11-konten-7" in " ".join(told.split())
    assert "  Kamis, 10-12-2026: Hari Hak Asasi Manusia Sedunia" in told
    assert "di halaman tim: https://jdih-pinrang.example/tim/" in told


def test_the_morning_keeps_one_issue(world: World, github: ForgeServer) -> None:
    """Opened once; a second run changes nothing; news are written into the same one."""
    said: list[str] = []
    github.office.account("admin", "Admin TI")
    forge = github.forge()
    morning = replace(desk(world, said), forge=lambda: forge)

    def run(at: datetime = FRIDAY) -> str:
        assert remind_from(replace(morning, clock=lambda: at)) == 0
        return said[-1]

    assert run().startswith("Pengingat dibuka")
    assert run().startswith("Pengingat sudah yang terbaru")
    world.edit(BRANCH, dict([page(7, "dua")]))
    world.send(BRANCH)
    assert run().startswith("Pengingat diperbarui")
    (kept,) = forge.issues(label="pengingat")
    assert "langkah 6 Serah, `2026-11-konten-7`" in kept.body
    assert "https://wa.me/?text=Yth.%20Ayu%20Admin" in kept.body


def test_the_week_keeps_another_issue(
    world: World, github: ForgeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was handed over long ago, and addresses that are gone; no network is asked here."""
    said: list[str] = []
    github.office.account("admin", "Admin TI")
    forge = github.forge()
    gone = Response(status=404, body=b"")
    monkeypatch.setattr(reviewing, "look_at", lambda urls, **_: dict.fromkeys(urls, gone))
    office = desk(world, said, FRIDAY + timedelta(days=14))
    office = replace(office, settings=replace(office.settings, in_ci=True), forge=lambda: forge)

    assert review_at(office) == 0
    assert said[-1].startswith("Tinjauan dibuka")
    (kept,) = forge.issues(label="tinjauan")
    told = kept.body.replace("\\", "").replace("\u2060", "")
    assert "- 2026-11-konten-1: diserahkan untuk WhatsApp 23-11-2026, belum dikonfirmasi" in told
    assert "- https://jdih-pinrang.example/konten/2026-11-konten-1/: situsnya menjawab" in told


def test_a_holiday_is_left_alone(world: World, github: ForgeServer) -> None:
    """It says which, and neither opens nor changes anything."""
    said: list[str] = []
    forge = github.forge()

    assert remind_from(replace(desk(world, said, NATAL), forge=lambda: forge)) == 0
    assert "libur (Hari Raya Natal)" in said[-1]
    assert forge.issues(label="pengingat") == []


def test_without_a_forge_it_prints(world: World) -> None:
    """The same text, for whoever sends it by hand."""
    said: list[str] = []
    assert remind_from(desk(world, said)) == 0

    assert "### Ayu Admin" in "\n".join(said)


def test_the_list_is_kept_until_something_changes(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time nothing is gathered; a push to a proposal is told at once."""
    said: list[str] = []
    plans: list[str] = []
    monkeypatch.setattr(Desk, "build", tmp_path / "build")
    tell(desk(world, said), None)
    tell_plan(desk(world, plans))
    with monkeypatch.context() as idle:
        idle.setattr(overview, "gather", lambda *_, **__: pytest.fail("gathered again"))
        tell(desk(world, said), None)
        tell_plan(desk(world, plans))
    world.edit(BRANCH, dict([page(7, "dua")]))
    world.send(BRANCH)
    tell(desk(world, said), None)
    tell(desk(world, said, FRIDAY + timedelta(days=3)), None)

    first, second, third, monday = said
    assert first == second
    assert plans[0] == plans[1]
    assert "5 Suntingan" in second
    assert "6 Serah" in third
    assert "Keadaan Senin, 30-11-2026" in monday
    assert "6 Serah, sudah 5 hari kerja" in monday
