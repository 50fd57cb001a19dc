"""What each workflow may do, as a table. Linters do not know our gates; this does.

A workflow that starts otherwise, gains a right, a secret, an environment or an action fails here
until somebody changes the table, and the change of the table is what a reviewer looks at.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.platforms import PLATFORMS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github" / "workflows"

READ = {"contents": "read"}
BUTTON = {"workflow_dispatch": None}
ASKS = {"pull-requests": "read"}  # who merged and who reviewed
PAGES = {"pages": "write", "id-token": "write"}
# One for each network that posts by itself and that the public sees.
CHANNEL_KEYS = {
    f"REDAKSI_TOKEN_{name.upper().replace('-', '_')}"
    for name, platform in PLATFORMS.items()
    if platform.AUTOMATIC and platform.PUBLIC
}

LEDGER_KEY = "REDAKSI_LEDGER_KEY"  # signs what is recorded: wherever the ledger is written

PUSHED = ["opened", "reopened", "synchronize"]
TURNED = ["ready_for_review", "converted_to_draft"]

# workflow → triggers, queue, then job → (permissions, environment, secrets)
POLICY: dict[str, dict[str, Any]] = {
    "check.yml": {
        "on": {
            "pull_request": {"branches": ["main"], "types": PUSHED + TURNED},
            "pull_request_review": {"types": ["submitted", "dismissed"]},
        },
        "jobs": {
            "content": (READ | {"pull-requests": "read"}, None, {"github.token"}),
            "comment": (
                {"contents": "write", "pull-requests": "write"},
                None,
                {"github.token"},
            ),
        },
    },
    "test.yml": {
        "on": {"pull_request": {"branches": ["main"], "paths-ignore": ["content/**"]}},
        "jobs": {"program": (READ, None, set())},
    },
    "documents.yml": {
        "on": {
            "workflow_dispatch": {
                "inputs": {
                    "konten": {
                        "description": "Nama folder konten, misalnya 2026-11-kuis-asas-pemilu; "
                        "kosong: semua",
                        "required": "false",
                        "type": "string",
                    }
                }
            }
        },
        "jobs": {"documents": (READ, None, set())},
    },
    "doctor.yml": {
        "on": {"schedule": [{"cron": "23 7 * * 1", "timezone": "Asia/Makassar"}]} | BUTTON,
        "jobs": {
            "doctor": (
                READ | {"actions": "read", "issues": "write"},
                "unggah",
                {"github.token", *CHANNEL_KEYS},
            ),
        },
    },
    "remind.yml": {
        "on": {"schedule": [{"cron": "37 6 * * *", "timezone": "Asia/Makassar"}]} | BUTTON,
        "jobs": {
            "remind": (
                READ | {"issues": "write", "pull-requests": "read"},
                None,
                {"github.token"},
            )
        },
    },
    "review.yml": {
        "on": {"schedule": [{"cron": "53 7 * * 1", "timezone": "Asia/Makassar"}]} | BUTTON,
        "jobs": {"review": (READ | ASKS | {"issues": "write"}, None, {"github.token"})},
    },
    "intake.yml": {
        "on": {"issues": {"types": ["opened", "edited", "reopened"]}},
        "jobs": {
            "intake": ({"contents": "write", "issues": "write", **ASKS}, None, {"github.token"}),
            "record": (
                {"contents": "write", "issues": "write", **ASKS},
                "catatan",
                {"github.token", LEDGER_KEY},
            ),
        },
    },
    "schedule.yml": {
        "on": {"schedule": [{"cron": "7,37 6-21 * * *", "timezone": "Asia/Makassar"}]} | BUTTON,
        "jobs": {"due": (READ | ASKS | {"actions": "write"}, None, {"github.token"})},
    },
    "order.yml": {
        "on": {"push": {"branches": ["main"]}} | BUTTON,
        "jobs": {
            "ask": ({**READ, **ASKS}, None, {"github.token"}),
            "order": (
                {"contents": "write", "actions": "write", **ASKS},
                "medsos",
                {"github.token", LEDGER_KEY},
            ),
        },
    },
    "publish.yml": {
        "on": {"push": {"branches": ["main"]}, "workflow_dispatch": None},
        "jobs": {
            "cards": (READ, None, set()),
            "build": ({**READ, **ASKS}, None, {"github.token"}),
            "deploy": (PAGES, "github-pages", set()),
            "post": (
                {"contents": "write", **ASKS},
                "unggah",
                {"github.token", LEDGER_KEY, *CHANNEL_KEYS},
            ),
            "redeploy": ({**READ, **PAGES}, "github-pages", {"github.token"}),
        },
    },
}

# Read from the actions' own repositories; a commit that is not here was not read by anybody.
PINS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
}


class _Strings(yaml.SafeLoader):
    """YAML as GitHub reads it: `on` is a word, not a truth value."""


_Strings.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

FILES = sorted(path.name for path in FOLDER.glob("*.yml"))


def load(file: str) -> dict[str, Any]:
    return yaml.load((FOLDER / file).read_text(encoding="utf-8"), _Strings)


def steps() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (file, job, step)
        for file in FILES
        for job, body in load(file)["jobs"].items()
        for step in body["steps"]
    ]


def secrets_of(body: dict[str, Any]) -> set[str]:
    """What a job's expressions read of secrets; "all" when they do not name one."""
    expressions = " ".join(re.findall(r"\$\{\{(.*?)\}\}", str(body)))
    named = re.findall(r"\bsecrets\b(?:\.(\w+))?", expressions)
    return {name or "all" for name in named} | set(re.findall(r"github\.token", expressions))


