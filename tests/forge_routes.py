"""The calls that the stand-in answers: each takes its right, acts on the office, shapes a reply."""

from typing import Any

from tests.forge_nouns import Judged, Refused, Said, Talk
from tests.forge_replies import reply
from tests.forge_server import Call, route

Json = Any


@route("GET", "~/user", "account")
def whoami(call: Call) -> Json:
    """A workflow's token is no user."""
    return call.shapes.user(call.by)


@route("GET", "", "metadata")
def repository(call: Call) -> Json:
    return reply("repo", full_name=call.office.name, default_branch="main", **call.office.settings)


@route("PATCH", "", "administration", write=True)
def change_repository(call: Call) -> Json:
    call.office.settings |= call.body
    return repository(call)


@route("GET", "/collaborators/{}/permission", "metadata")
def permission(call: Call) -> Json:
    known = call.office.accounts.get(call.parts[0])
    if known is None:
        raise Refused(404, "Not Found")
    level = "admin" if known.admin else "write" if known.write else "read"
    return {"permission": level, "role_name": level, "user": call.shapes.user(known.login)}


@route("GET", "/pulls", "pull_requests")
def pulls(call: Call) -> Json:
    wanted = call.query.get("state", "open")
    found = [call.office.fresh(number) for number in sorted(call.office.pulls)]
    return [
        call.shapes.pull(pull, simple=True)
        for pull in found
        if wanted in ("all", "open" if call.office.talks[pull.number].open else "closed")
    ]


@route("POST", "/pulls", "pull_requests", write=True)
def open_pull(call: Call) -> Json:
    made = call.office.open_pull(
        call.by,
        call.body["head"],
        title=call.body["title"],
        body=call.body.get("body", ""),
        draft=call.body.get("draft", False),
    )
    return call.shapes.pull(made)


@route("GET", "/pulls/{}", "pull_requests")
def pull(call: Call) -> Json:
    return call.shapes.pull(call.office.fresh(call.number()))


@route("GET", "/pulls/{}/files", "pull_requests")
def files(call: Call) -> Json:
    return [call.shapes.file(path) for path in call.office.paths(call.office.fresh(call.number()))]


@route("GET", "/pulls/{}/commits", "pull_requests")
def commits(call: Call) -> Json:
    """Only what the product reads of them; GitHub knows an author by the address."""
    pull = call.office.fresh(call.number())
    rows = call.office.git("log", "--reverse", "--format=%H %ae", f"main..{pull.head}")
    found = []
    for row in rows.splitlines():
        sha, email = row.split(" ")
        login = call.office.login_of(email)
        found.append({"sha": sha, "author": call.shapes.user(login) if login else None})
    return found


@route("GET", "/compare/{}", "contents")
def compare(call: Call) -> Json:
    """Only what the product reads of it."""
    base, head = call.parts[0].split("...")
    return {"merge_base_commit": {"sha": call.office.git("merge-base", base, head)}}


@route("GET", "/pulls/{}/reviews", "pull_requests")
def reviews(call: Call) -> Json:
    return [call.shapes.review(one) for one in call.office.fresh(call.number()).reviews]


@route("GET", "/pulls/{}/reviews/{}/comments", "pull_requests")
def beside_lines(call: Call) -> Json:
    """Nobody in the stories writes beside a line."""
    return []


@route("POST", "/pulls/{}/reviews", "pull_requests", write=True)
def review(call: Call) -> Json:
    made: Judged = call.office.review(
        call.by, call.number(), call.body["event"], call.body.get("body", "")
    )
    return call.shapes.review(made)


@route("POST", "/pulls/{}/requested_reviewers", "pull_requests", write=True)
def ask(call: Call) -> Json:
    made = call.office.fresh(call.number())
    if call.office.talks[made.number].author in call.body["reviewers"]:
        raise Refused(422, "Review cannot be requested from pull request author.")
    made.asked += [login for login in call.body["reviewers"] if login not in made.asked]
    return call.shapes.pull(made, simple=True)


@route("PUT", "/pulls/{}/merge", "contents", write=True)
def merge(call: Call) -> Json:
    method = call.body.get("merge_method", "merge")
    sha = call.office.merge(call.by, call.number(), method=method)
    return reply("merge", sha=sha, merged=True, message="Pull Request successfully merged")


@route("GET", "/commits/{}/pulls", "pull_requests")
def pulls_of(call: Call) -> Json:
    sha = call.parts[0]
    found = []
    for number in sorted(call.office.pulls):
        one = call.office.fresh(number)
        if sha in (one.merge_sha, one.head):
            found.append(call.shapes.pull(one, simple=True))
    return found


