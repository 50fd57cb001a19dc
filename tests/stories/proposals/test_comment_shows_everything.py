"""One proposal from its first push to the hand-over: what the one comment says at each step."""

import http.server
import re
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image

from pipeline.core.acknowledging import acknowledgement
from pipeline.edge.ledger_branch import Ledger
from pipeline.previewing import FOLDER
from pipeline.previewing import PAGE as PAGE_FILE
from tests.forge_office import MACHINE
from tests.stories.office.conftest import item
from tests.stories.proposals.conftest import PAGE_ADDRESS, SARI, WRITES, Newsroom

PAGE = "content/konten/2026-11-hak/index.md"
PREFIX = "https://github.example/kpu/jdih/raw/pratinjau/"


@contextmanager
def served(newsroom: Newsroom) -> Iterator[str]:
    """The branch `pratinjau` as the forge serves it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            names = newsroom.office.git("ls-tree", "-r", "--name-only", "pratinjau").split("\n")
            path = self.path.removeprefix("/")
            self.send_response(200 if path in names else 404)
            self.end_headers()
            if path in names:
                out = newsroom.folder / "fetched"
                with out.open("wb") as file:
                    command = ["git", "cat-file", "blob", f"pratinjau:{path}"]
                    subprocess.run(command, cwd=newsroom.world.origin, stdout=file, check=True)
                self.wfile.write(out.read_bytes())

        def log_message(self, *_: object) -> None:
            """A test's output stays quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_from_draft_to_hand_over(newsroom: Newsroom) -> None:
    """Cards as pictures, captions with counts, page, findings, steps, and who is waited for."""
    number = newsroom.propose({PAGE: item("Hak atas informasi", body="Isi.")})
    assert newsroom.check(number) == 0
    at = newsroom.world.now
    received = acknowledgement(
        "2026-001", by=SARI.name, login="sari", coming=True, at=at, form="https://x.example/1"
    )
    Ledger(newsroom.world.repository(), run="lokal:uji/1", tool="uji").write([received])

    told = newsroom.comment(number)
    assert "| ✅ 2 Undangan rapat | 23-11-2026 | Sari Sekretaris |" in told
    assert "**Menunggu Sari Sekretaris** untuk menyunting \\(langkah 5\\)." in told
    assert "<summary>Facebook: " in told and " dari 63.206 karakter</summary>" in told
    assert "<summary>WhatsApp: " in told and f"[Buka pratinjau halaman]({PAGE_ADDRESS})" in told
    assert "| ✅ 1 Disposisi | 23-11-2026 | Kartini Ketua |" in told
    assert "| ✅ 4 Konsep | 23-11-2026 | Putra Pengelola |" in told
    assert "| ▫️ 6 Serah | belum |  |" in told

    addresses = re.findall(r'src="([^"]+)"', told)
    assert len(addresses) == 1 and addresses[0].startswith(PREFIX)
    with served(newsroom) as base:  # every picture in the comment can be fetched
        for address in addresses:
            with urllib.request.urlopen(base + address.removeprefix(PREFIX)) as reply:
                assert Image.open(reply).width == 900

    page = (newsroom.folder / FOLDER / PAGE_FILE).read_text(encoding="utf-8")
    assert "Pratinjau usulan." in page and "<h1" in page and "Hak atas informasi" in page
    assert not re.search(r'Bagikan|<script|<link|src="(?!data:)', page)  # not published yet

    [said] = newsroom.office.said
    newsroom.amend(number, {PAGE: item("Hak atas informasi publik", body="Isi.")}, by=SARI)
    newsroom.office.ready("sari", number)
    assert newsroom.check(number) == 0
    told = newsroom.comment(number)
    assert [*newsroom.office.said] == [said]  # a second push edits the same comment
    assert "### Hak atas informasi publik" in told
    assert "**Menunggu Kartini Ketua atau Wahyu Wakil** untuk menyetujui" in told
    assert "| ✅ 5 Suntingan | selesai | Sari Sekretaris |" in told
    assert re.search(r"\| ✅ 6 Serah \| 23-11-2026 \| Sari Sekretaris \|", told)
    assert newsroom.office.pulls[number].asked == ["ketua", "wakil"]  # step 6: asked for review

    kept = newsroom.office.git("ls-tree", "-r", "--name-only", "pratinjau").split("\n")
    assert len(kept) == 2 and newsroom.office.git("rev-list", "--count", "pratinjau") == "1"

    calls = len(newsroom.server.calls)
    assert newsroom.comment(number) == told  # once more: nothing to write
    later = newsroom.server.calls[calls:]
    assert not [call for call in later if "comments" in call and not call.startswith("GET")]


@pytest.mark.slow
def test_second_of_two_waits_until_it_contains_the_first(newsroom: Newsroom) -> None:
    """Both name each other; `check` fails for the second, and it is not handed over."""
    first = newsroom.propose({PAGE: item("Satu", body="Isi.")})
    assert newsroom.check(first) == 0
    assert "juga mengubah" not in newsroom.comment(first)

    second = newsroom.propose({PAGE: item("Dua", body="Isi.")}, draft=False)
    assert newsroom.check(second) == 1
    told = newsroom.comment(second)
    url = f"https://github.example/kpu/jdih/pull/{first}"
    assert f"Usulan [#{first}]({url}) lebih dahulu mengubah konten\\/2026\\-11\\-hak" in told
    assert f"**Menunggu** usulan #{first}" in told
    assert newsroom.office.pulls[second].draft and not newsroom.office.pulls[second].asked
    waits = f"pull/{second}) juga mengubah konten\\/2026\\-11\\-hak, dan menunggu"
    assert waits in newsroom.remark(first)  # without a run of its own
    newsroom.check(first)
    assert newsroom.comment(first).count(waits) == 1

    branch, other = newsroom.office.pulls[second].branch, newsroom.office.pulls[first].branch
    newsroom.world.git("checkout", "-q", branch)
    newsroom.world.git("merge", "-q", "-s", "ours", "-m", "Muat usulan pertama", other)
    newsroom.world.send(branch)
    assert newsroom.check(second) == 0
    assert "Usulan ini memuat usulan" in newsroom.comment(second)


