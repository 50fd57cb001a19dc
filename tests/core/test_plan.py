"""The plan is promised minus recorded; where a promise stands is folded from its acts."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from pipeline.core.model import WITA, Channel, Channels, Mode
from pipeline.core.plan import Plan, Step, make_plan
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.promising import Network, Promised
from pipeline.core.standing import Stage, standing
from pipeline.core.stopping import Halt

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
NOT_POSTED, REMOVED = ActKind.NOT_POSTED, ActKind.REMOVED

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
    ([(HANDED, 1), (NOT_POSTED, 1)], Stage.OWED, 1),
    ([(POSTED, 1), (REMOVED, 1)], Stage.SETTLED, 1),
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


STOP = Halt(name="2026-11-23-070000", channel="", by="Ayu Admin", at=NOW - HOUR, reason="")


def plan(
    acts: list[Act],
    *,
    keys: bool = True,
    over: bool = True,
    promised: bool = True,
    stopped: bool = False,
    keeps: int = MASTODON.repeat_seconds,
) -> Plan:
    channel = Channel(id="mastodon", network="mastodon", mode=Mode.AUTOMATIC, label="Mastodon")
    return make_plan(
        [Promised(promise=PROMISE, due=None, since=NOW)] if promised else [],
        acts,
        NOW,
        channels=Channels(site_url="https://jdih.example/", office="KPU", channels=(channel,)),
        networks={"mastodon": replace(MASTODON, repeat_seconds=keeps)},
        credentials={"mastodon"} if keys else set(),
        is_over=lambda run: over,
        halts=[STOP] if stopped else [],
    )


MINUTES = timedelta(minutes=1)
DOUBTS = [
    ([act(INTENT, ago=MINUTES)], {}, Step.REPEAT),
    ([act(INTENT, ago=49 * MINUTES), act(UNKNOWN)], {}, Step.REPEAT),
    ([act(INTENT, ago=51 * MINUTES)], {}, Step.ASK),
    # Claimed by a machine whose clock is ahead of ours: a little, or so much that one is wrong.
    ([act(INTENT, ago=-4 * MINUTES), act(UNKNOWN)], {}, Step.REPEAT),
    ([act(INTENT, ago=-6 * MINUTES), act(UNKNOWN)], {}, Step.ASK),
    ([act(INTENT, ago=-MINUTES), act(UNKNOWN)], {"keeps": 0}, Step.ASK),
    ([act(INTENT, ago=0 * MINUTES), act(UNKNOWN)], {"keeps": 0}, Step.ASK),
    ([act(INTENT, ago=MINUTES)], {"over": False}, Step.LEAVE),
    ([act(INTENT, ago=14 * MINUTES)], {"over": False}, Step.LEAVE),
    ([act(INTENT, ago=16 * MINUTES)], {"over": False}, Step.REPEAT),
    ([act(INTENT, ago=MINUTES), act(UNKNOWN)], {"over": False}, Step.REPEAT),
    ([act(UNKNOWN, ago=MINUTES)], {}, Step.ASK),  # a damaged file: no intent to count from
    ([act(INTENT, ago=MINUTES)], {"keys": False}, Step.PERSON),
    # Withdrawn or corrected since: asked about, never sent again.
    ([act(INTENT, ago=MINUTES)], {"promised": False}, Step.ASK),
    # Stopped since: the same, for a network that keeps its keys may have lost the first.
    ([act(INTENT, ago=MINUTES)], {"stopped": True}, Step.ASK),
]


@pytest.mark.parametrize(("acts", "given", "step"), DOUBTS)
def test_what_is_done_about_a_doubt(acts: list[Act], given: dict[str, Any], step: Step) -> None:
    """Repeated only behind the network's key and in its time; else asked; else a person."""
    (doubt,) = plan(acts, **given).doubtful

    assert doubt.step is step
    assert plan(acts, **given).owed == ()


@pytest.mark.parametrize(
    ("acts", "part"),
    [
        ([], "stopped"),
        ([act(INTENT), act(REFUSED)], "stopped"),
        ([act(HANDED)], "waiting"),
        ([act(INTENT)], "doubtful"),
    ],
)
def test_stop_holds_back_what_is_owed_alone(acts: list[Act], part: str) -> None:
    """What somebody has in hand, or nobody knows of, goes on being asked about."""
    made = plan(acts, stopped=True)
    found = {name for name in ("owed", "stopped", "waiting", "doubtful") if getattr(made, name)}

    assert found == {part}


def test_a_doubt_of_a_channel_that_is_gone_is_a_persons() -> None:
    """The channel left kanal.yml: nobody can be asked, nothing is forgotten."""
    (doubt,) = plan([replace(act(INTENT), channel="lama")]).doubtful

    assert (doubt.step, doubt.channel) == (Step.PERSON, None)


WEEK = ("mastodon", "facebook", "whatsapp")


def whole_plan(acts: list[Act], *items: str, keys: bool = True, withdrawn: str = "") -> list[str]:
    """The lines of a plan for items that go to three networks, the second one at eleven."""
    channels = tuple(
        Channel(id=n, network=n, mode=Mode.AUTOMATIC, label=n.capitalize(), group="Grup JDIH")
        for n in WEEK
    )
    by_hand = replace(MASTODON, automatic=False, repeat_seconds=0)
    later = NOW + 3 * HOUR
    return make_plan(
        [
            Promised(
                promise=Promise(item=item, revision=item.count("b"), channel=channel),
                due=later if item == "2026-11-b" else None,
                since=NOW,
            )
            for item in items
            for channel in WEEK
        ],
        acts,
        NOW,
        channels=Channels(site_url="https://jdih.example/", office="KPU", channels=channels),
        networks={
            "mastodon": MASTODON,
            "facebook": by_hand,
            "whatsapp": replace(by_hand, linked=False),
        },
        credentials={"mastodon"} if keys else set(),
        is_over=lambda run: True,
        withdrawn={withdrawn},
        held=("2026-11-z: 2 temuan",),
    ).lines()


