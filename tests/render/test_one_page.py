"""The preview page: one file, as the public would see it, that asks no server for anything."""

import re
from pathlib import Path

from PIL import Image

from pipeline.render.one_page import one_page

FRAME = """<!doctype html><html><head><title>{title}</title>
<link rel="stylesheet" href="../../assets/a.css"><link rel="icon" href="../../i.png">
<script src="../../assets/a.js"></script></head><body><nav><a href="../">Menu</a></nav>
<main><article class="md-content__inner" id="isi">{body}</article></main></body></html>"""
BODY = """<h1>{title}</h1><a href="kartu.jpg"><img alt="Kartu" src="kartu.jpg" width="2"></a>
<p><a href="../lain/">Lain</a> <a href="https://peraturan.go.id/x">Sumber</a><a href="#isi">a</a>
<img src="https://evil.example/p.png"><script>alert(1)</script>
<aside class="side"><section><a href="https://wa.me/?text=x">WhatsApp</a></section></aside>
<section class="block" aria-labelledby="terkait"><article class="tile">Baca juga</article></section>
<p>Akhir {title}</p>"""


def site(folder: Path, **titles: str) -> Path:
    (folder / "assets").mkdir(parents=True)
    (folder / "assets/a.css").write_text("h1 { color: red }")
    for name, title in titles.items():
        place = folder / "konten" / name
        place.mkdir(parents=True)
        (place / "index.html").write_text(FRAME.format(title=title, body=BODY.format(title=title)))
        Image.new("RGB", (2, 2), "red").save(place / "kartu.jpg")
    return folder


def test_each_page_is_whole_and_below_the_other(tmp_path: Path) -> None:
    """Also with an article inside the article; the menu and the rest of the frame stay away."""
    made = one_page(site(tmp_path, a="Satu", b="Dua"), ["a", "b"]).decode()

    order = ["<title>Satu</title>", "h1 { color: red }", "Pratinjau usulan.", "Akhir Satu", "<hr>"]
    places = [made.index(part) for part in [*order, "<h1>Dua</h1>", "Akhir Dua"]]
    assert places == sorted(places)
    assert "Menu" not in made and made.count("<article") == made.count("</article>") == 1


def test_nothing_is_asked_of_a_server(tmp_path: Path) -> None:
    """Pictures lie in it, scripts are gone, and the page forbids everything else by itself."""
    made = one_page(site(tmp_path, a="Satu"), ["a"]).decode()

    assert re.findall(r'src="([^"]{15})', made) == ["data:image/jpeg", "https://evil.ex"]
    assert "default-src 'none'; img-src data:;" in made  # so that one is not loaded
    assert "<script" not in made and "<link" not in made


def test_links_of_a_page_that_is_not_there_yet(tmp_path: Path) -> None:
    """Sources of law stay links; neighbours, shares and downloads of an unpublished page do not."""
    made = one_page(site(tmp_path, a="Satu"), ["a"]).decode()

    assert re.findall(r'href="([^"]*)"', made) == ["#", "#", "https://peraturan.go.id/x", "#isi"]
    assert "WhatsApp" not in made and "Baca juga" not in made


def test_of_each_picture_one_light_copy_comes_along(tmp_path: Path) -> None:
    """The page offers formats and widths; a file that carries its pictures takes one of them."""
    made_of = site(tmp_path, a="Satu")
    page, folder = made_of / "konten/a/index.html", made_of / "konten/a"
    Image.new("RGB", (2, 2), "red").save(folder / "k-2.webp")
    offered = (
        '<picture><source type="image/avif" srcset="k-1.avif 1w, k-2.avif 2w" sizes="9px">'
        '<source type="image/webp" srcset="k-1.webp 1w, k-2.webp 2w" sizes="9px">'
        '<img src="kartu.jpg" width="2" height="2" alt="x"></picture>'
    )
    page.write_text(page.read_text().replace("<p>Akhir", offered + "<p>Akhir"))
    made = one_page(made_of, ["a"]).decode()

    assert re.findall(r'src="([^"]{15})', made)[-1] == "data:image/webp"
    assert "srcset" not in made and "<picture" not in made


def test_without_a_built_page_there_is_none(tmp_path: Path) -> None:
    """A withdrawn or unread item has no page of its own."""
    assert one_page(site(tmp_path, a="Satu"), ["z"]) == b""
    assert one_page(tmp_path, []) == b""
