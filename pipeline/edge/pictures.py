"""Edge: what a picture file really is, by its header alone. Decodes no pixel."""

import struct
from pathlib import Path
from typing import BinaryIO

from pipeline.core.content import PictureFile
from pipeline.core.findings import Finding, Severity
from pipeline.core.forms import PICTURE_NAME
from pipeline.edge.colours import strange_colours
from pipeline.edge.exif import tells_place

LARGEST_FILE = 20 * 1024 * 1024
LONGEST_SIDE = 12_000
MOST_PIXELS = 40_000_000  # a small file may unfold into gigabytes
_SUFFIXES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
# What cameras, phones and designers also save. No name makes one of them usable.
_OTHERS = frozenset({".svg", ".gif", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff", ".psd"})
# Start-of-frame markers of JPEG: all of C0-CF but DHT (C4), JPG (C8) and DAC (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def read_picture(path: Path, where: str) -> tuple[PictureFile | None, list[Finding]]:
    """Return what the header says, or why this file cannot be used. ``path`` is a regular file."""

    def refuse(rule: str, message: str) -> tuple[None, list[Finding]]:
        return None, [Finding(where=where, rule=rule, message=message)]

    if path.suffix.lower() in _OTHERS:
        message = f"Simpan ulang sebagai JPEG, PNG, atau WebP: {path.suffix} tidak dapat dipakai."
        return refuse("jenis-gambar", message)
    if not PICTURE_NAME.fullmatch(path.name):
        return refuse(
            "nama-gambar",
            "Ganti nama berkas: huruf kecil, angka, dan tanda hubung, berakhiran .jpg, .png, "
            "atau .webp; misalnya foto-rapat.jpg.",
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            found, located = _header(file), tells_place(file)
            odd = strange_colours(file, found[0]) if found else []
    except OSError:
        return refuse("tak-terbaca", "Buka izin baca berkas gambar ini.")
    if size > LARGEST_FILE:
        message = f"Perkecil gambar: {size / 1048576:.1f} MB dari paling banyak 20 MB."
        return refuse("gambar-besar", message)
    if found is None:
        message = "Simpan ulang sebagai JPEG, PNG, atau WebP: isi berkas ini bukan itu."
        return refuse("gambar-rusak", message)
    kind, width, height = found
    if _SUFFIXES[path.suffix] != kind:
        right = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}[kind]
        message = f'Ganti akhiran nama berkas menjadi "{right}": isinya gambar {kind}.'
        return refuse("akhiran-gambar", message)
    if not width or not height:
        return refuse("gambar-rusak", "Simpan ulang gambar ini: ukurannya 0 piksel.")
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        message = (
            f"Perkecil gambar: {width} × {height} piksel, paling banyak 12.000 per sisi "
            "dan 40 megapiksel."
        )
        return refuse("gambar-besar", message)
    picture = PictureFile(name=path.name, kind=kind, width=width, height=height, size=size)
    told = [("warna-gambar", message) for message in odd]
    if located:
        message = (
            "Simpan ulang foto ini tanpa lokasi (GPS): berkasnya memuat tempat pengambilannya."
        )
        told.append(("lokasi-foto", message))
    advice = Severity.ADVICE
    return picture, [
        Finding(where=where, rule=rule, message=message, severity=advice) for rule, message in told
    ]


def _header(file: BinaryIO) -> tuple[str, int, int] | None:
    """Return kind, width and height; None where the header is that of no such picture."""
    start = file.read(32)
    try:
        if start.startswith(b"\x89PNG\r\n\x1a\n") and start[12:16] == b"IHDR":
            return "PNG", *struct.unpack(">II", start[16:24])
        if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
            return _webp(start)
        if start.startswith(b"\xff\xd8\xff"):
            file.seek(2)
            return _jpeg(file)
    except struct.error:
        return None  # cut short
    return None


def _webp(start: bytes) -> tuple[str, int, int] | None:
    kind = start[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(start[24:27], "little") + 1
        return "WEBP", width, int.from_bytes(start[27:30], "little") + 1
    if kind == b"VP8L" and start[20:21] == b"\x2f":
        (bits,) = struct.unpack("<I", start[21:25])
        return "WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and start[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", start[26:30])
        return "WEBP", width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg(file: BinaryIO) -> tuple[str, int, int] | None:
    """Walk the segments to the frame; a thousand are more than any camera writes."""
    for _ in range(1000):
        mark, code = struct.unpack("BB", file.read(2))
        while mark == 0xFF and code == 0xFF:  # fill bytes
            (code,) = struct.unpack("B", file.read(1))
        if mark != 0xFF or code in (0xD9, 0xDA):
            return None
        if code == 0x01 or 0xD0 <= code <= 0xD8:
            continue  # stands alone, has no length
        (length,) = struct.unpack(">H", file.read(2))
        if code in _FRAMES:
            height, width = struct.unpack(">xHH", file.read(5))
            return "JPEG", width, height
        if length < 2:
            return None
        file.seek(length - 2, 1)
    return None


def beside_minutes(path: Path) -> str:
    """What is said of a file beside the minutes: a photograph may be shown in documents."""
    store = "Simpan di arsip kantor dan sebut di bukti: (nama dan sha256)"
    if path.suffix not in _SUFFIXES:
        return f"{store}."
    return f"{store}, kecuali repositori ini tertutup: yang terbuka terbaca siapa pun."


def pictures_beside(folder: Path) -> list[Path]:
    """The pictures in a folder by their names, in that order; links are left alone."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.suffix in _SUFFIXES and not path.is_symlink())
