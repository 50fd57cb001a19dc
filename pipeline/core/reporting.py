"""Core: what an office did in a period, counted from Git and the ledger. Nobody counts by hand."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from pipeline.core.annex import approvals, proofs
from pipeline.core.facts import LEGAL, Facts
from pipeline.core.model import Roster
from pipeline.core.posting import ActKind
from pipeline.core.progress import PARTS
from pipeline.core.reach import MISSING, Reach
from pipeline.core.reporting_lists import STANDS, changes, posts, times, unfinished
from pipeline.core.standing import Stage
from pipeline.core.tables import Cell, Kind, Table
from pipeline.core.telling import STEP_NAMES


def tables(facts: Facts, about: Sequence[tuple[str, str]] = ()) -> list[Table]:
    """Every table of the report, the short ones first; ``about`` says what it was made from."""
    columns = (("Hal", Kind.TEXT), ("Isi", Kind.TEXT))
    return [
        Table(name="tentang", title="Tentang laporan ini", columns=columns, rows=about),
        _summary(facts),
        _networks(facts),
        _kinds(facts),
        _series(facts),
        _steps(facts),
        _people(facts),
        changes(facts),
        unfinished(facts),
        approvals(proofs(facts)),
        posts(facts),
        times(facts),
    ]


def _summary(facts: Facts) -> Table:
    """The numbers that a letter to the province begins with."""
    kinds = Counter(act.kind for act in facts.receipts)
    stages = Counter(stage for _, _, stage in facts.waiting)
    legal = Counter(facts.legal(item) for item in facts.begun)
    changed = Counter(str(row[2]).split(" ")[0] for row in changes(facts).rows)
    rows = [
        ("Konten baru yang disetujui", len(facts.begun)),
        ("di antaranya edukasi hukum", legal[LEGAL]),
        ("Unggahan dan pembagian yang tercatat", len(facts.receipts)),
        ("di antaranya oleh sistem", kinds[ActKind.POSTED]),
        ("di antaranya oleh orang", kinds[ActKind.CONFIRMED]),
        ("Ralat", changed["ralat"]),
        ("Penarikan", changed["penarikan"]),
        ("Unggahan yang dihapus dari jejaring", len(facts.removed)),
        ("Diserahkan, belum dikonfirmasi", stages[Stage.WAITING]),
        ("Tak pasti", stages[Stage.DOUBTFUL]),
    ]
    columns = (("Ukuran", Kind.TEXT), ("Jumlah", Kind.NUMBER))
    return Table(name="ringkasan", title="Ringkasan", columns=columns, rows=rows, note=STANDS)


def _networks(facts: Facts) -> Table:
    sent = Counter(facts.network(act.channel) for act in facts.receipts)
    again = Counter(facts.network(act.channel) for act in facts.receipts if act.revision)
    gone = Counter(facts.network(promise.channel) for promise in facts.removed)
    open_ = Counter(facts.network(promise.channel) for promise, _, _ in facts.waiting)
    linked = Counter(facts.network(act.channel) for act in facts.receipts if act.url)
    figures: dict[str, list[Reach]] = {}
    for act in facts.receipts:
        if figure := facts.reach.get(act.promise):
            figures.setdefault(facts.network(act.channel), []).append(figure)
    names = sorted(sent | gone | open_, key=lambda name: (-sent[name], name))
    return Table(
        name="jejaring",
        title="Menurut jejaring",
        columns=(
            ("Jejaring", Kind.TEXT),
            ("Unggahan", Kind.NUMBER),
            ("di antaranya ralat", Kind.NUMBER),
            ("Dihapus", Kind.NUMBER),
            ("Belum selesai", Kind.NUMBER),
            ("Jumlah jangkauan", Kind.NUMBER),
            ("Ukurannya", Kind.TEXT),
            ("Angka belum diisi", Kind.NUMBER),
        ),
        rows=[
            (
                *(name, sent[name], again[name], gone[name], open_[name]),
                *_summed(found := figures.get(name, []), linked[name]),
                linked[name] - len(found),
            )
            for name in names
        ],
        note="Jumlah jangkauan menjumlahkan angka tiap unggahan menurut jejaringnya, dari "
        "content/jangkauan.yml; orang yang melihat dua unggahan terhitung dua kali.",
        bars=(0, 1),
    )


def _summed(figures: Sequence[Reach], linked: int) -> tuple[int | None, str]:
    """The sum of one network's figures; people and views are never added up."""
    measures = sorted({figure.measure.value for figure in figures})
    if not measures:
        return None, MISSING if linked else "tanpa tautan"
    if len(measures) > 1:
        return None, f"tidak dijumlahkan: {' dan '.join(measures)}"
    return sum(figure.number for figure in figures), measures[0]


