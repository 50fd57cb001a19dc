"""Core: the nine steps as lines of text, the way the office reads them. Decides nothing."""

from collections.abc import Iterable

from pipeline.core.progress import State, StepRecord

_NAMES = {
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
    return f"  {record.step:<3}{_NAMES[record.step]:<18}{when:<18}{who}{_timing(record)}"


def _timing(record: StepRecord) -> str:
    if record.due is None:
        return ""
    if record.late:
        return f" (terlambat {record.late} hari kerja, batas {record.due:%d-%m-%Y})"
    late_yet = "" if record.state is State.DONE else "belum lewat "
    return f" ({late_yet}batas {record.due:%d-%m-%Y})"
