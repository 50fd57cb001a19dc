"""Edge: which colours a picture file speaks, by its header alone: inks, depth, its profile.

Cards show any of them as screens do, but a colour meant for a printing press may shift: whoever
took the picture should know.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

_MOST = 4 * 1024 * 1024  # of a profile; those of scanners have one
_BLOCKS = 1000  # more than any camera or program writes
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SPACES = {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}  # of a profile, in inks
_HEAD, _ENTRY = 128, 12  # bytes of a profile's header, and of a line of its table
_AGAIN = "Simpan ulang gambar ini sebagai JPEG berwarna layar (RGB 8-bit)"

Colours = tuple[int, int, bytes | None]  # inks, bits of each, profile


def strange_colours(file: BinaryIO, kind: str) -> list[str]:
    """What to do about colours that screens do not speak; nothing where all is well."""
    file.seek(0)
    try:
        inks, bits, profile = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}[kind](file)
    except (OSError, struct.error, ValueError, zlib.error):
        return []  # cut short: opening it will tell
    found = []
    if inks == 4:
        found.append(f"{_AGAIN}: warnanya untuk mesin cetak (CMYK) dan dapat bergeser di layar.")
    if bits > 8:
        found.append(f"{_AGAIN}: kedalaman warnanya {bits} bit, kartu memakai 8 bit.")
    if profile is not None and not _sound(profile, inks):
        found.append(f"{_AGAIN}: profil warnanya (ICC) rusak, jadi warnanya dapat bergeser.")
    return found


def _sound(profile: bytes, inks: int) -> bool:
    """Whether a profile is whole: its length, its sign, its table, and inks as the picture's."""
    if len(profile) < _HEAD + 4 or profile[36:40] != b"acsp":
        return False
    (length,) = struct.unpack_from(">I", profile)
    (count,) = struct.unpack_from(">I", profile, _HEAD)
    if not _HEAD < length <= len(profile) or not 0 < count <= (length - _HEAD - 4) // _ENTRY:
        return False
    spoken = _SPACES.get(profile[16:20])
    if spoken is None or (spoken == 4) != (inks == 4):
        return False
    table = struct.iter_unpack(">4sII", profile[_HEAD + 4 : _HEAD + 4 + count * _ENTRY])
    return all(start + size <= length for _, start, size in table)


def _jpeg(file: BinaryIO) -> Colours:
    file.seek(2)
    inks, bits = 3, 8
    parts: dict[int, bytes] = {}
    for _ in range(_BLOCKS):
        mark, code, length = struct.unpack(">BBH", file.read(4))
        if mark != 0xFF or code in (0xD9, 0xDA) or length < 2:
            break
        content = file.read(length - 2)
        if code in _FRAMES:
            bits, inks = content[0], content[5]
        elif code == 0xE2 and content.startswith(b"ICC_PROFILE\0"):
            parts[content[12]] = content[14:]
    return inks, bits, b"".join(parts[n] for n in sorted(parts)) if parts else None


def _png(file: BinaryIO) -> Colours:
    file.seek(24)
    bits, kind = struct.unpack("BB", file.read(2))
    profile = None
    for name, content in _chunks(file, 8, ">I4s", 4):
        if name == b"IDAT":
            break
        if name == b"iCCP":
            packed = content[content.index(b"\0") + 2 :]
            profile = _unpacked(packed)
    return {0: 1, 4: 1}.get(kind, 3), bits, profile


def _unpacked(packed: bytes) -> bytes:
    """A profile that does not unfold is a broken one; one that unfolds for ever, too."""
    try:
        return zlib.decompressobj().decompress(packed, _MOST)
    except zlib.error:
        return b""


def _webp(file: BinaryIO) -> Colours:
    profile = next((c for name, c in _chunks(file, 12, "<4sI", 0) if name == b"ICCP"), None)
    return 3, 8, profile


def _chunks(file: BinaryIO, at: int, form: str, after: int) -> Iterator[tuple[bytes, bytes]]:
    """Chunks with their names: a checksum after each in PNG, even lengths in WebP."""
    file.seek(at)
    for _ in range(_BLOCKS):
        head = file.read(8)
        if len(head) < 8:
            return
        one, other = struct.unpack(form, head)
        size, name = (one, other) if isinstance(one, int) else (other, one)
        yield name, file.read(min(size, _MOST)) if name in {b"iCCP", b"ICCP"} else b""
        padding = after or size % 2
        skipped = size if name not in {b"iCCP", b"ICCP"} else max(size - _MOST, 0)
        file.seek(skipped + padding, 1)
