"""Speaks: what each network takes, with who says so and when it was checked. Data only.

Change a value together with its source and date. 0: the network states no limit.
"""

from pipeline.platforms.base import Limits

GRAPH = "v25.0"  # lives until 29 July 2028: developers.facebook.com/docs/graph-api/changelog
THREADS = "v1.0"  # developers.facebook.com/docs/threads
_CHECKED = "2026-11-22"
_HELP = "accessible-social.com/images-and-visuals/platform-image-accessibility"

LIMITS: dict[str, Limits] = {
    "bluesky": Limits(
        text=300,  # graphemes, and 3,000 bytes of UTF-8
        pictures=4,
        alt=2000,
        bytes=1_000_000,  # of servers before 2026; the newest lexicon says 2,000,000
        source="docs.bsky.app: lexicon app.bsky.feed.post, app.bsky.embed.images; " + _HELP,
        checked=_CHECKED,
    ),
    "facebook": Limits(
        text=63206,
        pictures=10,  # as many as a carousel of ours ever has; the network states none
        alt=0,
        bytes=4_000_000,
        source="developers.facebook.com/docs/graph-api/reference/page/photos; teks: perkiraan umum",
        checked=_CHECKED,
    ),
    "gladi": Limits(
        text=1000,
        pictures=10,
        alt=1500,
        bytes=8_000_000,
        source="pipeline/edge/rehearsal_network.py",
        checked=_CHECKED,
    ),
    "instagram": Limits(
        text=2200,
        pictures=10,  # the app takes 20, the interface 10: the kit stays within both
        alt=1000,
        hashtags=30,
        mentions=20,
        bytes=8 * 1024**2,
        ratio=(0.8, 1.91),
        source="developers.facebook.com/docs/instagram-platform/content-publishing",
        checked=_CHECKED,
    ),
    "instagram-cerita": Limits(
        text=0,  # a story has no words of its own
        pictures=1,
        alt=0,
        bytes=8 * 1024**2,
        ratio=(0.5, 0.6),  # 9:16; anything else is shown with bars
        source="developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/"
        "ig-user/media",
        checked="2026-11-25",
    ),
    "mastodon": Limits(
        text=500,  # the usual server; others say more in GET /api/v2/instance
        pictures=4,
        alt=1500,
        bytes=8_000_000,  # of older servers; newer ones take 16 MiB
        source="docs.joinmastodon.org/methods/statuses, /methods/media, /entities/Instance",
        checked=_CHECKED,
    ),
    "telegram": Limits(
        text=1024,  # a picture's caption, UTF-16 units
        pictures=10,
        alt=0,
        bytes=10_000_000,
        ratio=(0.05, 20.0),
        source="core.telegram.org/bots/api#sendmediagroup",
        checked=_CHECKED,
    ),
    "threads": Limits(
        text=500,
        pictures=20,
        alt=1000,  # Meta states none; what is known to be taken
        hashtags=1,  # a post has one topic tag
        bytes=8 * 1024**2,
        ratio=(0.1, 10.0),
        source="developers.facebook.com/docs/threads/posts",
        checked=_CHECKED,
    ),
    "tiktok": Limits(
        text=4000,  # description of a photo post, UTF-16 units; its title has 90
        pictures=35,
        alt=300,
        bytes=20 * 1024**2,
        source="developers.tiktok.com/doc/content-posting-api-reference-photo-post; " + _HELP,
        checked=_CHECKED,
    ),
    "whatsapp": Limits(
        text=1500,  # not WhatsApp's limit: what a wa.me address carries safely
        pictures=0,
        alt=0,
        source="faq.whatsapp.com/5913398998672934; panjang alamat wa.me",
        checked=_CHECKED,
    ),
    "x": Limits(
        text=280,
        pictures=4,
        alt=1000,
        bytes=5_000_000,
        source="docs.x.com/x-api/posts/create-post; twitter-text config v3",
        checked=_CHECKED,
    ),
    "youtube": Limits(
        text=5000,  # a community post is made by hand; descriptions have the same limit
        pictures=10,
        alt=0,
        bytes=16_000_000,
        source="support.google.com/youtube/answer/9409631",
        checked=_CHECKED,
    ),
}
