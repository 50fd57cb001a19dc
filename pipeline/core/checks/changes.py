"""Core: rules for what changes an item's standing: schedule, correction, withdrawal."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pipeline.core.causes import LABELS, CorrectionCause, WithdrawalCause
from pipeline.core.checks.saying import advise, hold
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item

SHORTEST_NOTE = 15
EARLIEST_HOUR, LATEST_HOUR = 6, 21


def sane_schedule(item: Item, content: Content) -> Iterator[Finding]:
    """An item is scheduled after its disposisi and within a year of the month in its name."""
    if item.scheduled is None:
        return
    day = item.scheduled.date()
    month = date(int(item.id[:4]), int(item.id[5:7]), 1)
    if not month - timedelta(days=31) <= day <= month + timedelta(days=396):
        message = f"Periksa tayang: {day} jauh dari bulan pada nama konten ({item.id[:7]})."
        yield hold(item, "scheduled", "tayang-janggal", message)
    disposisi = content.disposisi.get(item.disposisi)
    if disposisi is not None and item.scheduled < disposisi.at:
        message = (
            f"Periksa tayang: mendahului disposisi {disposisi.number} ({disposisi.at.date()})."
        )
        yield hold(item, "scheduled", "tayang-janggal", message)
    if not EARLIEST_HOUR <= item.scheduled.hour <= LATEST_HOUR:
        message = (
            f"Periksa tayang: pukul {item.scheduled:%H.%M} Wita. "
            f"Biasanya antara pukul {EARLIEST_HOUR:02}.00 dan {LATEST_HOUR}.59."
        )
        yield advise(item, "scheduled", "tayang-malam", message)


def explained_correction(item: Item, content: Content) -> Iterator[Finding]:
    """A correction says what was wrong and what is right now."""
    if item.correction and 0 < len(item.correction.note) < SHORTEST_NOTE:
        message = "Lengkapi keterangan ralat: tulis apa yang keliru dan apa yang benar."
        yield hold(item, "correction", "ralat-tanpa-penjelasan", message)


def explained_withdrawal(item: Item, content: Content) -> Iterator[Finding]:
    """A withdrawal says why."""
    if item.withdrawal and 0 < len(item.withdrawal.reason) < SHORTEST_NOTE:
        message = "Lengkapi alasan penarikan: tulis mengapa konten ini ditarik."
        yield hold(item, "withdrawal", "penarikan-tanpa-alasan", message)


def coded_causes(content: Content) -> Iterator[Finding]:
    """A correction or withdrawal names its cause by a code. Of drafts: what is approved stands."""
    for item in (*content.items.values(), *content.unfinished.values()):
        if item.correction and item.correction.cause is None:
            message = f"Tambah sebab pada ralat, salah satu dari: {_listed(CorrectionCause)}."
            yield hold(item, "correction", "sebab-ralat", message)
        if item.withdrawal and item.withdrawal.cause is None:
            message = f"Tambah sebab pada penarikan, salah satu dari: {_listed(WithdrawalCause)}."
            yield hold(item, "withdrawal", "sebab-penarikan", message)


def _listed(causes: Iterable[CorrectionCause | WithdrawalCause]) -> str:
    return "; ".join(f"{cause.value} ({LABELS[cause]})" for cause in causes)
