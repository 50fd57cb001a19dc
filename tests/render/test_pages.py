"""The public page: what is written into build/docs, and what never is."""

import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import yaml

from pipeline.core.changes import Changes
from pipeline.core.model import WITA, Correction, Reference, Withdrawal
from pipeline.render.edition import Edition
from pipeline.render.pages import site_files, write_site
from tests.editions import DAY, HOSTILE, SITE, edition, item, posted

ONE = item("2026-11-a", "Informasi harus akurat")
SLIDES = item("2026-11-b", "Dua bagian", body="Awal.\n\n## Satu\n\na\n\n## Dua\n\nb")


def page(of: Edition, name: str) -> str:
    content = site_files(of, site_dir=SITE, colours={})[name]
    assert isinstance(content, bytes)
    # what holds citations together in a line is not the matter of these tests
    return re.sub(r'<span class="nb">(.*?)</span>', r"\1", content.decode())


def meta(text: str) -> dict[str, object]:
    loaded = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


def test_only_known_files_are_published(tmp_path: Path) -> None:
    """The docs folder holds what this edition names; whatever else lies there is deleted."""
    docs = tmp_path / "build" / "docs"
    stray = docs / "rapat" / "notula.md"
    stray.parent.mkdir(parents=True)
    stray.write_text("Rahasia")
    (docs / ".gitkeep").touch()
    write_site(edition(tmp_path, ONE), docs=docs, site_dir=SITE)

    assert sorted(p.relative_to(docs).as_posix() for p in docs.rglob("*") if p.is_file()) == [
        ".gitkeep",
        "admin/index.md",
        "arsip/2026/11/index.md",
        "arsip/2026/index.md",
        "cari/index.md",
        "feed.json",
        "feed.xml",
        "halaman/tentang/index.md",
        "index.md",
        "konten/2026-11-a/feed-720.avif",
        "konten/2026-11-a/feed-720.webp",
        "konten/2026-11-a/feed.jpg",
        "konten/2026-11-a/index.md",
        "konten/2026-11-a/link-640.webp",
        "konten/2026-11-a/link.jpg",
        "konten/2026-11-a/story.jpg",
        "konten/2026-11-a/wide-1080.webp",
        "konten/2026-11-a/wide.jpg",
        "konten/index.md",
        "lambang.svg",
        "peraturan/index.md",
        "peraturan/jenis/peraturan-kpu/index.md",
        "peraturan/jenis/undang-undang/index.md",
        "peraturan/pkpu-1-2015/index.md",
        "peraturan/rujukan.json",
        "peraturan/status/belum-diverifikasi/index.md",
        "peraturan/status/berlaku/index.md",
        "peraturan/tahun/2008/index.md",
        "peraturan/tahun/2015/index.md",
        "peraturan/uu-14-2008/index.md",
        "robots.txt",
        "rubrik/index.md",
        "rubrik/tahukah-kamu/index.md",
        "tagar/index.md",
        "tagar/keterbukaan/index.md",
        "tagar/tahukahkamu/index.md",
        "warna.css",
    ]
    assert not stray.parent.exists()


def test_nothing_is_rewritten_when_nothing_changed(tmp_path: Path) -> None:
    """The same edition twice: the same bytes, and no file touched."""
    docs = tmp_path / "build" / "docs"
    shown = edition(tmp_path, ONE, SLIDES)
    first = write_site(shown, docs=docs, site_dir=SITE)

    assert len(first) > 20
    assert write_site(shown, docs=docs, site_dir=SITE) == []


def test_kit_pages_are_left_alone(tmp_path: Path) -> None:
    """The unlisted kit pages belong to another hand."""
    kit = tmp_path / "build" / "docs" / "paket" / "abc" / "index.html"
    kit.parent.mkdir(parents=True)
    kit.write_text("paket")
    write_site(edition(tmp_path, ONE), docs=tmp_path / "build" / "docs", site_dir=SITE)

    assert kit.read_text() == "paket"


