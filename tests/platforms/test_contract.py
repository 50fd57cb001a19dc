"""Every registered adapter keeps the same promises; a new one without its tables fails here."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.core.model import WITA
from pipeline.core.wire import NoAnswer, NotSent, Send
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.settings import Secret
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import Refused
from tests.fault_proxy import Fault, FaultProxy
from tests.mastodon_server import TOKEN, MastodonServer
from tests.platforms.posts import picture, post
from tests.platforms.tables import COUNTS, NOBODYS, OWNED


@pytest.mark.parametrize("name", PLATFORMS)
def test_limits_have_source_and_date(name: str) -> None:
    """Every limit says who states it and when that was checked."""
    limits = PLATFORMS[name].LIMITS

    assert name == PLATFORMS[name].NAME and PLATFORMS[name].LABEL
    assert limits.text > 0 and limits.source and date.fromisoformat(limits.checked)


@pytest.mark.parametrize("name", PLATFORMS)
def test_text_is_counted_as_the_network_counts(name: str) -> None:
    """Each network counts in its own way, from its own table."""
    counted = [(text, PLATFORMS[name].count(text)) for text, _ in COUNTS[name]]

    assert counted == COUNTS[name]


@pytest.mark.parametrize("name", PLATFORMS)
def test_own_addresses_are_recognised_and_cleaned(name: str) -> None:
    """A permalink is known whatever phone copied it; trackers are dropped, the post stays."""
    platform = PLATFORMS[name]
    read = [
        (url, platform.account_of(url), platform.clean(url))
        for url, *_ in OWNED[name]
        if platform.owns(url)
    ]

    assert read == OWNED[name]
    assert all(platform.owns(clean) and platform.clean(clean) == clean for *_, clean in read)


@pytest.mark.parametrize("name", PLATFORMS)
def test_other_addresses_are_not_owned(name: str) -> None:
    """Profiles, look-alike hosts, other networks' posts and tricks are no permalinks."""
    others = [url for other, urls in OWNED.items() if other != name for url, *_ in urls]
    owned = [url for url in [*NOBODYS, *others] if PLATFORMS[name].owns(url)]

    assert owned == []


@pytest.mark.parametrize("name", [n for n, p in PLATFORMS.items() if not p.AUTOMATIC])
def test_networks_posted_to_by_hand_refuse_to_be_called(name: str) -> None:
    """No machine posts there: calling it is a clean refusal and touches no network."""
    platform = PLATFORMS[name]

    def send(_: object) -> None:
        raise AssertionError("called the network")

    asked = post("2026-11-a", network=name)
    now = datetime(2026, 11, 23, tzinfo=WITA)
    assert platform.prepare(asked, send) == ()
    assert platform.find(asked, send, since=now, known=()) is None
    with pytest.raises(Refused, match="diunggah oleh orang dari paket unggah"):
        platform.publish(asked, (), send, idempotency_key="k")


# Automatic adapters: the path of their single act.
ACTS = {"gladi": "/api/kiriman", "mastodon": "/api/v1/statuses"}
AUTOMATIC = [name for name, platform in PLATFORMS.items() if platform.AUTOMATIC]


@pytest.fixture(params=AUTOMATIC)
def network(
    request: pytest.FixtureRequest, tmp_path: Path, mastodon_server: MastodonServer
) -> Iterator[tuple[str, FaultProxy, Callable[[float], Send]]]:
    """Each automatic network behind a proxy that can spoil an answer."""
    name: str = request.param
    secret = Secret(TOKEN)
    with RehearsalNetwork(tmp_path / "jaringan", secret) as rehearsal:
        target = {"gladi": rehearsal.url, "mastodon": mastodon_server.url}[name]
        with FaultProxy(target) as proxy:
            yield name, proxy, lambda seconds: sender(proxy.url, secret, read_seconds=seconds)


Network = tuple[str, FaultProxy, Callable[[float], Send]]


