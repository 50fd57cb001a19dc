"""Core: other people's addresses in the office's texts, and what their answers mean for a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.core.addresses import answered, is_gone, is_well
from pipeline.core.checks.passages import Passage, passages, published
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.wire import Response

FRESH = timedelta(days=7)  # so long an answer is believed; none, or a bad one, for a day
_AGAIN = timedelta(days=1)
# A host by its name alone: no address of a machine in the office's own network is ever asked.
_LINK = re.compile(
    r"https?://(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,}(?::\d{1,5})?(?![\w.-])"
    r"(?:[/?#][^\s<>()\[\]\"'`|{}]*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was known of an address, and since when."""

    at: datetime
    answer: Response | str

    def is_fresh(self, now: datetime) -> bool:
        lasts = FRESH if is_well(self.answer) else _AGAIN
        return timedelta(0) <= now - self.at < lasts


def outer_places(content: Content) -> dict[str, list[str]]:
    """Every address that is not ours, with the files that lead there."""
    site = content.channels.site_url if content.channels else ""
    found: dict[str, dict[str, None]] = {}
    for passage in _texts(content):
        for link in _LINK.findall(passage.text):
            url = link.rstrip(".,;:!?*_")
            if not (site and url.startswith(site)):
                found.setdefault(url, {})[passage.where] = None
    return {url: list(files) for url, files in sorted(found.items())}


def _texts(content: Content) -> Iterator[Passage]:
    for item in (*content.items.values(), *content.unfinished.values()):
        yield from passages(item)
    yield from published(content)
    for entry in content.instruments.values():
        yield Passage(text=entry.official_url, where=entry.where)


def unanswered(
    places: Mapping[str, Iterable[tuple[str, int]]], known: Mapping[str, Answered], now: datetime
) -> Iterator[Finding]:
    """Advice on each place (file, line): what others took down is no fault of the text."""
    for url, stands in places.items():
        one = known.get(url)
        if one is None or is_well(one.answer):
            continue
        do = "Ganti atau hapus" if is_gone(one.answer) else "Buka sekali sendiri"
        message = f"{do} tautan {url}: {answered(one.answer)}, diperiksa {ago(now - one.at)}."
        for where, line in stands:
            yield Finding(
                where=where,
                line=line,
                rule="tautan-luar",
                message=message,
                severity=Severity.ADVICE,
            )


def told(asked: int, known: Mapping[str, Answered], now: datetime) -> str:
    """How many addresses were asked now, and how old the other answers are."""
    if not known:
        return "Tidak ada tautan ke luar."
    kept = len(known) - asked
    oldest = min(one.at for one in known.values())
    rest = f"; {kept} dari catatan, yang tertua {ago(now - oldest)}" if kept else ""
    return f"{len(known)} tautan ke luar: {asked} ditanyakan sekarang{rest}."


def ago(span: timedelta) -> str:
    """How long ago, as people say it: "baru saja", "3 jam lalu"."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 1:
        return "baru saja"
    if minutes < 60:
        return f"{minutes} menit lalu"
    return f"{minutes // 60} jam lalu" if minutes < 24 * 60 else f"{span.days} hari lalu"
