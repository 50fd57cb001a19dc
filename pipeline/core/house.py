"""Core: how the house on the forge is locked: what must be, what is, and the difference.

A ruleset is kept as the forge's interface writes it (`.github/rulesets/*.json`): that file is what
an administrator reads and what is applied. `null` as the id of a team means the approvers' team.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.core.model import APPROVERS, Role, Roster

Rules = Mapping[str, object]

APPROVING = "pemred"  # the team that may merge: Pemimpin and Wakil Pemimpin Redaksi
TECHNICAL = "admin-ti"  # keeps the program; no role of the SOP, so its members are named by hand
TEAMS: Mapping[str, frozenset[Role] | None] = {
    APPROVING: APPROVERS,
    "sekretaris-redaksi": frozenset({Role.EDITOR}),
    "pengelola": frozenset({Role.PRODUCER}),
    "admin-medsos": frozenset({Role.PUBLISHER}),
    TECHNICAL: None,
}
# Where networks' keys lie (`unggah`), the key of forms (`catatan`), and where a person is waited
# for (`medsos`): for main alone.
ENVIRONMENTS = ("github-pages", "unggah", "catatan", "medsos")


class Area(StrEnum):
    """What can be out of order, in the order in which it is mended."""

    TEAM = "tim"
    RULES = "aturan cabang"
    MERGING = "cara menggabungkan"
    ACTIONS = "hak alur kerja"
    ENVIRONMENT = "lingkungan"
    PAGES = "halaman"
    LABEL = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    members: frozenset[str] | None  # logins in lower case; None: nobody but a person says who
    writes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The settings of a repository on the forge that our gate leans on."""

    teams: Mapping[str, Team] = field(default_factory=dict)
    rules: Mapping[str, Rules] = field(default_factory=dict)
    merging: frozenset[str] = frozenset({"merge"})
    body_in_message: bool = False  # the drafter's words as if whoever merges had written them
    token: str = "read"  # what a workflow may do that asks for nothing
    machines_approve: bool = False  # whether a workflow may open and approve proposals
    environments: Mapping[str, frozenset[str] | None] = field(default_factory=dict)  # None: any
    waits_for: Mapping[str, int] = field(default_factory=dict)  # how many may let it go on
    pages: str = "workflow"  # where the page comes from
    labels: frozenset[str] = frozenset()
    public: bool = True
    organisation: bool = True  # whether teams are possible here
    secrets: tuple[str, ...] | None = ()  # of the whole repository; None: not shown
    unseen: frozenset[Area] = frozenset()  # what the credential was not allowed to see
    bypass_seen: bool = True  # whether the lists of exceptions were shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing to set, and how the office reads it."""

    area: Area
    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.area} {self.name}: {self.what}" if self.name else f"{self.area}: {self.what}"


def wanted_house(
    roster: Roster, today: date, rules: Mapping[str, Rules], labels: frozenset[str]
) -> House:
    """What must be: teams from the roles of today, rulesets and labels from the files."""
    return House(
        teams={
            name: Team(members=None if roles is None else _logins(roster, roles, today))
            for name, roles in TEAMS.items()
        },
        rules=rules,
        environments={name: frozenset({"main"}) for name in ENVIRONMENTS},
        labels=labels,
    )


def _logins(roster: Roster, roles: frozenset[Role], today: date) -> frozenset[str]:
    people = roster.holders(roles, today)
    return frozenset(login.lower() for person in people for login in person.logins)


def without_login(roster: Roster, today: date) -> list[str]:
    """Those who hold a role but have no account on the forge: no team can take them."""
    holding = [person for person in roster.people if person.roles(today)]
    return [person.name for person in holding if not person.logins]


def differences(found: House, wanted: House) -> list[Change]:
    """What has to be set so that what is becomes what must be; what nobody saw is left out."""
    changes = [
        *_teams(found, wanted),
        *_rules(found, wanted),
        *_repository(found, wanted),
        *_environments(found, wanted),
        *(
            Change(area=Area.LABEL, name=name, what="dibuat")
            for name in sorted(wanted.labels - found.labels)
        ),
    ]
    return [change for change in changes if change.area not in found.unseen]


