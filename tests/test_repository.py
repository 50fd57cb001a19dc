"""The shape of the repository, kept by tests: what is tracked, made, pinned."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline.installing import LOCKS

ROOT = Path(__file__).resolve().parents[1]

# What lies in the root is a list that somebody decided on.
ROOT_NAMES = """
.ci .gitattributes .github .gitignore .gitlab-ci.yml CHANGELOG.md LICENSE Makefile README.md build
content mkdocs.yml pipeline pyproject.toml requirements-build.lock requirements.lock
requirements-test.lock site tests
"""


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    return [path for path in listed.stdout.split("\0") if path and (ROOT / path).is_file()]


class _AnyTag(yaml.SafeLoader):
    """Reads mkdocs.yml without carrying out its Python tags."""


_AnyTag.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
_AnyTag.add_constructor("!ENV", lambda *_: None)


def test_mkdocs_never_empties_our_sources() -> None:
    """MkDocs empties its output folder; by default that is site/, the designer's."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _AnyTag)

    assert (config["docs_dir"], config["site_dir"]) == ("build/docs", "build/site")


@pytest.mark.parametrize("lock", ["build", "product", "test"])
def test_locks_have_hashes_and_no_addresses(lock: str) -> None:
    """Every requirement is pinned with hashes; where it comes from is not our affair."""
    text = LOCKS[lock].read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.replace("\\\n", " "))
    unpinned = [
        e.split()[0]
        for e in entries
        if not re.match(r"[\w.-]+==\S+", e) or "--hash=sha256:" not in e
    ]

    assert unpinned == []
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|\bfile:", text)


@pytest.mark.parametrize("place", ["site/admin", "tests/peers"])
def test_node_packages_are_locked_by_their_bytes(place: str) -> None:
    """Every package has a version and a fingerprint, and none an address to come from."""
    lock = json.loads((ROOT / place / "package-lock.json").read_text("utf-8"))
    packages = [one for name, one in lock["packages"].items() if name]

    assert packages and all(one["integrity"].startswith("sha512-") for one in packages)
    assert all(one["version"] and "resolved" not in one for one in packages)


def test_nothing_names_a_machine_or_a_registry() -> None:
    """No tracked text holds a machine's own path or the host of a package registry."""
    hosts = [
        "pypi" + ".org",
        "python" + "hosted.org",
        "registry.npm" + "js.org",
        "deb." + "debian.org",
    ]
    paths = ["/work" + "/", "/home" + "/", "/root" + "/", "/Users" + "/", "C:" + "\\Users"]
    pattern = re.compile("|".join(map(re.escape, [*hosts, *paths])))
    wrong = []
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" in content[:8000]:
            continue
        wrong += [
            f"{path}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1)
            if pattern.search(line)
        ]

    assert wrong == []


def test_the_office_s_time_is_spelt_one_way() -> None:
    """What the office and the public read says "Wita", as the check asks of them (decision 141)."""
    read = [path for path in tracked() if path.startswith(("content/", "site/"))]
    wrong = [path for path in read if re.search(rb"\bWITA\b", (ROOT / path).read_bytes())]
    for path in (ROOT / "pipeline").rglob("*.py"):
        said = ast.walk(ast.parse(path.read_text("utf-8")))
        texts = (one.value for one in said if isinstance(one, ast.Constant))
        found = [text for text in texts if isinstance(text, str) and "(WITA)" in text]
        wrong += [f"{path.name}: {text}" for text in found]

    assert wrong == []


def test_root_is_small() -> None:
    """Nothing lies in the root that is not on the list."""
    roots = {path.split("/")[0] for path in tracked()}

    assert roots - set(ROOT_NAMES.split()) == set()


def test_build_is_never_tracked() -> None:
    """Everything under build/ can be made again; only the folder MkDocs insists on is kept."""
    assert [path for path in tracked() if path.startswith("build/")] == ["build/docs/.gitkeep"]
