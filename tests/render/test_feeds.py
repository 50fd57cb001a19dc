"""The feed is valid RSS 2.0 and stays the same for the same items."""

import json
from dataclasses import replace
from pathlib import Path

import feedparser

from pipeline.core.model import Withdrawal
from pipeline.render.feeds import feed, json_feed
from tests.editions import DAY, cards, edition, item

ONE = item("2026-11-a", "Satu & <dua>\x07")
TWO = item("2026-10-b", "Dua", scheduled=None, demo=True)


def test_feed_is_well_formed(tmp_path: Path) -> None:
    """feedparser has nothing to complain about, and finds what readers' programs need."""
    parsed = feedparser.parse(feed(edition(tmp_path, ONE, TWO)))
    first = parsed.entries[0]

    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert parsed.feed.language == "id"
    assert parsed.feed.title == "JDIH KPU Kabupaten Pinrang"
    assert first.title == "Satu & <dua>"
    assert first.link == "https://jdih.example/kantor/konten/2026-11-a/"
    assert (first.id, first.guidislink) == ("jdih:2026-11-a", False)
    assert first.published == "Mon, 23 Nov 2026 08:00:00 +0800"
    assert first.enclosures[0].href == "https://jdih.example/kantor/konten/2026-11-a/link.jpg"
    assert first.enclosures[0].type == "image/jpeg"
    assert int(first.enclosures[0].length) == cards(tmp_path, ONE)[2].path.stat().st_size
    assert parsed.entries[1].title == "CONTOH: Dua"


def test_feed_names_itself(tmp_path: Path) -> None:
    """atom:link self leads to the feed's own address."""
    assert (
        b'<atom:link href="https://jdih.example/kantor/feed.xml" rel="self" '
        b'type="application/rss+xml"/>'
    ) in feed(edition(tmp_path, ONE))


def test_withdrawn_items_leave_the_feed(tmp_path: Path) -> None:
    """A tombstone is a page, not news."""
    gone = replace(ONE, withdrawal=Withdrawal(day=DAY, reason="Usang."))

    assert b"<item>" not in feed(edition(tmp_path, gone))


def test_json_feed_tells_the_same(tmp_path: Path) -> None:
    """JSON Feed 1.1 with whole texts, made harmless, and the ids of the RSS feed."""
    two = item("2026-10-b", "Dua", scheduled=None, demo=True, body="<script>x</script> *miring*")
    told = json.loads(json_feed(edition(tmp_path, ONE, two)))
    first, second = told["items"]

    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert (told["language"], told["feed_url"]) == ("id", "https://jdih.example/kantor/feed.json")
    assert first["id"] == "jdih:2026-11-a"
    assert first["url"] == "https://jdih.example/kantor/konten/2026-11-a/"
    assert first["date_published"] == "2026-11-23T08:00:00+08:00"
    assert first["image"].endswith("/link.jpg")
    assert first["tags"] == ["Tahukah Kamu", "Keterbukaan"]
    assert second["title"] == "CONTOH: Dua"
    assert "<script" not in second["content_html"]
    assert "<em>miring</em>" in second["content_html"]
