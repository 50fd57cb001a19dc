"""Reports: `report`: what an office did in a month, quarter, half-year or year.

Everything is written anew into build/laporan/<period>; the same Git gives the same bytes.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.core.days import Workdays
from pipeline.core.dossier import ITEMS
from pipeline.core.facts import Facts, rounds
from pipeline.core.model import Roster
from pipeline.core.periods import Period
from pipeline.core.posting import Act, ActKind
from pipeline.core.progress import Past, StepRecord, planned_day, progress
from pipeline.core.reporting import tables
from pipeline.desk import Desk, World, catch_up, gather, open_desk
from pipeline.edge.holidays import workdays
from pipeline.edge.ledger_paths import BRANCH
from pipeline.platforms import PLATFORMS
from pipeline.render.files import pour
from pipeline.render.report_page import as_csv, report_page
from pipeline.render.report_sheet import report_sheet

FOLDER = "laporan"


def report(root: Path, period: Period) -> int:
    return report_at(open_desk(root), period)


def report_at(desk: Desk, period: Period) -> int:
    """Write the report of a period and say where it is; what is wrong with records is said too."""
    repo = desk.repository()
    catch_up(desk, repo)
    world = gather(desk, repo, desk.build / "disetujui", fetch=False)
    channels = world.content.channels
    office = channels.office if channels else "JDIH"
    found = tables(facts_of(world, period))
    main, ledger = world.approvals.chain[-1:], repo.head(BRANCH)
    notes = [
        f"Komit main {(*main, 'belum ada')[0][:12]}, buku catatan {(ledger or 'belum ada')[:12]}."
    ]
    doubts = [f for f in world.findings if f.rule == "buku-catatan"]
    if doubts:
        notes.append(f"{len(doubts)} berkas buku catatan tidak dapat dipercaya; tidak dihitung.")
    heading = {"office": office, "title": period.title, "span": period.span}
    files: dict[str, bytes | Path] = {f"{table.name}.csv": as_csv(table) for table in found}
    files["laporan.xlsx"] = report_sheet(found, **heading)
    cards = _cards(desk, {str(row[0]) for t in found if t.name == "unggahan" for row in t.rows})
    files |= {f"gambar/{item}.jpg": path for item, path in cards.items()}
    pictures = {item: f"gambar/{item}.jpg" for item in cards}
    files["index.html"] = report_page(found, desk.site, **heading, notes=notes, pictures=pictures)
    _put(files, desk.build / FOLDER / period.folder)
    for finding in doubts:
        desk.say(str(finding))
    desk.say(f"Laporan {period.title}: build/{FOLDER}/{period.folder}/index.html dan laporan.xlsx")
    return 1 if doubts else 0


def _put(files: Mapping[str, bytes | Path], folder: Path) -> None:
    """The whole folder under another name first: a report is never half of two."""
    made = folder.with_name(f".{folder.name}.baru")
    shutil.rmtree(made, ignore_errors=True)
    pour(files, made)
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)


def _cards(desk: Desk, items: Iterable[str]) -> dict[str, Path]:
    """The link cards that the last run drew; a report draws none."""
    folder = desk.build / "kartu"
    return {item: path for item in sorted(items) if (path := folder / item / "link.jpg").is_file()}


def facts_of(world: World, period: Period) -> Facts:
    """Everything that is counted, from a world that was gathered already."""
    content = world.content
    channels = content.channels.channels if content.channels else ()
    years = [at.year for at in world.approvals.landed.values()]
    years += [period.first.year, period.last.year]
    days = workdays(content.calendar, range(min(years), max(years) + 2), content.sop)
    limits = {s.number: s.time.at_most for s in content.sop.steps if s.time} if content.sop else {}
    return Facts(
        period=period,
        items={**content.items, **content.unfinished},
        series=content.series,
        channels={c.id: (c.label, _network(c.network)) for c in channels},
        approvals=world.approvals,
        acts=world.acts,
        steps=_steps(world, period, days, limits),
        days=days,
        limits=limits,
    )


def _network(name: str) -> str:
    return PLATFORMS[name].LABEL if name in PLATFORMS else name


def _steps(
    world: World, period: Period, days: Workdays, limits: Mapping[int, int]
) -> dict[tuple[str, int], Sequence[StepRecord]]:
    """The nine steps of every publication; each looks at its own acts and its own merge only."""
    content = world.content
    known = world.approvals.roster or Roster(people=(), effective_from=None)
    received = [act for act in world.acts if act.kind is ActKind.ACKNOWLEDGED]
    mine: dict[str, list[Act]] = {}
    for act in world.acts:
        mine.setdefault(act.item, []).append(act)
    commits = {commit.sha: commit for commit in world.history}
    channels = content.channels.channels if content.channels else ()
    shared = {c.id for c in channels if c.network in PLATFORMS and not PLATFORMS[c.network].LINKED}
    found: dict[tuple[str, int], Sequence[StepRecord]] = {}
    for name, item in content.items.items():
        acts = mine.get(name, [])
        for one in rounds(item, world.approvals.past.get(f"{ITEMS}{name}", ()), acts):
            merge = commits.get(one.evidence.merge)
            past = Past(
                item=one,
                # The meeting was about the first publication; a correction begins with its draft.
                disposisi=None if one.revision else content.disposisi.get(item.disposisi),
                minutes=() if one.revision else content.minutes.values(),
                history=(merge,) if merge else (),
                evidence=one.evidence,
                roster=known,
                acts=[*acts, *received],
                whatsapp=shared,
                planned=None if one.revision else planned_day(item),
            )
            records = progress(past, days=days, limits=limits, today=period.last)
            found[name, one.revision] = records
    return found
