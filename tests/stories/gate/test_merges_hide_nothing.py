"""A merge brings what the proposal had, seen by an editor: nothing more, from nowhere else."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from tests.worlds import CHIEF, DEPUTY, EDITOR, ITEM, PAGE, PRODUCER, World, roster

OTHER = "content/konten/2026-11-lain"
LONG = [f"baris {number}" for number in range(40)]


def text(**changes: str) -> str:
    """A long page with some lines changed, so that two people may change it without conflict."""
    lines = [changes.get(f"l{number}", line) for number, line in enumerate(LONG)]
    return "\n".join(lines) + "\n"


def edited(world: World, content: str = "dua") -> str:
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: content})
    return branch


def test_octopus_is_held(tmp_path: Path) -> None:
    """Several proposals in one merge: nobody can say which one was read."""
    world = World(tmp_path)
    one = edited(world)
    two = world.propose({f"{OTHER}/index.md": "satu"})
    world.edit(two, {f"{OTHER}/index.md": "dua"})
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--no-ff", "-m", "Gabungkan", one, two)

    approvals = world.judge()
    assert [held.unit for held in approvals.held] == [ITEM, OTHER]
    assert "beberapa usulan digabungkan sekaligus" in approvals.held[0].reason


def test_file_smuggled_into_the_merge_is_held(tmp_path: Path) -> None:
    """An evil merge: the item gets a file that the proposal never had."""
    world = World(tmp_path)
    world.merge(edited(world), smuggle={f"{ITEM}/foto.jpg": b"x"})

    (held,) = world.judge().held
    assert held.unit == ITEM
    assert "diubah ketika digabungkan oleh Kartini Ketua" in held.reason
    assert held.who_may == (DEPUTY.name,)


def test_item_smuggled_into_the_merge_is_held_and_the_proposed_one_is_approved(
    tmp_path: Path,
) -> None:
    """Another item that rides along in the merge commit is nobody's proposal."""
    world = World(tmp_path)
    world.merge(edited(world), smuggle={f"{OTHER}/index.md": "x"})

    approvals = world.judge()
    assert ITEM in approvals.approved
    assert [held.unit for held in approvals.held] == [OTHER]


def test_merge_that_takes_an_old_state_of_another_item_is_held(tmp_path: Path) -> None:
    """A merge with the strategy "theirs" undoes what was approved meanwhile: held."""
    world = World(tmp_path)
    branch = edited(world)
    world.approve({f"{OTHER}/index.md": "disetujui"})
    approved = world.oid(OTHER)
    world.merge(branch, smuggle={f"{OTHER}/index.md": None})

    approvals = world.judge()
    assert approvals.approved[OTHER] == approved
    assert [(held.unit, held.oid) for held in approvals.held] == [(OTHER, None)]


def test_clean_merge_of_both_sides_is_approved(tmp_path: Path) -> None:
    """Main went on in the same file: what Git merges by itself is what both sides approved."""
    world = World(tmp_path)
    world.approve({PAGE: text()})
    branch = world.propose({PAGE: text(l2="usul")})
    world.edit(branch, {PAGE: text(l2="usul yang disunting")})
    world.approve({PAGE: text(l30="lain")})
    world.merge(branch)

    approvals = world.judge()
    assert approvals.held == ()
    assert approvals.approved[ITEM] == world.oid(ITEM)


def test_conflict_settled_by_the_approver_is_held(tmp_path: Path) -> None:
    """Whoever settles a conflict writes: that belongs into the proposal."""
    world = World(tmp_path)
    world.approve({PAGE: text()})
    branch = world.propose({PAGE: text(l2="usul")})
    world.edit(branch, {PAGE: text(l2="usul yang disunting")})
    world.approve({PAGE: text(l2="lain")})
    world.merge(branch, options=["-X", "ours"], smuggle={PAGE: text(l2="ketiga")})

    assert [held.unit for held in world.judge().held] == [ITEM]


def test_proposal_brought_up_to_date_with_main_is_approved(tmp_path: Path) -> None:
    """The button "Update branch": a clean merge of main into the proposal writes nothing."""
    world = World(tmp_path)
    branch = edited(world)
    world.approve({f"{OTHER}/index.md": "x"})
    world.git("checkout", "-q", branch)
    world.git("merge", "-q", "--no-ff", "-m", "Perbarui", "main", by=CHIEF)
    world.merge(branch, by=CHIEF)

    approvals = world.judge()
    assert approvals.held == ()
    assert approvals.evidence[ITEM].authors == ("Putra Pengelola", "Sari Sekretaris")


