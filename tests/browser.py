"""A real browser for the tests whose names end in _in_browser.py: the machine's own Chromium."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="perlu Chromium: apt install chromium")


@contextmanager
def browsing() -> Iterator[Browser]:
    """One Chromium for a file of tests."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A fresh page, loaded, and what its console said meanwhile."""
    page, console = browser.new_page(), list[str]()
    page.on("console", lambda message: console.append(message.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    page.goto(address, wait_until="networkidle")
    yield page, console
    page.close()
