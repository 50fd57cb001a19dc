"""Commenting: the verb `comment`: shows a preview on its proposal, and hands the proposal over.

Runs nothing of the proposal and checks nothing of it out: it reads one small file that it does not
believe, pictures that must be what they say, and the forge's own record. Reconciles: whatever
started it, the same proposal gives the same comment and the same requests.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.core.content import Content
from pipeline.core.findings import Blocked, blocking
from pipeline.core.forge import Proposal
from pipeline.core.harmless import plain
from pipeline.core.model import Roster
from pipeline.core.posting import Act, ActKind
from pipeline.core.progress import Past, StepRecord, progress
from pipeline.core.proposals import CLASH, Clash, Preview, mirrored, units
from pipeline.core.proposals_file import LARGEST, Unfit, read_preview
from pipeline.core.proposals_steps import (
    Conversation,
    proposed_steps,
    sent_back,
    to_ask,
    waiting_for,
)
from pipeline.desk import Desk, open_desk
from pipeline.edge import contact_branch, disk
from pipeline.edge.files import append, is_plain_file
from pipeline.edge.forge import Forge, connect
from pipeline.edge.holidays import workdays
from pipeline.edge.ledger_branch import Ledger
from pipeline.edge.pictures import read_picture
from pipeline.edge.settings import read_forge_access
from pipeline.previewing import FILE, clashes_of
from pipeline.render.remark import Remark, body, with_clashes

KEY = "usulan"
_LARGEST_SHEET = 3 * 1024 * 1024
_SHEET_WIDTH = 900
_ARTIFACT = re.compile(r"/actions/runs/[0-9]+/artifacts/[0-9]+", re.ASCII)


def comment(root: Path, number: int, folder: str, page: str) -> int:
    """Write the one comment of a proposal from what `preview` left in ``folder``."""
    forge = connect(read_forge_access())
    if forge is None:
        raise Blocked(
            "di sini tidak ada forge yang dapat ditulisi",
            remedy="perintah ini dipakai alur kerja Periksa di GitHub; di komputer Anda cukup "
            "`redaksi check` dan `redaksi serve`",
        )
    return comment_at(open_desk(root), forge, number, root / folder, page)


def comment_at(desk: Desk, forge: Forge, number: int, folder: Path, page: str) -> int:
    """The same at a given desk, to a given forge."""
    proposal = forge.proposal(number)
    if not (proposal.open and proposal.same_repository and proposal.base == "main"):
        desk.say(f"Usulan #{number} tidak dikomentari: sudah ditutup, atau dari luar kantor.")
        return 0
    made, trouble = _read(folder)
    made = _really(made, forge.files(number))
    met = clashes_of(forge, number)
    roster, content = _in_force(desk)
    talk = _listen(desk, forge, proposal, roster)
    talk, notes = _hand_over(forge, talk, made, met, trouble)
    proposal = talk.proposal
    stuck = _send_back(forge, proposal, met)
    notes += [
        f"**Jangan gabungkan #{other} dahulu.** Usulan itu menunggu usulan ini, tetapi GitHub "
        "tidak mau mengembalikannya menjadi konsep. Mintalah penyusunnya menekan **Convert to "
        "draft**."
        for other in sorted(stuck)
    ]
    private = forge.is_private()
    pictures, unseen = ({}, []) if private else _show(desk, forge, proposal, made, folder)
    run = desk.settings.run.partition("/attempts/")[0]
    held = bool(blocking(f for f in (*made.findings, *made.later) if f.rule != CLASH))
    repository = proposal.url.rpartition("/pull/")[0]
    remark = Remark(
        preview=made,
        repository=repository,
        head=proposal.head,
        pictures=pictures,
        page=page if _ARTIFACT.fullmatch(page.removeprefix(repository)) else "",
        bundle=f"{run}#artifacts" if private else "",
        waiting=waiting_for(talk, held=held or bool(trouble), behind=_behind(met)),
        back=sent_back(talk),
        clashes=met,
        steps=_steps(desk, talk, made, content),
        notes=[*notes, *unseen],
        trouble=trouble,
    )
    told = body(remark)
    forge.sticky(number, KEY, told)
    _tell_others(forge, proposal, met, stuck)
    if desk.settings.summary:  # the run's own page: the state, and who acts next
        append(desk.settings.summary, told.partition("\n\n### ")[0] + "\n")
    desk.say(f"Komentar pada usulan #{number} sudah yang terbaru.")
    return 0


def _read(folder: Path) -> tuple[Preview, str]:
    """The preview, or why it cannot be believed."""
    path = folder / FILE
    if not is_plain_file(path):
        return Preview(), "pemeriksaan berhenti sebelum selesai"
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    try:
        return read_preview(content), ""
    except Unfit as unfit:
        return Preview(), f"berkas hasilnya tidak dapat dipercaya ({unfit})"


def _really(made: Preview, files: list[str]) -> Preview:
    """Only what the forge says that the proposal changes is shown as changed by it."""
    touched = units(files)
    shared = any(not unit.startswith("content/konten/") for unit in touched)
    drafts = [d for d in made.drafts if shared or f"content/konten/{d.id}" in touched]
    return replace(
        made, drafts=tuple(drafts), others=tuple(one for one in made.others if one in touched)
    )


def _in_force(desk: Desk) -> tuple[Roster, Content]:
    """The roster in force by main's history, and main's content for steps 1 to 3."""
    from pipeline.edge.gate import read_approvals  # late: brings Git

    _, approvals = read_approvals(desk.repository(), now=desk.clock())
    nobody = Roster(people=(), effective_from=None)
    return approvals.roster or nobody, disk.read_content(desk.root)


def _listen(desk: Desk, forge: Forge, proposal: Proposal, roster: Roster) -> Conversation:
    number = proposal.number
    return Conversation(
        proposal=proposal,
        reviews=forge.reviews(number),
        commits=forge.commits(number),
        comments=forge.comments(number),
        drafted=forge.drafted(number) if proposal.draft else None,
        roster=roster,
        today=desk.clock().date(),
    )


def _behind(met: list[Clash]) -> set[int]:
    return {clash.number for clash in met if clash.first and not clash.contained}


def _hand_over(
    forge: Forge, talk: Conversation, made: Preview, met: list[Clash], trouble: str
) -> tuple[Conversation, list[str]]:
    """Step 6: what is ready goes to who may approve; what is not goes back, with the reasons."""
    proposal = talk.proposal
    if proposal.draft or trouble:
        return talk, []
    held = blocking(f for f in made.findings if f.rule != CLASH)
    reasons = ["masih ada temuan yang menahan"] if held else []
    reasons += [f"usulan #{number} harus selesai dahulu" for number in sorted(_behind(met))]
    if reasons:
        why = " dan ".join(reasons)
        if forge.to_draft(proposal.number):
            drafted = replace(talk, proposal=replace(proposal, draft=True, ready_at=None))
            return drafted, [
                f"**Belum dapat diserahkan**, jadi usulan ini kembali menjadi konsep: {why}. "
                "Sesudah diperbaiki, tekan **Ready for review** sekali lagi."
            ]
        return talk, [
            f"**Belum dapat diserahkan**: {why}. Tekan **Convert to draft**, perbaiki, lalu "
            "**Ready for review** lagi."
        ]
    back = sent_back(talk)
    logins = () if back and not back.answered else to_ask(talk)
    refused = [login for login in logins if not _is_asked(forge, proposal.number, login)]
    if not refused:
        return talk, []
    return talk, [
        f"GitHub tidak mau meminta tinjauan kepada {plain(', '.join(refused))}. Periksa `akun:` di "
        "peran.yml, dan apakah akun itu anggota organisasi di GitHub."
    ]


def _is_asked(forge: Forge, number: int, login: str) -> bool:
    """One by one: an account that is unknown there must not keep the others from being asked."""
    try:
        forge.request_review(number, [login])
    except Blocked:
        return False
    return True


def _send_back(forge: Forge, mine: Proposal, met: list[Clash]) -> set[int]:
    """A later proposal that is ready waits again, as a draft; the numbers that GitHub refused."""
    later = {clash.number for clash in met if not clash.first}
    stuck = set()
    for number in sorted(later):
        other = forge.proposal(number)
        if not other.draft and not forge.contains(other.head, mine.head):
            stuck |= set() if forge.to_draft(number) else {number}
    return stuck


def _tell_others(forge: Forge, mine: Proposal, met: list[Clash], stuck: set[int]) -> None:
    """Each names the other without a run of its own, and says what GitHub did not do for it."""
    for number in sorted({clash.number for clash in met}):
        other = forge.proposal(number)
        contained = number > mine.number and forge.contains(other.head, mine.head)
        seen = [
            mirrored(c, mine, contained=contained, stuck=number in stuck)
            for c in met
            if c.number == number
        ]
        if said := forge.said(number, KEY):
            forge.sticky(number, KEY, with_clashes(said, mine.number, seen))


def _show(
    desk: Desk, forge: Forge, proposal: Proposal, made: Preview, folder: Path
) -> tuple[dict[str, str], list[str]]:
    """Push the sheets that are really pictures; the address of each, or why there is none."""
    sheets = {d.id: sheet for d in made.drafts if d.cards and (sheet := _sheet(folder, d.id))}
    heads = {one.number: one.head for one in forge.open_proposals()}
    heads[proposal.number] = proposal.head
    try:
        paths = contact_branch.show(desk.repository(), proposal.number, sheets, heads, desk.clock())
    except Blocked as trouble:  # everything else is worth saying all the same
        why = plain(trouble.what)
        return {}, [f"Gambar kartu belum dapat ditampilkan: {why}. Tekan **Re-run jobs** nanti."]
    base = f"{proposal.url.rpartition('/pull/')[0]}/raw/{contact_branch.BRANCH}"
    return {name: f"{base}/{path}" for name, path in paths.items()}, []


def _sheet(folder: Path, item: str) -> bytes:
    """A contact sheet, if it is a JPEG of the width that ours have; else nothing."""
    path = folder / f"{item}.jpg"
    if not is_plain_file(path) or path.stat().st_size > _LARGEST_SHEET:
        return b""
    picture, _ = read_picture(path, path.name)
    fits = picture and picture.kind == "JPEG" and picture.width == _SHEET_WIDTH
    return path.read_bytes() if fits else b""


def _steps(
    desk: Desk, talk: Conversation, made: Preview, content: Content
) -> Mapping[str, tuple[StepRecord, ...]]:
    """The nine steps of each item, as far as the office's records and this proposal tell."""
    today = desk.clock().date()
    days = workdays(content.calendar, range(today.year - 1, today.year + 2), content.sop)
    received = _acknowledgements(desk)
    limits = {s.number: s.time.at_most for s in content.sop.steps if s.time} if content.sop else {}
    return {
        draft.id: progress(
            Past(
                item=draft,
                disposisi=content.disposisi.get(draft.disposisi),
                minutes=content.minutes.values(),
                history=(),
                evidence=None,
                roster=talk.roster,
                acts=received,
                whatsapp=(),
                draft=proposed_steps(talk),
            ),
            days=days,
            limits=limits,
            today=today,
        )
        for draft in made.drafts
    }


def _acknowledgements(desk: Desk) -> list[Act]:
    """Who has had the invitation (step 2), by the ledger; what else it holds is of main alone."""
    ledger = Ledger(desk.repository(), run=desk.settings.run, tool=desk.settings.tool)
    ledger.refresh()
    return [act for act in ledger.read()[0] if act.kind is ActKind.ACKNOWLEDGED]
