"""Draws: two colours of an office become the whole palette, every pair of it readable."""

from collections.abc import Iterable, Mapping

from pipeline.render.house import LEAST_CONTRAST
from pipeline.render.tones import contrast, mixed, rgb

MAIN, ACCENT = "maroon", "gold"  # names in brand.yml, whatever the colours are by now
_BLACK, _WHITE = (0.0, 0.0, 0.0), (255.0, 255.0, 255.0)
_STEPS = 40


def repainted(palette: Mapping[str, str], main: str, accent: str) -> dict[str, str]:
    """The palette with two new colours, and their shades and tints with them.

    A colour that stays keeps its shades as the designer chose them.
    """
    found = dict(palette)
    if main != palette[MAIN]:
        deep = _laid(main, _BLACK, 0.28)
        found |= {MAIN: main, "deep": deep, "wine": _laid(main, _WHITE, 0.11)}
        found["rose"] = _readable(main, _WHITE, 0.84, on=(main, deep))
    if accent != palette[ACCENT]:
        found |= {ACCENT: accent, "honey": _laid(accent, _BLACK, 0.09)}
        found["bronze"] = _readable(accent, _BLACK, 0.3, on=(palette["paper"], palette["sand"]))
    return found


def unreadable(
    palette: Mapping[str, str], pairs: Iterable[tuple[str, str]]
) -> list[tuple[str, str, float]]:
    """The pairs of text and ground whose contrast is too low, the lowest first."""
    found = ((text, under, contrast(palette[text], palette[under])) for text, under in pairs)
    return sorted((row for row in found if row[2] < LEAST_CONTRAST), key=lambda row: row[2])


def _laid(colour: str, over: tuple[float, float, float], opacity: float) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in mixed(rgb(colour), over, opacity))


def _readable(
    colour: str, end: tuple[float, float, float], least: float, *, on: Iterable[str]
) -> str:
    """The nearest mixture towards ``end`` that can be read on all of these grounds."""
    grounds = list(on)
    for step in range(_STEPS):
        mixture = _laid(colour, end, least + (1 - least) * step / _STEPS)
        if all(contrast(mixture, ground) >= LEAST_CONTRAST for ground in grounds):
            return mixture
    return _laid(colour, end, 1)
