"""Commands: one function per verb: gather, decide, say, act. Returns 0, or 1 for findings."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline import desk as world_of
from pipeline.core import checks, confirming
from pipeline.core.content import Content
from pipeline.core.findings import Blocked, Finding, Gate, Severity, blocking
from pipeline.core.model import Channel
from pipeline.core.posting import Act, ActKind
from pipeline.core.promising import promises
from pipeline.core.wire import Send
from pipeline.desk import HOME, Desk, Prepared, World
from pipeline.edge import disk
from pipeline.edge.mkdocs import build_site
from pipeline.edge.settings import read_settings
from pipeline.platforms import PLATFORMS, networks
from pipeline.render.cards import draw_all
from pipeline.render.edition import Edition
from pipeline.render.kit import write_kits
from pipeline.render.pages import write_site
from pipeline.rounds import Round, carry_out

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


def check(root: Path, item: str | None) -> int:
    """Read, draw and word the working copy and print every finding."""
    desk = open_desk(root)
    content, _, findings = _draft(desk, item)
    say_findings(findings)
    held = blocking(findings)
    if item is None:
        print(f"{len(content.items)} konten, {len(content.instruments)} peraturan diperiksa.")
    print(
        f"{len(held)} temuan menahan, {len(findings) - len(held)} saran." if findings else "Rapi."
    )
    return 1 if held else 0


def draw(root: Path, item: str | None) -> int:
    """Draw the cards of the working copy and say where they are."""
    desk = open_desk(root)
    content, folder, findings = _draft(desk, item)
    say_findings(findings)
    for name in [item] if item else content.items:
        print(f"{name}: {_short(folder / name)}")
    return 1 if blocking(findings) else 0


def build(root: Path) -> int:
    """Draw and build everything that is approved; post nothing."""
    desk = open_desk(root)
    repo = _repository(desk.root)
    world = world_of.gather(desk, repo, desk.build / "disetujui", fetch=True)
    prepared = world_of.prepare(desk, world, desk.build / "kartu")
    _publish(desk, world, prepared, world.acts)
    say_findings(prepared.findings)
    _say_where(desk, world.content)
    return 1 if blocking(prepared.findings) else 0


def run(root: Path, *, dry_run: bool) -> int:
    """What CI calls on a push to main: check, draw, build, post, record, build again."""
    desk = open_desk(root)
    if dry_run:
        return show_plan(desk)
    return carry_through(desk)


def show_plan(desk: Desk) -> int:
    """Print the plan that a run would carry out. Writes nothing that stays, calls nobody."""
    with TemporaryDirectory() as scratch:
        repo = _repository(desk.root)
        world = world_of.gather(desk, repo, Path(scratch) / "content", fetch=False)
        prepared = world_of.prepare(desk, world, Path(scratch) / "cards")
    say_findings(prepared.findings)
    desk.say("\n".join(prepared.plan.lines()))
    return 1 if blocking(prepared.findings) else 0


def carry_through(desk: Desk) -> int:
    """Gather, decide, say, act; then show what was done."""
    repo = _repository(desk.root)
    world = world_of.gather(desk, repo, desk.build / "disetujui", fetch=True)
    prepared = world_of.prepare(desk, world, desk.build / "kartu")
    say_findings(prepared.findings)
    desk.say("\n".join(prepared.plan.lines()))
    if prepared.plan.owed:
        _publish(desk, world, prepared, world.acts)  # the page stands before its link goes out
    done = carry_out(
        Round(
            plan=prepared.plan,
            posts=prepared.posts,
            ledger=world.ledger,
            senders=prepared.senders,
            clock=desk.clock,
            known={act.url for act in world.acts if act.url},
            link=partial(world_of.link_of, world.content),
            spare=desk.build / "belum-tercatat",
            say=desk.say,
            extra=world_of.formalities(world, prepared, desk.clock()),
        )
    )
    _publish(desk, world, prepared, [*world.acts, *done])
    _say_where(desk, world.content)
    open_ends = [act for act in done if act.kind in (ActKind.UNKNOWN, ActKind.REFUSED)]
    return 1 if blocking(prepared.findings) or open_ends or prepared.plan.doubtful else 0


def confirm(root: Path, item: str, channel: str, url: str) -> int:
    """Record that a person has posted or shared what was handed over."""
    return _record(open_desk(root), item, channel, url, posted=None)


def settle(root: Path, item: str, channel: str, posted: bool, url: str) -> int:
    """Record what a person found out about a doubtful post."""
    return _record(open_desk(root), item, channel, url, posted=posted)


def _record(desk: Desk, item: str, channel: str, url: str, *, posted: bool | None) -> int:
    repo = _repository(desk.root)
    world = world_of.gather(desk, repo, desk.build / "disetujui", fetch=True)
    email = repo.try_run("config", "user.email")[1].decode().strip()
    person = world.approvals.roster.by_email(email) if world.approvals.roster else None
    if person is None or not person.roles(desk.clock().date()):
        raise Blocked(
            f"alamat Git {email or '(kosong)'} bukan milik pemegang peran yang sedang menjabat",
            where="content/peran.yml",
            remedy="atur surel Anda: git config user.email NAMA@KANTOR, "
            "sama dengan `surel:` Anda di content/peran.yml",
        )
    act = record(desk, world, item, channel, url, person=person.name, posted=posted)
    return 0 if act else 1


def record(
    desk: Desk, world: World, item: str, channel: str, url: str, *, person: str, posted: bool | None
) -> Act | None:
    """Judge a person's word and write it to the ledger. ``posted`` None: a confirmation."""
    known = world.content.channels.get(channel) if world.content.channels else None
    if known is None:
        names = (
            ", ".join(c.id for c in world.content.channels.channels)
            if world.content.channels
            else ""
        )
        raise Blocked(f"kanal {channel} tidak ada", remedy=f"pilih salah satu: {names}")
    judge = confirming.confirm
    if posted is not None:
        judge = partial(confirming.settle, posted=posted)
    answer = judge(
        world.acts,
        item=item,
        channel=known,
        network=PLATFORMS[known.network],
        url=url,
        person=person,
        at=desk.clock(),
    )
    say_findings(answer.findings)
    if answer.act is None:
        return None
    world.ledger.write([answer.act])
    desk.say(f"Tercatat: {item} di {channel}, oleh {person}.")
    if answer.question:
        desk.say(answer.question)
    return answer.act


