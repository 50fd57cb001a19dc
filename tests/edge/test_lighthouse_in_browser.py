"""What Google's own judge says of four pages, as a phone on a slow line has them."""

import gzip
import http.server
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from pipeline.core.model import WITA
from pipeline.edge.disk import read_content
from pipeline.pouring import build_site
from pipeline.render.cards import draw_all
from pipeline.render.edition import Edition
from pipeline.render.house import read_brand
from pipeline.render.pages import write_site
from tests.browser import CHROMIUM, needs_chromium
from tests.demo import DEMO
from tests.editions import ROOT, SITE

JUDGE = ROOT / "build" / "npm" / "node_modules" / ".bin" / "lighthouse"  # laid by `make test-all`
pytestmark = [
    needs_chromium,
    pytest.mark.slow,
    pytest.mark.skipif(not JUDGE.exists(), reason="perlu Node dan lighthouse (npm)"),
]
ITEM = "2026-10-tahukah-kamu-data-pribadi-spesifik"
PAGES = ["", f"konten/{ITEM}/", "peraturan/", "cari/"]
FAST_ENOUGH = 1000  # of Lighthouse's benchmark; below it, it warns of the machine itself
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu"
PACKED = (".html", ".css", ".js", ".svg", ".json", ".xml")


class _Packing(http.server.SimpleHTTPRequestHandler):
    """Files as hosts of pages send them: text compressed, and kept for a while."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in PACKED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing per request."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration's page, with one item's cards; the others have no pictures."""
    folder = tmp_path_factory.mktemp("mercusuar")
    for name in ("mkdocs.yml", "site", "pipeline"):
        (folder / name).symlink_to(ROOT / name)
    content = read_content(DEMO)
    items = [content.items[ITEM]]
    drawn = draw_all(items, content=content, root=DEMO, site=SITE, out=folder / "kartu")
    shown = Edition(content=content, cards=drawn.cards, now=datetime(2026, 12, 5, 9, tzinfo=WITA))
    colours = read_brand(SITE)[0].palette
    write_site(shown, docs=folder / "build" / "docs", site_dir=SITE, colours=colours)
    build_site(folder)
    handler = partial(_Packing, directory=str(folder / "build" / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@cache
def judged(address: str, turn: int) -> dict[str, Any]:
    """One report. Another turn is another visit."""
    words = [str(JUDGE), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        timeout=180,
        env={**os.environ, "CHROME_PATH": str(CHROMIUM)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def score(report: dict[str, Any], category: str) -> int:
    return round(100 * report["categories"][category]["score"])


@pytest.mark.parametrize("page", PAGES)
def test_everybody_can_read_and_find_it(address: str, page: str) -> None:
    """Accessibility, best practices, search engines: all of it; and nothing jumps."""
    report = judged(address + page, 1)
    found = {name: score(report, name) for name in ("accessibility", "best-practices", "seo")}

    assert found == {"accessibility": 100, "best-practices": 100, "seo": 100}
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] == 0


@pytest.mark.parametrize("page", PAGES)
def test_it_is_fast_on_a_phone(address: str, page: str) -> None:
    """The median of three visits; a busy machine says nothing of a phone."""
    reports = [judged(address + page, turn) for turn in (1, 2, 3)]
    speed = min(report["environment"]["benchmarkIndex"] for report in reports)
    if speed < FAST_ENOUGH:
        pytest.skip(f"komputer ini sedang sibuk (ukuran Lighthouse {speed:.0f})")

    assert median(score(report, "performance") for report in reports) >= 95
