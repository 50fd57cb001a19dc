"""Previewing: the verb `preview`: a proposal, read as data, checked, drawn and worded.

Only what it changes is drawn and worded. The result is one small file, one picture per item and one
page; the job that speaks (commenting.py) is another one.
"""

import shutil
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.core import checks
from pipeline.core.checks.alike import caused_by_text
from pipeline.core.checks.drafts import DRAFTS
from pipeline.core.checks.writing import sound_language
from pipeline.core.content import Content
from pipeline.core.findings import Blocked, Finding, Gate, blocking, counted
from pipeline.core.findings_text import summary_page
from pipeline.core.history import unit_of
from pipeline.core.model import Channel, Item
from pipeline.core.posting import Post
from pipeline.core.promising import promises
from pipeline.core.proposals import (
    Clash,
    Draft,
    Preview,
    Worded,
    affected,
    clash_findings,
    clashes,
    own_findings,
    removed,
    reworded,
    units,
)
from pipeline.core.proposals_file import write_preview
from pipeline.core.proposals_marks import annotations
from pipeline.desk import HOME, Desk, open_desk
from pipeline.edge import disk
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.differing import changed_paths
from pipeline.edge.files import append, is_plain_folder, write_if_changed
from pipeline.edge.forge import Forge, connect
from pipeline.edge.settings import read_forge_access
from pipeline.known_names import settings_checks
from pipeline.platforms import PLATFORMS, networks
from pipeline.posts import word
from pipeline.publishing import lay_out_draft
from pipeline.render.cards import Drawn, draw_all
from pipeline.render.contact import contact_sheet
from pipeline.render.one_page import one_page

FOLDER, PAGE = "usulan", "halaman.html"
SENT, FILE = "kirim", "usulan.json"  # what the job that speaks is given


def preview(root: Path, folder: str, number: int | None) -> int:
    """Check, draw and word what the proposal in ``folder`` changes; 1 where it is held."""
    desk = open_desk(root)
    forge = connect(read_forge_access())
    return preview_at(desk, root / folder, desk.build / FOLDER, number, forge)


def preview_at(
    desk: Desk, proposed: Path, out: Path, number: int | None, forge: Forge | None
) -> int:
    """The same at a given desk; without a forge nobody can tell of other proposals."""
    if not is_plain_folder(proposed / "content"):  # a link would lay other files there
        raise Blocked(
            "usulan tidak ditemukan",
            where=str(proposed / "content"),
            remedy="sebut folder yang memuat folder content usulan itu, misalnya usulan",
        )
    shutil.rmtree(out, ignore_errors=True)
    made, page, sheets = _make(desk, proposed, out)
    if forge and number is not None:
        found = clash_findings(clashes_of(forge, number))
        made = replace(made, findings=tuple(sorted({*made.findings, *found})))
    write_if_changed(out / SENT / FILE, write_preview(made))
    for name, sheet in sheets.items():
        write_if_changed(out / SENT / f"{name}.jpg", sheet)
    write_if_changed(out / PAGE, page or _NOTHING.encode())
    return _tell(desk, made)


_NOTHING = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><title>Pratinjau</title>'
    "<p>Usulan ini tidak mengubah halaman konten.</p></html>\n"
)


def _make(desk: Desk, proposed: Path, out: Path) -> tuple[Preview, bytes, dict[str, bytes]]:
    paths = changed_paths(desk.root, proposed)
    changed = units(paths)
    old, new = disk.read_content(desk.root), disk.read_content(proposed)
    names = affected(changed, old, new)
    items = {name: new.items[name] for name in names}
    drawn = draw_all(items.values(), content=new, root=proposed, site=desk.site, out=out / "kartu")
    wordable = [new.items[name] for name in reworded(changed, names, new)]
    posts, unfit = worded(desk, wordable, new, drawn)
    handover, publication = _judged(desk, old, new, {*changed, *paths})
    gone = removed(changed, old, new)
    unread = [name for name in new.unfinished if f"content/konten/{name}" in changed]
    made = Preview(
        drafts=tuple(
            sorted(
                [
                    *(draft_of(item, new, drawn, posts) for item in items.values()),
                    *(undrawn(new.unfinished[name]) for name in unread),
                    *(replace(undrawn(item), removed=True) for item in gone),
                ],
                key=lambda draft: draft.id,
            )
        ),
        others=tuple(sorted(unit for unit in changed if not unit.startswith("content/konten/"))),
        findings=tuple(
            sorted(
                {
                    *handover,
                    *drawn.findings,
                    *(one for one in unfit if not caused_by_text(one, handover)),
                }
            )
        ),
        later=tuple(sorted(publication)),
    )
    sheets = {name: sheet for name in items if (sheet := contact_sheet(drawn.cards.get(name, ())))}
    return made, _page(desk, replace(new, items=items), drawn, out), sheets


