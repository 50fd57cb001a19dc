"""Every approver's term has run out: two of the office bring a new roster by decree."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.core.model import WITA
from pipeline.core.posting import ActKind
from pipeline.core.recovery import recovery_acts, recovery_findings
from pipeline.edge.ledger import act_from, file_of
from pipeline.edge.ledger_paths import path_of
from tests.forge_worlds import STAFF, newsroom_of
from tests.worlds import (
    ADOPTED,
    CHIEF,
    DEPUTY,
    EDITOR,
    PAGE,
    PRODUCER,
    PUBLISHER,
    STRANGER,
    Someone,
    World,
    roster,
)

ROSTER = "content/peran.yml"
END = date(2026, 12, 31)
JANUARY = datetime(2027, 1, 4, 9, 0, tzinfo=WITA)
DECREE = "7/HK.03/2027"
ENDING = tuple(replace(one, until=END) for one in STAFF)
NEW = Someone(
    name="Baru Pemimpin",
    email="baru@kpu.example",
    roles=("pemimpin-redaksi",),
    since=date(2027, 1, 1),
)
SAYS = f"Pemulihan-keputusan: {DECREE}"
STANDS = f"Pemulihan-oleh: {PRODUCER.name}"


def with_decree(*people: Someone, decree: str = DECREE, starts: date | None = ADOPTED) -> str:
    """The roster as it was, and these people with their decree."""
    added = "".join(one.entry().replace('"1/2026"', f'"{decree}"') for one in people)
    return roster(ENDING, starts=starts) + added


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An office whose terms have all ended with the year."""
    made = World(tmp_path, people=ENDING)
    made.now = JANUARY
    yield made


def recover(
    world: World,
    text: str,
    *,
    by: Someone = EDITOR,
    second: Someone = PRODUCER,
    line: str = STANDS,
    says: str = SAYS,
    more: dict[str, str] | None = None,
) -> None:
    """One merges with the decree, the other wrote the file and stands for it."""
    files: dict[str, str | bytes | None] = {ROSTER: text, **(more or {})}
    branch = world.propose(files, by=second, trailers=[line] if line else [])
    world.merge(branch, by=by, trailers=[says] if says else [])


def holders(world: World) -> list[str]:
    """Who may approve now, by the roster in force."""
    roster = world.judge(world.now).roster
    assert roster
    roles = frozenset({"pemimpin-redaksi", "wakil-pemimpin-redaksi"})
    return [p.name for p in roster.people if p.roles(world.now.date()) & roles]


def reason(world: World) -> str:
    (held,) = [one for one in world.judge(world.now).held if one.unit == ROSTER]
    return held.reason


def test_two_of_the_office_bring_a_roster_by_decree(world: World) -> None:
    """From then on the new Pemimpin Redaksi approves; it is recorded and said in every run."""
    assert holders(world) == []
    recover(world, with_decree(NEW))
    approvals = world.judge(world.now)
    (act,) = recovery_acts(approvals)
    (told,) = recovery_findings(approvals)

    assert holders(world) == [NEW.name]
    assert (act.kind, act.actor) == (ActKind.RECOVERED, f"{EDITOR.name}, {PRODUCER.name}")
    assert act.extra["basis"] == DECREE and act.extra["version"] == world.oid(ROSTER)
    assert path_of(act) == f"susunan-redaksi/0/pemulihan-{world.tip()[:12]}.yml"
    assert act_from(file_of(act)) == act
    assert told.message == (
        "Susunan ini dipulihkan oleh Sari Sekretaris dan Putra Pengelola pada 4 Januari 2027 "
        "menurut keputusan 7/HK.03/2027, tanpa penyetuju lama. Cocokkan dengan keputusannya."
    )


def renewed(*people: Someone) -> str:
    """The same people, their old terms and those that the decree adds."""
    text = with_decree(NEW)
    for one in people:
        old = f'{one.roles[0]}, sejak: {one.since}, sampai: {END}, keputusan: "1/2026"}}'
        term = f'{{peran: {one.roles[0]}, sejak: 2027-01-01, keputusan: "{DECREE}"}}'
        assert old in text
        text = text.replace(old, f"{old}\n      - {term}")
    return text


def test_decree_may_name_the_whole_office(world: World) -> None:
    """With an editor in office again the ordinary way is open: the recovery becomes history."""
    recover(world, renewed(EDITOR, PRODUCER))
    text = renewed(EDITOR, PRODUCER, PUBLISHER)
    branch = world.propose({ROSTER: text}, by=PRODUCER)
    world.edit(branch, {}, trailers=[f"Disunting-oleh: {EDITOR.name}"])
    world.merge(branch, by=NEW)
    approvals = world.judge(world.now)

    assert approvals.approved[ROSTER] == world.oid(ROSTER)
    assert recovery_findings(approvals) == [] and recovery_acts(approvals) == []


def test_not_while_a_term_runs(tmp_path: Path) -> None:
    """One approver is enough to go the ordinary way, and a clock may be a day off."""
    world = World(tmp_path, people=ENDING)
    for now in (datetime(2026, 12, 30, 9, tzinfo=WITA), datetime(2027, 1, 1, 9, tzinfo=WITA)):
        world.now = now
        recover(world, with_decree(replace(NEW, since=date(2026, 12, 1))))
        assert reason(world).startswith(
            "pemulihan belum boleh: menurut peran.yml masih ada yang berwenang menyetujui sampai "
            "31 Desember 2026."
        )


