"""Draws: the feeds, RSS 2.0 and JSON Feed 1.1. The same items give the same bytes."""

import json
from email.utils import format_datetime
from html import escape

from pipeline.core.model import Item
from pipeline.render.edition import Edition
from pipeline.render.markdown import to_html

NEWEST = 30  # what a reader's program needs to catch up after a holiday


def feed(edition: Edition) -> bytes:
    """The newest standing items. An item's guid is its id: it survives a change of address."""
    items = edition.standing()[:NEWEST]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
        "<channel>",
        f"<title>{_text(f'JDIH {edition.office}')}</title>",
        f"<link>{_text(edition.site_url)}</link>",
        f"<description>{_text(f'Konten edukasi hukum dari JDIH {edition.office}')}</description>",
        "<language>id</language>",
        f'<atom:link href="{escape(edition.site_url)}feed.xml" '
        'rel="self" type="application/rss+xml"/>',
    ]
    if items:
        newest = max(edition.moment(item) for item in items)
        lines.append(f"<lastBuildDate>{format_datetime(newest)}</lastBuildDate>")
    for item in items:
        lines += _entry(edition, item)
    return ("\n".join([*lines, "</channel>", "</rss>"]) + "\n").encode()


def json_feed(edition: Edition) -> bytes:
    """The same items as JSON Feed 1.1 (jsonfeed.org, 2020-08-07), each with its whole text."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"JDIH {edition.office}",
        "home_page_url": edition.site_url,
        "feed_url": edition.site_url + "feed.json",
        "description": f"Konten edukasi hukum dari JDIH {edition.office}",
        "language": "id",
        "authors": [{"name": f"JDIH {edition.office}", "url": edition.site_url}],
        "items": [_told(edition, item) for item in edition.standing()[:NEWEST]],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _told(edition: Edition, item: Item) -> dict[str, object]:
    address = f"{edition.site_url}konten/{item.id}/"
    series, card = edition.series(item), edition.card(item, "link")
    tags = [series.name] if series else []
    return {
        "id": f"jdih:{item.id}",
        "url": address,
        "title": ("CONTOH: " if item.demo else "") + item.title,
        "summary": item.summary,
        "content_html": to_html(item.body),
        "date_published": edition.moment(item).isoformat(),
        "tags": tags + [tag for tag in item.hashtags if tag not in tags],
        **({"image": address + card.path.name} if card else {}),
    }


def _entry(edition: Edition, item: Item) -> list[str]:
    address = f"{edition.site_url}konten/{item.id}/"
    series, card = edition.series(item), edition.card(item, "link")
    mark = "CONTOH: " if item.demo else ""
    lines = [
        "<item>",
        f"<title>{_text(mark + item.title)}</title>",
        f"<link>{_text(address)}</link>",
        f'<guid isPermaLink="false">jdih:{_text(item.id)}</guid>',
        f"<pubDate>{format_datetime(edition.moment(item))}</pubDate>",
        f"<description>{_text(item.summary)}</description>",
    ]
    if series:
        lines.append(f"<category>{_text(series.name)}</category>")
    if card:
        kind = "image/png" if card.path.suffix == ".png" else "image/jpeg"
        size = card.path.stat().st_size
        lines.append(
            f'<enclosure url="{escape(address + card.path.name)}" length="{size}" type="{kind}"/>'
        )
    return [*lines, "</item>"]


def _text(value: str) -> str:
    """Escape for XML and drop the control characters that XML 1.0 cannot carry at all."""
    return escape("".join(c for c in value if c >= " " or c in "\t\n"), quote=False)
