"""Only a clean refusal is owed again, and it stops no other channel."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pipeline.core.findings import Blocked
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.settings import Secret
from tests.fault_proxy import Fault, FaultProxy
from tests.mastodon_server import MastodonServer
from tests.stories.posting.desk import Desk, channel, channels, git, item

ACT = "/api/kiriman"


def test_refused_is_owed_again(
    desk: Callable[..., Desk], network: RehearsalNetwork, proxy: FaultProxy
) -> None:
    """The next run tries again and succeeds."""
    office = desk(item("2026-11-a"))
    proxy.fault = Fault(
        method="POST", path=ACT, kind="answer", status=422, body=b'{"error": "terlalu panjang"}'
    )
    office.post()
    office.post()

    why = "Jaringan gladi menolak unggahan ini; sistem mencobanya lagi; sesudah tiga kali ditolak"
    cause = "Jaringan gladi menolak (422): terlalu panjang"
    (refusal,) = [act for act in office.acts() if act.kind == "ditolak"]
    assert office.said[0] == f"ditolak: 2026-11-a → gladi: {why}, unggah dari paket"
    assert office.logged == [f"sebab teknis, 2026-11-a → gladi: {cause}"]
    assert refusal.note.startswith(why) and refusal.extra["technical"] == cause
    assert office.kinds() == [
        "niat 2026-11-a/0/gladi",
        "ditolak 2026-11-a/0/gladi",
        "niat 2026-11-a/0/gladi",
        "terunggah 2026-11-a/0/gladi",
    ]
    assert len(network.arrivals) == 1


def test_a_network_that_asks_to_wait_is_waited_for(
    desk: Callable[..., Desk], network: RehearsalNetwork, proxy: FaultProxy
) -> None:
    """429 with a time: the whole channel pauses, and the plan says until when."""
    office = desk(item("2026-11-a"), item("2026-11-b"))
    proxy.fault = Fault(
        method="POST", path=ACT, kind="answer", status=429, headers={"Retry-After": "1800"}
    )
    office.post()
    waiting = office.plan().lines()
    office.now += timedelta(hours=1)
    office.post()

    assert proxy.seen.count(("POST", ACT)) == 3, "the second item was not even tried"
    assert any(
        line.startswith("  2026-11-a: gladi diminta menunggu sampai 23-11-2026 pukul 08.30")
        for line in waiting
    )
    assert len(network.arrivals) == 2


def test_a_network_that_asks_for_a_moment_is_waited_for_in_the_same_run(
    desk: Callable[..., Desk], network: RehearsalNetwork, proxy: FaultProxy
) -> None:
    """429 with a few seconds: the call is made once more, under the same claim."""
    office = desk(item("2026-11-a"))
    began = office.now
    proxy.fault = Fault(
        method="POST", path=ACT, kind="answer", status=429, headers={"Retry-After": "37"}
    )
    office.post()

    assert office.said[0] == "Jaringan gladi meminta menunggu 37 detik, ditunggu"
    assert "(429); coba lagi setelah 37 detik" in office.logged[0]
    assert office.now - began >= timedelta(seconds=37)
    assert office.kinds() == ["niat 2026-11-a/0/gladi", "terunggah 2026-11-a/0/gladi"]
    assert len(network.arrivals) == 1


def test_expired_token_stops_one_channel_only(
    desk: Callable[..., Desk],
    network: RehearsalNetwork,
    proxy: FaultProxy,
    mastodon_server: MastodonServer,
) -> None:
    """401 on Mastodon: nothing is claimed there, however often; the other network gets all."""
    office = desk(item("2026-11-kunci-a"), item("2026-11-kunci-b"))
    with FaultProxy(mastodon_server.url) as before_mastodon:
        of = (
            channel("mastodon", base_url=before_mastodon.url),
            *office.channels.channels,
        )
        office.channels = channels(*of)
        office.senders["mastodon"] = sender(before_mastodon.url, Secret("token-mati"))
        for _ in range(4):
            office.post()

        assert before_mastodon.seen == [("GET", "/api/v1/accounts/verify_credentials")] * 4
    assert len(network.arrivals) == 2
    refusals = [act.note for act in office.acts() if act.kind == "ditolak"]
    assert len(refusals) == 2, "nothing is claimed, and the ledger says it once for each item"
    assert {note.partition(";")[0] for note in refusals} == {
        "tidak dicoba: Mastodon menolak kunci akses kantor"
    }
    assert [owed.direct for owed in office.plan().owed] == [True, True]


def test_a_network_that_cannot_be_reached_is_owed_again(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """Nobody listens: nothing is claimed, the ledger says it once, and it goes out later."""
    office = desk(item("2026-11-a"))
    reachable = office.senders["gladi"]
    office.senders["gladi"] = sender("http://127.0.0.1:9", Secret("x"))
    office.post()
    office.post()
    office.senders["gladi"] = reachable
    office.post()

    assert len(network.arrivals) == 1
    assert [kind.split()[0] for kind in office.kinds()] == ["ditolak", "niat", "terunggah"]


def test_an_intent_that_cannot_be_pushed_is_not_acted_on(
    desk: Callable[..., Desk], network: RehearsalNetwork, proxy: FaultProxy
) -> None:
    """Without the claim no call is made, and nothing is doubtful afterwards."""
    office = desk(item("2026-11-a"))
    origin = git(office.root, "remote", "get-url", "origin").strip()
    git(office.root, "remote", "set-url", "origin", f"{origin}-tidak-ada")
    ledger = office.ledger()
    ledger.refresh = lambda: None  # type: ignore[method-assign]  # the server goes away after it

    with pytest.raises(Blocked):
        office.post(ledger)
    assert proxy.seen == [("GET", ACT)] and network.arrivals == ()
    git(office.root, "remote", "set-url", "origin", origin)
    assert [owed.promise.key for owed in office.plan().owed] == ["2026-11-a/0/gladi"]
