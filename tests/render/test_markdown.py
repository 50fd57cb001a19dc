"""The editor's Markdown becomes harmless HTML and plain text."""

import pytest

from pipeline.render.markdown import hold_together, one_line, to_html, to_line, to_text


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
