"""What the tests of drawn files share: drawing into a folder, and a picture with secrets."""

from pathlib import Path

from PIL import Image, ImageCms

from pipeline.core.model import Item
from pipeline.render.card import Card
from pipeline.render.cards import Drawn, draw_all
from tests.card_desk import SITE, content


def draw(root: Path, *items: Item, site: Path = SITE) -> Drawn:
    return draw_all(items, content=content(*items), root=root, site=site, out=root / "build/kartu")


def card(drawn: Drawn, format_name: str, page: int = 0) -> Card:
    return next(
        c
        for cards in drawn.cards.values()
        for c in cards
        if (c.format, c.page) == (format_name, page)
    )


def photo(root: Path, name: str = "a.jpg", *, size: tuple[int, int] = (1600, 1200)) -> Path:
    """Save a picture with everything in its metadata that must not get out."""
    folder = root / "content/konten/2026-11-contoh"
    folder.mkdir(parents=True, exist_ok=True)
    canvas = Image.linear_gradient("L").resize(size)
    made = Image.merge(
        "RGB", (canvas, canvas.transpose(Image.Transpose.ROTATE_90).resize(size), canvas)
    )
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    exif[0x8825] = {1: "S", 2: (3.0, 47.0, 0.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = folder / name
    made.save(path, exif=exif, icc_profile=profile)
    return path
