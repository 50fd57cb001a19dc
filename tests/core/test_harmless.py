"""Strangers' words in a comment: a CommonMark reader shows them as typed, and nothing more."""

import re
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.core.harmless import attribute, plain, quoted

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What GitHub makes of plain text after the Markdown: its filters, as far as they are documented.
CALLS = re.compile(
    r"(?<![\w`])@\w|#\d|\bGH-\d|https?://|\bwww\.|:[a-z+-][\w+-]*:|\b[0-9a-f]{7,40}\b|\w@\w",
    re.IGNORECASE,
)


class Seen(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def flat(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shown(text: str) -> str:
    return flat(text.replace("\u2060", ""))


HOSTILE = [
    "[klik](javascript:alert(1)) ![x](https://evil.example/p.png)",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- -->",
    "@ketua @kpu/pemred sari@kpu.example #1 GH-12 kpu/jdih#3",
    "https://evil.example www.evil.example <https://evil.example> mailto:a@b.example",
    "**tebal** _miring_ ~~coret~~ `kode` $x$ :tada: 3c3d42e5aac5ba805825da76410c181273ba90b1",
    "| a | b |\n| --- | --- |\n# judul\n> kutip\n- daftar\n1. satu\n```\n</details>",
    "\\*a\\* &lt; &#64;ketua a\u202eb \x00\x1b[31m",
    "[^1] [x]: https://evil.example [ ] - [x] tugas",
]


texts = st.sampled_from(HOSTILE) | st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\u2060")
    | st.sampled_from("@#:/<&|`~[")
)


@given(texts)
@example("abcdef0" * 6)
@example("- @ketua")
def test_plain_words_stay_words(text: str) -> None:
    """In bold type, in a cell and as a link: no tag of their own, and nobody is called."""
    assume(flat(text))
    said = plain(text)
    page = Seen(
        READER.render(f"**Oleh {said}**, x\n\n| A |\n| --- |\n| {said} |\n\n- [{said}](y)\n")
    )

    frame = ["p", "strong", "table", "thead", "tr", "th", "tbody", "tr", "td", "ul", "li", "a"]
    assert page.tags == frame
    assert shown(page.text) == flat(f"Oleh {flat(text)}, x A {flat(text)} {flat(text)}")
    assert not CALLS.search(page.text)


@given(texts)
def test_attributes_cannot_be_left(text: str) -> None:
    """In a picture's description and in a summary, with the Markdown reader around it."""
    said = attribute(text)
    page = Seen(
        READER.render(
            f'<a href="x"><img src="y" alt="{said}"></a>\n\n<details><summary>{said}</summary>\n'
        )
    )

    assert page.tags == ["p", "a", "img", "details", "summary"]
    assert page.attributes.keys() == {"href", "src", "alt"}
    assert shown(page.attributes["alt"] or "") == shown(page.text) == flat(text)
    assert not CALLS.search(page.text)


@given(
    st.lists(texts, max_size=6).map("\n".join) | st.just("~~~\n</details>\n\n@ketua\n---\n    x")
)
def test_a_quotation_is_read_line_by_line(text: str) -> None:
    """A caption's own lines and paragraphs, and nothing that leaves the quotation."""
    page = Seen(READER.render(f"<details>\n\n{quoted(text)}\n\n</details>\n\nAkhir\n"))
    lines = [flat(line) for line in text.split("\n")]

    inside = [tag for tag in page.tags if tag not in ("p", "br")]
    assert inside == ["details", "blockquote"]
    assert shown(page.text) == flat(" ".join([*lines, "Akhir"]))
    breaks = sum(bool(line and after) for line, after in pairwise(lines))
    assert page.tags.count("br") == breaks
    assert not CALLS.search(page.text)


def test_the_oracle_bites() -> None:
    """The same words without our care would be markup and calls."""
    page = Seen(READER.render("\n\n".join(HOSTILE)))

    assert {"a", "img", "script", "strong", "code"} <= {*page.tags} and CALLS.search(page.text)
