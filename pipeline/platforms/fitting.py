"""Speaks: whether a picture has the shape and the weight that a network takes."""

from pipeline.platforms.base import Limits, Platform

_MEGABYTE = 1_000_000


def posted(platform: Platform) -> tuple[str, ...]:
    """The formats of cards that go to a network (posts.pictures_for)."""
    if platform.STORY:
        return ("story",)
    return ("feed", "slide") if platform.LINKED else ()


def misshapen(width: int, height: int, limits: Limits) -> str:
    """Why a network refuses this shape, or crops it (Indonesian); "" where it does not."""
    least, most = limits.ratio
    if not most or least * height <= width <= most * height:
        return ""
    span = f"{least:.2f} sampai {most:.2f}".replace(".", ",")
    return f"{width} × {height} piksel, sedangkan lebarnya harus {span} kali tingginya"


def too_heavy(size: int, limits: Limits) -> str:
    """By how much a file is too large (Indonesian); "" where it is not."""
    if not limits.bytes or size <= limits.bytes:
        return ""
    told = [f"{n / _MEGABYTE:.2f} MB".replace(".", ",") for n in (size, limits.bytes)]
    return f"{told[0]}, paling banyak {told[1]}"
