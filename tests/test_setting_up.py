"""`redaksi setup github`: what it shows, what it sets, and that the second time is quiet."""

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.findings import Blocked
from pipeline.core.house import ENVIRONMENTS, TEAMS, code_owners
from pipeline.desk import Desk
from pipeline.edge.forge_files import read_rules
from pipeline.setting_up import lock
from tests.forge_settings import SHAPES, GitHubSettings, complaints, unknown_keys
from tests.locked_house import (
    DRIFT,
    PEOPLE,
    REPOSITORY,
    client_of,
    desk_of,
    open_to_all_branches,
    types,
)
from tests.workflows import test_policy as policy
from tests.worlds import PUBLISHER, roster

ROOT = Path(__file__).resolve().parents[1]
CREATE = SHAPES["calls"]["POST /repos/{owner}/{repo}/rulesets"]["request"]


@pytest.mark.parametrize("path", sorted((ROOT / ".github/rulesets").glob("*.json")), ids=str)
def test_rulesets_are_what_github_takes(path: Path) -> None:
    """Each file is a body of "create a repository ruleset", with a team's number filled in."""
    body = json.loads(path.read_text(encoding="utf-8"))

    assert complaints(CREATE, body) == []
    assert unknown_keys(CREATE, body) == set()
    assert body["name"] == path.stem


def test_quality_has_no_way_round() -> None:
    """Two layers: no exception at all from quality; from "who updates" the approvers' team alone.
    No signatures: every drafter would need a key."""
    rules = read_rules(ROOT)
    kinds = {name: [rule["type"] for rule in body["rules"]] for name, body in rules.items()}
    exceptions = {name: body["bypass_actors"] for name, body in rules.items()}
    team = {"actor_id": None, "actor_type": "Team", "bypass_mode": "exempt"}

    assert kinds == {
        "catatan": ["deletion", "non_fast_forward"],
        "utama-hanya-pemred": ["update"],
        "utama-mutu": ["deletion", "non_fast_forward", "pull_request", "required_status_checks"],
    }
    assert exceptions == {"catatan": [], "utama-hanya-pemred": [team], "utama-mutu": []}


def test_required_check_is_a_job_of_every_proposal() -> None:
    """A check that some proposals never run would hold them for ever; without the app's number
    any writer could post it green by hand."""
    required = read_rules(ROOT)["utama-mutu"]["rules"][3]["parameters"]["required_status_checks"]
    check = policy.load("check.yml")
    names = {body["name"] for body in check["jobs"].values()}

    assert {one["integration_id"] for one in required} == {15368}
    assert {one["context"] for one in required} <= names
    assert check["on"]["pull_request"]["branches"] == ["main"]
    assert check["on"]["pull_request"].keys() <= {"branches", "types"}  # no paths
    assert {"opened", "synchronize"} <= {*check["on"]["pull_request"]["types"]}


def test_environments_are_those_of_the_workflows() -> None:
    """What a workflow names as its gate is locked, and nothing else is made."""
    used = {job[1] for row in policy.POLICY.values() for job in row["jobs"].values() if job[1]}

    assert set(ENVIRONMENTS) == used


def test_code_owners_lie_there_as_they_are_made() -> None:
    """Whichever organisation it is by now, the teams are those that `setup github` makes."""
    text = (ROOT / ".github/CODEOWNERS").read_text("utf-8")
    organisation = text.partition("@")[2].partition("/")[0]

    assert text == code_owners(organisation)


def test_code_owners_are_the_teams_that_are_made() -> None:
    """A name that is no team would be skipped without a word."""
    named = {word for word in code_owners("kantor").split() if word.startswith("@")}

    assert named == {"@kantor/pemred", "@kantor/admin-ti"}
    assert {name.rpartition("/")[2] for name in named} <= TEAMS.keys()


