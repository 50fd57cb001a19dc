"""Desk: gathers what a command decides on: what is approved, read, drawn, worded and recorded.

Says nothing and posts nothing. commands.py is the sequence; this is its first verb.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core import checks
from pipeline.core.believing import believed
from pipeline.core.content import Content
from pipeline.core.emergency import ITEMS, unconfirmed_finding, unconfirmed_lines
from pipeline.core.findings import Blocked, Finding, Gate, blocking
from pipeline.core.model import Mode
from pipeline.core.ordering import wait_for_orders
from pipeline.core.phases import outside_phases
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import Act, Post
from pipeline.core.promising import demo_notes, given_orders, promises
from pipeline.core.recording import lost_approvals, unsent
from pipeline.core.recovery import recovery_findings
from pipeline.core.spending import within_means
from pipeline.core.stopping import Halt, disbelieved, halts
from pipeline.core.verdicts import GATE_RULE, Approvals
from pipeline.core.wire import Send
from pipeline.edge import disk
from pipeline.known_names import settings_checks
from pipeline.platforms import PLATFORMS, networks
from pipeline.platforms.prices import cost
from pipeline.posts import second_look, word
from pipeline.render.cards import Drawn, draw_all
from pipeline.workplace import HOME as HOME
from pipeline.workplace import Desk as Desk
from pipeline.workplace import open_desk as open_desk

if TYPE_CHECKING:
    from pipeline.core.forge import MergeRecord
    from pipeline.core.history import Commit
    from pipeline.edge.git import Repository
    from pipeline.edge.ledger_branch import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything known before anything is decided."""

    history: Sequence["Commit"]
    approvals: Approvals
    content: Content  # as approved
    folder: Path  # where that content lies
    ledger: "Ledger"
    acts: Sequence[Act]
    findings: Sequence[Finding]
    fresh: "Sequence[MergeRecord]" = ()  # what the forge has just said, not in the ledger yet
    words: Sequence[Act] = ()  # reviews that confirm an emergency, not in the ledger yet

    @property
    def halts(self) -> list[Halt]:
        """The stops in force: what is approved says which ones are over."""
        resumed = self.content.channels.resumed if self.content.channels else ()
        return halts(self.acts, self.approvals.roster, resumed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What may go out, drawn and worded; what may not, and why."""

    drawn: Drawn
    posts: Mapping[str, Post] = field(default_factory=dict)  # by promise key
    plan: Plan
    findings: Sequence[Finding]
    senders: Mapping[str, Send]


def gather(
    desk: Desk, repo: "Repository", folder: Path, *, fetch: bool, checked: bool = True
) -> World:
    """Read approved content into ``folder``, and the ledger's acts; who counts needs no checks."""
    from pipeline.edge.gate import read_gate  # late: brings Git
    from pipeline.edge.ledger_branch import Ledger

    spare = desk.root / "build" / "belum-tercatat"
    mine = desk.settings
    ledger = Ledger(repo, run=mine.run, tool=mine.tool, spare=spare, key=mine.ledger_key)
    if fetch:
        ledger.refresh("main")
    acts, damage = ledger.read()
    judged = read_gate(repo, acts, forge=desk.forge(), now=desk.clock())
    approvals = judged.approvals
    left_out = repo.export(approvals.approved, folder)
    content = disk.read_content(folder)
    also = settings_checks(desk.site)
    faults = checks.run_checks(content, Gate.PUBLICATION, also=also) if checked else ()
    acts, forged = believed(acts, partial(owns, content))
    findings = [
        *(held.finding() for held in approvals.held),
        *map(unconfirmed_finding, approvals.unconfirmed),
        *recovery_findings(approvals),
        *left_out,
        *faults,
        *damage,
        *judged.findings,
        *forged,
        *lost_approvals(approvals, acts),
        *disbelieved(acts, approvals.roster),
        *unsent(repo.unsent("main")),
    ]
    return World(
        history=judged.history,
        approvals=approvals,
        content=content,
        folder=folder,
        ledger=ledger,
        acts=acts,
        findings=findings,
        fresh=judged.fresh,
        words=judged.words,
    )


def owns(content: Content, channel: str, url: str) -> bool:
    """Whether a post of this channel can have this address; of a channel that is gone: any."""
    known = content.channels.get(channel) if content.channels else None
    networks = [PLATFORMS[known.network]] if known and known.network in PLATFORMS else None
    return any(network.owns(url) for network in networks or PLATFORMS.values())


def prepare(desk: Desk, world: World, cards: Path) -> Prepared:
    """Draw and word every approved item, then compare with the record: the plan."""
    content, channels = world.content, world.content.channels
    if channels is None:
        why = [str(f) for f in world.findings if f.where == "content/kanal.yml"]
        raise Blocked(
            "kanal.yml yang disetujui belum ada atau tidak terbaca",
            where=why[0] if why else "content/kanal.yml",
            remedy="perbaiki berkas itu, lalu minta Pemimpin Redaksi menggabungkannya",
        )
    drawn = draw_all(
        content.items.values(),
        content=content,
        root=world.folder,
        site=desk.site,
        out=cards,
        progress=lambda name, done, of: desk.progress(f"menggambar {done}/{of}: {name}"),
    )
    senders = {
        channel.id: send
        for channel in channels.channels
        if channel.mode is Mode.AUTOMATIC and (send := desk.connect(channel))
    }
    imported = {unit.rsplit("/", 1)[-1] for unit in world.approvals.imported}
    promised = promises(
        content.items.values(),
        channels,
        networks(),
        imported=imported,
        orders=given_orders(world.acts),
        landed=landed_items(world),
    )
    form = "" if desk.rehearsal else second_look(desk.repository())
    posts, unfit = word(promised, world.content, world.acts, drawn, desk.site, form)
    findings = sorted({*world.findings, *drawn.findings, *unfit})
    # A newer version that the gate holds says nothing against the approved one.
    against = [f for f in blocking(findings) if f.rule != GATE_RULE]
    stopped = {
        item: [f for f in against if f"{f.where}/".startswith(f"content/konten/{item}/")]
        for item in content.items
    }
    ready = [p for p in promised if not stopped[p.promise.item] and p.promise.key in posts]
    held = [f"{item}: {len(found)} temuan" for item, found in stopped.items() if found]
    held += [
        f"{held.unit.removeprefix('content/')}: versi terbarunya belum disetujui"
        for held in world.approvals.held
    ]
    held += _not_yet(world, len(imported & content.items.keys()))
    held += demo_notes(content.items.values(), channels, networks(), imported=imported)
    plan = make_plan(
        ready,
        world.acts,
        desk.clock(),
        channels=channels,
        networks=networks(),
        credentials=senders.keys(),
        is_over=desk.settings.is_over,
        withdrawn={item.id for item in content.items.values() if item.withdrawal},
        held=held,
        halts=world.halts,
        seals={key: post.seal for key, post in posts.items()},
    )
    plan = outside_phases(plan, content.items, content.calendar.phases)
    plan = within_means(plan, world.acts, {key: cost(post) for key, post in posts.items()})
    plan = replace(
        wait_for_orders(plan, content.sop, world.acts),
        unconfirmed=unconfirmed_lines(world.approvals.unconfirmed, world.acts),
    )
    return Prepared(drawn=drawn, posts=posts, plan=plan, findings=findings, senders=senders)


def landed_items(world: World) -> dict[str, datetime]:
    """When each item's version in force was approved."""
    landed = world.approvals.landed.items()
    return {unit.rpartition("/")[2]: at for unit, at in landed if unit.startswith(ITEMS)}


def _not_yet(world: World, imported: int) -> list[str]:
    """Why material on the page was never promised to anyone."""
    roster = world.approvals.roster
    if roster is None or roster.effective_from is None:
        return ["semua konten: `berlaku_mulai` belum diisi di content/peran.yml"]
    if imported:
        since = f"{roster.effective_from:%d-%m-%Y}"
        return [f"{imported} konten dari sebelum {since}: tampil di halaman, tidak diunggah"]
    return []
