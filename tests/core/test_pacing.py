"""Time: a pause after the approval, nothing stale, not too many a day, and when the clock acts."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pipeline.core.model import Correction, Item
from pipeline.core.pacing import Pace, is_ripe
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import Act, ActKind
from pipeline.core.promising import promises
from pipeline.platforms import networks
from tests.stories.posting.desk import MONDAY, channel, channels, corrected, item

HOUR = timedelta(hours=1)
LAST_WEEK = MONDAY - timedelta(days=7)


def plan(
    *items: Item,
    now: datetime = MONDAY,
    pace: Pace = Pace(),  # noqa: B008  # frozen
    acts: list[Act] | None = None,
    most: int = 10,
) -> Plan:
    """The plan of an office with one channel; every item was approved on Monday at eight."""
    office = replace(channels(replace(channel("gladi"), most_a_day=most)), pace=pace)
    landed = dict.fromkeys((one.id for one in items), MONDAY)
    return make_plan(
        promises(items, office, networks(), landed=landed),
        acts or [],
        now,
        channels=office,
        networks=networks(),
        credentials={"gladi"},
        is_over=lambda run: True,
    )


def act(kind: ActKind, name: str, at: datetime) -> Act:
    return Act(kind=kind, item=name, revision=0, channel="gladi", at=at, actor="mesin")


def test_pause_counts_from_the_approval() -> None:
    """`jeda: 30`: half an hour to think again, and then it goes out."""
    pace = Pace(pause=timedelta(minutes=30))
    waits = plan(item("2026-11-a"), now=MONDAY + 0.4 * HOUR, pace=pace)
    goes = plan(item("2026-11-a"), now=MONDAY + 0.5 * HOUR, pace=pace)

    assert "  2026-11-a: gladi dalam jeda sampai 23-11-2026 pukul 08.30 Wita" in waits.lines()
    assert (len(waits.owed), len(goes.owed), goes.later) == (0, 1, ())


def test_later_of_pause_and_time_counts() -> None:
    """`tayang` within the pause waits for the pause; a later one for itself."""
    pace = Pace(pause=HOUR)
    soon = plan(item("2026-11-a", scheduled=MONDAY + 0.5 * HOUR), pace=pace)
    late = plan(item("2026-11-a", scheduled=MONDAY + 2 * HOUR), pace=pace)

    assert [(one.until, one.reason) for one in (*soon.later, *late.later)] == [
        (MONDAY + HOUR, "dalam jeda sampai"),
        (MONDAY + 2 * HOUR, "tayang"),
    ]


def test_missed_time_is_noticed() -> None:
    """Within the day it still goes out, and the plan says how late it is."""
    told = plan(item("2026-11-a", scheduled=MONDAY - 3 * HOUR)).lines()

    assert "  2026-11-a: unggah langsung ke Gladi (terlambat 3 jam)" in told


def test_what_is_long_past_its_time_is_asked_about() -> None:
    """Yesterday's greeting is not posted today: people decide, and the plan says how."""
    stale = item("2026-11-a", scheduled=MONDAY - 25 * HOUR)
    asked = plan(stale)
    patient = plan(stale, pace=Pace(ask_after=timedelta(hours=26)))

    assert asked.owed == () and len(patient.owed) == 1
    assert asked.lines()[2:5] == [
        "Lewat waktu tayang, tidak diunggah sebelum diputuskan:",
        "  2026-11-a: gladi (tayang 22-11-2026 pukul 07.00 Wita)",
        "  Masih perlu? Hapus atau ubah `tayang`-nya lewat usulan. Cukup di halaman? "
        "Tulis `kanal: []`.",
    ]


def test_both_answers_end_the_question() -> None:
    """Without `tayang` it goes out at once; with `kanal: []` it stays on the page alone."""
    assert len(plan(item("2026-11-a")).owed) == 1
    page_only = plan(item("2026-11-a", scheduled=LAST_WEEK, channels=()))

    assert (page_only.owed, page_only.overdue) == ((), ())


def test_correction_does_not_wait_for_its_originals_time() -> None:
    """An original of last week is corrected now; a correction with a time of its own waits."""
    old = corrected(item("2026-11-a", scheduled=LAST_WEEK), 1)
    note = Correction(number=1, day=MONDAY.date(), note="Tahun keliru.")
    planned = item("2026-11-b", scheduled=MONDAY + HOUR, correction=note)

    assert [one.promise.item for one in plan(old, planned).owed] == ["2026-11-a"]


def test_a_channel_gets_no_more_than_its_posts_of_the_day() -> None:
    """What was posted today counts, and what nobody knows of; a refusal does not. Till midnight."""
    acts = [
        act(ActKind.POSTED, "2026-11-a", MONDAY - HOUR),
        act(ActKind.INTENT, "2026-11-b", MONDAY - HOUR),
        act(ActKind.INTENT, "2026-11-c", MONDAY - HOUR),
        act(ActKind.REFUSED, "2026-11-c", MONDAY - HOUR),
        act(ActKind.POSTED, "2026-11-d", MONDAY - 24 * HOUR),
    ]
    items = [item(f"2026-11-{letter}") for letter in "acde"]
    today, tomorrow = (
        plan(*items, acts=acts, most=3, now=now) for now in (MONDAY, MONDAY + 16 * HOUR)
    )

    assert [one.promise.item for one in today.owed] == ["2026-11-c"]
    assert (
        "  2026-11-e: gladi batas 3 unggahan sehari tercapai, lanjut 24-11-2026 pukul 00.00 Wita"
    ) in today.lines()
    assert [one.promise.item for one in tomorrow.owed] == ["2026-11-c", "2026-11-e"]


RIPE = [
    (item("2026-11-a", scheduled=MONDAY), [], MONDAY + 0.5 * HOUR, True),
    (item("2026-11-a", scheduled=MONDAY), [], MONDAY - 0.5 * HOUR, False),
    # Its own merge has started a run already; nothing has come since.
    (item("2026-11-a"), [], MONDAY + HOUR, False),
    # Tried since its time, and refused: tried again each morning, not twice an hour.
    (
        item("2026-11-a", scheduled=MONDAY),
        [act(ActKind.REFUSED, "2026-11-a", MONDAY + 0.1 * HOUR)],
        MONDAY + HOUR,
        False,
    ),
    (item("2026-11-a"), [], MONDAY + 22.2 * HOUR, True),
    (item("2026-11-a"), [act(ActKind.POSTED, "2026-11-a", MONDAY)], MONDAY + 22.2 * HOUR, False),
]


@pytest.mark.parametrize(("one", "acts", "now", "ripe"), RIPE)
def test_clock_starts_what_has_come_since(
    one: Item, acts: list[Act], now: datetime, ripe: bool
) -> None:
    """Not what a merge has started, not what failed an hour ago."""
    assert is_ripe(plan(one, acts=acts, now=now)) is ripe