def test_every_workflow_is_in_the_table() -> None:
    """A workflow nobody has thought about does not exist."""
    assert sorted(POLICY) == FILES


@pytest.mark.parametrize("file", FILES)
def test_workflow_starts_only_as_agreed(file: str) -> None:
    """Triggers are exactly those of the table; rights are none until a job asks."""
    workflow = load(file)

    assert workflow.keys() <= {"name", "on", "permissions", "concurrency", "defaults", "jobs"}
    assert workflow["on"] == POLICY[file]["on"]
    assert workflow["permissions"] == {}
    assert workflow["defaults"] == {"run": {"shell": "bash"}}  # so that pipes fail when a part does


@pytest.mark.parametrize("file", FILES)
def test_jobs_have_the_least_rights(file: str) -> None:
    """Permissions, environment and secrets of each job are exactly those of the table."""
    found = {}
    for job, body in load(file)["jobs"].items():
        environment = body.get("environment")
        named = environment["name"] if isinstance(environment, dict) else environment
        found[job] = (body["permissions"], named, secrets_of(body))

    assert found == POLICY[file]["jobs"]


@pytest.mark.parametrize("file", FILES)
def test_jobs_run_on_githubs_machines(file: str) -> None:
    """A fresh machine of GitHub's, no foreign image; nothing is handed on to another workflow."""
    known = {"name", "if", "needs", "runs-on", "timeout-minutes", "permissions", "environment"}
    known |= {"concurrency", "outputs", "steps", "strategy"}
    jobs = load(file)["jobs"].values()

    assert [sorted(body.keys() - known) for body in jobs if body.keys() - known] == []
    assert {body["runs-on"] for body in jobs} == {"ubuntu-24.04"}


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_restored_where_something_is_written(file: str) -> None:
    """Any run may fill a cache: a job with rights or secrets would restore a stranger's."""
    restoring = [
        (job, step["uses"])
        for job, body in load(file)["jobs"].items()
        if "write" in body["permissions"].values() or "environment" in body or secrets_of(body)
        for step in body["steps"]
        if step.get("uses", "").startswith("actions/cache") or "cache" in step.get("with", {})
    ]

    assert restoring == []


def test_publishing_is_queued_and_never_cancelled() -> None:
    """A merge whose run was dropped would publish nothing; a cancelled run would leave a doubt.

    The clock waits in the same queue: while something is posted, it would look due.
    """
    queues = [load(file)["concurrency"] for file in ("publish.yml", "schedule.yml")]

    assert queues == [{"group": "publish", "cancel-in-progress": "false", "queue": "max"}] * 2


def test_person_is_waited_for_outside_the_queue() -> None:
    """A run that waits for a click holds its queue, and so its environment is no publishing job's.

    A newer run asks about everything that waits: the older one may go.
    """
    order = load("order.yml")
    gates = [body.get("environment") for body in load("publish.yml")["jobs"].values()]

    assert order["concurrency"] == {"group": "order", "cancel-in-progress": "true"}
    assert order["jobs"]["order"]["needs"] == "ask"
    assert order["jobs"]["order"]["if"] == "${{ needs.ask.outputs.waiting != '' }}"
    assert "medsos" not in [gate["name"] if isinstance(gate, dict) else gate for gate in gates]


