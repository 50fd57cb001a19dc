"""Core: steps and results as lines of text, the way the office reads them. Decides nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.core.findings import Finding, blocking
from pipeline.core.plan import Plan
from pipeline.core.plan_text import name
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.progress import State, StepRecord
from pipeline.core.trouble import KEY_REFUSED

STEP_NAMES = {
    "1": "Disposisi",
    "2": "Undangan rapat",
    "3": "Rapat dan notula",
    "4": "Konsep",
    "5": "Suntingan",
    "6": "Serah",
    "7": "Persetujuan",
    "8": "Perintah unggah",
    "9a": "Unggah",
    "9b": "Bagikan tautan",
}


def step_lines(records: Iterable[StepRecord]) -> list[str]:
    """One line per step: what, when, who, and whether in time."""
    return [_line(record) for record in records]


def _line(record: StepRecord) -> str:
    when = record.state.value
    if record.at:
        when = f"{record.at:%d-%m-%Y %H.%M}"
    elif record.day:
        when = f"{record.day:%d-%m-%Y}"
    who = ", ".join(record.who) or "-"
    return f"  {record.step:<3}{STEP_NAMES[record.step]:<18}{when:<18}{who}{_timing(record)}"


def _timing(record: StepRecord) -> str:
    if record.due is None:
        return ""
    if record.late:
        return f" (terlambat {record.late} {record.unit.label}, batas {record.due:%d-%m-%Y})"
    late_yet = "" if record.state is State.DONE else "belum lewat "
    return f" ({late_yet}batas {record.due:%d-%m-%Y})"


def doubts_left(plan: Plan, done: Sequence[Act]) -> set[Promise]:
    """The promises of which nobody knows, after the round, whether they were kept."""
    found = {act.promise for act in done if act.kind is ActKind.POSTED}
    lost = {act.promise for act in done if act.kind is ActKind.UNKNOWN}
    return ({doubt.promise for doubt in plan.doubtful} | lost) - found


def owed_still(plan: Plan, done: Sequence[Act]) -> set[Promise]:
    """What this round should have carried out and did not: refused, cut short, or dry."""
    settled = {act.promise for act in done if act.kind in _ANSWERS}
    return {one.promise for one in plan.owed} - settled


def _dead_keys(done: Sequence[Act], plan: Plan) -> list[str]:
    """The channels whose network refuses the key, in this run or since an earlier one."""
    still = owed_still(plan, done)
    said = {act.channel for act in done if act.kind is ActKind.REFUSED and KEY_REFUSED in act.note}
    before = (one for one in plan.owed if one.promise in still and one.last)
    return sorted(
        said | {o.promise.channel for o in before if o.last and KEY_REFUSED in o.last.note}
    )


def _to_remove(plan: Plan, done: Sequence[Act]) -> list[str]:
    """The items of the posts that only a person can take down, one for each post."""
    gone = {act.promise for act in done if act.kind is ActKind.REMOVED}
    found = (one for one in plan.takedowns if not (one.direct or one.message))
    return [one.promise.item for one in found if one.promise not in gone]


def _reasons(done: Sequence[Act], plan: Plan) -> dict[str, str]:
    """Why something is still owed or doubtful, each reason once, with all that it holds up."""
    open_ = owed_still(plan, done) | doubts_left(plan, done)
    said = {one.promise: one.last.note for one in plan.owed if one.last}
    said |= {one.promise: one.standing.act.note for one in plan.doubtful if one.standing.act}
    said |= {act.promise: act.note for act in done if act.kind in _TROUBLED}
    held: dict[str, list[str]] = {}
    for promise, note in said.items():
        if note and promise in open_:
            held.setdefault(note, []).append(name(promise))
    return {note: ", ".join(names) for note, names in held.items()}


_TROUBLED = frozenset({ActKind.REFUSED, ActKind.UNKNOWN})
_ANSWERS = frozenset({ActKind.POSTED, ActKind.HANDED_OVER, ActKind.UNKNOWN})


def summary(
    done: Sequence[Act],
    plan: Plan,
    findings: Iterable[Finding],
    publishers: Sequence[str],
    kits: Mapping[str, str] | None = None,
) -> list[str]:
    """What a run did and who acts next, as Markdown that also reads well on a terminal.

    ``kits`` names the page of each item's kit: whoever holds only a phone finds it nowhere else.
    """
    kinds = Counter(act.kind for act in done)
    doubtful = len(doubts_left(plan, done))
    held = {finding.where for finding in blocking(findings)}
    counts = {
        "terunggah": kinds[ActKind.POSTED],
        "diserahkan kepada orang": kinds[ActKind.HANDED_OVER],
        "menunggu konfirmasi": len(plan.waiting),
        "ditolak jaringan": kinds[ActKind.REFUSED],
        "masih terutang": len(owed_still(plan, done)),
        "terjadwal": len(plan.later),
        "dihentikan": len(plan.stopped),
        "harus dihapus orang": len(by_hand := _to_remove(plan, done)),
        "lewat waktu tayang": len({one.promise.item for one in plan.overdue}),
        "menunggu perintah": len({one.promise.item for one in plan.unordered}),
        "tak pasti": doubtful,
        "berkas ditahan": len(held),
    }
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    lines = ["", "Ringkasan: " + (told or "tidak ada yang perlu dikerjakan") + "."]
    lines += [f"- {what}: {why}." for why, what in _reasons(done, plan).items()]
    names = " atau ".join(publishers) or "Admin Medsos"
    if counts["diserahkan kepada orang"] or counts["menunggu konfirmasi"]:
        lines.append(f"Berikutnya: {names} mengunggah dari paket, lalu mengonfirmasi.")
        handed = {act.item for act in done if act.kind is ActKind.HANDED_OVER}
        open_items = handed | {waiting.promise.item for waiting in plan.waiting}
        pages = sorted((kits or {}).items())
        lines += [f"- {item}: {page}" for item, page in pages if item in open_items]
    if by_hand:
        lines.append(f"Berikutnya: {names} menghapus unggahan lama, lalu mengonfirmasi.")
        pages = sorted((kits or {}).items())
        lines += [f"- {item}: {page}" for item, page in pages if item in by_hand]
    if counts["masih terutang"]:
        lines.append("Berikutnya: sistem mencoba lagi yang masih terutang pada jalan berikutnya.")
    if dead := _dead_keys(done, plan):
        lines.append(
            f"Berikutnya: ganti kunci akses {', '.join(dead)} (caranya di "
            "content/halaman/menyambungkan-akun.md, lalu periksa dengan redaksi doctor); sementara "
            f"itu {names} mengunggah dari paket."
        )
    if plan.later:
        first = min(plan.later, key=lambda one: one.until)
        lines.append(f"Terjadwal paling dekat: {first.until:%d-%m-%Y %H.%M}, {first.promise.item}.")
    if plan.unordered:
        items = ", ".join(dict.fromkeys(one.promise.item for one in plan.unordered))
        lines.append(f"Berikutnya: perintah unggah (langkah 8) untuk {items}.")
    if plan.overdue:
        items = ", ".join(dict.fromkeys(one.promise.item for one in plan.overdue))
        lines.append(f"Berikutnya: putuskan apakah {items} masih perlu diunggah.")
    if doubtful:
        lines.append(f"Berikutnya: {names} memeriksa jaringan untuk yang tak pasti.")
    if held:
        lines.append("Berikutnya: perbaiki temuan di atas lewat usulan.")
    return lines
