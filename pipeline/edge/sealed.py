"""Edge: a file below build/ that is believed only whole, and only by who wrote it."""

import hashlib
from pathlib import Path

from pipeline.edge.files import write_if_changed

DAMAGED = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


def unsealed(file: Path, name: str) -> bytes:
    """What was kept under this name. Raises ValueError for what is another's, or was touched."""
    seal, _, kept = file.read_bytes().partition(b"\n")
    if seal != _seal(name, kept):
        raise ValueError("of another state")
    return kept


def seal(file: Path, name: str, kept: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(file, _seal(name, kept) + b"\n" + kept)


def _seal(name: str, kept: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + kept).hexdigest().encode()
