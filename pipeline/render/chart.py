"""Draws: a chart of bars as SVG, by leather (here alone), the same for page and paper.

It is told by length and number, so black ink is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from pipeline.core.tables import Table

_WIDTH, _ROW, _AXIS, _FONT = 640, 24, 22, 12  # pixels
_MARGIN = 0.035  # of the width, on all four sides; the last number of the axis stands half in it
_EDGE = 14  # pixels of that margin that are not needed above and below
_BAR, _INK, _LINE = "#777777", "#111111", "#cccccc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing, and the same in words for whoever does not see it."""

    svg: str
    alt: str


def chart_of(table: Table) -> Chart | None:
    """The bars of a table, one for each row; none where it has none or every number is nothing."""
    if table.bars is None:
        return None
    label, number = table.bars
    rows = [
        (str(row[label]), value)
        for row in table.rows
        if isinstance(value := row[number], int | float)
    ]
    if not any(value for _, value in rows):
        return None
    told = ", ".join(f"{name} {number_text(value)}" for name, value in rows)
    what = table.columns[number][0]
    return Chart(svg=bars(rows), alt=f"Bagan batang, {table.title} ({what.lower()}): {told}")


def bars(rows: Sequence[tuple[str, float]]) -> str:
    """One bar a row, in the order given, its number beside its name."""
    labels = [f"{_short(name)}: {number_text(number)}" for name, number in rows]

    def beside(row: str, *_: object) -> str:
        return labels[int(row)]

    def below(number: object, *_: object) -> str:
        return number_text(float(str(number)), 2)

    numbers = [number for _, number in rows]
    few = max(numbers) <= 5 and all(number == int(number) for number in numbers)
    chart = _library().Chart()
    # Rows are named by their place: two that shorten to the same words stay two.
    chart.add_bars([(number, str(row)) for row, (_, number) in enumerate(rows)], fill_color=_BAR)
    chart.add_y_axis(tick_formatter=beside)
    # Of few things there are no halves.
    ticks = list(range(int(max(numbers)) + 1)) if few else None
    chart.add_x_axis(ticks=ticks, tick_formatter=below)
    height = round(_ROW * len(rows) + _AXIS + 2 * _MARGIN * _WIDTH)
    shown = f"0 {_EDGE} {_WIDTH} {height - 2 * _EDGE}"
    root = ElementTree.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=shown)
    root.append(chart.to_svg_group(_WIDTH, height))
    return ElementTree.tostring(root, encoding="unicode")


def _library() -> Any:
    """The library in our ink and letters; its look is set as it offers it, in its module."""
    import leather  # late: only a report draws charts

    theme = leather.theme
    theme.margin, theme.background_color = _MARGIN, "#ffffff"
    theme.tick_color, theme.zero_color, theme.label_color = _LINE, _INK, _INK
    theme.tick_font_family, theme.tick_font_size = "Plus Jakarta Sans", _FONT
    theme.tick_font_char_height, theme.tick_font_char_width = _FONT, 7
    return leather


def _short(label: str) -> str:
    """A label that has room; the table beside the chart has it whole."""
    return label if len(label) <= 28 else f"{label[:27]}…"


def number_text(number: float, places: int = 1) -> str:
    """A number as Indonesian writes it: 1.234 and 2,5."""
    text = f"{number:,.{places}f}".rstrip("0").removesuffix(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