def test_update_of_the_proposal_that_writes_makes_an_author(tmp_path: Path) -> None:
    """What differs from the clean merge inside a proposal was written by whoever merged there."""
    world = World(tmp_path)
    branch = edited(world)
    world.approve({f"{OTHER}/index.md": "x"})
    world.git("checkout", "-q", branch)
    world.git("merge", "-q", "--no-ff", "-m", "Perbarui", "main", by=CHIEF)
    world.write({PAGE: "tiga"})
    world.git("commit", "-q", "--amend", "--no-edit", by=CHIEF)
    world.edit(branch, {}, trailers=["Disunting-oleh: Sari Sekretaris"])
    world.merge(branch, by=CHIEF)

    (held,) = world.judge().held
    assert "Kartini Ketua ikut menulis" in held.reason


def test_update_of_the_proposal_that_undoes_main_is_held(tmp_path: Path) -> None:
    """Keeping only one's own side ("ours") takes approved work back, in nobody's name."""
    world = World(tmp_path)
    branch = edited(world)
    world.approve({f"{OTHER}/index.md": "x"})
    approved = world.oid(OTHER)
    world.git("checkout", "-q", branch)
    world.git("merge", "-q", "--no-ff", "-s", "ours", "-m", "Perbarui", "main", by=CHIEF)
    world.merge(branch, by=CHIEF)

    approvals = world.judge()
    assert approvals.approved[OTHER] == approved
    assert [held.unit for held in approvals.held] == [OTHER]


def test_main_replaced_by_a_history_of_its_own_stops_everything(tmp_path: Path) -> None:
    """Somebody's own beginning with its own roster, and the real main merged into it."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    false_chief = replace(CHIEF, email="palsu@x.example")
    world.git("checkout", "-q", "--orphan", "palsu")
    world.git("rm", "-rqf", ".")
    world.commit({"content/peran.yml": roster([false_chief])}, by=PRODUCER)
    words = ("--allow-unrelated-histories", "-X", "ours", "-m", "x", "main")
    world.git("merge", "-q", "--no-ff", *words, by=false_chief)
    world.git("branch", "-qf", "main", "palsu")

    with pytest.raises(Blocked, match="dua riwayat, masing-masing dengan peran.yml sendiri"):
        world.judge()


def test_odd_file_names_do_not_confuse_the_gate(tmp_path: Path) -> None:
    """Spaces, letters beyond ASCII, quotes and line breaks in names are only names."""
    world = World(tmp_path)
    names = [f"{ITEM}/dua kata.jpg", f"{ITEM}/é «x».jpg"]
    if os.name == "posix":
        names += [f"{ITEM}/baris\nkedua.jpg", f'{ITEM}/:100644 "x"\t.jpg']
    branch = world.propose({PAGE: "satu", **dict.fromkeys(names, b"x")})
    world.edit(branch, {}, trailers=["Disunting-oleh: Sari Sekretaris"])
    world.merge(branch)

    assert world.judge().approved[ITEM] == world.oid(ITEM)


def test_message_that_looks_like_git_output_is_only_a_message(tmp_path: Path) -> None:
    """Fields are read by count."""
    world = World(tmp_path)
    raw = ":000000 100644 0000 1111 A"
    branch = world.propose({PAGE: "satu"})
    world.git("checkout", "-q", branch)
    world.commit({}, by=PRODUCER, message=f"{raw}\n\n{raw}\ndiff: warning: x")
    world.edit(branch, {PAGE: "dua"}, by=EDITOR)
    world.merge(branch)

    assert world.judge().held == ()


@pytest.mark.skipif(os.name != "posix", reason="other systems refuse such names")
def test_folder_name_cannot_pretend_to_be_a_message(tmp_path: Path) -> None:
    """Line breaks and bytes that are no text come out as marks, and stop nobody else."""
    world = World(tmp_path)
    odd = os.fsdecode(b"content/konten/x\n::error::\xff/index.md")
    world.push_to_main({odd: "x"}, by=PRODUCER)
    branch = edited(world)
    world.merge(branch)

    approvals = world.judge()
    (held,) = approvals.held
    assert held.finding().where == "content/konten/x?::error::\\xff"
    assert ITEM in approvals.approved
