"""Speaks: the registry. A network is one module; adding one is an import and a line here."""

from pipeline.core.promising import Network
from pipeline.platforms import (
    bluesky,
    facebook,
    gladi,
    instagram,
    instagram_story,
    mastodon,
    telegram,
    threads,
    tiktok,
    whatsapp,
    x,
    youtube,
)
from pipeline.platforms.base import Platform
from pipeline.platforms.prices import PRICES

PLATFORMS: dict[str, Platform] = {
    "bluesky": bluesky,
    "facebook": facebook,
    "gladi": gladi,
    "instagram": instagram,
    "instagram-cerita": instagram_story,
    "mastodon": mastodon,
    "telegram": telegram,
    "threads": threads,
    "tiktok": tiktok,
    "whatsapp": whatsapp,
    "x": x,
    "youtube": youtube,
}


def networks() -> dict[str, Network]:
    """What the plan must know of every network, without knowing the adapters."""
    return {
        name: Network(
            label=platform.LABEL,
            automatic=platform.AUTOMATIC,
            public=platform.PUBLIC,
            linked=platform.LINKED,
            story=platform.STORY,
            askable=platform.ASKABLE,
            priced=name in PRICES,
            removes=platform.REMOVES,
            rewrites=platform.REWRITES,
            repeat_seconds=platform.REPEAT_SECONDS,
        )
        for name, platform in PLATFORMS.items()
    }


def canonical(url: str) -> str:
    """The one address of a post, however it was copied; as it is where no network knows it."""
    found = next((platform for platform in PLATFORMS.values() if platform.owns(url)), None)
    return found.clean(url) if found else url.strip()
