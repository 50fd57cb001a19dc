"""Commands: one function per verb: gather, decide, say, act. Returns 0, or 1 for findings."""

import shutil
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import checking, quiet
from pipeline.answers import judge, label_of, typing
from pipeline.control import calendar_of
from pipeline.core.evenness import uneven
from pipeline.core.evidence import record_act
from pipeline.core.findings import Finding, blocking, spoken
from pipeline.core.model import Role
from pipeline.core.ordering import POSTING, performers
from pipeline.core.posting import Act, ActKind
from pipeline.core.recording import formalities
from pipeline.core.resting import at_rest, rests_until
from pipeline.core.telling import doubts_left, summary
from pipeline.desk import HOME, Desk, Prepared, World, gather, open_desk, prepare
from pipeline.discussing import discussions
from pipeline.edge.files import append
from pipeline.overlapping import whole_lines
from pipeline.posts import link_of
from pipeline.publishing import lay_out_draft, publish
from pipeline.round_state import Round
from pipeline.rounds import carry_out
from pipeline.showing import public_view
from pipeline.workplace import catch_up, short


def build(root: Path) -> int:
    """Draw and build everything that is approved; post nothing."""
    desk = open_desk(root)
    repo = desk.repository()
    catch_up(desk, repo)
    world = gather(desk, repo, desk.build / "disetujui", fetch=False)
    prepared = prepare(desk, world, desk.build / "kartu")
    publish(desk, world, prepared, world.acts)
    say_findings(prepared.findings)
    _say_where(desk)
    return 1 if blocking(prepared.findings) else 0


def show_plan(desk: Desk) -> int:
    """Print the plan that a run would carry out. Writes nothing that stays, calls nobody."""
    with TemporaryDirectory() as scratch:
        repo = desk.repository()
        world = gather(desk, repo, Path(scratch) / "content", fetch=False)
        cards = Path(scratch) / "cards"
        if (desk.build / "kartu").is_dir():  # what is drawn already need not be drawn again
            shutil.copytree(desk.build / "kartu", cards)
        prepared = prepare(desk, world, cards)
    say_findings(prepared.findings)
    desk.say("\n".join(prepared.plan.lines()))
    return 1 if blocking(prepared.findings) else 0


def carry_through(desk: Desk, state: str = "") -> int:
    """Gather, decide, say, act; then show what was done. ``state`` names what was there before."""
    repo = desk.repository()
    world = gather(desk, repo, desk.build / "disetujui", fetch=True)
    prepared = prepare(desk, world, desk.build / "kartu")
    say_findings(prepared.findings)
    desk.say("\n".join(prepared.plan.lines()))
    if prepared.plan.owed:
        publish(desk, world, prepared, world.acts)  # the page stands before its link goes out
    roster = world.approvals.roster
    round_ = Round(
        plan=prepared.plan,
        posts=prepared.posts,
        ledger=world.ledger,
        senders=prepared.senders,
        clock=desk.clock,
        known={act.url for act in world.acts if act.url},
        link=partial(link_of, world.content),
        unseen=public_view(),
        say=whole_lines(desk.say),
        log=whole_lines(desk.log),
        extra=[
            *map(record_act, world.fresh),
            *world.words,
            *discussions(desk, world),
            *formalities(
                world.approvals,
                world.content.items,
                world.acts,
                prepared.plan,
                [post.promise for post in prepared.posts.values()],
                desk.clock(),
                world.content.sop,
                calendar_of(world),
            ),
        ],
        on_behalf=", ".join(performers(world.content.sop, roster, POSTING, desk.clock().date())),
    )
    done = carry_out(round_)
    kits = publish(desk, world, prepared, [*world.acts, *done])
    where = _say_where(desk)
    said = _sum_up(desk, world, prepared, done, {} if desk.rehearsal else kits)
    if state and not done and at_rest(prepared.plan, world.approvals, prepared.findings):
        words = [*map(spoken, prepared.findings), *prepared.plan.lines(), *where, *said]
        until = rests_until(prepared.plan, world.content.items.values(), prepared.plan.at)
        quiet.note(desk, repo, state, words, until)
    refused = round_.stopped or any(act.kind is ActKind.REFUSED for act in done)
    return 1 if blocking(prepared.findings) or refused or doubts_left(prepared.plan, done) else 0


