"""The branch `pratinjau`: the newest pictures of each open proposal, and no past."""

from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from pipeline.edge import contact_branch
from pipeline.edge.contact_branch import BRANCH, show
from tests.worlds import START, World

ONE, TWO, THREE = "1" * 40, "2" * 40, "3" * 40


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.send()
    return made


def on_server(world: World) -> list[str]:
    names = world.git("ls-remote", "origin", f"refs/heads/{BRANCH}")
    if not names:
        return []
    world.git("fetch", "-q", "origin", f"+refs/heads/{BRANCH}:refs/remotes/origin/{BRANCH}")
    return world.git("ls-tree", "-r", "--name-only", f"origin/{BRANCH}").split("\n")


def test_newest_pictures_of_open_proposals(world: World) -> None:
    """A second push replaces the first, a closed proposal goes, and nothing is remembered."""
    repo = world.repository()
    paths = show(repo, 7, {"a": b"satu", "b": b"dua"}, {7: ONE}, START)
    assert paths == {"a": "7/111111111111/a.jpg", "b": "7/111111111111/b.jpg"}
    show(repo, 8, {"c": b"tiga"}, {7: ONE, 8: TWO}, START)
    assert on_server(world) == [*paths.values(), "8/222222222222/c.jpg", "README.md"]

    show(repo, 7, {"a": b"baru"}, {7: THREE, 8: TWO}, START)
    assert on_server(world) == ["7/333333333333/a.jpg", "8/222222222222/c.jpg", "README.md"]
    assert world.git("show", f"origin/{BRANCH}:7/333333333333/a.jpg") == "baru"
    show(repo, 7, {"a": b"baru"}, {7: THREE}, START)  # 8 was closed
    assert on_server(world) == ["7/333333333333/a.jpg", "README.md"]
    assert world.git("rev-list", "--count", f"origin/{BRANCH}") == "1"


def test_nothing_to_show_makes_no_branch(world: World) -> None:
    """A proposal that changes no item leaves the server as it is."""
    assert show(world.repository(), 7, {}, {7: ONE}, START) == {}
    assert on_server(world) == []


def test_the_same_again_pushes_nothing(world: World) -> None:
    """A run that was started once more writes no new commit."""
    repo = world.repository()
    show(repo, 7, {"a": b"satu"}, {7: ONE}, START)
    before = world.git("ls-remote", "origin")
    show(repo, 7, {"a": b"satu"}, {7: ONE}, START.replace(hour=20))

    assert world.git("ls-remote", "origin") == before


def test_another_writer_is_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who loses the race reads again and writes both; who always loses says what to do."""
    repo, raced = world.repository(), [0]
    refresh = contact_branch.refresh

    def late(*words: object, **more: object) -> None:
        refresh(*words, **more)  # type: ignore[arg-type]  # handed on as they came
        if not raced[0]:
            raced[0] = 1
            show(repo, 8, {"c": b"tiga"}, {7: ONE, 8: TWO}, START)
            world.git("update-ref", "-d", f"refs/remotes/origin/{BRANCH}")

    monkeypatch.setattr(contact_branch, "refresh", late)
    show(repo, 7, {"a": b"satu"}, {7: ONE, 8: TWO}, START)
    assert on_server(world) == ["7/111111111111/a.jpg", "8/222222222222/c.jpg", "README.md"]

    monkeypatch.setattr(type(repo), "push", lambda *_: False)
    with pytest.raises(Blocked, match="terus ditulis pihak lain"):
        show(repo, 7, {"a": b"lain"}, {7: THREE}, START)
