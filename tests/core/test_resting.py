"""When a run left nothing that the next one would do, and until when that is so."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pipeline.core.findings import Finding, Severity
from pipeline.core.model import WITA, Channel, Mode
from pipeline.core.plan import Doubt, Later, Owed, Plan, Step, Stopped, Takedown, Unordered, Waiting
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.resting import at_rest, rests_until
from pipeline.core.standing import NOTHING_YET
from pipeline.core.verdicts import Approvals, Held
from tests.core.checks.worlds import item

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=WITA)
P = Promise(item="2026-11-a", revision=0, channel="telegram")
CHANNEL = Channel(id="telegram", network="telegram", mode=Mode.AUTOMATIC, label="Telegram")
ACT = Act(kind=ActKind.POSTED, item=P.item, revision=0, channel="telegram", at=NOW, actor="mesin")
QUIET = Plan(
    at=NOW,
    networks={},
    settled=3,
    waiting=(Waiting(promise=P, channel=CHANNEL, since=NOW),),
    later=(Later(promise=P, until=NOW + timedelta(hours=3), reason="tayang"),),
    held=("2026-11-b: contoh",),
)
MOVING = {
    "owed": Owed(promise=P, channel=CHANNEL, attempt=1, direct=True, since=NOW),
    "doubtful": Doubt(promise=P, step=Step.PERSON, standing=NOTHING_YET, channel=CHANNEL),
    "takedowns": Takedown(promise=P, channel=CHANNEL, act=ACT),
    "unordered": Unordered(promise=P),
    "stopped": Stopped(promise=P),
    "unconfirmed": "2026-11-a: terbit darurat",
}
FORCE = Approvals(
    approved={}, evidence={}, landed={}, imported=frozenset(), held=(), roster=None, chain=("a",)
)
HELD = Held(unit="content/konten/2026-11-a", oid="b", commit="c", reason="x", who_may=())
ADVICE = Finding(where="a", rule="b", message="c", severity=Severity.ADVICE)


def test_what_only_people_or_hours_move_lets_a_run_rest() -> None:
    """A kit in somebody's hand, a broadcast to come, an advice: another run would find the same."""
    assert at_rest(QUIET, FORCE, [ADVICE])


@pytest.mark.parametrize("part", MOVING)
def test_what_a_run_would_look_at_again_does_not(part: str) -> None:
    """What is owed, doubtful, to be taken down, ordered or resumed, or in force on credit."""
    assert not at_rest(replace(QUIET, **{part: (MOVING[part],)}), FORCE, ())


def test_what_is_held_does_not_rest() -> None:
    """A version that nobody approved may be approved by a word of the forge, or by a clock."""
    assert not at_rest(QUIET, replace(FORCE, held=(HELD,)), ())
    assert not at_rest(QUIET, FORCE, [replace(ADVICE, severity=Severity.HOLD)])


def test_it_rests_until_the_clock_changes_something() -> None:
    """The end of a pause, the hour of an item that is only on the page, the end of the day."""
    hours = [item(scheduled=NOW + timedelta(hours=n)) for n in (-5, 2)]
    tomorrow = datetime(2026, 11, 26, tzinfo=WITA)

    assert rests_until(QUIET, hours, NOW) == NOW + timedelta(hours=2)
    assert rests_until(QUIET, [item()], NOW) == NOW + timedelta(hours=3)
    assert rests_until(replace(QUIET, later=()), hours[:1], NOW) == tomorrow
