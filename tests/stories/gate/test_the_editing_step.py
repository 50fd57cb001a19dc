"""Step 5 is really done: by an editor, on the very head that is merged, by her own word."""

from pathlib import Path

import pytest

from tests.stories.gate.test_only_an_approver_approves import edited, reason
from tests.worlds import EDITOR, ITEM, PAGE, PRODUCER, PUBLISHER, Someone, World


def test_without_the_editing_step_it_is_held(tmp_path: Path) -> None:
    """Step 5 is not skipped, even where the right person merges."""
    world = World(tmp_path)
    world.merge(world.propose({PAGE: "satu"}))

    assert reason(world).startswith("belum disunting Sekretaris Redaksi/Editor")


def test_editor_is_the_only_author(tmp_path: Path) -> None:
    """Nobody edits what she alone wrote."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"}, by=EDITOR)
    world.edit(branch, {PAGE: "dua"}, by=EDITOR)
    world.merge(branch)

    assert reason(world).startswith("satu-satunya penulisnya adalah editornya sendiri")


def test_machine_that_carries_in_the_form_is_no_second_author(tmp_path: Path) -> None:
    """The intake's own identity does not make two of the editor alone."""
    world = World(tmp_path)
    robot = Someone(name="Redaksi JDIH (mesin)", email="mesin@redaksi-jdih.invalid")
    branch = world.propose({PAGE: "satu"}, by=robot)
    world.edit(branch, {PAGE: "dua"}, by=EDITOR)
    world.merge(branch)

    assert reason(world).startswith("satu-satunya penulisnya adalah editornya sendiri")


@pytest.mark.parametrize(
    "words", ["Sari Sekretaris", "Sari <sekretaris@kpu.example>", "sekretaris@kpu.example"]
)
def test_editor_named_in_the_merge_has_edited(tmp_path: Path, words: str) -> None:
    """Where nothing had to be changed, the trailer of the merge says who read it."""
    world = World(tmp_path)
    world.merge(world.propose({PAGE: "satu"}), trailers=[f"Disunting-oleh: {words}"])

    assert world.judge().evidence[ITEM].editors == (EDITOR.name,)


@pytest.mark.parametrize(
    ("body", "approved"),
    [
        ("Disunting-oleh: Sari Sekretaris", False),
        ("Disunting-oleh: Sari Sekretaris\nDisetujui-oleh: Kartini Ketua", False),
        ("Hak atas informasi\nDisunting-oleh: Sari Sekretaris", True),
        ("Hak atas informasi\n\nDisunting-oleh: Sari Sekretaris", True),
    ],
)
def test_title_of_the_proposal_is_not_the_approvers_word(
    tmp_path: Path, body: str, approved: bool
) -> None:
    """GitHub writes the proposal's title below "Merge pull request": its author chose it."""
    world = World(tmp_path)
    text = f"Merge pull request #7 from kpu/konsep-a\n\n{body}"
    world.merge(world.propose({PAGE: "satu"}), text=text)

    assert (ITEM in world.judge().approved) is approved


def test_producer_named_as_editor_is_not_one(tmp_path: Path) -> None:
    """The trailer must name somebody who holds the office of Sekretaris Redaksi."""
    world = World(tmp_path)
    world.merge(world.propose({PAGE: "satu"}), trailers=[f"Disunting-oleh: {PUBLISHER.name}"])

    assert reason(world).startswith("belum disunting")


def test_producer_cannot_say_that_it_was_edited(tmp_path: Path) -> None:
    """In the proposal an editor speaks for herself: the trailer stands in her own commit."""
    world = World(tmp_path)
    world.merge(world.propose({PAGE: "satu"}, trailers=["Disunting-oleh: Sari Sekretaris"]))

    assert reason(world).startswith("belum disunting")


def test_change_after_the_editing_is_held(tmp_path: Path) -> None:
    """The editor must have seen exactly the head that was merged."""
    world = World(tmp_path)
    branch = edited(world)
    world.edit(branch, {PAGE: "tiga"}, by=PRODUCER)
    world.merge(branch)

    assert reason(world).startswith("diubah lagi setelah disunting")


def test_editing_another_item_of_the_proposal_is_not_enough(tmp_path: Path) -> None:
    """Each unit of a proposal is judged by itself."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu", "content/konten/2026-11-lain/index.md": "satu"})
    world.edit(branch, {"content/konten/2026-11-lain/index.md": "dua"})
    world.edit(branch, {PAGE: "tiga"}, by=PRODUCER)
    world.merge(branch)

    approvals = world.judge()
    assert "content/konten/2026-11-lain" in approvals.approved
    assert [held.unit for held in approvals.held] == [ITEM]
