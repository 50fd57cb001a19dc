"""`.gitlab-ci.yml`: the same commands on another forge, and what they leave there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.demo import DEMO
from tests.stories.office.conftest import CHANNELS, DISPOSISI, item
from tests.worlds import World

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / ".gitlab-ci.yml"
TOOLS = ROOT / "build/npm/node_modules/.bin"  # laid there by `make test-all`
SETUP = "python3 -m pipeline.bootstrap setup"
TOOL = """#!/bin/sh
PYTHONPATH="$PWD" exec "{python}" -P -m pipeline "$@"
"""
GLOBAL = {"stages", "workflow", "default", "variables"}
STRANGE = ("tests/", ".github/", "content/")
BROUGHT = ("content/konten/", "content/rapat/", "content/disposisi/", "content/peran.yml")
KEYED = ("unggah", "cermat-ulang")  # these alone hold the keys of the networks
ON_MAIN, PROPOSED = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", '== "merge_request_event"'


def jobs() -> dict[str, Any]:
    told = yaml.safe_load(FILE.read_text("utf-8"))
    return {name: job for name, job in told.items() if name not in GLOBAL}


def test_file_follows_gitlabs_schema() -> None:
    """The schema is the one that comes with check-jsonschema: no network."""
    command = ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(FILE)]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PATH": path})

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", jobs())
def test_jobs_call_the_package(name: str) -> None:
    """No logic of its own: Git, the set-up, a verb of ours, a copy."""
    begins = ("git ", "cd build/alat", "python3 -m pipeline.bootstrap setup", ".venv/bin/redaksi ")
    odd = [line for line in jobs()[name]["script"] if not line.startswith((*begins, "cp -r "))]

    assert odd == []


def test_proposals_meet_no_key() -> None:
    """Environment and keys are main's; a proposal is checked by the tool that main has."""
    for name, job in jobs().items():
        (rule,) = job["rules"]
        assert rule["if"].startswith(ON_MAIN) or name == "isi"
        assert name in KEYED or "environment" not in job
    script = jobs()["isi"]["script"]

    assert PROPOSED in jobs()["isi"]["rules"][0]["if"]
    assert script.index("cd build/alat") < script.index(SETUP)
    assert "TOKEN" not in FILE.read_text("utf-8")


def test_whatever_the_clock_starts_publishes_what_is_due() -> None:
    """Page, then posts, then reading back: each on a schedule too, one run at a time."""
    started = [jobs()[name]["rules"][0]["if"] for name in ("pages", *KEYED)]
    stages = yaml.safe_load(FILE.read_text("utf-8"))["stages"]
    order = [stages.index(jobs()[name]["stage"]) for name in ("pages", *KEYED)]

    assert started == [f'{ON_MAIN} && $CI_PIPELINE_SOURCE != "merge_request_event"'] * 3
    assert order == sorted(set(order))
    assert [jobs()[name]["resource_group"] for name in KEYED] == ["unggah", "unggah"]
    assert jobs()["cermat-ulang"]["rules"][0]["when"] == "always"


def test_documents_wait_for_a_button_and_hold_nothing_up() -> None:
    """What is typed is one quoted argument; sheets that were made are handed over in any case."""
    job = jobs()["dokumen"]
    (rule,) = job["rules"]

    assert (rule["when"], rule["allow_failure"], job["needs"]) == ("manual", True, [])
    assert job["script"][-1] == '.venv/bin/redaksi documents "${KONTEN:---all}"'
    assert job["artifacts"]["when"] == "always"


@pytest.fixture(scope="module")
def gitlab(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, dict[str, str]]:
    """An office whose repository holds the tool, one approved item and one proposal."""
    path = os.pathsep.join([str(TOOLS), os.environ["PATH"]])
    if not shutil.which("gitlab-ci-local", path=path):
        pytest.skip("gitlab-ci-local tidak ada; `make test-all` memasangnya")
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    files = {
        path: (ROOT / path).read_bytes()
        for path in listed.stdout.split("\0")
        if (ROOT / path).is_file() and not path.startswith(STRANGE)
    }
    settings = {path.relative_to(DEMO).as_posix(): path for path in DEMO.glob("content/**/*.*")}
    files |= {
        name: path.read_bytes() for name, path in settings.items() if not name.startswith(BROUGHT)
    }
    channels = CHANNELS.format(
        site="https://jdih-pinrang.example/", mastodon="https://sosial.example"
    )
    root = tmp_path_factory.mktemp("gitlab")
    tool = root / "redaksi"  # packages are taken as installed: a test fetches nothing
    tool.write_text(TOOL.format(python=sys.executable))
    tool.chmod(0o755)
    laid = f"mkdir -p .venv/bin && cp {tool} .venv/bin/redaksi"
    ours = {
        "content/kanal.yml": channels.encode(),
        FILE.name: FILE.read_text("utf-8").replace(SETUP, laid).encode(),
    }
    world = World(root / "git", {**files, **ours})
    world.approve({"content/disposisi/2026-001.md": DISPOSISI})
    world.approve({"content/konten/2026-11-hak/index.md": item()})
    world.send()
    mirror = root / "bin" / "rsync"  # called for containers, which are not used
    mirror.parent.mkdir()
    mirror.write_text("#!/bin/sh\n")
    mirror.chmod(0o755)
    path = os.pathsep.join([str(mirror.parent), path])
    return world, {**os.environ, "PATH": path}


def run(world: World, env: dict[str, str], *words: str) -> str:
    command = ["gitlab-ci-local", "--force-shell-executor", *words]
    done = subprocess.run(
        command, cwd=world.root, env=env, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
def test_main_is_built_posted_and_recorded(gitlab: tuple[World, dict[str, str]]) -> None:
    """The page lies where GitLab takes it from; the ledger is pushed, main is not."""
    world, env = gitlab
    told = run(world, env)
    listed = world.git("ls-tree", "-r", "--name-only", "origin/ledger")

    assert "Ringkasan: 3 diserahkan kepada orang." in told
    assert (world.root / "public/konten/2026-11-hak/index.html").is_file()
    assert "2026-11-hak/0/facebook/1-diserahkan.yml" in listed
    assert world.git("rev-parse", "origin/main") == world.git("rev-parse", "main")


@pytest.mark.slow
def test_proposal_is_previewed_with_the_tool_of_main(gitlab: tuple[World, dict[str, str]]) -> None:
    """The proposal brings a tool of its own, which does not run."""
    world, env = gitlab
    page = "content/konten/2026-11-dua/index.md"
    text = item("Tahukah Kamu: Melihat Informasi Publik Tidak Dipungut Biaya")
    branch = world.propose({page: text, "pipeline/cli.py": "raise SystemExit('jahat')\n"})
    source = "CI_PIPELINE_SOURCE"
    words = ("--ignore-predefined-vars", source, "--variable", f"{source}=merge_request_event")
    told = run(world, env, *words, "isi")

    assert world.git("branch", "--show-current") == branch
    assert "1 konten berubah" in told
    assert "jahat" not in told
    assert (world.root / "build/alat/build/usulan/halaman.html").is_file()
