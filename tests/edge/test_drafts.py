"""Proposals read from the server by Git alone: what each has that main has not."""

from pathlib import Path

from pipeline.edge.drafts import read_drafts
from pipeline.edge.remote import fetch_drafts
from tests.stories.office.conftest import item
from tests.worlds import EDITOR, ITEM, PAGE, World


def proposed(folder: Path) -> World:
    """A world with two proposals on the server: a new item, and one merged since."""
    world = World(folder)
    world.send()
    first = world.propose({PAGE: item("Judul Pertama")}, branch="konsep/2026-11-contoh")
    world.edit(first, {}, trailers=[f"Diserahkan-oleh: {EDITOR.name}"])
    world.send(first)
    return world


def test_a_branch_on_the_server_is_a_proposal(tmp_path: Path) -> None:
    """Its commits, oldest first, and the item as it would be."""
    world = proposed(tmp_path)
    repo = world.repository()
    fetch_drafts(repo)
    (found,) = read_drafts(repo, repo.official("main") or "")

    assert found.name == "konsep/2026-11-contoh"
    assert [step.units for step in found.side] == [frozenset({ITEM}), frozenset()]
    read = found.items[ITEM]
    assert read is not None
    assert (read.title, read.disposisi) == ("Judul Pertama", "2026-001")


def test_what_is_merged_or_gone_is_no_proposal(tmp_path: Path) -> None:
    """The branch may stay on the server after the merge, or be deleted there."""
    world = proposed(tmp_path)
    world.merge("konsep/2026-11-contoh")
    world.send()
    other = world.propose({f"{ITEM}-2/index.md": item()}, branch="ralat/lain")
    world.send(other)
    repo = world.repository()
    fetch_drafts(repo)
    main = repo.official("main") or ""

    assert [one.name for one in read_drafts(repo, main)] == ["ralat/lain"]
    world.git("push", "-q", "origin", ":ralat/lain")
    fetch_drafts(repo)
    assert read_drafts(repo, main) == []


def test_a_branch_of_this_machine_is_not_on_the_server(tmp_path: Path) -> None:
    """Only what others can see is under way; without a server, what lies here is."""
    world = World(tmp_path)
    world.send()
    world.propose({PAGE: item()}, branch="konsep/sendiri")
    repo = world.repository()
    fetch_drafts(repo)

    assert read_drafts(repo, repo.official("main") or "") == []
    world.git("remote", "remove", "origin")
    alone = world.repository()
    assert [one.name for one in read_drafts(alone, alone.official("main") or "")] == [
        "konsep/sendiri"
    ]


def test_a_page_that_cannot_be_read_is_still_a_draft(tmp_path: Path) -> None:
    """Somebody has begun; what it will be called is not known yet."""
    world = World(tmp_path)
    world.send()
    branch = world.propose({PAGE: b"\xff\xfe bukan naskah"}, branch="konsep/rusak")
    world.send(branch)
    repo = world.repository()
    fetch_drafts(repo)
    (found,) = read_drafts(repo, repo.official("main") or "")

    assert found.items == {ITEM: None}
