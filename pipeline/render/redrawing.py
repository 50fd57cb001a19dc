"""Draws: only what is made from something else than last time; a note says what from what.

A page is known by all that its template gets, spelt out and hashed, so nothing can be forgotten:
what is not in the sketch cannot be on the page. Tool, templates and versions stand above all.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.render import files
from pipeline.render.edition import Drawing
from pipeline.render.seen import Look, Seen, as_told
from pipeline.render.shell import Page

_PACKAGES = ("jinja2", "markupsafe", "nh3", "pillow", "pyromark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What lies in build/docs, and from what each page and each folder of pictures was made."""

    tool: str = ""  # "": nothing is known
    seen: Look = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, tuple[str, list[str]]] = field(default_factory=dict)  # and its copies

    def has_page(self, name: str, key: str, seen: Look) -> bool:
        """Whether this page lies there as it would be drawn now."""
        folder, _, file = name.rpartition("/")
        was, now = self.seen.get(folder), seen.get(folder)
        if self.pages.get(name) != key or was is None or now is None:
            return False
        return file in now.files and was.files.get(file) == now.files[file]

    def has_pictures(self, folder: str, key: str, seen: Look) -> bool:
        was, now = self.seen.get(folder), seen.get(folder)
        known = self.pictures.get(folder)
        return bool(known and known[0] == key and was and now and was.time == now.time)


def recall(path: Path, tool: str) -> Note:
    """The note of the last run; an empty one where there is none, of another tool, or damaged."""
    try:
        told = json.loads(path.read_text("utf-8"))
        if told["tool"] != tool:
            return Note()
        return Note(
            tool=tool,
            seen={name: Seen(*one) for name, one in told["seen"].items()},
            pages=dict(told["pages"]),
            pictures={name: (key, list(kept)) for name, (key, kept) in told["pictures"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Note()


def keep(path: Path, note: Note) -> None:
    told = {
        "tool": note.tool,
        "seen": as_told(note.seen),
        "pages": note.pages,
        "pictures": note.pictures,
    }
    files.write_if_changed(
        path, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    )


def page_key(page: Page, site_url: str) -> str:
    return hashlib.sha256(f"{site_url}{page!r}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def picture_key(cards: Iterable[Drawing]) -> str:
    """The cards of an item, with the time, size and number of each file."""
    total = hashlib.sha256()
    for card in cards:
        state = card.path.stat()
        told = (card, state.st_mtime_ns, state.st_size, state.st_ino)
        total.update(repr(told).encode("utf-8", "surrogatepass"))
    return total.hexdigest()[:32]


def tool_edition(templates: Path) -> str:
    """One hash over our own code, the designer's templates and the versions that draw pages."""
    total = hashlib.sha256(_code().encode())
    for path in sorted(templates.glob("*.j2")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


@cache  # a process does not change its own code
def _code() -> str:
    total = hashlib.sha256(repr((sys.version, [*map(version, _PACKAGES)])).encode())
    here = Path(__file__).resolve().parent
    for path in sorted([*here.rglob("*.py"), *(here.parent / "core").rglob("*.py")]):
        total.update(path.read_bytes())
    return total.hexdigest()
