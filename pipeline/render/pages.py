"""Draws: the whole public page into build/docs. What is not put here is not published."""

import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.core.model import Item
from pipeline.core.related import related
from pipeline.render import feeds, files, jdihn, smaller
from pipeline.render.edition import Edition
from pipeline.render.editor import editor_files, editor_page
from pipeline.render.pages_agenda import due_feeds
from pipeline.render.pages_calendar import calendar_feed, calendar_page, has_calendar
from pipeline.render.pages_home import archive_page, home_page, plain_pages, series_pages
from pipeline.render.pages_item import item_page
from pipeline.render.pages_lists import archive_pages, tag_pages
from pipeline.render.pages_register import abstracts, register_pages
from pipeline.render.pages_search import REFERENCES, references, search_page
from pipeline.render.pages_sop import sop_page
from pipeline.render.pages_team import team_folder, team_page
from pipeline.render.shell import Page, as_file
from pipeline.render.smaller import Small, copies
from pipeline.render.teasers import teasers, with_teasers
from pipeline.render.templates import open_templates

KITS = "paket"  # the folder of the unlisted kit pages: written by render/kit.py
SETTINGS = "situs.json"  # beside the docs: what MkDocs must know of the office
COPIES = "ringan"  # beside the docs: the light copies of the pictures, kept from run to run


def write_site(
    edition: Edition, *, docs: Path, site_dir: Path, colours: Mapping[str, str] | None = None
) -> list[Path]:
    """Write every file of the page, delete the others, and name what changed."""
    store = docs.parent / COPIES
    named = site_files(edition, site_dir=site_dir, colours=colours or {})
    wanted = smaller.shrink(named, store)
    smaller.sweep(wanted.values(), store)
    changed = files.pour(wanted, docs)
    changed += files.keep_only([*wanted, ".gitkeep"], docs, spare=(KITS,))
    changed += files.pour({SETTINGS: _settings(edition)}, docs.parent)
    return changed


def site_files(
    edition: Edition, *, site_dir: Path, colours: Mapping[str, str]
) -> dict[str, bytes | Path | Small]:
    """The page as values: file name to bytes, to a drawn card, or to a light copy of one."""
    render = open_templates(site_dir / "pages", html=True)
    draw = with_teasers(render)
    found: dict[str, bytes | Path | Small] = {
        page.file: as_file(page, edition.site_url, draw(page.body.template, **page.body.values))
        for page in _pages(edition)
    }
    for item in edition.standing():
        found |= _pictures(edition, item)
    found[REFERENCES] = references(edition.content.instruments.values())
    found["feed.xml"] = feeds.feed(edition)
    found["feed.json"] = feeds.json_feed(edition)
    found |= calendar_feed(edition)
    if edition.agenda:
        found |= due_feeds(edition.agenda, edition, team_folder(edition.site_url))
    found |= abstracts(edition, render)
    found |= editor_files(edition, site_dir)
    documents = jdihn.feed(jdihn.records(edition)[0])
    if documents is not None:
        found[jdihn.FEED] = documents
    found["robots.txt"] = _robots(edition)
    found["warna.css"] = _stylesheet(colours)
    found["lambang.svg"] = (site_dir / "assets" / "logo.svg").read_bytes()  # as on cards
    return found


def _pages(edition: Edition) -> list[Page]:
    """Every page, not drawn yet."""
    teaser, near = teasers(edition), related(edition.standing())
    return [
        home_page(edition, teaser),
        archive_page(edition, teaser),
        *(item_page(edition, item, teaser, near) for item in edition.items()),
        *archive_pages(edition, teaser),
        *tag_pages(edition, teaser),
        *series_pages(edition, teaser),
        *register_pages(edition, teaser),
        *sop_page(edition),
        search_page(edition),
        *plain_pages(edition),
        *calendar_page(edition),
        *team_page(edition),
        *editor_page(edition),
    ]


def _pictures(edition: Edition, item: Item) -> dict[str, bytes | Path | Small]:
    """Every card, to download and to preview, and the light copies that the pages show."""
    cards = edition.cards.get(item.id, ())
    shown = [
        copy
        for card in (*edition.gallery(item), *edition.banners(item))
        for _, kind in copies(card)
        for copy in kind
    ]
    found: dict[str, bytes | Path | Small] = {card.path.name: card.path for card in cards}
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
        "pages": [{"id": p.id, "title": p.title} for p in edition.content.pages.values()],
        "calendar": has_calendar(edition.content.calendar),
        "sop": edition.content.sop is not None,
    }
    return (json.dumps(settings, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
