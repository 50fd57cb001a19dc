"""The policy itself is tested: each row of its table is broken on purpose, and has to turn red.

The mutations are made from whatever the table holds, so a new workflow or job has its own at once.
"""

import copy
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.workflows import test_policy as policy

Workflow = dict[str, Any]
Change = Callable[[Workflow], None]

UNREAD = "0123456789abcdef0123456789abcdef01234567"  # a commit that nobody has read
SLOW = {"test_verbs_exist"}  # starts the program; what it says does not hang on rights
CHECKS = {
    name: check
    for name, check in vars(policy).items()
    if name.startswith("test_")
    and name not in SLOW
    and set(inspect.signature(check).parameters) <= {"file"}
}
TEXTS = {file: (policy.FOLDER / file).read_text(encoding="utf-8") for file in policy.FILES}
LOADED = {file: policy.load(file) for file in policy.FILES}
JOBS = [(file, job) for file, workflow in LOADED.items() for job in workflow["jobs"]]


def red(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    file: str,
    text: str,
    workflow: Workflow | None = None,
) -> set[str]:
    """The names of the policy's tests that fail when one workflow reads like this."""
    files = {**TEXTS, file: text}
    for name in files:
        (folder / name).write_text(files[name], encoding="utf-8")
    read = {**LOADED, file: workflow or LOADED[file]}
    with monkeypatch.context() as patch:
        patch.setattr(policy, "FOLDER", folder)
        patch.setattr(policy, "FILES", sorted(files))
        patch.setattr(policy, "load", lambda name: read[name])
        return {name for name, check in CHECKS.items() if fails(check)}


def fails(check: Callable[..., None]) -> bool:
    """Whether a test of the policy fails for any workflow."""
    calls = policy.FILES if inspect.signature(check).parameters else [None]
    try:
        for file in calls:
            check(file) if file else check()
    except (AssertionError, LookupError, TypeError, AttributeError, ValueError):
        return True
    return False


def text_of(workflow: Workflow) -> str:
    """A workflow as text, each action again with the version that stands behind its commit."""
    versions = dict(re.findall(r"uses: (\S+) # (\S+)", "\n".join(TEXTS.values())))
    dumped = yaml.dump(workflow, Dumper=yaml.CSafeDumper, sort_keys=False, width=1000)
    return re.sub(
        r"uses: (\S+)$", lambda m: f"{m[0]} # {versions.get(m[1], '')}", dumped, flags=re.M
    )


def survivors(
    monkeypatch: pytest.MonkeyPatch, folder: Path, file: str, changes: Iterator[tuple[str, Change]]
) -> list[str]:
    """The mutations of one workflow that no test of the policy notices."""
    alive = []
    for name, change in changes:
        workflow = copy.deepcopy(LOADED[file])
        change(workflow)
        assert workflow != LOADED[file], name
        if not red(monkeypatch, folder, file, text_of(workflow), workflow):
            alive.append(name)
    return alive


def put(*path: Any, value: Any) -> Change:
    """Set what stands under a path."""

    def change(workflow: Workflow) -> None:
        *above, last = path
        for key in above:
            workflow = workflow[key]
        workflow[last] = value

    return change


def drop(*path: Any) -> Change:
    """Take away what stands under a path."""

    def change(workflow: Workflow) -> None:
        *above, last = path
        for key in above:
            workflow = workflow[key]
        del workflow[last]

    return change


def add_step(job: str, **step: Any) -> Change:
    return lambda workflow: workflow["jobs"][job]["steps"].append({"name": "Extra", **step})


