"""Draws: the pictures of one item: each decoded once, each crop made once."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.render.layout import Display
from pipeline.render.photo import crop, open_photo

if TYPE_CHECKING:
    from PIL import Image


class Album:
    """An item's pictures: each decoded once, each crop made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Image.Image] = {}

    def digest(self, display: Display) -> list[str]:
        names = sorted({op["file"] for op in display["ops"] if op["op"] == "photo"})
        paths = [self._folder / name for name in names]
        return [hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "" for p in paths]

    def crop(self, name: str, size: tuple[int, int], focus: tuple[float, float]) -> "Image.Image":
        if name not in self._open:
            self._open[name] = open_photo(self._folder / name, (1600, 1920))
        return crop(self._open[name], size, focus)
