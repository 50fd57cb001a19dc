"""A stand-in for the settings of a repository on GitHub: what `setup` and `doctor` ask and set.

It is a `Send`: no socket. Every call and every reply is held against GitHub's own description
(forge_settings.json, an extract of the npm package @octokit/openapi).
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jsonschema import Draft202012Validator, validators

from pipeline.core.wire import Request, Response

SHAPES = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
# What is named in a reply has the right shape; it need not name everything (a repository has
# sixty properties), and then several of GitHub's alternatives may fit.
Replies = validators.extend(
    Draft202012Validator,
    {"required": lambda *_: None, "oneOf": Draft202012Validator.VALIDATORS["anyOf"]},
)


def shape(call: str) -> dict[str, Any]:
    return SHAPES["calls"][call]


def complaints(schema: dict[str, Any], value: Any, kind: Any = Draft202012Validator) -> list[str]:
    """What GitHub's description says against a value."""
    checker = kind({**schema, "$defs": SHAPES["$defs"]})
    return [f"{'/'.join(map(str, e.path))}: {e.message[:200]}" for e in checker.iter_errors(value)]


def unknown_keys(schema: dict[str, Any], value: Any) -> set[str]:
    """Keys of a flat body that the description does not know."""
    while "$ref" in schema:
        schema = SHAPES["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return set(value) - set(schema.get("properties", value)) if isinstance(value, dict) else set()


@dataclass
class GitHubSettings:
    """The state of one repository; `who` holds the credential."""

    repository: str = "kantor/jdih"
    who: str = "kepala-ti"
    admin: bool = True  # whether the credential may see and set what administrators do
    private: bool = False
    owner_type: str = "Organization"
    merging: dict[str, bool | str] = field(
        default_factory=lambda: {
            "allow_merge_commit": True,
            "allow_squash_merge": True,
            "allow_rebase_merge": True,
            "allow_auto_merge": False,
            "merge_commit_title": "MERGE_MESSAGE",
            "merge_commit_message": "PR_TITLE",
        }
    )
    teams: dict[str, dict[str, Any]] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)  # logins that must accept an invitation first
    rulesets: dict[int, dict[str, Any]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=lambda: {"bug", "duplicate"})
    environments: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, Any] | None = None
    actions: dict[str, Any] = field(
        default_factory=lambda: {
            "default_workflow_permissions": "write",
            "can_approve_pull_request_reviews": True,
        }
    )
    secrets: list[str] = field(default_factory=list)
    owners_errors: list[dict[str, Any]] = field(default_factory=list)
    runs: dict[str, str] = field(default_factory=dict)  # workflow file → last scheduled run
    calls: list[str] = field(default_factory=list)  # what was written, in order
    _next: int = 100

    def __call__(self, request: Request) -> Response:
        parts = urlsplit(request.path)
        call = next(
            (
                known
                for known in sorted(SHAPES["calls"], key=lambda known: known.count("{"))
                if re.fullmatch(
                    re.sub(r"\{\w+\}", "[^/]+", known), f"{request.method} {parts.path}"
                )
            ),
            None,
        )
        assert call is not None, f"{request.method} {parts.path} is not in the extract"
        assert set(parse_qs(parts.query)) <= set(shape(call)["query"]), request.path
        if "request" in shape(call):
            assert complaints(shape(call)["request"], request.json) == [], call
            assert unknown_keys(shape(call)["request"], request.json) == set(), call
        if request.method != "GET":
            self.calls.append(f"{request.method} {parts.path}")
        status, reply = self.answer(request.method, parts.path, request.json)
        if 200 <= status < 300:
            assert str(status) in shape(call)["replies"], (call, status)
            if (expected := shape(call)["replies"][str(status)]) is not None:
                assert complaints(expected, reply, Replies) == [], call
        body = b"" if reply is None else json.dumps(reply).encode()
        return Response(status=status, body=body)

    def number(self) -> int:
        self._next += 1
        return self._next

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Route a call; what only administrators may do is refused to others as GitHub does."""
        organisation = self.repository.partition("/")[0]
        if path == "/user":
            return 200, {"login": self.who, "id": 1, "type": "User"}
        if path.startswith(f"/orgs/{organisation}/teams"):
            rest = path.removeprefix(f"/orgs/{organisation}/teams").strip("/").split("/")
            if not self.admin:
                return 403, {"message": "Resource not accessible by integration"}
            return self.team(method, [part for part in rest if part], body)
        base = f"/repos/{self.repository}"
        if path != base and not path.startswith(f"{base}/"):
            return 404, {"message": "Not Found"}
        head, *rest = path.removeprefix(base).strip("/").split("/") or [""]
        return getattr(self, f"at_{head or 'repository'}")(method, rest, body)

    def at_repository(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        if method == "PATCH":
            self.merging |= body
        about = {
            "id": 1,
            "name": self.repository.partition("/")[2],
            "full_name": self.repository,
            "private": self.private,
            "visibility": "private" if self.private else "public",
            "default_branch": "main",
            "owner": {"login": self.repository.partition("/")[0], "id": 2, "type": self.owner_type},
            "permissions": {"admin": self.admin, "push": self.admin, "pull": True},
        }
        return 200, about | (self.merging if self.admin else {})

    def team(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        match method, rest:
            case "GET", []:
                return 200, [
                    {"id": team["id"], "slug": slug, "name": slug, "permission": "pull"}
                    for slug, team in self.teams.items()
                ]
            case "POST", []:
                assert body["name"] not in self.teams
                self.teams[body["name"]] = {
                    "id": self.number(),
                    "members": {self.who},  # GitHub makes whoever creates a team its maintainer
                    "invited": set(),
                    "permission": None,
                }
                return 201, {"id": self._next, "slug": body["name"], "name": body["name"]}
            case "GET", [slug, ("members" | "invitations") as which]:
                key = "members" if which == "members" else "invited"
                people = sorted(self.teams[slug][key])
                return 200, [{"login": login, "id": 9} for login in people]
            case "PUT", [slug, "repos", *_]:
                self.teams[slug]["permission"] = body["permission"]
                return 204, None
            case "PUT", [slug, "memberships", login]:
                pending = login in self.outside
                self.teams[slug]["invited" if pending else "members"].add(login)
                state = "pending" if pending else "active"
                return 200, {"url": "https://x", "role": body["role"], "state": state}
            case "DELETE", [slug, "memberships", login]:
                self.teams[slug]["members"].discard(login)
                self.teams[slug]["invited"].discard(login)
                return 204, None
        raise AssertionError((method, rest))

    def at_teams(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        if not self.admin:
            return 404, {"message": "Not Found"}
        return 200, [
            {"id": team["id"], "slug": slug, "name": slug, "permission": team["permission"]}
            for slug, team in self.teams.items()
            if team["permission"]
        ]

    def at_rulesets(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        if method == "GET" and not rest:
            short = ("id", "name", "source", "source_type", "enforcement", "target")
            return 200, [{key: one[key] for key in short} for one in self.rulesets.values()]
        if method != "GET":
            if not self.admin:
                return 404, {"message": "Not Found"}
            for actor in body["bypass_actors"]:
                if actor["actor_type"] == "Team":
                    known = {team["id"] for team in self.teams.values() if team["permission"]}
                    if actor["actor_id"] not in known:
                        return 422, {"message": "Validation Failed"}
            number = int(rest[0]) if rest else self.number()
            rules = [self.filled(rule) for rule in body["rules"]]
            about = {"id": number, "source": self.repository, "source_type": "Repository"}
            self.rulesets[number] = {**body, "rules": rules, **about}
            return (200 if rest else 201), self.rulesets[number]
        shown = dict(self.rulesets[int(rest[0])])
        if not self.admin:
            del shown["bypass_actors"]
        return 200, shown

    @staticmethod
    def filled(rule: dict[str, Any]) -> dict[str, Any]:
        """GitHub adds the defaults of what was not said."""
        if rule["type"] != "pull_request":
            return rule
        return {**rule, "parameters": {"required_reviewers": [], **rule["parameters"]}}

    def at_labels(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        if method == "POST":
            self.labels.add(body["name"])
        listed = [
            {"id": 1, "name": name, "color": "ededed", "default": False}
            for name in sorted(self.labels)
        ]
        return (201, listed[0] | body) if method == "POST" else (200, listed)

    def at_environments(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        name, *below = rest
        known = self.environments.get(name)
        if method == "PUT":
            rules = [{"id": 5, "node_id": "x", "type": "branch_policy"}]
            if body.get("wait_timer"):
                wait = body["wait_timer"]
                rules.append({"id": 6, "node_id": "x", "type": "wait_timer", "wait_timer": wait})
            if body.get("reviewers"):
                rules.append(
                    {
                        "id": 7,
                        "node_id": "x",
                        "type": "required_reviewers",
                        "prevent_self_review": body.get("prevent_self_review", False),
                        "reviewers": [
                            {"type": one["type"], "reviewer": {"id": one["id"], "login": "x"}}
                            for one in body["reviewers"]
                        ],
                    }
                )
            self.environments[name] = {
                "limits": body["deployment_branch_policy"],
                "policies": known["policies"] if known else {},
                "rules": rules,
            }
            known = self.environments[name]
        if known is None:
            return 404, {"message": "Not Found"}
        if not below:
            return 200, {
                "id": 3,
                "name": name,
                "deployment_branch_policy": known["limits"],
                "protection_rules": known["rules"],
            }
        if method == "POST":
            number = self.number()
            known["policies"][number] = {"id": number, **body}
            return 200, known["policies"][number]
        if method == "DELETE":
            del known["policies"][int(below[1])]
            return 204, None
        policies = list(known["policies"].values())
        return 200, {"total_count": len(policies), "branch_policies": policies}

    def at_pages(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        if method == "GET":
            return (404, {"message": "Not Found"}) if self.pages is None else (200, self.pages)
        assert (self.pages is None) == (method == "POST")
        self.pages = {"build_type": body["build_type"], "url": "https://x", "public": True}
        return (201, self.pages) if method == "POST" else (204, None)

    def at_actions(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        if rest[0] == "workflows":
            last = self.runs.get(rest[1])
            runs = [{"id": 1, "event": "schedule", "created_at": last}] if last else []
            return 200, {"total_count": len(runs), "workflow_runs": runs}
        if not self.admin:
            return 403, {"message": "Resource not accessible by integration"}
        if rest[0] == "secrets":
            named = [{"name": n, "created_at": "x", "updated_at": "x"} for n in self.secrets]
            return 200, {"total_count": len(named), "secrets": named}
        if method == "PUT":
            self.actions = body
            return 204, None
        return 200, self.actions

    def at_codeowners(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        return 200, {"errors": self.owners_errors}
