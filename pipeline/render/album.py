"""Draws: the pictures of one item: each decoded once, each crop made once."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.render import saliency
from pipeline.render.layout import Display
from pipeline.render.photo import crop, open_photo

if TYPE_CHECKING:
    from PIL import Image


FULL = (1600, 1920)  # the widest and the highest canvas


class Album:
    """An item's pictures: each decoded once, each crop made once."""

    def __init__(self, folder: Path, displays: Iterable[Display] = ()) -> None:
        """Remember the largest box that a picture must fill: a photograph is decoded no larger."""
        self._folder = folder
        boxes = [op["box"] for d in displays for op in d["ops"] if op["op"] == "photo"]
        self._largest = (max(w for *_, w, _ in boxes), max(h for *_, h in boxes)) if boxes else FULL
        self._open: dict[str, Image.Image] = {}
        self.guesses: dict[str, tuple[float, float]] = {}
        self._crops: dict[tuple[str, tuple[int, int], tuple[float, ...]], Image.Image] = {}

    def digest(self, display: Display) -> list[str]:
        names = sorted({op["file"] for op in display["ops"] if op["op"] == "photo"})
        paths = [self._folder / name for name in names]
        return [hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "" for p in paths]

    def crop(self, name: str, size: tuple[int, int], focus: Sequence[float]) -> "Image.Image":
        """Fill a box with a picture; without a focus the guess for that picture is kept."""
        wanted = (name, size, tuple(focus))
        if wanted not in self._crops:
            if name not in self._open:
                self._open[name] = open_photo(self._folder / name, self._largest)
            picture = self._open[name]
            if not focus and name not in self.guesses:
                self.guesses[name] = saliency.focus(picture)
            x, y = focus or self.guesses[name]
            self._crops[wanted] = crop(picture, size, (x, y))
        return self._crops[wanted]
