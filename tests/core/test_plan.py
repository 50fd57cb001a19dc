"""The plan is promised minus recorded; where a promise stands is folded from its acts."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pipeline.core.model import WITA, Channel, Channels, Mode
from pipeline.core.plan import Plan, Step, make_plan
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.promising import Network, Promised
from pipeline.core.standing import Stage, standing

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)
PROMISE = Promise(item="2026-11-a", revision=0, channel="mastodon")
HOUR = timedelta(hours=1)


def act(kind: ActKind, attempt: int = 1, *, ago: timedelta = HOUR, **more: object) -> Act:
    plain = Act(
        kind=kind,
        item=PROMISE.item,
        revision=PROMISE.revision,
        channel=PROMISE.channel,
        attempt=attempt,
        at=NOW - ago,
        actor="mesin",
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # a test's shorthand


INTENT, POSTED, REFUSED = ActKind.INTENT, ActKind.POSTED, ActKind.REFUSED
UNKNOWN, HANDED, CONFIRMED = ActKind.UNKNOWN, ActKind.HANDED_OVER, ActKind.CONFIRMED
NOT_POSTED = ActKind.NOT_POSTED

STANDINGS = [
    ([], Stage.OWED, 0),
    ([(INTENT, 1)], Stage.DOUBTFUL, 1),
    ([(INTENT, 1), (POSTED, 1)], Stage.SETTLED, 1),
    ([(POSTED, 1)], Stage.SETTLED, 1),
    ([(INTENT, 1), (REFUSED, 1)], Stage.OWED, 1),
    ([(INTENT, 1), (REFUSED, 1), (INTENT, 2)], Stage.DOUBTFUL, 2),
    ([(INTENT, 1), (REFUSED, 1), (INTENT, 2), (POSTED, 2)], Stage.SETTLED, 2),
    ([(INTENT, 1), (UNKNOWN, 1)], Stage.DOUBTFUL, 1),
    ([(INTENT, 1), (UNKNOWN, 1), (POSTED, 1)], Stage.SETTLED, 1),
    ([(INTENT, 1), (UNKNOWN, 1), (NOT_POSTED, 1)], Stage.OWED, 1),
    ([(INTENT, 1), (NOT_POSTED, 1)], Stage.OWED, 1),
    ([(UNKNOWN, 1), (NOT_POSTED, 2)], Stage.OWED, 2),
    # A receipt that arrives after a person said "not there" wins: the post is there.
    ([(INTENT, 1), (NOT_POSTED, 1), (POSTED, 1)], Stage.SETTLED, 1),
    # A later attempt, however clean, does not answer an earlier doubt.
    ([(INTENT, 1), (INTENT, 2), (REFUSED, 2)], Stage.DOUBTFUL, 2),
    ([(UNKNOWN, 1), (REFUSED, 1)], Stage.DOUBTFUL, 1),
    ([(HANDED, 1)], Stage.WAITING, 1),
    ([(HANDED, 1), (CONFIRMED, 1)], Stage.SETTLED, 1),
    ([(INTENT, 1), (REFUSED, 1), (HANDED, 2)], Stage.WAITING, 2),
]


@pytest.mark.parametrize(("acts", "stage", "attempt"), STANDINGS)
def test_where_a_promise_stands(
    acts: list[tuple[ActKind, int]], stage: Stage, attempt: int
) -> None:
    """Only a receipt settles, only a clean refusal or a person makes it owed again."""
    stands = standing(act(kind, number) for kind, number in acts)

    assert (stands.stage, stands.attempt) == (stage, attempt)


def test_order_of_the_files_means_nothing() -> None:
    """The fold is the same whichever way the ledger is listed."""
    acts = [act(INTENT), act(UNKNOWN), act(NOT_POSTED), act(INTENT, 2)]

    assert standing(acts) == standing(reversed(acts))


MASTODON = Network(label="Mastodon", automatic=True, public=True, linked=True, repeat_seconds=3000)


def plan(acts: list[Act], *, keys: bool = True, over: bool = True, promised: bool = True) -> Plan:
    channel = Channel(id="mastodon", network="mastodon", mode=Mode.AUTOMATIC, label="Mastodon")
    return make_plan(
        [Promised(promise=PROMISE, due=None)] if promised else [],
        acts,
        NOW,
        channels=Channels(site_url="https://jdih.example/", office="KPU", channels=(channel,)),
        networks={"mastodon": MASTODON},
        credentials={"mastodon"} if keys else set(),
        is_over=lambda run: over,
    )


MINUTES = timedelta(minutes=1)
DOUBTS = [
    ([act(INTENT, ago=MINUTES)], {}, Step.REPEAT),
    ([act(INTENT, ago=49 * MINUTES), act(UNKNOWN)], {}, Step.REPEAT),
    ([act(INTENT, ago=51 * MINUTES)], {}, Step.ASK),
    ([act(INTENT, ago=MINUTES)], {"over": False}, Step.LEAVE),
    ([act(INTENT, ago=14 * MINUTES)], {"over": False}, Step.LEAVE),
    ([act(INTENT, ago=16 * MINUTES)], {"over": False}, Step.REPEAT),
    ([act(INTENT, ago=MINUTES), act(UNKNOWN)], {"over": False}, Step.REPEAT),
    ([act(UNKNOWN, ago=MINUTES)], {}, Step.ASK),  # a damaged file: no intent to count from
    ([act(INTENT, ago=MINUTES)], {"keys": False}, Step.PERSON),
    # Withdrawn or corrected since: asked about, never sent again.
    ([act(INTENT, ago=MINUTES)], {"promised": False}, Step.ASK),
]


@pytest.mark.parametrize(("acts", "given", "step"), DOUBTS)
def test_what_is_done_about_a_doubt(acts: list[Act], given: dict[str, bool], step: Step) -> None:
    """Repeated only behind the network's key and in its time; else asked; else a person."""
    (doubt,) = plan(acts, **given).doubtful

    assert doubt.step is step
    assert plan(acts, **given).owed == ()


def test_a_doubt_of_a_channel_that_is_gone_is_a_persons() -> None:
    """The channel left kanal.yml: nobody can be asked, nothing is forgotten."""
    (doubt,) = plan([replace(act(INTENT), channel="lama")]).doubtful

    assert (doubt.step, doubt.channel) == (Step.PERSON, None)


def test_the_plan_prints_itself() -> None:
    """One line per promise, with what to type where a person is needed."""
    lines = plan([act(INTENT)], keys=False).lines()

    assert lines == [
        "Rencana unggahan per 23-11-2026 pukul 08.00 WITA:",
        "  tak pasti: 2026-11-a → mastodon, periksa di jaringannya, lalu ketik: "
        "redaksi settle 2026-11-a mastodon ada ALAMAT, atau tidak-ada",
        "  tidak ada yang terutang",
        "  selesai: 0 janji",
    ]


def test_idle_means_nothing_for_the_machine() -> None:
    """Waiting for a person is idle; owing or asking is not."""
    assert plan([act(POSTED)]).idle and plan([act(HANDED)]).idle
    assert plan([act(INTENT)], keys=False).idle
    assert not plan([]).idle and not plan([act(INTENT)]).idle
