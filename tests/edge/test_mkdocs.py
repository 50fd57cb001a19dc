"""The built site: whole, self-contained, the same every time, and never half of one."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import yaml

from pipeline.core.findings import Blocked
from pipeline.edge.disk import read_content
from pipeline.pouring import build_site
from pipeline.render.pages import write_site
from tests.demo import DEMO
from tests.editions import HOSTILE, ROOT, SITE, cards, edition, item

BASE = "https://jdih.example/kantor/"
LOADS = {  # what a browser fetches by itself
    ("img", "src"),
    ("script", "src"),
    ("iframe", "src"),
    ("link", "href"),
    ("source", "src"),
    ("video", "src"),
    ("object", "data"),
}


class Page(HTMLParser):
    """Everything a page loads, links to and names."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.ids |= {values["id"]} if "id" in values else set()
        for name, value in values.items():
            if (tag, name) in LOADS and values.get("rel") not in {"canonical", "alternate"}:
                self.loads.append(value)
            elif name == "href":
                self.links.append(value)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a hostile item, a carousel and a plain one, built once."""
    return world(tmp_path_factory.mktemp("halaman"))


def world(folder: Path, *, rehearsal: bool = False) -> Path:
    """Lay out what MkDocs needs and build it."""
    for name in ("mkdocs.yml", "site", "pipeline"):
        (folder / name).symlink_to(ROOT / name)
    shown = edition(
        folder / "kartu",
        item("2026-11-jahat", "Judul <img src=x onerror=alert(1)> & {{ x }}", body=HOSTILE),
        item("2026-11-lembar", "Dua", body="Awal.\n\n## Satu\n\na\n\n## Dua\n\n[b](../../sop/)"),
        item("2026-10-biasa", "Satu"),
    )
    # the real SOP and calendar, so that their pages are read too
    real = read_content(DEMO)
    content = replace(shown.content, sop=real.sop, calendar=real.calendar)
    shown = replace(shown, rehearsal=rehearsal, content=content)
    write_site(shown, docs=folder / "build" / "docs", site_dir=SITE)
    assert build_site(folder)
    return folder


def pages(root: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted((root / "build" / "site").rglob("*.html")):
        yield path, Page(path)


def test_folders_are_not_the_default() -> None:
    """MkDocs empties its output folder first, and its default is our folder of sources."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(), Loader=yaml.BaseLoader)

    assert config["docs_dir"] == "build/docs"
    assert config["site_dir"] == "build/site"
    assert config["theme"]["custom_dir"] == "site/theme"
    assert config["theme"]["font"] == "false"


