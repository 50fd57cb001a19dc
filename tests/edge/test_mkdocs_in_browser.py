"""The page as a browser takes it: its policy stops nothing of ours, and the search finds."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Route

from tests.browser import browsing, needs_chromium, opened
from tests.edge.test_mkdocs import world
from tests.screenshots import serving

pytestmark = needs_chromium
LIGHT = 70_000  # bytes of the first view as Pages sends them, besides pictures


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = world(tmp_path_factory.mktemp("peramban")) / "build" / "site"
    first = (site / "index.html").read_text(encoding="utf-8")
    planted = "<script>document.title = 'jahat'</script><p style='color:red'>x</p></body>"
    (site / "jahat.html").write_text(first.replace("</body>", planted), encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield f"{address}/"


@pytest.mark.parametrize("name", ["", "sop/", "peraturan/", "konten/2026-11-jahat/", "cari/"])
def test_policy_stops_nothing_of_ours(browser: Browser, address: str, name: str) -> None:
    """No complaint in the console: scripts, styles, fonts and pictures are all from here."""
    with opened(browser, address + name) as (page, console):
        assert console == []
        assert page.is_visible("[data-theme]")  # our script ran


def test_policy_stops_what_slipped_in(browser: Browser, address: str) -> None:
    """A script or a style that is not ours does nothing, should one ever reach a page."""
    with opened(browser, f"{address}jahat.html") as (page, console):
        assert page.title() != "jahat"
        assert len([line for line in console if "Content Security Policy" in line]) == 2


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("UU 14/2008 pasal 7", "Undang-Undang Nomor 14 Tahun 2008"),
        ("pkpu 1 2015", "Peraturan KPU Nomor 1 Tahun 2015"),
        ("disediakan kewajiban", "Satu"),  # no such words but by their roots
    ],
)
def test_search_finds(browser: Browser, address: str, query: str, first: str) -> None:
    """A reference leads to its entry; words are found in the other forms of their roots."""
    with opened(browser, f"{address}cari/?q={quote(query)}") as (page, console):
        page.wait_for_selector("[data-search-found] li")

        found = page.locator("[data-search-found] h3").all_inner_texts()
        assert first in (found[:1] if "1" in query else found)  # a reference comes first
        assert console == []


def test_search_waits_for_the_script_it_needs(browser: Browser, address: str) -> None:
    """On a slow line the page's own script may come long after the search."""
    page = browser.new_page()

    def late(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    page.route("**/assets/redaksi.js", late)
    page.goto(f"{address}cari/?q=pkpu+1+2015")
    page.wait_for_selector("[data-search-found] li", timeout=10_000)
    page.close()


def test_search_says_when_nothing_is_found(browser: Browser, address: str) -> None:
    """And what else to try."""
    with opened(browser, f"{address}cari/?q=qqq") as (page, _):
        page.get_by_text("Tidak ada hasil untuk “qqq”").wait_for()

        assert page.locator("[data-search-found] li").count() == 0


def test_no_page_loads_the_search_before_it_is_used(browser: Browser, address: str) -> None:
    """Not even the page that searches, until somebody goes to its box."""
    for name in ("", "konten/2026-10-biasa/"):
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request, kept=asked: kept.append(request.url))  # type: ignore[misc]  # the loop's own list
        page.goto(address + name, wait_until="networkidle")
        page.close()

        assert asked
        assert [url for url in asked if "pagefind" in url or "rujukan.json" in url] == []


def test_first_view_of_an_item_is_light(browser: Browser, address: str, site: Path) -> None:
    """Everything but pictures, compressed as Pages hosts do it; fonts are compressed already."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}konten/2026-10-biasa/", wait_until="networkidle")
    page.close()
    weight = 0
    for name in asked:
        path = site / name / "index.html" if name.endswith("/") else site / name
        if path.suffix not in {".avif", ".webp", ".jpg", ".png"}:
            content = path.read_bytes()
            weight += len(content) if path.suffix == ".woff2" else len(gzip.compress(content))

    assert weight <= LIGHT


def test_light_and_dark_follow_the_device_until_asked(browser: Browser, address: str) -> None:
    """The button's choice stays on the next page; the device's own is no choice."""
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    scheme = "document.body.dataset.mdColorScheme"

    assert page.evaluate(scheme) == "slate"
    page.click("[data-theme]")
    page.goto(f"{address}sop/")
    assert page.evaluate(scheme) == "default"
    page.click("[data-theme]")
    assert page.evaluate("localStorage.getItem('tema')") is None
    page.close()
