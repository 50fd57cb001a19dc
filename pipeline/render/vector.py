"""Draws: a display list as SVG, so that a designer can open a card in Inkscape or a browser.

Everything is inside the file: fonts and pictures as data, no script, no address.
"""

import base64
import re
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.render.icons import SIDE
from pipeline.render.raster import QUALITY, modules
from pipeline.render.scrims import Crop, ease, solved

STOPS = 8  # of a scrim's gradient, which is soft at both ends


def to_svg(display: Mapping[str, Any], fonts: Path, crop: Crop) -> str:
    """Return the whole file."""
    width, height = display["size"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">',
        _faces({op["font"] for op in display["ops"] if op["op"] == "text"}, fonts),
        f'<rect width="{width}" height="{height}" fill="{display["ground"]}"/>',
    ]
    for n, op in enumerate(solved(display, crop)["ops"]):
        parts.append(_drawn(op, n, crop))
    return "\n".join([*(part for part in parts if part), "</svg>", ""])


def _drawn(op: Mapping[str, Any], n: int, crop: Crop) -> str:
    if op["op"] in {"rect", "photo", "scrim", "qr"} and min(op["box"][2:]) <= 0:
        return ""
    match op["op"]:
        case "text":
            return _text(op)
        case "rect":
            return _rect(op["box"], op["fill"], op["radius"])
        case "poly":
            points = " ".join(f"{x:g},{y:g}" for x, y in op["points"])
            return f'<polygon points="{points}" fill="{op["fill"]}"/>'
        case "rings":
            return _rings(op)
        case "icon":
            return _icon(op)
        case "photo":
            return _photo(op, crop)
        case "scrim":
            return _scrim(op, n)
        case "qr":
            path = "".join(f"M{x} {y}h{s}v{s}h-{s}z" for x, y, s in modules(op))
            return f'{_rect(op["box"], op["light"])}<path d="{path}" fill="{op["dark"]}"/>'
        case other:
            raise ValueError(f"no such operation: {other}")


def family(file: str) -> tuple[str, str, str]:
    """Read family, weight and style from a font's file name: PlusJakartaSans_700Bold.ttf."""
    name, _, cut = Path(file).stem.partition("_")
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    weight = re.match(r"\d+", cut)
    return spaced, weight[0] if weight else "400", "italic" if "Italic" in cut else "normal"


def _faces(files: set[str], fonts: Path) -> str:
    found = []
    for file in sorted(files):
        name, weight, style = family(file)
        data = base64.b64encode((fonts / file).read_bytes()).decode()
        found.append(
            f"@font-face{{font-family:'{name}';font-weight:{weight};font-style:{style};"
            f"src:url(data:font/ttf;base64,{data})}}"
        )
    return f"<style>{''.join(found)}text{{white-space:pre}}</style>"


def _text(op: Mapping[str, Any]) -> str:
    name, weight, style = family(op["font"])
    more = "" if style == "normal" else f' font-style="{style}"'
    if op.get("tracking"):  # letter by letter, as the raster draws it
        more += f' letter-spacing="{op["tracking"]:g}" style="font-kerning:none"'
    if op.get("spacing"):
        more += f' word-spacing="{op["spacing"]:g}"'
    return (
        f'<text x="{op["x"]:g}" y="{op["y"]:g}" font-family="\'{name}\'" font-weight="{weight}" '
        f'font-size="{op["size"]}" fill="{op["fill"]}"{more}>{escape(op["text"])}</text>'
    )


def _rect(box: list[int], fill: str, radius: int = 0) -> str:
    x, y, w, h = box
    rounded = f' rx="{min(radius, w / 2, h / 2):g}"' if radius else ""
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"{rounded}/>'


def _rings(op: Mapping[str, Any]) -> str:
    """Circles; the raster's line lies inside the radius, SVG's on both sides of it."""
    (x, y), wide = op["at"], op["width"]
    circles = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="{r - wide / 2:g}"/>' for r in op["radii"])
    return f'<g fill="none" stroke="{op["fill"]}" stroke-width="{wide}">{circles}</g>'


def _icon(op: Mapping[str, Any]) -> str:
    x, y, side, _ = op["box"]
    place = f"translate({x} {y}) scale({side / SIDE:g})"
    return f'<path transform="{place}" fill-rule="evenodd" d="{op["path"]}" fill="{op["fill"]}"/>'


def _photo(op: Mapping[str, Any], crop: Crop) -> str:
    x, y, w, h = op["box"]
    out = BytesIO()
    crop(op["file"], (w, h), tuple(op["focus"])).save(out, "JPEG", quality=QUALITY)
    data = base64.b64encode(out.getvalue()).decode()
    return f'<image x="{x}" y="{y}" width="{w}" height="{h}" href="data:image/jpeg;base64,{data}"/>'


def _scrim(op: Mapping[str, Any], n: int) -> str:
    end = min(op["fade"] / op["box"][3], 1.0)
    stops = "".join(
        f'<stop offset="{end * k / STOPS:.4f}" stop-color="{op["fill"]}" '
        f'stop-opacity="{op["opacity"] * ease(k / STOPS):.4f}"/>'
        for k in range(STOPS + 1)
    )
    gradient = f'<linearGradient id="scrim{n}" x2="0" y2="1">{stops}</linearGradient>'
    return f"<defs>{gradient}</defs>{_rect(op['box'], f'url(#scrim{n})')}"
