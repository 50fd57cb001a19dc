"""Draws: guess where a photograph looks, for pictures whose editor named no focus.

Edges and skin, nearer the middle and the upper third, on a thumbnail: a few milliseconds. It is a
guess; the manifest names it, and ``fokus`` in the front matter overrules it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SIDE = 48  # the longer side of the thumbnail
WINDOW = 0.4  # of each side: what must stay together
HEADROOM = 0.04  # hair lies above the skin that was found
SKIN_CB, SKIN_CR = range(80, 128), range(136, 174)  # people of every colour, by daylight


def focus(picture: "Image.Image") -> tuple[float, float]:
    """Return the point that crops keep nearest the middle, in shares of the sides."""
    small = picture.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    width, height = small.size
    heat = _heat(small)
    w, h = max(round(width * WINDOW), 1), max(round(height * WINDOW), 1)
    sums = _summed(heat, width, height)

    def inside(x: int, y: int) -> float:
        return sums[y + h][x + w] - sums[y][x + w] - sums[y + h][x] + sums[y][x]

    places = [(x, y) for y in range(height - h + 1) for x in range(width - w + 1)]
    x, y = max(places, key=lambda place: (inside(*place), -place[1], -place[0]))
    return round((x + w / 2) / width, 3), round(max((y + h / 2) / height - HEADROOM, 0), 3)


def _heat(small: "Image.Image") -> list[float]:
    width, height = small.size
    raw = small.convert("YCbCr").tobytes()
    light, cb, cr = raw[0::3], raw[1::3], raw[2::3]
    found = []
    for n in range(width * height):
        x, y = n % width, n // width
        right = light[n + 1] if x + 1 < width else light[n]
        below = light[n + width] if y + 1 < height else light[n]
        edge = min((abs(right - light[n]) + abs(below - light[n])) / 96, 1.0)
        skin = light[n] > 50 and cb[n] in SKIN_CB and cr[n] in SKIN_CR
        aside = abs(x / width - 0.5) + abs(y / height - 0.36)
        found.append((0.35 * edge + (1.0 if skin else 0.0)) * (1.0 - 0.5 * aside))
    return found


def _summed(heat: Sequence[float], width: int, height: int) -> list[list[float]]:
    """Sums of all that lies above and to the left, so that any window costs four look-ups."""
    sums = [[0.0] * (width + 1) for _ in range(height + 1)]
    for y in range(height):
        row = 0.0
        for x in range(width):
            row += heat[y * width + x]
            sums[y + 1][x + 1] = sums[y][x + 1] + row
    return sums
