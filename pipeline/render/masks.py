"""Draws: smooth shapes and words as masks. What cards share is made once and then only pasted.

The furniture of a format (base strip, sign, office, rings) is the same on every card, and so are
many words: nine tenths of drawing a card is pasting.
"""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.render.icons import SIDE, outlines

if TYPE_CHECKING:
    from PIL import Image, ImageFont
    from PIL._imaging import ImagingCore

FINE = 4  # shapes are drawn this much larger and shrunk: Pillow does not smooth edges
WORDS, SHAPES = 400, 64  # masks that are kept; a title's word is 30 KB, a shape at most 1 MB

Mask = tuple["Image.Image", int, int]  # with its place beside the origin
Stencil = tuple["ImagingCore", int, int]  # the same, as FreeType gives it: copied for nobody


@cache
def _font(path: str, size: float) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=WORDS)
def word(path: str, size: int, text: str) -> Stencil | None:
    """Shape and draw a word once; the origin lies on its baseline, to the left."""
    drawn, (left, top) = _font(path, size).getmask2(text, "L", anchor="ls")
    return (drawn, left, top) if all(drawn.size) else None


def shape(op: Mapping[str, Any], canvas: tuple[int, int]) -> Mask | None:
    """Return the mask of one shape, no larger than the canvas, and where it lies."""
    geometry = {key: op[key] for key in ("op", "box", "points", "at", "radii") if key in op}
    geometry |= {key: op[key] for key in ("radius", "width", "path") if key in op}
    return _shape(json.dumps(geometry, sort_keys=True), canvas)


@lru_cache(maxsize=SHAPES)
def _shape(geometry: str, canvas: tuple[int, int]) -> Mask | None:
    from PIL import Image

    op = json.loads(geometry)
    edges = _edges(op)
    if edges[2] <= edges[0] or edges[3] <= edges[1]:
        return None  # a plate below no words has no height
    left, top = max(int(edges[0]), 0), max(int(edges[1]), 0)
    right, bottom = min(int(edges[2]) + 1, canvas[0]), min(int(edges[3]) + 1, canvas[1])
    if right <= left or bottom <= top:
        return None
    if op["op"] == "rect":
        mask = Image.new("L", (right - left, bottom - top))
        _round(mask, op, left, top)
        return mask, left, top
    mask = Image.new("L", ((right - left) * FINE, (bottom - top) * FINE))
    _draw(mask, op, left, top)
    return mask.reduce(FINE), left, top


def _round(mask: "Image.Image", op: Mapping[str, Any], left: int, top: int) -> None:
    """A plate with round corners: only they are drawn finely, a whole plate would be 20 MB."""
    from PIL import Image, ImageDraw

    (x, y, w, h), radius = op["box"], op["radius"]
    x, y = x - left, y - top
    wide, high = min(w, 2 * radius + 2), min(h, 2 * radius + 2)
    tile = Image.new("L", (wide * FINE, high * FINE))
    pen = ImageDraw.Draw(tile)
    pen.rounded_rectangle((0, 0, wide * FINE - 1, high * FINE - 1), radius * FINE, fill=255)
    tile = tile.reduce(FINE)
    mask.paste(255, (x, y, x + w, y + h))
    across, down = wide // 2, high // 2
    for from_x, to_x, end_x in ((0, x, across), (across, x + w - wide + across, wide)):
        for from_y, to_y, end_y in ((0, y, down), (down, y + h - high + down, high)):
            mask.paste(tile.crop((from_x, from_y, end_x, end_y)), (to_x, to_y))


def _edges(op: Mapping[str, Any]) -> tuple[float, float, float, float]:
    if op["op"] == "poly":
        xs, ys = zip(*op["points"], strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    if op["op"] == "rings":
        (x, y), r = op["at"], max(op["radii"]) + op["width"]
        return x - r, y - r, x + r, y + r
    x, y, w, h = op["box"]
    return x, y, x + w, y + h


def _draw(mask: "Image.Image", op: Mapping[str, Any], left: int, top: int) -> None:
    from PIL import Image, ImageChops, ImageDraw

    pen = ImageDraw.Draw(mask)

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - left) * FINE, (y - top) * FINE

    if op["op"] == "poly":
        pen.polygon([at(x, y) for x, y in op["points"]], fill=255)
    elif op["op"] == "icon":  # where two outlines lie on each other there is a hole
        x, y, side, _ = op["box"]
        for outline in outlines(op["path"]):
            layer = Image.new("L", mask.size)
            k = side / SIDE
            ImageDraw.Draw(layer).polygon([at(x + a * k, y + b * k) for a, b in outline], fill=255)
            mask.paste(ImageChops.difference(mask, layer))
    else:
        x, y = op["at"]
        for r in op["radii"]:
            edge = (*at(x - r, y - r), *at(x + r, y + r))
            pen.ellipse(edge, outline=255, width=op["width"] * FINE)
