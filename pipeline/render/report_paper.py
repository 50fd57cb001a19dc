"""Draws: a report on paper: tables with their bars, then the annex, as values of laporan.typ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path
from typing import Any

from pipeline.core.model import WITA
from pipeline.core.periods import Period
from pipeline.core.tables import Table
from pipeline.render.chart import Chart, number_text
from pipeline.render.records import Document
from pipeline.render.report_page import said

_ROWS = 200  # of a list; nobody prints more
MOST = 150  # items in the annex on paper; beyond that a month's report is the size to print
_IN_ANNEX = {"persetujuan", "unggahan"}  # on paper they stand there, item by item


def report_paper(
    found: Sequence[Table],
    charts: Mapping[str, Chart],
    annex: Sequence[Mapping[str, Any]],
    cards: Mapping[str, Path],
    *,
    period: Period,
    interim: str,
) -> Document:
    """The document; ``cards`` are the small cards of items, where they were drawn."""
    shown = annex if len(annex) <= MOST else ()
    names = {item: f"kecil-{item}.jpg" for item in cards}
    heading = "Laporan Pengelolaan Konten Media Sosial JDIH"
    return Document(
        name="laporan",
        title=f"{heading}: {period.title}",
        subject=period.span,
        at=datetime.combine(period.last, time(), tzinfo=WITA),
        values={
            "heading": heading,
            "period": period.title,
            "span": period.span,
            "interim": interim,
            "tables": [
                _table(table, charts.get(table.name))
                for table in found
                if table.name not in _IN_ANNEX
            ],
            "annex": [{**block, "card": names.get(block["item"], "")} for block in shown],
            "without": _left_out(len(annex)) if not shown else "",
        },
        thumbnails={
            names[item]: cards[item] for block in shown if (item := block["item"]) in cards
        },
        where="site/dokumen/laporan.typ",
        source="Git dan buku catatan; yang diketik hanya angka jangkauan",
    )


def _left_out(count: int) -> str:
    if not count:
        return "Tidak ada konten yang disetujui atau diunggah dalam masa ini."
    return (
        f"Bukti {number_text(count)} konten ada di bukti.html dan laporan.xlsx. Untuk dicetak, "
        f"buat laporan per bulan atau triwulan (paling banyak {MOST} konten)."
    )


def _rows(table: Table) -> Iterator[list[str]]:
    """The rows as they are read; a title of five lines is not repeated below itself."""
    kinds = [kind for _, kind in table.columns]
    titled = [name for name, _ in table.columns[:2]] == ["Konten", "Judul"]
    above: list[str] = []
    for row in table.rows[:_ROWS]:
        read = [said(value, kind) for value, kind in zip(row, kinds, strict=True)]
        yield [read[0], "", *read[2:]] if titled and read[:2] == above[:2] else read
        above = read


def _table(table: Table, chart: Chart | None) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "note": table.note,
        "columns": [{"name": name, "kind": kind.value} for name, kind in table.columns],
        "rows": list(_rows(table)),
        "left": max(len(table.rows) - _ROWS, 0),
        "chart": asdict(chart) if chart else None,
    }
