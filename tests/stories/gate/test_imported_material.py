"""What was on main before ``berlaku_mulai`` is shown and never posted."""

from datetime import date, timedelta
from pathlib import Path

from tests.worlds import CHIEF, ITEM, PAGE, PRODUCER, START, TEAM, World, roster

OLD = "content/konten/2019-05-lama"
OLD_PAGE = f"{OLD}/index.md"
ROSTER = "content/peran.yml"


def adopting(folder: Path, starts: date | None) -> World:
    """A world whose roster takes effect on a day."""
    return World(folder, {ROSTER: roster(TEAM, starts=starts), OLD_PAGE: "lama"})


def test_material_that_came_with_the_first_roster_is_imported(tmp_path: Path) -> None:
    """The office's archive comes in with its first commit."""
    world = adopting(tmp_path, START.date())
    world.approve({PAGE: "baru"})

    approvals = world.judge()
    assert approvals.imported == {OLD}
    assert approvals.approved[OLD] == world.oid(OLD)
    assert OLD not in approvals.evidence
    assert ITEM in approvals.evidence


def test_direct_pushes_before_the_day_are_imported(tmp_path: Path) -> None:
    """Filling the archive needs no approval while nothing is posted."""
    world = adopting(tmp_path, date(2026, 12, 1))
    world.push_to_main({PAGE: "satu"}, by=PRODUCER)
    world.push_to_main({PAGE: "dua"}, by=PRODUCER)

    approvals = world.judge()
    assert approvals.imported == {OLD, ITEM}
    assert approvals.approved[ITEM] == world.oid(ITEM)
    assert approvals.held == ()


def test_old_date_after_the_day_does_not_import(tmp_path: Path) -> None:
    """Only the beginning of the history counts: a later commit cannot be older than it."""
    world = adopting(tmp_path, START.date())
    world.approve({"content/konten/2026-11-lain/index.md": "x"})
    world.push_to_main({PAGE: "satu"}, by=PRODUCER, at=START - timedelta(days=900))

    approvals = world.judge()
    assert ITEM not in approvals.approved
    assert [held.unit for held in approvals.held] == [ITEM]


def test_one_old_date_does_not_import(tmp_path: Path) -> None:
    """The later of author date and committer date counts."""
    world = adopting(tmp_path, date(2026, 11, 24))
    world.git("checkout", "-q", "main")
    world.commit(
        {PAGE: "satu"}, by=PRODUCER, at=START - timedelta(days=9), committed=START.replace(day=25)
    )

    assert [held.unit for held in world.judge().held] == [ITEM]


def test_without_a_day_everything_is_imported(tmp_path: Path) -> None:
    """An office that has not adopted the system posts nothing."""
    world = adopting(tmp_path, None)
    world.approve({PAGE: "satu"})
    world.push_to_main({PAGE: "dua"}, by=PRODUCER)

    approvals = world.judge()
    assert approvals.imported == {OLD, ITEM}
    assert approvals.approved[ITEM] == world.oid(ITEM)
    assert approvals.held == ()


def test_imported_item_that_is_edited_later_stays_imported(tmp_path: Path) -> None:
    """A typo mended in an old article is no news; the edit itself needs approval."""
    world = adopting(tmp_path, START.date())
    world.approve({OLD_PAGE: "lama, diperbaiki"})
    world.push_to_main({OLD_PAGE: "lama, diubah"}, by=PRODUCER)

    approvals = world.judge()
    assert approvals.imported == {OLD}
    assert approvals.evidence[OLD].approver == CHIEF.name
    assert [held.unit for held in approvals.held] == [OLD]


def test_adoption_by_a_direct_push_of_the_roster_does_not_pass(tmp_path: Path) -> None:
    """A real roster without a day is in force already: adding the day needs approval."""
    world = adopting(tmp_path, None)
    world.push_to_main({ROSTER: roster(TEAM)}, by=PRODUCER)

    approvals = world.judge()
    assert approvals.roster is not None
    assert approvals.roster.effective_from is None
    assert [held.unit for held in approvals.held] == [ROSTER]
