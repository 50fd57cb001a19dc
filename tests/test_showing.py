"""Nothing is posted before its page, its link card and its pictures are public."""

import hashlib
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.posting import Post, Promise
from pipeline.core.public import PublicFile
from pipeline.showing import public_view
from tests.site_server import SITE

PAGE = b'<html><meta property="og:image" content="CARD"><title>Hak atas informasi</title></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "konten" / "2026-11-a"
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes(PAGE.replace(b"CARD", f"{URL}kartu.png".encode()))
    (folder / "kartu.png").write_bytes(b"kartu")
    (folder / "01.jpg").write_bytes(b"gambar")
    SITE.show(tmp_path)
    return folder


URL = f"{SITE.url}konten/2026-11-a/"
FILES = (
    PublicFile(url=URL, mime="text/html", holds=f"{URL}kartu.png"),
    PublicFile(
        url=f"{URL}kartu.png", mime="image/png", sha256=hashlib.sha256(b"kartu").hexdigest()
    ),
    PublicFile(url=f"{URL}01.jpg", mime="image/jpeg", sha256=hashlib.sha256(b"gambar").hexdigest()),
)
POST = Post(
    promise=Promise(item="2026-11-a", revision=0, channel="x"),
    network="x",
    text="",
    link=URL,
    pictures=(),
    public=FILES,
)


def test_a_page_with_its_card_and_pictures_is_seen(site: Path) -> None:
    """All of it is there, as it was drawn."""
    assert public_view(())(POST) == ""


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("index.html", None, " belum tampil untuk umum (dijawab 404)"),
        (
            "index.html",
            b"<html>Halaman lain</html>",
            " belum tampil untuk umum (isinya bukan halaman konten ini)",
        ),
        ("kartu.png", None, "kartu.png belum tampil untuk umum (dijawab 404)"),
        ("01.jpg", b"", "01.jpg belum tampil untuk umum (isinya masih yang lama)"),
        ("01.jpg", b"gambar lama", "01.jpg belum tampil untuk umum (isinya masih yang lama)"),
    ],
)
def test_what_is_missing_or_old_is_named(
    site: Path, file: str, content: bytes | None, says: str
) -> None:
    """Each file by its address, with what is wrong with it."""
    (site / file).unlink()
    if content is not None:
        (site / file).write_bytes(content)

    assert public_view(())(POST) == f"{URL}{says}"


def test_a_file_of_another_kind_is_not_the_picture(site: Path) -> None:
    """Some servers answer every address with a page, and 200."""
    wrong = PublicFile(url=f"{URL}01.jpg", mime="image/png")
    post = replace(POST, public=(wrong,))

    assert public_view(())(post) == (
        f"{URL}01.jpg belum tampil untuk umum (jenisnya image/jpeg, bukan image/png)"
    )


def test_nobody_at_home_is_not_public(site: Path) -> None:
    """A site that cannot be reached holds the post; it is no crash and no doubt."""
    nowhere = PublicFile(url="http://127.0.0.1:9/konten/a/", mime="text/html")
    post = replace(POST, public=(nowhere,))

    assert "127.0.0.1:9 tidak terhubung" in public_view(())(post)


def test_a_page_that_is_late_is_waited_for(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deployment takes a moment to reach every corner; the wait is one for the whole run."""
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            (site / "01.jpg").write_bytes(b"gambar")

    monkeypatch.setattr(time, "sleep", sleep)
    (site / "01.jpg").unlink()
    view = public_view((5, 20, 60))
    first = view(POST)
    (site / "01.jpg").unlink()
    again = view(POST)

    assert (first, again, slept) == ("", "", [5, 20]), "what was seen is not asked for again"


def test_patience_ends_for_all_posts_together(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty items without a page do not make a run of an hour."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    view = public_view((5, 20))
    SITE.show()

    for number in range(3):
        missing = PublicFile(url=f"{URL}{number}.jpg", mime="image/jpeg")
        post = replace(POST, public=(missing,))
        assert view(post).startswith(f"{URL}{number}.jpg belum tampil")
    assert slept == [5, 20]
