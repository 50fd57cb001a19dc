"""Edge: what `status` and `plan` last told, kept while nothing it was made from has changed.

It is read by nothing that decides: whoever can write into build/ can make this list wrong, and
nothing else. What does not read exactly as it was written is made anew.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from pipeline.edge.files import write_if_changed


def key_of(parts: Iterable[object]) -> str:
    """A name for everything that the list was made from."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()


def recall(path: Path, key: str, now: datetime) -> list[str] | None:
    """The lines that were kept under this key; None where they are of another state or hour."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        lines, until = found["lines"], datetime.fromisoformat(found["until"])
        sound = found["key"] == key and found["seal"] == _seal(key, lines, until)
        return [str(line) for line in lines] if sound and now < until else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None  # absent, cut off or written by somebody else


def keep(path: Path, key: str, lines: list[str], until: datetime) -> None:
    """Keep what was told, whole or not at all."""
    kept = {"key": key, "until": until.isoformat(), "lines": lines}
    kept["seal"] = _seal(key, lines, until)
    write_if_changed(path, json.dumps(kept, ensure_ascii=False).encode())


def _seal(key: str, lines: list[str], until: datetime) -> str:
    return key_of([key, until.isoformat(), *lines])