def test_the_plan_prints_itself_item_by_item() -> None:
    """One line for each item with everything that is done for it; what comes later below."""
    assert whole_plan([], "2026-11-a", "2026-11-b") == [
        "Rencana unggahan per 23-11-2026 pukul 08.00 Wita:",
        "  2026-11-a: unggah langsung ke Mastodon; paket untuk Facebook; pesan untuk Whatsapp",
        "Nanti:",
        "  2026-11-b (ralat 1): facebook, mastodon, whatsapp tayang 23-11-2026 pukul 11.00 Wita",
        "Ditahan:",
        "  2026-11-z: 2 temuan",
        "Sudah selesai: 0 unggahan.",
    ]


def test_what_waits_for_people_says_once_what_to_type() -> None:
    """One line for each item, one hint for each kind of wait."""
    acts = [
        act(INTENT),
        act(HANDED, channel="facebook"),
        act(HANDED, channel="whatsapp", ago=26 * HOUR),
        act(HANDED, channel="facebook", item="2026-11-c"),
    ]

    assert whole_plan(acts, "2026-11-a", "2026-11-c", keys=False)[1:] == [
        "  2026-11-c: paket untuk Mastodon; pesan untuk Whatsapp",
        "Tak pasti:",
        "  2026-11-a: mastodon perlu diperiksa orang",
        "  Periksa di jaringannya, lalu ketik: redaksi settle KONTEN KANAL ada ALAMAT, "
        "atau: redaksi settle KONTEN KANAL tidak-ada",
        "Menunggu orang:",
        "  2026-11-a: facebook, whatsapp (diserahkan 22-11-2026)",
        "  2026-11-c: facebook (diserahkan 23-11-2026)",
        "  Setelah selesai ketik: redaksi confirm KONTEN KANAL ALAMAT (whatsapp: tanpa ALAMAT)",
        "Ditahan:",
        "  2026-11-z: 2 temuan",
        "Sudah selesai: 0 unggahan.",
    ]


def test_withdrawn_posts_are_listed_until_somebody_took_them_down() -> None:
    """Every post that the public still sees, where it is and what to type; no machine removes."""
    acts = [
        act(POSTED, url="https://sosial.example/@jdih/7"),
        act(CONFIRMED, channel="whatsapp", extra={"group": "Grup JDIH"}),
        act(CONFIRMED, channel="facebook"),
        act(REMOVED, channel="facebook"),
        act(POSTED, item="2026-11-c"),
    ]

    assert whole_plan(acts, withdrawn="2026-11-a")[1:] == [
        "  tidak ada yang baru untuk diunggah",
        "Sudah ditarik, tetapi unggahannya masih ada:",
        "  2026-11-a: mastodon https://sosial.example/@jdih/7",
        "  Hapus di sana, lalu ketik: redaksi confirm KONTEN KANAL",
        "Sudah ditarik, tetapi grupnya belum diberi tahu:",
        "  2026-11-a: whatsapp Grup JDIH",
        "  Kirim pesan penarikannya dari paket, lalu ketik: redaksi confirm KONTEN KANAL",
        "Ditahan:",
        "  2026-11-z: 2 temuan",
        "Sudah selesai: 0 unggahan.",
    ]


def test_third_refusal_makes_it_a_persons() -> None:
    """The network will not take this post: the kit goes to a person, with the reason."""
    note = "Mastodon menolak (422): terlalu panjang"
    refusals = [act(REFUSED, number, note=note) for number in (1, 2, 3)]
    last = plan(refusals).owed[0]

    assert [plan(refusals[:n]).owed[0].direct for n in (1, 2)] == [True, True]
    assert (last.direct, last.attempt) == (False, 4)
    assert plan(refusals).lines()[1] == (
        f"  2026-11-a: paket untuk Mastodon (ditolak 3 kali, perlu orang: {note})"
    )
    assert plan([*refusals, act(NOT_POSTED, 3)]).owed[0].direct


@pytest.mark.parametrize("why", [{"untried": "ya"}, {"wait_until": "2026-11-23T07:00:00+08:00"}])
def test_what_was_not_the_posts_fault_counts_for_nothing(why: dict[str, str]) -> None:
    """A dead key, a dead line, a network that asks to wait: tried again however often."""
    refusals = [act(REFUSED, number, extra=why) for number in range(1, 9)]

    assert plan(refusals).owed[0].direct


def test_idle_means_nothing_for_the_machine() -> None:
    """Waiting for a person is idle; owing or asking is not."""
    assert plan([act(POSTED)]).idle and plan([act(HANDED)]).idle
    assert plan([act(INTENT)], keys=False).idle
    assert not plan([]).idle and not plan([act(INTENT)]).idle


def test_original_goes_when_its_correction_stands() -> None:
    """Not while the correction is owed; not where it was made in the post itself."""
    old = act(POSTED, url="https://m.example/@a/1", remote_id="1")
    new = act(POSTED, revision=1, url="https://m.example/@a/2", remote_id="2")
    edited = act(CONFIRMED, revision=1, url=old.url)
    gone = act(REMOVED)

    (takedown,) = plan([old, new], promised=False).takedowns
    assert (takedown.act, takedown.replaced) == (old, True)
    assert plan([old]).takedowns == plan([old, edited]).takedowns == ()
    assert plan([old, new, gone]).takedowns == ()
    assert (
        "Sudah diganti ralatnya, tetapi unggahan lamanya masih ada:"
        in plan([old, new], keys=False).lines()
    )
