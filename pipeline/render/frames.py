"""Draws: the frame that the theme draws once for all pages of a shape, and pages poured into it.

A shape is all that a template of the theme may ask of a page besides printing its values: which
folder it is in and how deep, of what kind it is, which of its values are there.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping

from pipeline.render.shell import Laid

# Folders with a page for each of many things. Every other page is fixed and has its own frame.
MANY = frozenset({"arsip", "konten", "peraturan", "rubrik", "tagar"})
_ASKED = frozenset({"kind"})  # what templates compare instead of printing it
_BODY = "isi"
_PRINTED = frozenset({_BODY, "title", "description", "canonical"})  # by every frame

Shape = str
Pour = Callable[[Laid], str]


class Unframed(Exception):
    """The theme's frame does not print what each page must show."""


def shape_of(page: Laid) -> Shape:
    """The name of the page that stands for all of this shape, as a file for MkDocs."""
    folder = page.name.removesuffix("index.md").rstrip("/")
    first, *rest = folder.split("/")
    if first not in MANY or not rest:
        return page.name
    asked = {key: _asked(key, value) for key, value in _values(page.meta).items()}
    told = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]
    return "/".join([first, *["x"] * (len(rest) - 1), told, "index.md"])


def stand_in(page: Laid) -> bytes:
    """A page of the same shape, which says where each value goes."""
    meta: dict[str, object] = {}
    for key, value in page.meta.items():
        if isinstance(value, dict):
            meta[key] = {part: _marked(f"{key}.{part}", one) for part, one in value.items()}
        else:
            meta[key] = _marked(key, value)
    lines = [f"{key}: {json.dumps(value)}" for key, value in meta.items()]
    return ("---\n" + "\n".join(lines) + f"\n---\n\n{_held(_BODY)}\n").encode()


def cut(page: Laid, drawn: str) -> Pour:
    """What the theme drew of the stand-in for this page, as a function that pours any other in."""
    places = {_held(_BODY): _BODY}
    places |= {
        _mark(key): key for key, value in _values(page.meta).items() if _mark_goes(key, value)
    }
    parts = re.split(f"({'|'.join(map(re.escape, places))})", drawn)
    held, keys = parts[::2], [places[mark] for mark in parts[1::2]]
    missing = (_PRINTED & {_BODY, *_values(page.meta)}) - set(keys)
    if missing or keys.count(_BODY) != 1:
        raise Unframed(", ".join(sorted(missing)) or _BODY)

    def pour(other: Laid) -> str:
        values = _values(other.meta) | {_BODY: other.body}
        found = [held[0]]
        for key, after in zip(keys, held[1:], strict=True):
            found += (str(values[key]), after)
        return "".join(found)

    return pour


def sitemap(pages: Iterable[Mapping[str, object]]) -> bytes:
    """The addresses that search engines may list, as site/theme/sitemap.xml has them."""
    found = sorted(
        (str(meta["canonical"]), str(meta.get("lastmod") or ""))
        for meta in pages
        if meta.get("listed") and meta.get("canonical")
    )
    lines = [
        f"\n  <url><loc>{address}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for address, day in found
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{''.join(lines)}\n</urlset>"
    ).encode()


def _values(meta: Mapping[str, object]) -> dict[str, object]:
    """The values of a page by name, those within a value too."""
    found: dict[str, object] = {}
    for key, value in meta.items():
        if isinstance(value, dict):
            found |= {f"{key}.{part}": one for part, one in value.items()}
        else:
            found[key] = value
    return found


def _asked(key: str, value: object) -> object:
    """What a template may ask of a value: itself where it is no text, else whether it is there."""
    return "…" if _mark_goes(key, value) else value


def _mark_goes(key: str, value: object) -> bool:
    return key not in _ASKED and not isinstance(value, bool) and value not in ("", None)


def _marked(key: str, value: object) -> object:
    return _mark(key) if _mark_goes(key, value) else value


def _mark(key: str) -> str:
    """A word that no template changes, and that stands in none."""
    return f"bingkai{hashlib.sha256(key.encode()).hexdigest()[:24]}z"


def _held(key: str) -> str:
    return f"<div>{_mark(key)}</div>"
