"""Readable by everyone: axe finds nothing, light and dark; the keyboard gets everywhere."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser import browsing, needs_chromium
from tests.edge.test_mkdocs import world
from tests.screenshots import serving

pytestmark = needs_chromium
MAIN = ["", "konten/2026-11-lembar/", "peraturan/uu-14-2008/", "sop/", "cari/?q=akurat"]
OTHERS = [
    "konten/",
    "konten/2026-11-jahat/",
    "peraturan/",
    "peraturan/tahun/2008/",
    "rubrik/",
    "rubrik/tahukah-kamu/",
    "tagar/",
    "arsip/2026/11/",
    "halaman/tentang/",
    "kalender/",
    "404.html",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # where the office's page lies below its host, as the page itself says (404.html)
    top = tmp_path_factory.mktemp("akses")
    site = world(tmp_path_factory.mktemp("aksesibel")) / "build" / "site"
    (top / "kantor").symlink_to(site)
    with serving(top) as address:
        yield f"{address}/kantor/"


def violations(browser: Browser, address: str, names: list[str], scheme: str) -> list[object]:
    found: list[object] = []
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": 390, "height": 844},
    )
    page = context.new_page()
    for name in names:
        page.goto(address + name)
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:2]]
            found.append((name, violation["id"], nodes))
    context.close()
    return found


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str) -> None:
    """No violation of what axe can see, on a phone, in either light."""
    assert violations(browser, address, MAIN, scheme) == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_lists_either(browser: Browser, address: str, scheme: str) -> None:
    """The same for every other kind of page."""
    assert violations(browser, address, OTHERS, scheme) == []


def test_keyboard_reaches_the_text_first(browser: Browser, address: str) -> None:
    """The first key leads past the menu; each stop after it can be seen and has a name."""
    page = browser.new_page()
    page.goto(f"{address}konten/2026-11-lembar/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Lewati ke isi"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    nameless = []
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => { const here = document.activeElement;
              const name = here.getAttribute("aria-label") || here.textContent.trim() ||
                [...here.querySelectorAll("img")].map(i => i.alt).join("");
              const box = here.getBoundingClientRect();
              const style = getComputedStyle(here);
              return {tag: here.tagName, name, seen: box.width > 0 && box.height > 0,
                      ring: style.outlineStyle !== "none" || style.boxShadow !== "none"}; }"""
        )
        if told["tag"] == "BODY":
            break
        if not (told["name"] and told["seen"] and told["ring"]):
            nameless.append(told)
    page.close()

    assert nameless == []


def test_nothing_is_wider_than_a_narrow_phone(browser: Browser, address: str) -> None:
    """320 pixels, as with a page enlarged four times: nobody has to scroll sideways."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wide = []
    for name in [*MAIN, *OTHERS]:
        page.goto(address + name)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append((name, width))
    page.close()

    assert wide == []
