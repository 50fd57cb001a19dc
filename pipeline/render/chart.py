"""Draws: a chart of bars as SVG: told by length and number, so black ink is enough."""

from collections.abc import Sequence

from markupsafe import Markup, escape

_ROW, _LABEL, _WIDTH, _NUMBER = 26, 210, 380, 60  # heights and widths in pixels


def bars(rows: Sequence[tuple[str, float]], title: str) -> Markup:
    """One bar a row, in the order given; nothing where every number is nothing."""
    most = max((number for _, number in rows), default=0)
    if not most:
        return Markup()
    height = _ROW * len(rows) + 8
    width = _LABEL + _WIDTH + _NUMBER
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(title)}">'
    ]
    for row, (label, number) in enumerate(rows):
        top = 4 + row * _ROW
        length = round(_WIDTH * number / most, 1)
        middle = top + _ROW / 2 + 4
        parts.append(
            f'<text x="{_LABEL - 8}" y="{middle:g}" text-anchor="end">'
            f"{escape(_short(label))}</text>"
            f'<rect x="{_LABEL}" y="{top + 4}" width="{length:g}" height="{_ROW - 8}"/>'
            f'<text x="{_LABEL + length + 6:g}" y="{middle:g}">{number_text(number)}</text>'
        )
    return Markup("".join([*parts, "</svg>"]))


def _short(label: str) -> str:
    """A label that has room; the table beside the chart has it whole."""
    return label if len(label) <= 28 else f"{label[:27]}…"


def number_text(number: float) -> str:
    """A number as Indonesian writes it: 1.234 and 2,5."""
    text = f"{number:,.1f}".removesuffix(".0")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
