"""What GitHub's rulesets refuse, for the stand-in: at the merge button and at a push."""

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ACTIONS_APP = 15368  # GitHub Actions, as a status says who set it


@dataclass(kw_only=True)
class Team:
    id: int
    members: set[str]


@dataclass(frozen=True, kw_only=True)
class Merging:
    """What the button looks at."""

    by: str
    author: str
    last_pusher: str
    head: str
    approvers: frozenset[str]  # whose last review approves, and still stands
    refused: bool  # somebody asks for changes
    statuses: Sequence[tuple[str, int, str]]  # context, app, state
    paths: Sequence[str]
    owners: str  # CODEOWNERS of the base branch
    teams: Mapping[str, Team] = field(default_factory=dict)


def rules_of(rulesets: Iterable[Mapping[str, Any]], ref: str) -> list[tuple[dict[str, Any], Any]]:
    """Each rule in force for a branch, with the actors that it is not for."""
    found = []
    for ruleset in rulesets:
        if ruleset.get("enforcement") != "active":
            continue
        names = ruleset.get("conditions", {}).get("ref_name", {}).get("include", [])
        plain = [name.replace("~DEFAULT_BRANCH", "refs/heads/main") for name in names]
        if any(name == "~ALL" or fnmatch.fnmatchcase(ref, name) for name in plain):
            found += [(rule, ruleset.get("bypass_actors", [])) for rule in ruleset["rules"]]
    return found


def refusal(merging: Merging, rules: Iterable[tuple[dict[str, Any], Any]]) -> str:
    """Why the button refuses; empty: it merges."""
    for rule, bypass in rules:
        if _exempt(merging, bypass):
            continue
        said = rule.get("parameters", {})
        if rule["type"] == "update":
            return "Cannot update this protected ref."
        if rule["type"] == "pull_request" and (why := _unreviewed(merging, said)):
            return why
        if rule["type"] == "required_status_checks":
            for check in said["required_status_checks"]:
                if not _passed(merging, check):
                    return f'Required status check "{check["context"]}" is expected.'
    return ""


def _exempt(merging: Merging, bypass: Iterable[Mapping[str, Any]]) -> bool:
    ids = {team.id for team in merging.teams.values() if merging.by in team.members}
    return any(actor["actor_type"] == "Team" and actor["actor_id"] in ids for actor in bypass)


def _unreviewed(merging: Merging, said: Mapping[str, Any]) -> str:
    if "merge" not in said.get("allowed_merge_methods", ["merge"]):
        return "Merge commits are not allowed on this repository."
    wanted = said.get("required_approving_review_count", 0)
    if len(merging.approvers) < wanted:
        return f"At least {wanted} approving review is required by reviewers with write access."
    if wanted and merging.refused:
        return "Changes were requested."
    if said.get("require_last_push_approval") and not merging.approvers - {merging.last_pusher}:
        return "New changes require approval from someone other than the last pusher."
    if said.get("require_code_owner_review"):
        for path in merging.paths:
            owners = owners_of(merging.owners, path, merging.teams)
            if owners and not owners & merging.approvers:
                return "Waiting on code owner review."
    return ""


def owners_of(text: str, path: str, teams: Mapping[str, Team]) -> set[str]:
    """Who owns a path by CODEOWNERS: the last line that matches."""
    found: set[str] = set()
    for line in text.splitlines():
        pattern, _, names = line.partition("#")[0].strip().partition(" ")
        anchored = pattern.lstrip("/")
        hit = pattern == "*" or path == anchored
        if pattern and (hit or (anchored.endswith("/") and path.startswith(anchored))):
            found = set()
            for name in names.split():
                team = teams.get(name.rpartition("/")[2])
                found |= team.members if "/" in name and team else {name.removeprefix("@")}
    return found


def _passed(merging: Merging, check: Mapping[str, Any]) -> bool:
    app = check.get("integration_id")
    return any(
        context == check["context"] and state == "success" and app in (None, setter)
        for context, setter, state in merging.statuses
    )
