"""Draws: a report as a page for any browser, its annex as another, each of its tables as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.core.model import WITA
from pipeline.core.tables import Cell, Kind, Table
from pipeline.render.chart import Chart, number_text
from pipeline.render.templates import open_templates

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet begins to calculate
_CLASSES = {Kind.NUMBER: "n", Kind.SHARE: "n", Kind.DAY: "d", Kind.MOMENT: "d"}
_LONG = 60  # letters: such a text needs a wider column
SHORT = 500  # rows; a longer list is in the sheet and the CSV only


def report_page(
    found: Sequence[Table],
    charts: Mapping[str, Chart],
    site_dir: Path,
    *,
    pictures: Mapping[str, str],
    **heading: str,
) -> bytes:
    """The tables with the ``charts`` of those that have one; ``pictures`` are small cards by item.

    ``heading``: office, title, span, and interim ("" where the period is over).
    """
    return _page(
        "report.j2",
        site_dir,
        tables=found,
        charts=charts,
        rows={table.name: [_cells(row, table) for row in table.rows[:SHORT]] for table in found},
        most=SHORT,
        pictures=pictures,
        **heading,
    )


def annex_page(
    blocks: Sequence[Mapping[str, Any]],
    site_dir: Path,
    *,
    pictures: Mapping[str, str],
    **heading: str,
) -> bytes:
    """The evidence, item by item, under the same heading."""
    return _page("annex.j2", site_dir, blocks=blocks, pictures=pictures, **heading)


def _page(template: str, site_dir: Path, **values: object) -> bytes:
    folder = site_dir / "report"
    style = (folder / "report.css").read_text(encoding="utf-8")
    return open_templates(folder, html=True)(template, style=style, **values).encode()


def _cells(row: Sequence[Cell], table: Table) -> list[tuple[str, str, str]]:
    """Each cell as text, with its class and where it leads; only addresses of the web lead on."""
    return [
        (
            text := said(value, kind),
            _CLASSES.get(kind, "t" if len(text) > _LONG else ""),
            text if kind is Kind.LINK and text.startswith(("https://", "http://")) else "",
        )
        for value, (_, kind) in zip(row, table.columns, strict=True)
    ]


def said(value: Cell, kind: Kind) -> str:
    """A cell as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(WITA):%d-%m-%Y %H.%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if kind is Kind.SHARE and isinstance(value, int | float):
        return f"{number_text(round(value * 100, 1))}%"
    return number_text(value) if isinstance(value, int | float) else value


def as_csv(table: Table) -> bytes:
    """For programs: commas, a point in numbers, ISO dates; text stays text in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([heading for heading, _ in table.columns])
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return out.getvalue().encode()


def _plain(value: Cell) -> str:
    if isinstance(value, str):  # first: nearly every cell is
        return f"'{value}" if value.startswith(_FORMULA) else value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(WITA).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)
