"""Settings are in force as the last approved merge brought them; trust begins at one roster."""

from dataclasses import replace
from pathlib import Path

from tests.worlds import (
    CHIEF,
    DEPUTY,
    ITEM,
    PAGE,
    PRODUCER,
    START,
    STRANGER,
    TEAM,
    Someone,
    World,
    roster,
)

ROSTER = "content/peran.yml"
NEWCOMER = Someone(
    name="Nur Baru", email="baru@kpu.example", roles=("pemimpin-redaksi",), since=START.date()
)


def edited(world: World) -> str:
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"})
    return branch


def test_merge_that_edits_the_roster_to_let_itself_in_is_held(tmp_path: Path) -> None:
    """The roster in force is the one of the first parent."""
    world = World(tmp_path)
    branch = world.propose({ROSTER: roster([*TEAM, NEWCOMER]), PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"}, trailers=["Disunting-oleh: Sari Sekretaris"])
    world.merge(branch, by=NEWCOMER)

    approvals = world.judge()
    assert approvals.approved == {ROSTER: world.oid(ROSTER, world.base)}
    assert [held.unit for held in approvals.held] == [ITEM, ROSTER]
    assert approvals.held[0].who_may == (CHIEF.name, DEPUTY.name)


def test_roster_pushed_directly_gives_no_office(tmp_path: Path) -> None:
    """A direct push to peran.yml is held, and so is what the newcomer then merges."""
    world = World(tmp_path)
    world.push_to_main({ROSTER: roster([*TEAM, NEWCOMER])}, by=NEWCOMER)
    world.merge(edited(world), by=NEWCOMER)

    approvals = world.judge()
    assert [held.unit for held in approvals.held] == [ITEM, ROSTER]
    assert approvals.roster is not None
    assert approvals.roster.by_email(NEWCOMER.email) is None


def test_roster_changed_properly_gives_office_from_the_next_merge_on(tmp_path: Path) -> None:
    """A new Pemimpin Redaksi approves once an approved roster names her."""
    world = World(tmp_path)
    world.approve({ROSTER: roster([*TEAM, NEWCOMER])}, by=CHIEF)
    world.merge(edited(world), by=NEWCOMER)

    approvals = world.judge()
    assert approvals.evidence[ITEM].approver == NEWCOMER.name
    assert approvals.evidence[ROSTER].approver == CHIEF.name


def test_nobody_approves_a_roster_she_wrote(tmp_path: Path) -> None:
    """Four eyes hold for settings as for items."""
    world = World(tmp_path)
    branch = world.propose({ROSTER: roster([*TEAM, NEWCOMER])}, by=CHIEF)
    world.edit(branch, {}, trailers=["Disunting-oleh: Sari Sekretaris"])
    world.merge(branch, by=CHIEF)

    assert [held.unit for held in world.judge().held] == [ROSTER]


def test_roster_that_cannot_be_read_is_held(tmp_path: Path) -> None:
    """A broken roster never comes into force, so nobody is locked out by a slip."""
    world = World(tmp_path)
    world.approve({ROSTER: "skema: 1\norang: {"}, by=CHIEF)
    world.merge(edited(world), by=CHIEF)

    approvals = world.judge()
    assert approvals.evidence[ITEM].approver == CHIEF.name
    assert [held.unit for held in approvals.held] == [ROSTER]


def test_roster_without_an_approver_is_held(tmp_path: Path) -> None:
    """Whoever takes the last Pemimpin Redaksi out takes the office's key with her."""
    world = World(tmp_path)
    world.approve({ROSTER: roster([PRODUCER])}, by=CHIEF)

    (held,) = world.judge().held
    assert "tidak ada Pemimpin/Wakil Pemimpin Redaksi yang menjabat" in held.reason
    assert held.who_may == (CHIEF.name, DEPUTY.name)


def test_removed_roster_stays_in_force(tmp_path: Path) -> None:
    """Even a proper merge cannot leave the office without a roster."""
    world = World(tmp_path)
    world.approve({ROSTER: None}, by=CHIEF)

    approvals = world.judge()
    assert ROSTER in approvals.approved
    assert [held.oid for held in approvals.held] == [None]


def test_sample_roster_of_the_product_is_no_root_of_trust(tmp_path: Path) -> None:
    """The office replaces the sample by its own; from then on changes need approval."""
    world = World(tmp_path, {ROSTER: roster([STRANGER], starts=None, demo=True)})
    world.push_to_main({ROSTER: roster(TEAM)}, by=CHIEF)
    world.push_to_main({ROSTER: roster([*TEAM, NEWCOMER])}, by=NEWCOMER)

    approvals = world.judge()
    assert approvals.roster is not None
    assert {person.name for person in approvals.roster.people} == {one.name for one in TEAM}
    assert [held.unit for held in approvals.held] == [ROSTER]


def test_approved_sample_does_not_open_the_gate_again(tmp_path: Path) -> None:
    """Once trust has begun it does not begin a second time by a direct push."""
    world = World(tmp_path)
    world.push_to_main({ROSTER: roster([PRODUCER], starts=None, demo=True)}, by=PRODUCER)
    world.push_to_main({ROSTER: roster([NEWCOMER])}, by=NEWCOMER)

    approvals = world.judge()
    assert approvals.approved[ROSTER] == world.oid(ROSTER, world.base)


def test_settings_in_force_are_the_approved_ones(tmp_path: Path) -> None:
    """A channel that was added by a direct push gets nothing."""
    world = World(tmp_path, {"content/kanal.yml": "satu"})
    world.push_to_main({"content/kanal.yml": "dua"}, by=PRODUCER)

    approvals = world.judge()
    assert approvals.approved["content/kanal.yml"] == world.oid("content/kanal.yml", world.base)
    assert [held.unit for held in approvals.held] == ["content/kanal.yml"]


def test_who_may_approve_holds_office_now(tmp_path: Path) -> None:
    """A deputy whose term has ended is not named."""
    former = replace(DEPUTY, until=START.date())
    world = World(tmp_path, people=[CHIEF, former, *TEAM[2:]])
    world.push_to_main({PAGE: "x"}, by=PRODUCER)

    (held,) = world.judge(now=START.replace(day=30)).held
    assert held.who_may == (CHIEF.name,)
