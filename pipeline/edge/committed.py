"""Edge: one file of the office as Git keeps it, read as the folder's reader would read it."""

from pipeline.core import forms, reading
from pipeline.core.model import Calendar, Item, Minutes, Roster
from pipeline.core.reading_calendar import read_calendar
from pipeline.edge.disk import N, ReadPage, split_front_matter
from pipeline.edge.files import decode
from pipeline.edge.yaml_doc import parse_yaml


def read_roster_bytes(content: bytes) -> Roster | None:
    """Return an old version of ``peran.yml``; None where it cannot be trusted whole."""
    where = "content/peran.yml"
    text, _ = decode(content, where)
    doc, told = parse_yaml(text, where) if text is not None else (None, [])
    return reading.read_roster(doc, where)[0] if doc is not None and not told else None


def read_calendar_bytes(content: bytes) -> Calendar:
    """Return an old version of ``kalender.yml``; without corrections where it says none."""
    where = "content/kalender.yml"
    text, _ = decode(content, where)
    doc = parse_yaml(text, where)[0] if text else None
    found = read_calendar(doc, where)[0] if doc is not None else None
    return found or Calendar(extra_holidays={}, extra_workdays={})


def read_item_bytes(content: bytes, unit: str) -> Item | None:
    """Return the item that a proposal's ``index.md`` would be; None where it says nothing yet."""
    return _page(content, f"{unit}/index.md", unit, reading.read_item)[0]


def read_minutes_bytes(content: bytes, unit: str) -> Minutes | None:
    """Return the minutes of a meeting; None where the folder's reader would leave them out."""
    return _page(content, f"{unit}/notula.md", unit, reading.read_minutes)[0]


def _page(content: bytes, where: str, unit: str, read: ReadPage[N]) -> forms.Read[N]:
    text, _ = decode(content, where)
    parts = split_front_matter(text, where)[0] if text is not None else None
    doc = parse_yaml(parts.head, where, first_line=2)[0] if parts else None
    if parts is None or doc is None:
        return None, []
    return read(doc, parts.body, parts.body_line, where, unit.rpartition("/")[2])
