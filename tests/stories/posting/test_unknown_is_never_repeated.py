"""A lost answer is a doubt. The network is asked, or a person; it is never simply sent again."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pipeline.core.confirming import settle
from pipeline.core.posting import Act, ActKind
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.platforms import PLATFORMS
from tests.fault_proxy import Fault, FaultProxy
from tests.stories.posting.desk import Desk, item

ACT = "/api/kiriman"


def test_lost_answer_is_found_by_asking(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """The network carried the post out and said nothing: the next run finds and records it."""
    office = desk(item("2026-11-a"))
    network.lose_next_answer()
    office.post()
    doubtful = office.plan().lines()
    office.post()

    assert "  2026-11-a: gladi ditanyakan kepada jaringannya" in doubtful
    assert len(network.arrivals) == 1
    assert office.kinds() == [
        "niat 2026-11-a/0/gladi",
        "terunggah 2026-11-a/0/gladi",
        "tak-pasti 2026-11-a/0/gladi",
    ]
    assert office.said[-1] == f"ternyata terunggah: 2026-11-a → gladi: {network.url}/kiriman/1"
    assert office.plan().idle and office.plan().settled == 1


@pytest.mark.parametrize(("kind", "status"), [("dropped", 0), ("answer", 500), ("answer", 503)])
def test_unknown_is_never_repeated(
    desk: Callable[..., Desk],
    network: RehearsalNetwork,
    proxy: FaultProxy,
    kind: str,
    status: int,
) -> None:
    """Not found is no proof: however many runs follow, only a person may call it not posted."""
    office = desk(item("2026-11-a"))
    proxy.fault = Fault(method="POST", path=ACT, kind=kind, status=status)
    for _ in range(4):
        office.post()
        office.now += timedelta(hours=2)

    assert proxy.seen.count(("POST", ACT)) == 1 and network.arrivals == ()
    assert office.kinds() == ["niat 2026-11-a/0/gladi", "tak-pasti 2026-11-a/0/gladi"]
    assert office.said[-1] == (
        "tetap tak pasti: 2026-11-a → gladi: tidak ditemukan di Jaringan gladi, jadi belum pasti "
        "terunggah; periksa akun kantor, lalu catat tautannya, atau «tidak ada», dengan Catat "
        "unggahan"
    )


def _settle(office: Desk, *, posted: bool, url: str = "") -> str:
    channel = office.channels.channels[0]
    answer = settle(
        office.acts(),
        item="2026-11-a",
        channel=channel,
        network=PLATFORMS[channel.network],
        posted=posted,
        url=url,
        person="Ayu Admin",
        at=office.tick(),
        is_over=office.is_over,
    )
    if answer.act:
        office.ledger().write([answer.act])
    return answer.findings[0].message if answer.findings else ""


def test_a_person_settles_that_it_is_not_there(
    desk: Callable[..., Desk], network: RehearsalNetwork, proxy: FaultProxy
) -> None:
    """Then, and only then, it is owed again, as a second attempt."""
    office = desk(item("2026-11-a"))
    proxy.fault = Fault(method="POST", path=ACT, kind="dropped")
    office.post()
    assert _settle(office, posted=False) == ""
    lines = office.plan().lines()
    office.post()

    assert "  2026-11-a: unggah langsung ke Gladi (percobaan ke-2)" in lines
    assert len(network.arrivals) == 1
    assert _settle(office, posted=False) == (
        "2026-11-a di Gladi tidak sedang diragukan: tidak ada yang perlu diputuskan"
    )


def test_a_person_settles_that_it_is_there(
    desk: Callable[..., Desk], network: RehearsalNetwork, proxy: FaultProxy
) -> None:
    """With its address it is settled for good."""
    office = desk(item("2026-11-a"))
    proxy.fault = Fault(method="POST", path=ACT, kind="dropped")
    office.post()

    assert _settle(office, posted=True, url="https://x.com/a/status/1").startswith(
        "alamat ini bukan unggahan Jaringan gladi"
    )
    assert _settle(office, posted=True, url=f"{proxy.url}/kiriman/9") == ""
    office.post()
    assert network.arrivals == () and office.plan().settled == 1


def test_a_running_round_is_left_alone(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """An intent of a run that may still be calling is neither repeated nor asked about."""
    office = desk(item("2026-11-a"))
    office.is_over = lambda run: False
    round_plan = office.plan()
    intent = office.ledger()
    intent.write(
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
    fresh = office.plan().lines()
    office.post()

    assert len(round_plan.owed) == 1 and network.arrivals == ()
    assert "  2026-11-a: gladi mungkin sedang dikerjakan di tempat lain, dibiarkan" in fresh
    assert office.kinds() == ["niat 2026-11-a/0/gladi"]
    office.now += timedelta(minutes=16)
    office.post()
    assert office.kinds() == ["niat 2026-11-a/0/gladi", "tak-pasti 2026-11-a/0/gladi"]
