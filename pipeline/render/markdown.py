"""Draws: an editor's Markdown becomes harmless HTML. Nothing in it is ever run."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html.parser import HTMLParser
from itertools import pairwise

import nh3
from pyromark import Markdown, Options

from pipeline.core.days import MONTHS
from pipeline.core.wording import prose

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("strong", "em", "code", "pre", "blockquote", "a", "sup", "sub", "del"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_IMG = {"img": {"src", "alt"}}
_PICTURE = re.compile(r"<img[^>]*>")
_NAME, _WORDS = re.compile(r' src="([^"]*)"'), re.compile(r' alt="([^"]*)"')
SCHEMES = {"http", "https", "mailto"}
_BLOCK = re.compile(r"^( {0,3})<(?=[A-Za-z/!?])(?![a-z][a-z0-9+.-]*:)", re.MULTILINE)
# What is left of a link whose address was taken away: its words are text.
_NOWHERE = re.compile(r"<a(?![^>]* href=)[^>]*>(.*?)</a>", re.DOTALL)


_DIALECT = Markdown(options=Options.ENABLE_TABLES)


def _without_tags(text: str) -> str:
    """The same where a tag that an editor types is words, and Markdown is read on both its sides.

    A block of HTML goes first, for in it no Markdown is read; then the tags inside lines.
    """
    if "<" not in text:
        return text
    if _BLOCK.search(text):
        lines = (line if code else _BLOCK.sub(r"\1\\<", line) for _, line, code in prose(text))
        text = "\n".join(lines)
    whole = text.encode()
    starts = [
        place["start"]
        for event, place in _DIALECT.events_with_range(text)
        if isinstance(event, dict) and ("InlineHtml" in event or "Html" in event)
    ]
    ends = [*starts, len(whole)]
    return (whole[: ends[0]] + b"".join(b"\\" + whole[a:b] for a, b in pairwise(ends))).decode()


@cache
def _cleaner(pictures: bool) -> nh3.Cleaner:
    tags, attributes = (TAGS | {"img"}, ATTRIBUTES | _IMG) if pictures else (TAGS, ATTRIBUTES)
    return nh3.Cleaner(tags=tags, attributes=attributes, url_schemes=SCHEMES, link_rel="noopener")


def to_html(text: str, *, heading_from: int = 2, pictures: Mapping[str, str] | None = None) -> str:
    """Return sanitized HTML. Headings start at h2, for the page's title is its h1.

    Pictures vanish, but for those of ours that are named: ``pictures`` holds each one's attributes.
    """
    html = _DIALECT.html(_without_tags(text)).rstrip("\n")
    if "<h1" in html or heading_from > 2:
        html = _lower_headings(html, heading_from - (1 if "<h1" in html else 2))
    html = _cleaner(bool(pictures)).clean(html)
    if pictures:
        known = pictures
        html = _PICTURE.sub(lambda found: _picture(found[0], known), html)
    html = _NOWHERE.sub(r"\1", html)
    return html.replace("<table>", '<div class="table"><table>').replace(
        "</table>", "</table></div>"
    )


def _picture(tag: str, known: Mapping[str, str]) -> str:
    """One of our own pictures with the words of the page; nothing in the place of another."""
    name, words = _NAME.search(tag), _WORDS.search(tag)
    if name is None or words is None or name[1] not in known:
        return ""
    return f'<img {known[name[1]]} alt="{words[1]}">'


def _lower_headings(html: str, by: int) -> str:
    def lower(found: re.Match[str]) -> str:
        return f"{found[1]}{min(int(found[2]) + by, 6)}"

    return re.sub(r"(</?h)([1-6])(?=[ >])", lower, html)


# Most places of a text fail at the first sign: that is what makes a page's thousands cheap.
_TOGETHER = re.compile(
    r"\b(?=[A-Zah\d])(?:"
    r"(?:[A-Z]{2,6} )?\bNomor \d{1,4} Tahun \d{4}\b"
    r"|Pasal \d+[A-Z]?\b(?: ayat \(\d+[a-z]?\))?(?: huruf [a-z]\b)?"
    r"|ayat \(\d+[a-z]?\) huruf [a-z]\b"
    r"|(?:Nomor|Tahun|ayat|huruf|angka|Rp) ?\(?\d[\w()/.:-]{0,8}(?![\w/])(?<![.:])"
    r"|huruf [a-z]\b"
    r"|\d{1,2}\.\d{2} Wita\b"
    rf"|\d{{1,2}}(?:–\d{{1,2}})? (?:{'|'.join(MONTHS)})\b(?: \d{{4}}\b)?"
    r")|[Uu]ndang-[Uu]ndang\b"
)
_TAG = re.compile(r"(<[^>]*>)")
_PERHAPS = re.compile(r"[0-9]|ndang-|huruf")  # without one of these there is nothing to hold


def hold_together(html: str) -> str:
    """Wrap numbers with the word they belong to, so that no line breaks inside a citation."""
    if not _PERHAPS.search(html):
        return html
    code = 0
    parts = []
    for part in _TAG.split(html):
        if part.startswith("<"):
            code += part.startswith("<pre") - part.startswith("</pre")
        elif not code and _PERHAPS.search(part):
            part = _TOGETHER.sub(lambda found: f'<span class="nb">{found[0]}</span>', part)
        parts.append(part)
    return "".join(parts)


_AS_TYPED = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL)


def one_line(html: str) -> str:
    """The same HTML as one line in which Markdown and its extensions find nothing to do.

    MkDocs sends every page through Markdown once more. A block of HTML on one line passes it
    untouched; what its preprocessors look for even there (fences) is written as entities.
    """

    def keep(found: re.Match[str]) -> str:
        return found[0].replace("\n", "&#10;")

    if "<pre" in html or "<textarea" in html:
        html = _AS_TYPED.sub(keep, html)
    html = " ".join(filter(None, map(str.strip, html.split("\n"))))
    return html.replace("`", "&#96;").replace("~~~", "&#126;&#126;&#126;")


class _Text(HTMLParser):
    """Collects paragraphs of plain text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.parts.append("\n• ")
        elif tag == "br":
            self.parts.append("\n")
        elif tag in {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table"}:
            self.parts.append("\n\n")
        elif tag == "tr":
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))


@lru_cache(maxsize=4096)  # every channel words the same summary and opening
def to_text(text: str) -> str:
    """Return Markdown as plain paragraphs, an empty line between them, for captions."""
    reader = _Text()
    reader.feed(to_html(text))
    reader.close()
    joined = re.sub(r"[ \t]+", " ", "".join(reader.parts))
    joined = re.sub(r" *\n *", "\n", joined)
    joined = re.sub(r"• \n+", "• ", joined)  # a loose list wraps each entry in a paragraph
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def to_line(text: str) -> str:
    """Return Markdown as one line of plain text."""
    return " ".join(to_text(text).split())
