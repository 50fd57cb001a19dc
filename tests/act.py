"""GitHub's runners in small: `act` runs a workflow's own file on this machine, step by step.

Actions are stand-ins, for nothing is fetched; packages are taken as installed. It keeps no rights,
queues or environments: those are the policy test's matter (tests/workflows/test_policy.py).
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = ROOT / ".github/workflows"
ACT = Path(sys.executable).parent / "act"
ARTIFACT = "https://github.example/kpu/jdih/actions/runs/7/artifacts/8"

# What the hand below is told of each action's inputs; every other one is taken and ignored.
_TOLD = {
    "checkout": {"REF": "ref", "TO": "path", "SPARSE": "sparse-checkout"},
    "setup-python": {},
    "upload-artifact": {"NAME": "name", "TO": "path"},
    "upload-pages-artifact": {"NAME": "name", "TO": "path"},
    "deploy-pages": {},
    "download-artifact": {"NAME": "name", "TO": "path"},
}

_HAND = """#!/bin/bash
set -e
case "$ACTION" in
  checkout)
    scratch=$(mktemp -d)
    git clone -q "{origin}" "$scratch/clone"
    git -C "$scratch/clone" checkout -q "${{REF:-{head}}}"
    [ -z "$SPARSE" ] || (cd "$scratch/clone" && find . -mindepth 1 -maxdepth 1 \\
      ! -name "$SPARSE" ! -name .git -exec rm -rf {{}} +)
    mkdir -p "${{TO:-.}}" && cp -a "$scratch/clone/." "${{TO:-.}}/" && rm -rf "$scratch"
    if [ "${{REF:-{branch}}}" = main ]; then
      cp -r "{root}/pipeline" "{root}/site" "{root}/mkdocs.yml" . && mkdir -p .venv/bin
      cp "{folder}/redaksi" .venv/bin/redaksi
    fi ;;
  upload-artifact|upload-pages-artifact)
    [ -e "$TO" ] || exit 0
    mkdir -p "{folder}/store/$NAME" && cp -r "$TO" "{folder}/store/$NAME/"
    echo "artifact-url={artifact}" >> "$GITHUB_OUTPUT" ;;
  download-artifact)
    mkdir -p "$TO" && cp -r "{folder}/store/$NAME/"*/. "$TO/" ;;
esac
"""

_TOOL = """#!/bin/bash
export GITHUB_API_URL={api} GITHUB_REPOSITORY=kpu/jdih PYTHONPATH="$PWD"
exec "{python}" -P -m pipeline "$@"
"""


@dataclass(frozen=True, kw_only=True)
class Played:
    """What became of a run: its jobs by name, and everything that was printed."""

    jobs: Mapping[str, bool]
    log: str


def play(
    folder: Path,
    workflow: str,
    event: Mapping[str, Any],
    *,
    origin: Path,
    api: str,
    token: str,
    job: str = "",
) -> Played:
    """Run a workflow for an event on a proposal, or on main; its clones come from ``origin``.

    ``job`` is the last one to run, after all that it needs.
    """
    folder.mkdir()
    text = (WORKFLOWS / workflow).read_text(encoding="utf-8")
    proposed = event.get("pull_request")
    words = {
        "origin": origin,
        "head": proposed["head"]["sha"] if proposed else "main",
        "branch": "" if proposed else "main",
        "root": ROOT,
        "folder": folder,
        "artifact": ARTIFACT,
        "api": api,
        "python": sys.executable,
    }
    for name, script in (("hand", _HAND), ("redaksi", _TOOL)):
        (folder / name).write_text(script.format(**words), encoding="utf-8")
        (folder / name).chmod(0o755)
    repository = folder / "repository"
    copy = repository / ".github/workflows" / workflow
    copy.parent.mkdir(parents=True)
    plain = re.sub(r"python3 -m pipeline\.bootstrap (setup|editor)", "true", text)
    for new in ("  queue: max\n", "      deployment: false\n"):  # too new for act
        plain = plain.replace(new, "")
    copy.write_text(plain, encoding="utf-8")
    git = ("git", "-c", "user.name=uji", "-c", "user.email=uji@example.org")
    for command in (
        (*git, "init", "-q", "-b", "main"),
        (*git, "remote", "add", "origin", "https://github.com/kpu/jdih.git"),
        (*git, "add", "-A"),
        (*git, "commit", "-q", "-m", "alur"),
    ):
        subprocess.run(command, cwd=repository, env=_clean(folder), check=True)
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    done = subprocess.run(
        [
            *(str(ACT), _name_of(event)),
            *("-e", str(folder / "event.json"), *(("-j", job) if job else ())),
            *("-P", "ubuntu-24.04=-self-hosted", "--no-skip-checkout", "--no-cache-server"),
            *("--concurrent-jobs", "1"),
            *("-s", "GITHUB_TOKEN", "--env", "GITHUB_RUN_ID=7"),
            *_stand_ins(folder, text),
        ],
        cwd=repository,
        env={**_clean(folder), "GITHUB_TOKEN": token},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    log = done.stdout + done.stderr
    ended = re.findall(r"^\[[^/\]]+/([^\]]+?) *\] 🏁  Job (succeeded|failed)", log, re.M)
    return Played(jobs={job: how == "succeeded" for job, how in ended}, log=log)


def _name_of(event: Mapping[str, Any]) -> str:
    """What happened, by what is told of it."""
    if "review" in event:
        return "pull_request_review"
    return next((one for one in ("pull_request", "issue") if one in event), "push").replace(
        "issue", "issues"
    )


def _stand_ins(folder: Path, workflow: str) -> list[str]:
    """Our own actions under the names and commits that the workflow asks for."""
    words = []
    for action, commit in sorted(set(re.findall(r"uses: actions/([\w-]+)@(\w+)", workflow))):
        place = folder / "actions" / action
        place.mkdir(parents=True, exist_ok=True)
        told = {name: f"${{{{ inputs.{given} }}}}" for name, given in _TOLD[action].items()}
        step = {
            "id": "done",
            "shell": "bash",
            "run": str(folder / "hand"),
            "env": {"ACTION": action, **told},
        }
        made = {
            "name": action,
            "inputs": {given: {"default": ""} for given in _TOLD[action].values()},
            "outputs": {"artifact-url": {"value": "${{ steps.done.outputs.artifact-url }}"}},
            "runs": {"using": "composite", "steps": [step]},
        }
        (place / "action.yml").write_text(json.dumps(made), encoding="utf-8")  # JSON is YAML
        words += ["--local-repository", f"actions/{action}@{commit}={place}"]
    return words


def _clean(folder: Path) -> dict[str, str]:
    """An environment of its own: no user's settings, no container service, no other forge."""
    spared = ("GIT", "ACTIONS_", "RUNNER_", "DOCKER", "XDG_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(spared)}
    home = str(folder / "home")
    return {**kept, "HOME": home, "DOCKER_HOST": "unix:///tidak-ada", "GIT_CONFIG_NOSYSTEM": "1"}