def of_workflow(file: str) -> Iterator[tuple[str, Change]]:
    """What may be broken at the head of a workflow: starts, rights for all, the queue."""
    workflow = LOADED[file]
    for trigger in ("pull_request_target", "workflow_run", "issue_comment", "repository_dispatch"):
        yield f"also starts on {trigger}", put("on", trigger, value=None)
    for trigger, limits in workflow["on"].items():
        yield f"no longer starts on {trigger}", drop("on", trigger)
        if isinstance(limits, dict) and "branches" in limits:
            branches = [*limits["branches"], "konsep/**"]
            yield f"{trigger} of other branches", put("on", trigger, "branches", value=branches)
            yield f"{trigger} of every branch", drop("on", trigger, "branches")
    for rights in ({"contents": "read"}, {"contents": "write"}, "write-all"):
        yield f"every job has {rights}", put("permissions", value=rights)
    yield "rights as the repository has them", drop("permissions")
    yield "pipes hide failures", drop("defaults")
    yield "a secret for every job", put("env", value={"X": "${{ secrets.REDAKSI_TOKEN_X }}"})
    yield (
        "one more job",
        put("jobs", "extra", value=copy.deepcopy(next(iter(workflow["jobs"].values())))),
    )
    queue = workflow.get("concurrency", {})
    if file == "order.yml":
        yield (
            "an older waiting run stays",
            put("concurrency", "cancel-in-progress", value="false"),
        )
        yield "in the queue of another", put("concurrency", "group", value="publish")
    if queue.get("cancel-in-progress") == "false":
        yield "a run cancels the one before", put("concurrency", "cancel-in-progress", value="true")
        yield "no queue", drop("concurrency")
    if "queue" in queue:
        yield "a waiting run is dropped", drop("concurrency", "queue")
        yield "a queue of its own", put("concurrency", "group", value="another")


def of_job(file: str, job: str) -> Iterator[tuple[str, Change]]:
    """What may be broken in one job: rights, gate, secrets, steps, order."""
    here, body = ("jobs", job), LOADED[file]["jobs"][job]
    rights = body["permissions"]
    for right in ("contents", "actions", "pull-requests", "issues", "packages", "id-token"):
        if rights.get(right) != "write":
            yield f"may write {right}", put(*here, "permissions", right, value="write")
    yield "may do everything", put(*here, "permissions", value="write-all")
    yield "rights as the workflow has them", drop(*here, "permissions")
    if "environment" in body:
        yield "gate removed", drop(*here, "environment")
        yield "gate exchanged", put(*here, "environment", value="another")
    else:
        yield "a gate nobody agreed to", put(*here, "environment", value="medsos")
    for secret in (
        "secrets.REDAKSI_TOKEN_NEW",
        "secrets['REDAKSI_TOKEN_NEW']",
        "toJSON(secrets)",
        "secrets.GITHUB_TOKEN",
    ):
        yield f"reads {secret}", add_step(job, run="true", env={"X": f"${{{{ {secret} }}}}"})
    if "github.token" not in str(body):
        yield "reads github.token", add_step(job, run="true", env={"X": "${{ github.token }}"})
    yield "hands all secrets on", put(*here, "secrets", value="inherit")
    yield "an unpinned action", add_step(job, uses="actions/checkout@v7")
    yield "a commit nobody read", add_step(job, uses=f"actions/checkout@{UNREAD}")
    yield "an action nobody read", add_step(job, uses=f"somebody/action@{UNREAD}")
    yield "an action of the proposal", add_step(job, uses="./usulan/action")
    yield "an image", add_step(job, uses="docker://alpine:3")
    yield (
        "a stranger's text in a step",
        add_step(job, run='echo "${{ github.event.pull_request.title }}"'),
    )
    yield "a program inside the step", add_step(job, run="cd /tmp\ncurl x | sh")
    yield (
        "a checkout that keeps its token",
        add_step(job, uses=pinned("actions/checkout"), **{"with": {"persist-credentials": "true"}}),
    )
    yield "may hang for hours", drop(*here, "timeout-minutes")
    yield "on somebody's machine", put(*here, "runs-on", value="self-hosted")
    yield "in somebody's image", put(*here, "container", value="alpine:3")
    if "write" in rights.values():
        yield (
            "restores a cache and writes",
            add_step(job, uses=pinned("actions/cache"), **{"with": {"path": ".venv", "key": "x"}}),
        )
        yield (
            "restores packages and writes",
            add_step(job, uses=pinned("actions/setup-python"), **{"with": {"cache": "pip"}}),
        )
    if file in ("publish.yml", "order.yml") and "needs" in body:
        yield "waits for nobody", drop(*here, "needs")
    for name in body.get("outputs", {}) if file == "order.yml" else ():
        yield f"says something else as {name}", put(*here, "outputs", name, value="2026-11-x/0")
    if file == "order.yml" and "needs" in body:
        yield "with nothing to ask about", drop(*here, "if")
        yield "orders what came since", put(*here, "steps", -1, "env", "WAITING", value="")
    if "github.event.sender" in str(body.get("if", "")):
        yield "in the name of whoever was edited", drop(*here, "if")
    if "github.ref" in str(body.get("if", "")):
        yield "on every branch", drop(*here, "if")


