"""Starting: the verb `new`: the files of one act on a branch of its own, committed.

Never touches main, sends nothing, and leaves the work tree alone while something waits in it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.drafting_asking import Written
from pipeline.core.findings import Blocked
from pipeline.desk import Desk, open_desk
from pipeline.edge import branches
from pipeline.edge.forge_links import proposal_page
from pipeline.edge.remote import Unreachable
from pipeline.edge.terminal import ask
from pipeline.interviews import Ask, Interview, ask_disposisi, ask_item, ask_meeting

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


def new(root: Path, kind: str, name: str) -> int:
    """Begin an act of the SOP on this machine."""
    return begin(open_desk(root), ask, kind, name)


def begin(desk: Desk, ask: Ask, kind: str, name: str = "") -> int:
    """Ask, draft, then write the branch; or say what is wrong with the answers."""
    repo = desk.repository()
    email = branches.author(repo)
    base = _main(desk, repo)
    content, taken = branches.read_main(repo, base), branches.taken(repo)
    made, findings = _ASKING[kind](Interview(desk, ask, content, taken, email), name)
    if made is None:
        for finding in findings:
            desk.say(finding.message)
        desk.say("Belum ada yang dibuat. Jalankan lagi dengan jawaban yang diperbaiki.")
        return 1
    branches.begin(repo, made.branch, made.files, made.subject, base)
    moved = branches.move_to(repo, made.branch)
    desk.say("\n".join(_next_steps(made, moved=moved, server=branches.address(repo))))
    return 0


def _main(desk: Desk, repo: "Repository") -> str:
    """The newest main that can be had."""
    try:
        repo.fetch("main")
    except Unreachable as trouble:
        desk.say(f"{trouble.what}. Yang dipakai: main yang terakhir diambil.")
    base = repo.official("main")
    if base is None:
        raise Blocked("cabang main belum ada", where=str(repo.root), remedy="ketik: git fetch")
    return base


_ASKING = {"disposisi": ask_disposisi, "rapat": ask_meeting, "konten": ask_item}


def _next_steps(made: Written, *, moved: bool, server: str) -> list[str]:
    """What was made, and what the person does now."""
    steps = []
    if not moved:
        steps.append(
            "Simpan (commit) dahulu pekerjaan Anda yang lain; cabang ini belum dibuka. "
            f"Sesudah itu: git switch {made.branch}"
        )
    if made.branch.startswith("konsep/"):
        steps.append(
            "Lengkapi semua tanda [TULIS: …] di berkas itu, periksa dengan redaksi check, lalu "
            f'simpan: git add content; git commit -m "{made.branch.replace("/", ": ", 1)}"'
        )
    if server:
        steps.append(f"Kirim: git push -u origin {made.branch}")
    if page := proposal_page(server, made.branch, made.template):
        draft = " (panah di samping tombol hijau, Create draft pull request)"
        steps.append(f"Ajukan{draft if 'konsep/' in made.branch else ''}: {page}")
    elif server:
        steps.append("Ajukan usulannya di halaman server Git kantor.")
    files = [f"  {path}" for path in made.files]
    numbered = [f"  {number}. {step}" for number, step in enumerate(steps, 1)]
    return [f"Dibuat pada cabang {made.branch}:", *files, "Berikutnya:", *numbered]
