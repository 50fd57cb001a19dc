"""Desk: gathers what a command decides on: what is approved, read, drawn, worded and recorded.

Says nothing and posts nothing. commands.py is the sequence; this is its first verb.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core import checks
from pipeline.core.approval import Approvals
from pipeline.core.content import Content
from pipeline.core.findings import Blocked, Finding, Gate, blocking
from pipeline.core.model import WITA, Channel, Item, Mode
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import Act, ActKind, Post, PostPicture, Promise
from pipeline.core.promising import Promised, demo_notes, promises
from pipeline.core.wire import Send
from pipeline.edge import disk
from pipeline.edge.settings import Settings
from pipeline.platforms import PLATFORMS, networks
from pipeline.platforms.base import Platform
from pipeline.render.captions import caption, whatsapp_text
from pipeline.render.cards import Card, Drawn, draw_all

if TYPE_CHECKING:
    from pipeline.core.history import Commit
    from pipeline.edge.git import Repository
    from pipeline.edge.ledger import Ledger

HOME = Path(__file__).resolve().parent.parent  # the tool's own folder: site/, mkdocs.yml, build/


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a command works and with what."""

    root: Path  # the repository whose content and ledger are meant
    settings: Settings
    connect: Callable[[Channel], Send | None]  # None: no credential, a person posts
    say: Callable[[str], None]
    progress: Callable[[str], None]  # passing news: a terminal shows it, a log does not
    clock: Callable[[], datetime] = lambda: datetime.now(WITA)
    rehearsal: bool = False

    @property
    def site(self) -> Path:
        return HOME / "site"

    @property
    def build(self) -> Path:
        return HOME / "build"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What may go out, drawn and worded; what may not, and why."""

    drawn: Drawn
    posts: Mapping[str, Post] = field(default_factory=dict)  # by promise key
    plan: Plan
    findings: Sequence[Finding]
    senders: Mapping[str, Send]


def gather(desk: Desk, repo: "Repository", folder: Path, *, fetch: bool) -> World:
    """Read the approved content out of Git into ``folder``, and the ledger's acts."""
    from pipeline.edge.gate import read_approvals  # late: brings Git
    from pipeline.edge.ledger import Ledger

    ledger = Ledger(repo, run=desk.settings.run, tool=desk.settings.tool)
    if fetch:
        ledger.refresh()
    history, approvals = read_approvals(repo, now=desk.clock())
    left_out = repo.export(approvals.approved, folder)
    content = disk.read_content(folder)
    acts, damage = ledger.read()
    findings = [
        *(held.finding() for held in approvals.held),
        *left_out,
        *checks.run_checks(content, Gate.PUBLICATION),
        *damage,
    ]
    return World(
        history=history,
        approvals=approvals,
        content=content,
        folder=folder,
        ledger=ledger,
        acts=acts,
        findings=findings,
    )


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
    promised = promises(content.items.values(), channels, networks(), imported=imported)
    posts, unfit = word(promised, world.content, world.acts, drawn, desk.site)
    findings = sorted({*world.findings, *drawn.findings, *unfit})
    stopped = {
        item: [f for f in blocking(findings) if f.where.startswith(f"content/konten/{item}/")]
        for item in content.items
    }
    ready = [p for p in promised if not stopped[p.promise.item] and p.promise.key in posts]
    held = [f"{item}: {len(found)} temuan" for item, found in stopped.items() if found]
    held += [
        f"{held.unit.removeprefix('content/')}: belum disetujui" for held in world.approvals.held
    ]
    held += demo_notes(content.items.values(), channels, networks(), imported=imported)
    plan = make_plan(
        ready,
        world.acts,
        desk.clock(),
        channels=channels,
        networks=networks(),
        credentials=senders.keys(),
        is_over=desk.settings.is_over,
        held=held,
    )
    return Prepared(drawn=drawn, posts=posts, plan=plan, findings=findings, senders=senders)


def word(
    promised: Iterable[Promised],
    content: Content,
    acts: Sequence[Act],
    drawn: Drawn,
    site: Path,
) -> tuple[dict[str, Post], list[Finding]]:
    """Turn promises into posts; a text or a set of pictures that does not fit is a finding."""
    posts: dict[str, Post] = {}
    findings: list[Finding] = []
    for promise in (p.promise for p in promised):
        item = content.items[promise.item]
        channel = content.channels.get(promise.channel) if content.channels else None
        if channel is None:
            continue
        text = _text(item, channel, content, acts, site)
        if isinstance(text, Finding):
            findings.append(text)
            continue
        platform = PLATFORMS[channel.network]
        posts[promise.key] = Post(
            promise=promise,
            network=channel.network,
            text=text,
            link=link_of(content, item.id),
            pictures=pictures_for(drawn.cards.get(item.id, ()), platform),
        )
    return posts, findings


