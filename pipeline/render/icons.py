"""Draws: the committed icons (Material Design Icons, one path on 24 × 24 each) as outlines."""

import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SIDE = 24  # the square that every icon of the set is drawn on
STEPS = 12  # straight pieces that stand for one curve
Point = tuple[float, float]
_COMMAND = re.compile(r"\s*,?\s*([MmLlHhVvCcSsQqTtAaZz])")
_NUMBER = re.compile(r"\s*,?\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAG = re.compile(r"\s*,?\s*([01])")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def icon(folder: Path, name: str) -> str:
    """Return the path of one icon, or nothing if the set lacks it."""
    path = folder / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        return ""
    found = re.findall(r'<path d="([^"]+)"', path.read_text(encoding="utf-8"))
    return " ".join(found)


@cache
def outlines(path: str) -> tuple[tuple[Point, ...], ...]:
    """Return the closed outlines of a path, curves as short straight lines."""
    found: list[list[Point]] = []
    here: Point = (0.0, 0.0)
    control: Point | None = None  # of the last curve, which S and T reflect
    for command, n in _steps(path):
        x, y = here if command.islower() else (0.0, 0.0)
        kind = command.upper()
        if kind == "M":
            here = (x + n[0], y + n[1])
            found.append([here])
        elif kind == "Z":
            here = found[-1][0]
        else:
            line, control = _piece(kind, n, here, (x, y), control)
            if here != found[-1][-1]:  # after Z a new outline begins where the last one closed
                found.append([here])
            found[-1] += line
            here = line[-1]
        if kind not in "CSQT":
            control = None
    return tuple(tuple(points) for points in found if len(points) > 2)


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    at, command = 0, ""
    while match := _COMMAND.match(path, at) or _NUMBER.match(path, at):
        if match[1].isalpha():
            command, at = match[1], match.end()
        elif command in "Mm":  # further pairs are lines
            command = "L" if command == "M" else "l"
        values: list[float] = []
        for n in range(_TAKES[command.upper()]):
            rule = _FLAG if command in "Aa" and n in (3, 4) else _NUMBER
            value = rule.match(path, at)
            if value is None:
                return
            values.append(float(value[1]))
            at = value.end()
        yield command, values


def _piece(
    kind: str, n: list[float], here: Point, base: Point, control: Point | None
) -> tuple[list[Point], Point | None]:
    """Return the points of one command after its beginning, and its last control point."""
    x, y = base
    if kind == "H":
        return [(x + n[0], here[1])], None
    if kind == "V":
        return [(here[0], y + n[0])], None
    if kind == "L":
        return [(x + n[0], y + n[1])], None
    if kind == "A":
        return _arc(here, n[0], n[1], n[2], bool(n[3]), bool(n[4]), (x + n[5], y + n[6])), None
    points = [(x + n[k], y + n[k + 1]) for k in range(0, len(n), 2)]
    if kind in "ST":
        mirrored = (2 * here[0] - control[0], 2 * here[1] - control[1]) if control else here
        points.insert(0, mirrored)
    if kind in "QT":
        q, end = points
        ends = [(p[0] + (q[0] - p[0]) * 2 / 3, p[1] + (q[1] - p[1]) * 2 / 3) for p in (here, end)]
        return _curve(here, ends[0], ends[1], end), q
    return _curve(here, *points), points[1]


def _curve(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    found = []
    for k in range(1, STEPS + 1):
        t = k / STEPS
        w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        found.append(
            (
                w[0] * a[0] + w[1] * b[0] + w[2] * c[0] + w[3] * d[0],
                w[0] * a[1] + w[1] * b[1] + w[2] * c[1] + w[3] * d[1],
            )
        )
    return found


def _arc(
    start: Point, rx: float, ry: float, turn: float, large: bool, sweep: bool, end: Point
) -> list[Point]:
    """Follow an elliptical arc (SVG 1.1, appendix F.6.5)."""
    if start == end or not rx or not ry:
        return [end]
    rx, ry, phi = abs(rx), abs(ry), math.radians(turn)
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = cos * dx + sin * dy, cos * dy - sin * dx
    grown = math.sqrt(max((px / rx) ** 2 + (py / ry) ** 2, 1.0))
    rx, ry = rx * grown, ry * grown
    spare = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2
    factor = math.sqrt(max(spare, 0.0) / ((rx * py) ** 2 + (ry * px) ** 2))
    factor *= -1 if large == sweep else 1
    cx, cy = factor * rx * py / ry, -factor * ry * px / rx
    first = math.atan2((py - cy) / ry, (px - cx) / rx)
    last = math.atan2((-py - cy) / ry, (-px - cx) / rx)
    if sweep and last < first:
        last += 2 * math.pi
    if not sweep and last > first:
        last -= 2 * math.pi
    mx, my = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    found = []
    for k in range(1, STEPS + 1):
        angle = first + (last - first) * k / STEPS
        x, y = rx * math.cos(angle) + cx, ry * math.sin(angle) + cy
        found.append((cos * x - sin * y + mx, sin * x + cos * y + my))
    return [*found[:-1], end]