def deploy(root: Path, artifact: int) -> int:
    """Put the page with its permalinks up, under a commit that Pages has not seen."""
    from pipeline.hosting import deploy as put_up  # late: brings HTTP

    commit = put_up(root, artifact)
    print(f"Halaman terpasang ({commit[:12]})." if commit else "Halaman sudah yang terbaru.")
    return 0


def serve(root: Path, port: int) -> int:
    """Preview the working copy and keep it fresh while somebody writes."""
    raise NotImplementedError


def open_desk(root: Path) -> Desk:
    """The desk of this machine: its clock, its credentials, its terminal."""
    from pipeline.edge.http import sender

    settings = read_settings()

    def connect(channel: Channel) -> Send | None:
        token = settings.token(channel.id)
        return sender(channel.base_url, token) if token and channel.base_url else None

    return Desk(root=root, settings=settings, connect=connect, say=print, progress=_passing)


def _repository(root: Path) -> "Repository":
    from pipeline.edge.git import Repository

    return Repository(root)


def _draft(desk: Desk, item: str | None) -> tuple[Content, Path, list[Finding]]:
    """The working copy, drawn and worded; all its findings, or those of one item."""
    content = disk.read_content(desk.root)
    if item is not None and item not in {**content.items, **content.unfinished}:
        raise Blocked(
            f"konten {item} tidak ada",
            where="content/konten",
            remedy="ketik nama foldernya, misalnya 2026-11-tahapan-pemilu",
        )
    folder = desk.build / "pratinjau" / "kartu"
    drawn = draw_all(
        content.items.values(),
        content=content,
        root=desk.root,
        site=desk.site,
        out=folder,
        progress=lambda name, done, of: desk.progress(f"menggambar {done}/{of}: {name}"),
    )
    findings = [*checks.run_checks(content, Gate.PUBLICATION), *drawn.findings]
    if content.channels:
        promised = promises(content.items.values(), content.channels, networks())
        findings += world_of.word(promised, content, (), drawn, desk.site)[1]
    wanted = f"content/konten/{item}/" if item else ""
    return content, folder, sorted({f for f in findings if f.where.startswith(wanted)})


def _publish(desk: Desk, world: World, prepared: Prepared, acts: Iterable[Act]) -> None:
    """Write the page and the kits as the ledger stands, and build the site if that changed it."""
    acts = tuple(acts)
    landed = {
        unit.removeprefix("content/konten/"): at
        for unit, at in world.approvals.landed.items()
        if unit.startswith("content/konten/")
    }
    edition = Edition(
        content=world.content,
        cards=prepared.drawn.cards,
        published=landed,
        imported=frozenset(
            unit.removeprefix("content/konten/") for unit in world.approvals.imported
        ),
        acts=acts,
        rehearsal=desk.rehearsal,
        now=desk.clock(),
    )
    docs = desk.build / "docs"
    write_site(edition, docs=docs, site_dir=desk.site, colours=world_of.colours(desk.site))
    posts = world_of.kit_posts(prepared, world.content, acts, desk.site)
    write_kits(
        posts,
        content=world.content,
        acts=acts,
        site_dir=desk.site,
        out=desk.build / "paket",
        docs=docs,
    )
    desk.progress("membangun halaman")
    build_site(HOME)


def say_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        mark = "saran: " if finding.severity is Severity.ADVICE else ""
        print(f"{mark}{finding}")


def _say_where(desk: Desk, content: Content) -> None:
    desk.say(f"Halaman: {_short(desk.build / 'site' / 'index.html')}")
    desk.say(f"Paket unggah: {_short(desk.build / 'paket' / 'index.html')}")


def _short(path: Path) -> str:
    """A path as a person at the tool's folder would type it."""
    return path.relative_to(HOME).as_posix() if path.is_relative_to(HOME) else str(path)


def _passing(news: str) -> None:
    """Show one line that the next one overwrites; a log stays quiet."""
    if sys.stderr.isatty():
        print(f"\r\033[K{news}", end="\r", file=sys.stderr, flush=True)
