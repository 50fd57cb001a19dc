"""Core: what is under way: how far each thing has come, in how many days, and whose turn it is.

Pure: the plan, the drafts, the records and the day go in. The page for the team, `status` and the
reminder all tell this one value.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.core.acknowledging import acknowledged
from pipeline.core.model import Disposisi, Item, Minutes, Role, Roster, Task
from pipeline.core.plan import Later, Overdue, Owed, Plan, Stopped, Unordered
from pipeline.core.plan_text import halt_note
from pipeline.core.posting import Act, ActKind
from pipeline.core.progress import Days, planned_day
from pipeline.core.status_drafts import Draft, turn
from pipeline.core.status_matter import Mark, Matter, Status
from pipeline.core.status_posts import Open, begun, mark_of, open_note
from pipeline.core.status_seen import differing, faulted, unread
from pipeline.core.verdicts import Approvals, Held

ITEMS = "content/konten/"


_ORDER = {mark: number for number, mark in enumerate(Mark)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was gathered to tell it from."""

    items: Mapping[str, Item]
    disposisi: Mapping[str, Disposisi]
    minutes: Mapping[str, Minutes]
    approvals: Approvals
    plan: Plan
    acts: Sequence[Act]
    drafts: Sequence[Draft]
    performers: Mapping[int, Sequence[Role]]  # by step of the SOP
    limits: Mapping[int, int]  # days by step of the SOP
    whatsapp: Collection[str]  # ids of the channels that are WhatsApp groups
    faulty: Mapping[str, int]  # approved items with findings that hold them, and how many
    uneven: Sequence[str] = ()  # who stands in an election and is up on some networks only


def take_stock(known: Known, days: Days, now: datetime) -> Status:
    """Tell everything that is not finished, the late first, then the doubtful."""
    stock = _Stock(known, days, now.date())
    matters = [*stock.posts(), *stock.drafts(), *stock.held(), *stock.faulty()]
    matters += [*stock.unconfirmed(), *stock.seen()]
    matters += [*stock.tasks(), *stock.orders()]
    imported = stock.imported & known.items.keys()
    open_items = {matter.subject for matter in matters}
    return Status(
        at=now,
        matters=tuple(sorted(matters, key=_rank)),
        finished=sum(item not in open_items and item not in imported for item in known.items),
        imported=len(imported),
        notes=(
            *_notes(known.approvals.roster),
            *known.uneven,
            *map(halt_note, known.plan.halts),
            *unread(known.items, known.acts, known.approvals),
        ),
    )


def _rank(matter: Matter) -> tuple[int, int, int, str]:
    return -matter.late, _ORDER[matter.mark], -matter.used, matter.subject


def _notes(roster: Roster | None) -> tuple[str, ...]:
    if roster is None:
        return ("content/peran.yml belum berlaku: belum diketahui siapa memegang peran apa.",)
    if roster.effective_from is None:
        return ("`berlaku_mulai` di content/peran.yml belum diisi: belum ada yang diunggah.",)
    return ()


