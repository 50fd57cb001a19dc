"""Reports: `report`: what an office did in a month, quarter, half-year or year.

Everything is written anew into build/laporan/<period>; the same Git gives the same bytes.
"""

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.core.annex import proofs
from pipeline.core.days import Workdays
from pipeline.core.dossier import ITEMS
from pipeline.core.facts import Facts, Round
from pipeline.core.facts import rounds as rounds_of
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import WITA, Channels, Roster
from pipeline.core.periods import Period, interim
from pipeline.core.posting import Act, ActKind
from pipeline.core.progress import Past, StepRecord, planned_day, progress
from pipeline.core.reach import by_promise
from pipeline.core.reporting import tables
from pipeline.desk import Desk, World, gather, open_desk
from pipeline.doubts import doubts
from pipeline.edge.holidays import workdays
from pipeline.edge.ledger_paths import BRANCH
from pipeline.elsewhere import elsewhere
from pipeline.platforms import PLATFORMS, canonical
from pipeline.render.chart import chart_of, number_text
from pipeline.render.documents import Office
from pipeline.render.files import pour
from pipeline.render.records import Document
from pipeline.render.report_page import annex_page, as_csv, report_page
from pipeline.render.report_paper import report_paper
from pipeline.render.report_proofs import annex
from pipeline.render.report_sheet import report_sheet
from pipeline.workplace import catch_up

FOLDER = "laporan"
_MANY = 3000  # rows: fewer are in a workbook before another process has begun


def report(root: Path, period: Period) -> int:
    return report_at(open_desk(root), period)


def report_at(desk: Desk, period: Period) -> int:
    """Write the report of a period and say where it is; what is wrong with records is said too."""
    repo = desk.repository()
    catch_up(desk, repo)
    world = gather(desk, repo, desk.build / "disetujui", fetch=False, checked=False)
    facts = facts_of(world, period)
    told = interim(period, desk.clock().astimezone(WITA).date())
    unread = [f for f in world.findings if f.rule == "buku-catatan"]
    about = _about(world, period, told, repo.head(BRANCH) or "belum ada", len(unread))
    files, unprinted = _files(desk, world, facts, about, told)
    _put(files, desk.build / FOLDER / period.folder)
    doubtful = doubts(world, {act.item for act in world.acts if act.at in period})
    findings = list(dict.fromkeys([*unread, *doubtful, *unprinted]))
    for finding in findings:
        desk.say(str(finding))
    folder = f"build/{FOLDER}/{period.folder}"
    desk.say(f"Laporan {period.title}: {folder}/index.html, laporan.pdf, dan laporan.xlsx")
    if told:
        desk.say(told)
    return 1 if findings else 0


def _about(
    world: World, period: Period, told: str, ledger: str, doubts: int
) -> list[tuple[str, str]]:
    """Of which days it is, and what it was made from."""
    channels, main = world.content.channels, world.approvals.chain[-1:]
    return [
        ("Kantor", channels.office if channels else "JDIH"),
        ("Masa laporan", f"{period.title}, {period.span}"),
        ("Keadaan", told or "Lengkap: masa laporan sudah berakhir."),
        ("Versi main (Git)", (*main, "belum ada")[0]),
        ("Versi buku catatan (Git)", ledger),
        ("Berkas buku catatan yang tidak dapat dipercaya, tidak dihitung", number_text(doubts)),
    ]


def _files(
    desk: Desk, world: World, facts: Facts, about: Sequence[tuple[str, str]], told: str
) -> tuple[dict[str, bytes | Path], list[Finding]]:
    """The report in its four kinds, with the cards beside the pages."""
    period, found, proved = facts.period, tables(facts, about), proofs(facts)
    cards = drawn_cards(desk.build, [proof.item for proof in proved])
    blocks = annex(proved, facts, {item: _digest(path) for item, path in cards.items()})
    pictures = {item: f"gambar/{item}.jpg" for item in cards}
    charts = {table.name: chart for table in found if (chart := chart_of(table))}
    heading = {"office": about[0][1], "title": period.title, "span": period.span, "interim": told}
    files: dict[str, bytes | Path] = {f"{table.name}.csv": as_csv(table) for table in found}
    files |= {pictures[item]: path for item, path in cards.items()}
    book = partial(report_sheet, found, **heading)
    with elsewhere(book, much=sum(len(table.rows) for table in found) > _MANY) as workbook:
        files["index.html"] = report_page(found, charts, desk.site, **heading, pictures=pictures)
        files["bukti.html"] = annex_page(blocks, desk.site, **heading, pictures=pictures)
        paper = report_paper(found, charts, blocks, cards, period=period, interim=told)
        made, findings = _printed(desk.site, paper, world.content.channels, period.folder)
        files |= made
        files["laporan.xlsx"] = workbook()
    return files, findings


