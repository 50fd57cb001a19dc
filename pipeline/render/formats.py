"""Draws: the sizes of all canvases (site/formats.yml), and how one format follows from another."""

from collections.abc import Mapping
from typing import Any

from pipeline.render.brand import Box, Canvas
from pipeline.render.designer import Sheetfile
from pipeline.render.inside import check_inside

_LEFT_OUT = {"cover": frozenset(("basis", "steps", "options")), "square": frozenset(("basis",))}


def read_canvases(formats: Sheetfile, brand: Sheetfile) -> dict[str, Canvas]:
    """Read every format and its furniture, which is judged here, once, not in every family."""
    found: dict[str, Canvas] = {}
    sizes = formats.tree.get("formats", {})
    formats.unknown(formats.tree, ("checked", "formats"), ())
    for name, spec in sizes.items() if isinstance(sizes, dict) else ():
        place = ("formats", name)
        keys = {"size": 2, "safe": 4, "area": 2}
        wrong = [k for k, n in keys.items() if not _numbers(spec.get(k), n)]
        formats.unknown(spec, (*keys, "use", "source"), place)
        for key in wrong:
            formats.complain((*place, key), "kanvas", f"`{key}` berisi {keys[key]} angka.")
        for key in ("use", "source"):
            if not spec.get(key):
                formats.complain(place, "kanvas", f"`{key}` belum diisi.")
        if not wrong:
            size, safe, area = (tuple(spec[k]) for k in keys)
            found[name] = Canvas(size=size, safe=safe, area=area)
    return {name: _furnished(name, canvas, found, brand) for name, canvas in found.items()}


def _numbers(value: Any, count: int) -> bool:
    return isinstance(value, list) and len(value) == count and all(type(v) is int for v in value)


def _furnished(
    name: str, canvas: Canvas, canvases: Mapping[str, Canvas], brand: Sheetfile
) -> Canvas:
    spec = brand.tree["canvases"].get(name)
    if not isinstance(spec, dict):
        brand.complain(("canvases",), "kanvas", f"Perabot kanvas `{name}` belum ada.")
        return canvas
    place = ("canvases", name)
    brand.unknown(spec, ("like", "boxes"), place)
    boxes = list(spec.get("boxes", ()))
    like = spec.get("like", "")
    if like in canvases and isinstance(brand.tree["canvases"].get(like), dict):
        own = {box.get("role") for box in boxes}
        lent = brand.tree["canvases"][like].get("boxes", ())
        kept = [raw for raw in lent if raw.get("role") not in own]
        boxes = [*(moved(raw, canvases[like], canvas) for raw in kept), *boxes]
    for n, raw in enumerate(spec.get("boxes", ())):
        if _numbers(raw.get("at"), 4):
            box = Box(role=str(raw.get("role")), spec=raw)
            check_inside(brand, (*place, "boxes", n), box, canvas)
    return Canvas(size=canvas.size, safe=canvas.safe, area=canvas.area, furniture=tuple(boxes))


def moved(raw: Mapping[str, Any], old: Canvas, new: Canvas) -> dict[str, Any]:
    """Bring one box to another canvas of the same width.

    A column, and a plate as high as one, keeps its distance to both edges of the area; what lies
    in the upper half keeps its distance to the upper edge, everything else to the lower one.
    """
    if not _numbers(raw.get("at"), 4):
        return dict(raw)
    x, y, w, h = raw["at"]
    first, last = new.area[0] - old.area[0], new.area[1] - old.area[1]
    middle = sum(old.area) / 2
    sheet = raw.get("role") == "plate" and h > (old.area[1] - old.area[0]) / 2
    if raw.get("role") == "stack" or "until" in raw or sheet:
        share = (y - old.area[0]) / (old.area[1] - old.area[0])
        top = y + (first if share < 0.35 else round(first + (last - first) * share))
        if y <= 0:
            top = y
        return {**raw, "at": [x, top, w, y + h + last - top]}
    return {**raw, "at": [x, y + (first if y + h / 2 < middle else last), w, h]}


def derived(feed: Mapping[str, Any], name: str, old: Canvas, new: Canvas) -> dict[str, Any]:
    """Make a family's sheet for another upright format out of its feed card."""
    left_out = _LEFT_OUT.get(name, frozenset())
    boxes = []
    for raw in feed.get("boxes", ()):
        if not isinstance(raw, dict) or raw.get("role") in left_out:
            continue
        box = moved(raw, old, new)
        if isinstance(box.get("parts"), list):
            box["parts"] = [
                p for p in box["parts"] if not (isinstance(p, dict) and p.get("role") in left_out)
            ]
        boxes.append(box)
    return {**feed, "canvas": name, "boxes": boxes}
