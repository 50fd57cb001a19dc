"""The hand-posting kit: files in posting order and one page that works from a phone."""

import hashlib
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from pipeline.core.posting import Post, PostPicture, Promise
from pipeline.render.kit import qr_svg, secret_name, write_kits
from tests.editions import SITE, cards, content, item, posted

ONE = item("2026-11-a", "Judul <b>")
TEXT = "Baris satu </textarea><script>alert(1)</script>\n\n#Satu"
LINK = "https://jdih.example/kantor/konten/2026-11-a/"


def post(folder: Path, channel: str, of=ONE, text: str = TEXT) -> Post:
    drawn = [] if channel == "whatsapp" else cards(folder, of)[:2]
    return Post(
        promise=Promise(item=of.id, revision=of.revision, channel=channel),
        network=channel,
        text=text,
        link=LINK,
        pictures=tuple(
            PostPicture(
                path=str(one.path),
                name=f"{n:02}.jpg",
                alt=f"Gambar {n} & alt",
                mime="image/jpeg",
                sha256=hashlib.sha256(one.path.read_bytes()).hexdigest(),
            )
            for n, one in enumerate(drawn, 1)
        ),
    )


def write(folder: Path, *posts: Post, of=ONE, acts=()) -> dict[str, str]:
    return write_kits(
        posts,
        content=content(of),
        acts=acts,
        site_dir=SITE,
        out=folder / "paket",
        docs=folder / "docs",
    )


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_each_channel_has_its_folder(tmp_path: Path) -> None:
    """Pictures in posting order, caption, alternative texts, check list, and one page."""
    write(tmp_path, post(tmp_path, "facebook"), post(tmp_path, "whatsapp"))
    found = files(tmp_path / "paket")

    assert list(found) == [
        "2026-11-a/facebook/01.jpg",
        "2026-11-a/facebook/02.jpg",
        "2026-11-a/facebook/alt.txt",
        "2026-11-a/facebook/caption.txt",
        "2026-11-a/facebook/ceklis.txt",
        "2026-11-a/index.html",
        "2026-11-a/whatsapp/caption.txt",
        "2026-11-a/whatsapp/ceklis.txt",
        "index.html",
    ]
    assert found["2026-11-a/facebook/caption.txt"].decode() == TEXT + "\n"
    assert found["2026-11-a/facebook/alt.txt"].decode() == (
        "01.jpg\nGambar 1 & alt\n\n02.jpg\nGambar 2 & alt\n"
    )
    assert found["2026-11-a/facebook/ceklis.txt"].decode().startswith("[ ] Buka Halaman jdih di")


def test_page_holds_the_captions_escaped(tmp_path: Path) -> None:
    """A caption can be selected and copied as it is, and cannot become part of the page."""
    write(tmp_path, post(tmp_path, "facebook"))
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()
    text = page.partition('<textarea id="facebook-text"')[2].partition(">")[2]

    assert unescape(text.partition("</textarea>")[0]) == TEXT
    assert "<script>alert" not in page
    assert "Judul &lt;b&gt;" in page
    assert "redaksi confirm 2026-11-a facebook ALAMAT" in page


def test_page_asks_nobody_else(tmp_path: Path) -> None:
    """The page is one file: no style, script or picture from anywhere but its own folder."""
    write(tmp_path, post(tmp_path, "facebook"), post(tmp_path, "whatsapp"))
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()

    assert 'src="http' not in page
    assert "<link" not in page
    assert "@import" not in page
    assert '<meta name="robots" content="noindex,nofollow">' in page


def test_whatsapp_is_a_button_with_the_message(tmp_path: Path) -> None:
    """The message travels in the address, percent-encoded; confirming it needs no address."""
    write(tmp_path, post(tmp_path, "whatsapp", text="*Satu* & dua\nhttps://a.example/?b=c"))
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()

    assert (
        'href="https://wa.me/?text=%2ASatu%2A%20%26%20dua%0Ahttps%3A%2F%2Fa.example%2F%3Fb%3Dc"'
    ) in page
    assert "<code>redaksi confirm 2026-11-a whatsapp</code>" in page
    assert "Pilih Grup JDIH." in page