def test_bodies_cannot_reach_markdown_or_templates_again(tmp_path: Path) -> None:
    """After the front matter comes one line of HTML, without a tag that the editor typed."""
    text = page(edition(tmp_path, item("2026-11-a", "<b>{{ x }}</b>", body=HOSTILE)), ONE_FILE)
    body = text.split("---\n", 2)[2].strip()

    assert "\n" not in body
    assert body.startswith('<div class="page" ')
    for forbidden in ("<script>alert", "<img src=x", "javascript:", "<h1>Palsu"):
        assert forbidden not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert '{{ config.site_name }} {% raw %} [[wiki]] --8&lt;-- "mkdocs.yml"' in body
    assert ' klik{: onclick="x" }' in body
    assert "jahat.example" not in body


ONE_FILE = "konten/2026-11-a/index.md"


def test_front_matter_is_escaped_once(tmp_path: Path) -> None:
    """The theme prints front matter as it stands, so nothing in it may be markup."""
    title = 'Judul "aneh": <b>tebal</b>\n---\n& \x85lain'
    found = meta(page(edition(tmp_path, item("2026-11-a", title)), ONE_FILE))

    assert found["title"] == "Judul &quot;aneh&quot;: &lt;b&gt;tebal&lt;/b&gt; --- &amp; lain"


def test_preview_picture_is_absolute_and_measured(tmp_path: Path) -> None:
    """Open Graph gets the link card with its full address, size and alternative text."""
    found = meta(page(edition(tmp_path, ONE), ONE_FILE))

    assert found["canonical"] == "https://jdih.example/kantor/konten/2026-11-a/"
    assert found["image"] == {
        "url": "https://jdih.example/kantor/konten/2026-11-a/link.jpg",
        "width": 120,
        "height": 63,
        "alt": "Kartu link “Informasi harus akurat”",
        "type": "image/jpeg",
    }


def test_structured_data_cannot_close_its_element(tmp_path: Path) -> None:
    """JSON-LD is valid JSON and holds no "<"."""
    found = meta(page(edition(tmp_path, item("2026-11-a", "</script><b>")), ONE_FILE))

    assert "<" not in str(found["structured"])
    assert json.loads(str(found["structured"]))["@graph"][0]["headline"] == "</script><b>"


def test_legal_basis_leads_to_register_and_source(tmp_path: Path) -> None:
    """Each instrument once: its state where known, its places, verified text, official address."""
    more = Reference(instrument="uu-14-2008", pinpoint="Pasal 9 ayat (1)")
    text = page(edition(tmp_path, replace(ONE, basis=(*ONE.basis, more))), ONE_FILE)

    assert text.count('<a href="../../peraturan/uu-14-2008/">UU 14/2008</a>') == 1
    assert "<li>Pasal 7 ayat (2)</li><li>Pasal 9 ayat (1)</li>" in text
    assert '<span class="state state--yes">Berlaku</span>' in text
    assert "Belum diverifikasi" not in text
    assert "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik" in text
    assert "<summary>Bunyi Pasal 7</summary>" in text
    assert "<p>Wajib <em>akurat</em>.</p>" in text
    assert '<a href="https://resmi.example/uu-14-2008" rel="noopener">Sumber resmi</a>' in text


def test_the_law_is_named_before_the_text(tmp_path: Path) -> None:
    """A reader sees under the title what the item stands on, one tap from the details."""
    text = page(edition(tmp_path, ONE), ONE_FILE)

    assert 'Dasar hukum: <a href="#dasar-hukum">UU 14/2008, PKPU 1/2015</a>' in text
    assert text.index("Dasar hukum: ") < text.index("Satu paragraf")


def test_what_is_not_verified_is_said_once_on_the_entry(tmp_path: Path) -> None:
    """The register marks what is known; the entry's own page says that nothing is."""
    shown = edition(tmp_path, ONE)

    assert page(shown, "peraturan/pkpu-1-2015/index.md").count("Belum diverifikasi") == 1
    assert "Belum diverifikasi</span>" not in page(shown, "peraturan/index.md")
    assert "belum kami verifikasi keberlakuannya" in page(shown, "peraturan/index.md")


def test_official_source_must_be_a_web_address(tmp_path: Path) -> None:
    """A link that is not http or https is not shown."""
    shown = edition(tmp_path, ONE)
    law = replace(shown.content.instruments["uu-14-2008"], official_url="javascript:alert(1)")
    hostile = replace(shown.content, instruments={**shown.content.instruments, law.id: law})
    files = site_files(replace(shown, content=hostile), site_dir=SITE, colours={})
    pages = [content for content in files.values() if isinstance(content, bytes)]

    assert not any(b'href="javascript' in content for content in pages)