def _judged(
    desk: Desk, old: Content, new: Content, changed: Collection[str]
) -> tuple[set[Finding], set[Finding]]:
    """What the hand-over asks of this proposal, and what publication asks besides."""
    also = [*settings_checks(desk.site), *DRAFTS]

    def own(gate: Gate) -> set[Finding]:
        before = checks.run_checks(old, gate, also=also)
        return {*own_findings(changed, before, checks.run_checks(new, gate, also=also))}

    def touched(where: str) -> bool:
        return where in changed or unit_of(where) in changed

    # Language is slow and its slips are the writer's: of main's own texts nothing is said here.
    handover = own(Gate.HANDOVER) | {*sound_language(Dictionary(), within=touched)(new)}
    return handover, own(Gate.PUBLICATION) - handover


def worded(
    desk: Desk, items: Sequence[Item], content: Content, drawn: Drawn
) -> tuple[dict[str, Post], list[Finding]]:
    """The captions as they would go out. Examples get theirs too: who writes must see them."""
    if content.channels is None:
        return {}, []
    shown = [replace(item, demo=False) for item in items]
    promised = promises(shown, content.channels, networks())
    return word(promised, content, (), drawn, desk.site)


def draft_of(item: Item, content: Content, drawn: Drawn, posts: dict[str, Post]) -> Draft:
    """One item, with how many cards it has and each caption with its length."""
    channels = content.channels.channels if content.channels else ()
    mine = {post.promise.channel: post for post in posts.values() if post.promise.item == item.id}
    return Draft(
        id=item.id,
        title=item.title,
        disposisi=item.disposisi,
        revision=item.revision,
        withdrawn=item.withdrawal is not None,
        cards=len(drawn.cards.get(item.id, ())),
        captions=tuple(_caption(one, mine[one.id]) for one in channels if one.id in mine),
    )


def _caption(channel: Channel, post: Post) -> Worded:
    platform = PLATFORMS[channel.network]
    return Worded(
        channel=channel.id,
        label=channel.label,
        text=post.text,
        size=platform.count(post.text),
        limit=platform.LIMITS.text,
    )


def undrawn(item: Item) -> Draft:
    """An item that is held before anything can be drawn, or that is gone."""
    return Draft(id=item.id, title=item.title, disposisi=item.disposisi, revision=item.revision)


def _page(desk: Desk, content: Content, drawn: Drawn, out: Path) -> bytes:
    """The changed items' pages in one file, as the public would see them."""
    if not content.items or content.channels is None:
        return b""
    from pipeline.pouring import build_site, unsearched  # late: brings the page

    lay_out_draft(desk, content, drawn, out / "docs")
    build_site(HOME, out, index=unsearched)
    return one_page(out / "site", [*content.items])


def clashes_of(forge: Forge, number: int) -> list[Clash]:
    """The other open proposals that touch the same, asked of the forge."""
    mine = forge.proposal(number)
    touched = units(forge.files(number))
    others = [
        (one, units(forge.files(one.number)))
        for one in forge.open_proposals()
        if one.number != number
    ]
    met = [one for one, theirs in others if touched & theirs and one.number < number]
    contained = {one.number for one in met if forge.contains(mine.head, one.head)}
    return clashes(mine, touched, others, contained)


def _tell(desk: Desk, made: Preview) -> int:
    findings = [*made.findings, *made.later]
    for line in annotations(findings) if desk.settings.in_ci else map(str, findings):
        desk.say(line)
    told = f"{len(made.drafts)} konten berubah: {counted(findings)}."
    desk.say(told)
    if desk.settings.summary:
        append(desk.settings.summary, summary_page(findings, [told]))
    return 1 if blocking(findings) else 0