@pytest.mark.slow
def test_the_second_waits_also_if_the_first_comes_to_it_later(newsroom: Newsroom) -> None:
    """Checked, edited and handed over; then the older proposal takes up the same item."""
    first = newsroom.propose({PAGE.replace("hak", "lain"): item("Lain", body="Isi.")})
    second = newsroom.propose({PAGE: item("Dua", body="Isi.")}, draft=False)
    assert newsroom.check(second) == 0
    assert "Ditahan" not in newsroom.comment(second)

    newsroom.amend(first, {PAGE: item("Satu", body="Isi.")})
    assert newsroom.check(first) == 0
    newsroom.comment(first)
    told = newsroom.remark(second)
    assert f"> **Ditahan.** Usulan [#{first}]" in told and "### Dua" in told
    assert newsroom.office.pulls[second].draft  # GitHub merges no draft


@pytest.mark.slow
def test_a_refusal_to_make_it_a_draft_is_told_on_both(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the right GitHub leaves the later one ready to be merged: people must know."""
    first = newsroom.propose({PAGE.replace("hak", "lain"): item("Lain", body="Isi.")})
    second = newsroom.propose({PAGE: item("Dua", body="Isi.")}, draft=False)
    newsroom.check(second)
    newsroom.comment(second)
    newsroom.amend(first, {PAGE: item("Satu", body="Isi.")})
    newsroom.check(first)
    rights = tuple(right for right in WRITES if right != "contents:write")
    monkeypatch.setattr("tests.stories.proposals.conftest.WRITES", (*rights, "contents"))

    assert f"> **Jangan gabungkan #{second} dahulu.**" in newsroom.comment(first)
    assert not newsroom.office.pulls[second].draft
    assert "tekan **Convert to draft** sekarang" in newsroom.remark(second)


def test_not_ready_goes_back_to_draft_with_the_reasons(newsroom: Newsroom) -> None:
    """Handing over with findings turns it back into a draft; nobody is asked to approve."""
    newsroom.in_ci = True
    number = newsroom.propose({PAGE: item("Hak", body="Isi {{ x }}.")}, draft=False)
    assert newsroom.check(number) == 1
    mark = next(line for line in newsroom.said if line.startswith("::error "))
    assert mark.startswith(f"::error file={PAGE},line=") and ",title=" in mark

    told = newsroom.comment(number)
    assert newsroom.office.pulls[number].draft and newsroom.office.pulls[number].asked == []
    assert "> **Belum dapat diserahkan**, jadi usulan ini kembali menjadi konsep" in told
    assert "### Yang harus diperbaiki sebelum diserahkan" in told
    assert "**Menunggu Putra Pengelola** untuk memperbaiki temuan yang menahan." in told
    assert newsroom.office.pulls[number].events[-1][:2] == ("convert_to_draft", MACHINE)
    summary = (newsroom.folder / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## Redaksi JDIH\n\n1 konten berubah\\: ")  # of the first job
    assert "\n**Menunggu Putra Pengelola** untuk memperbaiki" in summary  # of the second


def test_sending_back_needs_a_reason(newsroom: Newsroom) -> None:
    """A refusal without a word is asked for one, politely; with one, the comment shows it."""
    number = newsroom.propose({PAGE: item("Hak", body="Isi.")}, draft=False)
    newsroom.check(number)
    newsroom.office.review("ketua", number, "REQUEST_CHANGES", "ulang")
    told = newsroom.comment(number)
    assert "> **Dikembalikan oleh Kartini Ketua**, 23 November 2026, tanpa alasan." in told
    assert "> @ketua, mohon tulis alasannya" in told
    assert newsroom.office.pulls[number].asked == []  # sent back: nobody is asked to approve

    newsroom.office.review("ketua", number, "REQUEST_CHANGES", "Sebut pasal dan ayatnya, @semua!")
    told = newsroom.comment(number)
    assert (
        "2026: Sebut pasal dan ayatnya\\, \\@\u2060semua\\!" in told and "tanpa alasan" not in told
    )
    assert "untuk memperbaiki menurut catatan Kartini Ketua" in told

    newsroom.office.to_draft("wakil", number)
    newsroom.world.now = newsroom.world.now.replace(hour=15)
    newsroom.office.ready("putra", number)
    newsroom.world.now = newsroom.world.now.replace(hour=16)
    newsroom.office.to_draft("wakil", number)
    assert "> @wakil, mohon tulis alasannya" in newsroom.comment(number)


def test_private_repository_links_the_artifact(newsroom: Newsroom) -> None:
    """Pictures of a private repository would not show: the comment links the run instead."""
    newsroom.in_ci = True
    newsroom.office.settings |= {"private": True, "visibility": "private"}
    number = newsroom.propose({PAGE: item("Hak", body="Isi.")})
    newsroom.check(number)
    told = newsroom.comment(number)

    assert "<img" not in told
    assert "(https://github.com/kpu/jdih/actions/runs/7#artifacts)" in told
    assert newsroom.office.git("for-each-ref", "refs/heads/pratinjau") == ""
