"""Documents: `documents`: the office's sheets of each item as PDF, from Git and the ledger."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.commands import say_findings
from pipeline.control import control_cards, photographs
from pipeline.core.acknowledging import acknowledged
from pipeline.core.control_card import ControlCard
from pipeline.core.findings import Blocked, Finding, blocking
from pipeline.core.findings_text import summary_page
from pipeline.core.model import Item, Roster
from pipeline.core.posting import Act, Post, Promise
from pipeline.core.practice import NETWORK
from pipeline.core.progress import meeting_on
from pipeline.core.status import ITEMS
from pipeline.desk import Desk, Prepared, World, gather, open_desk, prepare
from pipeline.doubts import doubts
from pipeline.edge.branches import address
from pipeline.edge.files import append
from pipeline.render.documents import Office
from pipeline.render.files import keep_only, write_if_changed
from pipeline.render.records import Records
from pipeline.workplace import catch_up

FOLDER = "dokumen"  # below build/: never published


def documents(root: Path, items: Sequence[str], *, every: bool) -> int:
    """Write what applies to each item; what cannot be written is said, and the rest goes on."""
    return write_documents(open_desk(root), items, every=every)


def write_documents(desk: Desk, items: Sequence[str], *, every: bool) -> int:
    """Gather, set, write: one folder per item."""
    repo = desk.repository()
    catch_up(desk, repo)
    world = gather(desk, repo, desk.build / "disetujui", fetch=False)
    chosen, held = _chosen(world, items, every=every)
    prepared = prepare(desk, world, desk.build / "kartu")
    names = {item.id for item in chosen}
    findings = doubts(world, names) + held
    folders = tuple(f"{ITEMS}{name}/" for name in names)
    findings += [f for f in prepared.drawn.findings if f.where.startswith(folders)]
    acts: dict[str, list[Act]] = {}
    for act in world.acts:
        acts.setdefault(act.item, []).append(act)
    with TemporaryDirectory() as scratch:
        office = Office(desk.site, Path(scratch))
        findings += office.findings
        today, made = desk.clock().date(), [] if office.findings else chosen
        cards = control_cards(world, made, today, address(repo))
        for number, card in enumerate(cards, 1):
            desk.progress(f"dokumen {number}/{len(chosen)}: {card.item.id}")
            known = _records(world, prepared, card, acts.get(card.item.id, ()))
            findings += _write(desk, office, known)
    findings = sorted(set(findings))
    say_findings(findings)
    if desk.settings.summary:
        told = f"{len(made)} konten dibuatkan dokumen; unduh di halaman ini, bagian Artifacts."
        append(desk.settings.summary, summary_page(findings, [told]))
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


def _chosen(world: World, items: Sequence[str], *, every: bool) -> tuple[list[Item], list[Finding]]:
    """The items that are meant; of those that have findings, the findings."""
    content = world.content
    if every:
        items = sorted({**content.items, **content.unfinished})
    if not items and not every:
        raise Blocked(
            "konten belum disebut",
            where="redaksi documents",
            remedy="ketik nama foldernya, atau --all untuk semua; daftarnya: redaksi status",
        )
    if unknown := [n for n in items if n not in content.items and n not in content.unfinished]:
        raise Blocked(
            f"konten {unknown[0]} tidak ada di antara yang disetujui",
            where="content/konten",
            remedy="ketik nama foldernya; daftarnya: redaksi status",
        )
    held = {f"{ITEMS}{name}/" for name in items if name in content.unfinished}
    found = [f for f in blocking(world.findings) if f"{f.where}/".startswith(tuple(held))]
    return [content.items[n] for n in dict.fromkeys(items) if n in content.items], found


def _records(world: World, prepared: Prepared, card: ControlCard, acts: Sequence[Act]) -> Records:
    """Everything that is known of one item."""
    content, item = world.content, card.item
    roster = world.approvals.roster or Roster(people=(), effective_from=None)
    minutes = meeting_on(item, content.minutes.values())
    numbers = {item.disposisi, *(minutes.disposisi if minutes else ())}
    channels = content.channels.channels if content.channels else ()

    def posts(channel: str) -> Post | None:
        promise = Promise(item=item.id, revision=item.revision, channel=channel)
        return prepared.posts.get(promise.key)

    return Records(
        card=card,
        content=content,
        disposisi=content.disposisi.get(item.disposisi),
        minutes=minutes,
        photographs=tuple(photographs(world, minutes)),
        evidence=world.approvals.evidence.get(f"{ITEMS}{item.id}"),
        roster=roster,
        acts=tuple(sorted(acts, key=lambda act: act.at)),
        received=tuple(acknowledged(world.acts, numbers, roster)),
        posts={channel.id: post for channel in channels if (post := posts(channel.id))},
        cards=prepared.drawn.cards.get(item.id, ()),
        rehearsal=any(channel.network == NETWORK for channel in channels),
    )
