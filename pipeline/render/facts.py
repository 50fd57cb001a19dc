"""Draws: what one card says, as a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.render.text import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    file: str  # name inside the item's folder
    focus: tuple[float, float] | None = None  # None: the picture itself is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one card says, by role."""

    texts: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Block]] = field(default_factory=dict)  # instead of a text
    photo: Photo | None = None
    address: str = ""  # what the QR code says
    demo: bool = False
    page: int = 0
    pages: int = 0
    caps: Mapping[str, int] = field(default_factory=dict)  # largest size by role, for a carousel
    least: bool = False  # is it only asked whether all fits? then nothing is set larger, or painted
    hyphens: bool = False  # the last step before a refusal: may long words part?
    start: float | None = None  # where a carousel's text begins on every slide

    def says(self, role: str) -> bool:
        return bool(self.texts.get(role) or self.blocks.get(role))