def _teams(found: House, wanted: House) -> Iterator[Change]:
    for name, team in wanted.teams.items():
        there = found.teams.get(name)
        members = team.members or frozenset()
        if there is None:
            who = ", ".join(sorted(members)) or "belum ada anggota"
            yield Change(area=Area.TEAM, name=name, what=f"dibuat dengan hak menulis ({who})")
            continue
        if not there.writes:
            yield Change(area=Area.TEAM, name=name, what="diberi hak menulis")
        if team.members is None or there.members is None:
            continue
        for verb, logins in (
            ("masuk", team.members - there.members),
            ("keluar", there.members - team.members),
        ):
            if logins:
                what = f"{verb}: {', '.join(sorted(logins))}"
                yield Change(area=Area.TEAM, name=name, what=what)


_PARTS = {
    "enforcement": "tidak ditegakkan",
    "target": "menjaga hal yang lain",
    "conditions": "menjaga cabang yang lain",
    "bypass_actors": "daftar pengecualiannya lain",
    "rules": "isinya lain",
}


def _rules(found: House, wanted: House) -> Iterator[Change]:
    for name, rules in wanted.rules.items():
        there = found.rules.get(name)
        if there is None:
            yield Change(area=Area.RULES, name=name, what="dibuat")
            continue
        seen = [part for part in _PARTS if part != "bypass_actors" or found.bypass_seen]
        wrong = [_PARTS[part] for part in seen if not covers(there.get(part), rules.get(part))]
        if wrong:
            what = f"dikembalikan seperti berkasnya ({', '.join(wrong)})"
            yield Change(area=Area.RULES, name=name, what=what)


def covers(found: object, wanted: object) -> bool:
    """Whether what the forge has says all that we want. It may name more of a thing's details (it
    adds defaults), but a list has exactly our entries, in any order."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(
            key in found and covers(found[key], value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        if not isinstance(found, list) or len(found) != len(wanted):
            return False
        left = list(found)
        for value in wanted:
            fit = next((i for i, other in enumerate(left) if covers(other, value)), None)
            if fit is None:
                return False
            del left[fit]
        return True
    return type(found) is type(wanted) and found == wanted


def _repository(found: House, wanted: House) -> Iterator[Change]:
    if found.merging != wanted.merging:
        what = "hanya Create a merge commit; squash, rebase, dan auto-merge dimatikan"
        yield Change(area=Area.MERGING, name="", what=what)
    if found.body_in_message != wanted.body_in_message:
        what = "pesannya tanpa isi usulan: yang ditulis di sana dianggap kata penyetuju"
        yield Change(area=Area.MERGING, name="pesan", what=what)
    if found.token != wanted.token or found.machines_approve:
        what = "hanya membaca; tidak boleh membuka atau menyetujui usulan"
        yield Change(area=Area.ACTIONS, name="", what=what)
    if found.pages != wanted.pages:
        yield Change(area=Area.PAGES, name="", what="GitHub Pages memakai sumber GitHub Actions")


def _environments(found: House, wanted: House) -> Iterator[Change]:
    for name, branches in wanted.environments.items():
        if name not in found.environments:
            yield Change(area=Area.ENVIRONMENT, name=name, what="dibuat, hanya untuk cabang main")
        elif found.environments[name] != branches:
            others = found.environments[name]
            now = "semua cabang" if others is None else ", ".join(sorted(others)) or "tidak ada"
            what = f"hanya untuk cabang main (sekarang: {now})"
            yield Change(area=Area.ENVIRONMENT, name=name, what=what)


def repository_at(address: str) -> str:
    """OWNER/REPO out of a Git server's address on github.com; "" for any other server."""
    found = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(\.git)?/?$", address, re.ASCII)
    return found[1] if found else ""


def code_owners(organisation: str) -> str:
    """`.github/CODEOWNERS`: content belongs to those who approve, the rest to who keeps it."""
    office, technical = f"@{organisation}/{APPROVING}", f"@{organisation}/{TECHNICAL}"
    rows = [
        ("*", technical),
        ("/content/", office),
        ("/content/sop.yml", f"{office} {technical}"),
    ]
    width = max(len(path) for path, _ in rows)
    return (
        "# Dibuat oleh `redaksi setup github`. Tim harus terlihat dan berhak menulis.\n"
        "# Baris terakhir yang cocok yang berlaku. Berkas ini dibaca dari main, bukan dari "
        "usulan.\n" + "".join(f"{path:{width}}  {owners}\n" for path, owners in rows)
    )
