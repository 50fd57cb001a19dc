"""Overview: gathers what is under way, from Git, ledger and forge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.core.agenda import Agenda, Planned, make_agenda
from pipeline.core.checks.unwritten import nothing_left_to_write
from pipeline.core.content import Content
from pipeline.core.days import Workdays
from pipeline.core.evenness import uneven
from pipeline.core.findings import blocking
from pipeline.core.forge import Proposal
from pipeline.core.model import Item, Mode, Roster
from pipeline.core.ordering import wait_for_orders
from pipeline.core.phases import outside_phases
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import ActKind
from pipeline.core.progress import Past, StepRecord, planned_day, progress
from pipeline.core.promising import given_orders, promises
from pipeline.core.reminding import by_person
from pipeline.core.spending import within_means
from pipeline.core.status import ITEMS, Known, take_stock
from pipeline.core.status_drafts import Draft, draft_steps
from pipeline.core.status_matter import Status
from pipeline.core.status_text import midnight
from pipeline.core.verdicts import GATE_RULE
from pipeline.desk import Desk, World, gather, landed_items
from pipeline.edge.drafts import Branch, read_drafts
from pipeline.edge.holidays import workdays
from pipeline.platforms import PLATFORMS, networks
from pipeline.render.pages_team import team_folder
from pipeline.retelling import branch_of, news

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The world with what lies in proposals, and the office's days."""

    world: World
    drafts: Sequence[Draft]
    items: dict[str, Item]  # of the drafts, by unit
    days: Workdays
    status: Status
    until: datetime  # when it must be told anew, though nothing has changed


def team_address(world: World) -> str:
    channels = world.content.channels
    return f"{channels.site_url}{team_folder(channels.site_url)}/" if channels else ""


def look(desk: Desk) -> View:
    """Gather everything that is under way, after asking the server for news."""
    repo = desk.repository()
    return view_of(desk, repo, news(desk, repo))


def view_of(desk: Desk, repo: "Repository", proposals: Sequence[Proposal]) -> View:
    with TemporaryDirectory() as scratch:
        world = gather(desk, repo, Path(scratch), fetch=False)
    main = world.approvals.chain[-1]
    branches = read_drafts(repo, main, also=[branch_of(proposal) for proposal in proposals])
    return survey(desk, world, branches, proposals)


def stock(desk: Desk, world: World) -> View | None:
    """Take stock for the team's page with the proposals that were last fetched; asks nobody."""
    if not world.approvals.chain:
        return None
    branches = read_drafts(desk.repository(), world.approvals.chain[-1])
    return survey(desk, world, branches)


def survey(
    desk: Desk, world: World, branches: Sequence[Branch], proposals: Sequence[Proposal] = ()
) -> View:
    """Take stock of a world that was gathered already."""
    content, now = world.content, desk.clock()
    drafts = list(_drafts(desk, branches, proposals, content))
    starts = [at.year for at in world.approvals.landed.values()] + [now.year]
    days = workdays(content.calendar, range(min(starts), now.year + 2), content.sop)
    sop = content.sop.steps if content.sop else ()
    plan = plan_ahead(desk, world)
    known = Known(
        items=content.items,
        disposisi=content.disposisi,
        minutes=content.minutes,
        approvals=world.approvals,
        plan=plan,
        uneven=uneven(plan, content.items, content.contests, content.channels, world.acts),
        acts=world.acts,
        drafts=drafts,
        performers={step.number: step.performers.roles for step in sop},
        limits={step.number: step.time.at_most for step in sop if step.time},
        whatsapp=whatsapp(world),
        faulty=_faulty(world),
    )
    return View(
        world=world,
        drafts=drafts,
        items={u: item for branch in branches for u, item in branch.items.items() if item},
        days=days,
        status=take_stock(known, days, now),
        until=min([midnight(now), *(later.until for later in known.plan.later)]),
    )


