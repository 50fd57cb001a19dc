"""Draws: a report as a workbook: real numbers and dates, filters, headings that stay in view."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from pipeline.core.model import WITA
from pipeline.core.tables import Cell, Kind, Table

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # the library wants no zone; a fixed day: same bytes
_WIDTHS = {Kind.TEXT: 28, Kind.NUMBER: 13, Kind.SHARE: 13, Kind.DAY: 13, Kind.MOMENT: 18}
_LINK_WIDTH = 52


def report_sheet(
    found: Sequence[Table], *, office: str, title: str, span: str, interim: str
) -> bytes:
    """One sheet per table; a table with bars has its chart beside it."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        # What people typed is text, whatever it looks like.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    about = {"title": f"{title}, {office}", "subject": span, "company": office, "created": _MADE}
    book.set_properties(about)
    formats = _formats(book)
    for table in found:
        _sheet(book, table, formats, ", ".join(part for part in (title, office, interim) if part))
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[Kind, Any]:
    number = {"valign": "top"}
    return {
        Kind.TEXT: book.add_format({"text_wrap": True, "valign": "top"}),
        Kind.LINK: book.add_format({"valign": "top"}),
        Kind.NUMBER: book.add_format({**number, "num_format": "#,##0.##"}),
        Kind.SHARE: book.add_format({**number, "num_format": "0.0%"}),
        Kind.DAY: book.add_format({**number, "num_format": "dd-mm-yyyy"}),
        Kind.MOMENT: book.add_format({**number, "num_format": "dd-mm-yyyy hh:mm"}),
    }


def _sheet(book: Any, table: Table, formats: dict[Kind, Any], office: str) -> None:
    sheet = book.add_worksheet(table.title[:31])
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#DDDDDD"})
    for column, (heading, kind) in enumerate(table.columns):
        sheet.write_string(0, column, heading, head)
        sheet.set_column(column, column, _WIDTHS.get(kind, _LINK_WIDTH))
    for number, row in enumerate(table.rows, 1):
        for column, (value, (_, kind)) in enumerate(zip(row, table.columns, strict=True)):
            _write(sheet, number, column, value, formats[kind])
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + office.replace("&", "&&"))
    sheet.set_footer("&L&A&RHalaman &P dari &N")
    if table.bars and table.rows:
        sheet.insert_chart(1, len(table.columns) + 1, _chart(book, sheet, table))


def _write(sheet: Any, row: int, column: int, value: Cell, form: Any) -> None:
    if isinstance(value, str):  # first: nearly every cell is
        if value:
            sheet.write_string(row, column, value, form)
    elif isinstance(value, datetime):
        # A spreadsheet knows no zones: what it shows is WITA, as the heading says.
        sheet.write_datetime(row, column, value.astimezone(WITA).replace(tzinfo=None), form)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    elif value is not None:
        sheet.write_number(row, column, value, form)


def _chart(book: Any, sheet: Any, table: Table) -> Any:
    """Bars with a pattern and their numbers: readable on any office printer."""
    assert table.bars
    label, number = table.bars
    chart = book.add_chart({"type": "bar"})
    last = len(table.rows)
    chart.add_series(
        {
            "name": table.columns[number][0],
            "categories": [sheet.get_name(), 1, label, last, label],
            "values": [sheet.get_name(), 1, number, last, number],
            "pattern": {
                "pattern": "wide_upward_diagonal",
                "fg_color": "black",
                "bg_color": "white",
            },
            "border": {"color": "black"},
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": table.title})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    return chart
