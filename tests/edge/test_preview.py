"""The preview: what an editor saves is seen at once, and mistakes are shown instead of raised."""

import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.findings import Blocked
from pipeline.edge.preview import Show, serve, told
from pipeline.edge.preview_server import Screen, open_server
from pipeline.pouring import build_site, index_once
from pipeline.render.pages import write_site
from pipeline.render.templates import open_templates
from tests.editions import ROOT, SITE, edition, item


class Desk:
    """A running preview of one item whose body is content/teks.md."""

    def __init__(self, root: Path) -> None:
        self.root, self.port = root, free_port()
        self.said: list[str] = []
        self.stop = threading.Event()
        self.text = root / "content" / "teks.md"
        self.text.write_text("Awal")
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self) -> None:
        serve(
            self.root,
            self.port,
            regenerate=self.regenerate,
            announce=self.said.append,
            shell=b"<title>Meja</title>",
            cards=self.root / "kartu",
            stop=self.stop,
        )

    def regenerate(self, build: Path, changed: frozenset[str], show: Show) -> list[str]:
        body = self.text.read_text()
        show("2026-11-a" if changed else "", lambda name: f"<h2>{name}</h2>{body}")
        if body == "rusak":
            raise ValueError("templat <rusak>")
        shown = edition(self.root / "kartu", item("2026-11-a", "Judul", body=body))
        write_site(shown, docs=build / "docs", site_dir=SITE)
        build_site(self.root, build, index=index_once)
        return ["index.md:1: Judul <kosong> [judul]"] if "salah" in body else []

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": host})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def wait_for(self, path: str, words: str, seconds: float = 10) -> float:
        began = time.monotonic()
        while words not in self.get(path)[1]:
            assert time.monotonic() - began < seconds, words
            time.sleep(0.02)
        return time.monotonic() - began


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(fact: Callable[[], bool], seconds: float = 20) -> None:
    began = time.monotonic()
    while not fact():
        assert time.monotonic() - began < seconds
        time.sleep(0.02)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("pratinjau")
    for name in ("site", "pipeline"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "content").mkdir()
    running = Desk(root)
    eventually(lambda: bool(running.said) and running.get("/")[0] == 200)
    yield running
    running.stop.set()
    running.thread.join(10)
    assert not running.thread.is_alive()


ITEM = "/konten/2026-11-a/"


def test_the_page_is_served_with_a_reload_line(desk: Desk) -> None:
    """Every page listens for changes; the files are those of the built page."""
    status, html = desk.get(ITEM)

    assert status == 200
    assert 'new EventSource("/_pratinjau")' in html
    assert desk.said[0] == f"Pratinjau: http://127.0.0.1:{desk.port}/ (berhenti: Ctrl+C)"
    assert desk.get("/assets/redaksi.css")[0] == 200


def test_a_change_is_seen_in_about_a_second(desk: Desk) -> None:
    """The aim is a second; the test allows a slow machine three."""
    desk.text.write_text("Sesudah disunting")

    assert desk.wait_for(ITEM, "Sesudah disunting") < 3


def test_open_pages_are_told(desk: Desk) -> None:
    """The line says the number of the version, and a new one after a change."""
    connection = HTTPConnection("127.0.0.1", desk.port, timeout=10)
    connection.request("GET", "/_pratinjau")
    lines = connection.getresponse()
    first = lines.readline()
    lines.readline()
    desk.text.write_text("Versi baru untuk baris")
    second = lines.readline()
    connection.close()

    assert first.startswith(b"data: ")
    assert second.startswith(b"data: ")
    assert first != second


def test_the_desk_turns_to_what_was_saved(desk: Desk) -> None:
    """Its line names the item and is heard before the page is built; its cards are at hand."""
    connection = HTTPConnection("127.0.0.1", desk.port, timeout=10)
    connection.request("GET", "/_meja/kabar")
    lines = connection.getresponse()
    lines.readline()
    lines.readline()
    desk.text.write_text("Disunting di meja")
    told = json.loads(lines.readline().removeprefix(b"data: "))
    connection.close()

    assert told["konten"] == "2026-11-a"
    assert desk.get("/_meja/isi?konten=2026-11-a") == (200, "<h2>2026-11-a</h2>Disunting di meja")
    assert desk.get("/_meja/") == (200, "<title>Meja</title>")
    assert desk.get("/_meja/kartu/2026-11-a/feed.jpg")[0] == 200
    assert desk.get("/_meja/kartu/2026-11-a/tiada.jpg")[0] == 404


