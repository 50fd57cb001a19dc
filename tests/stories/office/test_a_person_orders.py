"""Step 8 by a person: nothing goes out until one who may has let it go; hers is the record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from pipeline.core.posting import Act, ActKind
from pipeline.desk import Desk, gather
from pipeline.edge.settings import read_settings
from pipeline.orders import order_at
from pipeline.overview import look, plan_ahead, steps
from tests.demo import DEMO
from tests.forge_office import MACHINE
from tests.forge_worlds import STAFF, Newsroom, newsroom_of
from tests.stories.office.conftest import CHANNELS, DISPOSISI, SITE, Office, item
from tests.worlds import CHIEF, EDITOR, PUBLISHER, Files, Someone, World

ID = "2026-11-hak-atas-informasi"
OTHER = "2026-11-konten-lain"
CONTENT = DEMO / "content"
SOP = (CONTENT / "sop.yml").read_text("utf-8")
ASKING = SOP.replace("perintah_unggah: tetap", "perintah_unggah: orang")
RUN = 77
RIGHTS = ("metadata", "contents:write", "pull_requests", "actions:write")


def page(name: str) -> str:
    return f"content/konten/{name}/index.md"


@dataclass
class Room:
    """An office whose table wants a person for step 8, and the run that waits for her."""

    folder: Path
    world: World
    forge: Newsroom
    said: list[str] = field(default_factory=list)

    def desk(self, *, in_ci: bool = True, email: str = "") -> Desk:
        self.world.git("checkout", "-q", "main")
        if email:
            self.world.git("config", "user.email", email)
        env = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": "kpu/jdih",
            "GITHUB_RUN_ID": str(RUN),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "page"),
        }
        return Desk(
            root=self.world.root,
            settings=read_settings(env if in_ci else {}),
            connect=lambda channel: None,
            say=self.said.append,
            progress=lambda news: None,
            log=lambda cause: None,
            clock=lambda: self.world.now,
            forge=(lambda: self.forge.server.forge(MACHINE, *RIGHTS)) if in_ci else lambda: None,
        )

    def ask(self) -> list[str]:
        """Job `ask`: what it tells the job that waits."""
        order_at(self.desk(), [])
        output = self.folder / "output"
        told = output.read_text("utf-8").splitlines()[-1]
        return told.removeprefix("waiting=").split()

    def let_go(self, *people: Someone, state: str = "approved", place: str = "medsos") -> None:
        """Somebody presses the button at the waiting run."""
        self.forge.server.office.approvals[RUN] = [
            {
                "state": state,
                "comment": "",
                "environments": [{"id": 1, "name": place}],
                "user": Newsroom.login(person),
            }
            for person in people
        ]

    def approve(self, name: str) -> None:
        self.world.approve({page(name): item()})
        self.world.send()

    def orders(self) -> list[Act]:
        world = gather(self.desk(), self.world.repository(), self.folder / "read", fetch=True)
        return [act for act in world.acts if act.kind is ActKind.ORDER]

    def owed(self) -> set[str]:
        desk = self.desk(in_ci=False)
        world = gather(desk, self.world.repository(), self.folder / "read", fetch=True)
        return {one.promise.item for one in plan_ahead(desk, world).owed}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    files: Files = {
        "content/sop.yml": ASKING,
        "content/rubrik.yml": (CONTENT / "rubrik.yml").read_text("utf-8"),
        "content/peraturan/uu-14-2008.md": (CONTENT / "peraturan/uu-14-2008.md").read_text("utf-8"),
        "content/kanal.yml": CHANNELS.format(site=SITE, mastodon="http://127.0.0.1:9"),
        "content/disposisi/2026-001.md": DISPOSISI,
    }
    world = World(tmp_path / "git", files, people=STAFF)
    world.send()
    with newsroom_of(world) as forge:
        made = Room(tmp_path, world, forge)
        made.approve(ID)
        yield made


def test_nothing_is_owed_until_somebody_orders_it(room: Room) -> None:
    """The editor lets the waiting run go: her order is recorded, and publishing starts."""
    assert room.owed() == set()
    waiting = room.ask()
    room.let_go(EDITOR)
    order_at(room.desk(), waiting)

    (order,) = room.orders()
    assert waiting == [f"{ID}/0"] and room.ask() == []
    assert (order.item, order.actor, order.at) == (ID, EDITOR.name, room.world.now)
    assert order.url == f"https://github.com/kpu/jdih/actions/runs/{RUN}/attempts/1"
    assert order.extra["channels"] == "mastodon, facebook, whatsapp"
    assert room.forge.server.office.started == [("publish.yml", "main")]
    assert room.owed() == {ID}
    told = f"    Tercatat: perintah unggah {ID} oleh {EDITOR.name}.\n"
    page = (room.folder / "page").read_text("utf-8")
    assert told in page and page.endswith("\n\nTidak ada yang menunggu perintah unggah.\n\n")


def test_step_eight_is_hers_and_has_its_limit(room: Room) -> None:
    """Waiting, it is the turn of whom the SOP names; done, it is her name that stands there."""
    view = look(room.desk(in_ci=False))
    (matter,) = (one for one in view.status.matters if one.subject == ID)
    room.let_go(EDITOR)
    order_at(room.desk(), room.ask())
    view = look(room.desk(in_ci=False))
    found = steps(view.world, view.world.content.items[ID], view.days, room.world.now.date())

    assert (matter.step, matter.people, matter.limit) == ("8", (EDITOR.name,), 1)
    assert matter.note == "menunggu perintah unggah: mastodon, facebook, whatsapp"
    assert next(one.who for one in found if one.step == "8") == (EDITOR.name,)


def test_who_posts_may_let_it_go_too(room: Room) -> None:
    """The publisher, for whom the run waits: recorded with his name, not with hers."""
    room.let_go(PUBLISHER)
    order_at(room.desk(), room.ask())

    assert [act.actor for act in room.orders()] == [PUBLISHER.name]


@pytest.mark.parametrize(
    "press",
    [
        lambda room: None,  # an environment that waits for nobody
        lambda room: room.let_go(CHIEF),  # step 7 is hers, step 8 is not
        lambda room: room.let_go(EDITOR, state="rejected"),
        lambda room: room.let_go(EDITOR, place="github-pages"),
    ],
)
def test_nobody_else_orders(room: Room, press: Callable[[Room], None]) -> None:
    """The run goes on, the order is not given: it is said who may, and nothing is owed."""
    waiting = room.ask()
    press(room)
    with pytest.raises(Blocked) as trouble:
        order_at(room.desk(), waiting)

    assert trouble.value.remedy == (
        "yang berhak menurut content/sop.yml langkah 8 dan 9: Sari Sekretaris atau Ayu Admin"
    )
    assert room.orders() == [] and room.owed() == set()
    assert room.forge.server.office.started == []


def test_order_is_for_what_was_on_the_list(room: Room) -> None:
    """An item that came to main while the run waited was not seen by who let it go."""
    waiting = room.ask()
    room.approve(OTHER)
    room.let_go(EDITOR)
    order_at(room.desk(), waiting)

    assert [act.item for act in room.orders()] == [ID]
    assert room.ask() == [f"{OTHER}/0"]


def test_correction_needs_an_order_of_its_own(room: Room) -> None:
    """A list that named the first publication does not order the correction that came since."""
    waiting = room.ask()
    note = "Tertulis 2007; seharusnya tahun 2008, sesuai naskah resminya."
    more = f"ralat: {{nomor: 1, tanggal: 2026-11-23, keterangan: {note!r}}}\n"
    room.world.approve({page(ID): item(more=more)})
    room.world.send()
    room.let_go(EDITOR)
    order_at(room.desk(), waiting)

    assert room.orders() == [] and room.ask() == [f"{ID}/1"]


def test_second_order_changes_nothing(room: Room) -> None:
    """Two runs, or a click on an old one: the first order stands, nothing is started again."""
    waiting = room.ask()
    room.let_go(EDITOR)
    order_at(room.desk(), waiting)
    room.let_go(PUBLISHER)
    order_at(room.desk(), waiting)

    assert [act.actor for act in room.orders()] == [EDITOR.name]
    assert len(room.forge.server.office.started) == 1
    assert room.said[-1] == "Tidak ada yang masih menunggu perintah unggah."


def test_without_a_forge_she_types_it(room: Room) -> None:
    """On plain Git the order is a word at the keyboard of whoever may give it."""
    with pytest.raises(Blocked, match="perintah unggah tidak diberikan"):
        order_at(room.desk(in_ci=False, email="pengelola@kpu.example"), [ID])
    order_at(room.desk(in_ci=False, email=EDITOR.email), [ID])

    assert [(act.actor, act.url) for act in room.orders()] == [(EDITOR.name, "")]


@pytest.mark.slow
def test_whole_run_waits_for_the_order(office: Office) -> None:
    """`redaksi run` posts nothing, hands nothing over, and says what is missing."""
    office.world.approve({"content/sop.yml": ASKING})
    office.approve({f"{ID}/index.md": item()})

    run = office.redaksi("run")

    assert run.returncode == 0, run.stdout + run.stderr
    assert f"Menunggu perintah unggah (langkah 8):\n  {ID}: mastodon, facebook, whatsapp" in (
        run.stdout
    )
    assert f"Berikutnya: perintah unggah (langkah 8) untuk {ID}." in run.stdout
    kinds = {path.rpartition("/")[2].split("-")[0] for path in office.ledger()}
    assert kinds == {"persetujuan"}
