"""Speaks: the registry. A network is one module; adding one is an import and a line here."""

from pipeline.platforms import (
    bluesky,
    facebook,
    gladi,
    instagram,
    mastodon,
    telegram,
    threads,
    tiktok,
    whatsapp,
    x,
    youtube,
)
from pipeline.platforms.base import Platform

PLATFORMS: dict[str, Platform] = {
    "bluesky": bluesky,
    "facebook": facebook,
    "gladi": gladi,
    "instagram": instagram,
    "mastodon": mastodon,
    "telegram": telegram,
    "threads": threads,
    "tiktok": tiktok,
    "whatsapp": whatsapp,
    "x": x,
    "youtube": youtube,
}
