"""Archiving: `archive`: a sealed folder for each item, and whether one was changed since."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.core.dossier import ITEMS, Dossier, dossier, known_items, touched_since
from pipeline.core.findings import Blocked, Finding
from pipeline.core.posting import Act
from pipeline.core.retention import is_over
from pipeline.desk import Desk, World, gather, open_desk
from pipeline.doubts import doubts
from pipeline.edge.bags import about_bag, changes, seal, seal_of
from pipeline.edge.files import entries, is_plain_file, write_if_changed
from pipeline.edge.ledger_paths import BRANCH
from pipeline.render.dossier import Archive, archive_files
from pipeline.shelving import FATE, UNTIL, Shelf
from pipeline.singling import gather_one
from pipeline.workplace import catch_up

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

FOLDER, SEALS = "arsip", "daftar-segel.txt"
_RULE = "arsip"
_NO_RECORDS = (
    "Buku catatan (cabang ledger) tidak memuat satu catatan pun tentangnya. Bila cabangnya "
    "terhapus, minta admin TI memulihkannya, lalu arsipkan lagi."
)


def archive(root: Path, item: str | None, since: date | None, everything: bool) -> int:
    """Seal one item, those of which something is known since a day, or all."""
    if sum((item is not None, since is not None, everything)) != 1:
        raise Blocked(
            "belum jelas apa yang diarsipkan",
            remedy="ketik redaksi archive KONTEN, atau --since 2026-11-01, atau --all",
        )
    return archive_at(open_desk(root), item, since)


def archive_at(desk: Desk, item: str | None = None, since: date | None = None) -> int:
    """1 where something is missing in an archive or one could not be made."""
    repo = desk.repository()
    catch_up(desk, repo)
    desk.build.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=desk.build, prefix=".arsip-") as scratch:
        if item is None:
            world = gather(_alone(desk), repo, desk.build / "disetujui", fetch=False)
        else:
            world = gather_one(desk, repo, item, Path(scratch) / "isi")
        found = list(_chosen(world, item, since))
        findings = doubts(world, {one.id for one in found})
        findings += _seal_all(desk, Shelf(desk, repo, world, Path(scratch)), found)
    for finding in findings:
        desk.say(str(finding))
    return 1 if findings else 0


def _alone(desk: Desk) -> Desk:
    """The desk without its forge: an archive tells what Git and the ledger hold."""
    return replace(desk, forge=lambda: None)


def _chosen(world: World, item: str | None, since: date | None) -> Iterator[Dossier]:
    """What is known of each wanted item."""
    names = known_items(world.approvals)
    content = world.content
    about: dict[str, list[Act]] = {}
    for act in world.acts:
        about.setdefault(act.item, []).append(act)
    proposals = {act.extra["merge_commit"]: act for act in world.acts if _of_merge(act)}
    for name in names if item is None else [item]:
        noun = content.items.get(name) or content.unfinished.get(name)
        past = world.approvals.past.get(f"{ITEMS}{name}", ())
        acts = [*about.get(name, ()), *(proposals[e.merge] for e in past if e.merge in proposals)]
        one = dossier(
            noun, name, world.approvals, acts, content.disposisi, content.minutes.values()
        )
        if since is None or touched_since(one, since):
            yield one


def _of_merge(act: Act) -> bool:
    return act.item.startswith("usulan-") and bool(act.extra.get("merge_commit"))


def _seal_all(desk: Desk, shelf: "Shelf", found: Sequence[Dossier]) -> list[Finding]:
    """One item that cannot be archived never stops the others."""
    folder = desk.build / FOLDER
    shelf.draw(found)
    findings: list[Finding] = []
    new = 0
    for number, one in enumerate(found, 1):
        desk.progress(f"mengarsipkan {number}/{len(found)}: {one.id}")
        try:
            made = shelf.archive(one)
            files = archive_files(made, shelf.world.content, desk.site)
            new += seal(files, shelf.about(made), folder / one.id)
            findings += _gaps(made)
        except (Blocked, OSError, ValueError, KeyError) as trouble:
            message = f"Belum terarsip: {trouble}. Konten lain tetap diarsipkan."
            findings.append(Finding(where=f"{ITEMS}{one.id}", rule=_RULE, message=message))
    _list_seals(folder)
    desk.say(f"{len(found)} konten diarsipkan di build/{FOLDER}: {new} baru, lainnya tetap.")
    if found:
        desk.say(f"Simpan {SEALS} di tempat lain: dengan itu perubahan segel pun ketahuan.")
    return findings


def _gaps(made: Archive) -> list[Finding]:
    """What an archive lacks, so that somebody can still find it."""
    where = f"{ITEMS}{made.dossier.id}"
    lacking = [f"Versi {v.approved.number}: {v.trouble}" for v in made.versions if v.trouble]
    if not made.records and any(v.approved.evidence for v in made.versions):
        lacking.append(_NO_RECORDS)
    return [Finding(where=where, rule=_RULE, message=message) for message in lacking]


def _bags(folder: Path) -> list[Path]:
    return [path for path in entries(folder) if path.is_dir() and not path.name.startswith(".")]


def _list_seals(folder: Path) -> None:
    """The seal of every bag, one a line, as `sha256sum -c` reads it."""
    lines = [f"{seal_of(bag)}  {bag.name}/tagmanifest-sha256.txt\n" for bag in _bags(folder)]
    if lines:
        write_if_changed(folder / SEALS, "".join(lines).encode())


def verify_archives(root: Path, item: str | None = None, since: date | None = None) -> int:
    return verify_archives_at(open_desk(root), item, since)


def verify_archives_at(desk: Desk, item: str | None = None, since: date | None = None) -> int:
    """Say of the archives that are meant whether each is as it was sealed; 1 where one is not."""
    folder = desk.build / FOLDER
    seals = _listed_seals(folder)
    bags = {bag.name: bag for bag in _bags(folder)}
    meant = [name for name in sorted({*bags, *seals}) if item in (None, name)]
    if since:
        meant = [name for name in meant if _made(bags.get(name)) >= since.isoformat()]
    if not meant and not since:
        raise Blocked(
            f"belum ada arsip {item}" if item else "belum ada arsip",
            where=str(folder),
            remedy=f"buat dahulu: redaksi archive {item or '--all'}",
        )
    held, wrong = partial(_held, desk.repository(), {}), 0
    for number, name in enumerate(meant, 1):
        desk.progress(f"memeriksa arsip {number}/{len(meant)}: {name}")
        found = _wrong(bags.get(name), seals.get(name, ""), held)
        wrong += bool(found)
        about = about_bag(bags[name]) if name in bags else {}
        over = is_over(about.get(UNTIL, ""), about.get(FATE, ""), desk.clock().date())
        for trouble in [*found, *([over] if over else [])]:
            desk.say(f"{FOLDER}/{name}: {trouble}")
    desk.say(f"{len(meant)} arsip diperiksa: {wrong} tidak sama dengan ketika disegel.")
    return 1 if wrong else 0


def _made(bag: Path | None) -> str:
    """The day of the last record in a bag; one that does not tell is looked at whenever asked."""
    return about_bag(bag).get("Bagging-Date", "9999") if bag else "9999"


def _listed_seals(folder: Path) -> dict[str, str]:
    path = folder / SEALS
    lines = (
        path.read_text(encoding="utf-8", errors="replace").splitlines()
        if is_plain_file(path)
        else []
    )
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name.partition("/")[0]: digest for digest, name in pairs}


def _wrong(bag: Path | None, listed: str, held: Callable[[str, str], bool]) -> list[str]:
    """What speaks against one archive: its files, its seal, the commits it was made from."""
    if bag is None:
        return ["hilang: seluruh foldernya"]
    found = changes(bag)
    if not listed:
        found.append(f"tidak ada di {SEALS}")
    elif not found and seal_of(bag) != listed:
        found.append(f"segelnya bukan yang tertulis di {SEALS}: arsip ini disegel ulang")
    about = about_bag(bag)
    for key, what in (("Komit-Main", "main"), ("Komit-Buku-Catatan", "buku catatan")):
        commit = about.get(key, "")
        branch = "main" if what == "main" else BRANCH
        if len(commit) >= 40 and not held(commit, branch):
            found.append(f"komit {commit[:12]} tidak ada lagi di {what}: riwayatnya ditulis ulang")
    return found


def _held(repo: "Repository", known: dict[str, bool], commit: str, branch: str) -> bool:
    """Whether the branch still has this commit in its history; Git is asked once for each."""
    if commit not in known:
        tip = repo.head(branch)
        words = ("merge-base", "--is-ancestor", commit, tip or "")
        known[commit] = tip is not None and not repo.try_run(*words)[0]
    return known[commit]
