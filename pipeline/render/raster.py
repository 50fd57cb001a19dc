"""Draws: a display list as pixels with Pillow, and pixels as a JPEG without any metadata."""

import io
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.render.icons import SIDE, outlines
from pipeline.render.scrims import Crop, ease, solved

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

FINE = 4  # shapes are drawn this much larger and shrunk: Pillow does not smooth edges
QUALITY = 88
LEAST_QUALITY = 68
ENCODER = {"quality": QUALITY, "subsampling": "4:4:4"}  # part of every cache key


def paint(display: Mapping[str, Any], fonts: Path, crop: Crop) -> "Image.Image":
    """Draw the operations in order on a fresh canvas."""
    from PIL import Image, ImageDraw

    canvas = Image.new("RGB", tuple(display["size"]), display["ground"])
    pen = ImageDraw.Draw(canvas)
    for op in solved(display, crop)["ops"]:
        if op["op"] == "text":
            _text(pen, op, fonts)
        elif op["op"] == "rect":
            _rect(canvas, pen, op)
        elif op["op"] == "poly":
            xs, ys = zip(*op["points"], strict=True)
            _smooth(canvas, (min(xs), min(ys), max(xs), max(ys)), op["fill"], op)
        elif op["op"] == "rings":
            (x, y), r = op["at"], max(op["radii"]) + op["width"]
            _smooth(canvas, (x - r, y - r, x + r, y + r), op["fill"], op)
        elif op["op"] == "icon":
            x, y, side, _ = op["box"]
            canvas.paste(op["fill"], (x, y), _icon(op["path"], side))
        elif op["op"] == "photo":
            x, y, w, h = op["box"]
            if w > 0 and h > 0:
                canvas.paste(crop(op["file"], (w, h), tuple(op["focus"])), (x, y))
        elif op["op"] == "scrim":
            shade(canvas, op)
        elif op["op"] == "qr":
            _qr(canvas, pen, op)
        else:
            raise ValueError(f"no such operation: {op['op']}")
    return canvas


@cache
def _font(path: str, size: float) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


def _text(pen: "ImageDraw.ImageDraw", op: Mapping[str, Any], fonts: Path) -> None:
    font = _font(str(fonts / op["font"]), op["size"])
    if op.get("spacing"):
        x = op["x"]
        for word in op["text"].split(" "):
            pen.text((x, op["y"]), word, op["fill"], font, anchor="ls")
            x += font.getlength(word + " ") + op["spacing"]
        return
    if not op.get("tracking"):
        pen.text((op["x"], op["y"]), op["text"], op["fill"], font, anchor="ls")
        return
    x = op["x"]
    for letter in op["text"]:  # kerning is left aside: tracked text is capitals
        pen.text((x, op["y"]), letter, op["fill"], font, anchor="ls")
        x += font.getlength(letter) + op["tracking"]


def _rect(canvas: "Image.Image", pen: "ImageDraw.ImageDraw", op: Mapping[str, Any]) -> None:
    x, y, w, h = op["box"]
    if w <= 0 or h <= 0:
        return
    if not op["radius"]:
        pen.rectangle((x, y, x + w - 1, y + h - 1), op["fill"])
        return
    _smooth(canvas, (x, y, x + w, y + h), op["fill"], op)


def _smooth(
    canvas: "Image.Image",
    edges: tuple[float, float, float, float],
    fill: str,
    op: Mapping[str, Any],
) -> None:
    """Draw one shape through a mask that was drawn larger."""
    from PIL import Image, ImageDraw

    left, top = max(int(edges[0]), 0), max(int(edges[1]), 0)
    right, bottom = min(int(edges[2]) + 1, canvas.width), min(int(edges[3]) + 1, canvas.height)
    if right <= left or bottom <= top:
        return
    mask = Image.new("L", ((right - left) * FINE, (bottom - top) * FINE))
    pen = ImageDraw.Draw(mask)

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - left) * FINE, (y - top) * FINE

    if op["op"] == "rect":
        x, y, w, h = op["box"]
        last = at(x + w, y + h)
        pen.rounded_rectangle((*at(x, y), last[0] - 1, last[1] - 1), op["radius"] * FINE, fill=255)
    elif op["op"] == "poly":
        pen.polygon([at(x, y) for x, y in op["points"]], fill=255)
    else:
        x, y = op["at"]
        for r in op["radii"]:
            edge = (*at(x - r, y - r), *at(x + r, y + r))
            pen.ellipse(edge, outline=255, width=op["width"] * FINE)
    mask = mask.reduce(FINE)
    canvas.paste(fill, (left, top), mask)


@lru_cache(maxsize=64)
def _icon(path: str, side: int) -> "Image.Image":
    """Fill the outlines of an icon; where two lie on each other there is a hole."""
    from PIL import Image, ImageChops, ImageDraw

    mask = Image.new("L", (side * FINE, side * FINE))
    scale = side * FINE / SIDE
    for outline in outlines(path):
        layer = Image.new("L", mask.size)
        ImageDraw.Draw(layer).polygon([(x * scale, y * scale) for x, y in outline], fill=255)
        mask = ImageChops.difference(mask, layer)
    return mask.reduce(FINE)


def shade(canvas: "Image.Image", op: Mapping[str, Any]) -> None:
    """Darken a picture as densely as was solved, fading in above the first text."""
    from PIL import Image

    x, y, w, h = op["box"]
    if w <= 0 or h <= 0:
        return
    dense = round(255 * op["opacity"], 3)
    column = Image.new("L", (1, h))
    column.putdata([round(dense * ease(min(row / op["fade"], 1.0))) for row in range(h)])
    canvas.paste(op["fill"], (x, y), column.resize((w, h)))


def _qr(canvas: "Image.Image", pen: "ImageDraw.ImageDraw", op: Mapping[str, Any]) -> None:
    """Whole pixels per module, level M, a quiet zone of four modules; dark on light."""

    x, y, w, h = op["box"]
    pen.rectangle((x, y, x + w - 1, y + h - 1), op["light"])
    for a, b, side in modules(op):
        pen.rectangle((a, b, a + side - 1, b + side - 1), op["dark"])


def modules(op: Mapping[str, Any]) -> list[tuple[int, int, int]]:
    """Return the dark modules of a QR code: (left, top, side) each."""
    import segno

    x, y, w, h = op["box"]
    code = segno.make(op["text"], error="m", micro=False, boost_error=False)
    scale = min(w, h) // code.symbol_size(scale=1, border=4)[0]
    side = scale * code.symbol_size(scale=1, border=4)[0]
    left, top = x + (w - side) // 2, y + (h - side) // 2
    return [
        (left + column * scale, top + row * scale, scale)
        for row, line in enumerate(code.matrix_iter(scale=1, border=4))
        for column, dark in enumerate(line)
        if dark
    ]


def encode(canvas: "Image.Image", most: int = 0) -> bytes:
    """Encode as JPEG; with a budget, at the best quality that stays within it."""
    content = _jpeg(canvas, QUALITY)
    if not most or len(content) <= most:
        return content
    low, high, best = LEAST_QUALITY, QUALITY - 1, _jpeg(canvas, LEAST_QUALITY)
    while low < high:
        middle = (low + high + 1) // 2
        tried = _jpeg(canvas, middle)
        if len(tried) <= most:
            best, low = tried, middle
        else:
            high = middle - 1
    return best


def _jpeg(canvas: "Image.Image", quality: int) -> bytes:
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=quality, subsampling="4:4:4")
    return out.getvalue()
