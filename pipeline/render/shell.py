"""Draws: one page as a file for MkDocs: front matter for the theme, and a body of safe HTML."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from pipeline.render.markdown import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is to be drawn: a template and all that it gets. Equal sketches draw equal bodies."""

    template: str
    values: Mapping[str, object]


def sketch(template: str, **values: object) -> Sketch:
    return Sketch(template=template, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site before the theme surrounds it."""

    folder: str  # "" for the front page, else "konten/2026-11-x"
    title: str
    description: str
    body: Sketch
    kind: str = "website"  # Open Graph type
    short: str = ""  # the title as the search shows it, where it is long
    image: Mapping[str, str | int] = field(default_factory=dict)  # url, width, height, alt
    lastmod: str = ""  # ISO date, for the sitemap
    published: str = ""
    structured: Mapping[str, object] = field(default_factory=dict)  # JSON-LD
    searchable: bool = True
    searches: bool = False  # the page that runs the search
    listed: bool = True  # False: not in the sitemap, and search engines are asked to stay away

    @property
    def file(self) -> str:
        return f"{self.folder}/index.md" if self.folder else "index.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A page as it lies in build/docs, its values escaped already."""

    name: str  # "konten/2026-11-x/index.md"
    meta: Mapping[str, object]
    body: str

    @property
    def built(self) -> str:
        """The file that readers get."""
        return f"{self.name.removesuffix('.md')}.html"


def root_of(folder: str) -> str:
    """The relative way from a page's folder back to the front page."""
    return "../" * (folder.count("/") + 1) if folder else "./"


@lru_cache(maxsize=4096)  # the same few tags on every page
def slug_of(text: str) -> str:
    """The name of a folder for a word of the office's. Case and accents make no second folder."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or text.encode().hex()


def as_file(page: Page, site_url: str, body: str) -> bytes:
    """Return the page for MkDocs, with its body as HTML.

    Values are escaped here, once, because Material prints front matter as it stands.
    JSON is YAML, so no YAML writer is needed and line ends cannot break the block.
    """
    address = site_url + (f"{page.folder}/" if page.folder else "")
    meta: dict[str, object] = {
        "title": page.title,
        "description": page.description,
        "canonical": address,
        "kind": page.kind,
        "image": dict(page.image),
        "lastmod": page.lastmod,
        "published": page.published,
        "listed": page.listed,
    }
    meta = {key: _safe(value) for key, value in meta.items()}
    if page.structured:
        # "<" as an escape: nothing in it can close the script element
        text = json.dumps(page.structured, ensure_ascii=False, sort_keys=True)
        meta["structured"] = text.replace("<", "\\u003c").replace("&", "\\u0026")
    if page.searches:
        meta["searches"] = True
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    named = 'data-pagefind-body data-pagefind-meta="title[data-title]" data-title='
    found = f' {named}"{_safe(page.short or page.title)}"' if page.searchable else ""
    body = f'<div class="page"{found}>{one_line(body)}</div>'
    return ("---\n" + "\n".join(lines) + "\n---\n\n" + body + "\n").encode()


def as_laid(name: str, content: bytes) -> Laid:
    """Read back what ``as_file`` wrote."""
    head, _, body = content.decode().removeprefix("---\n").partition("\n---\n\n")
    lines = (line.partition(": ") for line in head.split("\n"))
    return Laid(
        name=name,
        meta={key: json.loads(value) for key, _, value in lines},
        body=body.removesuffix("\n"),
    )


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # YAML refuses them


def _safe(value: object) -> object:
    if isinstance(value, str):
        return escape(_UNPRINTABLE.sub("", " ".join(value.split())), quote=True)
    if isinstance(value, dict):
        return {key: _safe(part) for key, part in value.items()}
    return value
