"""Core: answers become the minutes of a meeting (step 3), with one assignment per item."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.core.content import Content
from pipeline.core.days import full_day
from pipeline.core.drafting_asking import (
    Asked,
    Written,
    checked,
    item_id,
    known_disposisi,
    read_day,
)
from pipeline.core.forms import SHA256, Read
from pipeline.core.model import WITA, Attendance, Evidence, Minutes, Role, Task
from pipeline.core.reading import read_minutes
from pipeline.core.status_text import ROLES
from pipeline.core.writing import as_read, minutes_head, page_text

DAY, PLACE, INVITED, DISPOSISI = "Tanggal rapat", "Tempat", "Undangan dikirim", "Disposisi"
ATTENDANCE, DECISIONS, TASKS = "Kehadiran", "Putusan", "Tugas"
EVIDENCE, NOTES = "Bukti", "Catatan"
_COUNTED = re.compile(r"(?P<role>\D+?)\s*[:=(]?\s*(?P<count>\d+)(?:\s*orang)?\)?", re.IGNORECASE)
_COUNT_FIRST = re.compile(r"(?P<count>\d+)\s*(?:orang\s+)?(?P<role>\D+)", re.IGNORECASE)
_TASK = "Informasi harus akurat; pengelola; 2027-01-14"
_PHOTO = "foto-rapat.jpg 3a7b…"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAnswers:
    """What the Sekretaris notes of a meeting, as it was typed."""

    day: str
    place: str
    disposisi: str  # one number or several
    attendance: str  # "Sekretaris Redaksi: 1", one role per line
    decisions: str  # one per line
    tasks: str  # "judul atau nama konten; peran; batas", one per line
    invited: str = ""
    evidence: str = ""  # "nama-berkas.jpg sha256", one per line
    notes: str = ""
    pack: str = ""  # what the meeting went through, as Markdown; computed, not typed


def draft_meeting(
    answers: MeetingAnswers, content: Content, at: datetime, branches: Collection[str] = ()
) -> Read[Written]:
    """The minutes of one meeting, with one assignment per item."""
    asked = Asked("content/rapat")
    day = asked.day(DAY, answers.day)
    today = at.astimezone(WITA).date()
    if day is None:
        day = today
    elif day > today:
        asked.complain(DAY, "tanggal-rapat", f"notula ditulis sesudah rapat; {day} belum tiba.")
    where = f"content/rapat/{day}/notula.md"
    asked.where = where
    if str(day) in content.minutes or content.is_broken(f"content/rapat/{day}"):
        asked.complain(DAY, "sudah-ada", f"notula {day} sudah ada; sunting {where}.")
    if f"rapat/{day}" in branches:
        asked.complain(
            DAY, "sudah-ada", f"notula {day} sedang diusulkan; lanjutkan cabang rapat/{day}."
        )
    noun = Minutes(
        where=where,
        day=day,
        place=asked.text(PLACE, answers.place, limit=500, example="Ruang rapat kantor"),
        invited=asked.moment(INVITED, answers.invited),
        disposisi=_numbers(asked, answers.disposisi, content),
        attendance=_attendance(asked, answers.attendance),
        decisions=tuple(
            dict.fromkeys(
                asked.lines_of(DECISIONS, answers.decisions, example="Dua konten tayang Senin.")
            )
        ),
        tasks=_tasks(asked, answers.tasks, day),
        evidence=_evidence(asked, answers.evidence),
        demo=False,
        body=asked.body(NOTES, "\n\n".join(filter(None, [answers.notes, answers.pack]))),
    )
    head = minutes_head(noun)
    _, told = read_minutes(as_read(head), noun.body, 1, where, str(day))
    return checked(
        asked,
        told,
        Written(
            branch=f"rapat/{day}",
            files={where: page_text(head, noun.body)},
            subject=f"rapat: notula {day}",
            template="rapat.md",
            assignments=tuple(
                f"{task.item}: {ROLES[task.role]}, paling lambat {full_day(task.due)}"
                for task in noun.tasks
            ),
        ),
    )


def _numbers(asked: Asked, typed: str, content: Content) -> tuple[str, ...]:
    """The disposisi that the meeting is about; each is on file."""
    found = asked.lines_of(DISPOSISI, typed, apart=r"[\s,;]+", example="2027-001")
    for number in found:
        known_disposisi(asked, DISPOSISI, number, content)
    return tuple(dict.fromkeys(found))


def _attendance(asked: Asked, typed: str) -> tuple[Attendance, ...]:
    """How many came, by role; a role named twice is counted together."""
    counts: dict[Role, int] = {}
    example = "Sekretaris Redaksi: 1"
    for line in asked.lines_of(ATTENDANCE, typed, apart=r"[\n,;]", example=example):
        found = _COUNTED.fullmatch(line) or _COUNT_FIRST.fullmatch(line)
        if found is None:
            asked.complain(ATTENDANCE, "isian-bentuk", f'tulis "{line}" seperti "{example}".')
        elif role := asked.role(ATTENDANCE, found["role"].strip()):
            counts[role] = counts.get(role, 0) + int(found["count"][:4])
    return tuple(Attendance(role=role, count=count) for role, count in counts.items())


def _tasks(asked: Asked, typed: str, day: date) -> tuple[Task, ...]:
    """One assignment per line: which item, who makes it (the producer unless said), until when."""
    tasks: dict[str, Task] = {}
    for line in asked.lines_of(TASKS, typed, example=_TASK):
        title, *parts = [part.strip() for part in line.split(";")]
        days = [(part, found) for part in parts if (found := read_day(part))]
        named = [part for part in parts if part and not read_day(part)]
        item = item_id(title, day)
        if len(days) != 1 or len(named) > 1 or not item:
            advice = f'tulis "{line}" seperti "{_TASK}" (konten; peran; batas).'
            asked.complain(TASKS, "isian-bentuk", advice)
            continue
        role = asked.role(TASKS, named[0]) if named else Role.PRODUCER
        (_, due), *_ = days
        if due < day:
            advice = f'ubah batas "{title}", {due} mendahului rapat ({day}).'
            asked.complain(TASKS, "urutan-tanggal", advice)
        if item in tasks:
            asked.complain(TASKS, "nilai-ganda", f"{item} ditulis lebih dari sekali.")
        if role:
            tasks[item] = Task(item=item, role=role, due=due)
    return tuple(tasks.values())


def _evidence(asked: Asked, typed: str) -> tuple[Evidence, ...]:
    """Photographs and signed sheets stay in the office's store: names and fingerprints only."""
    found = []
    for line in asked.lines_of(EVIDENCE, typed):
        name, _, sha256 = line.rpartition(" ")
        if not name or not SHA256.fullmatch(sha256.lower()):
            advice = f'tulis nama berkas lalu sha256-nya, misalnya "{_PHOTO}".'
            asked.complain(EVIDENCE, "isian-bentuk", advice)
        else:
            found.append(Evidence(name=name, sha256=sha256.lower()))
    return tuple(found)
