"""Core: what is known of a period, folded once: posts, steps, new items, what stayed open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pipeline.core.dossier import ITEMS
from pipeline.core.model import WITA, Item, Series
from pipeline.core.periods import Period
from pipeline.core.posting import SETTLING, Act, ActKind, Promise
from pipeline.core.progress import Days, State, StepRecord
from pipeline.core.reach import MISSING, Reach
from pipeline.core.standing import Stage, standings
from pipeline.core.verdicts import Approvals, Evidence

LEGAL, OTHER = "edukasi hukum", "bukan edukasi hukum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One step that was done, with the working days since the step before."""

    item: str
    revision: int
    record: StepRecord
    took: int | None


@dataclass(frozen=True, kw_only=True)  # no slots: what is folded once is kept
class Facts:
    """Everything that is counted, gathered by the caller."""

    period: Period
    items: Mapping[str, Item]
    series: Mapping[str, Series]
    channels: Mapping[str, tuple[str, str]]  # id -> label of the channel, name of its network
    approvals: Approvals
    acts: Sequence[Act]
    rounds: Mapping[str, Sequence["Round"]]  # what was approved of each item
    steps: Mapping[tuple[str, int], Sequence[StepRecord]]  # by item and correction
    days: Days
    limits: Mapping[int, int]
    reach: Mapping[Promise, Reach] = field(default_factory=dict)

    @cached_property
    def receipts(self) -> list[Act]:
        """What was posted or shared in the period: one for each promise, the first that counts."""
        first: dict[Promise, Act] = {}
        for act in sorted(self.acts, key=lambda act: (act.at, act.attempt)):
            if act.kind in SETTLING:
                first.setdefault(act.promise, act)
        found = [act for act in first.values() if act.at in self.period]
        return sorted(found, key=lambda act: (act.at, act.item, act.revision, act.channel))

    @cached_property
    def removed(self) -> dict[Promise, Act]:
        return {
            a.promise: a for a in self.acts if a.kind is ActKind.REMOVED and a.at in self.period
        }

    @cached_property
    def begun(self) -> list[str]:
        """The items that came into force for the first time in the period."""
        return [
            unit.removeprefix(ITEMS)
            for unit, past in self.approvals.past.items()
            if unit.startswith(ITEMS) and past[0].at in self.period
        ]

    @cached_property
    def done(self) -> list[Done]:
        """The steps done in the period; a correction begins with its draft."""
        found = []
        for (name, revision), records in sorted(self.steps.items()):
            before: date | None = None
            for record in records:
                if record.state is not State.DONE or record.day is None:
                    continue
                if record.day in self.period:
                    since = record.since or before
                    took = max(self.days.between(since, record.day), 0) if since else None
                    found.append(Done(item=name, revision=revision, record=record, took=took))
                before = max(before or record.day, record.day)
        return found

    @cached_property
    def waiting(self) -> list[tuple[Promise, Act, Stage]]:
        """What was open at the end of the period: handed over, or without an answer."""
        until = [act for act in self.acts if act.at.astimezone(WITA).date() <= self.period.last]
        found = [
            (promise, stands.act, stands.stage)
            for promise, stands in standings(until).items()
            if stands.act and stands.stage in (Stage.WAITING, Stage.DOUBTFUL)
        ]
        mine = [one for one in found if one[1].at in self.period]
        return sorted(mine, key=lambda one: (one[1].at, one[0].key))

    def reached(self, act: Act) -> str:
        """What is told where a figure would stand and none is known."""
        figure = self.reach.get(act.promise)
        return figure.measure.value if figure else MISSING if act.url else "tanpa tautan"

    def title(self, item: str) -> str:
        return self.items[item].title if item in self.items else item

    def legal(self, item: str) -> str:
        """Whether an item counts as legal education; of a series that is gone it is unknown."""
        series = self.series.get(self.items[item].series) if item in self.items else None
        return "tidak diketahui" if series is None else LEGAL if series.legal else OTHER

    def series_name(self, item: str) -> str:
        if item not in self.items:
            return "tidak diketahui"
        series = self.series.get(self.items[item].series)
        return series.name if series else self.items[item].series

    def network(self, channel: str) -> str:
        return self.channels.get(channel, (channel, channel))[1]

    def label(self, channel: str) -> str:
        return self.channels.get(channel, (channel, channel))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One publication of an item: the first, or a correction. What its steps are told from."""

    id: str
    where: str
    disposisi: str
    revision: int
    evidence: Evidence


def rounds(item: Item, past: Sequence[Evidence], acts: Sequence[Act]) -> list[Round]:
    """Every publication that the office approved, by the first approval of each.

    Which correction a version was, the ledger says; of one that is not recorded: as the one before.
    """
    known = {a.extra.get("version"): a.revision for a in acts if a.kind is ActKind.APPROVAL}
    found: dict[int, Round] = {}
    revision = 0
    for number, evidence in enumerate(past, 1):
        if evidence.oid is None:
            continue
        fallback = item.revision if number == len(past) else revision
        revision = known.get(evidence.oid, fallback)
        one = Round(
            id=item.id,
            where=item.where,
            disposisi=item.disposisi,
            revision=revision,
            evidence=evidence,
        )
        found.setdefault(revision, one)
    return list(found.values())
