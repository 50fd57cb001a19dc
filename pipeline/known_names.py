"""Known names: the checks that compare the settings with what lies outside the core."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from pipeline.core.checks import ContentCheck
from pipeline.core.checks.settings import (
    FORMATS,
    contact_given,
    fitting_formats,
    known_families,
    known_networks,
    known_pictures,
    one_channel_per_account,
)
from pipeline.edge.yaml_doc import parse_yaml
from pipeline.platforms import PLATFORMS
from pipeline.platforms.fitting import misshapen, posted


def settings_checks(site: Path) -> list[ContentCheck]:
    """The registry's networks, the house's card families, the pictures of hand-books."""
    families = [path.stem for path in sorted((site / "cards").glob("*.yml"))]
    pictures = [path.stem for path in sorted((site / "handbooks").glob("*.webp"))]
    return [
        known_networks(PLATFORMS),
        known_families(families),
        known_pictures(pictures),
        fitting_formats(partial(refused_formats, _sizes(site / "formats.yml"))),
        contact_given,
        one_channel_per_account,
    ]


Sizes = Mapping[str, tuple[int, int, int]]  # format -> width, height, line in formats.yml


def _sizes(file: Path) -> Sizes:
    """What the designer's file says; what is wrong with it, drawing tells."""
    doc, _ = (
        parse_yaml(file.read_text("utf-8", "replace"), FORMATS) if file.is_file() else (None, ())
    )
    found: dict[str, tuple[int, int, int]] = {}
    match doc and doc.value:
        case {"formats": dict() as formats} if doc:
            for name, spec in formats.items():
                match spec:
                    case {"size": [int(width), int(height)]}:
                        found[name] = (width, height, doc.line(("formats", name, "size")))
    return found


def refused_formats(sizes: Sizes, network: str) -> Iterator[tuple[int, str]]:
    """The formats that go to a network in a shape it refuses: the line, and why."""
    if platform := PLATFORMS.get(network):
        for name in posted(platform):
            width, height, line = sizes.get(name, (0, 0, 1))
            if width and (why := misshapen(width, height, platform.LIMITS)):
                yield line, f"kartu {name} {why}"
