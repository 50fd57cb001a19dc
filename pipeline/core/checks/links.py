"""Core: where links lead: to addresses that stay, and to items and entries that are there.

Whether an item is there depends on all others: such links are gathered, and judged at the end.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from pipeline.core.checks.passages import Passage, passages, published
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item

# On the central JDIH a detail page's address carries a token that changes between visits.
_TOKEN = re.compile(
    r"https?://(?:[\w-]{1,40}\.){0,4}jdih[\w.-]{0,60}\.go\.id/(?:[\w.-]{1,60}/){0,6}"
    r"[a-z_]{0,20}detail[a-z_]{0,20}[-/]",
    re.IGNORECASE,
)
_OURS = re.compile(r"(?P<kind>konten|peraturan|halaman)/(?P<id>[a-z0-9-]+)")
_RELATIVE = re.compile(r"\]\(\s{0,9}<?(?P<target>[^)\s>:#]{1,300})[)\s>#]")
_PAGE = re.compile(r"content/(?P<path>[a-z]+/[a-z0-9-]+)(?:/index)?\.md")


def lasting_links(item: Item, content: Content) -> Iterator[Finding]:
    """Links lead to lasting addresses, and links to our own pages to pages that are there."""
    for passage in passages(item):
        yield from _judge(passage, content)


def lasting_links_elsewhere(content: Content) -> Iterator[Finding]:
    """What holds for items holds for pages and the register, official links included."""
    for passage in published(content):
        yield from _judge(passage, content)
    for entry in content.instruments.values():
        yield from _judge(Passage(text=entry.official_url, where=entry.where), content)


def _judge(passage: Passage, content: Content) -> Iterator[Finding]:
    for found in _TOKEN.finditer(passage.text):
        message = (
            "Ganti tautan ini: alamat /detail/ di JDIH KPU berubah tiap kunjungan. Pakai alamat "
            'berkasnya ("…/data/…pdf" atau "…/download/<nomor>"), atau laman jdih.kpu.go.id.'
        )
        yield _finding(passage, found.start(), "tautan-detail", message, Severity.ADVICE)
    for kind, name, told in _ours(passage, content):
        if kind != "konten" and not _is_there(kind, name, content):
            yield told


def to_items(found: Iterable[Passage], content: Content) -> Iterator[tuple[str, Finding]]:
    """Yield the items that texts link to, each with what is to be said if it is not there."""
    for passage in found:
        for kind, name, told in _ours(passage, content):
            if kind == "konten":
                yield name, told


def _ours(passage: Passage, content: Content) -> Iterator[tuple[str, str, Finding]]:
    """Links to our own site: kind and name of each, and what is said of a broken one."""
    site = content.channels.site_url if content.channels else ""
    at = passage.text.find(site) if site else -1
    while at >= 0:
        if found := _OURS.match(passage.text, at + len(site)):
            yield found["kind"], found["id"], _broken(passage, at, found[0])
        at = passage.text.find(site, at + 1)
    yield from _relative(passage)


def _relative(passage: Passage) -> Iterator[tuple[str, str, Finding]]:
    """Links that begin at the page itself, as "../lain/"."""
    page = _PAGE.fullmatch(passage.where)
    if not passage.markdown or page is None:
        return
    for link in _RELATIVE.finditer(passage.text):
        path = urlsplit(urljoin(f"https://kita/{page['path']}/", link["target"])).path
        if found := _OURS.match(path, 1):
            yield found["kind"], found["id"], _broken(passage, link.start(), link["target"])


def _broken(passage: Passage, place: int, target: str) -> Finding:
    message = f'Periksa tautan "{target}": laman itu tidak ada di situs kita.'
    return _finding(passage, place, "tautan-putus", message, Severity.HOLD)


def _is_there(kind: str, name: str, content: Content) -> bool:
    if kind == "halaman":
        return name in content.pages or content.is_broken(f"content/halaman/{name}.md")
    return name in content.instruments or content.is_broken(f"content/peraturan/{name}.md")


def _finding(passage: Passage, place: int, rule: str, message: str, severity: Severity) -> Finding:
    return Finding(
        where=passage.where,
        line=passage.line(place),
        rule=rule,
        message=message,
        severity=severity,
    )
