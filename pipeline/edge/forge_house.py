"""Edge: reads how the repository on GitHub is locked, and sets it. Decides nothing.

What a credential may not see is named as unseen; it is never taken for in order.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from pipeline.core.findings import Blocked
from pipeline.core.house import APPROVING, ENVIRONMENTS, TEAMS, Area, Change, House, Team
from pipeline.core.model import WITA
from pipeline.edge.forge_client import Client

V = TypeVar("V")
Json = dict[str, Any]

_METHODS = {
    "merge": "allow_merge_commit",
    "squash": "allow_squash_merge",
    "rebase": "allow_rebase_merge",
    "auto": "allow_auto_merge",  # it would merge in somebody's name while she is away
}
# With PR_BODY the proposal's body lands in the message of the merge, trailers and all.
_MESSAGE = {"merge_commit_title": "MERGE_MESSAGE", "merge_commit_message": "PR_TITLE"}
_HIDDEN = (401, 403)


class _Unseen(Exception):
    """The credential may not see this."""


def read_house(client: Client, repository: str) -> House:
    """Everything that our gate leans on, as it is now."""
    base = f"/repos/{repository}"
    about = client.get(base)
    unseen: set[Area] = set()

    def look(area: Area, read: Callable[[], V], otherwise: V) -> V:
        try:
            return read()
        except _Unseen:
            unseen.add(area)
            return otherwise

    no_ids: dict[str, int] = {}
    no_teams: dict[str, Team] = {}
    no_rules: dict[str, Json] = {}
    ids = look(Area.TEAM, lambda: _team_ids(client, repository), no_ids)
    teams = look(Area.TEAM, lambda: _teams(client, repository, ids), no_teams)
    rules = look(Area.RULES, lambda: _rules(client, base, ids), no_rules)
    token, approve = look(Area.ACTIONS, lambda: _actions(client, base), ("read", False))
    places = look(Area.ENVIRONMENT, lambda: _places(client, base), no_rules)
    if "allow_squash_merge" not in about:
        unseen.add(Area.MERGING)
    return House(
        teams=teams,
        rules=rules,
        merging=frozenset(name for name, key in _METHODS.items() if about.get(key)),
        body_in_message=about.get("merge_commit_message") == "PR_BODY",
        token=token,
        machines_approve=approve,
        environments=look(Area.ENVIRONMENT, lambda: _limits(client, base, places), {}),
        waits_for={name: _reviewers(about) for name, about in places.items()},
        pages=look(Area.PAGES, lambda: _pages(client, base), ""),
        labels=frozenset(one["name"] for one in client.pages(f"{base}/labels")),
        public=not about["private"],
        organisation=about["owner"]["type"] == "Organization",
        secrets=_secrets(client, base),
        unseen=frozenset(unseen),
        bypass_seen=all("bypass_actors" in one for one in rules.values()),
    )


def _see(client: Client, path: str, *, hidden: tuple[int, ...] = _HIDDEN) -> Json | None:
    """What is at a path; None where there is nothing."""
    answer = client.call("GET", path, allow=(*_HIDDEN, 404))
    if answer.status in hidden:
        raise _Unseen
    return None if answer.status == 404 else json.loads(answer.body)


def _each(client: Client, path: str, within: str = "") -> list[Json]:
    """A whole list. GitHub answers 404 where the right is missing."""
    _see(client, f"{path}?per_page=1", hidden=(*_HIDDEN, 404))
    return list(client.pages(path, within))


def _owner(repository: str) -> str:
    return repository.partition("/")[0]


def _team_ids(client: Client, repository: str) -> dict[str, int]:
    teams = _each(client, f"/orgs/{_owner(repository)}/teams")
    return {team["slug"]: team["id"] for team in teams if team["slug"] in TEAMS}


def _teams(client: Client, repository: str, ids: Mapping[str, int]) -> dict[str, Team]:
    writing = {
        team["slug"]
        for team in _each(client, f"/repos/{repository}/teams")
        if team["permission"] in ("push", "maintain", "admin")
    }
    return {
        slug: Team(members=_members(client, _owner(repository), slug), writes=slug in writing)
        for slug in ids
    }


def _members(client: Client, organisation: str, slug: str) -> frozenset[str]:
    """Who is in a team or invited to it."""
    base = f"/orgs/{organisation}/teams/{slug}"
    people = [*client.pages(f"{base}/members"), *client.pages(f"{base}/invitations")]
    return frozenset(one["login"].lower() for one in people if one["login"])


def _rules(client: Client, base: str, ids: Mapping[str, int]) -> dict[str, Json]:
    """The rulesets of this repository by name, the approvers' team without its number."""
    found = {}
    for short in _each(client, f"{base}/rulesets"):
        if short.get("source_type", "Repository") != "Repository":
            continue  # the organisation's own may only make it stricter
        rules = client.get(f"{base}/rulesets/{short['id']}")
        for actor in rules.get("bypass_actors", ()):
            if actor["actor_type"] == "Team" and actor["actor_id"] == ids.get(APPROVING):
                actor["actor_id"] = None
        found[rules["name"]] = rules
    return found


