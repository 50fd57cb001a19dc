"""Whatever became of the ledger: what the network holds already is found before it is claimed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.core.confirming import settle
from pipeline.core.findings import Blocked
from pipeline.core.plan import Step
from pipeline.core.posting import Act, ActKind
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.settings import Secret
from pipeline.platforms import PLATFORMS
from tests.fault_proxy import Fault, FaultProxy
from tests.mastodon_server import TOKEN, MastodonServer
from tests.stories.posting.desk import Desk, channel, channels, corrected, git, item

ACT = "/api/kiriman"


def test_lost_ledger_posts_nothing_again(
    desk: Callable[..., Desk], network: RehearsalNetwork, tmp_path: Path
) -> None:
    """Somebody deleted the branch: a new clone cannot know, so it finds and records every post."""
    first = desk(item("2026-11-a"), item("2026-11-b"))
    first.post()
    git(tmp_path / "origin.git", "update-ref", "-d", "refs/heads/ledger")
    second = desk(item("2026-11-a"), item("2026-11-b"), name="runner-baru")
    second.post()

    assert len(network.arrivals) == 2
    assert second.kinds() == ["terunggah 2026-11-a/0/gladi", "terunggah 2026-11-b/0/gladi"]
    assert second.said == [
        f"ternyata sudah ada: 2026-11-{name} → gladi: {network.url}/kiriman/{number}"
        for name, number in (("a", 1), ("b", 2))
    ]
    with pytest.raises(Blocked, match="tidak lagi memuat catatan"):
        first.post()


def test_lost_ledger_on_mastodon(
    desk: Callable[..., Desk], mastodon_server: MastodonServer, tmp_path: Path
) -> None:
    """The same on a real network's interface, after its key has long been forgotten."""
    names = [f"2026-11-hilang-{letter}" for letter in "ab"]
    for name in ("satu", "dua"):
        office = desk(*map(item, names), name=name)
        office.channels = channels(channel("mastodon", base_url=mastodon_server.url))
        office.senders = {"mastodon": sender(mastodon_server.url, Secret(TOKEN))}
        office.post()
        git(tmp_path / "origin.git", "update-ref", "-d", "refs/heads/ledger")

    assert [len(mastodon_server.with_link(f"/konten/{name}/")) for name in names] == [1, 1]


def test_correction_does_not_mistake_its_original_for_itself(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """Both carry one link: the original's address is known, so the correction goes out."""
    original = item("2026-11-a")
    office = desk(original)
    office.post()
    office.items = [corrected(original, 1)]
    office.post()

    assert len(network.arrivals) == 2 and office.plan().settled == 1


def test_network_that_forgets_its_keys_gets_no_second_post(
    desk: Callable[..., Desk], mastodon_server: MastodonServer
) -> None:
    """Within the key's time it is asked all the same: not every server keeps its promise."""
    with FaultProxy(mastodon_server.url) as proxy:
        keep = sender(proxy.url, Secret(TOKEN))
        office = desk(item("2026-11-lupa"))
        office.channels = channels(channel("mastodon", base_url=proxy.url))
        office.senders = {"mastodon": lambda request: keep(replace(request, headers={}))}
        proxy.fault = Fault(method="POST", path="/api/v1/statuses", kind="lost")
        office.post()
        doubts = [doubt.step for doubt in office.plan().doubtful]
        office.post()

    assert doubts == [Step.REPEAT]
    assert len(mastodon_server.with_link("/konten/2026-11-lupa/")) == 1
    assert office.plan().settled == 1


def test_network_that_does_not_show_it_yet_gets_no_second_post(
    desk: Callable[..., Desk], mastodon_server: MastodonServer
) -> None:
    """The list of posts may lag: within its time the network's own key makes repeating safe."""
    with FaultProxy(mastodon_server.url) as proxy:
        office = desk(item("2026-11-lambat"))
        office.channels = channels(channel("mastodon", base_url=proxy.url))
        office.senders = {"mastodon": sender(proxy.url, Secret(TOKEN))}
        proxy.fault = Fault(method="POST", path="/api/v1/statuses", kind="lost")
        office.post()
        me = mastodon_server.get("/api/v1/accounts/verify_credentials")["id"]
        listing = f"/api/v1/accounts/{me}/statuses"
        proxy.fault = Fault(method="GET", path=listing, kind="answer", body=b"[]")
        office.post()

        assert proxy.seen.count(("POST", "/api/v1/statuses")) == 2
    assert len(mastodon_server.with_link("/konten/2026-11-lambat/")) == 1
    assert office.plan().settled == 1


def test_nobody_calls_it_missing_while_a_run_is_calling(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """An intent a minute old belongs to a run that may be about to post."""
    office = desk(item("2026-11-a"))
    office.is_over = lambda run: False
    office.ledger().write(
        [
            Act(
                kind=ActKind.INTENT,
                item="2026-11-a",
                revision=0,
                channel="gladi",
                at=office.now,
                actor="mesin",
            )
        ]
    )

    def missing() -> list[str]:
        answer = settle(
            office.acts(),
            item="2026-11-a",
            channel=office.channels.channels[0],
            network=PLATFORMS["gladi"],
            posted=False,
            url="",
            person="Ayu Admin",
            at=office.now,
            is_over=office.is_over,
        )
        return [finding.message for finding in answer.findings]

    office.now += timedelta(minutes=1)
    (message,) = missing()
    office.now += timedelta(minutes=14)

    assert "08.15" in message and "ketik lagi sesudah" in message
    assert missing() == [] and network.arrivals == ()


def test_third_refusal_goes_to_a_person(
    desk: Callable[..., Desk], network: RehearsalNetwork, proxy: FaultProxy
) -> None:
    """No endless attempts: the kit is handed over, and nothing is tried until she says so."""
    office = desk(item("2026-11-a"))
    refused = {"status": 422, "body": b'{"error": "terlalu panjang"}'}
    proxy.fault = Fault(method="POST", path=ACT, kind="answer", once=False, **refused)  # type: ignore[arg-type]
    for _ in range(6):
        office.post()

    assert proxy.seen.count(("POST", ACT)) == 3
    assert [kind.split()[0] for kind in office.kinds()] == ["niat", "ditolak"] * 3 + ["diserahkan"]
    assert [waiting.promise.channel for waiting in office.plan().waiting] == ["gladi"]
    assert network.arrivals == ()


def test_channel_that_comes_later_does_not_get_the_past(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """A channel that is renamed or added gets what is approved from then on, or what names it."""
    office = desk(item("2026-11-a"), networks=("facebook",))
    order = Act(
        kind=ActKind.ORDER,
        item="2026-11-a",
        revision=0,
        channel="",
        at=office.now,
        actor="mesin",
        extra={"channels": "facebook"},
    )
    office.ledger().write([order])
    office.channels = channels(channel("facebook"), channel("threads"))
    office.items = [
        item("2026-11-a"),
        item("2026-11-b"),
        corrected(item("2026-11-c"), 1),
    ]
    owed = {owed.promise.key for owed in office.plan().owed}
    office.items = [item("2026-11-a", channels=("facebook", "threads"))]

    assert owed == {
        "2026-11-a/0/facebook",
        "2026-11-b/0/facebook",
        "2026-11-b/0/threads",
        "2026-11-c/1/facebook",
        "2026-11-c/1/threads",
    }
    assert {owed.promise.channel for owed in office.plan().owed} == {"facebook", "threads"}
    assert network.arrivals == ()
