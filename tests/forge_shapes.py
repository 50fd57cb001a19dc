"""The stand-in's state as GitHub's replies (``forge_replies.py`` fills in the rest)."""

from dataclasses import dataclass
from typing import Any

from tests.forge_nouns import Judged, Pull, Said, Talk, stamp
from tests.forge_office import MACHINE, Office
from tests.forge_replies import reply

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Shapes:
    office: Office
    url: str

    def user(self, login: str) -> Json:
        known = self.office.accounts[login]
        kind = "Bot" if login == MACHINE else "User"
        return reply("user", login=login, id=known.id, type=kind, node_id=f"U_{known.id}")

    def issue(self, talk: Talk) -> Json:
        made = reply("issue", **self._talk(talk), labels=self.labels(talk))
        if talk.number in self.office.pulls:
            made["pull_request"] = {
                "url": "",
                "html_url": "",
                "diff_url": "",
                "patch_url": "",
            }
        return made

    def labels(self, talk: Talk) -> list[Json]:
        return [reply("label", name=name, color="ededed", default=False) for name in talk.labels]

    def _talk(self, talk: Talk) -> Json:
        kind = "pull" if talk.number in self.office.pulls else "issues"
        return {
            "number": talk.number,
            "id": talk.number,
            "title": talk.title,
            "body": talk.body,
            "user": self.user(talk.author),
            "state": "open" if talk.open else "closed",
            "created_at": stamp(talk.at),
            "html_url": f"https://github.example/{self.office.name}/{kind}/{talk.number}",
        }

    def pull(self, pull: Pull, *, simple: bool = False) -> Json:
        """A list gives the simple form: without ``merged_by``."""
        talk = self.office.talks[pull.number]
        common = {
            **self._talk(talk),
            "node_id": f"PR_{pull.number}",
            "draft": pull.draft,
            "labels": self.labels(talk),
            "head": self._side(pull.branch, pull.head),
            "base": self._side("main", ""),
            "merge_commit_sha": pull.merge_sha or None,
            "merged_at": stamp(pull.merged_at),
            "requested_reviewers": [self.user(login) for login in pull.asked],
            "author_association": "MEMBER",
        }
        if simple:
            return reply("pull-simple", **common)
        merger = self.user(pull.merged_by) if pull.merged_by else None
        return reply("pull", **common, merged=bool(merger), merged_by=merger)

    def _side(self, ref: str, sha: str) -> Json:
        made: Json = reply("pull")["head"]
        owner = self.office.name.split("/")[0]
        return {**made, "label": f"{owner}:{ref}", "ref": ref, "sha": sha}

    def review(self, judged: Judged) -> Json:
        return reply(
            "review",
            user=self.user(judged.author),
            state=judged.state,
            body=judged.body,
            commit_id=judged.commit,
            submitted_at=stamp(judged.at),
            author_association="MEMBER",
        )

    def comment(self, said: Said) -> Json:
        return reply(
            "comment",
            id=said.id,
            user=self.user(said.author),
            body=said.body,
            created_at=stamp(said.at),
            author_association="MEMBER",
        )

    def file(self, path: str) -> Json:
        return reply("file", filename=path, status="modified")

    def event(self, name: str, by: str, at: Any) -> Json:
        return reply("ready", event=name, actor=self.user(by), created_at=stamp(at))

    def commit(self, sha: str) -> Json:
        made = reply("commit", sha=sha)
        signed = "gpgsig" in self.office.git("cat-file", "commit", sha)
        made["commit"]["verification"] = {
            "verified": signed,
            "reason": "valid" if signed else "unsigned",
            "signature": None,
            "payload": None,
            "verified_at": None,
        }
        return made
