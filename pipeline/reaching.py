"""Reaching: `reach`: figures from the networks' CSV exports become a proposal of one file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.commands import say_findings
from pipeline.core.drafting_asking import Written
from pipeline.core.findings import Blocked, Finding
from pipeline.core.model import WITA
from pipeline.core.posting import SETTLING, Act
from pipeline.core.reach import FILE, Exported, Reach, matched, merged
from pipeline.core.reach_export import read_export
from pipeline.core.reading_reach import reach_text
from pipeline.desk import Desk, open_desk
from pipeline.edge import branches
from pipeline.edge.files import is_plain_file
from pipeline.edge.ledger_branch import Ledger
from pipeline.platforms import canonical
from pipeline.starting import newest_main, next_steps
from pipeline.workplace import catch_up

_LARGEST = 20_000_000


def reach(root: Path, files: Sequence[Path]) -> int:
    """Take the figures of posts on record out of these exports."""
    return take_figures(open_desk(root), files)


def take_figures(desk: Desk, files: Sequence[Path]) -> int:
    """Read, match with the ledger, write the branch; or say what is wrong with the exports."""
    repo = desk.repository()
    branches.author(repo)
    day = desk.clock().astimezone(WITA).date()
    read = {path: _read(path) for path in files}
    findings = [finding for _, told in read.values() for finding in told]
    if findings:
        say_findings(findings)
        desk.say("Belum ada yang dibuat. Perbaiki berkas itu, atau ekspor lagi.")
        return 1
    catch_up(desk, repo)
    base = repo.official("main") or newest_main(desk, repo)
    acts, _ = Ledger(repo, run="", tool="").read()
    receipts = [act for act in acts if act.kind in SETTLING]
    taken: list[Reach] = []
    for path, (rows, _) in read.items():
        taken += _matched(desk, path, rows, receipts, day)
    content = branches.read_main(repo, base)
    if content.is_broken(FILE):
        raise Blocked(
            f"{FILE} di main tidak terbaca; angkanya akan hilang bila ditulis ulang",
            where=next(str(f) for f in content.findings if f.where == FILE),
            remedy="perbaiki baris itu lewat usulan, lalu ulangi",
        )
    figures = merged(content.reach, taken)
    if not taken or figures == list(content.reach):
        desk.say(f"Tidak ada angka baru; {FILE} tetap.")
        return 0
    made = Written(
        branch=_free(f"jangkauan/{day}", branches.taken(repo)),
        files={FILE: reach_text(figures)},
        subject=f"jangkauan: {len(taken)} angka per {day:%d-%m-%Y}",
    )
    branches.begin(repo, made.branch, made.files, made.subject, base)
    moved = branches.move_to(repo, made.branch)
    desk.say("\n".join(next_steps(made, moved=moved, server=branches.address(repo))))
    return 0


def _read(path: Path) -> tuple[list[Exported], list[Finding]]:
    if not is_plain_file(path):
        raise Blocked(f"berkas {path.name} tidak ada", where=str(path), remedy="periksa namanya")
    if path.stat().st_size > _LARGEST:
        raise Blocked(f"berkas {path.name} terlalu besar", where=str(path), remedy="pecah dahulu")
    content = path.read_bytes()
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        rows, told = read_export(content.decode("utf-16" if wide else "utf-8"), path.name)
    except UnicodeDecodeError:
        message = "Simpan sebagai CSV UTF-8; berkas ini bukan teks."
        return [], [Finding(where=path.name, line=1, rule="bukan-teks", message=message)]
    return rows or [], told


def _matched(
    desk: Desk, path: Path, rows: Sequence[Exported], receipts: Sequence[Act], day: date
) -> list[Reach]:
    found, strange = matched(rows, receipts, canonical, day)
    rest = f"; {strange} baris bukan unggahan yang tercatat" if strange else ""
    desk.say(f"{path.name}: {len(found)} angka diambil{rest}.")
    return found


def _free(name: str, taken: frozenset[str]) -> str:
    """The name, or the first with a number that no branch has yet."""
    names = (name, *(f"{name}-{number}" for number in range(2, 100)))
    return next(one for one in names if one not in taken)
