"""Intake of the second look (cermat ulang): right, or a mistake, which begins a correction."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.core.causes import LABELS, CorrectionCause
from pipeline.core.drafting_asking import Asked, Written
from pipeline.core.drafting_correction import correction_branch, draft_correction
from pipeline.core.filled import item_named
from pipeline.core.findings import Finding
from pipeline.core.forge import Issue
from pipeline.core.harmless import plain
from pipeline.core.model import Item, Person
from pipeline.core.rereading import second_look
from pipeline.desk import Desk, gather
from pipeline.edge import branches
from pipeline.edge.objects import list_files
from pipeline.intake_drafts import propose

LOOK = ("Konten", "Hasil", "Jenis kesalahan", "Yang keliru")
RIGHT, WRONG = "Sesuai", "Ada kesalahan"


def take_look(
    desk: Desk, person: Person, issue: Issue, told: Mapping[str, str]
) -> str | list[Finding]:
    """Recorded with who and when; what is wrong becomes a branch, unless one waits already."""
    with TemporaryDirectory() as scratch:
        world = gather(desk, desk.repository(), Path(scratch), fetch=True)
    name, result = item_named(told[LOOK[0]]), told[LOOK[1]]
    item = world.content.items.get(name)
    asked = Asked("content/konten")
    fault = asked.text(LOOK[3], told[LOOK[3]], limit=500, example="Pasal 9", required=False)
    if item is None:
        asked.complain(LOOK[0], "konten-hilang", f"{name} belum terbit; salin tautan halamannya.")
    if result not in (RIGHT, WRONG):
        asked.complain(LOOK[1], "pilihan-asing", f"pilih salah satu: {RIGHT}, atau {WRONG}.")
    if result == WRONG and not fault:
        asked.complain(LOOK[3], "isian-wajib", "tulis apa yang keliru, dan yang benar bila tahu.")
    if asked.findings or item is None:
        return asked.findings
    fault = fault if result == WRONG else ""
    act = second_look(
        item, by=person.name, login=issue.author, fault=fault, at=issue.opened, form=issue.url
    )
    world.ledger.write([act])
    thanks = f"**Tercatat:** {plain(item.id)} dicermati {plain(person.name)}: {act.note}."
    if not fault:
        return f"{thanks} Terima kasih."
    if item.withdrawal:
        return f"{thanks} Konten ini sudah ditarik, jadi tidak perlu ralat."
    begun = _begin(desk, issue, item, fault, told[LOOK[2]])
    return f"{thanks}\n\n{begun}" if isinstance(begun, str) else begun


def _begin(desk: Desk, issue: Issue, item: Item, fault: str, kind: str) -> str | list[Finding]:
    """The draft of a correction on a branch of its own, from the page as main has it."""
    repo = desk.repository()
    branch = correction_branch(item)
    waiting = f"Ralatnya sudah dimulai pada cabang `{branch}`; lanjutkan di sana."
    if branch in branches.taken(repo) and not branches.marked(
        repo, "ralat", f"Formulir: {issue.url}"
    ):
        return waiting
    base = repo.fetch("main") or ""
    oid = list_files(repo, base).get(item.where)
    if oid is None:
        return f"Berkas `{item.where}` tidak ada lagi di main; ralatnya tidak dapat dimulai."
    page = repo.read_blobs([oid])[oid].decode()
    cause = next((c for c in CorrectionCause if LABELS[c] == kind.casefold()), None)
    day = issue.opened.astimezone(desk.clock().tzinfo).date()

    def draft(*_: object) -> tuple[Written, list[Finding]]:
        return draft_correction(item, page, fault, cause, day), []

    return propose(desk, issue, "ralat", draft)
