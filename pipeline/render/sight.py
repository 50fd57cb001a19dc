"""Draws: how well each text of a card can be read, measured on the pixels it is painted on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.render.text import CAP, DROP
from pipeline.render.tones import ratio, rgb

if TYPE_CHECKING:
    from PIL import Image

LARGE = 72  # on a canvas of 1080 seen at 360: 24 pixels, where WCAG asks for 3 to 1
ENOUGH, ENOUGH_LARGE = 4.5, 3.0
DECORATION = frozenset({"mark", "logo", "ribbon"})
_CELL = (48, 24)  # pixels that are seen as one: less than a letter at the sizes of a card


class Sight:
    """Gathers, while a card is painted, each part's least contrast with what lies below it."""

    def __init__(self) -> None:
        self.least: dict[str, float] = {}
        self.warnings: list[str] = []

    def look(self, canvas: "Image.Image", op: Mapping[str, Any]) -> None:
        """Measure a text just before it is painted."""
        role = op["role"]
        if role in DECORATION or not op.get("width"):
            return
        found = round(contrast(canvas, op), 2)
        self.least[role] = min(found, self.least.get(role, found))
        enough = ENOUGH_LARGE if op["size"] >= LARGE else ENOUGH
        if found < enough:
            words = op["text"] if len(op["text"]) <= 40 else f"{op['text'][:40]}…"
            ratios = f"{found}:1, sedikitnya {enough}:1".replace(".", ",")
            self.warnings.append(f"kontras “{words}” {ratios}")


def contrast(canvas: "Image.Image", op: Mapping[str, Any]) -> float:
    """The contrast of a text with the worst spot that it will stand on."""
    from PIL import Image

    x, y, size = op["x"], op["y"], op["size"]
    left, top = max(x, 0), max(y - CAP * size, 0)
    right, bottom = min(x + op["width"], canvas.width), min(y + DROP * size, canvas.height)
    if right - left < 1 or bottom - top < 1:
        return 21.0  # nothing of it is seen
    wide, high = max(int(right - left) // _CELL[0], 1), max(int(bottom - top) // _CELL[1], 1)
    spots = canvas.resize((wide, high), Image.Resampling.BOX, box=(left, top, right, bottom))
    shades, colours, own = spots.convert("L").tobytes(), spots.tobytes(), rgb(op["fill"])
    worst = {shades.index(min(shades)), shades.index(max(shades))}  # one of them is the nearest
    return min(ratio((*colours[3 * n : 3 * n + 3],), own) for n in worst)