class _Stock:
    """The parts of the list, each from its own source."""

    def __init__(self, known: Known, days: Days, today: date) -> None:
        self.known, self.days, self.today = known, days, today
        self.roster = known.approvals.roster or Roster(people=(), effective_from=None)
        units = known.approvals.imported
        self.imported = {u.removeprefix(ITEMS) for u in units if u.startswith(ITEMS)}

    def posts(self) -> Iterable[Matter]:
        """Steps 8 and 9: what the plan says is owed, doubtful, waiting or to be taken down."""
        plan = self.known.plan
        groups: dict[str, list[Open]] = {}
        parts: tuple[Sequence[Open], ...]
        parts = (
            plan.doubtful,
            plan.takedowns,
            plan.waiting,
            plan.owed,
            plan.stopped,
            plan.unordered,
            plan.overdue,
            plan.later,
        )
        for one in (one for part in parts for one in part):
            groups.setdefault(one.promise.item, []).append(one)
        ordered = {
            (act.item, act.revision): act.at.date()
            for act in self.known.acts
            if act.kind is ActKind.ORDER
        }
        for name, group in groups.items():
            yield self._post(name, group, ordered)

    def _post(
        self,
        name: str,
        group: Sequence[Open],
        ordered: Mapping[tuple[str, int], date],
    ) -> Matter:
        item = self.known.items.get(name)
        first = group[0]
        landed = self.known.approvals.landed.get(f"{ITEMS}{name}")
        order = ordered.get((name, first.promise.revision))
        base = Matter(
            subject=name,
            title=item.title if item else name,
            step="8",
            mark=mark_of(first),
            note=open_note(group),
        )
        if isinstance(first, Later | Stopped):
            return replace(base, since=landed.date() if landed else None)
        if isinstance(first, Unordered | Overdue) or (isinstance(first, Owed) and order is None):
            planned = planned_day(item) if item else None
            return self._timed(base, max(landed.date(), planned or date.min) if landed else None)
        shared = {one.promise.channel in self.known.whatsapp for one in group}
        return self._timed(replace(base, step="9b" if shared == {True} else "9a"), begun(group))

    def drafts(self) -> Iterable[Matter]:
        """Steps 5 to 7: what lies in proposals; what is not written yet is still in step 4."""
        for draft in self.known.drafts:
            step, since, authors = turn(draft, self.roster, self.today)
            base = Matter(
                subject=draft.unit.removeprefix("content/").removeprefix("konten/"),
                title=draft.title,
                step=step,
                note=draft.note or ("masih kerangka, belum selesai ditulis" if step == "4" else ""),
                where=draft.url or draft.branch,
            )
            given = [one for one in self._given() if one[1].item == base.subject]
            if step == "4" and given and base.subject not in self.known.items:
                yield self._task(base, *given[0])
            else:
                yield self._timed(base, since, without=authors if step == "7" else ())

    def held(self) -> Iterable[Matter]:
        """Versions that are on main and that nobody approved."""
        proposed = {draft.unit for draft in self.known.drafts}
        for held in self.known.approvals.held:
            if held.unit not in proposed:
                yield self._held(held)

    def unconfirmed(self) -> Iterable[Matter]:
        """Step 7, second half: an emergency that the Pemimpin Redaksi has to confirm."""
        for evidence in self.known.approvals.unconfirmed:
            name, urgent = evidence.unit.removeprefix(ITEMS), evidence.urgent
            item = self.known.items.get(name)
            if urgent is None:
                continue
            base = Matter(
                subject=name,
                title=item.title if item else name,
                step="7",
                mark=Mark.WAITING,
                note=f"terbit darurat oleh {evidence.approver}, menunggu dikukuhkan",
                where=evidence.record.url if evidence.record else "",
            )
            roles, without = (Role.EDITOR_IN_CHIEF,), evidence.authors
            told = self._timed(base, evidence.at.date(), roles=roles, without=without)
            late = max(self.days.between(urgent.due, self.today), 0)
            yield replace(told, limit=1, due=urgent.due, late=late)

    def seen(self) -> Iterable[Matter]:
        """What a machine or a person found wrong in what is up."""
        items, drafted = self.known.items, {draft.unit for draft in self.known.drafts}
        open_to = {name: item for name, item in items.items() if f"{ITEMS}{name}" not in drafted}
        found = [*differing(self.known.plan, items)]
        found += faulted(open_to, self.known.acts, self.known.approvals)
        return (self._timed(matter, since) for matter, since in found)

    def _held(self, held: Held) -> Matter:
        name = held.unit.removeprefix("content/").removeprefix("konten/")
        item = self.known.items.get(name)
        base = Matter(
            subject=name,
            title=item.title if item else name,
            step="7",
            mark=Mark.HELD,
            note=held.reason,
        )
        return replace(self._timed(base, None), people=held.who_may)

    def faulty(self) -> Iterable[Matter]:
        """Approved, but with findings: it stays on the page and is not posted."""
        for name, count in self.known.faulty.items():
            item, landed = self.known.items.get(name), self.known.approvals.landed
            base = Matter(
                subject=name,
                title=item.title if item else name,
                step="8",
                mark=Mark.HELD,
                note=f"{count} temuan harus diperbaiki lewat usulan",
            )
            if name not in self.imported:
                at = landed.get(f"{ITEMS}{name}")
                yield self._timed(base, at.date() if at else None)

    def tasks(self) -> Iterable[Matter]:
        """Step 4: what a meeting decided and nobody has begun."""
        begun = {draft.unit for draft in self.known.drafts}
        begun |= {held.unit for held in self.known.approvals.held}
        for minutes, task in self._given():
            if task.item not in self.known.items and f"{ITEMS}{task.item}" not in begun:
                base = Matter(subject=task.item, title=task.item, step="4", note="belum dimulai")
                yield self._task(base, minutes, task)

    def _given(self) -> Iterable[tuple[Minutes, Task]]:
        """What meetings have decided since the office adopted the system."""
        for minutes in self.known.minutes.values():
            if not self._is_old(minutes.where.rpartition("/")[0]):
                yield from ((minutes, task) for task in minutes.tasks)

    def _task(self, base: Matter, minutes: Minutes, task: Task) -> Matter:
        """Its days run from the meeting; the meeting's own last day counts where it is earlier."""
        told = self._timed(base, minutes.day, roles=(task.role,))
        due = min(task.due, told.due or task.due)
        return replace(told, due=due, late=max(self.days.between(due, self.today), 0))

    def orders(self) -> Iterable[Matter]:
        """Step 2: a disposisi that no meeting has taken up; acknowledged, the meeting is next."""
        taken = {number for minutes in self.known.minutes.values() for number in minutes.disposisi}
        taken |= {item.disposisi for item in self.known.items.values()}
        taken |= {draft.disposisi for draft in self.known.drafts}
        for disposisi in self.known.disposisi.values():
            if disposisi.number in taken or self._is_old(disposisi.where):
                continue
            base = Matter(
                subject=f"disposisi/{disposisi.number}",
                title=disposisi.subject or f"Disposisi {disposisi.number}",
                step="2",
                note="rapat belum dicatat",
            )
            received = acknowledged(self.known.acts, {disposisi.number}, self.roster)
            if received:
                note = f"undangan diterima {len(received)} orang, rapat belum dicatat"
                base = replace(base, step="3", note=note)
            yield self._timed(base, (received[0] if received else disposisi).at.date())

    def _is_old(self, unit: str) -> bool:
        return unit in self.known.approvals.imported

    def _timed(
        self,
        matter: Matter,
        since: date | None,
        *,
        roles: Sequence[Role] = (),
        without: Collection[str] = (),
    ) -> Matter:
        """Add whose turn it is by the SOP, and the days: the day it begins is day 0."""
        number = int(matter.step[0])
        acting = tuple(roles or self.known.performers.get(number, ()))
        holders = self.roster.holders(frozenset(acting), self.today)
        limit = self.known.limits.get(number)
        due = self.days.add(since, limit) if since and limit else None
        return replace(
            matter,
            roles=acting,
            people=tuple(one.name for one in holders if one.name not in without),
            since=since,
            used=max(self.days.between(since, self.today), 0) if since else 0,
            limit=limit,
            due=due,
            late=max(self.days.between(due, self.today), 0) if due else 0,
            unit=self.days.unit,
        )