def test_the_unlisted_page_shows_the_published_pictures(tmp_path: Path) -> None:
    """On the site the page has a name that cannot be guessed, and no second copy of pictures."""
    public = tmp_path / "docs" / "konten" / "2026-11-a"
    public.mkdir(parents=True)
    for name in ("feed.jpg", "story.jpg"):
        (public / name).touch()
    addresses = write(tmp_path, post(tmp_path, "facebook"))
    slug = secret_name("2026-11-a", "https://jdih.example/kantor/")
    found = files(tmp_path / "docs")

    assert addresses == {"2026-11-a": f"https://jdih.example/kantor/paket/{slug}/"}
    assert [name for name in found if name.startswith("paket")] == [f"paket/{slug}/index.html"]
    assert b'src="../../konten/2026-11-a/feed.jpg"' in found[f"paket/{slug}/index.html"]
    assert len(slug) == 20


def test_before_its_hour_the_kit_brings_its_own_pictures(tmp_path: Path) -> None:
    """An item that is scheduled has no public pictures yet: the unlisted page carries them."""
    write(tmp_path, post(tmp_path, "facebook"))
    slug = secret_name("2026-11-a", "https://jdih.example/kantor/")
    found = files(tmp_path / "docs" / "paket" / slug)

    assert list(found) == ["feed.jpg", "index.html", "story.jpg"]
    assert b'src="feed.jpg"' in found["index.html"]


def test_what_is_confirmed_says_so(tmp_path: Path) -> None:
    """A settled channel keeps its kit and shows its permalink instead of the command."""
    acts = (posted("2026-11-a", "facebook", "https://facebook.example/1"),)
    write(tmp_path, post(tmp_path, "facebook"), acts=acts)
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()

    assert 'Sudah dikonfirmasi: <a href="https://facebook.example/1"' in page
    assert "redaksi confirm" not in page


def test_demonstration_gets_no_kit(tmp_path: Path) -> None:
    """Nothing marked CONTOH can be posted by hand either."""
    demo = replace(ONE, demo=True)

    assert write(tmp_path, post(tmp_path, "facebook", demo), of=demo) == {}
    assert list(files(tmp_path / "paket")) == ["index.html"]


def test_same_input_same_bytes_and_no_leftovers(tmp_path: Path) -> None:
    """A second run touches nothing; an item that is no longer named loses its kit."""
    write(tmp_path, post(tmp_path, "facebook"))
    stamps = {p: p.stat().st_mtime_ns for p in (tmp_path / "paket").rglob("*.*")}
    before = files(tmp_path / "paket")
    write(tmp_path, post(tmp_path, "facebook"))

    assert files(tmp_path / "paket") == before
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "paket").rglob("*.*")} == stamps
    write(tmp_path)
    assert list(files(tmp_path / "paket")) == ["index.html"]
    assert files(tmp_path / "docs") == {}


@pytest.mark.parametrize("address", ["https://jdih.example/kantor/paket/0123456789abcdef0123/"])
def test_qr_code_opens_the_page(address: str) -> None:
    """The code in the overview, drawn as squares, reads back as the address."""
    import segno

    svg = qr_svg(address)
    code = segno.make(address, error="m", micro=False, boost_error=False)
    rows = [[0 if dark else 255 for dark in row] for row in code.matrix_iter(scale=4, border=4)]
    picture = Image.new("L", (len(rows[0]), len(rows)))
    picture.putdata([value for row in rows for value in row])

    assert zxingcpp.read_barcodes(picture)[0].text == address
    assert svg.startswith("<svg")
    assert 'viewBox="0 0 ' in svg