def test_findings_are_shown_on_the_page(desk: Desk) -> None:
    """What stops the gate does not stop the preview: it is listed at the top, escaped."""
    desk.text.write_text("salah ketik")
    desk.wait_for(ITEM, "salah ketik")
    html = desk.get("/")[1]

    assert "1 hal perlu diperbaiki" in html
    assert "<li>index.md:1: Judul &lt;kosong&gt; [judul]</li>" in html


def test_a_crash_is_shown_and_survived(desk: Desk) -> None:
    """A template that does not render keeps the old page and says what happened."""
    desk.text.write_text("rusak")
    desk.wait_for(
        "/", "<li>Pratinjau belum dapat diperbarui. ValueError: templat &lt;rusak&gt;</li>"
    )
    desk.text.write_text("pulih lagi")
    desk.wait_for(ITEM, "pulih lagi")

    assert "perlu diperbaiki" not in desk.get(ITEM)[1]


def test_search_still_knows_the_other_pages(desk: Desk) -> None:
    """A partial build must not shrink the search index to the changed page."""
    desk.text.write_text("cari aku")
    desk.wait_for(ITEM, "cari aku")

    known = json.loads(desk.get("/pagefind/pagefind-entry.json")[1])["languages"]["id"]
    assert known["page_count"] > 2


def test_strangers_are_refused(desk: Desk) -> None:
    """Another host name (a strange page in the same browser) and a path upwards lead nowhere."""
    assert desk.get("/", host="jahat.example")[0] == 403
    assert desk.get("/_meja/", host="jahat.example")[0] == 403
    assert desk.get("/../../mkdocs.yml")[0] == 404
    assert desk.get("/_meja/kartu/../../mkdocs.yml")[0] == 404
    assert desk.get("/tidak-ada/")[0] == 404


def test_a_taken_port_is_said(desk: Desk) -> None:
    """The operator is told what to try."""
    with pytest.raises(Blocked) as stopped:
        serve(
            desk.root,
            desk.port,
            regenerate=desk.regenerate,
            announce=desk.said.append,
            shell=b"",
            cards=desk.root,
        )

    assert stopped.value.what == f"Pratinjau tidak dapat dibuka: port {desk.port} sedang dipakai."
    assert stopped.value.remedy == (
        "Tutup pratinjau yang lain, atau pilih port lain, misalnya "
        f"`redaksi serve --port {desk.port + 1}`."
    )


def test_a_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    """Whoever edits a template is told where the slip is."""
    (tmp_path / "kartu.j2").write_text("baik\n{% endfi %}\n")
    with pytest.raises(Exception, match="endfi") as slip:
        open_templates(tmp_path, html=True)("kartu.j2")

    assert told(slip.value).startswith(
        "kartu.j2:2: Pratinjau belum dapat diperbarui. TemplateSyntaxError: "
    )


def test_before_the_first_page_the_wait_is_explained(tmp_path: Path) -> None:
    """Drawing everything takes a while: the page says so, and opens by itself afterwards."""
    with visiting(Screen(site=tmp_path, cards=tmp_path)) as (_, get):
        status, html = get("/")

    assert status == 503
    assert "Pratinjau sedang disiapkan" in html
    assert 'new EventSource("/_pratinjau")' in html


def test_a_browser_that_goes_on_is_no_news(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A closed connection prints nothing; any other trouble stays loud."""
    with visiting(Screen(site=tmp_path, cards=tmp_path)) as (server, _):
        for trouble in (BrokenPipeError("pergi"), ValueError("lain")):
            try:
                raise trouble
            except (BrokenPipeError, ValueError):
                server.handle_error(None, ("127.0.0.1", 1))

    said = capsys.readouterr().err

    assert "pergi" not in said
    assert "ValueError: lain" in said


@contextmanager
def visiting(screen: Screen) -> Iterator[tuple[Any, Callable[[str], tuple[int, str]]]]:
    server = open_server(screen, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()

    def get(path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
        connection.request("GET", path, headers={"Host": "127.0.0.1"})
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    try:
        yield server, get
    finally:
        screen.close()
        server.shutdown()
        server.server_close()
        thread.join()
