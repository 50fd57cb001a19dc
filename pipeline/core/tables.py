"""Core: a table as a value: headings with the kind of what stands below them, and rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | float | date | datetime | None  # None: nothing is known


class Kind(StrEnum):
    TEXT = "teks"
    NUMBER = "bilangan"
    SHARE = "bagian"  # of one: 0.25 is a quarter
    DAY = "hari"
    MOMENT = "waktu"  # WITA
    LINK = "tautan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a report, as HTML, CSV and sheet show it."""

    name: str  # of its file and its sheet
    title: str
    columns: tuple[tuple[str, Kind], ...]
    rows: Sequence[tuple[Cell, ...]]
    note: str = ""
    bars: tuple[int, int] | None = None  # which columns a chart shows: labels, numbers
