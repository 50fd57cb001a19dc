"""Documents: `documents`: the office's sheets of each item as PDF, from Git and the ledger."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.commands import say_findings
from pipeline.core.acknowledging import acknowledged
from pipeline.core.content import Content
from pipeline.core.control_card import ControlCard, control_card
from pipeline.core.days import Workdays
from pipeline.core.findings import Blocked, Finding, blocking
from pipeline.core.model import Item, Roster
from pipeline.core.practice import NETWORK
from pipeline.core.progress import meeting_on
from pipeline.core.status import ITEMS
from pipeline.desk import Desk, Prepared, World, catch_up, gather, open_desk, prepare
from pipeline.edge.holidays import calendar_version, workdays
from pipeline.overview import steps
from pipeline.render.document_meeting import photographs_beside
from pipeline.render.documents import Office
from pipeline.render.files import keep_only, write_if_changed
from pipeline.render.records import Records

FOLDER = "dokumen"  # below build/: never published


def documents(root: Path, items: Sequence[str], *, every: bool) -> int:
    """Write what applies to each item; what cannot be written is said, and the rest goes on."""
    return write_documents(open_desk(root), items, every=every)


def write_documents(desk: Desk, items: Sequence[str], *, every: bool) -> int:
    """Gather, set, write: one folder per item."""
    repo = desk.repository()
    catch_up(desk, repo)
    world = gather(desk, repo, desk.build / "disetujui", fetch=False)
    chosen = _chosen(world.content, items, every=every)
    prepared = prepare(desk, world, desk.build / "kartu")
    findings: list[Finding] = []
    days = _days(world, desk)
    with TemporaryDirectory() as scratch:
        office = Office(desk.site, Path(scratch))
        findings += office.findings
        for number, item in enumerate(chosen if not office.findings else (), 1):
            desk.progress(f"dokumen {number}/{len(chosen)}: {item.id}")
            findings += _write(desk, office, records(desk, world, prepared, item, days))
    say_findings(sorted(set(findings)))
    return 1 if blocking(findings) else 0


def _write(desk: Desk, office: Office, known: Records) -> list[Finding]:
    """Put one item's documents in its folder; what no longer applies is taken out of it."""
    folder = desk.build / FOLDER / known.item.id
    made = list(office.documents(known))
    files = [one for one in made if not isinstance(one, Finding)]
    for name, content in files:
        write_if_changed(folder / name, content)
    keep_only([name for name, _ in files], folder)
    if not files:
        shutil.rmtree(folder, ignore_errors=True)
    desk.say(f"{known.item.id}: {len(files)} dokumen di {folder}")
    return [one for one in made if isinstance(one, Finding)]


def _chosen(content: Content, items: Sequence[str], *, every: bool) -> list[Item]:
    if every:
        return [content.items[name] for name in sorted(content.items)]
    if not items:
        raise Blocked(
            "konten belum disebut",
            where="redaksi documents",
            remedy="ketik nama foldernya, atau --all untuk semua; daftarnya: redaksi status",
        )
    if unknown := [name for name in items if name not in content.items]:
        raise Blocked(
            f"konten {unknown[0]} tidak ada di antara yang disetujui",
            where="content/konten",
            remedy="ketik nama foldernya; daftarnya: redaksi status",
        )
    return [content.items[name] for name in dict.fromkeys(items)]


def _days(world: World, desk: Desk) -> Workdays:
    """The office's working days from the first record to next year."""
    content, year = world.content, desk.clock().year
    years = [one.at.year for one in content.disposisi.values()]
    years += [one.day.year for one in content.minutes.values()]
    years += [at.year for at in world.approvals.landed.values()]
    return workdays(content.calendar, range(min([*years, year]), year + 2))


def card_of(desk: Desk, world: World, item: Item, days: Workdays) -> ControlCard:
    """The kartu kendali of one approved item."""
    content, today = world.content, desk.clock().date()
    minutes = meeting_on(item, content.minutes.values())
    photographs = photographs_beside((world.folder / minutes.where).parent) if minutes else []
    calendar = world.approvals.approved.get("content/kalender.yml", "")
    own = f", content/kalender.yml versi {calendar[:12]}" if calendar else ""
    return control_card(
        item,
        steps(world, item, days, today),
        content.sop,
        disposisi=content.disposisi.get(item.disposisi),
        minutes=minutes,
        photographs=len(photographs),
        days=days,
        calendar=f"{calendar_version()}{own}",
        today=today,
    )


def records(desk: Desk, world: World, prepared: Prepared, item: Item, days: Workdays) -> Records:
    """Everything that is known of one item."""
    content = world.content
    roster = world.approvals.roster or Roster(people=(), effective_from=None)
    minutes = meeting_on(item, content.minutes.values())
    mine = sorted((act for act in world.acts if act.item == item.id), key=lambda act: act.at)
    numbers = {item.disposisi, *(minutes.disposisi if minutes else ())}
    posts = [p for p in prepared.posts.values() if p.promise.item == item.id]
    channels = content.channels.channels if content.channels else ()
    return Records(
        card=card_of(desk, world, item, days),
        content=content,
        disposisi=content.disposisi.get(item.disposisi),
        minutes=minutes,
        photographs=tuple(
            photographs_beside((world.folder / minutes.where).parent) if minutes else ()
        ),
        evidence=world.approvals.evidence.get(f"{ITEMS}{item.id}"),
        roster=roster,
        acts=tuple(mine),
        received=tuple(acknowledged(world.acts, numbers, roster)),
        posts={p.promise.channel: p for p in posts if p.promise.revision == item.revision},
        cards=prepared.drawn.cards.get(item.id, ()),
        rehearsal=any(channel.network == NETWORK for channel in channels),
    )