def _publish(network: Network, item: str, folder: Path, seconds: float = 20) -> str:
    name, _, sends = network
    one = post(f"{name}-{item}", network=name, pictures=(picture(folder),))
    send = sends(seconds)
    media = PLATFORMS[name].prepare(one, send)
    return PLATFORMS[name].publish(one, media, send, idempotency_key=item * 8).url


def _find(network: Network, item: str, since: datetime) -> str | None:
    name, _, sends = network
    found = PLATFORMS[name].find(
        post(f"{name}-{item}", network=name), sends(20), since=since, known=()
    )
    return found.url if found else None


def test_success_gives_a_permalink_of_its_own(network: Network, tmp_path: Path) -> None:
    """A post has an address the adapter recognises, and is found again by its link."""
    began = datetime.now(WITA)
    url = _publish(network, "sukses", tmp_path)

    assert PLATFORMS[network[0]].owns(url)
    assert _find(network, "sukses", began) == url
    assert _find(network, "lain", began) is None


REFUSALS = [
    (401, {}, True, 0, r"menolak kunci akses \(401\)"),
    (403, {}, True, 0, r"menolak kunci akses \(403\)"),
    (422, {}, False, 0, r"menolak \(422\): teks terlalu panjang"),
    (413, {}, False, 0, r"menolak \(413\)"),
    (429, {"Retry-After": "120"}, True, 120, r"meminta menunggu \(429\); coba lagi setelah 120"),
    (429, {}, True, 0, r"meminta menunggu \(429\)$"),
]


@pytest.mark.parametrize(("status", "headers", "whole", "wait", "message"), REFUSALS)
def test_refusals_are_clean(
    network: Network,
    tmp_path: Path,
    status: int,
    headers: dict[str, str],
    whole: bool,
    wait: int,
    message: str,
) -> None:
    """A documented refusal says what to do and whether the whole channel is meant."""
    network[1].fault = Fault(
        method="POST",
        path=ACTS[network[0]],
        kind="answer",
        status=status,
        headers=headers,
        body=b'{"error": "teks terlalu panjang"}',
    )

    with pytest.raises(Refused, match=message) as refusal:
        _publish(network, f"tolak-{status}", tmp_path)
    assert (refusal.value.whole_channel, refusal.value.wait_seconds) == (whole, wait)


DOUBTS = [
    ("lost", 200, 0.0),
    ("garbled", 200, 0.0),
    ("slow", 200, 1.5),
    ("answer", 500, 0.0),
    ("answer", 502, 0.0),
    ("answer", 408, 0.0),
    ("answer", 302, 0.0),
    ("answer", 200, 0.0),  # JSON, but not a post
    ("dropped", 0, 0.0),  # whether it arrived cannot be known from here
]


@pytest.mark.parametrize(("kind", "status", "seconds"), DOUBTS)
def test_everything_unclear_is_no_answer(
    network: Network, tmp_path: Path, kind: str, status: int, seconds: float
) -> None:
    """Lost, slow, broken, unknown: never taken for a refusal, because the post may be there."""
    item = f"ragu-{kind}-{status}"
    began = datetime.now(WITA)
    network[1].fault = Fault(
        method="POST", path=ACTS[network[0]], kind=kind, status=status, seconds=seconds
    )

    with pytest.raises(NoAnswer) as doubt:
        _publish(network, item, tmp_path, seconds=0.5 if kind == "slow" else 20)
    assert TOKEN not in repr(doubt.value)
    assert (_find(network, item, began) is not None) == (kind in ("lost", "garbled", "slow"))


def test_nobody_listening_is_not_sent(network: Network, tmp_path: Path) -> None:
    """A refused connection certainly reached nobody."""
    name, _, _ = network
    send = sender("http://127.0.0.1:9", Secret(TOKEN))

    with pytest.raises(NotSent, match=re.escape("127.0.0.1:9 tidak terhubung")):
        PLATFORMS[name].publish(post("x", network=name), (), send, idempotency_key="k")
