"""Draws: the pictures of one item: each decoded once, each crop made once."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.render import saliency
from pipeline.render.layout import Display
from pipeline.render.photo import crop, filling, open_photo, scaled

if TYPE_CHECKING:
    from PIL import Image


FULL = (1600, 1920)  # the widest and the highest canvas


class Album:
    """An item's pictures: each decoded once, each crop made once."""

    def __init__(self, folder: Path, displays: Iterable[Display] = ()) -> None:
        """Remember the largest box that a picture must fill: a photograph is decoded no larger."""
        self._folder = folder
        ops = [op for display in displays for op in display["ops"] if op["op"] == "photo"]
        self._boxes = sorted({(op["file"], *op["box"][2:]) for op in ops})
        sides = [(w, h) for _, w, h in self._boxes]
        self._largest = (max(w for w, _ in sides), max(h for _, h in sides)) if sides else FULL
        self._open: dict[str, Image.Image] = {}
        self.guesses: dict[str, tuple[float, float]] = {}
        self._scaled: dict[tuple[str, tuple[int, int]], Image.Image] = {}
        self._crops: dict[tuple[str, tuple[int, int], tuple[float, ...]], Image.Image] = {}

    def digest(self, display: Display) -> list[Any]:
        """What a card's pictures come from: their bytes, and the boxes that share one decoding."""
        names = sorted({op["file"] for op in display["ops"] if op["op"] == "photo"})
        paths = [self._folder / name for name in names]
        whole = [hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "" for p in paths]
        return [whole, self._boxes] if names else []

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
            scaled = self._once(name, picture, size)
            self._crops[wanted] = crop(picture if scaled is None else scaled, size, (x, y))
        return self._crops[wanted]

    def _once(
        self, name: str, picture: "Image.Image", size: tuple[int, int]
    ) -> "Image.Image | None":
        """The whole picture at the scale of a box, where boxes of several cards have that scale."""
        whole = filling(picture.size, size)
        if whole[0] * whole[1] > 2 * size[0] * size[1]:  # a panorama, mostly left out
            return None
        sharing = [wh for file, *wh in self._boxes if file == name]
        if sum(filling(picture.size, (w, h)) == whole for w, h in sharing) < 2:
            return None
        if (name, whole) not in self._scaled:
            self._scaled[name, whole] = scaled(picture, whole)
        return self._scaled[name, whole]
