"""Draws: open pictures that people hand in, with distrust, and crop them once per size."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
FORMATS = ("JPEG", "PNG", "WEBP")
SUFFIXES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


class PictureTrouble(Exception):
    """What is wrong with a picture and what to do, in Indonesian."""


@contextmanager
def _refusing_bombs() -> Iterator[None]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def open_photo(path: Path, least: tuple[int, int]) -> "Image.Image":
    """Open a picture upright, in sRGB without transparency or metadata.

    ``least`` is the largest size wanted: a JPEG far larger is decoded smaller.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if path.is_symlink() or not path.is_file():
        raise PictureTrouble(f"Berkas gambar `{path.name}` tidak ada.")
    if path.stat().st_size > MOST_BYTES:
        raise PictureTrouble(
            f"Gambar `{path.name}` {path.stat().st_size / 1e6:.0f} MB; paling besar "
            f"{MOST_BYTES // 1_000_000} MB. Perkecil lalu simpan ulang sebagai JPEG."
        )
    try:
        with _refusing_bombs(), Image.open(path, formats=FORMATS) as picture:
            _judge(picture, path)
            upright = picture.getexif().get(0x0112, 1) < 5
            wanted = least if upright else (least[1], least[0])
            scale = max(wanted[0] / picture.width, wanted[1] / picture.height)
            if picture.format == "JPEG" and scale <= 0.5:
                picture.draft("RGB", (int(picture.width * scale), int(picture.height * scale)))
            profile = picture.info.get("icc_profile")
            picture.load()
            ImageOps.exif_transpose(picture, in_place=True)
            return _srgb(picture, profile)
    except PictureTrouble:
        raise
    except UnidentifiedImageError:
        raise PictureTrouble(
            f"Gambar `{path.name}` bukan JPEG, PNG, atau WebP. Simpan ulang sebagai JPEG."
        ) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTrouble(
            f"Gambar `{path.name}` terlalu besar; paling besar {MOST_PIXELS // 1_000_000} "
            "megapiksel. Perkecil dahulu."
        ) from None
    except (OSError, ValueError, SyntaxError, struct.error):
        raise PictureTrouble(
            f"Gambar `{path.name}` rusak atau terpotong. Unggah ulang berkas aslinya."
        ) from None


def _judge(picture: "Image.Image", path: Path) -> None:
    """Refuse by the header alone, before anything is decoded."""
    claimed = SUFFIXES.get(path.suffix.lower())
    if claimed != picture.format:
        raise PictureTrouble(
            f"Isi gambar `{path.name}` sebenarnya {picture.format}. "
            "Ganti akhiran nama berkasnya agar sesuai, atau simpan ulang sebagai JPEG."
        )
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise PictureTrouble(
            f"Gambar `{path.name}` berukuran {width}×{height} piksel; paling besar "
            f"{MOST_PIXELS // 1_000_000} megapiksel dan {LONGEST_SIDE} piksel "
            "satu sisi. Perkecil dahulu."
        )
    if getattr(picture, "n_frames", 1) > 1:
        raise PictureTrouble(
            f"Gambar `{path.name}` bergerak. Simpan satu bingkai saja sebagai JPEG."
        )


def _srgb(picture: "Image.Image", profile: bytes | None) -> "Image.Image":
    """Bring any colour space to sRGB on white; a broken profile is left aside."""
    from PIL import Image

    if picture.mode.startswith("I"):  # 16 bits a channel
        picture = picture.point(lambda value: value / 256).convert("L")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        from PIL import ImageCms  # late: most pictures bring no profile

        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            picture = (
                ImageCms.profileToProfile(picture, source, target, outputMode="RGB") or picture
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    if picture.mode == "P" or "A" in picture.getbands():
        layer = picture.convert("RGBA")
        canvas = Image.new("RGB", layer.size, "#ffffff")
        canvas.paste(layer, mask=layer.getchannel("A"))
        return canvas
    if picture.mode != "RGB":
        picture = picture.convert("RGB")
    picture.info.clear()  # what the camera wrote stays behind
    return picture


def filling(picture: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """The least size of a whole picture that fills a box."""
    scale = max(box[0] / picture[0], box[1] / picture[1])
    return max(round(picture[0] * scale), box[0]), max(round(picture[1] * scale), box[1])


def scaled(picture: "Image.Image", size: tuple[int, int]) -> "Image.Image":
    from PIL import Image

    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def crop(
    picture: "Image.Image", size: tuple[int, int], focus: tuple[float, float]
) -> "Image.Image":
    """Fill the size with the picture; the focus stays as near the middle as it can."""
    from PIL import Image

    width, height = size
    scale = max(width / picture.width, height / picture.height)
    w, h = width / scale, height / scale
    left = min(max(picture.width * focus[0] - w / 2, 0), picture.width - w)
    top = min(max(picture.height * focus[1] - h / 2, 0), picture.height - h)
    if scale == 1:  # it has been scaled: only cut
        left, top = round(left), round(top)
        return picture.crop((left, top, left + width, top + height))
    return picture.resize(
        size, Image.Resampling.BICUBIC, box=(left, top, left + w, top + h), reducing_gap=2.0
    )
