"""Core: the addresses that must answer, and what an answer, or none, says of one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from pipeline.core.content import Content
from pipeline.core.reviewing import Concern, Kind
from pipeline.core.wire import Response

_LINK = re.compile(r"https://[^\s<>()\[\]\"'`]+")
_GONE = frozenset({404, 410})
_MOST_NAMED = 3  # of the places where one address stands


def item_pages(content: Content, now: datetime) -> dict[str, str]:
    """The page of each item that the public can see: address to item."""
    site = content.channels.site_url if content.channels else ""
    return {
        f"{site}konten/{item.id}/": item.id
        for item in content.items.values()
        if site and item.withdrawal is None and (item.scheduled is None or item.scheduled <= now)
    }


def outer_links(content: Content) -> dict[str, list[str]]:
    """Other people's addresses, each with the items, pages and entries that lead there."""
    site = content.channels.site_url if content.channels else ""
    found: dict[str, list[str]] = {}
    for item in content.items.values():
        if item.withdrawal is None:
            for link in _LINK.findall(item.body):
                found.setdefault(link.rstrip(".,;:!?*_"), []).append(item.id)
    for page in content.pages.values():
        for link in _LINK.findall(page.body):
            found.setdefault(link.rstrip(".,;:!?*_"), []).append(f"halaman/{page.id}")
    for entry in content.instruments.values():
        if entry.official_url:
            found.setdefault(entry.official_url, []).append(f"peraturan/{entry.id}")
    ours = [link for link in found if site and link.startswith(site)]
    return {link: list(dict.fromkeys(found[link])) for link in sorted(found) if link not in ours}


def pictures_of(page: str, html: str) -> list[str]:
    """The pictures that a page of ours shows, and its link card; ours alone."""
    seen = _Pictures()
    seen.feed(html)
    found = dict.fromkeys(absolute(source, page) for source in seen.sources)
    return [url for url in found if url and host_of(url) == host_of(page)]


def absolute(source: str, page: str) -> str:
    """Where a source on a page leads; "" where it is no address at all."""
    try:
        return urljoin(page, source)
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host of an address with its port; "" where it is no address at all ("https://[x")."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


class _Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_card = tag == "meta" and given.get("property") == "og:image"
        source = given.get("src") if tag == "img" else given.get("content") if is_card else None
        if source and not source.startswith("data:"):
            self.sources.append(source)


_SAID = {
    401: "meminta masuk dahulu",
    403: "menolak pemeriksaan",
    404: "menjawab bahwa halaman itu tidak ada",
    410: "menjawab bahwa halaman itu sudah dihapus",
    429: "sedang menolak karena terlalu banyak permintaan",
}


def answered(answer: Response | str) -> str:
    """What came back from an address, in words; a text is the reason for no answer."""
    if isinstance(answer, str):
        return answer
    said = "sedang bermasalah" if answer.status >= 500 else "menolak permintaan"
    return f"situsnya {_SAID.get(answer.status, said)} ({answer.status})"


def is_gone(answer: Response | str) -> bool:
    """Whether the address itself says that there is nothing any more."""
    return isinstance(answer, Response) and answer.status in _GONE


def is_well(answer: Response | str) -> bool:
    return isinstance(answer, Response) and answer.status < 400


def judged(
    answers: Mapping[str, Response | str], where: Mapping[str, Iterable[str]]
) -> Iterator[Concern]:
    """What is wrong with the addresses that were asked; a text is the reason for no answer.

    Gone is what says so itself. A refusal, an overload or silence may be meant for machines
    alone: a person has to open it once.
    """
    for url, answer in answers.items():
        if is_well(answer):
            continue
        gone = is_gone(answer)
        why = answered(answer)
        stands = list(where.get(url, ()))
        more = f" dan {len(stands) - _MOST_NAMED} lagi" if len(stands) > _MOST_NAMED else ""
        named = f"; ada di {', '.join(stands[:_MOST_NAMED])}{more}" if stands else ""
        yield Concern(kind=Kind.GONE if gone else Kind.SILENT, subject=url, why=f"{why}{named}")
