"""A proposal that changes the rules by which it is judged: roles, owners, rulesets, workflows."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.findings import Blocked
from pipeline.core.house import code_owners
from pipeline.core.house_floor import weaknesses
from pipeline.desk import Desk
from pipeline.doctoring import examine
from pipeline.edge.forge_files import read_rules
from pipeline.setting_up import lock
from tests.forge_settings import GitHubSettings
from tests.locked_house import REPOSITORY, client_of, desk_of, types
from tests.worlds import EDITOR, ITEM, PAGE, PRODUCER, Someone, World

ROOT = Path(__file__).resolve().parents[3]
RULES = {name: copy.deepcopy(dict(rules)) for name, rules in read_rules(ROOT).items()}
Rulesets = dict[str, Any]


def owners_of(path: str, text: str) -> list[str]:
    """Who owns a path, as GitHub reads the file: the last line that matches."""
    owners: list[str] = []
    for line in text.splitlines():
        pattern, *named = line.split()
        if pattern.startswith("#"):
            continue
        whole = pattern.rstrip("/").lstrip("/")
        if (
            pattern == "*"
            or path == whole
            or pattern.endswith("/")
            and path.startswith(f"{whole}/")
        ):
            owners = named
    return owners


@pytest.mark.parametrize(
    "path",
    [
        ".github/CODEOWNERS",
        ".github/workflows/publish.yml",
        ".github/workflows/check.yml",
        ".github/rulesets/utama-mutu.json",
        "pipeline/core/approval.py",
        "requirements.lock",
        "mkdocs.yml",
        "site/theme/main.html",
        "tests/workflows/test_policy.py",
    ],
)
def test_program_and_rules_need_who_keeps_them(path: str) -> None:
    """Whatever else a proposal holds, these need the technical team's review, and by `main`'s
    CODEOWNERS: the proposal's own is not read."""
    assert owners_of(path, code_owners("kantor")) == ["@kantor/admin-ti"]


@pytest.mark.parametrize("path", ["content/peran.yml", "content/konten/2026-11-a/index.md"])
def test_content_needs_who_approves(path: str) -> None:
    """Roles and items are the approvers' to review, of whatever proposal."""
    assert owners_of(path, code_owners("kantor")) == ["@kantor/pemred"]


def test_owners_in_the_proposal_move_no_gate(tmp_path: Path) -> None:
    """CODEOWNERS and workflows in the same merge give nobody a role: only peran.yml does."""
    world = World(tmp_path)
    branch = world.propose(
        {
            PAGE: "satu",
            ".github/CODEOWNERS": "* @pengelola1\n",
            ".github/workflows/publish.yml": "on: push\n",
        }
    )
    world.edit(branch, {PAGE: "dua"})
    world.merge(branch, by=PRODUCER)

    assert ITEM not in world.judge().approved


def rule(rulesets: Rulesets, name: str, kind: str) -> dict[str, Any]:
    return next(one for one in rulesets[name]["rules"] if one["type"] == kind)


def parameter(key: str, value: object) -> Callable[[Rulesets], object]:
    return lambda all_: rule(all_, "utama-mutu", "pull_request")["parameters"].update({key: value})


def without(name: str, kind: str) -> Callable[[Rulesets], object]:
    return lambda all_: all_[name]["rules"].remove(rule(all_, name, kind))


ANYBODY = {"actor_id": 4, "actor_type": "RepositoryRole", "bypass_mode": "always"}
UNREVIEWED = "main dapat diubah tanpa usulan yang disetujui"
UNCHECKED = "usulan dapat digabungkan tanpa diperiksa"
NOT_ONLY = "bukan hanya pemred yang dapat menggabungkan"