def _grouped(facts: Facts, name_of: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """New items and posts of each group, the largest first."""
    items = Counter(name_of[item] for item in facts.begun)
    sent = Counter(name_of[act.item] for act in facts.receipts)
    names = sorted(items | sent, key=lambda name: (-items[name], -sent[name], name))
    return [(name, items[name], sent[name]) for name in names]


def _mentioned(facts: Facts) -> set[str]:
    return {*facts.begun, *(act.item for act in facts.receipts)}


def _kinds(facts: Facts) -> Table:
    rows = _grouped(facts, {item: facts.legal(item) for item in _mentioned(facts)})
    whole = sum(items for _, items, _ in rows)
    return Table(
        name="jenis",
        title="Edukasi hukum dan bukan",
        columns=(
            ("Jenis", Kind.TEXT),
            ("Konten baru", Kind.NUMBER),
            ("Bagian", Kind.SHARE),
            ("Unggahan", Kind.NUMBER),
        ),
        rows=[(n, items, items / whole if whole else None, sent) for n, items, sent in rows],
        bars=(0, 1),
    )


def _series(facts: Facts) -> Table:
    mentioned = _mentioned(facts)
    names = {item: facts.series_name(item) for item in mentioned}
    kinds = {names[item]: facts.legal(item) for item in sorted(mentioned)}
    return Table(
        name="rubrik",
        title="Menurut rubrik",
        columns=(
            ("Rubrik", Kind.TEXT),
            ("Jenis", Kind.TEXT),
            ("Konten baru", Kind.NUMBER),
            ("Unggahan", Kind.NUMBER),
        ),
        rows=[(n, kinds[n], items, sent) for n, items, sent in _grouped(facts, names)],
        bars=(0, 2),
    )


def _steps(facts: Facts) -> Table:
    """How long each step took, and how much of it came late; without a limit nothing is late."""
    rows: list[tuple[Cell, ...]] = []
    for part in PARTS:
        mine = [(one.record, one.took) for one in facts.done if one.record.step == part]
        days = [took for _, took in mine if took is not None]
        limited = [record for record, _ in mine if record.due]
        late = sum(record.late > 0 for record in limited)
        rows.append(
            (
                f"{part}. {STEP_NAMES[part]}",
                len(mine),
                float(median(days)) if days else None,
                max(days, default=None),
                facts.limits.get(int(part[0])),
                late if limited else None,
                late / len(limited) if limited else None,
            )
        )
    return Table(
        name="langkah",
        title="Menurut langkah SOP",
        columns=(
            ("Langkah", Kind.TEXT),
            ("Selesai", Kind.NUMBER),
            (f"Median {facts.days.unit.label}", Kind.NUMBER),
            ("Terlama", Kind.NUMBER),
            ("Batas SOP", Kind.NUMBER),
            ("Terlambat", Kind.NUMBER),
            ("Bagian terlambat", Kind.SHARE),
        ),
        rows=rows,
        note=f"{facts.days.unit.label.capitalize()} dihitung sejak langkah yang tercatat "
        "sebelumnya; kosong: tidak tercatat, atau SOP tidak memberi batas. Langkah yang dilewati "
        "tidak dihitung.",
        bars=(0, 2),
    )


def _people(facts: Facts) -> Table:
    """Who did which steps how often; what the machine did in a name stands with that name."""
    roster = facts.approvals.roster or Roster(people=(), effective_from=None)
    known = {person.name for person in roster.people}
    counts: dict[str, Counter[str]] = {}
    for one in facts.done:
        for name in {name for who in one.record.who for name in _named(who)} & known:
            counts.setdefault(name, Counter())[one.record.step] += 1
    return Table(
        name="orang",
        title="Menurut orang",
        columns=(
            ("Nama", Kind.TEXT),
            *((f"Langkah {part}", Kind.NUMBER) for part in PARTS),
        ),
        rows=[(name, *(counts[name][part] for part in PARTS)) for name in sorted(counts)],
        note="Yang dilakukan sistem atas nama seseorang dihitung pada nama itu.",
    )


def _named(who: str) -> Iterable[str]:
    """The people in "Sari, Ayu (oleh sistem)"."""
    return (name.strip() for name in who.partition(" (")[0].split(","))