def link_of(content: Content, item: str) -> str:
    """The canonical address of an item's page: the marker that look-ups search for."""
    base = content.channels.site_url if content.channels else ""
    return f"{base}konten/{item}/"


def _text(
    item: Item, channel: Channel, content: Content, acts: Sequence[Act], site: Path
) -> str | Finding:
    platform, link = PLATFORMS[channel.network], link_of(content, item.id)
    if not platform.LINKED:
        return whatsapp_text(
            item, permalinks(item, acts, content), link=link, site_dir=site, channel=channel
        )
    return caption(
        item,
        channel,
        content=content,
        link=link,
        count=platform.count,
        limit=platform.LIMITS.text,
        hashtags=platform.LIMITS.hashtags,
        site_dir=site,
    )


def permalinks(item: Item, acts: Sequence[Act], content: Content) -> list[tuple[str, str]]:
    """Where this revision of the item can be seen, as (channel's label, address)."""
    found = {
        act.channel: act.url
        for act in acts
        if act.item == item.id and act.revision == item.revision and act.url
    }
    channels = content.channels.channels if content.channels else ()
    return [(channel.label, found[channel.id]) for channel in channels if channel.id in found]


def pictures_for(cards: Sequence[Card], platform: Platform) -> tuple[PostPicture, ...]:
    """The whole carousel, or the single card: never a part of a set."""
    slides = [card for card in cards if card.format == "slide"]
    most = platform.LIMITS.pictures
    chosen = slides if slides and (not most or len(slides) <= most) else []
    if not chosen and platform.LINKED:
        chosen = [card for card in cards if card.format == "feed"]
    if not platform.LINKED:
        chosen = []
    return tuple(
        PostPicture(
            path=str(card.path),
            name=f"{n:02d}{card.path.suffix}",
            alt=card.alt,
            mime="image/jpeg",
            sha256=card.sha256,
        )
        for n, card in enumerate(chosen, 1)
    )


def formalities(world: World, prepared: Prepared, now: datetime) -> list[Act]:
    """The acts of steps 7 and 8 that the ledger does not have yet, for what may go out."""
    recorded = {
        (act.item, act.revision, act.kind, act.extra.get("version", "")) for act in world.acts
    }
    found: list[Act] = []
    wanted = {
        Promise(item=o.promise.item, revision=o.promise.revision, channel="")
        for o in prepared.plan.owed
    }
    for promise in sorted(wanted, key=lambda p: p.key):
        evidence = world.approvals.evidence.get(f"content/konten/{promise.item}")
        if evidence is None or evidence.oid is None:
            continue
        approval = Act(
            kind=ActKind.APPROVAL,
            item=promise.item,
            revision=promise.revision,
            channel="",
            at=evidence.at,
            actor=evidence.approver,
            extra={
                "version": evidence.oid,
                "merge_commit": evidence.merge,
                "authors": ", ".join(evidence.authors),
                "editor": ", ".join(evidence.editors),
            },
        )
        order = replace(
            approval,
            kind=ActKind.ORDER,
            at=now,
            actor="mesin",
            note=f"perintah unggah menyusul persetujuan {evidence.approver} (SOP langkah 8)",
            extra={},
        )
        for act in (approval, order):
            key = (act.item, act.revision, act.kind, act.extra.get("version", ""))
            found += [] if key in recorded else [act]
    return found


def kit_posts(prepared: Prepared, content: Content, acts: Sequence[Act], site: Path) -> list[Post]:
    """What people post or share by hand, worded with the permalinks that are known by now."""
    found = []
    by_hand = {o.promise.key for o in prepared.plan.owed if not o.direct}
    by_hand |= {
        act.promise.key for act in acts if act.kind in (ActKind.HANDED_OVER, ActKind.CONFIRMED)
    }
    for key, post in prepared.posts.items():
        if key not in by_hand:
            continue
        item = content.items[post.promise.item]
        channel = content.channels.get(post.promise.channel) if content.channels else None
        text = _text(item, channel, content, acts, site) if channel else post.text
        found.append(post if isinstance(text, Finding) else replace(post, text=text))
    return found


def colours(site: Path) -> Mapping[str, str]:
    """The designer's palette, for the page's style sheet."""
    from pipeline.render.brand import read_brand  # late: a run with nothing to draw needs it once

    return read_brand(site)[0].palette
