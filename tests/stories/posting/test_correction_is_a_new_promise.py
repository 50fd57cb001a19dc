"""What is promised, and what is not: corrections, withdrawals, examples, schedules."""

from collections.abc import Callable
from datetime import date, timedelta

from pipeline.core.model import Withdrawal
from pipeline.edge.rehearsal_network import RehearsalNetwork
from tests.stories.posting.desk import MONDAY, Desk, corrected, item


def test_correction_is_a_new_promise(desk: Callable[..., Desk], network: RehearsalNetwork) -> None:
    """A ralat goes out once more, once; its original stays settled."""
    original = item("2026-11-a")
    office = desk(original)
    office.post()
    office.items = [corrected(original, 1)]
    lines = office.plan().lines()
    office.post()
    office.post()

    assert "  2026-11-a (ralat 1): unggah langsung ke Gladi" in lines
    assert len(network.arrivals) == 2
    assert office.kinds() == [
        "niat 2026-11-a/0/gladi",
        "niat 2026-11-a/1/gladi",
        "terunggah 2026-11-a/0/gladi",
        "terunggah 2026-11-a/1/gladi",
    ]


def test_lost_correction_is_not_mistaken_for_its_original(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """Both carry the same link: the look-up takes the address the ledger does not know."""
    original = item("2026-11-a")
    office = desk(original)
    office.post()
    office.items = [corrected(original, 1)]
    network.lose_next_answer()
    office.post()
    office.post()
    urls = {act.revision: act.url for act in office.acts() if act.kind == "terunggah"}

    assert urls == {0: f"{network.url}/kiriman/1", 1: f"{network.url}/kiriman/2"}


def test_withdrawn_item_is_not_posted(desk: Callable[..., Desk], network: RehearsalNetwork) -> None:
    """A withdrawal before the posting leaves nothing to post."""
    withdrawn = Withdrawal(day=date(2026, 11, 23), reason="Keliru.")
    office = desk(item("2026-11-a", withdrawal=withdrawn))
    office.post()

    assert network.arrivals == () and office.acts() == []


def test_scheduled_item_waits(desk: Callable[..., Desk], network: RehearsalNetwork) -> None:
    """Not before its time, then at the next run."""
    office = desk(item("2026-11-a", scheduled=MONDAY + timedelta(hours=3)))
    lines = office.plan().lines()
    office.post()
    waited = len(network.arrivals)
    office.now += timedelta(hours=3)
    office.post()

    assert "  2026-11-a: gladi tayang 23-11-2026 pukul 11.00 Wita" in lines
    assert (waited, len(network.arrivals)) == (0, 1)


def test_demo_item_never_reaches_a_public_network(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """Not posted, not even handed over: only the rehearsal network gets it."""
    office = desk(item("2026-11-a", demo=True), networks=("mastodon", "facebook", "gladi"))
    office.senders["mastodon"] = office.senders["gladi"]
    lines = office.plan().lines()
    office.post()

    assert office.kinds() == ["niat 2026-11-a/0/gladi", "terunggah 2026-11-a/0/gladi"]
    assert "  2026-11-a adalah contoh, tidak dikirim ke mastodon, facebook" in lines


def test_item_goes_to_the_channels_it_names(desk: Callable[..., Desk]) -> None:
    """`kanal:` narrows the channels; one that is switched off gets nothing."""
    office = desk(item("2026-11-a", channels=("facebook", "tidak-ada")), networks=("facebook", "x"))
    office.post()

    assert office.kinds() == ["diserahkan 2026-11-a/0/facebook"]
