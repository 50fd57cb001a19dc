"""Core: whether a run left all as the next one would find it, and until when. Decides only that."""

from collections.abc import Iterable
from datetime import datetime

from pipeline.core.findings import Finding, blocking
from pipeline.core.model import Item
from pipeline.core.plan import Plan
from pipeline.core.status_text import midnight
from pipeline.core.verdicts import Approvals


def at_rest(plan: Plan, approvals: Approvals, findings: Iterable[Finding]) -> bool:
    """Nothing is owed, doubtful, held, ordered from a person or to be taken down."""
    moving = (
        *(plan.owed, plan.doubtful, plan.takedowns, plan.unordered, plan.stopped),
        *(plan.unconfirmed, approvals.held, approvals.unconfirmed),
    )
    return not any(moving) and not blocking(findings)


def rests_until(plan: Plan, items: Iterable[Item], now: datetime) -> datetime:
    """When the clock alone changes something: a day ends, a pause, or an item's hour comes."""
    hours = [item.scheduled for item in items if item.scheduled]
    coming = [at for at in (*hours, *(later.until for later in plan.later)) if at > now]
    return min([midnight(now), *coming])