def agenda_of(desk: Desk, view: View) -> Agenda:
    """The calendar of what was gathered."""
    content, approvals = view.world.content, view.world.approvals
    channels = content.channels.channels if content.channels else ()
    return make_agenda(
        Planned(
            items=content.items.values(),
            drafts=view.items.values(),
            landed=landed_items(view.world),
            imported={unit.rpartition("/")[2] for unit in approvals.imported},
            series=content.series.values(),
            # Of two items that are shared with a group on one day nobody complains.
            channels={
                channel.id: channel.label
                for channel in channels
                if channel.mode is not Mode.OFF
                and (known := PLATFORMS.get(channel.network))
                and known.LINKED
            },
            calendar=content.calendar,
            holidays=view.days.holidays,
            people=by_person(view.status),
        ),
        desk.clock().date(),
    )


def _drafts(
    desk: Desk, branches: Iterable[Branch], proposals: Iterable[Proposal], content: Content
) -> Iterable[Draft]:
    """One for each unit that a proposal changes."""
    known = {branch_of(proposal): proposal for proposal in proposals}
    for branch in branches:
        proposal = known.get(branch.name)
        for unit in sorted(set().union(*(step.units for step in branch.side))):
            item = branch.items.get(unit)
            yield Draft(
                unit=unit,
                branch=branch.name,
                title=item.title if item else unit.removeprefix("content/"),
                disposisi=item.disposisi if item else "",
                side=branch.side,
                at=desk.clock(),
                url=proposal.url if proposal else "",
                ready=not proposal.draft if proposal else None,
                unwritten=item is not None and any(nothing_left_to_write(item, content)),
            )


def plan_ahead(desk: Desk, world: World) -> Plan:
    """What a run would find to do, without drawing and wording anything."""
    content, channels, now = world.content, world.content.channels, desk.clock()
    if channels is None:
        return Plan(at=now, networks=networks())
    faulty = _faulty(world)
    promised = promises(
        content.items.values(),
        channels,
        networks(),
        imported={unit.rsplit("/", 1)[-1] for unit in world.approvals.imported},
        orders=given_orders(world.acts),
        landed=landed_items(world),
    )
    automatic = [channel for channel in channels.channels if channel.mode is Mode.AUTOMATIC]
    plan = make_plan(
        [one for one in promised if one.promise.item not in faulty],
        world.acts,
        now,
        channels=channels,
        networks=networks(),
        credentials={channel.id for channel in automatic if desk.connect(channel)},
        is_over=desk.settings.is_over,
        withdrawn={item.id for item in content.items.values() if item.withdrawal},
        halts=world.halts,
    )
    plan = outside_phases(plan, content.items, content.calendar.phases)
    return wait_for_orders(within_means(plan, world.acts, {}), content.sop, world.acts)


def _faulty(world: World) -> dict[str, int]:
    """How many findings hold an approved item back; a newer version's lack of approval does not."""
    found: dict[str, int] = {}
    for finding in blocking(world.findings):
        if finding.rule != GATE_RULE and finding.where.startswith(ITEMS):
            name = finding.where.split("/")[2]
            found[name] = found.get(name, 0) + 1
    return found


def whatsapp(world: World) -> list[str]:
    """The ids of the channels that are WhatsApp groups."""
    channels = world.content.channels.channels if world.content.channels else ()
    return [c.id for c in channels if c.network in PLATFORMS and not PLATFORMS[c.network].LINKED]


def steps(
    world: World, item: Item, days: Workdays, today: date, *, draft: Draft | None = None
) -> tuple[StepRecord, ...]:
    """The nine steps of one item, with the SOP's limits in its days; of a draft its own."""
    content, roster = world.content, world.approvals.roster
    known = roster or Roster(people=(), effective_from=None)
    past = Past(
        item=item,
        disposisi=content.disposisi.get(item.disposisi),
        minutes=content.minutes.values(),
        history=world.history,
        evidence=world.approvals.evidence.get(f"{ITEMS}{item.id}"),
        roster=known,
        acts=world.acts,
        whatsapp=whatsapp(world),
        planned=planned_day(item),
    )
    if draft:
        found = draft_steps(draft, known, today)
        # What was recorded is of the version in force; the meeting's invitation is of both.
        received = [act for act in world.acts if act.kind is ActKind.ACKNOWLEDGED]
        past = replace(past, evidence=None, acts=received, draft=found)
    limits = {s.number: s.time.at_most for s in content.sop.steps if s.time} if content.sop else {}
    return progress(past, days=days, limits=limits, today=today)
