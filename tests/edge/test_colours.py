"""Colours that screens do not speak: each is named, with what to do, and the cards are drawn."""

import io
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from pipeline.core.findings import Severity
from pipeline.edge.pictures import read_picture

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PRINT, DEEP, BROKEN = (
    "mesin cetak (CMYK)",
    "kedalaman warnanya 16 bit",
    "profil warnanya (ICC) rusak",
)
BROKENS = {
    "huruf": b"rusak" * 60,
    "pendek": SRGB[:100],
    "terpotong": SRGB[: len(SRGB) // 2],
    "tabel": SRGB[:128] + struct.pack(">I", 2**31) + SRGB[132:],
    "jauh": SRGB[:136] + struct.pack(">I", 2**30) + SRGB[140:],
    "ruang": SRGB[:16] + b"XYZQ" + SRGB[20:],
}


def told(path: Path) -> list[str]:
    picture, findings = read_picture(path, path.name)
    assert picture is not None
    assert {f.severity for f in findings} <= {Severity.ADVICE}
    assert {f.rule for f in findings} <= {"warna-gambar"}
    return [finding.message for finding in findings]


def saved(folder: Path, name: str, picture: Image.Image, **how: object) -> Path:
    path = folder / name
    picture.save(path, **how)
    return path


@pytest.mark.parametrize(
    ("name", "mode", "message"),
    [("cetak.jpg", "CMYK", PRINT), ("dalam.png", "I;16", DEEP)],
)
def test_what_a_screen_does_not_speak_is_advised_on(
    tmp_path: Path, name: str, mode: str, message: str
) -> None:
    (said,) = told(saved(tmp_path, name, Image.new(mode, (900, 700))))

    assert said.startswith("Simpan ulang gambar ini sebagai JPEG berwarna layar (RGB 8-bit): ")
    assert message in said


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
@pytest.mark.parametrize("broken", BROKENS)
def test_a_broken_profile_is_advised_on(tmp_path: Path, suffix: str, broken: str) -> None:
    picture = Image.new("RGB", (900, 700), "#345678")
    path = saved(tmp_path, f"a.{suffix}", picture, icc_profile=BROKENS[broken])
    (said,) = told(path)

    assert BROKEN in said


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_ordinary_pictures_with_and_without_a_profile_are_fine(
    tmp_path: Path, suffix: str, mode: str
) -> None:
    picture = Image.new(mode, (900, 700))

    assert told(saved(tmp_path, f"tanpa.{suffix}", picture)) == []
    assert told(saved(tmp_path, f"dengan.{suffix}", picture, icc_profile=SRGB)) == []


def test_a_profile_in_several_parts_is_put_together(tmp_path: Path) -> None:
    """A segment of JPEG holds 64 KB, a profile of a printing house half a megabyte."""
    long = struct.pack(">I", len(SRGB) + 150_000) + SRGB[4:] + bytes(150_000)
    picture = Image.new("RGB", (900, 700))

    assert told(saved(tmp_path, "a.jpg", picture, icc_profile=long)) == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_cut_anywhere_is_no_crash(tmp_path: Path, kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (90, 70)).save(out, kind, icc_profile=SRGB)
    path = tmp_path / {"JPEG": "a.jpg", "PNG": "a.png", "WEBP": "a.webp"}[kind]
    for end in range(32, min(len(out.getvalue()), 900), 7):
        path.write_bytes(out.getvalue()[:end])
        read_picture(path, "a")