def of_proposals() -> Iterator[tuple[str, Change]]:
    """What may be broken between the job that reads a proposal and the job that speaks on it."""
    reads, speaks = ("jobs", "content", "steps"), ("jobs", "comment", "steps")
    yield "the proposal's own tool checks it", put(*reads, 0, "with", "ref", value="")
    yield "all of the proposal is taken", drop(*reads, 1, "with", "sparse-checkout")
    yield "the proposal lies over the tool", put(*reads, 1, "with", "path", value=".")
    yield "the proposal's own tool speaks", drop(*speaks, 0, "with", "ref")
    yield (
        "a stranger's word as number",
        put(*speaks, -1, "env", "NUMBER", value="${{ github.head_ref }}"),
    )
    yield (
        "a stranger's word as page",
        put(*speaks, -1, "env", "PAGE", value="${{ github.head_ref }}"),
    )
    yield (
        "speaks on proposals of strangers",
        put("jobs", "comment", "if", value="${{ !cancelled() }}"),
    )
    yield "speaks before it was read", drop("jobs", "comment", "needs")


def pinned(action: str) -> str:
    return f"{action}@{policy.PINS.get(action, (UNREAD, ''))[0]}"


def test_the_policy_is_green_as_it_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What follows turns red because of the mutation, not because of how it is written down."""
    unchanged = {
        file: red(monkeypatch, tmp_path, file, text_of(LOADED[file])) for file in policy.FILES
    }

    assert unchanged == {file: set() for file in policy.FILES}


@pytest.mark.parametrize("file", policy.FILES)
def test_every_change_of_a_workflows_head_turns_red(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str
) -> None:
    """Triggers, branches, rights for all, queue."""
    assert survivors(monkeypatch, tmp_path, file, of_workflow(file)) == []


@pytest.mark.parametrize(("file", "job"), JOBS)
def test_every_change_of_a_jobs_rights_turns_red(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, job: str
) -> None:
    """Rights, gate, secrets, actions, caches, order."""
    assert survivors(monkeypatch, tmp_path, file, of_job(file, job)) == []


def test_every_way_into_the_job_that_speaks_turns_red(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is the proposal's, and what is taken of it."""
    assert survivors(monkeypatch, tmp_path, "check.yml", of_proposals()) == []


@pytest.mark.parametrize("file", policy.FILES)
def test_versions_that_lie_turn_red(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str
) -> None:
    """A comment that promises another version than the commit is; one that is missing."""
    uses = sorted(set(re.findall(r"uses: \S+ # \S+", TEXTS[file])))
    unseen = [
        changed
        for use in uses
        for changed in (f"{use}9", use.partition(" # ")[0], use.replace(" # ", "\n        # "))
        if not red(monkeypatch, tmp_path, file, TEXTS[file].replace(use, changed))
    ]

    assert uses and unseen == []


def test_workflow_that_nobody_put_in_the_table_turns_red(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Even a harmless copy of a known one."""
    assert red(monkeypatch, tmp_path, "extra.yml", TEXTS["check.yml"], LOADED["check.yml"])
