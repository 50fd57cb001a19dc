"""Core: what Markdown of the office may not hold: HTML, template marks, unsafe addresses."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from pipeline.core.checks.passages import Passage, passages, published
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item

_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_BRACE = re.compile(r"[{}]|-8<-")
_HTML = re.compile(r"<(?=[A-Za-z/!?])(?![a-z][a-z0-9+.-]*:[^\s<>]*>)")
_TARGETS = (
    re.compile(r"\]\(\s*<?(?P<target>[^)\s>]*)"),
    re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?(?P<target>[^\s>]+)", re.MULTILINE),
    re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>"),
)
_PICTURE = re.compile(r"!\[")
# A hand-book shows the tool's own screens, by name and with a text for whoever does not see them.
PAGES = "content/halaman/"
SHOWN = re.compile(r"!\[(?P<alt>[^\]\n]{10,300})\]\((?P<name>[a-z0-9-]{1,60})\)")
_SPACED = re.compile(r"\]\([ \t]{0,9}[^)\s<>\"']{1,300}[ \t]{1,9}[^)\s\"'][^)\n]{0,300}\)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")


def no_templates(item: Item, content: Content) -> Iterator[Finding]:
    """No text carries marks that a template engine or a Markdown extension would act on."""
    for passage in passages(item):
        yield from _templates(passage)


def no_html(item: Item, content: Content) -> Iterator[Finding]:
    """Bodies are Markdown; HTML is shown to nobody and hides things from reviewers."""
    for passage in passages(item):
        yield from _html(passage)


def safe_links(item: Item, content: Content) -> Iterator[Finding]:
    """Links go to https; an item's body holds no pictures: cards alone carry those to the page."""
    for passage in passages(item):
        yield from _links(passage)


def sound_pages(content: Content) -> Iterator[Finding]:
    """What holds for items holds for pages, register and settings, which are published too."""
    for passage in published(content):
        yield from _templates(passage)
        yield from _html(passage) if passage.markdown else _tags(passage)
        yield from _links(passage)


def _templates(passage: Passage) -> Iterator[Finding]:
    # Code is searched like all else: where a block of code ends, Markdown engines disagree.
    if not passage.markdown:
        if found := _TEMPLATE.search(passage.text):
            message = f'Hapus tanda templat "{found[0]}".'
            yield _finding(passage, found.start(), "tanda-templat", message)
        return
    for found in _some(_BRACE, passage.text):
        message = 'Hapus tanda kurung kurawal "{" "}" atau "--8<--" dari baris ini.'
        yield _finding(passage, found.start(), "tanda-templat", message)


def _html(passage: Passage) -> Iterator[Finding]:
    for found in _some(_HTML, passage.text) if passage.markdown else ():
        message = 'Tulis dengan Markdown, tanpa HTML; untuk tanda "<" tulis "&lt;".'
        yield _finding(passage, found.start(), "html", message)


def _tags(passage: Passage) -> Iterator[Finding]:
    if found := _HTML.search(passage.text):
        message = f'Hapus tanda "{passage.text[found.start() :][:12]}": tulis tanpa HTML.'
        yield _finding(passage, found.start(), "html", message)


def _links(passage: Passage) -> Iterator[Finding]:
    if not passage.markdown:
        return
    page = passage.where.startswith(PAGES)
    for found in _some(_PICTURE, passage.text):
        if page and SHOWN.match(passage.text, found.start()):
            continue  # whether there is such a picture, checks/settings.py knows
        message = 'Pindahkan ke kunci gambar: gambar di dalam isi ("![…]") tidak tampil di laman.'
        yield _finding(passage, found.start(), "gambar-dalam-isi", message)
    for found in _some(_SPACED, passage.text):
        message = "Hapus spasi di dalam alamat tautan ini."
        yield _finding(passage, found.start(), "tautan-tak-aman", message)
    for pattern in _TARGETS:
        for found in _some(pattern, passage.text):
            yield from _judge(passage, found.start("target"), found["target"])


def _some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the first places: whoever mends twenty will see the rest next time."""
    return islice(pattern.finditer(text), 20)


def _judge(passage: Passage, place: int, target: str) -> Iterator[Finding]:
    # Browsers drop blanks and control characters inside a scheme, and read entities.
    address = re.sub(r"[\x00-\x20]+", "", unescape(target)).casefold().replace("\\", "/")
    scheme = _SCHEME.match(address)
    if not address:
        message = 'Isi alamat tautan: "[teks](https://…)".'
        yield _finding(passage, place, "tautan-kosong", message)
    elif address.startswith("//") or (scheme and scheme[1] not in ("https", "http", "mailto")):
        message = f'Ganti tautan "{target[:60]}": tulis alamat lengkap yang diawali https://.'
        yield _finding(passage, place, "tautan-tak-aman", message)
    elif scheme and scheme[1] == "http":
        message = f'Pakai https:// pada tautan "{target[:60]}" bila laman itu mendukungnya.'
        yield _finding(passage, place, "tautan-http", message, Severity.ADVICE)


def _finding(
    passage: Passage, place: int, rule: str, message: str, severity: Severity = Severity.HOLD
) -> Finding:
    line = passage.line(place)
    return Finding(where=passage.where, line=line, rule=rule, message=message, severity=severity)
