"""A small GitHub repository for stories: accounts, proposals, reviews, the merge button.

Behind it lies a real bare Git repository; a merge is a real merge commit as GitHub writes it. It
enforces what GitHub enforces, no more: it knows nothing of the SOP. People act through its
methods, the product through ``forge_server.py``.
"""

import os
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.forge_nouns import Account, Judged, Pull, Refused, Said, Talk
from tests.forge_rules import Merging, Team, refusal, rules_of

MACHINE = "github-actions[bot]"
_HOOK = """#!/bin/sh
while read -r kind ref; do
  [ "$ref" = "$1" ] || continue
  [ "$kind" = closed ] && { echo "GH013: Repository rule violations found for $1" >&2; exit 1; }
  case "$3$2" in *0000000000000000000000000000000000000000) case "$3" in
    000*) echo "GH013: Cannot delete $1" >&2; exit 1 ;; *) continue ;; esac ;; esac
  git merge-base --is-ancestor "$2" "$3" || { echo "GH013: Cannot force-push" >&2; exit 1; }
done < forge-protected
exit 0
"""


class Office:
    """State and rules of one repository."""

    def __init__(
        self, origin: Path, *, now: Callable[[], datetime], name: str = "kpu/jdih"
    ) -> None:
        self.origin, self.now, self.name = origin, now, name
        self.accounts: dict[str, Account] = {}
        self.teams: dict[str, Team] = {}
        self.talks: dict[int, Talk] = {}
        self.pulls: dict[int, Pull] = {}
        self.said: dict[int, Said] = {}
        self.rulesets: list[dict[str, Any]] = []
        self.labels: dict[str, dict[str, Any]] = {}
        self.environments: dict[str, dict[str, Any]] = {}
        self.settings: dict[str, Any] = {"private": False, "visibility": "public"}
        self.approvals: dict[int, list[dict[str, Any]]] = {}  # by run
        self.started: list[tuple[str, str]] = []  # workflow and branch
        self.statuses: dict[str, list[tuple[str, int, str]]] = {}  # by commit
        self.key: Path | None = None  # signs merges, as GitHub does
        self.account(MACHINE, "github-actions[bot]")

    def account(
        self, login: str, name: str, *emails: str, write: bool = True, admin: bool = False
    ) -> Account:
        ident = 41898282 if login == MACHINE else 1000 + len(self.accounts)
        made = Account(id=ident, login=login, name=name, emails=emails, write=write, admin=admin)
        self.accounts[login] = made
        return made

    def login_of(self, email: str) -> str:
        """The account an address belongs to: registered there, or the no-reply one."""
        plain = email.removesuffix("@users.noreply.github.com").rpartition("+")[2]
        known = (a.login for a in self.accounts.values() if email in a.emails or plain == a.login)
        return next(known, "")

    def team(self, slug: str, *members: str) -> Team:
        self.teams[slug] = Team(id=7000 + len(self.teams), members=set(members))
        return self.teams[slug]

    def rule(self, name: str, *rules: dict[str, Any], bypass: Sequence[Team] = ()) -> None:
        """Put a ruleset on main, and tell the Git server what it closes."""
        actors = [{"actor_id": t.id, "actor_type": "Team", "bypass_mode": "exempt"} for t in bypass]
        self.add_ruleset(
            {
                "name": name,
                "target": "branch",
                "enforcement": "active",
                "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
                "bypass_actors": actors,
                "rules": list(rules),
            }
        )

    def add_ruleset(self, ruleset: dict[str, Any]) -> dict[str, Any]:
        made = {"id": len(self.rulesets) + 1, "source": self.name, **ruleset}
        self.rulesets.append(made)
        self.guard()
        return made

    def guard(self) -> None:
        """A push to the bare repository meets the same rules as one to GitHub."""
        refs = {"refs/heads/main", "refs/heads/ledger"}
        lines = []
        for ref in sorted(refs):
            kinds = {rule["type"] for rule, _ in rules_of(self.rulesets, ref)}
            lines += [f"closed {ref}"] if kinds & {"pull_request", "update"} else []
            lines += [f"append {ref}"] if kinds & {"non_fast_forward", "deletion"} else []
        (self.origin / "forge-protected").write_text("\n".join([*lines, ""]))
        hook = self.origin / "hooks" / "update"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(_HOOK)
        hook.chmod(0o755)

    # What people do

    def open_issue(self, by: str, title: str, body: str, labels: Sequence[str] = ()) -> Talk:
        self._known(by)
        made = Talk(number=len(self.talks) + 1, author=by, title=title, body=body, at=self.now())
        made.labels += labels
        self.talks[made.number] = made
        return made

    def open_pull(
        self, by: str, branch: str, *, title: str = "Usulan", body: str = "", draft: bool = True
    ) -> Pull:
        self._writer(by)
        head = self.git("rev-parse", f"refs/heads/{branch}")
        talk = self.open_issue(by, title, body)
        made = Pull(number=talk.number, branch=branch, draft=draft, head=head, last_pusher=by)
        self.pulls[made.number] = made
        return made

    def pushed(self, number: int, by: str) -> None:
        """The head moved: approvals of the old one fall where a ruleset says so."""
        pull = self.fresh(number)
        pull.last_pusher = by
        for rule, _ in rules_of(self.rulesets, "refs/heads/main"):
            if rule.get("parameters", {}).get("dismiss_stale_reviews_on_push"):
                for review in pull.reviews:
                    if review.state == "APPROVED" and review.commit != pull.head:
                        review.state = "DISMISSED"

    def review(self, by: str, number: int, event: str, body: str = "") -> Judged:
        """``event``: APPROVE, REQUEST_CHANGES, COMMENT. Nobody approves her own proposal."""
        self._known(by)
        states = {
            "APPROVE": "APPROVED",
            "REQUEST_CHANGES": "CHANGES_REQUESTED",
            "COMMENT": "COMMENTED",
        }
        if event not in states:
            raise Refused(422, "Validation Failed")
        if by == self.talks[number].author and event != "COMMENT":
            raise Refused(422, "Can not approve your own pull request")
        pull = self.fresh(number)
        made = Judged(author=by, state=states[event], commit=pull.head, at=self.now(), body=body)
        pull.reviews.append(made)
        return made

    def ready(self, by: str, number: int) -> None:
        self._writer(by)
        pull = self.fresh(number)
        pull.draft = False
        pull.events.append(("ready_for_review", by, self.now()))

    def to_draft(self, by: str, number: int) -> None:
        self._writer(by)
        pull = self.fresh(number)
        pull.draft = True
        pull.events.append(("convert_to_draft", by, self.now()))

    def status(self, number: int, context: str, *, app: int, state: str = "success") -> None:
        self.statuses.setdefault(self.fresh(number).head, []).append((context, app, state))

    def merge(self, by: str, number: int, *, method: str = "merge", message: str = "") -> str:
        """The green button: a merge commit as GitHub writes it, or the refusal."""
        self._writer(by)
        pull, talk = self.fresh(number), self.talks[number]
        if pull.merged_by or not talk.open:
            raise Refused(405, "Pull Request is not mergeable")
        if pull.draft:
            raise Refused(405, "Pull Request is still a draft")
        if method != "merge":
            raise Refused(405, f"{method.capitalize()} merges are not allowed on this repository.")
        if why := refusal(self._merging(by, pull), rules_of(self.rulesets, "refs/heads/main")):
            raise Refused(405, f"Repository rule violations found\n\n{why}")
        main = self.git("rev-parse", "refs/heads/main")
        tree = self.git("merge-tree", "--write-tree", main, pull.head, fails=409)
        subject = f"Merge pull request #{number} from {self.name.split('/')[0]}/{pull.branch}"
        text = "\n\n".join(part for part in (subject, talk.title, message) if part)
        pull.merge_sha = self.commit(by, tree, (main, pull.head), text)
        pull.merged_by, pull.merged_at, talk.open = by, self.now(), False
        self.git("update-ref", "refs/heads/main", pull.merge_sha, main)
        return pull.merge_sha

    def commit(self, by: str, tree: str, parents: Sequence[str], text: str) -> str:
        """A commit made in the browser: the account's no-reply address, GitHub as committer."""
        who = self.accounts[by]
        at = f"@{int(self.now().timestamp())} +0000"
        env = {
            "GIT_AUTHOR_NAME": who.name,
            "GIT_AUTHOR_EMAIL": f"{who.id}+{by}@users.noreply.github.com",
            "GIT_AUTHOR_DATE": at,
            "GIT_COMMITTER_NAME": "GitHub",
            "GIT_COMMITTER_EMAIL": "noreply@github.com",
            "GIT_COMMITTER_DATE": at,
        }
        sign = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={self.key}"] if self.key else []
        words = [part for parent in parents for part in ("-p", parent)]
        flag = ["-S"] if self.key else []
        return self.git(*sign, "commit-tree", *flag, tree, *words, "-m", text, **env)

    def fresh(self, number: int) -> Pull:
        """A proposal with the head that its branch has now."""
        if number not in self.pulls:
            raise Refused(404, "Not Found")
        pull = self.pulls[number]
        if not pull.merged_by:
            pull.head = self.git("rev-parse", f"refs/heads/{pull.branch}")
        return pull

    def _merging(self, by: str, pull: Pull) -> Merging:
        latest = {r.author: r for r in pull.reviews if r.state != "COMMENTED"}
        approving = {
            login: one
            for login, one in latest.items()
            if one.state == "APPROVED" and self.accounts[login].write
        }
        codeowners = "refs/heads/main:.github/CODEOWNERS"
        there = self.git("ls-tree", "refs/heads/main", ".github/CODEOWNERS")
        return Merging(
            by=by,
            author=self.talks[pull.number].author,
            last_pusher=pull.last_pusher,
            head=pull.head,
            approvers=frozenset(approving),
            refused=any(one.state == "CHANGES_REQUESTED" for one in latest.values()),
            statuses=self.statuses.get(pull.head, []),
            paths=self.paths(pull),
            owners=self.git("show", codeowners) if there else "",
            teams=self.teams,
        )

    def paths(self, pull: Pull) -> list[str]:
        base = f"{pull.merge_sha}^1" if pull.merge_sha else "refs/heads/main"
        out = self.git("diff", "-z", "--name-only", "--no-renames", f"{base}...{pull.head}")
        return [path for path in out.split("\0") if path]

    def git(self, *words: str, fails: int = 0, **env: str) -> str:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        isolated = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **env}
        done = subprocess.run(
            ["git", *words],
            cwd=self.origin,
            env={**clean, **isolated},
            capture_output=True,
            check=False,
        )
        if done.returncode and fails:
            raise Refused(fails, "Merge conflict")
        assert done.returncode == 0, (words, done.stderr)
        return os.fsdecode(done.stdout).rstrip("\n")

    def _known(self, login: str) -> Account:
        if login not in self.accounts:
            raise Refused(404, "Not Found")
        return self.accounts[login]

    def _writer(self, login: str) -> None:
        if not self._known(login).write:
            raise Refused(403, "Must have write access to the repository.")