def confirm(root: Path, item: str, channel: str, url: str) -> int:
    """Record that a person has posted or shared what was handed over."""
    return _record(open_desk(root), item, channel, url, posted=None)


def settle(root: Path, item: str, channel: str, posted: bool, url: str) -> int:
    """Record what a person found out about a doubtful post."""
    return _record(open_desk(root), item, channel, url, posted=posted)


def _record(desk: Desk, item: str, channel: str, url: str, *, posted: bool | None) -> int:
    repo = desk.repository()
    with TemporaryDirectory() as scratch:  # a run may be at work in build/ meanwhile
        world = gather(desk, repo, Path(scratch), fetch=True)
    act = record(desk, world, item, channel, url, person=typing(desk, world), posted=posted)
    return 0 if act else 1


def record(
    desk: Desk, world: World, item: str, channel: str, url: str, *, person: str, posted: bool | None
) -> Act | None:
    """Judge a person's word and write it to the ledger. ``posted`` None: a confirmation."""
    answer = judge(desk, world, item, channel, url, person=person, posted=posted)
    say_findings(answer.findings)
    if answer.act is None:
        return None
    where = f"{item} di {label_of(world, channel)}"
    if not world.ledger.write([answer.act]):
        desk.say(f"{where} sudah lebih dahulu dicatat orang lain; tidak ada yang berubah.")
        return None
    desk.say(f"Tercatat: {where}, oleh {person}.")
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
    """Preview the working copy and keep it fresh while somebody writes, until Ctrl+C."""
    from pipeline.beside import edited, shell, side_of
    from pipeline.edge import preview  # late: brings a server
    from pipeline.pouring import build_site, index_once

    desk = open_desk(root)

    def regenerate(build: Path, changed: frozenset[str], show: preview.Show) -> list[str]:
        content, drawn, findings = checking.draft(desk)
        show(edited(changed, content), side_of(desk, content, drawn, findings))
        lay_out_draft(desk, content, drawn, build / "docs")
        build_site(HOME, build, index=index_once)
        return [str(finding) for finding in findings]

    cards = desk.build / "pratinjau" / "kartu"
    preview.serve(
        root, port, regenerate=regenerate, announce=print, shell=shell(desk.site), cards=cards
    )
    return 0


def _sum_up(
    desk: Desk, world: World, prepared: Prepared, done: list[Act], kits: Mapping[str, str]
) -> list[str]:
    """Say what was done and who acts next; in CI also on the run's own page."""
    roster, today = world.approvals.roster, desk.clock().date()
    people = roster.holders(frozenset({Role.PUBLISHER}), today) if roster else ()
    names = [person.name for person in people]
    lines = summary(done, prepared.plan, prepared.findings, names, kits)
    content, acts = world.content, [*world.acts, *done]
    lines += uneven(prepared.plan, content.items, content.contests, content.channels, acts)
    desk.say("\n".join(lines))
    _show_in_ci(desk, lines, (*map(str, prepared.findings), *prepared.plan.lines()))
    return lines


def _show_in_ci(desk: Desk, lines: Iterable[str], details: Iterable[str]) -> None:
    """Put the outcome on the CI run's own page; the details as text, whatever they hold."""
    if desk.settings.summary:
        told = [f"    {line}" for detail in details for line in detail.splitlines()]
        append(desk.settings.summary, "\n".join(["## Redaksi JDIH", "", *lines, "", *told, ""]))


def say_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        print(spoken(finding))


def _say_where(desk: Desk) -> list[str]:
    told = [
        f"Halaman: {short(desk.build / 'site' / 'index.html')}",
        f"Paket unggah: {short(desk.build / 'paket' / 'index.html')}",
    ]
    desk.say("\n".join(told))
    return told
