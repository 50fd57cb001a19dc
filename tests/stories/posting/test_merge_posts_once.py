"""What was approved is posted once, whatever is run how often."""

from collections.abc import Callable
from pathlib import Path

from pipeline.edge.rehearsal_network import RehearsalNetwork
from tests.platforms.posts import picture
from tests.stories.posting.desk import Desk, git, item


def test_merge_posts_once(
    desk: Callable[..., Desk], network: RehearsalNetwork, tmp_path: Path
) -> None:
    """One run posts with pictures and alt texts and records; the second owes nothing."""
    office = desk(item("2026-11-a"), item("2026-11-b"))
    office.pictures = (picture(tmp_path, alt="Bagan alur"),)
    office.post()
    after_first = git(tmp_path / "origin.git", "rev-list", "--count", "ledger").strip()
    office.post()

    assert [arrival.link for arrival in network.arrivals] == [
        "https://jdih.example/konten/2026-11-a/",
        "https://jdih.example/konten/2026-11-b/",
    ]
    assert [shown.alt for shown in network.arrivals[0].pictures] == ["Bagan alur"]
    assert office.kinds() == [
        "niat 2026-11-a/0/gladi",
        "niat 2026-11-b/0/gladi",
        "terunggah 2026-11-a/0/gladi",
        "terunggah 2026-11-b/0/gladi",
    ]
    assert after_first == "2", "one push of intents, one of results"
    assert git(tmp_path / "origin.git", "rev-list", "--count", "ledger").strip() == "2"


def test_the_dry_run_prints_what_the_real_run_does(desk: Callable[..., Desk]) -> None:
    """The plan is one value: printing it and carrying it out are the same list."""
    office = desk(item("2026-11-a"))
    printed = office.plan().lines()
    carried = office.post().plan.lines()

    assert printed == carried
    assert printed == [
        "Rencana unggahan per 23-11-2026 pukul 08.00 Wita:",
        "  2026-11-a: unggah langsung ke Gladi",
        "Sudah selesai: 0 unggahan.",
    ]


def test_a_second_office_clone_posts_nothing_again(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """The ledger, not the machine, remembers."""
    desk(item("2026-11-a")).post()
    elsewhere = desk(item("2026-11-a"), name="laptop-lain")
    round_ = elsewhere.post()

    assert round_.plan.owed == () and round_.plan.settled == 1
    assert len(network.arrivals) == 1


def test_edit_after_posting_does_not_repost(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """The key names the promise, not the text."""
    office = desk(item("2026-11-a"))
    office.post()
    office.items = [item("2026-11-a", title="Judul lain", body="Isi lain.", summary="Lain.")]
    office.post()

    assert len(network.arrivals) == 1


def test_two_rounds_at_once_make_one_post(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """Both planned the same; the one whose intents come second acts on none of them."""
    first, second = desk(item("2026-11-a")), desk(item("2026-11-a"), name="laptop-lain")
    second.run = "lokal:desk/2"

    class SlowLedger:
        """Between the second desk's plan and its push, the whole first round happens."""

        def __init__(self) -> None:
            self.real, self.waited = second.ledger(), False

        def __getattr__(self, name: str) -> object:
            return getattr(self.real, name)

        def write(self, acts: object) -> object:
            if not self.waited:
                self.waited = True
                first.post()
            return self.real.write(acts)  # type: ignore[arg-type]

    second.post(SlowLedger())  # type: ignore[arg-type]

    assert len(network.arrivals) == 1
    assert second.said == ["sudah dikerjakan di tempat lain: 2026-11-a → gladi"]
    assert second.kinds() == ["niat 2026-11-a/0/gladi", "terunggah 2026-11-a/0/gladi"]
