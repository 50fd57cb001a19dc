"""Pictures within a network's limits, before anything is posted: shape and weight."""

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.core.checks.settings import fitting_formats
from pipeline.core.model import WITA, Channel, Channels, Mode
from pipeline.core.posting import Promise
from pipeline.core.promising import Promised
from pipeline.known_names import refused_formats, settings_checks
from pipeline.platforms import PLATFORMS
from pipeline.platforms.fitting import misshapen, posted, too_heavy
from pipeline.posts import word
from pipeline.render.card import Card
from pipeline.render.cards import Drawn
from pipeline.render.studio import CARD_BYTES
from tests.core.checks import worlds

SITE = Path(__file__).resolve().parents[2] / "site"
SIZES = {"feed": (1080, 1350), "slide": (1080, 1350), "story": (1080, 1920)}


def card(name: str, width: int, height: int, size: int = 200_000) -> Card:
    path = Path(f"/build/{name}.jpg")
    return Card(
        item=worlds.ID, format=name, page=0, path=path, width=width, height=height, bytes=size,
        sha256="0" * 64, alt="Kartu",
    )  # fmt: skip


def refused(network: str, *cards: Card) -> list[str]:
    """What is said of one item with these cards on one network."""
    channel = Channel(id=network, network=network, mode=Mode.AUTOMATIC, label="Kanal")
    channels = Channels(site_url="https://a/", office="K", channels=(channel,))
    one = worlds.item()
    promise = Promise(item=one.id, revision=0, channel=network)
    posts, findings = word(
        [Promised(promise=promise, due=None, since=datetime(2026, 11, 2, tzinfo=WITA))],
        worlds.content(one, channels=channels),
        (),
        Drawn(cards={one.id: cards}),
        SITE,
    )
    assert bool(posts) != bool(findings)
    return [finding.message for finding in findings]


@pytest.mark.parametrize("network", PLATFORMS)
def test_every_network_takes_the_cards_as_they_are_drawn(network: str) -> None:
    """The house's shapes, and the weight to which every card is brought (1 MB for Bluesky)."""
    platform = PLATFORMS[network]
    limits = platform.LIMITS

    assert [misshapen(*SIZES[name], limits) for name in posted(platform)] == [
        "" for _ in posted(platform)
    ]
    assert too_heavy(CARD_BYTES, limits) == ""
    assert not platform.LINKED or limits.bytes, "whoever shows pictures says how heavy they may be"


def test_a_card_that_a_network_refuses_is_a_finding_before_the_post() -> None:
    """It names network, file and excess; nothing is worded for that channel."""
    tall, heavy = card("feed", 1080, 1920), card("feed", 1080, 1350, 1_200_000)

    assert refused("instagram", tall) == [
        "Ganti gambarnya, atau lepas kanal instagram dari konten ini: Kanal menolak kartu "
        "feed.jpg: 1080 × 1920 piksel, sedangkan lebarnya harus 0,80 sampai 1,91 kali tingginya."
    ]
    assert refused("bluesky", heavy)[0].endswith("feed.jpg: 1,20 MB, paling banyak 1,00 MB.")
    assert refused("mastodon", tall, heavy) == []
    assert refused("instagram", card("feed", 1080, 1350), card("story", 1080, 1920)) == []


def test_a_designers_shape_that_a_network_refuses_is_told_by_check(tmp_path: Path) -> None:
    """At its line in site/formats.yml, for networks in use alone; the house's own are fine."""
    shape = "formats:\n  feed:\n    size: [1080, 1920]\n  slide: {size: nonsense}\n"
    (tmp_path / "formats.yml").write_text(shape, "utf-8")
    one = Channel(id="ig", network="instagram", mode=Mode.KIT, label="Instagram")
    off = Channel(id="lain", network="instagram", mode=Mode.OFF, label="Lain")
    channels = Channels(site_url="https://a/", office="K", channels=(one, off))
    made = worlds.content(worlds.item(), channels=channels)

    found = [f for check in settings_checks(tmp_path) for f in check(made) if "ukuran" in f.rule]
    assert [str(f) for f in found] == [
        "site/formats.yml:3: Ubah ukuran ini: Instagram menolak kartu feed 1080 × 1920 piksel, "
        "sedangkan lebarnya harus 0,80 sampai 1,91 kali tingginya. [ukuran-kartu]"
    ]
    assert not [f for check in settings_checks(SITE) for f in check(made) if "ukuran" in f.rule]
    assert not list(fitting_formats(lambda name: refused_formats({}, name))(made))
