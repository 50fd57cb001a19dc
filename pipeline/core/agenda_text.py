"""Core: the editorial calendar in words: for a terminal, and as the agenda of a meeting."""

import textwrap
from collections.abc import Iterable
from datetime import date

from pipeline.core.agenda import Agenda, Broadcast, Clash, Gap
from pipeline.core.days import DAYS, plain_day
from pipeline.core.occasions import Span
from pipeline.core.status_matter import Matter
from pipeline.core.status_text import WIDTH
from pipeline.core.telling import STEP_NAMES

HEADING = "## Bahan rapat"


def agenda_lines(agenda: Agenda) -> list[str]:
    """The whole calendar: what it comes to, then each part that has something in it."""
    coming = [one for one in agenda.broadcasts if agenda.today <= one.day <= agenda.until]
    lines = textwrap.wrap(f"{_reach(agenda)}: {counted(agenda)}.", WIDTH)
    parts: list[tuple[str, list[str]]] = [
        ("rubrik yang belum terisi", [gap_line(gap) for gap in agenda.gaps]),
        ("bentrok", [clash_line(clash) for clash in agenda.clashes]),
        ("tayang", [broadcast_line(one) for one in coming]),
        ("hari penting dan tahapan", [span_line(span, agenda.today) for span in agenda.spans]),
    ]
    for name, matters in agenda.dues.items():
        parts.append((f"batas waktu: {name}", [due_line(matter) for matter in matters]))
    for heading, told in parts:
        if told:
            lines += ["", heading.upper(), *_points(told)]
    return lines


def meeting_pack(agenda: Agenda) -> str:
    """What the meeting goes through, as Markdown; roles and folders, nobody's name."""
    parts = [
        ("Tugas dan langkah yang terlambat", [due_line(matter) for matter in agenda.late]),
        ("Tugas yang belum dimulai", [due_line(matter) for matter in agenda.tasks]),
        ("Rubrik yang belum terisi", [gap_line(gap) for gap in agenda.gaps]),
        ("Bentrok", [clash_line(clash) for clash in agenda.clashes]),
        (
            "Hari penting dan tahapan yang akan datang",
            [span_line(span, agenda.today) for span in agenda.spans],
        ),
    ]
    lines = [HEADING, "", f"Keadaan {plain_day(agenda.today)}: {counted(agenda)}."]
    for heading, told in parts:
        if told:
            lines += ["", f"{heading}:", "", *(f"- {one}" for one in told)]
    return "\n".join(lines)


def counted(agenda: Agenda) -> str:
    """ "9 hari rubrik belum terisi, 1 bentrok, 2 terlambat"."""
    told = (
        (len(agenda.gaps), "hari rubrik belum terisi"),
        (len(agenda.clashes), "bentrok"),
        (len(agenda.late), "terlambat"),
    )
    return ", ".join(f"{n} {what}" for n, what in told if n) or "semua terisi, tanpa bentrok"


def gap_line(gap: Gap) -> str:
    line = f"{short_day(gap.day)}: {gap.series.name}"
    if gap.candidates:
        line += f" (konsep tanpa waktu tayang: {', '.join(gap.candidates)})"
    return line


def clash_line(clash: Clash) -> str:
    items, channels = " dan ".join(clash.items), ", ".join(clash.channels)
    return f"{short_day(clash.day)}: {items} sama-sama tayang di {channels}"


def broadcast_line(one: Broadcast) -> str:
    hour = f" pukul {one.at:%H.%M}" if one.at else ""
    return f"{short_day(one.day)}{hour}: {one.item}{'' if one.approved else ' (konsep)'}"


def span_line(span: Span, today: date) -> str:
    """A day, or a stage with both its ends; one under way says so."""
    when = short_day(span.first)
    if span.last != span.first:
        when += f" sampai {short_day(span.last)}"
    running = ", sedang berjalan" if span.first < today else ""
    return f"{when}: {span.name}{running}"


def due_line(matter: Matter) -> str:
    day = f"{matter.due:%d-%m-%Y}" if matter.due else "tanpa batas"
    late = f", terlambat {matter.late} {matter.unit.label}" if matter.late else ""
    return f"{day}: {STEP_NAMES[matter.step]}, {matter.subject}{late}"


def short_day(day: date) -> str:
    """Kamis, 03-12-2026."""
    return f"{DAYS[day.weekday()]}, {day:%d-%m-%Y}"


def _reach(agenda: Agenda) -> str:
    return f"Rencana {short_day(agenda.today)} sampai {short_day(agenda.until)}"


def _points(told: Iterable[str]) -> Iterable[str]:
    for one in told:
        yield from textwrap.wrap(
            one,
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
