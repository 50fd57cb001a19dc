"""Draws: a display list as pixels with Pillow, and pixels as a JPEG without any metadata."""

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.render.fonts import advance
from pipeline.render.masks import shape, word
from pipeline.render.scrims import Crop, ease, solved
from pipeline.render.sight import Sight
from pipeline.render.tones import rgb

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

QUALITY = 88
LEAST_QUALITY = 68
ENCODER = {"quality": QUALITY, "subsampling": "4:4:4"}  # part of every cache key


def paint(
    display: Mapping[str, Any], fonts: Path, crop: Crop, sight: Sight | None = None
) -> "Image.Image":
    """Draw the operations in order on a fresh canvas; ``sight`` looks at it before each text."""
    from PIL import Image, ImageDraw

    canvas = Image.new("RGB", tuple(display["size"]), display["ground"])
    pen = ImageDraw.Draw(canvas)
    for op in solved(display, crop)["ops"]:
        match op["op"]:
            case "text":
                if sight:
                    sight.look(canvas, op)
                _text(canvas, op, fonts)
            case "rect" if not op["radius"]:
                _rect(pen, op["box"], op["fill"])
            case "rect" | "poly" | "rings" | "icon":
                if mask := shape(op, canvas.size):
                    canvas.paste(op["fill"], mask[1:], mask[0])
            case "photo":
                x, y, w, h = op["box"]
                if w > 0 and h > 0:
                    canvas.paste(crop(op["file"], (w, h), tuple(op["focus"])), (x, y))
            case "scrim":
                shade(canvas, op)
            case "qr":
                _rect(pen, op["box"], op["light"])
                for x, y, side in modules(op):
                    _rect(pen, (x, y, side, side), op["dark"])
            case other:
                raise ValueError(f"no such operation: {other}")
    return canvas


def _text(canvas: "Image.Image", op: Mapping[str, Any], fonts: Path) -> None:
    """Draw word by word, letter by letter where it is tracked: such text is capitals."""
    path, size = str(fonts / op["font"]), op["size"]
    tracked = op.get("tracking", 0)
    pieces, glue = (op["text"], "") if tracked else (op["text"].split(" "), " ")
    x, y, ink = op["x"], round(op["y"]), rgb(op["fill"])
    for piece in pieces:
        if stencil := word(path, size, piece):
            mask, left, top = stencil[0], round(x) + stencil[1], y + stencil[2]
            wide, high = mask.size
            canvas.im.paste(ink, (left, top, left + wide, top + high), mask)
        x += advance(path, piece + glue) * size + (tracked or op.get("spacing", 0))


def _rect(pen: "ImageDraw.ImageDraw", box: Sequence[int], fill: str) -> None:
    x, y, w, h = box
    if w > 0 and h > 0:
        pen.rectangle((x, y, x + w - 1, y + h - 1), fill)


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


def modules(op: Mapping[str, Any]) -> list[tuple[int, int, int]]:
    """Return the dark modules of a QR code: (left, top, side) each."""
    return list(_modules(op["text"], *op["box"]))


@lru_cache(maxsize=8)
def _modules(text: str, x: int, y: int, w: int, h: int) -> tuple[tuple[int, int, int], ...]:
    import segno

    code = segno.make(text, error="m", micro=False, boost_error=False)
    count = int(code.symbol_size(scale=1, border=4)[0])
    scale = min(w, h) // count
    side = scale * count
    left, top = x + (w - side) // 2, y + (h - side) // 2
    return tuple(
        (left + column * scale, top + row * scale, scale)
        for row, line in enumerate(code.matrix_iter(scale=1, border=4))
        for column, dark in enumerate(line)
        if dark
    )


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
