"""Draws: the whole public page into build/docs. What is not put here is not published."""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from itertools import chain
from pathlib import Path

from pipeline.core.model import Item
from pipeline.core.related import related
from pipeline.render import feeds, files, jdihn, smaller
from pipeline.render.edition import Edition
from pipeline.render.editor import editor_files, editor_page
from pipeline.render.pages_agenda import due_feeds
from pipeline.render.pages_calendar import calendar_feed, calendar_page, has_calendar
from pipeline.render.pages_home import archive_page, home_page, series_pages
from pipeline.render.pages_item import item_page
from pipeline.render.pages_lists import archive_pages, tag_pages
from pipeline.render.pages_plain import GUIDES, guides_page, plain_pages, shown_pictures
from pipeline.render.pages_register import abstracts, register_pages
from pipeline.render.pages_search import REFERENCES, references, search_page
from pipeline.render.pages_sop import sop_page
from pipeline.render.pages_team import team_folder, team_page
from pipeline.render.redrawing import Note, keep, page_key, picture_key, recall, tool_edition
from pipeline.render.seen import Look, files_of, look
from pipeline.render.shell import Page, as_file
from pipeline.render.smaller import Small, copies
from pipeline.render.teasers import teasers, with_teasers
from pipeline.render.templates import Render, open_templates

KITS = "paket"  # the folder of the unlisted kit pages: written by render/kit.py
SETTINGS = "situs.json"  # beside the docs: what MkDocs must know of the office
NOTE = "docs.catatan.json"  # beside the docs: what each page was made from
COPIES = "ringan"  # beside the docs: the light copies of the pictures, kept from run to run


def write_site(
    edition: Edition, *, docs: Path, site_dir: Path, colours: Mapping[str, str] | None = None
) -> list[Path]:
    """Write every file of the page that differs, delete the others, and name what changed.

    A run that dies in the middle leaves no note, and the next one compares everything.
    """
    store, note, tool = docs.parent / COPIES, docs.parent / NOTE, tool_edition(site_dir / "pages")
    old = recall(note, tool)
    docs.mkdir(parents=True, exist_ok=True)
    seen = look(docs, old.seen)
    render = open_templates(site_dir / "pages", html=True)
    draw = with_teasers(render)

    keys, changed = dict[str, str](), list[Path]()
    for page in _pages(edition, site_dir):  # one by one: ten thousand need not fit into memory
        keys[page.file] = page_key(page, edition.site_url)
        if not old.has_page(page.file, keys[page.file], seen):
            note.unlink(missing_ok=True)
            if files.write_if_changed(docs / page.file, _drawn(page, edition, draw)):
                changed.append(docs / page.file)
    items = {f"konten/{item.id}": item for item in edition.standing()}
    albums = {name: picture_key(edition.cards.get(one.id, ())) for name, one in items.items()}
    kept = {name for name, key in albums.items() if old.has_pictures(name, key, seen)}
    named = [_pictures(edition, item) for name, item in items.items() if name not in kept]
    placed = smaller.shrink(dict(chain.from_iterable(one.items() for one in named)), store)
    rest = _rest(edition, render, site_dir, colours or {})
    wanted = {*keys, *placed, *rest}
    gone = [name for name in _lying(seen, kept) if name not in wanted]

    if placed or gone:
        note.unlink(missing_ok=True)
    changed += files.pour({**placed, **rest}, docs)
    changed += files.remove(gone, docs)
    copies: dict[str, list[str]] = {name: [] for name in albums} | {
        name: old.pictures[name][1] for name in kept
    }
    for name, file in placed.items():
        if isinstance(file, Path) and file.parent == store:
            copies[name.rpartition("/")[0]].append(file.name)
    if not old.tool:  # what a run that died or another version has left
        changed += files.keep_only([*wanted, ".gitkeep"], docs, spare=(KITS,))
        files.keep_only(chain.from_iterable(copies.values()), store)
    before = {copy for _, names in old.pictures.values() for copy in names}
    files.remove(before.difference(*copies.values()), store)
    changed += files.pour({SETTINGS: _settings(edition)}, docs.parent)
    new = Note(
        tool=tool,
        seen=look(docs, seen),
        pages=keys,
        pictures={name: (key, copies[name]) for name, key in albums.items()},
    )
    if new != old or not note.is_file():
        keep(note, new)
    return changed