@route("GET", "/commits/{}", "contents")
def commit(call: Call) -> Json:
    return call.shapes.commit(call.parts[0])


@route("GET", "/issues/{}/timeline", "issues|pull_requests")
def timeline(call: Call) -> Json:
    made = call.office.pulls.get(call.number())
    return [call.shapes.event(*event) for event in made.events] if made else []


@route("GET", "/issues", "issues")
def issues(call: Call) -> Json:
    """Issues and proposals together, as GitHub lists them."""
    wanted, label = call.query.get("state", "open"), call.query.get("labels", "")
    return [
        call.shapes.issue(talk)
        for talk in call.office.talks.values()
        if wanted in ("all", "open" if talk.open else "closed")
        and (not label or label in talk.labels)
    ]


@route("POST", "/issues", "issues", write=True)
def open_issue(call: Call) -> Json:
    body, labels = call.body.get("body") or "", call.body.get("labels", [])
    return call.shapes.issue(call.office.open_issue(call.by, call.body["title"], body, labels))


def _talk(call: Call) -> Talk:
    if call.number() not in call.office.talks:
        raise Refused(404, "Not Found")
    return call.office.talks[call.number()]


@route("GET", "/issues/{}", "issues")
def issue(call: Call) -> Json:
    return call.shapes.issue(_talk(call))


@route("PATCH", "/issues/{}", "issues", write=True)
def change_issue(call: Call) -> Json:
    talk = _talk(call)
    talk.title, talk.body = call.body.get("title", talk.title), call.body.get("body", talk.body)
    talk.open = call.body.get("state", "open" if talk.open else "closed") == "open"
    return call.shapes.issue(talk)


@route("POST", "/issues/{}/labels", "issues|pull_requests", write=True)
def label(call: Call) -> Json:
    talk = _talk(call)
    talk.labels += [name for name in call.body["labels"] if name not in talk.labels]
    return call.shapes.labels(talk)


@route("GET", "/issues/{}/comments", "issues|pull_requests")
def comments(call: Call) -> Json:
    return [
        call.shapes.comment(one)
        for one in call.office.said.values()
        if one.number == _talk(call).number
    ]


@route("POST", "/issues/{}/comments", "issues|pull_requests", write=True)
def comment(call: Call) -> Json:
    ident = max(call.office.said, default=9000) + 1
    made = Said(
        id=ident,
        number=_talk(call).number,
        author=call.by,
        body=call.body["body"],
        at=call.office.now(),
    )
    call.office.said[ident] = made
    return call.shapes.comment(made)


def _own_comment(call: Call) -> Said:
    made = call.office.said.get(call.number())
    if made is None:
        raise Refused(404, "Not Found")
    if made.author != call.by and not call.office.accounts[call.by].write:
        raise Refused(403, "Must have write access to the repository.")
    return made


@route("PATCH", "/issues/comments/{}", "issues|pull_requests", write=True)
def change_comment(call: Call) -> Json:
    made = _own_comment(call)
    made.body = call.body["body"]
    return call.shapes.comment(made)


@route("DELETE", "/issues/comments/{}", "issues|pull_requests", write=True)
def delete_comment(call: Call) -> Json:
    del call.office.said[_own_comment(call).id]


@route("GET", "/actions/runs/{}/approvals", "actions")
def approvals(call: Call) -> Json:
    return [
        reply("approval", **{**one, "user": call.shapes.user(one["user"])})
        for one in call.office.approvals.get(call.number(), [])
    ]


@route("POST", "/actions/workflows/{}/dispatches", "actions", write=True)
def start(call: Call) -> Json:
    call.office.started.append((call.parts[0], call.body["ref"]))


@route("POST", "~/graphql", "graphql")
def graphql(call: Call) -> Json:
    """The one mutation in use; GitHub wants two rights for it, whatever its documents say."""
    number = int(call.body["variables"]["id"].removeprefix("PR_"))
    rights = ("contents", "pull_requests")
    if not all(call.grant.may(area, write=True) for area in rights):
        said = {"type": "FORBIDDEN", "message": "Resource not accessible by integration"}
        return {"data": {"convertPullRequestToDraft": None}, "errors": [said]}
    call.office.to_draft(call.by, number)
    return {"data": {"convertPullRequestToDraft": {"pullRequest": {"isDraft": True}}}}
