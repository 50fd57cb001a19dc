"""The whole page of the office's own content: sound HTML, no dead end, ProperDocs as a way out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.edge.disk import read_content
from pipeline.pouring import build_site
from pipeline.render.edition import Edition
from pipeline.render.pages import write_site
from tests.demo import DEMO
from tests.edge.test_mkdocs import dead_ends, world
from tests.editions import ROOT, SITE

CHECKER = ROOT / "build/npm/node_modules/vnu-jar/build/dist/vnu.jar"  # laid by `make test-all`
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every item, page and entry that is in the repository, built once, without cards."""
    folder = tmp_path_factory.mktemp("seluruh")
    for name in ("mkdocs.yml", "site", "pipeline"):
        (folder / name).symlink_to(ROOT / name)
    shown = Edition(content=read_content(DEMO), cards={})
    write_site(shown, docs=folder / "build" / "docs", site_dir=SITE)
    assert build_site(folder)
    return folder


@pytest.mark.skipif(
    not (CHECKER.is_file() and shutil.which("java")), reason="perlu Java dan vnu-jar (npm)"
)
def test_the_checker_of_html_has_nothing_to_say(root: Path, tmp_path: Path) -> None:
    """The Nu checker, the W3C's own, finds no error in any page, the editor's included."""
    command = ["java", "-Xss4m", "-jar", str(CHECKER), "--errors-only", "--skip-non-html"]
    drawn = world(tmp_path)  # a small one with cards and hostile text
    pages = [*(str(one / "build" / "site") for one in (root, drawn)), str(SITE / "admin")]
    done = subprocess.run([*command, *pages], capture_output=True, text=True)

    assert done.stderr.splitlines()[:20] == []
    assert done.returncode == 0


def test_no_link_of_ours_leads_nowhere(root: Path) -> None:
    """Each internal address, fragments too, on every page of the office."""
    assert dead_ends(root, base()) == []


def test_properdocs_builds_the_same_page(root: Path, tmp_path: Path) -> None:
    """The way out of MkDocs: its successor reads the same file and hook, and writes these bytes."""
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run(
        [*command, "--site-dir", str(tmp_path / "lain")],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    ours, theirs = (
        {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file() and "pagefind" not in path.parts  # its index names its own chunks
        }
        for site in (root / "build" / "site", tmp_path / "lain")
    )

    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def base() -> str:
    """The address of the page, as the office's settings have it."""
    channels = read_content(DEMO).channels
    assert channels
    return channels.site_url.rstrip("/") + "/"
