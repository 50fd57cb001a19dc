"""Draws: colour arithmetic by WCAG 2.2."""


def rgb(colour: str) -> tuple[int, int, int]:
    """Read "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: tuple[float, float, float]) -> float:
    """Return the relative luminance of an sRGB colour."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast(one: str, other: str) -> float:
    return ratio(rgb(one), rgb(other))


def mixed(
    under: tuple[float, float, float], over: tuple[float, float, float], opacity: float
) -> tuple[float, float, float]:
    """Lay a colour over another."""
    a, b, c = (u + (o - u) * opacity for u, o in zip(under, over, strict=True))
    return a, b, c