def test_fresh_repository_is_locked_and_the_second_time_is_quiet(tmp_path: Path) -> None:
    """The plan is shown, the name typed, everything set; afterwards nothing is left to do."""
    told: list[str] = []
    github = GitHubSettings(outside={"wakil"})
    desk = desk_of(tmp_path, told)

    assert lock(desk, client_of(github), REPOSITORY, types(REPOSITORY)) == 0
    plan = told[: told.index("Selesai: tim pemred: dibuat dengan hak menulis (ketua, wakil)")]
    assert plan == [
        "Rencana untuk kantor/jdih:",
        "  tim pemred: dibuat dengan hak menulis (ketua, wakil)",
        "  tim sekretaris-redaksi: dibuat dengan hak menulis (sekretaris)",
        "  tim pengelola: dibuat dengan hak menulis (pengelola1)",
        "  tim admin-medsos: dibuat dengan hak menulis (admin1)",
        "  tim admin-ti: dibuat dengan hak menulis (belum ada anggota)",
        "  aturan cabang catatan: dibuat",
        "  aturan cabang utama-hanya-pemred: dibuat",
        "  aturan cabang utama-mutu: dibuat",
        "  cara menggabungkan: hanya Create a merge commit; squash, rebase, dan auto-merge "
        "dimatikan",
        "  hak alur kerja: hanya membaca; tidak boleh membuka atau menyetujui usulan",
        "  halaman: GitHub Pages memakai sumber GitHub Actions",
        "  lingkungan github-pages: dibuat, hanya untuk cabang main",
        "  lingkungan unggah: dibuat, hanya untuk cabang main",
        "  lingkungan catatan: dibuat, hanya untuk cabang main",
        "  lingkungan medsos: dibuat, hanya untuk cabang main",
        "  label disposisi: dibuat",
        "  berkas .github/CODEOWNERS: ditulis di salinan kerja ini, untuk diajukan sebagai usulan",
    ]
    assert {slug: (team["members"], team["invited"]) for slug, team in github.teams.items()} == {
        "pemred": ({"ketua"}, {"wakil"}),
        "sekretaris-redaksi": ({"sekretaris"}, set()),
        "pengelola": ({"pengelola1"}, set()),
        "admin-medsos": ({"admin1"}, set()),
        "admin-ti": (set(), set()),
    }
    only = next(one for one in github.rulesets.values() if one["name"] == "utama-hanya-pemred")
    assert only["bypass_actors"] == [
        {"actor_id": github.teams["pemred"]["id"], "actor_type": "Team", "bypass_mode": "exempt"}
    ]
    assert (desk.root / ".github/CODEOWNERS").read_text("utf-8") == code_owners("kantor")

    told.clear()
    github.calls.clear()

    assert lock(desk, client_of(github), REPOSITORY, types("")) == 0
    assert told == [
        "Rencana untuk kantor/jdih:",
        "  tidak ada: semuanya sudah seperti seharusnya.",
    ]
    assert github.calls == []


@pytest.mark.parametrize("word", ["", "ya", "kantor/lain"])
def test_nothing_is_set_without_the_name(tmp_path: Path, word: str) -> None:
    """Enter, or a wrong name, leaves forge and work tree as they were."""
    told: list[str] = []
    github = GitHubSettings()
    desk = desk_of(tmp_path, told)

    assert lock(desk, client_of(github), REPOSITORY, types(word)) == 1
    assert told[-1] == "Dibatalkan; tidak ada yang diubah."
    assert github.calls == []
    assert not (desk.root / ".github/CODEOWNERS").exists()


def locked(tmp_path: Path) -> tuple[GitHubSettings, Desk, list[str]]:
    told: list[str] = []
    github = GitHubSettings()
    desk = desk_of(tmp_path, told)
    assert lock(desk, client_of(github), REPOSITORY, types(REPOSITORY)) == 0
    told.clear()
    github.calls.clear()
    return github, desk, told


@pytest.mark.parametrize("name", DRIFT)
def test_drift_is_said_and_undone(tmp_path: Path, name: str) -> None:
    """One sentence for each lock that somebody opened, and it is shut again."""
    github, desk, told = locked(tmp_path)
    change, sentence = DRIFT[name]
    change(github)

    assert lock(desk, client_of(github), REPOSITORY, types(REPOSITORY)) == 0
    assert told == ["Rencana untuk kantor/jdih:", f"  {sentence}", f"Selesai: {sentence}"]


