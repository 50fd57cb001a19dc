"""The editor's Markdown becomes harmless HTML and plain text."""

import re

import nh3
import pytest
from markdown_it import MarkdownIt

from pipeline.render.markdown import TAGS, hold_together, one_line, to_html, to_line, to_text
from tests.demo import CONTENT


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[a](javascript:x)", "<p>a</p>"),
        ("[a](data:text/html,x)", "<p>a</p>"),
        ("[a](https://b.example)", '<p><a href="https://b.example" rel="noopener">a</a></p>'),
        ("[a](../peraturan/)", '<p><a href="../peraturan/" rel="noopener">a</a></p>'),
        ("![x](https://b.example/c.png)", "<p></p>"),
        ("{{ a }} {% b %}", "<p>{{ a }} {% b %}</p>"),
        ("# Satu", "<h2>Satu</h2>"),
        ('## Dua {: onclick="x" }', '<h2>Dua {: onclick="x" }</h2>'),
        ("&lt;b&gt; &amp;", "<p>&lt;b&gt; &amp;</p>"),
    ],
)
def test_markdown_is_cleaned(markdown: str, html: str) -> None:
    """Formatting stays; whatever could run, load or style is text or gone."""
    assert to_html(markdown) == html


def test_headings_can_start_lower() -> None:
    """Below a heading of ours, the editor's headings go one down and keep their order."""
    assert to_html("## A\n\n### B", heading_from=3) == "<h3>A</h3>\n<h4>B</h4>"


def test_tables_can_be_scrolled() -> None:
    """A table stands in a box of its own, for phones."""
    assert to_html("a | b\n--|--\n1 | 2").startswith('<div class="table"><table>')


def test_one_line_leaves_nothing_to_markdown() -> None:
    """Line ends inside code are kept as entities; fences cannot open."""
    html = one_line("<p>a</p>\n<pre><code>b\n\n```\n~~~\n</code></pre>")

    assert html == (
        "<p>a</p> <pre><code>b&#10;&#10;&#96;&#96;&#96;&#10;&#126;&#126;&#126;&#10;</code></pre>"
    )


def test_text_keeps_paragraphs_and_lists() -> None:
    """Captions get paragraphs, bullets and no marks of formatting."""
    assert to_text("Satu **dua**\ntiga.\n\n- a\n- b\n\n[c](https://d.example)") == (
        "Satu dua tiga.\n\n• a\n• b\n\nc"
    )


def test_line_is_one_line() -> None:
    """A summary fits in one line."""
    assert to_line("Satu\n\n*dua*") == "Satu dua"


@pytest.mark.parametrize(
    ("html", "held"),
    [
        ("Undang-Undang ini", "<NB>Undang-Undang</NB> ini"),
        ("Nomor 7 Tahun 2017.", "<NB>Nomor 7 Tahun 2017</NB>."),
        ("Pasal 2 UU Nomor 7 Tahun 2017", "<NB>Pasal 2</NB> <NB>UU Nomor 7 Tahun 2017</NB>"),
        ("Pasal 7 ayat (2), dan", "<NB>Pasal 7 ayat (2)</NB>, dan"),
        ("Pasal 4 huruf a, ayat (3)", "<NB>Pasal 4 huruf a</NB>, <NB>ayat (3)</NB>"),
        ("Pasal 7A ayat (2) huruf c", "<NB>Pasal 7A ayat (2) huruf c</NB>"),
        ("huruf a atau huruf lain", "<NB>huruf a</NB> atau huruf lain"),
        (
            "pukul 09.00 Wita, 1 Desember 2026",
            "pukul <NB>09.00 Wita</NB>, <NB>1 Desember 2026</NB>",
        ),
        ("1–4 Desember", "<NB>1–4 Desember</NB>"),
        ("Rp1.000.000 saja", "<NB>Rp1.000.000</NB> saja"),
        ("Nomor 132/Kpts/KPU/TAHUN 2016", "Nomor 132/Kpts/KPU/TAHUN 2016"),  # too long for a phone
        ('<a href="Pasal 7">x</a>', '<a href="Pasal 7">x</a>'),
        ("<pre><code>Pasal 7</code></pre>", "<pre><code>Pasal 7</code></pre>"),
    ],
)
def test_citations_stay_on_one_line(html: str, held: str) -> None:
    """A number keeps the word it belongs to; tags and code are left alone."""
    expected = held.replace("<NB>", '<span class="nb">').replace("</NB>", "</span>")

    assert hold_together(html) == expected


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Syarat:\n- satu\n- dua", "<p>Syarat:</p>\n<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("4. empat\n5. lima", '<ol start="4">\n<li>empat</li>\n<li>lima</li>\n</ol>'),
        ("#tagar", "<p>#tagar</p>"),
        ("satu_dua_tiga ~~tidak~~ www.kpu.go.id", "<p>satu_dua_tiga ~~tidak~~ www.kpu.go.id</p>"),
        ("<div>\n*a*\n\n<!-- b", "<p>&lt;div&gt;\n<em>a</em></p>\n<p>&lt;!-- b</p>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("[a](//b) ![c](https://d/e.jpg)", '<p><a href="//b" rel="noopener">a</a> </p>'),
    ],
)
def test_the_dialect_is_githubs(text: str, html: str) -> None:
    """A proposal's reviewer sees on the forge what the page will show (decision 175)."""
    assert to_html(text) == html


def test_a_stranger_reads_our_texts_alike() -> None:
    """markdown-it, another reader of CommonMark, finds the same in every text of the office."""
    stranger = MarkdownIt("commonmark", {"html": False}).enable("table")
    texts = [path.read_text("utf-8").split("\n---\n", 1)[-1] for path in CONTENT.rglob("*.md")]
    bodies = [text for text in texts if "\n# " not in text]  # our headings begin at two

    assert len(bodies) > 40
    for body in bodies:
        assert _words(to_html(body)) == _words(nh3.clean(stranger.render(body), tags=TAGS))


def _words(html: str) -> str:
    """Without what only the sanitizer and the page add: attributes, and the box of a table."""
    bare = re.sub(r"<(\w+)[^>]*>", r"<\1>", html)
    return re.sub(r"\s+", " ", re.sub(r"</?div>", "", bare)).replace("> <", "><").strip()