def test_not_where_a_term_has_no_end(tmp_path: Path) -> None:
    """The Wakil's decree names no end: he approves."""
    people = [replace(one, until=None) if one.name == DEPUTY.name else one for one in ENDING]
    world = World(tmp_path, people=people)
    world.now = JANUARY
    text = roster(people) + NEW.entry().replace('"1/2026"', f'"{DECREE}"')
    recover(world, text)

    assert reason(world).startswith("pemulihan belum boleh")


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"line": ""}, "pemulihan perlu orang kedua"),
        ({"line": f"Pemulihan-oleh: {PUBLISHER.name}"}, "pemulihan perlu orang kedua"),
        ({"second": EDITOR, "line": f"Pemulihan-oleh: {EDITOR.name}"}, "pemulihan perlu orang"),
        ({"second": STRANGER, "line": f"Pemulihan-oleh: {STRANGER.name}"}, "pemulihan perlu orang"),
        ({"by": STRANGER}, "digabungkan dengan surel luar@example.org"),
        ({"says": ""}, "digabungkan oleh Sari Sekretaris, yang pada"),
        ({"says": "Pemulihan-keputusan: 8/HK.03/2027"}, "nomor keputusan «8/HK.03/2027»"),
        ({"more": {PAGE: "ikut"}}, "pemulihan hanya boleh membawa content/peran.yml"),
    ],
)
def test_what_is_missing_is_said(world: World, how: dict[str, object], why: str) -> None:
    """Two people of the office, the decree in message and file, and nothing else in the merge."""
    recover(world, with_decree(NEW), **how)  # type: ignore[arg-type]  # a test's shorthand

    assert reason(world).startswith(why)
    assert holders(world) == []


@pytest.mark.parametrize(
    "text",
    [
        with_decree(NEW, starts=None),  # everything would be imported material
        with_decree(NEW, starts=date(2027, 1, 4)),
        with_decree(NEW).replace("sekretaris@kpu.example", "luar@example.org"),
        with_decree(NEW).replace(f"sampai: {END}", "sampai: 2027-12-31", 3),
        roster(ENDING[1:]) + NEW.entry().replace('"1/2026"', f'"{DECREE}"'),
    ],
)
def test_only_terms_come_with_it(world: World, text: str) -> None:
    """No other address, no longer old term, nobody gone, no other beginning."""
    recover(world, text)

    assert reason(world).startswith("pemulihan hanya boleh menambah orang dan masa jabatan")


def test_every_new_term_carries_the_decree(world: World) -> None:
    """Nobody comes in beside those whom it names."""
    friend = replace(STRANGER, roles=("sekretaris-redaksi",), since=date(2027, 1, 1))
    recover(world, with_decree(NEW) + friend.entry())

    assert reason(world).startswith(f"nomor keputusan «{DECREE}» dalam pesan penggabungan harus")


def test_decree_that_names_no_approver_recovers_nothing(world: World) -> None:
    """The office would stand where it stood."""
    recover(world, with_decree(replace(NEW, roles=("pengelola",))))

    assert reason(world).startswith("nomor keputusan")


@pytest.mark.parametrize("since", ["2027-01-01", "2027-02-01"])
@pytest.mark.parametrize("gaining", [EDITOR, PRODUCER])
def test_nobody_stands_for_herself(world: World, gaining: Someone, since: str) -> None:
    """Whoever becomes an approver by it, be it later, neither merges nor is the second."""
    term = f'{{peran: wakil-pemimpin-redaksi, sejak: {since}, keputusan: "{DECREE}"}}'
    old = f'{gaining.roles[0]}, sejak: {gaining.since}, sampai: {END}, keputusan: "1/2026"}}'
    recover(world, with_decree(NEW).replace(old, f"{old}\n      - {term}"))

    assert holders(world) == []


def test_line_before_the_last_change_is_none(world: World) -> None:
    """What was changed after she stood for it, she did not stand for."""
    branch = world.propose({ROSTER: with_decree()}, by=PRODUCER, trailers=[STANDS])
    world.edit(branch, {ROSTER: with_decree(NEW)}, by=PUBLISHER)
    world.merge(branch, by=EDITOR, trailers=[SAYS])

    assert reason(world).startswith("pemulihan perlu orang kedua")


def test_smuggled_roster_is_none(world: World) -> None:
    """Another file than the one that was stood for."""
    branch = world.propose({ROSTER: with_decree(CHIEF)}, by=PRODUCER, trailers=[STANDS])
    world.merge(branch, by=EDITOR, trailers=[SAYS], smuggle={ROSTER: with_decree(NEW)})

    assert holders(world) == []


def test_second_may_be_a_review_on_the_forge(tmp_path: Path) -> None:
    """On a phone: she approves exactly what is merged; the record in the ledger carries it."""
    world = World(tmp_path, people=ENDING)
    world.send()
    world.now = JANUARY
    with newsroom_of(world) as office:
        number = office.propose({ROSTER: with_decree(NEW)}, by=PUBLISHER)
        office.review(number, by=PRODUCER)
        office.merge(number, by=EDITOR, message=SAYS)
        evidence = office.publish().approvals.evidence[ROSTER]
        again = office.judge(online=False).approvals

    assert (evidence.approver, evidence.editors) == (EDITOR.name, (PRODUCER.name,))
    assert again.evidence[ROSTER] == evidence
