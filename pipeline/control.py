"""Control: gathers the kartu kendali of items: the card of each from Git, records and ledger."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.core.control_card import ControlCard, control_card
from pipeline.core.days import DayUnit, Workdays
from pipeline.core.history import CALENDAR
from pipeline.core.model import Item, Minutes
from pipeline.core.posting import SETTLING, Act, ActKind
from pipeline.core.progress import meeting_on
from pipeline.desk import World, landed_items
from pipeline.doubts import doubts
from pipeline.edge.forge_links import commit_page, file_page
from pipeline.edge.git import MAIN
from pipeline.edge.holidays import calendar_version, workdays
from pipeline.edge.ledger_paths import BRANCH, path_of
from pipeline.edge.pictures import pictures_beside
from pipeline.overview import steps, whatsapp

_BY_KIND = {ActKind.APPROVAL: "7", ActKind.DISCUSSION: "7", ActKind.ORDER: "8"}
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
RECENT = 31  # days that a finished item's card stays on the team's page
MOST = 60  # cards on that page, for a phone that opens it


def recent(world: World, under_way: Iterable[str], today: date) -> list[Item]:
    """Approved items that are not finished, then those approved not long ago; newest first."""
    landed, open_items = landed_items(world), set(under_way)
    imported = {unit.rpartition("/")[2] for unit in world.approvals.imported}
    found = [
        item
        for item in world.content.items.values()
        if item.id in landed
        and item.id not in imported
        and (item.id in open_items or (today - landed[item.id].date()).days <= RECENT)
    ]
    found.sort(key=lambda item: (item.id in open_items, landed[item.id], item.id), reverse=True)
    return found[:MOST]


def control_cards(
    world: World, items: Iterable[Item], today: date, remote: str = ""
) -> Iterator[ControlCard]:
    """The cards of these items. Each sees its own acts alone: a year has eight thousand.

    ``remote``: the repository's address, where a forge shows its files.
    """
    counted = calendar_of(world)
    acts: dict[str, list[Act]] = {}
    received = []
    for act in world.acts:
        if act.kind is ActKind.ACKNOWLEDGED:
            received.append(act)
        else:
            acts.setdefault(act.item, []).append(act)
    days, content = days_of(world, today), world.content
    items = list(items)
    doubtful: dict[str, list[str]] = {}
    for one in doubts(world, {item.id for item in items}):
        name = one.where.removeprefix(f"{BRANCH}:").partition("/")[0]
        doubtful.setdefault(name, []).append(f"{one.where}: {one.message}")
    for item in items:
        minutes = meeting_on(item, content.minutes.values())
        alone = replace(world, acts=[*acts.get(item.id, ()), *received])
        card = control_card(
            item,
            steps(alone, item, days, today),
            content.sop,
            disposisi=content.disposisi.get(item.disposisi),
            minutes=minutes,
            photographs=len(photographs(world, minutes)),
            days=days,
            calendar=_with_recorded(counted, alone.acts),
            today=today,
        )
        card = _proved(card, acts.get(item.id, ()), whatsapp(world), remote)
        yield replace(card, doubts=tuple(doubtful.get(item.id, ())))


def _proved(
    card: ControlCard, acts: Iterable[Act], shared: Collection[str], remote: str
) -> ControlCard:
    """Name the ledger's own files among the proofs, and where a forge shows each proof."""
    files = _recorded(card.item, acts, shared)
    steps = []
    for step in card.steps:
        proofs = (*step.record.evidence, *files.get(step.record.step, ()))
        steps.append(replace(step, record=replace(step.record, evidence=proofs)))
    named = {proof for step in steps for proof in step.record.evidence}
    found = {proof: page for proof in named if (page := _page(proof, remote))}
    return replace(card, steps=tuple(steps), addresses=found)


def _recorded(item: Item, acts: Iterable[Act], shared: Collection[str]) -> dict[str, list[str]]:
    """The ledger's files by step; of several receipts the folder they lie in."""
    last: dict[tuple[str, str], str] = {}
    for act in sorted(acts, key=lambda act: act.at):
        step = _BY_KIND.get(act.kind, "")
        if act.kind in SETTLING:
            step = "9b" if act.channel in shared else "9a"
        if step and act.revision == item.revision:
            last[step, act.channel or act.kind] = f"{BRANCH}:{path_of(act)}"
    found: dict[str, list[str]] = {}
    for (step, _), path in last.items():
        found.setdefault(step, []).append(path)
    folder = [f"{BRANCH}:{item.id}/{item.revision}"]
    return {k: folder if k[0] == "9" and len(v) > 1 else v for k, v in found.items()}


def _page(proof: str, remote: str) -> str:
    """Where the forge shows a commit, a file of main or one of the ledger; "" for anything else."""
    if proof.startswith(f"{BRANCH}:"):
        return file_page(remote, BRANCH, proof.removeprefix(f"{BRANCH}:"))
    if proof.startswith("content/"):
        return file_page(remote, MAIN, proof)
    return commit_page(remote, proof) if _COMMIT.fullmatch(proof) else ""


def calendar_of(world: World) -> str:
    """Which calendar days are counted with: the library's version, and the office's own."""
    sop = world.content.sop
    if sop and sop.days.unit is DayUnit.CALENDAR:
        return "hari kalender, setiap hari dihitung"
    own = world.approvals.approved.get(CALENDAR, "")
    return f"{calendar_version()}" + (f", {CALENDAR} versi {own[:12]}" if own else "")


def _with_recorded(counted: str, acts: Iterable[Act]) -> str:
    """And, where the record of the approval names another, that one too."""
    recorded = [act for act in acts if act.kind is ActKind.APPROVAL and act.extra.get("calendar")]
    last = max(recorded, key=lambda act: act.at, default=None)
    other = last.extra["calendar"] if last else counted
    return counted if other == counted else f"{counted} (saat disetujui: {other})"


def photographs(world: World, minutes: Minutes | None) -> list[Path]:
    """The pictures that the office put beside the minutes, as they were approved."""
    return pictures_beside((world.folder / minutes.where).parent) if minutes else []


def days_of(world: World, today: date) -> Workdays:
    """The office's days from the first record to next year."""
    content = world.content
    years = [one.at.year for one in content.disposisi.values()]
    years += [one.day.year for one in content.minutes.values()]
    years += [at.year for at in world.approvals.landed.values()]
    return workdays(content.calendar, range(min([*years, today.year]), today.year + 2), content.sop)
