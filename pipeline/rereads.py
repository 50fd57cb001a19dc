"""Rereads: `reread`: the second look (cermat ulang) typed, where the forge has no forms.

What is recorded is what the form records; a mistake begins the correction on a branch of its own,
on this machine, as `new` begins an act.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.answers import at_keyboard
from pipeline.core.drafting_asking import Asked
from pipeline.core.drafting_correction import correction_branch, draft_correction
from pipeline.core.model import Item, Person
from pipeline.core.rereading import second_look
from pipeline.desk import Desk, gather, open_desk
from pipeline.edge import branches
from pipeline.edge.objects import list_files
from pipeline.starting import newest_main, next_steps

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

RIGHT, WRONG = "sesuai", "keliru"
_FAULT = "Yang keliru"


def reread(root: Path, item: str, result: str, fault: str) -> int:
    """Say that what is up is right, or what is wrong with it."""
    return reread_at(open_desk(root), item, result, fault)


def reread_at(desk: Desk, name: str, result: str, typed: str) -> int:
    repo = desk.repository()
    with TemporaryDirectory() as scratch:  # a run may be at work in build/ meanwhile
        world = gather(desk, repo, Path(scratch), fetch=True)
    person = at_keyboard(desk, world)
    item = world.content.items.get(name)
    asked = Asked("content/konten")
    fault = asked.text(_FAULT, typed, limit=500, example="Pasal 9", required=result == WRONG)
    if item is None:
        asked.complain("Konten", "konten-hilang", f"{name} belum terbit; salin nama foldernya.")
    if fault and result == RIGHT:
        asked.complain(_FAULT, "putusan", "sesuai berarti tanpa catatan: hapus, atau ketik keliru.")
    if asked.findings or item is None:
        desk.say("\n".join(finding.message for finding in asked.findings))
        return 1
    act = second_look(item, by=person.name, login=_login(person), fault=fault, at=desk.clock())
    world.ledger.write([act])
    told = f"Tercatat: {item.id} dicermati {person.name}: {act.note}."
    if fault and item.withdrawal:
        told += " Konten ini sudah ditarik, jadi tidak perlu ralat."
    desk.say(told)
    if fault and not item.withdrawal:
        desk.say("\n".join(_begin(desk, repo, item, fault)))
    return 0


def _login(person: Person) -> str:
    """What names her file in the ledger: her login at the forge, else her name in small letters."""
    return (
        person.logins[0]
        if person.logins
        else "-".join(re.findall("[a-z0-9]+", person.name.lower()))
    )


def _begin(desk: Desk, repo: "Repository", item: Item, fault: str) -> list[str]:
    """The correction's branch, unless one waits already."""
    branch, base = correction_branch(item), newest_main(desk, repo)
    if branch in branches.taken(repo):
        return [f"Ralatnya sudah dimulai pada cabang {branch}; lanjutkan di sana."]
    oid = list_files(repo, base).get(item.where)
    if oid is None:
        return [f"Berkas {item.where} tidak ada lagi di main; ralatnya tidak dapat dimulai."]
    page = repo.read_blobs([oid])[oid].decode()
    made = draft_correction(item, page, fault, None, desk.clock().date())
    branches.begin(repo, made.branch, made.files, made.subject, base)
    moved = branches.move_to(repo, made.branch)
    return next_steps(made, moved=moved, server=branches.address(repo))
