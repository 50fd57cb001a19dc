"""A correction is written into the post that is up, where only its words have changed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from pipeline.core.content import Content
from pipeline.core.likeness import differing
from pipeline.core.model import Item, Withdrawal
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import Act, ActKind
from pipeline.core.promising import promises
from pipeline.platforms import networks
from pipeline.render.edition import Edition
from tests.stories.posting.desk import MONDAY, channel, channels, corrected, item

ONE = item("2026-11-a")
RALAT = corrected(ONE, 1)
URL = "https://t.me/jdihpinrang/45"
POSTED = Act(
    kind=ActKind.POSTED,
    item=ONE.id,
    revision=0,
    channel="telegram",
    at=MONDAY,
    actor="mesin",
    url=URL,
    remote_id="45",
    extra={"pictures": "sidik"},
)
AMENDED = replace(POSTED, revision=1, at=MONDAY + timedelta(hours=1))
CLAIM = replace(AMENDED, kind=ActKind.INTENT, url="", remote_id="", extra={"rewrites": f"45 {URL}"})


def planned(acts: Iterable[Act], one: Item = RALAT, seal: str = "sidik") -> Plan:
    of, known = channels(channel("telegram")), networks()
    return make_plan(
        promises([one], of, known),
        acts,
        MONDAY + timedelta(days=1),
        channels=of,
        networks=known,
        credentials={"telegram"},
        is_over=lambda run: True,
        withdrawn={one.id} if one.withdrawal else (),
        seals={f"{one.id}/1/telegram": seal},
    )


def into(*acts: Act, seal: str = "sidik") -> list[Act | None]:
    return [owed.rewrites for owed in planned(acts, seal=seal).owed]


def test_the_plan_says_which_post_is_changed() -> None:
    """The same pictures: the very post; once refused, or with other ones: a post of its own."""
    refused = replace(AMENDED, kind=ActKind.REFUSED, url="", remote_id="", extra={})

    assert into(POSTED) == [POSTED]
    said = "  2026-11-a (ralat 1): sunting unggahan yang ada di Telegram"
    assert said in planned([POSTED]).lines()
    assert into(POSTED, refused) == into(POSTED, seal="lain") == [None]


def test_only_what_the_program_posted_and_still_shows_is_changed() -> None:
    """Not what a person posted, what was taken down, or what was found there."""
    by_hand = replace(POSTED, kind=ActKind.CONFIRMED, remote_id="")
    removed = replace(POSTED, kind=ActKind.REMOVED)

    assert into(by_hand) == into(POSTED, removed) == into(replace(POSTED, extra={})) == [None]


def test_a_lost_answer_is_written_once_more() -> None:
    """Also on Telegram, which shows nothing: no person has to look."""
    (doubt,) = planned([POSTED, CLAIM]).doubtful

    assert doubt.step == "ulang"
    told = "  2026-11-a (ralat 1): telegram disunting sekali lagi, dengan teks yang sama"
    assert told in planned([POSTED, CLAIM]).lines()


def test_one_address_is_one_post() -> None:
    """It is not replaced by itself, goes down once, stands once on the page, and is mended."""
    gone = Withdrawal(day=date(2026, 11, 25), reason="Keliru.")
    both, differs = [POSTED, AMENDED], {"difference": "teksnya berbeda"}
    found = replace(POSTED, kind=ActKind.CHECKED, url="", extra=differs)
    taken = [one.promise for one in planned(both, replace(RALAT, withdrawal=gone)).takedowns]
    edition = Edition(content=Content(), cards={}, acts=tuple(both))

    assert planned(both).takedowns == () and taken == [AMENDED.promise]
    assert edition.posts(RALAT) == [AMENDED]
    assert differing([POSTED, found]) == (found,)
    assert differing([*both, found]) == ()
