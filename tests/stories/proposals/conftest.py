"""An office with a forge: proposals are checked and commented as the workflow does it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.commenting import comment_at
from pipeline.desk import Desk
from pipeline.edge.settings import read_settings
from pipeline.previewing import FOLDER, SENT, preview_at
from tests.demo import DEMO
from tests.forge_office import MACHINE
from tests.forge_server import ForgeServer, running
from tests.stories.office.conftest import CHANNELS, DISPOSISI, SITE
from tests.worlds import CHIEF, DEPUTY, EDITOR, PRODUCER, Someone, World, roster

WRITES = ("metadata", "contents:write", "pull_requests:write", "issues:write", "graphql")
READS = ("metadata", "contents", "pull_requests", "issues")
PAGE_ADDRESS = "https://github.example/kpu/jdih/actions/runs/7/artifacts/8"
SARI = replace(EDITOR, logins=("sari",))
PUTRA = replace(PRODUCER, logins=("putra",))
WAKIL = replace(DEPUTY, logins=("wakil",))
PEOPLE: tuple[Someone, ...] = (CHIEF, WAKIL, SARI, PUTRA)
CONTENT = DEMO / "content"


class Newsroom:
    """A world, its forge, and the two jobs of the workflow."""

    def __init__(self, folder: Path, world: World, server: ForgeServer) -> None:
        self.folder, self.world, self.server = folder, world, server
        self.office = server.office
        self.said: list[str] = []
        self.in_ci = False

    def propose(self, files: dict[str, str], *, draft: bool = True, start: str = "main") -> int:
        branch = self.world.propose(files, by=PUTRA, start=start)
        self.world.send(branch)
        return self.office.open_pull("putra", branch, title="Usulan", draft=draft).number

    def amend(self, number: int, files: dict[str, str], *, by: Someone = PUTRA) -> None:
        branch = self.office.pulls[number].branch
        self.world.edit(branch, files, by=by)
        self.world.send(branch)

    def check(self, number: int) -> int:
        """Job `Isi`: the proposal's content lies beside the tool, as data."""
        proposed = self.folder / "proposed"
        subprocess.run(["rm", "-rf", str(proposed)], check=True)
        proposed.mkdir()
        head = self.office.fresh(number).head
        archive = self.folder / "proposed.tar"
        self.world.git("archive", "-o", str(archive), head, "content")
        subprocess.run(["tar", "-xf", str(archive), "-C", str(proposed)], check=True)
        forge = self.server.forge(MACHINE, *READS)
        return preview_at(self.desk(), proposed, self.folder / FOLDER, number, forge)

    def comment(self, number: int, sent: Path | None = None, page: str = PAGE_ADDRESS) -> str:
        """Job `Komentar`, of what the other job left; return the one comment of ours."""
        forge = self.server.forge(MACHINE, *WRITES)
        comment_at(self.desk(), forge, number, sent or self.folder / FOLDER / SENT, page)
        return self.remark(number)

    def remark(self, number: int) -> str:
        ours = [s for s in self.office.said.values() if (s.number, s.author) == (number, MACHINE)]
        assert len(ours) <= 1
        return ours[0].body if ours else ""

    def desk(self) -> Desk:
        self.world.git("checkout", "-q", "main")
        env = {"GITHUB_ACTIONS": "true", "GITHUB_RUN_ID": "7"} if self.in_ci else {}
        if self.in_ci:
            env["GITHUB_STEP_SUMMARY"] = str(self.folder / "summary.md")
        return Desk(
            root=self.world.root,
            settings=read_settings({"GITHUB_REPOSITORY": "kpu/jdih", **env}),
            connect=lambda channel: None,
            say=self.said.append,
            progress=lambda news: None,
            log=lambda cause: None,
            clock=lambda: self.world.now,
        )


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with opened(tmp_path) as made:
        yield made


@contextmanager
def opened(folder: Path) -> Iterator[Newsroom]:
    """An office with people, law and a forge, and nothing proposed."""
    files: dict[str, str] = {
        f"content/{name}": (CONTENT / name).read_text("utf-8")
        for name in ("sop.yml", "rubrik.yml", "kalender.yml")
    }
    files |= {
        path.relative_to(DEMO).as_posix(): path.read_text("utf-8")
        for path in sorted((CONTENT / "peraturan").glob("*.md"))
    }
    files |= {
        "content/kanal.yml": CHANNELS.format(site=SITE, mastodon="http://127.0.0.1:9"),
        "content/disposisi/2026-001.md": DISPOSISI,
        "content/peran.yml": roster(PEOPLE),
    }
    world = World(folder / "world", files, people=PEOPLE)
    world.send()
    with running(world.origin, lambda: world.now) as server:
        for person, login in ((CHIEF, "ketua"), (WAKIL, "wakil"), (SARI, "sari"), (PUTRA, "putra")):
            server.office.account(login, person.name, person.email)
        yield Newsroom(folder, world, server)
