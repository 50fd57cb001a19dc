"""Edge: whether a picture file says where it was taken. Reads metadata alone, and never fails.

Cards carry no metadata; but the file itself lies in a repository that others may read.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

_GPS = 0x8825  # the tag of IFD0 that points to the place
_LATITUDE, _LONGITUDE = 2, 4
_XMP = (b"exif:GPSLatitude", b"exif:GPSLongitude")
_MOST = 256 * 1024  # of one block of metadata
_BLOCKS = 1000  # more than any camera or program writes


def tells_place(file: BinaryIO) -> bool:
    """Whether EXIF or XMP of a JPEG, PNG or WebP hold a latitude or longitude."""
    try:
        file.seek(0)
        return any(_has_place(block) for block in _metadata(file))
    except (OSError, struct.error, ValueError):
        return False  # cut short: what cannot be read tells no place


def _metadata(file: BinaryIO) -> Iterator[bytes]:
    start = file.read(12)
    if start.startswith(b"\xff\xd8"):
        file.seek(2)
        yield from _segments(file)
    elif start.startswith(b"\x89PNG"):
        file.seek(8)
        yield from _chunks(file, ">I4s", {b"eXIf", b"iTXt"}, after=4)
    elif start[8:] == b"WEBP":
        yield from _chunks(file, "<4sI", {b"EXIF", b"XMP "}, after=0)


def _segments(file: BinaryIO) -> Iterator[bytes]:
    """Yield the APP1 segments of a JPEG, up to its pixels."""
    for _ in range(_BLOCKS):
        mark, code, length = struct.unpack(">BBH", file.read(4))
        if mark != 0xFF or code in (0xD9, 0xDA) or length < 2:
            return
        if code == 0xE1:
            yield file.read(length - 2).removeprefix(b"Exif\0\0")
        else:
            file.seek(length - 2, 1)


def _chunks(file: BinaryIO, form: str, wanted: set[bytes], *, after: int) -> Iterator[bytes]:
    """Yield chunks by name: length first and a checksum after in PNG, even lengths in WebP."""
    for _ in range(_BLOCKS):
        head = struct.unpack(form, file.read(8))
        size, name = head if isinstance(head[0], int) else head[::-1]
        padded = size + after + (size % 2 if not after else 0)
        if name in wanted and size <= _MOST:
            yield file.read(size)
            file.seek(padded - size, 1)
        else:
            file.seek(padded, 1)


def _has_place(block: bytes) -> bool:
    if any(sign in block for sign in _XMP):
        return True
    block = block.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return False
    try:
        (first,) = struct.unpack_from(f"{order}I", block, 4)
        place = _entries(block, order, first).get(_GPS)
        return place is not None and bool(
            {_LATITUDE, _LONGITUDE} & _entries(block, order, place).keys()
        )
    except struct.error:
        return False


def _entries(block: bytes, order: str, at: int) -> dict[int, int]:
    """Return tag -> value (or offset) of one directory."""
    (count,) = struct.unpack_from(f"{order}H", block, at)
    found = {}
    for n in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHII", block, at + 2 + 12 * n)
        found[tag] = value
    return found
