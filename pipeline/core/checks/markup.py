"""Core: what Markdown of the office may not hold: HTML, template marks, unsafe addresses."""

import re
from collections.abc import Iterator
from html import unescape

from pipeline.core.checks.passages import Passage, passages, published
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item
from pipeline.core.wording import prose

_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_BRACE = re.compile(r"[{}]")
_SNIPPET = re.compile(r"-{1,}8<-{1,}")
_HTML = re.compile(r"<(?=[A-Za-z/!?])(?![a-z][a-z0-9+.-]*:[^\s<>]*>)")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_TARGETS = (
    re.compile(r"(?P<image>!?)\[[^\]]*\]\(\s*<?(?P<target>[^)\s>]*)"),
    re.compile(r"(?P<image>)^ {0,3}\[[^\]]+\]:\s*<?(?P<target>[^\s>]+)"),
    re.compile(r"(?P<image>)<(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>"),
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")


def _lines(passage: Passage) -> Iterator[tuple[int, str]]:
    """Yield the lines of a Markdown text that are no code, with their line in the file."""
    for offset, line, code in prose(passage.text) if passage.markdown else ():
        if not code:
            yield passage.first_line + offset, _CODE_SPAN.sub("", line)


def no_templates(item: Item, content: Content) -> Iterator[Finding]:
    """No text carries marks that a template engine or a Markdown extension would act on."""
    for passage in passages(item):
        yield from _templates(passage)


def no_html(item: Item, content: Content) -> Iterator[Finding]:
    """Bodies are Markdown; HTML is shown to nobody and hides things from reviewers."""
    for passage in passages(item):
        yield from _html(passage)


def safe_links(item: Item, content: Content) -> Iterator[Finding]:
    """Links go to https; pictures in a body are the item's own."""
    own = {picture.file for picture in item.pictures}
    for passage in passages(item):
        yield from _links(passage, own)


def sound_pages(content: Content) -> Iterator[Finding]:
    """What holds for items holds for plain pages and the register, which are published too."""
    for passage in published(content):
        yield from _templates(passage)
        yield from _html(passage)
        yield from _links(passage, set())


def _templates(passage: Passage) -> Iterator[Finding]:
    if not passage.markdown and (found := _TEMPLATE.search(passage.text)):
        message = f'Hapus tanda templat "{found[0]}".'
        yield _finding(passage, passage.first_line, "tanda-templat", message)
    for line, text in _lines(passage):
        if _BRACE.search(text) or _SNIPPET.search(text):
            message = 'Hapus tanda kurung kurawal "{" "}" atau "--8<--" dari baris ini.'
            yield _finding(passage, line, "tanda-templat", message)


def _html(passage: Passage) -> Iterator[Finding]:
    for line, text in _lines(passage):
        if _HTML.search(text):
            message = 'Tulis dengan Markdown, tanpa HTML; untuk tanda "<" tulis "&lt;".'
            yield _finding(passage, line, "html", message)


def _links(passage: Passage, own: set[str]) -> Iterator[Finding]:
    for line, text in _lines(passage):
        for pattern in _TARGETS:
            for found in pattern.finditer(text):
                if found["image"]:
                    yield from _judge_picture(passage, line, found["target"], own)
                else:
                    yield from _judge_link(passage, line, found["target"])


def _judge_picture(passage: Passage, line: int, target: str, own: set[str]) -> Iterator[Finding]:
    if target not in own:
        message = f'Daftarkan gambar "{target}" pada gambar: dan simpan di folder konten ini.'
        yield _finding(passage, line, "gambar-luar", message)


def _judge_link(passage: Passage, line: int, target: str) -> Iterator[Finding]:
    # Browsers drop blanks and control characters inside a scheme, and read entities.
    address = re.sub(r"[\x00-\x20]+", "", unescape(target)).casefold().replace("\\", "/")
    scheme = _SCHEME.match(address)
    if not address:
        message = 'Isi alamat tautan: "[teks](https://…)".'
        yield _finding(passage, line, "tautan-kosong", message)
    elif address.startswith("//") or (scheme and scheme[1] not in ("https", "http", "mailto")):
        message = f'Ganti tautan "{target[:60]}": tulis alamat lengkap yang diawali https://.'
        yield _finding(passage, line, "tautan-tak-aman", message)
    elif scheme and scheme[1] == "http":
        message = f'Pakai https:// pada tautan "{target[:60]}" bila laman itu mendukungnya.'
        yield _finding(passage, line, "tautan-http", message, Severity.ADVICE)


def _finding(
    passage: Passage, line: int, rule: str, message: str, severity: Severity = Severity.HOLD
) -> Finding:
    return Finding(where=passage.where, line=line, rule=rule, message=message, severity=severity)
