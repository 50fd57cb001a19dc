"""All harm at once, through the real command line: told in order, nothing run, the rest goes on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.stories.hostile.test_bodies_that_bite import CASES as BODIES
from tests.stories.hostile.test_front_matter_that_bite import CASES as FRONT_MATTER
from tests.stories.hostile.test_pictures_that_bite import CASES as PICTURES
from tests.stories.hostile.world import FOLDER, GOOD, TEMPLATE
from tests.stories.office.conftest import REPOSITORY
from tests.worlds import World

CHOSEN = [
    *(BODIES[name] for name in ("raw HTML", "script by reference", "script within brackets")),
    *(BODIES[name] for name in ("attributes", "template", "direction turned", "null byte")),
    *(BODIES[name] for name in ("20,000 brackets", "500 headings", "a megabyte", "emoji")),
    *(
        FRONT_MATTER[name]
        for name in ("Python object", "a billion laughs", "UTF-16", "20,000 keys")
    ),
    *(FRONT_MATTER[name] for name in ("5,000 slides", "100,000 open mappings", "title with HTML")),
    *(
        FRONT_MATTER[name]
        for name in ("year 9999", "title of one word", "everything wrong at once")
    ),
    *(PICTURES[name] for name in ("half a JPEG", "400 megapixels", "text that unfolds", "SVG")),
    *(
        PICTURES[name]
        for name in ("moving WebP", "one pixel", "name that climbs", "place in a JPEG")
    ),
]
IDS = [f"2026-11-jahat-{n}" for n in range(len(CHOSEN))]


def crowd() -> dict[str, bytes]:
    """The sound office with an item for each harm."""
    files = {name: content for name, content in TEMPLATE.items() if FOLDER not in name}
    for name, case in zip(IDS, CHOSEN, strict=True):
        for path, content in case.items():
            text = content.encode() if isinstance(content, str) else content
            assert isinstance(text, bytes)
            files[path.replace(FOLDER, f"content/konten/{name}")] = text
    return files


class Tool:
    """A copy of the tool, whose ``build`` nobody else uses."""

    def __init__(self, home: Path) -> None:
        self.home = home
        for name in ("pipeline", "site"):
            ignored = shutil.ignore_patterns("readme")
            shutil.copytree(REPOSITORY / name, home / name, ignore=ignored)
        shutil.copy(REPOSITORY / "mkdocs.yml", home)

    def __call__(self, root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
        home = self.home.parent / "rumah"
        home.mkdir(exist_ok=True)
        env = {**os.environ, "PYTHONPATH": str(self.home), "HOME": str(home)}
        env["PYTHONDONTWRITEBYTECODE"] = "1"
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *words],
            cwd=root,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    return Tool(tmp_path / "alat")


@pytest.mark.slow
def test_check_and_draw_tell_all_and_spare_the_rest(tmp_path: Path, tool: Tool) -> None:
    """Every bad item has its findings, the good one its cards; no traceback, nothing half done."""
    root = tmp_path / "kantor"
    for name, content in crowd().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / "mkdocs.yml").touch()
    before = everything(tmp_path)

    check, draw = tool(root, "check"), tool(root, "draw")
    alone = tool(root, "check", IDS[0])

    assert (check.returncode, draw.returncode, alone.returncode) == (1, 1, 1)
    assert check.stderr + draw.stderr + alone.stderr == ""
    told = {line.split("/")[2] for line in check.stdout.splitlines() if "content/konten/" in line}
    assert told == {*IDS, GOOD} - {GOOD}
    assert f"{GOOD}: 6 gambar" in draw.stdout
    assert {
        line.split("/")[2] for line in alone.stdout.splitlines() if "content/konten/" in line
    } == {IDS[0]}
    assert not list(tool.home.rglob("*.tmp"))
    assert not list(root.rglob("retas"))
    assert everything(tmp_path) == before | {"rumah": "folder"}, "only build/ is written to"


def everything(folder: Path) -> dict[str, str]:
    """The office, its parent, the tool and HOME, byte for byte, without the tool's ``build``."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("alat/build"):
            found[name] = sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
    return found


class Live(HTMLParser):
    """What a browser would act on: scripts, handlers, addresses that are programs, frames."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "object", "embed", "form", "base"}:
            self.found.append(f"{tag} {dict(attrs).get('src') or ''}".rsplit("../", 1)[-1])
        for name, value in attrs:
            address = "".join((value or "").split()).casefold()
            if name.startswith("on") or address.startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"{name}={value}")


def live(page: Path) -> list[str]:
    reader = Live()
    reader.feed(page.read_text(encoding="utf-8"))
    return sorted(set(reader.found))


@pytest.mark.slow  # the sanitizer is tried case by case beside this
def test_nothing_that_was_approved_by_mistake_comes_alive(tmp_path: Path, tool: Tool) -> None:
    """Even merged by the chief, no page of theirs holds more that acts than the good item's."""
    files: Mapping[str, bytes] = crowd()
    settings = {k: v for k, v in files.items() if not k.startswith("content/konten/")}
    world = World(tmp_path / "git", {k: v for k, v in settings.items() if "peran" not in k})
    world.approve({k: v for k, v in files.items() if k.startswith("content/konten/")})
    world.send()

    build = tool(world.root, "build")
    site = tool.home / "build/site"
    pages = {page.parent.name: page for page in (site / "konten").glob("*/index.html")}

    assert build.returncode == 1
    assert "Traceback" not in build.stdout + build.stderr
    assert GOOD in pages and len(pages) > 5
    assert {name: live(page) for name, page in pages.items()} == {
        name: live(pages[GOOD]) for name in pages
    }
    assert not list(tool.home.rglob("*.tmp"))
    assert not list(world.root.rglob("retas"))
