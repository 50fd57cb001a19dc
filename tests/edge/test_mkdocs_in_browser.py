"""The page as a browser takes it: its own policy stops nothing of ours, and nothing else runs."""

import functools
import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edge.test_mkdocs import world

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(not BROWSER, reason="perlu Chromium: apt install chromium")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing per request."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = world(tmp_path_factory.mktemp("peramban")) / "build" / "site"
    first = site / "index.html"
    evil = first.read_text(encoding="utf-8").replace(
        "</body>", "<script>document.title = 'jahat'</script><p style='color:red'>x</p></body>"
    )
    (site / "jahat.html").write_text(evil, encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def seen(address: str, profile: Path) -> tuple[str, list[str]]:
    """The page after its scripts ran, and what its console says."""
    words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"]
    words += [f"--user-data-dir={profile}", "--virtual-time-budget=3000", "--dump-dom", address]
    done = subprocess.run(
        [str(BROWSER), *words], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    return done.stdout, re.findall(r'CONSOLE.*?\] "(.*?)", source', done.stderr)


@pytest.mark.parametrize("page", ["sop/", "peraturan/", "konten/2026-11-jahat/"])
def test_policy_stops_nothing_of_ours(address: str, page: str, tmp_path: Path) -> None:
    """No complaint in the console: scripts, styles, fonts and pictures are all from here."""
    text, console = seen(address + page, tmp_path)

    assert console == []
    assert re.search(r'<html[^>]*class="js', text)


def test_search_works_under_the_policy(address: str, tmp_path: Path) -> None:
    """The search opens from a link, in a worker of its own, and finds the item."""
    text, console = seen(f"{address}konten/2026-10-biasa/?q=akurat", tmp_path)

    assert console == []
    assert "md-search-result__item" in text


def test_policy_stops_what_slipped_in(address: str, tmp_path: Path) -> None:
    """A script or a style that is not ours does nothing, should one ever reach a page."""
    text, console = seen(f"{address}jahat.html", tmp_path)

    assert "<title>jahat" not in text
    assert len([line for line in console if "Content Security Policy" in line]) == 2
