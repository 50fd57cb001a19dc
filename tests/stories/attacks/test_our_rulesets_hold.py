"""The rulesets as `setup github` applies them, on a stand-in that obeys them, with a real remote.

What they stop never reaches the gate. The gate stops the same once more, for whoever can switch
rules off (tests/stories/gate).
"""

import copy
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.house import code_owners
from pipeline.edge.forge_files import read_rules
from tests.forge_nouns import Refused
from tests.forge_office import MACHINE, Office
from tests.forge_rules import ACTIONS_APP
from tests.worlds import CHIEF, EDITOR, PAGE, PRODUCER, World

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = {
    "pemred": ("ketua", "wakil"),
    "sekretaris-redaksi": ("sari",),
    "pengelola": ("putra",),
    "admin-ti": ("teknisi",),
}


class House:
    """An office's repository with a proposal that is edited, handed over, checked and approved."""

    def __init__(self, folder: Path, files: dict[str, str] | None = None, by: str = "putra"):
        owners = {".github/CODEOWNERS": code_owners("kpu")}
        self.world = World(folder, owners)
        self.world.send()
        self.office = Office(self.world.origin, now=lambda: self.world.now)
        for team, logins in PEOPLE.items():
            self.office.team(team, *logins)
            for login in logins:
                self.office.account(login, login.title(), f"{login}@kpu.example")
        self.lock()
        self.branch = self.world.propose(files or {PAGE: "satu"})
        self.world.send(self.branch)
        self.number = self.office.open_pull(by, self.branch, draft=False).number

    def lock(self) -> None:
        """Apply our files as `setup github` does: the team's number in the place of null."""
        for rules in read_rules(ROOT).values():
            made: dict[str, Any] = copy.deepcopy(dict(rules))
            for actor in made["bypass_actors"]:
                actor["actor_id"] = self.office.teams["pemred"].id
            self.office.add_ruleset(made)

    def checked(self, app: int = ACTIONS_APP) -> "House":
        self.office.status(self.number, "Isi", app=app)
        return self

    def approved(self, by: str = "ketua") -> "House":
        self.office.review(by, self.number, "APPROVE")
        return self

    def merge(self, by: str = "ketua", method: str = "merge") -> str:
        return self.office.merge(by, self.number, method=method)

    def amend(self) -> "House":
        self.world.edit(self.branch, {PAGE: "dua"}, by=PRODUCER)
        self.world.send(self.branch)
        self.office.pushed(self.number, "putra")
        return self


def test_the_sops_own_way_is_open(tmp_path: Path) -> None:
    """Checked, approved and merged by the chief: what is refused below is refused for a reason."""
    house = House(tmp_path).checked().approved()

    assert house.merge() == house.office.git("rev-parse", "refs/heads/main")


UPDATE, OWNERS = "Cannot update this protected ref", "Waiting on code owner review"
UNREVIEWED, UNCHECKED = "At least 1 approving review", 'status check "Isi" is expected'
CHECKERS = {PAGE: "satu", "pipeline/core/approval.py": "def judge(): ..."}
WORKFLOW = {PAGE: "satu", ".github/workflows/publish.yml": "on: push"}

# who tries what at the button → what GitHub answers
BUTTON: dict[str, tuple[Callable[[Path], object], str]] = {
    "an editor merges": (lambda at: House(at).checked().approved().merge("sari"), UPDATE),
    "the author merges": (lambda at: House(at).checked().approved().merge("putra"), UPDATE),
    "a bot merges": (lambda at: House(at).checked().approved().merge(MACHINE), UPDATE),
    "nobody approved": (lambda at: House(at).checked().merge(), UNREVIEWED),
    "the chief approves her own": (
        lambda at: House(at, by="ketua").checked().approved(),
        "Can not approve your own",
    ),
    "an editor approves for the chief": (
        lambda at: House(at).checked().approved("sari").merge(),
        OWNERS,
    ),
    "changed after the approval": (
        lambda at: House(at).checked().approved().amend().checked().merge(),
        UNREVIEWED,
    ),
    "unchecked": (lambda at: House(at).approved().merge(), UNCHECKED),
    "a check of somebody's own": (
        lambda at: House(at).checked(app=ACTIONS_APP + 1).approved().merge(),
        UNCHECKED,
    ),
    "squash": (lambda at: House(at).checked().approved().merge(method="squash"), "Squash"),
    "rebase": (lambda at: House(at).checked().approved().merge(method="rebase"), "Rebase"),
    "a workflow comes along": (
        lambda at: House(at, WORKFLOW).checked().approved().merge(),
        OWNERS,
    ),
    "the checker comes along": (
        lambda at: House(at, CHECKERS).checked().approved().merge(),
        OWNERS,
    ),
    "owners of his own come along": (
        lambda at: House(at, {".github/CODEOWNERS": "* @putra\n"}).checked().approved().merge(),
        OWNERS,
    ),
    "rules of his own come along": (
        lambda at: (
            House(at, {".github/rulesets/utama-mutu.json": "{}"}).checked().approved().merge()
        ),
        OWNERS,
    ),
}


@pytest.mark.parametrize("name", BUTTON)
def test_button_refuses(name: str, tmp_path: Path) -> None:
    """Each is refused for its own reason, and main stays where it was."""
    attempt, answer = BUTTON[name]
    with pytest.raises(Refused, match=answer):
        attempt(tmp_path)


def pushed(house: House, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["git", "push", str(house.world.origin), *words],
        cwd=house.world.root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("person", [CHIEF, EDITOR], ids=["the chief", "an editor"])
def test_push_to_main_is_refused(tmp_path: Path, person: Any) -> None:
    """The rule that wants a proposal has no exception."""
    house = House(tmp_path)
    before = house.office.git("rev-parse", "refs/heads/main")
    house.world.push_to_main({PAGE: "langsung"}, by=person)
    done = pushed(house, "main:main")

    assert "Repository rule violations" in done.stderr
    assert house.office.git("rev-parse", "refs/heads/main") == before


def test_fast_forward_of_a_proposal_is_refused(tmp_path: Path) -> None:
    """A proposal pushed as main is a push like any other, even when it is checked and approved."""
    house = House(tmp_path).checked().approved()

    assert pushed(house, f"{house.branch}:main").returncode != 0


def test_ledger_only_grows(tmp_path: Path) -> None:
    """What is recorded can neither be rewritten nor deleted; adding to it works."""
    house = House(tmp_path)
    world = house.world
    world.git("checkout", "-q", "--orphan", "ledger")
    first = world.commit({"a.yml": "1"}, by=PRODUCER, message="catat")
    second = world.commit({"b.yml": "1"}, by=PRODUCER, message="catat")

    assert pushed(house, f"{first}:refs/heads/ledger").returncode == 0
    assert pushed(house, f"{second}:refs/heads/ledger").returncode == 0
    assert pushed(house, "--force", f"{first}:refs/heads/ledger").returncode != 0
    assert pushed(house, "--delete", "ledger").returncode != 0
    assert house.office.git("rev-parse", "refs/heads/ledger") == second
