"""Draws: share one column's height among its texts, so that short and long both fill it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.render.brand import Box
from pipeline.render.setting import Setting, Words, largest, least_height, set_words, yielding

STEPS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """Words that do not fit, and by which share of them."""

    role: str
    share: float  # 0.2: a fifth of the words is too much
    word: str = ""  # a single unit that is wider than its line


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    box: Box
    top: float
    height: float
    setting: Setting | None = None  # None: a shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    top: float
    bottom: float
    parts: tuple[Placed, ...] = field(default_factory=tuple)


def fit_column(
    stack: Box,
    words: Mapping[str, Words],
    *,
    cap: Mapping[str, int] | None = None,
    start: float | None = None,
    hyphens: bool = False,
) -> Column | Unfit:
    """Find the largest sizes at which every part fits, sizes growing together.

    ``hyphens``: where nothing else helps, long words of running text may part at its least size.
    """
    _, top, width, room = stack.at
    parts = [p for p in stack.parts if p.role in words or "length" in p.spec]
    while parts and "length" in parts[0].spec:  # a bar needs something above it
        parts = parts[1:]
    texts = [p for p in parts if p.role in words]
    words = {p.role: yielding(words[p.role], p.sizes[0], inner(p, width)) for p in texts}
    gaps = sum(int(p.spec.get("gap", 0)) for p in parts[1:])
    shapes = sum(int(p.spec.get("width", 8)) for p in parts if p.role not in words)
    free = room - gaps - shapes
    least = {
        p.role: least_height(words[p.role], p.sizes[0], inner(p, width), p.spec["leading"])
        for p in texts
    }
    if sum(least.values()) > free:  # a whole book is refused before its lines are weighed
        return _over(least, free)
    limits = {p.role: (p.sizes[0], min(p.sizes[1], (cap or {}).get(p.role, 999))) for p in texts}
    whole = {
        p.role for p in texts if _set(p, words[p.role], p.sizes[0], width, whole=True) is not None
    }
    best = _largest_step(texts, words, limits, width, free, whole)
    if best is None and whole:  # a citation in two lines is better than a card without words
        best = _largest_step(texts, words, limits, width, free, set())
    if best is None and hyphens:
        best = _parted(texts, words, width, free)
    if best is None:
        return _unfit(texts, words, width, free)
    for n, p in enumerate(texts):  # what is left over goes to the first that can use it
        others = sum(s.height for k, s in enumerate(best) if k != n)
        low = best[n].size
        if limits[p.role][1] < low:  # capped below its least size: nobody asks how large it may be
            continue
        grown, _ = largest(
            words[p.role],
            (low, max(limits[p.role][1], low)),
            inner(p, width),
            free - others,
            leading=p.spec["leading"],
            balanced=bool(p.spec.get("balanced")),
        )
        best[n] = grown or best[n]
    return _placed(
        stack, parts, dict(zip([p.role for p in texts], best, strict=True)), top, room, start
    )


def inner(part: Box, width: float) -> float:
    """Return what an indented part has of its column's width."""
    return width - float(part.spec.get("indent", 0))


def _largest_step(
    texts: Sequence[Box],
    words: Mapping[str, Words],
    limits: Mapping[str, tuple[int, int]],
    width: float,
    free: float,
    whole: Collection[str],
) -> list[Setting] | None:
    """Find the largest common step at which all fit; ``whole``: roles whose citations stay so."""
    best: list[Setting] | None = None
    low, high = 0, STEPS if any(most > least for least, most in limits.values()) else 0
    while low <= high:  # heights grow with the sizes: halve the steps instead of trying all
        step = (low + high) // 2 if best is not None or low else 0
        tried = _tried(texts, words, limits, width, step / STEPS, whole)
        if tried is not None and sum(s.height for s in tried) <= free:
            best, low = tried, step + 1
        elif step == 0:
            break
        else:
            high = step - 1
    return best


def _tried(
    texts: Sequence[Box],
    words: Mapping[str, Words],
    limits: Mapping[str, tuple[int, int]],
    width: float,
    share: float,
    whole: Collection[str],
) -> list[Setting] | None:
    """Set every text at its share of the way from its least to its largest size."""
    found = []
    for p in texts:
        low, high = limits[p.role]
        size = round(low + (max(high, low) - low) * share)
        setting = _set(p, words[p.role], size, width, whole=p.role in whole)
        if setting is None:
            return None
        found.append(setting)
    return found


def _parted(
    texts: Sequence[Box], words: Mapping[str, Words], width: float, free: float
) -> list[Setting] | None:
    """Everything at its least size, with hyphens but in titles."""
    found = []
    for p in texts:
        hyphens = not p.spec.get("balanced")
        if (setting := _set(p, words[p.role], p.sizes[0], width, hyphens=hyphens)) is None:
            return None
        found.append(setting)
    return found if sum(s.height for s in found) <= free else None


def _set(
    part: Box,
    words: Words,
    size: int,
    width: float,
    *,
    whole: bool = False,
    hyphens: bool = False,
) -> Setting | None:
    return set_words(
        words,
        size,
        inner(part, width),
        leading=part.spec["leading"],
        balanced=bool(part.spec.get("balanced")),
        whole=whole,
        hyphens=hyphens,
    )


def _unfit(texts: Sequence[Box], words: Mapping[str, Words], width: float, free: float) -> Unfit:
    """Blame the text that takes most of the room at its least size."""
    heights: dict[str, float] = {}
    for p in texts:
        setting = _set(p, words[p.role], p.sizes[0], width)
        if setting is None:
            widest = max(
                (u for parts, _ in words[p.role].blocks for u in parts), key=lambda u: u.width
            )
            return Unfit(
                role=p.role,
                share=1 - inner(p, width) / (widest.width * p.sizes[0]),
                word=widest.text,
            )
        heights[p.role] = setting.height
    return _over(heights, free)


def _over(heights: Mapping[str, float], free: float) -> Unfit:
    over = sum(heights.values()) - free
    role = max(heights, key=lambda r: heights[r])
    return Unfit(role=role, share=min(over / max(heights[role], 1), 0.95))


def _placed(
    stack: Box,
    parts: Sequence[Box],
    settings: Mapping[str, Setting],
    top: float,
    room: float,
    given: float | None,
) -> Column:
    heights = [
        settings[p.role].height if p.role in settings else p.spec.get("width", 8) for p in parts
    ]
    used = sum(heights) + sum(int(p.spec.get("gap", 0)) for p in parts[1:])
    anchor = stack.spec.get("anchor", "top")
    y = top + {"top": 0.0, "middle": (room - used) / 2, "bottom": room - used}[anchor]
    y = start = y if given is None else min(given, y)
    pushed = False
    found = []
    for n, p in enumerate(parts):
        y += int(p.spec.get("gap", 0)) if n else 0
        if p.spec.get("push") and n and not pushed:
            y += room - used - (start - top)
            pushed = True
        found.append(Placed(box=p, top=y, height=heights[n], setting=settings.get(p.role)))
        y += heights[n]
    return Column(top=start, bottom=y, parts=tuple(found))