def site_files(
    edition: Edition, *, site_dir: Path, colours: Mapping[str, str]
) -> dict[str, bytes | Path | Small]:
    """The page as values: file name to bytes, to a drawn card, or to a light copy of one."""
    render = open_templates(site_dir / "pages", html=True)
    draw = with_teasers(render)
    found: dict[str, bytes | Path | Small] = {
        page.file: _drawn(page, edition, draw) for page in _pages(edition, site_dir)
    }
    for item in edition.standing():
        found |= _pictures(edition, item)
    return found | _rest(edition, render, site_dir, colours)


def _drawn(page: Page, edition: Edition, draw: Render) -> bytes:
    return as_file(page, edition.site_url, draw(page.body.template, **page.body.values))


def _rest(
    edition: Edition, render: Render, site_dir: Path, colours: Mapping[str, str]
) -> dict[str, bytes | Path]:
    """What is neither a page nor an item's picture."""
    found: dict[str, bytes | Path] = {
        REFERENCES: references(edition.content.instruments.values()),
        "feed.xml": feeds.feed(edition),
        "feed.json": feeds.json_feed(edition),
        "robots.txt": _robots(edition),
        "warna.css": _stylesheet(colours),
        "lambang.svg": (site_dir / "assets" / "logo.svg").read_bytes(),  # as on cards
    }
    found |= calendar_feed(edition)
    if edition.agenda:
        found |= due_feeds(edition.agenda, edition, team_folder(edition.site_url))
    found |= abstracts(edition, render)
    found |= editor_files(edition, site_dir)
    found |= shown_pictures(edition, site_dir)
    documents = jdihn.feed(jdihn.records(edition)[0])
    if documents is not None:
        found[jdihn.FEED] = documents
    return found


def _lying(seen: Look, kept: Set[str]) -> Iterator[str]:
    """The files that lie there, but for the kits and the pictures of these folders."""
    for name, folder in seen.items():
        if name.split("/")[0] != KITS:
            shown = folder if name not in kept else replace(folder, placed=[])
            yield from (file for file, _ in files_of({name: shown}))


def _pages(edition: Edition, site_dir: Path) -> Iterator[Page]:
    """Every page, not drawn yet."""
    teaser, near = teasers(edition), related(edition.standing())
    yield home_page(edition, teaser)
    yield archive_page(edition, teaser)
    for item in edition.items():
        yield item_page(edition, item, teaser, near)
    yield from archive_pages(edition, teaser)
    yield from tag_pages(edition, teaser)
    yield from series_pages(edition, teaser)
    yield from register_pages(edition, teaser)
    yield from sop_page(edition)
    yield search_page(edition)
    yield from plain_pages(edition, site_dir)
    yield from guides_page(edition)
    yield from calendar_page(edition)
    yield from team_page(edition)
    yield from editor_page(edition)


def _pictures(edition: Edition, item: Item) -> dict[str, Path | Small]:
    """Every card, to download and to preview, and the light copies that the pages show."""
    cards = edition.cards.get(item.id, ())
    shown = [
        copy
        for card in (*edition.gallery(item), *edition.banners(item))
        for _, kind in copies(card)
        for copy in kind
    ]
    found: dict[str, Path | Small] = {card.path.name: card.path for card in cards}
    found |= {copy.name: copy for copy in shown}
    return {f"konten/{item.id}/{name}": file for name, file in found.items()}


def _robots(edition: Edition) -> bytes:
    """A rehearsal asks search engines to stay away; the kit pages say so themselves."""
    if edition.rehearsal:
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {edition.site_url}sitemap.xml\n".encode()


def _stylesheet(colours: Mapping[str, str]) -> bytes:
    """The designer's palette as CSS variables; the style sheet has the same as its default."""
    lines = [f"  --brand-{name}: {value};" for name, value in sorted(colours.items())]
    return "\n".join([":root {", *lines, "}", ""]).encode()


def _settings(edition: Edition) -> bytes:
    """What the theme prints around every page. Read by edge/mkdocs_hook.py."""
    settings = {
        "site_url": edition.site_url,
        "site_name": f"JDIH {edition.office}",
        "office": edition.office,
        "rehearsal": edition.rehearsal,
        "pages": [
            {"id": p.id, "title": p.title}
            for p in edition.content.pages.values()
            if not p.for_office
        ],
        "guides": GUIDES if any(p.for_office for p in edition.content.pages.values()) else "",
        "calendar": has_calendar(edition.content.calendar),
        "sop": edition.content.sop is not None,
    }
    return (json.dumps(settings, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
