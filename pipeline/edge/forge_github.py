"""Edge: GitHub behind the forge's face: its paths and its words, turned into our nouns."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from pipeline.core.findings import Blocked
from pipeline.core.forge import (
    Comment,
    Issue,
    MergeRecord,
    Proposal,
    ProposedCommit,
    Review,
    RunApproval,
    Turn,
    Verdict,
)
from pipeline.core.model import WITA
from pipeline.edge.forge_client import Client, Json

MARKER = "<!-- redaksi:{key} -->"
_VERDICTS = frozenset(Verdict)  # "PENDING" is still being written
_GHOST = "ghost"  # GitHub's own name for an account that was deleted
_TO_DRAFT = """mutation($id: ID!) {
  convertPullRequestToDraft(input: {pullRequestId: $id}) { pullRequest { isDraft } }
}"""


class GitHub:
    """One repository on GitHub (``Forge`` in forge.py says what each call is for)."""

    def __init__(self, client: Client, repository: str, login: str = "") -> None:
        self.client, self._login = client, login
        self._repo = f"/repos/{quote(repository)}"

    # Proposals

    def open_proposals(self) -> list[Proposal]:
        found = self.client.pages(f"{self._repo}/pulls?state=open&sort=created&direction=asc")
        return [self._proposal(pull) for pull in found]

    def proposal(self, number: int) -> Proposal:
        return self._proposal(self.client.get(f"{self._repo}/pulls/{number}"))

    def proposal_of(self, commit: str) -> int | None:
        """The proposal that became this commit of main; else the first that contains it.

        What the forge has only just merged may be missing for a moment: that is "not yet known",
        and the next run asks again.
        """
        found = list(self.client.pages(f"{self._repo}/commits/{commit}/pulls"))
        merged = [pull for pull in found if pull["merge_commit_sha"] == commit]
        return next((int(pull["number"]) for pull in [*merged, *found]), None)

    def merged(self, commit: str) -> MergeRecord | None:
        number = self.proposal_of(commit)
        if number is None:
            return None
        pull = self.client.get(f"{self._repo}/pulls/{number}")
        if not pull["merged"] or pull["merge_commit_sha"] != commit:
            return None
        seen = self.client.get(f"{self._repo}/commits/{commit}")["commit"].get("verification")
        opened, head = _moment(pull["created_at"]), pull["head"]["sha"]
        author = _login(pull["user"])
        ready_by, ready_at = self._ready(number, author, opened)
        return MergeRecord(
            number=number,
            url=pull["html_url"],
            opened_by=author,
            opened=opened,
            ready_at=ready_at,
            ready_by=ready_by,
            merged_by=_login(pull["merged_by"]),
            merge_sha=commit,
            head=head,
            at=_moment(pull["merged_at"]),
            signature=seen["reason"] if seen else "",
            reviews=tuple(review for review in self.reviews(number) if review.commit == head),
        )

    def reviews(self, number: int) -> list[Review]:
        """Submitted reviews, oldest first; one that is still being written has no moment."""
        return [
            Review(
                login=_login(review["user"]),
                state=Verdict(review["state"]),
                commit=review["commit_id"] or "",
                at=_moment(review["submitted_at"]),
                body=review["body"] or self._beside(number, review),
            )
            for review in self.client.pages(f"{self._repo}/pulls/{number}/reviews")
            if review["state"] in _VERDICTS and review.get("submitted_at")
        ]

    def _beside(self, number: int, review: Json) -> str:
        """A refusal may say why beside the lines only."""
        if review["state"] != Verdict.CHANGES_REQUESTED:
            return ""
        path = f"{self._repo}/pulls/{number}/reviews/{review['id']}/comments"
        return "\n".join(one["body"] or "" for one in self.client.pages(path))

    def files(self, number: int) -> list[str]:
        found = self.client.pages(f"{self._repo}/pulls/{number}/files")
        return [file["filename"] for file in found]

    def commits(self, number: int) -> list[ProposedCommit]:
        return [
            ProposedCommit(sha=one["sha"], login=one["author"]["login"] if one["author"] else "")
            for one in self.client.pages(f"{self._repo}/pulls/{number}/commits")
        ]

    def contains(self, head: str, other: str) -> bool:
        found = self.client.get(f"{self._repo}/compare/{other}...{head}")
        return bool(found["merge_base_commit"]["sha"] == other)

    def drafted(self, number: int) -> Turn | None:
        """The last turn counts: handed over again, an older one is settled."""
        turns = ("convert_to_draft", "ready_for_review")
        events = self.client.pages(f"{self._repo}/issues/{number}/timeline")
        last = next((e for e in reversed(list(events)) if e.get("event") in turns), None)
        if last is None or last["event"] == "ready_for_review":
            return None
        return Turn(login=_login(last["actor"]), at=_moment(last["created_at"]))

    def is_private(self) -> bool:
        return bool(self.client.get(self._repo)["private"])

    def request_review(self, number: int, logins: Sequence[str]) -> None:
        """Ask for reviews; GitHub refuses to ask the proposal's own author."""
        body = {"reviewers": list(logins)}
        self.client.post(f"{self._repo}/pulls/{number}/requested_reviewers", body)

    def to_draft(self, number: int) -> bool:
        """Needs the rights contents and pull-requests to write; still refused to some tokens."""
        pull = self.client.get(f"{self._repo}/pulls/{number}")
        if pull["draft"]:
            return True
        answer = self.client.graph(_TO_DRAFT, {"id": pull["node_id"]})
        return not answer.get("errors")

    # Issues and what is said below them

    def issue(self, number: int) -> Issue:
        return _issue(self.client.get(f"{self._repo}/issues/{number}"))

    def issues(self, *, label: str = "", state: str = "open") -> list[Issue]:
        """Issues without proposals: GitHub lists both together."""
        labels = f"&labels={quote(label)}" if label else ""
        path = f"{self._repo}/issues?state={state}{labels}&sort=created&direction=asc"
        return [_issue(one) for one in self.client.pages(path) if "pull_request" not in one]

    def open_issue(self, title: str, body: str, labels: Sequence[str] = ()) -> Issue:
        pairs = {"title": title, "body": body, "labels": list(labels)}
        return _issue(self.client.post(f"{self._repo}/issues", pairs))

    def edit_issue(self, number: int, *, title: str = "", body: str = "") -> None:
        pairs = {key: value for key, value in (("title", title), ("body", body)) if value}
        self.client.patch(f"{self._repo}/issues/{number}", pairs)

    def close_issue(self, number: int) -> None:
        self.client.patch(f"{self._repo}/issues/{number}", {"state": "closed"})

    def comments(self, number: int) -> list[Comment]:
        found = self.client.pages(f"{self._repo}/issues/{number}/comments")
        return [_comment(one) for one in found]

    def comment(self, number: int, body: str) -> Comment:
        said = {"body": body}
        return _comment(self.client.post(f"{self._repo}/issues/{number}/comments", said))

    def said(self, number: int, key: str) -> str:
        mine = self._mine(number, key)
        return mine[0].body.replace("\r\n", "\n").partition("\n")[2] if mine else ""

    def _mine(self, number: int, key: str) -> list[Comment]:
        """Our comments with this key, oldest first."""
        marker = MARKER.format(key=key)
        return [
            comment
            for comment in self.comments(number)
            if comment.body.startswith(marker) and comment.author == self._me()
        ]

    def sticky(self, number: int, key: str, body: str) -> Comment:
        """Of two of ours, left by two runs at once, the older stays."""
        text = f"{MARKER.format(key=key)}\n{body}"
        mine = self._mine(number, key)
        for other in mine[1:]:
            self.client.delete(f"{self._repo}/issues/comments/{other.id}")
        if not mine:
            return self.comment(number, text)
        if mine[0].body.replace("\r\n", "\n") == text:
            return mine[0]
        path = f"{self._repo}/issues/comments/{mine[0].id}"
        return _comment(self.client.patch(path, {"body": text}))

    # Runs

    def approvals(self, run: int) -> list[RunApproval]:
        return [
            RunApproval(
                environments=tuple(place["name"] for place in one["environments"]),
                approved=one["state"] == "approved",
                login=_login(one["user"]),
                comment=one["comment"] or "",
            )
            for one in self.client.get(f"{self._repo}/actions/runs/{run}/approvals")
            if one["state"] in {"approved", "rejected"}
        ]

    def start(self, workflow: str) -> None:
        path = f"{self._repo}/actions/workflows/{quote(workflow)}/dispatches"
        self.client.post(path, {"ref": "main"})

    def _me(self) -> str:
        """Whose comments are ours: anybody may write our marker into one of hers."""
        if not self._login:
            self._login = _login(self.client.get("/user"))
        return self._login

    def _proposal(self, pull: Json) -> Proposal:
        opened, author = _moment(pull["created_at"]), _login(pull["user"])
        base, head = pull["base"], pull["head"]
        handed = None if pull.get("draft") else self._ready(pull["number"], author, opened)
        return Proposal(
            number=pull["number"],
            title=pull["title"],
            author=author,
            body=pull["body"] or "",
            url=pull["html_url"],
            head=head["sha"],
            branch=head["ref"],
            base=base["ref"],
            draft=bool(pull.get("draft")),
            opened=opened,
            ready_at=handed[1] if handed else None,
            ready_by=handed[0] if handed else "",
            labels=tuple(label["name"] for label in pull["labels"]),
            same_repository=bool(head["repo"]) and head["repo"]["id"] == base["repo"]["id"],
            open=pull["state"] == "open",
        )

    def _ready(self, number: int, author: str, opened: datetime) -> tuple[str, datetime]:
        """Who handed it over last, and when: an event; opened without being a draft, at once."""
        events = list(self.client.pages(f"{self._repo}/issues/{number}/timeline"))
        ready = [event for event in events if event.get("event") == "ready_for_review"]
        if not ready:
            return author, opened
        return _login(ready[-1]["actor"]), _moment(ready[-1]["created_at"])


def _login(user: Json) -> str:
    return user["login"] if user else _GHOST


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(WITA)
    except (TypeError, ValueError):
        raise Blocked("jawaban GitHub memuat waktu yang tidak terbaca") from None


def _issue(found: Json) -> Issue:
    labels = (label if isinstance(label, str) else label["name"] for label in found["labels"])
    return Issue(
        number=found["number"],
        author=_login(found["user"]),
        title=found["title"],
        body=found["body"] or "",
        labels=tuple(labels),
        url=found["html_url"],
        opened=_moment(found["created_at"]),
        state=found["state"],
    )


def _comment(found: Json) -> Comment:
    return Comment(
        id=found["id"],
        author=_login(found["user"]),
        body=found["body"] or "",
        at=_moment(found["created_at"]),
        is_machine=bool(found["user"]) and found["user"]["type"] == "Bot",
    )
