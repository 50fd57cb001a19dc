"""Core: a document with the line of each of its values, and how a value is shown in a message."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Path = tuple[str | int, ...]

# Direction overrides show a reader other text than the machine compares; line separators break
# captions; a byte-order mark inside a text is an accident. Signs without width hide a number from
# the search for personal data and a law's name from the register. Joiners belong to emoji alone,
# and heaps of accents paint over their neighbours.
_NEVER = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0e"
    r"\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
)
_UNCLEAN = re.compile(
    rf"[{_NEVER}]"
    r"|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
    r"|(?<![\xa9\xae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f(?!\u20e3)"
    r"|[\u0300-\u036f]{4}"
)
_SUSPECT = re.compile(rf"[{_NEVER}\u200d\ufe0f\u0300-\u036f]")  # one of these begins all of it
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)? ?(Z|z|[+-]\d{2}:?\d{2})?", re.ASCII
)
EXAMPLE_DAY = "2026-11-23"
EXAMPLE_MOMENT = "2026-11-24T08:00:00+08:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """A YAML value and the line of each key path (1-based, in the file)."""

    value: object
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a path, else that of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def unclean(text: str) -> tuple[int, str] | None:
    """Return line offset and name of the first character that no text of the office may hold."""
    found = _UNCLEAN.search(text) if _SUSPECT.search(text) else None
    if found is None:
        return None
    sign = f"U+{ord(found[0][0]):04X}"
    return text.count("\n", 0, found.start()), sign


def shown(value: object) -> str:
    """Return a value as the office would recognise it, short enough for a message."""
    if isinstance(value, str):
        flat = " ".join(_UNCLEAN.sub("?", value).split())
        return f'"{flat[:40]}…"' if len(flat) > 40 else f'"{flat}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "sekumpulan kunci"
    if isinstance(value, Sequence):
        return "sebuah daftar"
    return "kosong" if value is None else str(value)


def read_moment(value: object) -> datetime | None:
    """Return a time as written, with or without offset; None where it is none."""
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    day, clock, seconds, offset = found.groups()
    offset = "+00:00" if offset in ("Z", "z") else (offset or "")
    try:
        return datetime.fromisoformat(f"{day}T{clock}{seconds or ':00'}{offset}")
    except ValueError:
        return None
