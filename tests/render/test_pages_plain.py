"""The office's own pages: those for the office stand apart, and show the tool's own screens."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.core.checks import run_checks
from pipeline.core.checks.settings import contact_given, known_pictures
from pipeline.core.findings import Gate
from pipeline.core.model import Contact, PlainPage
from pipeline.render.edition import Edition
from pipeline.render.markdown import to_html
from pipeline.render.pages import site_files, write_site
from tests.editions import SITE, edition

BOOK = PlainPage(
    id="buku",
    where="content/halaman/buku.md",
    title="Buku <pegangan>",
    summary="Langkah demi langkah.",
    body="Isi.\n\n![Komentar pada sebuah usulan](komentar)\n\n![Yang tidak ada di sini](tiada)",
    for_office=True,
)


def shown(folder: Path, *pages: PlainPage) -> Edition:
    found = edition(folder)
    return replace(found, content=replace(found.content, pages={one.id: one for one in pages}))


def text(of: Edition, name: str) -> str:
    made = site_files(of, site_dir=SITE, colours={})[name]
    assert isinstance(made, bytes)
    return made.decode()


def test_a_page_for_the_office_stands_apart(tmp_path: Path) -> None:
    """Below every page there is one link to the list; the public's search does not find it."""
    public = replace(BOOK, id="tentang", where="content/halaman/tentang.md", for_office=False)
    of = shown(tmp_path, BOOK, public)
    write_site(of, docs=tmp_path / "docs", site_dir=SITE)
    settings = json.loads((tmp_path / "situs.json").read_text(encoding="utf-8"))

    assert [one["id"] for one in settings["pages"]] == ["tentang"]
    assert settings["guides"] == "panduan"
    assert '<a href="../halaman/buku/">Buku &lt;pegangan&gt;</a>' in text(of, "panduan/index.md")
    assert "halaman/tentang" not in text(of, "panduan/index.md")
    assert "data-pagefind-body" not in text(of, "halaman/buku/index.md")
    assert 'href="../../panduan/"' in text(of, "halaman/buku/index.md")
    assert "data-pagefind-body" in text(of, "halaman/tentang/index.md")
    assert "panduan/index.md" not in site_files(shown(tmp_path, public), site_dir=SITE, colours={})


def test_a_picture_is_shown_by_its_name(tmp_path: Path) -> None:
    """At half its size, with its words; its file goes along. One that is not ours vanishes."""
    of = shown(tmp_path, BOOK)
    page = text(of, "halaman/buku/index.md")

    assert '<img src="../../panduan/komentar.webp" width="390" height=' in page
    assert 'loading="lazy" alt="Komentar pada sebuah usulan">' in page
    assert page.count("<img") == 1
    files = site_files(of, site_dir=SITE, colours={})
    assert [name for name in files if name.startswith("panduan/") and "webp" in name] == [
        "panduan/komentar.webp"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "![gambar dari luar](https://jahat.example/lacak.png)",
        '![dua "><script>alert(1)</script>](komentar "onerror=alert(2)")',
        "![naik satu folder](../komentar)",
        '<img src="komentar" onerror="alert(1)">',
    ],
)
def test_nothing_else_becomes_a_picture(body: str) -> None:
    """Neither another place nor an attribute of anybody's; quotes stay words."""
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]  # its hook
    parser.feed(to_html(body, pictures={"komentar": 'src="x" width="1"'}))

    assert {tag for tag, _ in found} <= {"p", "img"}
    for _, values in (one for one in found if one[0] == "img"):
        assert sorted(values) == ["alt", "src", "width"] and values["src"] == "x"


def test_a_picture_is_a_finding_where_it_is_not_known(tmp_path: Path) -> None:
    """On a page by its name and line; in an item always; without words for the blind, too."""
    of = shown(
        tmp_path, BOOK, replace(BOOK, id="b", where="content/halaman/b.md", body="![x](komentar)")
    )
    known = known_pictures(["komentar"])
    told = [
        f"{one.where}:{one.line} {one.rule}"
        for one in run_checks(of.content, Gate.DRAFT, also=[known])
        if one.rule.startswith("gambar")
    ]

    assert told == [
        "content/halaman/b.md:1 gambar-dalam-isi",
        "content/halaman/buku.md:5 gambar-asing",
    ]


ASKING = replace(BOOK, id="cara-bertanya", title="Cara bertanya", body="Isi.", shows_contact=True)
REACHED = Contact(email="jdih@kpu.example", phone="(0421) 123-456", address="Jalan <Merdeka> 1")


def reached(of: Edition, contact: Contact) -> Edition:
    channels = of.content.channels
    assert channels
    return replace(of, content=replace(of.content, channels=replace(channels, contact=contact)))


def test_a_page_shows_how_the_office_is_reached(tmp_path: Path) -> None:
    """Only what is known, only on the page that asks for it; a phone dials at a touch."""
    of = reached(shown(tmp_path, ASKING, BOOK), REACHED)
    page = text(of, "halaman/cara-bertanya/index.md")

    assert '<a href="mailto:jdih@kpu.example">jdih@kpu.example</a>' in page
    assert '<a href="tel:0421123456">(0421) 123-456</a>' in page
    assert "<dd>Jalan &lt;Merdeka&gt; 1</dd>" in page
    assert "Jam layanan" not in page
    assert "mailto:" not in text(of, "halaman/buku/index.md")


def test_a_contact_that_is_shown_nowhere_filled_is_asked_for(tmp_path: Path) -> None:
    """A page that would show nothing is told, and named."""
    bare = shown(tmp_path, ASKING)
    (finding,) = contact_given(bare.content)

    assert finding.message == (
        'Tambahkan "kontak:": halaman "Cara bertanya" menampilkannya; tulis surel, telepon, '
        "alamat, atau jam_layanan di bawahnya."
    )
    assert not list(contact_given(reached(bare, REACHED).content))
    assert not list(contact_given(shown(tmp_path, BOOK).content))
