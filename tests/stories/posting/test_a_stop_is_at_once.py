"""Whoever holds a role stops posting at once; only what is approved begins it again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.core.model import Person, Role, Roster, Tenure
from pipeline.core.posting import Act
from pipeline.core.stopping import disbelieved, stop_act, stop_name
from pipeline.edge.git import Repository
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.rounds import carry_out
from tests.stories.posting.desk import MONDAY, Desk, item

PUTRA = Person(
    name="Putra Pengelola",
    emails=("pengelola@kpu.example",),
    tenures=(Tenure(role=Role.PRODUCER, since=MONDAY.date(), until=MONDAY.date()),),
)
STAFF = Roster(people=(PUTRA,), effective_from=MONDAY.date())
EARLIER = MONDAY - timedelta(minutes=5)
BOTH = ("gladi", "facebook")


def stop(office: Desk, channel: str = "", *, by: str = PUTRA.name) -> Act:
    office.staff = STAFF
    (act,) = office.ledger().write([stop_act(channel, by=by, at=EARLIER)])
    return act


def resume(office: Desk, *names: str) -> None:
    """What an approved change of kanal.yml says."""
    office.channels = replace(office.channels, resumed=names)


def test_stopped_posts_nothing(desk: Callable[..., Desk], network: RehearsalNetwork) -> None:
    """Neither the network nor a person gets anything; the plan says who stopped it and how to go
    on."""
    office = desk(item("2026-11-a"), networks=BOTH)
    stop(office)
    office.post()

    assert network.arrivals == ()
    assert office.kinds() == ["penghentian kantor/0/"]
    assert office.plan().lines()[1:] == [
        "  tidak ada yang baru untuk diunggah",
        "Dihentikan:",
        "  semua kanal dihentikan Putra Pengelola, 23-11-2026 pukul 07.55 Wita",
        "  2026-11-a: gladi, facebook",
        "  Melanjutkan: usulkan baris «dilanjutkan: [2026-11-23-075500]» di content/kanal.yml",
        "Sudah selesai: 0 unggahan.",
    ]


def test_one_channel_stops_alone(desk: Callable[..., Desk], network: RehearsalNetwork) -> None:
    """The others go on."""
    office = desk(item("2026-11-a"), networks=BOTH)
    act = stop(office, "gladi")
    office.post()

    assert stop_name(act) == "2026-11-23-075500-gladi"
    assert network.arrivals == ()
    assert "diserahkan 2026-11-a/0/facebook" in office.kinds()


@pytest.mark.parametrize("channel", ["", "gladi"])
def test_stop_between_plan_and_claim(
    desk: Callable[..., Desk], network: RehearsalNetwork, channel: str
) -> None:
    """The run has read the ledger and not the stop: its claim is refused, so it calls nobody."""
    office, other = desk(item("2026-11-a"), networks=BOTH), desk(name="lain")
    round_ = office.planned(office.ledger())
    stop(other, channel)
    carry_out(round_)

    assert round_.plan.owed != () and network.arrivals == ()
    assert "baru saja dihentikan: 2026-11-a → gladi" in office.said
    handed = "diserahkan 2026-11-a/0/facebook" in office.kinds()
    assert handed == (channel == "gladi")


def test_stop_after_the_claims_hands_nothing_over(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes while the run is at work: what is for a person is not handed over any more."""
    office, other = desk(item("2026-11-a"), networks=("facebook",)), desk(name="lain")
    round_ = office.planned(office.ledger())
    claim = round_.ledger.write

    def write(acts: list[Act]) -> list[Act]:
        if acts:
            stop(other)
        return claim(acts)

    monkeypatch.setattr(round_.ledger, "write", write)
    carry_out(round_)

    assert office.kinds() == ["penghentian kantor/0/"]
    assert office.said == ["baru saja dihentikan: 2026-11-a → facebook"]


def test_approved_change_goes_on(desk: Callable[..., Desk], network: RehearsalNetwork) -> None:
    """It names the stop that it lifts; another name lifts nothing, and a later stop stands."""
    office = desk(item("2026-11-a"))
    act = stop(office)
    resume(office, "2026-11-23-075501")
    office.post()
    assert network.arrivals == ()

    resume(office, stop_name(act))
    office.post()

    assert len(network.arrivals) == 1


def test_stop_by_nobody_of_the_office_is_not_believed(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """A file somebody pushed into the ledger: said, and posting goes on."""
    office = desk(item("2026-11-a"))
    stop(office, by="Orang Luar")
    office.post()

    (finding,) = disbelieved(office.acts(), STAFF)
    assert len(network.arrivals) == 1
    assert finding.message == (
        "Penghentian 2026-11-23-075500 oleh Orang Luar tidak dipakai: pada hari itu ia tidak "
        "memegang peran. Minta admin TI memeriksa siapa yang menulisnya."
    )


def test_her_term_ends_and_her_stop_stands(desk: Callable[..., Desk]) -> None:
    """She held a role on the day; what she stopped is not begun again by the calendar."""
    office = desk(item("2026-11-a"))
    stop(office)
    office.now += timedelta(days=400)

    assert office.plan().owed == () and len(office.plan().stopped) == 1


def test_damaged_stop_stays_one(desk: Callable[..., Desk]) -> None:
    """Its name says what it stops; nobody begins to post again because of a broken file."""
    office = desk(item("2026-11-a"))
    office.staff = STAFF
    repo = Repository(office.root)
    path = "kantor/0/penghentian-2026-11-23-075500-gladi.yml"
    sha = repo.commit_files("ledger", {path: b"rusak"}, "x", MONDAY, parent=None)
    repo.push("ledger", sha, None)

    plan = office.plan()
    assert plan.owed == ()
    assert plan.lines()[3] == (
        "  kanal gladi dihentikan tidak terbaca, 23-11-2026 pukul 07.55 Wita: "
        "berkas buku catatan rusak"
    )
    assert str(office.findings()[0]).startswith(f"ledger:{path}:1: berkas tidak terbaca (")
