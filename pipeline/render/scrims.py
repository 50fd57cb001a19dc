"""Draws: how dense a scrim must be. Solved once, so that every backend paints the same numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.render.tones import mixed, ratio, rgb

if TYPE_CHECKING:
    from PIL import Image

# (file, size, focus); no focus: guessed
Crop = Callable[[str, tuple[int, int], Sequence[float]], "Image.Image"]
AIM = 4.6  # a little above WCAG's 4.5, for what JPEG does to the pixels


def solved(display: Mapping[str, Any], crop: Crop) -> dict[str, Any]:
    """Give each scrim of a display list its ``opacity`` and ``fade``, from the picture below it."""
    ops: list[dict[str, Any]] = []
    photo: Mapping[str, Any] | None = None
    for op in display["ops"]:
        if op["op"] == "photo":
            photo = op
        if op["op"] == "scrim":
            op = {**op, "opacity": _opacity(op, photo, crop), "fade": _fade(op)}
        ops.append(op)
    return {**display, "ops": ops}


def _opacity(op: Mapping[str, Any], photo: Mapping[str, Any] | None, crop: Crop) -> float:
    if photo is None or photo["box"][2] <= 0 or photo["box"][3] <= 0:
        return float(op["least"])
    x, y, w, h = photo["box"]
    picture = crop(photo["file"], (w, h), tuple(photo["focus"]))
    over = rgb(op["fill"])
    found = [float(op["least"])]
    for left, top, wide, high, colour in op["guards"]:
        if left < x + w and top < y + h and left + wide > x and top + high > y:
            found.append(needed(picture, [left - x, top - y, wide, high, colour], over))
    return round(max(found), 4)


def _fade(op: Mapping[str, Any]) -> int:
    """Return how far down the scrim reaches its full density: just above the first text on it."""
    _, y, _, h = op["box"]
    first = min((guard[1] for guard in op["guards"]), default=y + h // 2)
    return max(int(first - y - 24), 1)


def ease(share: float) -> float:
    """Begin and end softly."""
    return share * share * (3 - 2 * share)


def needed(picture: "Image.Image", guard: Sequence[Any], over: tuple[int, int, int]) -> float:
    """Find the least opacity at which the text of this colour has its contrast."""
    from PIL import Image

    x, y, w, h, colour = guard
    edges = (x - 8, y - 8, min(x + w + 8, picture.width), min(y + h + 8, picture.height))
    part = picture.crop((max(edges[0], 0), max(edges[1], 0), edges[2], edges[3]))
    small = part.resize((max(part.width // 8, 1), max(part.height // 8, 1)), Image.Resampling.BOX)
    text = rgb(colour)
    light = sum(text) > 380
    raw = small.tobytes()
    pixels = sorted(zip(raw[0::3], raw[1::3], raw[2::3], strict=True), key=sum, reverse=not light)
    worst = pixels[-max(len(pixels) // 100, 1) :]
    mean = tuple(sum(p[n] for p in worst) / len(worst) for n in range(3))
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        if ratio(mixed((mean[0], mean[1], mean[2]), over, middle), text) >= AIM:
            high = middle
        else:
            low = middle
    return high