def test_who_must_approve_an_upload_stays(tmp_path: Path) -> None:
    """Setting an environment's branches does not forget its reviewers."""
    github, desk, _ = locked(tmp_path)
    people = [{"type": "Team", "reviewer": {"id": 44, "login": "x"}}]
    rule = {"id": 7, "node_id": "x", "type": "required_reviewers", "reviewers": people}
    github.environments["medsos"]["rules"].append({**rule, "prevent_self_review": True})
    open_to_all_branches(github)
    lock(desk, client_of(github), REPOSITORY, types(REPOSITORY))

    kept = github.environments["medsos"]["rules"][-1]
    assert (kept["reviewers"], kept["prevent_self_review"]) == (people, True)


def test_technical_team_is_left_to_people(tmp_path: Path) -> None:
    """No role of the SOP names them, so nobody is let in or out."""
    github, desk, told = locked(tmp_path)
    github.teams["admin-ti"]["members"].add("kepala-ti")

    assert lock(desk, client_of(github), REPOSITORY, types("")) == 0
    assert github.teams["admin-ti"]["members"] == {"kepala-ti"}


@pytest.mark.parametrize(
    ("github", "people", "why"),
    [
        (GitHubSettings(admin=False), PEOPLE, "kunci akses ini tidak boleh melihat: "),
        (GitHubSettings(owner_type="User"), PEOPLE, "kantor/jdih milik perorangan; "),
    ],
    ids=["a credential that sees too little", "an account of one person"],
)
def test_what_cannot_be_locked_is_refused(
    tmp_path: Path, github: GitHubSettings, people: Any, why: str
) -> None:
    """Before anything is set, with what to do instead."""
    with pytest.raises(Blocked) as stopped:
        lock(desk_of(tmp_path, [], people), client_of(github), REPOSITORY, types(REPOSITORY))

    assert stopped.value.what.startswith(why) and stopped.value.remedy
    assert github.calls == []


def test_demonstration_people_get_no_rights(tmp_path: Path) -> None:
    """The sample roster is nobody's office."""
    desk = desk_of(
        tmp_path, [], files={"content/peran.yml": roster(PEOPLE, starts=None, demo=True)}
    )
    with pytest.raises(Blocked, match="susunan redaksi"):
        lock(desk, client_of(GitHubSettings()), REPOSITORY, types(REPOSITORY))


def test_trouble_that_no_rule_mends_is_said(tmp_path: Path) -> None:
    """A private repository, a repository secret, a role without an account."""
    told: list[str] = []
    people = [*PEOPLE[:-1], dataclasses.replace(PUBLISHER, logins=())]
    github = GitHubSettings(private=True, secrets=["TOKEN"])
    lock(desk_of(tmp_path, told, people), client_of(github), REPOSITORY, types(""))

    assert [line for line in told if line.startswith("Perhatian")] == [
        "Perhatian: Ayu Admin memegang peran tetapi belum punya `akun` di peran.yml.",
        "Perhatian: hapus rahasia repositori TOKEN; simpan di lingkungan unggah, sebab di sini "
        "alur kerja cabang mana pun dapat membacanya.",
        "Perhatian: repositori ini tertutup. Pada paket gratis aturan cabang dan batas "
        "lingkungan tidak berlaku di repositori tertutup.",
    ]


def test_ended_role_leaves_the_team(tmp_path: Path) -> None:
    """Teams are those of today: whose term has ended goes out."""
    github, desk, told = locked(tmp_path / "a")
    ended = [*PEOPLE[:1], dataclasses.replace(PEOPLE[1], until=date(2026, 11, 24)), *PEOPLE[2:]]
    later = desk_of(tmp_path / "b", told, ended)
    lock(later, client_of(github), REPOSITORY, types(REPOSITORY))

    assert "  tim pemred: keluar: wakil" in told
    assert github.teams["pemred"]["members"] == {"ketua"}
