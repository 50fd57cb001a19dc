"""What is withdrawn is taken down by the machine where the network lets it, else by a person."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from pipeline.core.model import Withdrawal
from pipeline.core.wire import Signing
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from tests.fault_proxy import Fault, FaultProxy
from tests.networks.telegram import TOKEN, TelegramStub
from tests.stories.posting.desk import Desk, channel, channels, item

URL = "https://t.me/jdihpinrang/45"
GONE = Withdrawal(day=date(2026, 11, 24), reason="Angka keliru.")


@pytest.fixture
def telegram() -> Iterator[TelegramStub]:
    with TelegramStub() as server:
        yield server


@pytest.fixture
def proxy(telegram: TelegramStub) -> Iterator[FaultProxy]:
    with FaultProxy(telegram.url) as proxy:
        yield proxy


@pytest.fixture
def office(desk: Callable[..., Desk], proxy: FaultProxy) -> Desk:
    """One item that was posted to Telegram and is withdrawn since, and one that stays."""
    office = desk(item("2026-11-a"), item("2026-11-b"))
    office.channels = channels(channel("telegram", base_url=proxy.url))
    office.senders = {"telegram": sender(proxy.url, Secret(TOKEN), signing=Signing.PATH)}
    office.post()
    office.items = [item("2026-11-a", withdrawal=GONE), item("2026-11-b")]
    office.said.clear()
    return office


def test_a_withdrawn_post_is_taken_down_once(office: Desk, telegram: TelegramStub) -> None:
    """The plan says so before, the ledger afterwards; nothing is left to do."""
    before = office.plan().lines()
    office.post()
    asked = len(office.said)
    office.post()

    heading = before.index("Sudah ditarik, dihapus oleh sistem:")
    assert before[heading + 1] == f"  2026-11-a: telegram {URL}"
    assert office.said == [f"terhapus: 2026-11-a → telegram: {URL}"] and asked == 1
    assert "dihapus 2026-11-a/0/telegram" in office.kinds()
    assert [office.link("2026-11-b") in one["text"] for one in telegram.messages] == [True]
    assert office.plan().takedowns == () and office.plan().idle


@pytest.mark.parametrize("kind", ["dropped", "lost", "failed"])
def test_a_removal_without_an_answer_is_done_again(
    office: Desk, proxy: FaultProxy, telegram: TelegramStub, kind: str
) -> None:
    """Removing twice is removing once: no doubt, no person, no other post touched."""
    proxy.fault = Fault(method="POST", path=f"/bot{TOKEN}/deleteMessages", kind=kind)
    office.post()
    unsure = office.kinds()
    office.post()

    assert "dihapus 2026-11-a/0/telegram" not in unsure
    assert office.said[0] == (
        f"belum terhapus: 2026-11-a → telegram: {URL}: jawaban Telegram tidak sampai, jadi belum "
        "pasti terhapus; sistem mencobanya lagi pada jalan berikutnya"
    )
    assert office.said[1] == f"terhapus: 2026-11-a → telegram: {URL}"
    assert len(telegram.messages) == 1 and office.plan().takedowns == ()


def test_without_the_key_a_person_takes_it_down(office: Desk, telegram: TelegramStub) -> None:
    """The same plan on a machine that may not speak to the channel."""
    office.senders = {}
    lines = office.plan().lines()
    office.post()

    heading = lines.index("Sudah ditarik, tetapi unggahannya masih ada:")
    assert lines[heading + 1 : heading + 3] == [
        f"  2026-11-a: telegram {URL}",
        "  Hapus di sana, lalu ketik: redaksi confirm KONTEN KANAL",
    ]
    assert len(telegram.messages) == 2