def _printed(
    site: Path, paper: Document, channels: Channels | None, about: str
) -> tuple[dict[str, bytes], list[Finding]]:
    """The PDF, or why there is none; signs without a letter are told."""
    with TemporaryDirectory() as scratch:
        office = Office(site, Path(scratch))
        if office.findings:
            return {}, office.findings
        paper, lacking = office.legible(paper)
        made = office.set(paper, channels, about)
    if isinstance(made, Finding):
        return {}, [made]
    return dict([made]), [_unprintable(lacking)] if lacking else []


def _unprintable(lacking: str) -> Finding:
    message = f"Huruf dokumen tidak memuat tanda {' '.join(lacking)}; dalam PDF tercetak “?”."
    return Finding(where="laporan.pdf", rule="dokumen", message=message, severity=Severity.ADVICE)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _put(files: Mapping[str, bytes | Path], folder: Path) -> None:
    """The whole folder under another name first: a report is never half of two."""
    made = folder.with_name(f".{folder.name}.baru")
    shutil.rmtree(made, ignore_errors=True)
    pour(files, made)
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)


def drawn_cards(build: Path, items: Iterable[str]) -> dict[str, Path]:
    """The link cards that the last run drew whole; a report draws none."""
    folder = build / "kartu"
    paths = {item: folder / item / "link.jpg" for item in sorted(items)}
    return {item: path for item, path in paths.items() if path.is_file() and _is_whole(path)}


def _is_whole(path: Path) -> bool:
    """Whether a JPEG begins and ends as one: what was cut off would spoil the whole paper."""
    content = path.read_bytes()
    return content.startswith(b"\xff\xd8") and content.endswith(b"\xff\xd9")


def facts_of(world: World, period: Period) -> Facts:
    """Everything that is counted, from a world that was gathered already."""
    content = world.content
    channels = content.channels.channels if content.channels else ()
    years = [at.year for at in world.approvals.landed.values()]
    years += [period.first.year, period.last.year]
    days = workdays(content.calendar, range(min(years), max(years) + 2), content.sop)
    limits = {s.number: s.time.at_most for s in content.sop.steps if s.time} if content.sop else {}
    acts: dict[str, list[Act]] = {}
    for act in world.acts:
        acts.setdefault(act.item, []).append(act)
    past = world.approvals.past
    rounds = {
        name: rounds_of(item, past.get(f"{ITEMS}{name}", ()), acts.get(name, ()))
        for name, item in {**content.items, **content.unfinished}.items()
    }
    return Facts(
        period=period,
        items={**content.items, **content.unfinished},
        series=content.series,
        channels={c.id: (c.label, _network(c.network)) for c in channels},
        approvals=world.approvals,
        acts=world.acts,
        rounds=rounds,
        steps=_steps(world, rounds, acts, period, days=days, limits=limits),
        days=days,
        limits=limits,
        reach=by_promise(content.reach, world.acts, canonical),
    )


def _network(name: str) -> str:
    return PLATFORMS[name].LABEL if name in PLATFORMS else name


def _steps(
    world: World,
    rounds: Mapping[str, Sequence[Round]],
    acts: Mapping[str, Sequence[Act]],
    period: Period,
    *,
    days: Workdays,
    limits: Mapping[int, int],
) -> dict[tuple[str, int], Sequence[StepRecord]]:
    """The nine steps of every publication; each looks at its own acts and its own merge only."""
    content = world.content
    known = world.approvals.roster or Roster(people=(), effective_from=None)
    received = [act for act in world.acts if act.kind is ActKind.ACKNOWLEDGED]
    commits = {commit.sha: commit for commit in world.history}
    channels = content.channels.channels if content.channels else ()
    shared = {c.id for c in channels if c.network in PLATFORMS and not PLATFORMS[c.network].LINKED}
    found: dict[tuple[str, int], Sequence[StepRecord]] = {}
    for name, item in content.items.items():
        for one in rounds[name]:
            merge = commits.get(one.evidence.merge)
            past = Past(
                item=one,
                # The meeting was about the first publication; a correction begins with its draft.
                disposisi=None if one.revision else content.disposisi.get(item.disposisi),
                minutes=() if one.revision else content.minutes.values(),
                history=(merge,) if merge else (),
                evidence=one.evidence,
                roster=known,
                acts=[*acts.get(name, ()), *received],
                whatsapp=shared,
                planned=None if one.revision else planned_day(item),
            )
            records = progress(past, days=days, limits=limits, today=period.last)
            found[name, one.revision] = records
    return found