# what a proposal does to .github/rulesets → what is said
EDITS: dict[str, tuple[Callable[[Rulesets], object], list[str]]] = {
    "squash": (parameter("allowed_merge_methods", ["merge", "squash"]), [UNREVIEWED]),
    "stale approval": (parameter("dismiss_stale_reviews_on_push", False), [UNREVIEWED]),
    "no owners": (parameter("require_code_owner_review", False), [UNREVIEWED]),
    "own last push": (parameter("require_last_push_approval", False), [UNREVIEWED]),
    "no review": (parameter("required_approving_review_count", 0), [UNREVIEWED]),
    "no pull request": (without("utama-mutu", "pull_request"), [UNREVIEWED]),
    "no check": (without("utama-mutu", "required_status_checks"), [UNCHECKED]),
    "anybody's check": (
        lambda all_: rule(all_, "utama-mutu", "required_status_checks")["parameters"][
            "required_status_checks"
        ].append({"context": "Isi"}),
        [UNCHECKED],
    ),
    "empty list of checks": (
        lambda all_: rule(all_, "utama-mutu", "required_status_checks")["parameters"].update(
            required_status_checks=[]
        ),
        [UNCHECKED],
    ),
    "main may go": (without("utama-mutu", "deletion"), ["main dapat dihapus"]),
    "main may be forced": (
        without("utama-mutu", "non_fast_forward"),
        ["riwayat main dapat ditulis ulang"],
    ),
    "everybody updates": (without("utama-hanya-pemred", "update"), [NOT_ONLY]),
    "one more may update": (
        lambda all_: all_["utama-hanya-pemred"]["bypass_actors"].append(ANYBODY),
        [NOT_ONLY],
    ),
    "update as an ordinary exception": (
        lambda all_: all_["utama-hanya-pemred"]["bypass_actors"][0].update(bypass_mode="always"),
        [NOT_ONLY],
    ),
    "only watched": (
        lambda all_: all_["utama-hanya-pemred"].update(enforcement="evaluate"),
        [NOT_ONLY],
    ),
    "another branch": (
        lambda all_: all_["utama-hanya-pemred"].update(
            conditions={"ref_name": {"include": ["refs/heads/x"], "exclude": []}}
        ),
        [NOT_ONLY],
    ),
    "main left out": (
        lambda all_: all_["utama-hanya-pemred"]["conditions"]["ref_name"]["exclude"].append(
            "refs/heads/main"
        ),
        [NOT_ONLY],
    ),
    "an exception from quality": (
        lambda all_: all_["utama-mutu"]["bypass_actors"].append(ANYBODY),
        ["main dapat dihapus", "riwayat main dapat ditulis ulang", UNREVIEWED, UNCHECKED],
    ),
    "ledger may go": (without("catatan", "deletion"), ["catatan dapat dihapus"]),
    "ledger may be forced": (
        without("catatan", "non_fast_forward"),
        ["riwayat catatan dapat ditulis ulang"],
    ),
    "nothing left": (
        lambda all_: all_.clear(),
        [
            "main dapat dihapus",
            "riwayat main dapat ditulis ulang",
            UNREVIEWED,
            UNCHECKED,
            NOT_ONLY,
            "catatan dapat dihapus",
            "riwayat catatan dapat ditulis ulang",
        ],
    ),
}


def test_our_own_rulesets_leave_nothing_open() -> None:
    """What follows is said because of the edit."""
    assert weaknesses(RULES) == []


@pytest.mark.parametrize("name", EDITS)
def test_edited_rulesets_are_seen_through(name: str) -> None:
    """Each edit that opens a way round is named, whoever proposed and merged it."""
    edit, told = EDITS[name]
    rulesets = copy.deepcopy(RULES)
    edit(rulesets)

    assert weaknesses(rulesets) == told


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Desk, list[str]]:
    """An office whose ruleset of quality lets anybody past, in its file."""
    told: list[str] = []
    desk = desk_of(tmp_path, told)
    path = desk.root / ".github/rulesets/utama-mutu.json"
    exception = f'"bypass_actors": [{json.dumps(ANYBODY)}]'
    text = path.read_text("utf-8").replace('"bypass_actors": []', exception)
    path.write_text(text, encoding="utf-8")
    return desk, told


def test_edited_rulesets_are_not_applied(opened: tuple[Desk, list[str]]) -> None:
    """`setup github` sets nothing at all from files that open a way round."""
    github = GitHubSettings()
    with pytest.raises(Blocked, match="jalan memutar: main dapat dihapus"):
        lock(opened[0], client_of(github), REPOSITORY, types(REPOSITORY))

    assert github.calls == []


def test_edited_rulesets_are_not_in_order(opened: tuple[Desk, list[str]]) -> None:
    """`doctor` names what the files open, even where the forge is set as they say."""
    desk, told = opened

    assert examine(desk, client_of(GitHubSettings()), REPOSITORY) == 1
    assert [line for line in told if ".github/rulesets:" in line] == [
        f"perlu diperbaiki: .github/rulesets: {way} → kembalikan folder itu ke versi sebelumnya"
        for way in EDITS["an exception from quality"][1]
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": 1}', "\x00"])
def test_broken_ruleset_stops_the_setup(tmp_path: Path, text: str) -> None:
    """A file that cannot be read is not an empty one."""
    desk = desk_of(tmp_path, [])
    (desk.root / ".github/rulesets/utama-mutu.json").write_text(text, encoding="utf-8")
    with pytest.raises(Blocked, match="berkas aturan cabang tidak terbaca"):
        lock(desk, client_of(GitHubSettings()), REPOSITORY, types(REPOSITORY))


@pytest.mark.parametrize(
    "address",
    [
        "41898282+github-actions[bot]@users.noreply.github.com",
        "118344674+github-merge-queue[bot]@users.noreply.github.com",
        "noreply@github.com",
    ],
)
def test_machine_that_merges_approves_nothing(tmp_path: Path, address: str) -> None:
    """A bot, the merge queue, the forge itself: none of them holds a role."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"}, by=EDITOR)
    world.merge(branch, by=Someone(name="Kartini Ketua", email=address))

    assert ITEM not in world.judge().approved


def test_every_line_of_codeowners_is_read_alike() -> None:
    """The reader above knows every kind of line that is written."""
    lines = [line for line in code_owners("kantor").splitlines() if not line.startswith("#")]

    assert all(re.fullmatch(r"(\*|/[\w./]+) +@\S+( @\S+)*", line) for line in lines)
