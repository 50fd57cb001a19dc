"""Draws: the documents of steps 1 to 3: lembar disposisi, undangan rapat, notula."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from pipeline.core.in_words import day_in_words
from pipeline.core.model import APPROVERS, WITA, Minutes, Role
from pipeline.core.status_text import ROLES
from pipeline.render.document_words import blocks, clock, day, long_day, roles
from pipeline.render.records import Document, Records
from pipeline.render.wording import day_text


def disposisi_sheet(known: Records) -> Document | None:
    """Step 1: the instruction as it was given, and what came of it."""
    sheet = known.disposisi
    if sheet is None:
        return None
    given = [role for role in Role if role in APPROVERS and _holds(known, role, sheet.sender)]
    return Document(
        name="lembar-disposisi",
        title=f"Lembar Disposisi {sheet.number}",
        subject=sheet.subject,
        at=sheet.at,
        values={
            "number": sheet.number,
            "day": long_day(sheet.at),
            "clock": clock(sheet.at),
            "sender": sheet.sender,
            "office_held": roles(given[:1]) or ROLES[Role.EDITOR_IN_CHIEF],
            "subject": sheet.subject,
            "recipients": [
                {"role": ROLES[role], "chosen": role in sheet.recipients} for role in Role
            ],
            "body": blocks(sheet.body),
            "place_day": day(sheet.at),
            "items": _items_of(known, sheet.number),
        },
        where=sheet.where,
        source=f"disposisi {sheet.number}",
    )


def _holds(known: Records, role: Role, name: str) -> bool:
    at = known.disposisi.at.date() if known.disposisi else None
    return at is not None and any(
        person.name == name for person in known.roster.holders(frozenset({role}), at)
    )


def _items_of(known: Records, number: str) -> list[dict[str, str]]:
    """What was made on this disposisi, with the day the meeting set."""
    due = {
        task.item: (ROLES[task.role], day_text(task.due))
        for minutes in known.content.minutes.values()
        for task in minutes.tasks
    }
    return [
        {
            "title": item.title,
            "id": item.id,
            "role": due.get(item.id, ("", ""))[0],
            "due": due.get(item.id, ("", ""))[1],
        }
        for item in known.content.items.values()
        if item.disposisi == number
    ]


def invitation(known: Records) -> Document | None:
    """Step 2: who was called to the meeting, to what, and who has the invitation."""
    minutes = known.minutes
    if minutes is None or minutes.invited is None:
        return None
    sheets = [known.content.disposisi.get(number) for number in minutes.disposisi]
    at = _morning(minutes)
    return Document(
        name="undangan-rapat",
        title=f"Undangan Rapat {day_text(minutes.day)}",
        subject="Rapat pengelolaan media sosial JDIH",
        at=minutes.invited,
        values={
            "invited": [
                {
                    "role": ROLES[role],
                    "names": [p.name for p in known.roster.holders(frozenset({role}), minutes.day)],
                }
                for role in (Role.PRODUCER, Role.PUBLISHER)  # step 2: tim pengelola medsos
            ],
            "place_day": day(minutes.invited),
            "meeting_day": long_day(at),
            "place": minutes.place,
            "agenda": [
                {"number": sheet.number, "day": day(sheet.at), "subject": sheet.subject}
                for sheet in sheets
                if sheet
            ],
            "received": [
                {"name": act.actor, "when": f"{day(act.at)} {clock(act.at)}", "said": act.note}
                for act in known.received
            ],
            "signer": known.holder(Role.EDITOR, minutes.invited),
        },
        where=minutes.where,
        source=f"notula rapat {day_text(minutes.day)}",
    )


def minutes_sheet(known: Records) -> Document | None:
    """Step 3: what was said and decided, who was there, and the photographs."""
    minutes = known.minutes
    if minutes is None:
        return None
    pictures = {f"foto-{minutes.day}-{n}.jpg": p for n, p in enumerate(known.photographs, 1)}
    return Document(
        name="notula",
        title=f"Notula Rapat {day_text(minutes.day)}",
        subject="Rapat pengelolaan media sosial JDIH",
        at=_morning(minutes),
        values={
            "meeting_day": long_day(_morning(minutes)),
            "in_words": day_in_words(minutes.day),
            "place": minutes.place,
            "disposisi": ", ".join(minutes.disposisi),
            "people": ", ".join(f"{one.count} {ROLES[one.role]}" for one in minutes.attendance),
            "body": blocks(minutes.body),
            "decisions": [blocks(one) for one in minutes.decisions],
            "tasks": [
                {
                    "title": item.title if (item := known.content.items.get(task.item)) else "",
                    "id": task.item,
                    "role": ROLES[task.role],
                    "due": day_text(task.due),
                }
                for task in minutes.tasks
            ],
            "attendance": [*_attendance(known, minutes)],
            "photographs": [
                {"file": name, "alt": f"Dokumentasi rapat {day_text(minutes.day)}: {path.stem}"}
                for name, path in pictures.items()
            ],
            "evidence": [{"name": one.name, "sha256": one.sha256} for one in minutes.evidence],
            "place_day": day_text(minutes.day),
            "signer": known.holder(Role.EDITOR, _morning(minutes)),
        },
        photographs=pictures,
        where=minutes.where,
        source=f"notula rapat {day_text(minutes.day)}",
    )


def _attendance(known: Records, minutes: Minutes) -> Iterator[dict[str, Any]]:
    """One line to sign per person; names only where everybody who holds the roles was there.

    The minutes count by role, and one person may have two: with names she signs once.
    """
    held = {
        one.role: [p.name for p in known.roster.holders(frozenset({one.role}), minutes.day)]
        for one in minutes.attendance
    }
    if all(len(held[one.role]) == one.count for one in minutes.attendance):
        found: dict[str, list[str]] = {}
        for role, names in held.items():
            for name in names:
                found.setdefault(name, []).append(ROLES[role])
        yield from ({"name": name, "role": ", ".join(has)} for name, has in found.items())
        return
    for one in minutes.attendance:
        yield from [{"name": "", "role": ROLES[one.role]}] * one.count


def _morning(minutes: Minutes) -> datetime:
    """The meeting's day as a moment: its hour is not on record."""
    return datetime.combine(minutes.day, time(8), tzinfo=WITA)