def test_nothing_is_loaded_from_elsewhere(root: Path) -> None:
    """No page and no style sheet asks a third party for anything."""
    outside = {
        (path.name, load)
        for path, page in pages(root)
        for load in page.loads
        if re.match(r"(https?:)?//", load)
    }
    styles = [path.read_text() for path in (root / "build" / "site").rglob("*.css")]

    assert outside == set()
    assert not any(re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", style) for style in styles)


def dead_ends(root: Path, base: str) -> list[tuple[str, str]]:
    """A small crawler follows each internal address, fragments too; what leads nowhere."""
    site = root / "build" / "site"
    known = dict(pages(root))
    broken = []
    for path, page in known.items():
        here = base + path.relative_to(site).as_posix().removesuffix("index.html")
        for link in page.loads + page.links:
            target = urlsplit(urljoin(here, link))
            if not target.geturl().startswith(base):
                continue
            file = site / unquote(target.path.removeprefix(urlsplit(base).path))
            file = file / "index.html" if file.is_dir() else file
            named = not target.fragment or target.fragment in known[file].ids | {"__"}
            if not file.is_file() or not named:
                broken.append((here, link))
    return broken


def test_every_link_and_picture_exists(root: Path) -> None:
    """Nothing that a page loads or links to within the site is missing."""
    assert dead_ends(root, BASE) == []


def test_pictures_have_measures_and_text(root: Path) -> None:
    """Nothing jumps while a page loads, and no picture is silent by accident."""
    for path, page in pages(root):
        for tag, values in page.tags:
            if tag == "img":
                assert {"width", "height", "alt"} <= values.keys(), path


def test_hostile_text_stays_text(root: Path) -> None:
    """What an editor pastes is shown, never run, and MkDocs reads no Markdown in it again."""
    page = root / "build" / "site" / "konten" / "2026-11-jahat" / "index.html"
    html = page.read_text()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert '{{ config.site_name }} {% raw %} [[wiki]] --8&lt;-- "mkdocs.yml"' in html
    assert "<img src=x" not in html
    assert 'href="javascript:' not in html
    assert not any("onerror" in values or "onclick" in values for _, values in Page(page).tags)
    assert "<pre><code>&lt;b&gt;kode&lt;/b&gt; {{ x }}&#10;" in html
    assert len(re.findall("<h1[ >]", html)) == 1


def test_preview_tags_are_absolute(root: Path) -> None:
    """WhatsApp and Facebook find the picture, its size and its text in the page's head."""
    page = Page(root / "build" / "site" / "konten" / "2026-10-biasa" / "index.html")
    found = {
        values["property"]: values["content"] for tag, values in page.tags if "property" in values
    }

    assert found["og:title"] == "Satu"
    assert found["og:type"] == "article"
    assert found["og:url"] == BASE + "konten/2026-10-biasa/"
    assert found["og:image"] == BASE + "konten/2026-10-biasa/link.jpg"
    assert (found["og:image:width"], found["og:image:height"]) == ("120", "63")
    assert found["og:image:alt"] == "Kartu link “Satu”"
    assert found["og:site_name"] == "JDIH KPU Kabupaten Pinrang"


def test_sitemap_lists_the_pages(root: Path) -> None:
    """Every address is the office's own, and no kit is among them."""
    tree = ElementTree.parse(root / "build" / "site" / "sitemap.xml")
    places = [node.text or "" for node in tree.iter() if node.tag.endswith("}loc")]

    assert BASE in places
    assert BASE + "konten/2026-11-jahat/" in places
    assert BASE + "sop/" in places
    assert all(place.startswith(BASE) and "paket" not in place for place in places)


def test_a_rehearsal_says_so_on_every_page(tmp_path: Path) -> None:
    """GLADI stands above each page, and search engines are asked to stay away."""
    for path, page in pages(world(tmp_path, rehearsal=True)):
        assert "<strong>GLADI.</strong>" in path.read_text(), path
        assert ("meta", {"name": "robots", "content": "noindex"}) in page.tags, path


def test_a_real_page_does_not_say_gladi(root: Path) -> None:
    """The banner is for rehearsals alone."""
    assert not any("GLADI" in path.read_text() for path, _ in pages(root))


def test_nothing_to_do_takes_no_time(root: Path) -> None:
    """An unchanged page is not built again; a changed one is."""
    assert build_site(root) is False

    extra = root / "build" / "docs" / "robots.txt"
    extra.write_text(extra.read_text() + "\n")

    assert build_site(root) is True
    assert build_site(root) is False


def test_typed_by_hand_mkdocs_gives_the_same_bytes(tmp_path: Path, root: Path) -> None:
    """Every page, feed and piece of the search: text, links and metadata with them.

    MkDocs draws each page anew from build/docs; `redaksi build` pours them into its frames.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)

    def built(site: Path) -> dict[str, bytes]:
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file()
        }

    ours, theirs = built(root / "build" / "site"), built(tmp_path)
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_failed_build_leaves_the_old_page(tmp_path: Path) -> None:
    """The operator is told in Indonesian; the page that stood still stands."""
    place = world(tmp_path)
    before = (place / "build" / "site" / "index.html").read_bytes()
    (place / "mkdocs.yml").unlink()
    shutil.copy(ROOT / "mkdocs.yml", place)
    with (place / "mkdocs.yml").open("a") as config:
        config.write("\nextra_templates: [tidak-ada.html]\nkunci_asing: 1\n")
    with pytest.raises(Blocked) as stopped:
        build_site(place)

    assert stopped.value.what.startswith("Halaman JDIH tidak dapat dibangun. Kata MkDocs: ")
    assert "kunci_asing" in stopped.value.what
    assert stopped.value.remedy.startswith("Halaman yang lama tetap ada.")
    assert (place / "build" / "site" / "index.html").read_bytes() == before
    assert not (place / "build" / "bingkai.baru").exists()


def test_cards_of_the_sample_are_pictures(tmp_path: Path) -> None:
    """The sample draws what it says: a guard for the tests above."""
    assert [card.format for card in cards(tmp_path, item("2026-11-a", "A"))] == [
        "feed",
        "story",
        "link",
        "wide",
    ]
