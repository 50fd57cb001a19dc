"""Whatever reaches main other than by a proper merge is held; the approved version stays."""

from pathlib import Path

from pipeline.core.approval import Held
from tests.worlds import CHIEF, EDITOR, ITEM, PAGE, PRODUCER, START, World


def only_held(world: World) -> Held:
    """The one thing that is held in this world."""
    (held,) = world.judge().held
    return held


def test_proposed_edited_and_merged_is_approved(tmp_path: Path) -> None:
    """The SOP's own way: one version, its approver, authors and editors, and the moment."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"})
    merge = world.merge(branch)

    approvals = world.judge()
    evidence = approvals.evidence[ITEM]
    assert approvals.held == ()
    assert approvals.approved[ITEM] == world.oid(ITEM)
    assert evidence.merge == merge
    assert evidence.base == world.base
    assert evidence.approver == CHIEF.name
    assert evidence.authors == (PRODUCER.name, EDITOR.name)
    assert evidence.editors == (EDITOR.name,)
    assert evidence.at == world.now
    assert approvals.imported == frozenset()
    assert approvals.landed[ITEM] == world.now


def test_direct_push_is_held(tmp_path: Path) -> None:
    """Even the Pemimpin Redaksi does not write to main without a proposal."""
    world = World(tmp_path)
    world.push_to_main({PAGE: "satu"}, by=CHIEF)

    held = only_held(world)
    assert ITEM not in world.judge().approved
    assert held.who_may == ("Wahyu Wakil",)
    assert str(held.finding()) == (
        "content/konten/2026-11-contoh:1: Ditahan: masuk ke main tanpa penggabungan usulan "
        "(oleh Kartini Ketua, 23 November 2026). Ajukan perubahannya lewat usulan "
        "(pull request), lalu sunting dan gabungkan dari sana. "
        "Yang boleh menyetujui: Wahyu Wakil. [gerbang]"
    )


def test_edit_after_approval_is_held_and_the_approved_version_stays(tmp_path: Path) -> None:
    """Approval is bound to the content's tree hash."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    approved = world.oid(ITEM)
    world.push_to_main({PAGE: "dua"}, by=PRODUCER)

    approvals = world.judge()
    assert approvals.approved[ITEM] == approved
    assert [(h.unit, h.oid) for h in approvals.held] == [(ITEM, world.oid(ITEM))]
    assert approvals.held[0].who_may == ("Kartini Ketua", "Wahyu Wakil")


def test_a_picture_added_after_approval_is_held(tmp_path: Path) -> None:
    """The folder is approved as a whole."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    approved = world.oid(ITEM)
    world.push_to_main({f"{ITEM}/foto.jpg": b"x"}, by=PRODUCER)

    assert world.judge().approved[ITEM] == approved
    assert only_held(world).unit == ITEM


def test_returned_content_is_approved_again(tmp_path: Path) -> None:
    """A revert to the approved version needs no new approval, and the detour counts for nobody."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    world.push_to_main({PAGE: "dua"}, by=CHIEF)
    world.push_to_main({PAGE: "satu"}, by=PRODUCER)
    assert world.judge().held == ()

    branch = world.propose({PAGE: "tiga"})
    world.edit(branch, {PAGE: "empat"})
    world.merge(branch, by=CHIEF)
    assert world.judge().evidence[ITEM].authors == (PRODUCER.name, EDITOR.name)


def test_revert_of_an_approved_merge_is_held(tmp_path: Path) -> None:
    """A revert is a direct change like any other: what was approved stays on the page."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    world.approve({PAGE: "dua"})
    approved = world.oid(ITEM)
    world.git("revert", "--no-edit", "-m", "1", "HEAD", by=CHIEF)

    assert world.judge().approved[ITEM] == approved
    assert only_held(world).oid == world.oid(ITEM)


def test_fast_forward_is_held(tmp_path: Path) -> None:
    """A proposal that slid into main without a merge commit was approved by nobody."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"})
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--ff-only", branch)

    assert only_held(world).unit == ITEM


def test_squash_is_held(tmp_path: Path) -> None:
    """A squash has one parent: it names nobody who merged."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"})
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--squash", branch)
    world.git("commit", "-q", "-m", "Gabungkan", by=CHIEF)

    assert only_held(world).unit == ITEM


def test_deletion_by_direct_push_keeps_the_approved_version(tmp_path: Path) -> None:
    """Taking an item off the page is a decision of the Pemimpin Redaksi too."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    approved = world.oid(ITEM)
    world.push_to_main({PAGE: None}, by=PRODUCER)

    assert world.judge().approved[ITEM] == approved
    assert only_held(world).oid is None


def test_approved_deletion_removes_the_unit(tmp_path: Path) -> None:
    """A removal that was proposed, edited and merged is in force."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    world.approve({PAGE: None})

    approvals = world.judge()
    assert ITEM not in approvals.approved
    assert ITEM not in approvals.evidence
    assert approvals.held == ()


def test_renamed_folder_is_a_new_unit_and_a_removal(tmp_path: Path) -> None:
    """An id never changes: by direct push the old one stays and the new one is held."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    other = "content/konten/2026-11-lain"
    world.git("mv", ITEM, other)
    world.push_to_main({}, by=PRODUCER)

    approvals = world.judge()
    assert approvals.approved[ITEM] == world.oid(other)
    assert other not in approvals.approved
    assert [h.unit for h in approvals.held] == [ITEM, other]


def test_approved_rename_leaves_only_the_new_unit(tmp_path: Path) -> None:
    """Both halves of a rename were in the proposal: never two identities at once."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    world.approve({PAGE: None, "content/konten/2026-11-lain/index.md": "satu"})

    approvals = world.judge()
    assert approvals.held == ()
    assert sorted(approvals.approved) == ["content/konten/2026-11-lain", "content/peran.yml"]


def test_symbolic_link_in_place_of_an_approved_file_is_held(tmp_path: Path) -> None:
    """A file that becomes a link with the very same blob is another version."""
    world = World(tmp_path)
    world.approve({"content/peraturan/uu-1.md": "../../../rahasia"})
    approved = world.oid("content/peraturan/uu-1.md")
    world.git("checkout", "-q", "main")
    path = world.root / "content/peraturan/uu-1.md"
    path.unlink()
    path.symlink_to("../../../rahasia")
    world.push_to_main({}, by=PRODUCER)

    assert world.oid("content/peraturan/uu-1.md") == approved
    assert only_held(world).oid == f"120000:{approved}"
    assert world.judge().approved["content/peraturan/uu-1.md"] == approved


def test_held_texts_name_the_day_in_wita(tmp_path: Path) -> None:
    """One in the morning in Pinrang is still yesterday in UTC."""
    world = World(tmp_path)
    world.push_to_main({PAGE: "satu"}, by=PRODUCER, at=START.replace(day=25, hour=1))

    assert "25 November 2026" in only_held(world).reason