def _actions(client: Client, base: str) -> tuple[str, bool]:
    given = _see(client, f"{base}/actions/permissions/workflow", hidden=(*_HIDDEN, 404)) or {}
    return given["default_workflow_permissions"], given["can_approve_pull_request_reviews"]


def _places(client: Client, base: str) -> dict[str, Json]:
    """The environments that are there, as the forge tells of them."""
    seen = {name: _see(client, f"{base}/environments/{name}") for name in ENVIRONMENTS}
    return {name: about for name, about in seen.items() if about is not None}


def _reviewers(about: Json) -> int:
    """How many people or teams a run of an environment may wait for."""
    rules = about.get("protection_rules") or ()
    return sum(len(r["reviewers"]) for r in rules if r["type"] == "required_reviewers")


def _limits(client: Client, base: str, places: dict[str, Json]) -> dict[str, frozenset[str] | None]:
    found: dict[str, frozenset[str] | None] = {}
    for name, about in places.items():
        limits = about.get("deployment_branch_policy")
        if not limits or not limits["custom_branch_policies"]:
            found[name] = None
            continue
        policies = client.pages(_policies(base, name), "branch_policies")
        found[name] = frozenset(
            one["name"] if one.get("type", "branch") == "branch" else f"tag {one['name']}"
            for one in policies
        )
    return found


def _policies(base: str, environment: str) -> str:
    return f"{base}/environments/{environment}/deployment-branch-policies"


def _pages(client: Client, base: str) -> str:
    return str((_see(client, f"{base}/pages") or {}).get("build_type") or "")


def _secrets(client: Client, base: str) -> tuple[str, ...] | None:
    """Names of the repository's own secrets; None where the credential may not ask."""
    try:
        found = _each(client, f"{base}/actions/secrets", "secrets")
    except _Unseen:
        return None
    return tuple(sorted(one["name"] for one in found))


def last_scheduled(client: Client, repository: str, workflow: str) -> datetime | None:
    """When the clock last started a workflow; None where it never did."""
    path = f"/repos/{repository}/actions/workflows/{workflow}/runs?event=schedule&per_page=1"
    runs = (_see(client, path, hidden=()) or {}).get("workflow_runs", ())
    began = [datetime.fromisoformat(run["created_at"]) for run in runs]
    return max(began).astimezone(WITA) if began else None


def owners_errors(client: Client, repository: str) -> list[str]:
    """What GitHub does not understand in the CODEOWNERS of main: it skips such lines silently."""
    found = _see(client, f"/repos/{repository}/codeowners/errors?ref=main") or {}
    return [f"baris {one['line']}: {one['kind']}" for one in found.get("errors", ())]


# --- setting


