"""Core: the state of the work as text for a terminal, 80 columns wide. Decides nothing."""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from pipeline.core.model import WITA, Role
from pipeline.core.progress import StepRecord
from pipeline.core.status_head import head_line
from pipeline.core.status_matter import Mark, Matter, Status
from pipeline.core.telling import STEP_NAMES, step_lines

WIDTH = 80
ROLES = {
    Role.EDITOR_IN_CHIEF: "Pemimpin Redaksi",
    Role.DEPUTY: "Wakil Pemimpin Redaksi",
    Role.EDITOR: "Sekretaris Redaksi",
    Role.PRODUCER: "Pengelola",
    Role.PUBLISHER: "Admin Medsos",
}


def status_lines(status: Status) -> list[str]:
    """The whole list: how many of what, then two or three lines for each thing, the late first."""
    lines = [
        head_line(status.at, counts(status)),
        *textwrap.wrap(" ".join(status.notes), WIDTH, break_on_hyphens=False),
    ]
    for heading, group in groups(status):
        lines += ["", heading.upper()]
        for matter in group:
            lines += matter_lines(matter)
    return lines


def midnight(at: datetime) -> datetime:
    """When the day ends in Wita: days count on from then."""
    return datetime.combine(at.astimezone(WITA).date() + timedelta(days=1), time(), tzinfo=WITA)


def counts(status: Status) -> str:
    """ "2 terlambat, 1 tak pasti, 4 berjalan, 120 selesai": what is nought is left out."""
    told = {"terlambat": len(status.late)}
    for matter in status.matters:
        if not matter.late:
            told[matter.mark.value] = told.get(matter.mark.value, 0) + 1
    told |= {"selesai": status.finished, "dari sebelum sistem": status.imported}
    return ", ".join(f"{n} {what}" for what, n in told.items() if n) or "belum ada apa-apa"


def groups(status: Status) -> list[tuple[str, Sequence[Matter]]]:
    """The late ones, then each kind, with its heading."""
    found: list[tuple[str, Sequence[Matter]]] = [("Terlambat", status.late)]
    for mark in Mark:
        here = [m for m in status.matters if m.mark is mark and not m.late]
        found.append((mark.value.capitalize(), here))
    return [(heading, group) for heading, group in found if group]


def matter_lines(matter: Matter) -> list[str]:
    """What it is; step and days; whose turn, and what exactly."""
    when = timing(matter)
    step = f"{matter.step} {STEP_NAMES[matter.step]}"
    turn = [f"giliran {whose(matter)}"] if matter.people or matter.roles else []
    facts = [", ".join([step, *([when] if when else [])])]
    notes = [*turn, *(part for part in (matter.note.rstrip("."), matter.where) if part)]
    lines = [f"  {_cut(matter.subject, WIDTH - 2)}"]
    for parts in (facts, notes):
        lines += textwrap.wrap(
            "; ".join(parts),
            WIDTH,
            initial_indent="    ",
            subsequent_indent="      ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def timing(matter: Matter) -> str:
    """ "3 dari 2 hari kerja, terlambat 1 (batas 24-11-2026)"."""
    if matter.since is None:
        return ""
    if matter.limit is None:
        return f"sudah {matter.used} {matter.unit.label}" if matter.used else "sejak hari ini"
    told = f"{matter.used} dari {matter.limit} {matter.unit.label}"
    told += f", terlambat {matter.late}" if matter.late else ""
    return f"{told} (batas {matter.due:%d-%m-%Y})" if matter.due else told


def whose(matter: Matter) -> str:
    """The roles as the SOP names them, and who holds them today."""
    roles = "/".join(ROLES[role] for role in matter.roles)
    people = ", ".join(matter.people) or "belum ada pemegangnya"
    return f"{roles}: {people}" if roles else people


def item_lines(title: str, subject: str, records: Iterable[StepRecord]) -> list[str]:
    """The nine steps of one item, each with its evidence."""
    lines = [*textwrap.wrap(title, WIDTH), subject, ""]
    for record, line in zip(records := tuple(records), step_lines(records), strict=True):
        lines.append(line)
        lines += [f"     bukti: {_short(one)}" for one in record.evidence]
    return lines


def _short(evidence: str) -> str:
    """A commit by its first letters, as Git and the forge show it; the rest as it is."""
    is_commit = len(evidence) in (40, 64) and "/" not in evidence
    return f"commit {evidence[:12]}" if is_commit else evidence


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
