"""Core: the lists of a report: what was changed, what stayed open, each post, each step's time."""

from pipeline.core.causes import LABELS
from pipeline.core.dossier import ITEMS
from pipeline.core.facts import Facts
from pipeline.core.ordering import in_name
from pipeline.core.posting import ActKind
from pipeline.core.tables import Cell, Kind, Table
from pipeline.core.telling import STEP_NAMES

# What is open is told as it stood at the end, however late the report is made.
STANDS = (
    "Yang belum dikonfirmasi dan yang tak pasti: dari yang diserahkan atau diunggah dalam masa "
    "ini, menurut keadaan pada akhirnya, atau pada hari laporan dibuat bila masanya belum berakhir."
)


def changes(facts: Facts) -> Table:
    """Corrections by the approval that brought them, withdrawals by their day."""
    rows: list[tuple[Cell, ...]] = []
    approved = {
        (unit.removeprefix(ITEMS), one.oid)
        for unit, past in facts.approvals.past.items()
        for one in past
    }
    seen: set[tuple[str, int]] = set()
    for act in sorted(facts.acts, key=lambda act: act.at):
        known = (act.item, act.extra.get("version")) in approved
        if act.kind is not ActKind.APPROVAL or not act.revision or not known:
            continue
        if (act.item, act.revision) in seen:  # approved again, with other words
            continue
        seen.add((act.item, act.revision))
        item = facts.items.get(act.item)
        note = item.correction if item and item.revision == act.revision else None
        if act.at in facts.period:
            what = f"ralat ke-{act.revision}"
            cause = _cause(act.extra.get("cause", ""))
            told = note.note if note else ""
            rows.append((act.item, facts.title(act.item), what, act.at.date(), cause, told))
    for name, item in sorted(facts.items.items()):
        if item.withdrawal and item.withdrawal.day in facts.period:
            gone = item.withdrawal
            cause = LABELS[gone.cause] if gone.cause else "tidak dikodekan"
            rows.append((name, item.title, "penarikan", gone.day, cause, gone.reason))
    return Table(
        name="ralat",
        title="Ralat dan penarikan",
        columns=(
            ("Konten", Kind.TEXT),
            ("Judul", Kind.TEXT),
            ("Perbuatan", Kind.TEXT),
            ("Tanggal", Kind.DAY),
            ("Sebab", Kind.TEXT),
            ("Keterangan", Kind.TEXT),
        ),
        rows=rows,
    )


def _cause(code: str) -> str:
    return next((text for one, text in LABELS.items() if one.value == code), "tidak dikodekan")


def unfinished(facts: Facts) -> Table:
    return Table(
        name="belum-selesai",
        title="Diserahkan tetapi belum dikonfirmasi, dan yang tak pasti",
        columns=(
            ("Konten", Kind.TEXT),
            ("Judul", Kind.TEXT),
            ("Kanal", Kind.TEXT),
            ("Ralat ke", Kind.NUMBER),
            ("Sejak", Kind.MOMENT),
            ("Keadaan", Kind.TEXT),
        ),
        rows=[
            (
                promise.item,
                facts.title(promise.item),
                facts.label(promise.channel),
                promise.revision,
                act.at,
                stage.value.replace("-", " "),
            )
            for promise, act, stage in facts.waiting
        ],
        note=STANDS,
    )


def posts(facts: Facts) -> Table:
    """The evidence: every post with its address."""
    return Table(
        name="unggahan",
        title="Semua unggahan",
        columns=(
            ("Konten", Kind.TEXT),
            ("Judul", Kind.TEXT),
            ("Rubrik", Kind.TEXT),
            ("Jenis", Kind.TEXT),
            ("Jejaring", Kind.TEXT),
            ("Kanal", Kind.TEXT),
            ("Ralat ke", Kind.NUMBER),
            ("Waktu (Wita)", Kind.MOMENT),
            ("Oleh", Kind.TEXT),
            ("Tautan", Kind.LINK),
            ("Dihapus", Kind.DAY),
            ("Sidik muatan (SHA-256)", Kind.TEXT),
            ("Angka jangkauan", Kind.NUMBER),
            ("Ukurannya", Kind.TEXT),
            ("Dilihat per", Kind.DAY),
        ),
        rows=[
            (
                act.item,
                facts.title(act.item),
                facts.series_name(act.item),
                facts.legal(act.item),
                facts.network(act.channel),
                facts.label(act.channel),
                act.revision,
                act.at,
                in_name(act),
                act.url,
                gone.at.date() if (gone := facts.removed.get(act.promise)) else None,
                act.payload,
                figure.number if (figure := facts.reach.get(act.promise)) else None,
                facts.reached(act),
                figure.day if figure else None,
            )
            for act in facts.receipts
        ],
    )


def times(facts: Facts) -> Table:
    return Table(
        name="waktu",
        title="Waktu setiap langkah",
        columns=(
            ("Konten", Kind.TEXT),
            ("Judul", Kind.TEXT),
            ("Ralat ke", Kind.NUMBER),
            ("Langkah", Kind.TEXT),
            ("Oleh", Kind.TEXT),
            ("Selesai", Kind.DAY),
            (facts.days.unit.label.capitalize(), Kind.NUMBER),
            ("Batas", Kind.DAY),
            ("Hari terlambat", Kind.NUMBER),
        ),
        rows=[
            (
                one.item,
                facts.title(one.item),
                one.revision,
                f"{one.record.step}. {STEP_NAMES[one.record.step]}",
                ", ".join(one.record.who),
                one.record.day,
                one.took,
                one.record.due,
                one.record.late if one.record.due else None,
            )
            for one in facts.done
        ],
    )