def carry_out(client: Client, repository: str, change: Change, wanted: House) -> None:
    """Set one thing as it is wanted."""
    base = f"/repos/{repository}"
    match change.area:
        case Area.TEAM:
            _set_team(client, repository, change.name, wanted.teams[change.name])
        case Area.RULES:
            _set_rules(client, repository, change.name, wanted)
        case Area.MERGING:
            methods = {key: name in wanted.merging for name, key in _METHODS.items()}
            client.patch(base, {**methods, **_MESSAGE})
        case Area.ACTIONS:
            body = {
                "default_workflow_permissions": wanted.token,
                "can_approve_pull_request_reviews": wanted.machines_approve,
            }
            client.put(f"{base}/actions/permissions/workflow", body)
        case Area.ENVIRONMENT:
            _limit(client, base, change.name, wanted.environments[change.name] or frozenset())
        case Area.PAGES:
            known = client.find(f"{base}/pages")
            (client.put if known else client.post)(f"{base}/pages", {"build_type": wanted.pages})
        case Area.LABEL:
            client.post(f"{base}/labels", {"name": change.name})


def _set_team(client: Client, repository: str, slug: str, team: Team) -> None:
    """Make the team if it is not there, let it write, and let in and out who must."""
    organisation = _owner(repository)
    base, members = f"/orgs/{organisation}/teams", team.members
    if slug not in _team_ids(client, repository):
        client.post(base, {"name": slug, "privacy": "closed"})
        if members is None:
            members = frozenset()  # who makes a team becomes its member; nobody asked for that
    client.put(f"{base}/{slug}/repos/{repository}", {"permission": "push"})
    if members is None:
        return
    there = _members(client, organisation, slug)
    for login in sorted(members - there):
        client.put(f"{base}/{slug}/memberships/{login}", {"role": "member"})
    for login in sorted(there - members):
        client.delete(f"{base}/{slug}/memberships/{login}")


def _set_rules(client: Client, repository: str, name: str, wanted: House) -> None:
    base = f"/repos/{repository}/rulesets"
    approving = _team_ids(client, repository).get(APPROVING)
    if approving is None:
        raise Blocked(f"tim {APPROVING} belum ada", where=repository, remedy="ulangi perintah ini")
    body = dict(wanted.rules[name])
    actors = body.get("bypass_actors")
    body["bypass_actors"] = [
        {**actor, "actor_id": approving} if actor.get("actor_id") is None else actor
        for actor in (actors if isinstance(actors, list) else ())
    ]
    known = [one["id"] for one in client.pages(base) if one["name"] == name]
    if known:
        client.put(f"{base}/{known[0]}", body)
    else:
        client.post(base, body)


def _limit(client: Client, base: str, name: str, branches: frozenset[str]) -> None:
    """Let only these branches use an environment. Setting it forgets who must approve, so that is
    sent along."""
    about = _see(client, f"{base}/environments/{name}") or {}
    limits = {"protected_branches": False, "custom_branch_policies": True}
    if about.get("deployment_branch_policy") != limits:
        body: Json = {"deployment_branch_policy": limits}
        for rule in about.get("protection_rules", ()):
            if rule["type"] == "wait_timer":
                body["wait_timer"] = rule["wait_timer"]
            if rule["type"] == "required_reviewers":
                body["prevent_self_review"] = rule["prevent_self_review"]
                body["reviewers"] = [
                    {"type": one["type"], "id": one["reviewer"]["id"]} for one in rule["reviewers"]
                ]
        client.put(f"{base}/environments/{name}", body)
    path = _policies(base, name)
    there = {
        (one["name"], one.get("type", "branch")): one["id"]
        for one in client.pages(path, "branch_policies")
    }
    for branch in sorted(branches):
        if (branch, "branch") not in there:
            client.post(path, {"name": branch, "type": "branch"})
    for (branch, kind), number in sorted(there.items()):
        if branch not in branches or kind != "branch":
            client.delete(f"{path}/{number}")
