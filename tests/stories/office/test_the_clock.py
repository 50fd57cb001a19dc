"""What has its own time goes out by the clock, with the page, and only then."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.desk import Desk
from pipeline.edge.settings import read_settings
from pipeline.overview import look
from pipeline.scheduling import due_at
from tests.demo import DEMO
from tests.forge_office import MACHINE
from tests.forge_worlds import STAFF, Newsroom, newsroom_of
from tests.stories.office.conftest import CHANNELS, DISPOSISI, SITE, item
from tests.worlds import Files, World

ID = "2026-11-hak-atas-informasi"
CONTENT = DEMO / "content"
TIMES = "jeda: 20\ntanya_bila_lewat: 12\nkanal:\n"


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    files: Files = {
        "content/sop.yml": (CONTENT / "sop.yml").read_text("utf-8"),
        "content/rubrik.yml": (CONTENT / "rubrik.yml").read_text("utf-8"),
        "content/peraturan/uu-14-2008.md": (CONTENT / "peraturan/uu-14-2008.md").read_text("utf-8"),
        "content/kanal.yml": CHANNELS.replace("kanal:\n", TIMES).format(
            site=SITE, mastodon="http://127.0.0.1:9"
        ),
        "content/disposisi/2026-001.md": DISPOSISI,
    }
    world = World(tmp_path / "git", files, people=STAFF)
    world.send()
    with newsroom_of(world) as forge:
        yield forge


def look_at_the_clock(world: World, forge: Newsroom, *, after: timedelta) -> tuple[Desk, list[str]]:
    """Workflow `Jadwal`, so long after the approval."""
    said: list[str] = []
    env = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_REPOSITORY": "kpu/jdih",
        "GITHUB_STEP_SUMMARY": str(world.root.parent / "ringkasan"),
    }
    desk = Desk(
        root=world.root,
        settings=read_settings(env),
        connect=lambda channel: None,
        say=said.append,
        progress=lambda news: None,
        log=lambda cause: None,
        clock=lambda: world.now + after,
        forge=lambda: forge.server.forge(MACHINE, "metadata", "pull_requests", "actions:write"),
    )
    due_at(desk)
    return desk, said[0].splitlines()


def test_clock_starts_a_publication_when_the_pause_is_over(newsroom: Newsroom) -> None:
    """Nothing is posted by the clock's own run; an item long past its time starts nothing."""
    world, office = newsroom.world, newsroom.server.office
    world.approve({f"content/konten/{ID}/index.md": item()})
    world.send()
    world.git("checkout", "-q", "main")
    _, early = look_at_the_clock(world, newsroom, after=timedelta(minutes=10))
    before = list(office.started)
    _, due = look_at_the_clock(world, newsroom, after=timedelta(minutes=21))

    assert early[0] == "Belum ada yang tiba waktunya." and before == []
    assert due[0] == "Ada yang tiba waktunya; alur kerja Terbit dijalankan."
    assert office.started == [("publish.yml", "main")]
    assert "## Jadwal" in (world.root.parent / "ringkasan").read_text("utf-8")


def test_what_came_too_late_waits_for_a_person(newsroom: Newsroom) -> None:
    """The clock leaves it alone, and the list of what is under way says whose turn it is."""
    world = newsroom.world
    text = item(more="tayang: 2026-11-23T09:00:00+08:00\n")
    world.approve({f"content/konten/{ID}/index.md": text})
    world.send()
    world.git("checkout", "-q", "main")
    desk, told = look_at_the_clock(world, newsroom, after=timedelta(hours=18))
    (matter,) = (one for one in look(desk).status.matters if one.subject == ID)

    assert told[:2] == [
        "Belum ada yang tiba waktunya.",
        "Lewat waktu tayang, tidak diunggah sebelum diputuskan:",
    ]
    assert newsroom.server.office.started == []
    assert matter.mark.value == "ditahan" and matter.step == "8" and matter.people
    assert matter.note.startswith("lewat waktu tayang ")
