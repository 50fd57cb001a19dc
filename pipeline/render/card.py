"""Draws: a drawn picture, as a value, and the name of what it was drawn from."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One drawn picture."""

    item: str
    format: str  # feed, slide, story, link or wide
    page: int  # 1..n; 0 unless a slide
    path: Path
    width: int
    height: int
    bytes: int
    sha256: str
    alt: str


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
