"""Known names: the checks that compare the settings with what lies outside the core."""

from pathlib import Path

from pipeline.core.checks import ContentCheck
from pipeline.core.checks.settings import (
    known_families,
    known_networks,
    known_pictures,
    one_channel_per_account,
)
from pipeline.platforms import PLATFORMS


def settings_checks(site: Path) -> list[ContentCheck]:
    """The registry's networks, the house's card families, the pictures of hand-books."""
    families = [path.stem for path in sorted((site / "cards").glob("*.yml"))]
    pictures = [path.stem for path in sorted((site / "handbooks").glob("*.webp"))]
    return [
        known_networks(PLATFORMS),
        known_families(families),
        known_pictures(pictures),
        one_channel_per_account,
    ]