def test_order_is_for_what_was_asked_about() -> None:
    """What came to main while the run waited was on nobody's list when she let it go."""
    ask, order = (load("order.yml")["jobs"][job] for job in ("ask", "order"))

    assert ask["outputs"] == {"waiting": "${{ steps.ask.outputs.waiting }}"}
    assert order["steps"][-1]["env"]["WAITING"] == "${{ needs.ask.outputs.waiting }}"
    assert order["steps"][-1]["run"] == ".venv/bin/redaksi order $WAITING"


def test_forms_are_taken_one_by_one_by_the_tool_of_main() -> None:
    """Two at once want one number; of the form itself only its number reaches the step."""
    intake = load("intake.yml")
    steps = intake["jobs"]["intake"]["steps"]

    assert intake["concurrency"] == {
        "group": "intake",
        "cancel-in-progress": "false",
        "queue": "max",
    }
    assert "github.event.sender.id == github.event.issue.user.id" in intake["jobs"]["intake"]["if"]
    assert steps[0]["with"]["ref"] == "main"
    assert steps[-1]["env"]["NUMBER"] == "${{ github.event.issue.number }}"
    assert "github.event.issue" not in str(steps[:-1])


def test_forms_are_recorded_for_who_was_known() -> None:
    """The job with the key takes the number from the one without, which knows the person."""
    first, record = (load("intake.yml")["jobs"][job] for job in ("intake", "record"))

    assert first["outputs"] == {"record": "${{ steps.form.outputs.record }}"}
    assert (record["needs"], record["if"]) == (
        "intake",
        "${{ needs.intake.outputs.record != '' }}",
    )
    assert record["steps"][0]["with"]["ref"] == "main"
    assert record["steps"][-1]["env"]["NUMBER"] == "${{ needs.intake.outputs.record }}"
    assert record["steps"][-1]["run"] == '.venv/bin/redaksi intake "$NUMBER" --record'


def test_what_is_typed_at_the_button_reaches_one_argument() -> None:
    """A name of an item, quoted: no shell reads it, and nothing typed means every item.

    Who pressed first gets what she asked for.
    """
    workflow = load("documents.yml")
    step = workflow["jobs"]["documents"]["steps"][3]

    assert workflow["concurrency"] == {"group": "documents", "cancel-in-progress": "false"}
    assert step["env"] == {"KONTEN": "${{ inputs.konten }}"}
    assert step["run"] == '.venv/bin/redaksi documents "${KONTEN:---all}"'


def test_one_issue_is_written_at_a_time() -> None:
    """Two at once would open two issues; one cut off between opening and closing leaves two."""
    for file in ("remind.yml", "doctor.yml", "review.yml"):
        queue = load(file)["concurrency"]

        assert queue == {"group": file.removesuffix(".yml"), "cancel-in-progress": "false"}


def test_publishing_is_mains_alone() -> None:
    """The button can be pressed on any branch; there it does nothing: all jobs wait for build."""
    jobs = load("publish.yml")["jobs"]

    assert jobs["build"]["if"] == "${{ !cancelled() && github.ref == 'refs/heads/main' }}"
    assert [jobs[job]["needs"] for job in ("deploy", "post", "redeploy")] == [
        "build",
        "deploy",
        "post",
    ]
    assert "needs.post.outputs.page != ''" in jobs["redeploy"]["if"]  # it runs after failures, too


def test_cards_are_shared_out_only_where_the_office_says_so() -> None:
    """A small office has one job; what a large one's machines drew is joined or drawn again."""
    cards, build = (load("publish.yml")["jobs"][job] for job in ("cards", "build"))
    named = {step["name"].split(" #")[0]: step for step in build["steps"]}

    assert build["needs"] == "cards"
    assert cards["if"].endswith("&& vars.REDAKSI_BAGIAN != '' }}")
    assert cards["strategy"] == {
        "fail-fast": "false",
        "matrix": {"part": "${{ fromJSON(vars.REDAKSI_BAGIAN || '[\"1/1\"]') }}"},
    }
    assert cards["steps"][-2]["run"] == '.venv/bin/redaksi draw --shard "$PART" || test $? -eq 1'
    assert cards["steps"][-2]["env"] == {"PART": "${{ matrix.part }}"}
    for name in ("Take the parts", "Join the parts"):
        assert named[name]["if"] == "${{ needs.cards.result == 'success' }}"
    assert named["Join the parts"]["run"] == ".venv/bin/redaksi draw --join"
    assert [*named].index("Join the parts") + 1 == [*named].index("Build")


