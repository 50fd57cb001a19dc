"""Draws: where lines end. The best of all ways, by dynamic programming over measured units."""

import re
from collections.abc import Sequence

from pipeline.render.text import ADDRESS, CITED, Line, Measure, Run, Unit, joined


def opened(parts: Sequence[Unit], limit: float, measure: Measure) -> list[Unit]:
    """Let an address that is wider than the limit break after its slashes and dots."""
    found: list[Unit] = []
    for unit in parts:
        if unit.width <= limit or not ADDRESS.search(unit.text):
            found.append(unit)
            continue
        for piece in re.findall(r"[^/.?&=-]*[/.?&=-]+|[^/.?&=-]+", unit.text):
            run = Run(piece, unit.runs[0].font)
            found.append(Unit((run,), measure(*run), -1.0))  # -1: no space follows
    return found


def parted(units: Sequence[Unit], limit: float, measure: Measure) -> list[Unit]:
    """Part what belongs together but is wider than the limit at its inner spaces, as a last step.

    A unit of several fonts stays: its spaces are not where its fonts change.
    """
    found: list[Unit] = []
    for unit in units:
        if unit.width <= limit or len(unit.runs) > 1 or "\u00a0" not in unit.text:
            found.append(unit)
            continue
        words = unit.text.split("\u00a0")
        for n, word in enumerate(words):
            run = Run(word, unit.runs[0].font)
            last = n + 1 == len(words)
            found.append(Unit((run,), measure(*run), unit.penalty if last else CITED))
    return found


def break_lines(
    parts: Sequence[Unit], limit: float, space: float, *, balanced: bool, whole: bool
) -> list[Line] | None:
    """Return the best lines no wider than the limit, or None when one unit is wider.

    With ``whole``, None also where a citation does not fit on one line, or a title has no way
    without an orphan: a smaller size may have one.

    Titles are balanced: fewest lines, nearly equal, the last at least 35% of the widest.
    Running text is filled, its last line never a single short word.
    """
    if any(unit.width > limit for unit in parts):
        return None
    if not parts:
        return []
    parts = _whole(parts, limit, space)
    if whole and any(unit.penalty >= CITED for unit in parts):
        return None
    count = _fewest(parts, limit, space)
    target = _length(parts, 0, len(parts), space) / count if balanced else limit
    # Against the limit only where the mean hid an orphan: few titles have lines that wide.
    leasts = (0.35 * target, 0.35 * limit) if balanced else (0.22 * limit,)
    for lines in (count, count + 1):
        for least in leasts:
            best = _search(parts, limit, space, target, lines, balanced, least=least)
            if best and not (balanced and _orphaned(best)):
                return best
    if whole and balanced and count > 1:
        return None
    return _search(parts, limit, space, target, count, balanced, least=0.0)


def _orphaned(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and lines[-1].width < 0.35 * max(line.width for line in lines)


def _whole(parts: Sequence[Unit], limit: float, space: float) -> list[Unit]:
    """Join the parts of a citation that fit on one line together, its end first.

    "UU Nomor 14 Tahun 2008" and "Pasal 7 ayat (2)" stay whole; in a narrow box the number and
    its year still do.
    """
    found: list[Unit] = []
    for unit in reversed(parts):
        if found and unit.penalty >= CITED:
            after = found[-1]
            width = unit.width + space + after.width
            if width <= limit:
                glue = Run("\u00a0", unit.runs[-1].font)
                runs = tuple(joined([*unit.runs, glue, *after.runs]))
                found[-1] = Unit(runs, width, after.penalty)
                continue
        found.append(unit)
    return found[::-1]


def _gap(unit: Unit, space: float) -> float:
    return 0.0 if unit.penalty < 0 else space


def _length(parts: Sequence[Unit], start: int, end: int, space: float) -> float:
    return sum(u.width for u in parts[start:end]) + sum(
        _gap(u, space) for u in parts[start : end - 1]
    )


def _fewest(parts: Sequence[Unit], limit: float, space: float) -> int:
    count, used = 1, 0.0
    for n, unit in enumerate(parts):
        step = unit.width + (_gap(parts[n - 1], space) if used else 0.0)
        if used and used + step > limit:
            count, used = count + 1, unit.width
        else:
            used += step
    return count


def _soonest(widths: Sequence[float], gaps: Sequence[float], limit: float, count: int) -> list[int]:
    """Say of each line where it may end at the soonest if the lines after it hold all the rest."""
    found = [len(widths)]
    for _ in range(count):
        start, width = found[-1], 0.0
        while start > 0:
            width += widths[start - 1] + (gaps[start - 1] if start < found[-1] else 0.0)
            if width > limit:
                break
            start -= 1
        found.append(start)
    return found[::-1]


def _search(
    parts: Sequence[Unit],
    limit: float,
    space: float,
    target: float,
    count: int,
    balanced: bool,
    *,
    least: float,
) -> list[Line] | None:
    """Find the cheapest way to set the units in ``count`` lines, the last at least so wide (px)."""
    total = len(parts)
    infinite = float("inf")
    cost = [[infinite] * (total + 1) for _ in range(count + 1)]
    back = [[0] * (total + 1) for _ in range(count + 1)]
    cost[0][0] = 0.0
    unease = 0.4 if balanced else 0.15
    # The inner loop runs ten thousand times an item: plain lists, no calls.
    widths = [unit.width for unit in parts]
    gaps = [_gap(unit, space) for unit in parts]
    ends = [max(unit.penalty, 0.0) * unease for unit in parts]
    soonest = _soonest(widths, gaps, limit, count)
    furthest = 0  # the last end that the lines so far can reach
    for line in range(1, count + 1):
        before, here, from_ = cost[line - 1], cost[line], back[line]
        reached, furthest = furthest, 0
        for end in range(max(line, soonest[line]), total + 1):
            last = end == total
            if last and line < count:  # the last line holds the last word, and no other line does
                continue
            best, width = infinite, 0.0
            short = least if last and count > 1 else 0.0
            for start in range(end - 1, line - 2, -1):
                width += widths[start] + (gaps[start] if start < end - 1 else 0.0)
                if width > limit:
                    break
                sofar = before[start]
                if sofar == infinite or width < short:
                    continue
                slack = (target - width) / limit
                step = sofar + (0.0 if last and not balanced else slack * slack)
                if step < best:
                    best, from_[end] = step, start
            if best < infinite:
                here[end], furthest = best + (0.0 if last else ends[end - 1]), end
            elif width > limit and start >= reached:
                break  # from here on even the longest line begins where none has ended
    if cost[count][total] == infinite:
        return None
    lines: list[Line] = []
    end = total
    for line in range(count, 0, -1):
        start = back[line][end]
        lines.append(Line(tuple(parts[start:end]), _length(parts, start, end, space)))
        end = start
    return lines[::-1]
