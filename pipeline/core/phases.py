"""Core: phases of an election, such as the quiet days, in which some series are not posted.

In *masa tenang* nobody campaigns (UU 7/2017 Pasal 278): the office then posts what it must.
A correction and a withdrawal mend what is public already, so no phase holds them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from pipeline.core.checks.saying import advise, hold
from pipeline.core.content import Content
from pipeline.core.contests import EVERY_SERIES, Phase
from pipeline.core.days import plain_day
from pipeline.core.findings import Finding
from pipeline.core.model import WITA, Item
from pipeline.core.plan import Later, Owed, Plan

CALENDAR = "content/kalender.yml"


def sound_phases(content: Content) -> Iterator[Finding]:
    """A phase names series that exist; nothing is to go out in one that holds its series.

    Binds drafts alone: what went out before a phase was entered stays as it is.
    """
    for phase in content.calendar.phases:
        for name in (*phase.held, *phase.warned):
            if name != EVERY_SERIES and name not in content.series:
                near = get_close_matches(name, [*content.series, EVERY_SERIES], n=1)
                advice = (
                    f'maksudnya "{near[0]}"?' if near else f'tulis "{EVERY_SERIES}" bila semua.'
                )
                message = f'Ubah rubrik pada tahapan "{phase.name}": "{name}" tidak ada; {advice}'
                yield Finding(where=CALENDAR, line=phase.line, rule="rubrik-asing", message=message)
    for item in (*content.items.values(), *content.unfinished.values()):
        yield from _scheduled(item, content.calendar.phases)


def _scheduled(item: Item, phases: Iterable[Phase]) -> Iterator[Finding]:
    if item.scheduled is None or _mends(item):
        return
    day = item.scheduled.astimezone(WITA).date()
    for phase in (one for one in phases if one.first <= day <= one.last):
        when = f"{plain_day(day)} termasuk {phase.name} ({_span(phase)})"
        if phase.holds(item.series):
            message = f"Pindahkan tayang: {when}, dan rubrik {item.series} ditahan selama itu."
            yield hold(item, "scheduled", "tahapan", message)
        elif phase.warns(item.series):
            message = f"Periksa lagi isinya, atau pindahkan tayang: {when}."
            yield advise(item, "scheduled", "tahapan", message)


def outside_phases(plan: Plan, items: Mapping[str, Item], phases: Iterable[Phase]) -> Plan:
    """What a phase of today holds waits for the day after it."""
    today, phases = plan.at.astimezone(WITA).date(), tuple(phases)
    owed: list[Owed] = []
    later: list[Later] = []
    for one in plan.owed:
        phase = _holding(items.get(one.promise.item), phases, today)
        if phase is None:
            owed.append(one)
            continue
        until = datetime.combine(phase.last + timedelta(days=1), time(), tzinfo=WITA)
        reason = f"{phase.name} ({_span(phase)}), menunggu"
        later.append(Later(promise=one.promise, until=until, reason=reason))
    return replace(plan, owed=tuple(owed), later=(*plan.later, *later))


def _holding(item: Item | None, phases: Iterable[Phase], day: date) -> Phase | None:
    """The last to end of the phases that hold the item that day."""
    if item is None or _mends(item):
        return None
    found = [p for p in phases if p.first <= day <= p.last and p.holds(item.series)]
    return max(found, key=lambda phase: phase.last, default=None)


def _mends(item: Item) -> bool:
    return item.correction is not None or item.withdrawal is not None


def _span(phase: Phase) -> str:
    first, last = plain_day(phase.first), plain_day(phase.last)
    return first if first == last else f"{first} sampai {last}"
