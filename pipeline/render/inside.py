"""Draws: where a box may lie: words inside the safe area, pictures on the canvas."""

from pipeline.render.brand import TEXT_ROLES, Box, Canvas
from pipeline.render.designer import Place, Sheetfile

_BLEEDING = frozenset(("rings", "mark", "panel", "plate", "ribbon", "emblem"))


def check_inside(file: Sheetfile, place: Place, box: Box, canvas: Canvas) -> None:
    """Words stay inside the safe area; shapes may bleed off the canvas, pictures not."""
    if box.role in _BLEEDING:
        return
    x, y, w, h = box.at
    guarded = box.role in TEXT_ROLES | {"stack", "qr", "chip", "icon", "logo"}
    top, right, bottom, left = canvas.safe if guarded else (0, 0, 0, 0)
    width, height = canvas.size
    if x < left or y < top or x + w > width - right or y + h > height - bottom:
        file.complain(
            place,
            "di-luar-batas",
            f"Kotak `{box.role}` [{x}, {y}, {w}, {h}] keluar dari daerah aman "
            f"[{left}, {top}, {width - right - left}, {height - bottom - top}].",
        )