def test_buttons_work_on_main_alone() -> None:
    """A button offers every branch, and would run that branch's own steps."""
    open_jobs = [
        (file, job)
        for file in FILES
        if "workflow_dispatch" in load(file)["on"]
        for job, body in load(file)["jobs"].items()
        if "needs" not in body and "github.ref == 'refs/heads/main'" not in body.get("if", "")
    ]

    assert open_jobs == []


def test_actions_are_pinned_by_commits_we_read() -> None:
    """Each action stands with its full commit and the version that commit is."""
    used = [
        match.groups()
        for file in FILES
        for match in re.finditer(
            r"uses: ([^@\s]+)@?(\S*)(?: # (\S+))?", (FOLDER / file).read_text(encoding="utf-8")
        )
    ]

    assert used
    assert [use for use in used if PINS.get(use[0]) != use[1:]] == []


def test_steps_are_one_line_without_expressions() -> None:
    """A step calls the package in one line, and no text of a stranger is ever pasted into it."""
    wrong = [
        (file, job, step["run"])
        for file, job, step in steps()
        if "run" in step and ("\n" in step["run"].strip() or "${{" in step["run"])
    ]

    assert wrong == []


def test_only_jobs_that_push_keep_credentials() -> None:
    """Checkouts forget their token, except where a branch of the machine's is pushed."""
    keeping = [
        (file, job)
        for file, job, step in steps()
        if step.get("uses", "").startswith("actions/checkout@")
        and step.get("with", {}).get("persist-credentials") != "false"
    ]

    assert keeping == [
        ("check.yml", "comment"),
        ("intake.yml", "intake"),
        ("intake.yml", "record"),
        ("order.yml", "order"),
        ("publish.yml", "post"),
    ]


def test_publishing_reads_the_whole_history() -> None:
    """The gate judges merges: a shallow checkout would hide them."""
    depths = [
        step["with"].get("fetch-depth")
        for file, _, step in steps()
        if file in ("publish.yml", "order.yml", "schedule.yml", "review.yml")
        and step.get("uses", "").startswith("actions/checkout@")
    ]

    assert depths == [0, 0, 0, 0, 0, 0, 0, 0]


def test_check_runs_the_tool_of_main() -> None:
    """What checks a proposal is not part of the proposal: only its content is laid beside."""
    tool, proposal, speaker = (
        (job, step["with"])
        for file, job, step in steps()
        if file == "check.yml" and step.get("uses", "").startswith("actions/checkout@")
    )

    assert tool == ("content", {"ref": "main", "persist-credentials": "false"})
    assert proposal[1] == {
        "path": "usulan",
        "sparse-checkout": "content",
        "persist-credentials": "false",
    }
    assert (speaker[0], speaker[1]["ref"]) == ("comment", "main")  # and nothing of the proposal


def test_who_speaks_on_a_proposal_believes_only_one_file() -> None:
    """Strangers' words reach the writing job as data: a number, an address, one artifact."""
    job = load("check.yml")["jobs"]["comment"]
    given = [step["env"] for step in job["steps"] if "env" in step]

    assert "head.repo.full_name == github.repository" in job["if"]  # a fork's token cannot write
    assert job["needs"] == "content"
    assert given == [
        {
            "GITHUB_TOKEN": "${{ github.token }}",
            "NUMBER": "${{ github.event.pull_request.number }}",
            "PAGE": "${{ needs.content.outputs.page }}",
        }
    ]


def test_every_job_ends() -> None:
    """A hanging job would block the queue for six hours."""
    limits = [
        body.get("timeout-minutes", 360) for file in FILES for body in load(file)["jobs"].values()
    ]

    assert max(limits) <= 30


def test_verbs_exist() -> None:
    """What a workflow calls is a verb that `redaksi --help` knows."""
    verbs = {
        match[1]
        for _, _, step in steps()
        if (match := re.search(r"bin/redaksi ([a-z]+)", step.get("run", "")))
    }
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "--help"], cwd=ROOT, capture_output=True, text=True
    )

    assert {verb for verb in verbs if not re.search(rf"^ +{verb}\b", done.stdout, re.M)} == set()
