"""Core: the money that a channel may cost in a month. What would go beyond it waits for the next.

Each attempt counts from the moment it is claimed, at the price in its intent: rather too much
than too little.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from pipeline.core.model import WITA
from pipeline.core.plan import Later, Owed, Plan
from pipeline.core.posting import Act, ActKind

DOLLAR = 1000  # in thousandths, as prices are given


def within_means(plan: Plan, acts: Iterable[Act], costs: Mapping[str, int]) -> Plan:
    """What the office is ready to pay this month, in the order owed; the rest is for later.

    A network that costs money and was given no limit is posted to by hand. ``costs`` are by the
    promise's key; one that is missing is judged when its post is worded.
    """
    now = plan.at.astimezone(WITA)
    spent = _spent(acts, now)
    owed: list[Owed] = []
    later: list[Later] = []
    for one in plan.owed:
        channel = one.channel
        if not one.direct or not plan.networks[channel.network].priced:
            owed.append(one)
        elif not channel.monthly_dollars:
            owed.append(replace(one, direct=False))
        else:
            total = spent.get(channel.id, 0) + costs.get(one.promise.key, 0)
            if total > channel.monthly_dollars * DOLLAR:
                until = _next_month(now)
                reason = f"batas {channel.monthly_dollars} dolar sebulan tercapai, menunggu"
                later.append(Later(promise=one.promise, until=until, reason=reason))
            else:
                spent[channel.id] = total
                owed.append(one)
    return replace(plan, owed=tuple(owed), later=(*plan.later, *later))


def _spent(acts: Iterable[Act], now: datetime) -> dict[str, int]:
    """What each channel has cost since the first of the month."""
    spent: dict[str, int] = {}
    for act in acts:
        at = act.at.astimezone(WITA)
        if act.kind is ActKind.INTENT and (at.year, at.month) == (now.year, now.month):
            price = act.extra.get("cost", "")
            spent[act.channel] = spent.get(act.channel, 0) + (int(price) if price.isdigit() else 0)
    return spent


def _next_month(now: datetime) -> datetime:
    year, month = divmod(now.year * 12 + now.month, 12)
    return now.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