def test_posts_of_the_ledger_are_named(tmp_path: Path) -> None:
    """Permalinks appear under their channel's name; those before a correction say so."""
    corrected = replace(ONE, correction=Correction(number=1, day=DAY, note="Tahun keliru."))
    shown = edition(
        tmp_path,
        corrected,
        acts=(
            posted("2026-11-a", "facebook", "https://facebook.example/1"),
            posted("2026-11-a", "mastodon", "https://mastodon.example/2", revision=1),
            posted("2026-11-a", "instagram", "javascript:alert(1)"),
        ),
    )
    text = page(shown, ONE_FILE)

    assert (
        '<li><a href="https://mastodon.example/2" rel="noopener">Mastodon</a> '
        '<span class="meta">24 November 2026</span></li>'
        '<li><a href="https://facebook.example/1" rel="noopener">Facebook</a> '
        '<span class="meta">24 November 2026, sebelum ralat</span></li>'
    ) in text
    assert "javascript:" not in text
    assert "<strong>Ralat ke-1, 25 November 2026.</strong> Tahun keliru." in text


def test_corrections_stay_readable_in_their_order(tmp_path: Path) -> None:
    """The notice on top tells the last one; below the text stands every published one."""
    notes = (
        Correction(number=1, day=DAY, note="Tahun keliru."),
        Correction(number=2, day=DAY, note="Pasal keliru & <b>lain</b>."),
    )
    shown = edition(tmp_path, replace(ONE, correction=notes[1]))
    told = replace(shown, changes={ONE.id: Changes(first=DAY, corrections=notes)})

    assert "Riwayat perubahan" not in page(shown, ONE_FILE)
    assert re.findall(r"</time>: (.+?)</li>", page(told, ONE_FILE)) == [
        "terbit.",
        "ralat ke-1. Tahun keliru.",
        "ralat ke-2. Pasal keliru &amp; &lt;b&gt;lain&lt;/b&gt;.",
    ]


def test_whatsapp_is_the_first_share_link(tmp_path: Path) -> None:
    """Share buttons are plain links; the message holds title and address."""
    text = page(edition(tmp_path, ONE), ONE_FILE)
    shares = text[text.index('class="shares"') :]

    assert shares.index("https://wa.me/?text=Informasi%20harus%20akurat%0Ahttps%3A%2F%2F") > 0
    assert shares.index("wa.me") < shares.index("facebook.com") < shares.index("x.com")
    assert "<script" not in text.split("---\n", 2)[2]


def test_a_withdrawn_item_leaves_a_tombstone(tmp_path: Path) -> None:
    """Title, day and reason stay; pictures, body and share links go, and so does the sitemap."""
    gone = replace(ONE, withdrawal=Withdrawal(day=DAY, reason="Isinya usang."))
    shown = edition(tmp_path, gone)
    text = page(shown, ONE_FILE)
    names = site_files(shown, site_dir=SITE, colours={})

    assert "Redaksi menarik konten ini pada 25 November 2026. Alasannya: Isinya usang." in text
    assert "tebal" not in text
    assert "wa.me" not in text
    assert meta(text)["listed"] is False
    assert not any(name.endswith(".jpg") for name in names)
    assert meta(text)["title"] == "DITARIK: Informasi harus akurat"
    assert "DITARIK" in page(shown, "konten/index.md")
    assert "2026-11-a" not in page(shown, "index.md")
    assert "Dasar hukum" not in text


def test_demonstration_and_archive_are_labelled(tmp_path: Path) -> None:
    """CONTOH stands on the page; imported material says that it is older than the system."""
    shown = edition(tmp_path, replace(ONE, demo=True), imported=frozenset({"2026-11-a"}))
    text = page(shown, ONE_FILE)

    assert "<strong>CONTOH.</strong>" in text
    assert "<strong>Bahan arsip.</strong>" in text


def test_demonstration_cannot_pass_for_news(tmp_path: Path) -> None:
    """CONTOH stands in the title that previews show; nothing invites to share or to index it."""
    text = page(edition(tmp_path, replace(ONE, demo=True)), ONE_FILE)

    assert meta(text)["title"] == "CONTOH: Informasi harus akurat"
    assert meta(text)["listed"] is False
    assert "structured" not in meta(text)
    assert "wa.me" not in text
    assert "Salin tautan" not in text


