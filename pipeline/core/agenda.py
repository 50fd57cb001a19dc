"""Core: the editorial calendar: what goes out when, which days stay empty, what clashes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.core.model import WITA, Calendar, Item, Series
from pipeline.core.occasions import Span, spans
from pipeline.core.status_matter import Matter

SIGHT = 14  # days for which a meeting fills the series: it meets every other week
AHEAD = 35  # days for which national days and stages are told: content for them takes weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """One item on the day it goes out."""

    day: date
    at: datetime | None  # tayang; None: it went out when it was approved
    item: str
    series: str
    channels: frozenset[str]
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A weekday of a series for which nothing is set."""

    day: date
    series: Series
    candidates: tuple[str, ...] = ()  # drafts of the series that have no time yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Several items on one day and on the same channels."""

    day: date
    items: tuple[str, ...]
    channels: tuple[str, ...]  # by their labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What a meeting decides on."""

    today: date
    broadcasts: tuple[Broadcast, ...]  # past ones, too: the month view shows them
    gaps: tuple[Gap, ...]
    clashes: tuple[Clash, ...]
    spans: tuple[Span, ...]  # national days and stages that are coming or under way
    year: tuple[Span, ...]  # all that a view of months may show, days off included
    dues: Mapping[str, Sequence[Matter]]  # by person, what has a last day

    @property
    def until(self) -> date:
        """The last day for which gaps and clashes are told."""
        return self.today + timedelta(days=SIGHT - 1)

    @property
    def late(self) -> tuple[Matter, ...]:
        return tuple(matter for matter in self._due() if matter.late)

    @property
    def tasks(self) -> tuple[Matter, ...]:
        """What meetings have assigned and nobody has begun, while there is time left."""
        return tuple(matter for matter in self._due() if matter.step == "4" and not matter.late)

    def _due(self) -> Iterable[Matter]:
        """Each matter with a last day once, whoever shares it."""
        found = {(m.subject, m.step): m for matters in self.dues.values() for m in matters}
        return found.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the calendar is made from."""

    items: Iterable[Item]  # as approved
    drafts: Iterable[Item]
    landed: Mapping[str, datetime]  # item -> approval of the version in force
    imported: Collection[str]  # items older than the system
    series: Iterable[Series]
    channels: Mapping[str, str]  # those that are posted to: id to label
    calendar: Calendar
    holidays: Mapping[date, str]
    people: Mapping[str, Sequence[Matter]]


def make_agenda(planned: Planned, today: date) -> Agenda:
    """Compute the calendar of the next weeks."""
    drafts, kept = list(planned.drafts), planned.calendar
    broadcasts = sorted(_broadcasts(planned, drafts), key=lambda one: (one.day, one.item))
    ahead = [today + timedelta(days=n) for n in range(SIGHT)]
    free = [Span(day, day, f"Libur: {name}") for day, name in planned.holidays.items()]
    first, last = today - timedelta(days=62), today + timedelta(days=366)
    dues = {
        name: sorted((m for m in matters if m.due), key=lambda m: (m.due or today, m.subject))
        for name, matters in planned.people.items()
    }
    return Agenda(
        today=today,
        broadcasts=tuple(broadcasts),
        gaps=tuple(_gaps(planned, drafts, broadcasts, ahead)),
        clashes=tuple(_clashes(broadcasts, ahead, planned.channels)),
        spans=tuple(spans(kept.occasions, kept.phases, today, today + timedelta(days=AHEAD))),
        year=tuple(sorted([*free, *spans(kept.occasions, kept.phases, first, last)])),
        dues={name: tuple(matters) for name, matters in dues.items() if matters},
    )


def _broadcasts(planned: Planned, drafts: Iterable[Item]) -> Iterable[Broadcast]:
    """What is approved on its day; of drafts those that name a time."""
    seen = set()
    for item in planned.items:
        at = item.scheduled or planned.landed.get(item.id)
        if item.withdrawal or at is None or (item.id in planned.imported and not item.scheduled):
            continue
        seen.add(item.id)
        yield _broadcast(planned, item, at, approved=True)
    for item in drafts:
        if item.scheduled and item.id not in seen:
            yield _broadcast(planned, item, item.scheduled, approved=False)


def _broadcast(planned: Planned, item: Item, at: datetime, *, approved: bool) -> Broadcast:
    wanted = planned.channels if item.channels is None else item.channels
    return Broadcast(
        day=at.astimezone(WITA).date(),
        at=item.scheduled,
        item=item.id,
        series=item.series,
        channels=frozenset(wanted) & frozenset(planned.channels),
        approved=approved,
    )


def _gaps(
    planned: Planned,
    drafts: Sequence[Item],
    broadcasts: Sequence[Broadcast],
    ahead: Sequence[date],
) -> Iterable[Gap]:
    """The weekdays of series without an item; the first one names the drafts that could fill it."""
    taken = {(one.day, one.series) for one in broadcasts}
    loose: dict[str, list[str]] = {}
    approved = {one.item for one in broadcasts if one.approved}
    for draft in drafts:
        if draft.scheduled is None and draft.id not in approved:
            loose.setdefault(draft.series, []).append(draft.id)
    weekly = [series for series in planned.series if series.weekday is not None]
    for day in ahead:
        for series in weekly:
            if series.weekday == day.weekday() and (day, series.id) not in taken:
                candidates = tuple(sorted(loose.pop(series.id, ())))
                yield Gap(day=day, series=series, candidates=candidates)


def _clashes(
    broadcasts: Sequence[Broadcast], ahead: Sequence[date], labels: Mapping[str, str]
) -> Iterable[Clash]:
    """Days on which two items want one channel; all that share any channel are told together."""
    for day in ahead:
        here = [one for one in broadcasts if one.day == day]
        wanted = [channel for one in here for channel in one.channels]
        twice = {channel for channel in wanted if wanted.count(channel) > 1}
        items = sorted(one.item for one in here if one.channels & twice)
        if items:
            yield Clash(
                day=day, items=tuple(items), channels=tuple(sorted(labels[one] for one in twice))
            )
