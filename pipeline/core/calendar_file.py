"""Core: calendar files (RFC 5545) that phones subscribe to; the words come from elsewhere."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_FOLD = 75  # octets of one line (RFC 5545, 3.1)
# When an event was last revised. Nothing of ours hangs on it, and the same input gives one file.
_STAMP = "20000101T000000Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllDay:
    """Something that has a day, or several, and no hour."""

    name: str  # tells it apart from all others of its feed
    first: date
    last: date
    title: str
    note: str = ""
    yearly: bool = False


def all_days(feed: str, host: str, entries: Iterable[AllDay]) -> str:
    """A feed of days. It blocks nobody's time: who is busy on a national day is her own affair."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Redaksi JDIH//Kalender//ID",
        f"X-WR-CALNAME:{escaped(feed)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for one in entries:
        digest = hashlib.sha256(f"{one.name}/{one.first}".encode()).hexdigest()[:24]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{digest}@{host}",
            f"DTSTAMP:{_STAMP}",
            f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}",  # the first day after it
            *(["RRULE:FREQ=YEARLY"] if one.yearly else []),
            f"SUMMARY:{escaped(one.title)}",
            *([f"DESCRIPTION:{escaped(one.note)}"] if one.note else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return as_text([*lines, "END:VCALENDAR"])


def as_text(lines: Iterable[str]) -> str:
    """The file: lines folded, each ended as the format wants it."""
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, no letter cut in two; each further one is indented."""
    piece = ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > _FOLD:
            yield piece
            piece = " "
        piece += letter
    yield piece
