"""A ledger file that cannot be read is a doubt about one promise, never a second post."""

from collections.abc import Callable

from pipeline.core.confirming import settle
from pipeline.edge.git import Repository
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.platforms import PLATFORMS
from tests.stories.posting.desk import MONDAY, Desk, item

BROKEN = "2026-11-a/0/gladi/1-terunggah.yml"


def _damage(office: Desk, path: str) -> None:
    repo = Repository(office.root)
    base = repo.fetch("ledger")
    sha = repo.commit_files("ledger", {path: b"\x00 rusak"}, "rusak", MONDAY, parent=base)
    repo.push("ledger", sha, base)


def test_damaged_ledger_file_stops_only_its_promise(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """The damaged one is held as doubtful, the others go out."""
    office = desk(item("2026-11-a"), item("2026-11-b"))
    _damage(office, BROKEN)
    office.post()

    assert [arrival.link for arrival in network.arrivals] == [office.link("2026-11-b")]
    assert [finding.where for finding in office.findings()] == [f"ledger:{BROKEN}"]
    assert [doubt.promise.key for doubt in office.plan().doubtful] == ["2026-11-a/0/gladi"]


def test_a_damaged_receipt_is_found_on_the_network(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """Where the network can be asked, the doubt ends without anybody."""
    office = desk(item("2026-11-a"))
    office.post()
    _damage(office, BROKEN)
    assert len(office.plan().doubtful) == 1
    office.post()

    assert office.plan().settled == 1 and len(network.arrivals) == 1


def test_a_person_can_settle_a_damaged_file(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """The decision is a new file beside the damaged one; nothing is written over."""
    office = desk(item("2026-11-a"))
    _damage(office, BROKEN)
    channel = office.channels.channels[0]
    answer = settle(
        office.acts(),
        item="2026-11-a",
        channel=channel,
        network=PLATFORMS["gladi"],
        posted=False,
        url="",
        person="Ayu Admin",
        at=MONDAY,
        is_over=office.is_over,
    )
    assert answer.act and office.ledger().write([answer.act])
    office.post()

    assert len(network.arrivals) == 1 and office.plan().settled == 1