def test_carousel_shows_its_slides_in_order(tmp_path: Path) -> None:
    """Light copies with measures and texts, each leading to its card; only the first is urgent."""
    text = page(edition(tmp_path, SLIDES), "konten/2026-11-b/index.md")
    light = 'width="108" height="135" alt="Kartu slide “Dua bagian”"'
    links = re.findall(r'<a href="(slide-\d+\.jpg)"><picture>(.*?)</picture></a>', text)

    assert [name for name, _ in links] == ["slide-01.jpg", "slide-02.jpg"]
    for (name, picture), when in zip(
        links, ('fetchpriority="high"', 'loading="lazy"'), strict=True
    ):
        stem = name.removesuffix(".jpg")
        assert f'srcset="{stem}-720.avif 108w"' in picture
        assert picture.endswith(f'<img src="{name}" {light} {when}>')


def test_pages_load_light_pictures_only(tmp_path: Path) -> None:
    """A drawn card is opened by a tap; no page makes a phone load one unasked."""
    shown = edition(tmp_path, ONE, SLIDES)
    for name in ("index.md", "konten/index.md", ONE_FILE, "rubrik/tahukah-kamu/index.md"):
        pictures = re.findall(r"<picture>(.*?)</picture>", page(shown, name))

        assert pictures and "<img" not in re.sub(r"<picture>.*?</picture>", "", page(shown, name))
        for picture in pictures:
            light = re.findall(
                r'<source type="image/(avif|webp)" srcset="([^"]+)" sizes="', picture
            )
            assert light[-1][0] == "webp", name
            assert all(
                re.fullmatch(rf"\S+\.{kind} \d+w(, \S+\.{kind} \d+w)*", named)
                for kind, named in light
            )


def test_scheduled_items_wait(tmp_path: Path) -> None:
    """Before its hour an item is nowhere on the page; a preview shows it."""
    later = replace(ONE, scheduled=datetime(2026, 12, 1, 8, tzinfo=WITA))
    before = edition(tmp_path, later, now=datetime(2026, 12, 1, 7, 59, tzinfo=WITA))
    after = edition(tmp_path, later, now=datetime(2026, 12, 1, 8, tzinfo=WITA))

    assert ONE_FILE not in site_files(before, site_dir=SITE, colours={})
    assert ONE_FILE in site_files(after, site_dir=SITE, colours={})
    assert ONE_FILE in site_files(edition(tmp_path, later), site_dir=SITE, colours={})


def test_relations_are_shown_from_both_ends(tmp_path: Path) -> None:
    """What one entry says of another stands on both pages."""
    shown = edition(tmp_path, ONE)

    assert (
        '<strong>Diubah dengan</strong> <a href="../../peraturan/pkpu-1-2015/">'
        "Peraturan KPU Nomor 1 Tahun 2015</a>"
    ) in page(shown, "peraturan/uu-14-2008/index.md")
    assert (
        '<strong>Mengubah</strong> <a href="../../peraturan/uu-14-2008/">'
        "Undang-Undang Nomor 14 Tahun 2008</a>"
    ) in page(shown, "peraturan/pkpu-1-2015/index.md")


def test_slips_are_open(tmp_path: Path) -> None:
    """The register shows what the SOP has and what is wrong there."""
    text = page(edition(tmp_path, ONE), "peraturan/index.md")

    assert "<q>Peraturan KPU No. 1</q>" in text
    assert "Nomor disingkat." in text


def test_a_rehearsal_stays_out_of_search_engines(tmp_path: Path) -> None:
    """robots.txt refuses, and the theme is told to say GLADI."""
    docs = tmp_path / "build" / "docs"
    write_site(edition(tmp_path, ONE, rehearsal=True), docs=docs, site_dir=SITE)

    assert (docs / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert json.loads((docs.parent / "situs.json").read_text())["rehearsal"] is True


def test_an_empty_office_has_a_page(tmp_path: Path) -> None:
    """Before the first item there is a front page, and it says so."""
    assert "Belum ada konten yang terbit." in page(edition(tmp_path), "index.md")
