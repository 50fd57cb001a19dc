"""An office whose house on GitHub is locked: for the tests of `setup github` and `doctor`."""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.core.model import WITA
from pipeline.desk import Desk, open_desk
from pipeline.edge.forge_client import Client
from pipeline.edge.settings import ForgeAccess, Secret
from tests.forge_settings import GitHubSettings
from tests.worlds import CHIEF, DEPUTY, EDITOR, PRODUCER, PUBLISHER, World

ROOT = Path(__file__).resolve().parents[1]
REPOSITORY = "kantor/jdih"
PEOPLE = [
    dataclasses.replace(person, logins=(login,))
    for person, login in (
        (CHIEF, "Ketua"),
        (DEPUTY, "wakil"),
        (EDITOR, "sekretaris"),
        (PRODUCER, "pengelola1"),
        (PUBLISHER, "admin1"),
    )
]


def client_of(github: GitHubSettings) -> Client:
    """The product's own client, its wire ending in the stand-in."""
    access = ForgeAccess(api="http://127.0.0.1:9", repository=REPOSITORY, token=Secret("x" * 20))
    client = Client(access)
    client._send = github
    return client


def desk_of(folder: Path, told: list[str], people: Any = PEOPLE, **named: Any) -> Desk:
    """An office with a roster in force, its rulesets and a form."""
    world = World(folder, people=people, **named)
    for source in sorted((ROOT / ".github/rulesets").glob("*.json")):
        to = world.root / ".github/rulesets" / source.name
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(source.read_bytes())
    form = world.root / ".github/ISSUE_TEMPLATE/contoh.yml"
    form.parent.mkdir()
    form.write_text("name: Contoh\nlabels: [disposisi]\nbody: []\n", encoding="utf-8")
    now = datetime(2026, 11, 25, 9, 0, tzinfo=WITA)
    return dataclasses.replace(open_desk(world.root), say=told.append, clock=lambda: now)


def types(word: str) -> Callable[[str], str]:
    return lambda question: word


def ruleset(github: GitHubSettings, name: str) -> dict[str, Any]:
    return next(one for one in github.rulesets.values() if one["name"] == name)


def admit_a_bypass(github: GitHubSettings) -> None:
    actor = {"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}
    ruleset(github, "utama-mutu")["bypass_actors"].append(actor)


def drop_the_check(github: GitHubSettings) -> None:
    ruleset(github, "utama-mutu")["rules"].pop()


def unpin_the_check(github: GitHubSettings) -> None:
    rule = ruleset(github, "utama-mutu")["rules"][3]
    rule["parameters"]["required_status_checks"][0].pop("integration_id")


def open_to_all_branches(github: GitHubSettings) -> None:
    github.environments["medsos"]["limits"] = None


# what an administrator did → what setup says and undoes
DRIFT: dict[str, tuple[Callable[[GitHubSettings], Any], str]] = {
    "a bypass": (
        admit_a_bypass,
        "aturan cabang utama-mutu: dikembalikan seperti berkasnya (daftar pengecualiannya lain)",
    ),
    "a check less": (
        drop_the_check,
        "aturan cabang utama-mutu: dikembalikan seperti berkasnya (isinya lain)",
    ),
    "a check of anybody": (
        unpin_the_check,
        "aturan cabang utama-mutu: dikembalikan seperti berkasnya (isinya lain)",
    ),
    "only watched": (
        lambda github: ruleset(github, "utama-hanya-pemred").update(enforcement="disabled"),
        "aturan cabang utama-hanya-pemred: dikembalikan seperti berkasnya (tidak ditegakkan)",
    ),
    "another branch": (
        lambda github: ruleset(github, "catatan").update(
            conditions={"ref_name": {"include": ["refs/heads/x"], "exclude": []}}
        ),
        "aturan cabang catatan: dikembalikan seperti berkasnya (menjaga cabang yang lain)",
    ),
    "one more approver": (
        lambda github: github.teams["pemred"]["members"].add("orang-luar"),
        "tim pemred: keluar: orang-luar",
    ),
    "an approver less": (
        lambda github: github.teams["pemred"]["members"].discard("wakil"),
        "tim pemred: masuk: wakil",
    ),
    "a team that only reads": (
        lambda github: github.teams["pengelola"].update(permission="pull"),
        "tim pengelola: diberi hak menulis",
    ),
    "squash": (
        lambda github: github.merging.update(allow_squash_merge=True),
        "cara menggabungkan: hanya Create a merge commit; squash, rebase, dan auto-merge dimatikan",
    ),
    "the drafter's words in the message": (
        lambda github: github.merging.update(merge_commit_message="PR_BODY"),
        "cara menggabungkan pesan: pesannya tanpa isi usulan: yang ditulis di sana dianggap kata "
        "penyetuju",
    ),
    "machines approve": (
        lambda github: github.actions.update(can_approve_pull_request_reviews=True),
        "hak alur kerja: hanya membaca; tidak boleh membuka atau menyetujui usulan",
    ),
    "secrets for every branch": (
        open_to_all_branches,
        "lingkungan medsos: hanya untuk cabang main (sekarang: semua cabang)",
    ),
    "secrets for one more branch": (
        lambda github: github.environments["medsos"]["policies"].update(
            {7: {"id": 7, "name": "konsep/*", "type": "branch"}}
        ),
        "lingkungan medsos: hanya untuk cabang main (sekarang: konsep/*, main)",
    ),
    "pages of a branch": (
        lambda github: github.pages.update(build_type="legacy"),
        "halaman: GitHub Pages memakai sumber GitHub Actions",
    ),
}
