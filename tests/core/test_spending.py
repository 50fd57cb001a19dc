"""A channel that costs money: what the office is ready to pay, month by month."""

from datetime import datetime, timedelta

from pipeline.core.model import WITA, Channel, Mode
from pipeline.core.plan import Owed, Plan
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.promising import Network
from pipeline.core.spending import within_means

NOW = datetime(2026, 12, 31, 23, 0, tzinfo=WITA)
NETWORKS = {
    name: Network(
        label=name, automatic=True, public=True, linked=True, priced=name == "x", repeat_seconds=0
    )
    for name in ("x", "mastodon")
}


def channel(name: str = "x", dollars: int = 1) -> Channel:
    return Channel(id=name, network=name, mode=Mode.AUTOMATIC, label=name, monthly_dollars=dollars)


def plan(*channels: Channel, direct: bool = True) -> Plan:
    """Each channel owes items a, b, c, in this order."""
    owed = [
        Owed(
            promise=Promise(item=f"2026-12-{letter}", revision=0, channel=one.id),
            channel=one,
            attempt=1,
            direct=direct,
            since=NOW,
        )
        for one in channels
        for letter in "abc"
    ]
    return Plan(at=NOW, owed=tuple(owed), networks=NETWORKS)


def intent(at: datetime, cost: str, channel: str = "x") -> Act:
    return Act(
        kind=ActKind.INTENT,
        item="2026-12-lama",
        revision=0,
        channel=channel,
        at=at,
        actor="mesin",
        extra={"cost": cost},
    )


COSTS = {f"2026-12-{letter}/0/x": 400 for letter in "abc"}


def test_what_fits_the_month_goes_out_and_the_rest_waits_for_the_next() -> None:
    """A dollar pays two posts of forty cents; the third begins the new year."""
    found = within_means(plan(channel(), channel("mastodon")), [], COSTS)

    assert [one.promise.key for one in found.owed] == [
        "2026-12-a/0/x",
        "2026-12-b/0/x",
        "2026-12-a/0/mastodon",
        "2026-12-b/0/mastodon",
        "2026-12-c/0/mastodon",
    ]
    assert found.lines()[-3:-1] == [
        "Nanti:",
        "  2026-12-c: x batas 1 dolar sebulan tercapai, menunggu 01-01-2027 pukul 00.00 Wita",
    ]


def test_attempts_of_this_month_count_and_others_do_not() -> None:
    """At the price in the intent; last month's, another channel's and free ones are nothing."""
    acts = [
        intent(NOW - timedelta(days=30), "250"),
        intent(NOW - timedelta(hours=1), "350"),
        intent(NOW - timedelta(days=40), "900"),
        intent(NOW, "900", channel="x-lain"),
        intent(NOW, ""),
    ]

    assert [one.promise.item for one in within_means(plan(channel()), acts, COSTS).owed] == [
        "2026-12-a"
    ]


def test_without_a_limit_a_person_posts() -> None:
    """Nobody said what it may cost: the kit, for every item."""
    found = within_means(plan(channel(dollars=0)), [], COSTS)

    assert [one.direct for one in found.owed] == [False] * 3 and found.later == ()


def test_what_a_person_posts_costs_nothing() -> None:
    """A hand-over is not counted, whatever was spent."""
    found = within_means(plan(channel(), direct=False), [intent(NOW, "1000")], COSTS)

    assert len(found.owed) == 3
