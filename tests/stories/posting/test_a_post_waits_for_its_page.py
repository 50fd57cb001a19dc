"""A post goes out only when everybody can see what it points at."""

from collections.abc import Callable

from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.settings import Secret
from tests.fault_proxy import FaultProxy
from tests.mastodon_server import TOKEN, MastodonServer
from tests.stories.posting.desk import Desk, channel, channels, item


def test_a_post_waits_for_its_page(
    desk: Callable[..., Desk], mastodon_server: MastodonServer
) -> None:
    """Not claimed, not uploaded, told once in the ledger; it goes out when the page is there."""
    missing = "https://jdih.example/konten/2026-11-sabar-a/01.jpg belum tampil untuk umum"
    office = desk(item("2026-11-sabar-a"), item("2026-11-sabar-b"))
    with FaultProxy(mastodon_server.url) as proxy:
        office.channels = channels(channel("mastodon", base_url=proxy.url))
        office.senders = {"mastodon": sender(proxy.url, Secret(TOKEN))}
        office.unseen = lambda post: missing if post.promise.item.endswith("a") else ""
        office.post()
        office.post()
        posted = [path for method, path in proxy.seen if method == "POST"]
        kinds = office.kinds()
        office.unseen = lambda post: ""
        office.post()

    assert posted == ["/api/v1/statuses"], "the other item does not wait"
    assert kinds == [
        "niat 2026-11-sabar-b/0/mastodon",
        "terunggah 2026-11-sabar-b/0/mastodon",
        "ditolak 2026-11-sabar-a/0/mastodon",
    ]
    told = [line for line in office.said if line.startswith("belum dicoba: 2026-11-sabar-a → ")]
    assert len(told) == 2 and "halaman kontennya belum tampil untuk umum; sistem" in told[0]
    assert office.logged == [f"sebab teknis, 2026-11-sabar-a → mastodon: {missing}"] * 2
    assert len(mastodon_server.with_link("/konten/2026-11-sabar-a/")) == 1


def test_the_rehearsal_has_no_public_page(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """Only networks that the public sees wait for a page that the public sees."""
    office = desk(item("2026-11-a"))
    office.unseen = lambda post: "belum tampil"
    office.post()

    assert len(network.arrivals) == 1
