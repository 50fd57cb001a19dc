"""Core: how fast posts go out: a pause after the approval, nothing stale, not too many a day.

What the networks themselves allow is far more; these limits are the office's own, so that a slip
of a person or of this program never floods an account.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.standing import Stage, Standing

if TYPE_CHECKING:
    from pipeline.core.plan import Plan

MOST_A_DAY = 10  # on one channel, where kanal.yml says nothing else
ASK_AFTER_HOURS = 24
# The clock looks twice an hour and may itself be an hour late; later than that is a missed time.
PUNCTUAL = timedelta(hours=1)
# So long after its time a post is what the clock is there for; afterwards once each morning.
FRESH = timedelta(hours=3)
MORNING = 6  # the hour of Wita in which the clock also tries what failed before


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What ``content/kanal.yml`` says of time."""

    pause: timedelta = timedelta()  # jeda: from the approval to the post
    ask_after: timedelta = timedelta(hours=ASK_AFTER_HOURS)  # past `tayang`: a person decides


def posted_today(
    acts: Iterable[Act], recorded: Mapping[Promise, Standing], now: datetime
) -> Counter[str]:
    """How many posts each channel got today, or may have got: a lost answer counts as one."""
    today = now.date()
    begun = {
        act.promise
        for act in acts
        if act.kind in (ActKind.INTENT, ActKind.POSTED)
        and act.at.astimezone(now.tzinfo).date() == today
    }
    return Counter(p.channel for p in begun if recorded[p].stage is not Stage.OWED)


def is_ripe(plan: "Plan") -> bool:
    """Whether the clock should start a publication now.

    A merge starts its own. The clock is for times that have come since; what failed is tried
    again in the first hour of its day, so that a dead key does not start thirty runs.
    """
    if plan.at.hour == MORNING and not plan.idle:
        return True
    return any(
        owed.due and plan.at - owed.due < FRESH and not (owed.last and owed.last.at > owed.due)
        for owed in plan.owed
    )
