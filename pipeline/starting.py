"""Starting: the verb `new`: the files of one act on a branch of its own, committed.

Never touches main, sends nothing, and leaves the work tree alone while something waits in it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.agenda_text import meeting_pack
from pipeline.core.days import full_day
from pipeline.core.drafting_asking import Written
from pipeline.core.findings import Blocked, Finding
from pipeline.desk import Desk, open_desk
from pipeline.edge import branches
from pipeline.edge.files import write_if_changed
from pipeline.edge.forge_links import form_page, proposal_page
from pipeline.edge.holidays import workdays
from pipeline.edge.remote import Unreachable, how_to_get
from pipeline.edge.terminal import ask
from pipeline.interviews import Ask, Interview, ask_disposisi, ask_invitation, ask_item, ask_meeting
from pipeline.overview import agenda_of, look

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


def new(root: Path, kind: str, name: str) -> int:
    """Begin an act of the SOP on this machine."""
    return begin(open_desk(root), ask, kind, name)


def begin(desk: Desk, ask: Ask, kind: str, name: str = "") -> int:
    """Ask, draft, then write the branch; or say what is wrong with the answers."""
    repo = desk.repository()
    email = branches.author(repo)
    base = newest_main(desk, repo)
    content, taken = branches.read_main(repo, base), branches.taken(repo)
    office = Interview(desk, ask, content, taken, email)
    if kind == "undangan":
        return _invite(desk, office, name)
    if kind == "rapat":
        made, findings = ask_meeting(office, name, _pack(desk))
    else:
        made, findings = _ASKING[kind](office, name)
    if made is None:
        return _refuse(desk, findings)
    branches.begin(repo, made.branch, made.files, made.subject, base)
    moved = branches.move_to(repo, made.branch)
    desk.say("\n".join(next_steps(made, moved=moved, server=branches.address(repo))))
    return 0


def _invite(desk: Desk, office: Interview, name: str) -> int:
    """Step 2 leaves nothing in Git: a calendar file and a message, for the person to send."""
    year = office.at.year
    days = workdays(office.content.calendar, range(year - 1, year + 2), office.content.sop)
    form = form_page(branches.address(desk.repository()), "kehadiran")
    made, findings = ask_invitation(office, name, days, form)
    if made is None:
        return _refuse(desk, findings)
    folder = desk.build / "undangan"
    for ending, text in (("ics", made.calendar), ("txt", f"{made.message}\n")):
        write_if_changed(folder / f"{made.disposisi}.{ending}", text.encode())
    pack = folder / f"{made.disposisi}-bahan.md"
    write_if_changed(pack, f"{_pack(desk)}\n".encode())
    late = f"Perhatian: batas mengundang, {full_day(made.due)}, sudah lewat."
    desk.say(
        "\n".join(
            [
                made.message,
                "",
                *([late] if office.at.date() > made.due else []),
                "Berikutnya:",
                f"  1. Kirim pesan itu ke grup: {made.link}",
                f"  2. Lampirkan {folder / made.disposisi}.ics agar masuk ke kalender.",
                f"  3. Bawa bahan rapatnya: {pack}",
                f'  4. Tulis waktu mengirimnya pada notula: "undangan: {_now(desk)}"',
            ]
        )
    )
    return 0


def _pack(desk: Desk) -> str:
    """What the meeting decides on, from what is approved, proposed and assigned."""
    return meeting_pack(agenda_of(desk, look(desk)))


def _now(desk: Desk) -> str:
    return desk.clock().replace(microsecond=0).isoformat()


def _refuse(desk: Desk, findings: list[Finding]) -> int:
    for finding in findings:
        desk.say(finding.message)
    desk.say("Belum ada yang dibuat. Jalankan lagi dengan jawaban yang diperbaiki.")
    return 1


def newest_main(desk: Desk, repo: "Repository") -> str:
    """The newest main that can be had."""
    try:
        repo.fetch("main")
    except Unreachable as trouble:
        desk.say(f"{trouble.what}. Yang dipakai: main yang terakhir diambil.")
    base = repo.official("main")
    if base is None:
        raise Blocked(
            "cabang main belum ada", where=str(repo.root), remedy=how_to_get(repo, "main")
        )
    return base


_ASKING = {"disposisi": ask_disposisi, "konten": ask_item}


def next_steps(made: Written, *, moved: bool, server: str) -> list[str]:
    """What was made, and what the person does now."""
    steps = []
    if not moved:
        steps.append(
            "Simpan (commit) dahulu pekerjaan Anda yang lain; cabang ini belum dibuka. "
            f"Sesudah itu: git switch {made.branch}"
        )
    unfinished = made.branch.startswith(("konsep/", "ralat/"))
    if unfinished:
        steps.append(
            "Lengkapi semua tanda [TULIS: …] di berkas itu, periksa dengan redaksi check, lalu "
            f'simpan: git add content; git commit -m "{made.branch.replace("/", ": ", 1)}"'
        )
    if server:
        steps.append(f"Kirim: git push -u origin {made.branch}")
    if page := proposal_page(server, made.branch, made.template):
        draft = " (panah di samping tombol hijau, Create draft pull request)"
        steps.append(f"Ajukan{draft if unfinished else ''}: {page}")
    elif server:
        steps.append("Ajukan usulannya di halaman server Git kantor.")
    files = [f"  {path}" for path in made.files]
    numbered = [f"  {number}. {step}" for number, step in enumerate(steps, 1)]
    shared = ["Pembagian tugas:", *(f"  {one}" for one in made.assignments)]
    return [
        f"Dibuat pada cabang {made.branch}:",
        *files,
        *(shared if made.assignments else []),
        "Berikutnya:",
        *numbered,
    ]
