"""Core: the invitation to a meeting (step 2), as a calendar file and as a message to send.

The calendar file follows RFC 5545. Times are UTC: a phone shows them in its own zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from pipeline.core.calendar_file import as_text, escaped, utc
from pipeline.core.content import Content
from pipeline.core.days import DayUnit, Workdays, full_day, plain_day
from pipeline.core.drafting_asking import Asked, known_disposisi
from pipeline.core.forms import Read, whole
from pipeline.core.model import WITA, Disposisi
from pipeline.core.whatsapp import share_link

DISPOSISI, START, PLACE = "Disposisi", "Waktu rapat", "Tempat"
_STEP = 2
_LIMIT = 1  # days, where sop.yml cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswers:
    """What the Sekretaris decides on a disposisi, as it was typed."""

    disposisi: str
    start: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Ready to be sent by a person; nothing here sends it."""

    disposisi: str
    calendar: str  # text of the .ics file, its line ends included
    message: str  # for WhatsApp
    due: date  # the last day to invite on

    @property
    def link(self) -> str:
        """Opens WhatsApp with the message; the phone asks whom to send it to."""
        return share_link(self.message)


def draft_invitation(
    answers: InvitationAnswers,
    content: Content,
    at: datetime,
    days: Workdays,
    sender: str = "",
    form: str = "",
) -> Read[Invitation]:
    """The invitation to the meeting on a disposisi that is on file; ``form`` acknowledges it."""
    asked = Asked("content/disposisi")
    number = asked.text(DISPOSISI, answers.disposisi, limit=40, example="2027-001")
    if number:
        known_disposisi(asked, DISPOSISI, number, content)
    start = asked.moment(START, answers.start)
    if not answers.start.strip():
        asked.complain(START, "isian-wajib", "isi, misalnya: 2027-01-12 09.00")
    elif start and start <= at:
        asked.complain(START, "waktu-rapat", f"{_clock(start)} sudah lewat; undang sebelum rapat.")
    place = asked.text(PLACE, answers.place, limit=200, example="Ruang rapat kantor")
    found = content.disposisi.get(number)
    if found is None or start is None:
        return whole(None, asked.findings)
    step = content.sop.step(_STEP) if content.sop else None
    limit = step.time.at_most if step and step.time else _LIMIT
    due = days.add(found.at.date(), limit)
    said = _limit(limit, due, days.unit)
    invitation = Invitation(
        disposisi=number,
        calendar=_calendar(found, content, start, place, at, said),
        message=_message(found, content, start, place, said, sender, form),
        due=due,
    )
    return whole(invitation, asked.findings)


def _limit(count: int, due: date, unit: DayUnit) -> str:
    return (
        f"Menurut SOP 17/2022 (langkah 2), undangan disampaikan paling lambat {count} {unit.label} "
        f"sesudah disposisi, yaitu {full_day(due)}."
    )


def _message(
    found: Disposisi,
    content: Content,
    start: datetime,
    place: str,
    limit: str,
    sender: str,
    form: str,
) -> str:
    office = f" {content.channels.office}" if content.channels else ""
    return "\n".join(
        [
            "*Undangan rapat pengelola media sosial JDIH*",
            "",
            f"Yth. tim pengelola media sosial JDIH{office}",
            "",
            f"Menindaklanjuti disposisi {found.number} tanggal {plain_day(found.at.date())} "
            f"perihal “{found.subject}”, kami mengundang Bapak/Ibu untuk hadir pada:",
            "",
            f"Hari, tanggal: {full_day(start.date())}",
            f"Waktu: pukul {start:%H.%M} Wita sampai selesai",
            f"Tempat: {place}",
            "",
            limit,
            f"Mohon diisi bila sudah diterima: {form}&disposisi={found.number}"
            if form
            else "Mohon balas pesan ini bila sudah diterima.",
            "",
            f"{sender}, Sekretaris Redaksi" if sender else "Sekretaris Redaksi",
        ]
    )


def _calendar(
    found: Disposisi, content: Content, start: datetime, place: str, at: datetime, limit: str
) -> str:
    """One event. It is the same event when it is sent again, and the newest one counts."""
    host = urlsplit(content.channels.site_url).hostname if content.channels else None
    newer = max(0, int((at - found.at).total_seconds()) // 60)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Redaksi JDIH//Undangan rapat//ID",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:rapat-{found.number}@{host or 'redaksi-jdih.invalid'}",
        f"DTSTAMP:{utc(at)}",
        f"SEQUENCE:{newer}",
        f"DTSTART:{utc(start)}",
        "DURATION:PT1H",  # nobody types an end; an hour is what the office's meetings took
        f"SUMMARY:{escaped(f'Rapat pengelola media sosial JDIH (disposisi {found.number})')}",
        f"LOCATION:{escaped(place)}",
        f"DESCRIPTION:{escaped(f'Perihal: {found.subject}{chr(10)}{limit}')}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return as_text(lines)


def _clock(moment: datetime) -> str:
    moment = moment.astimezone(WITA)
    return f"{full_day(moment.date())} pukul {moment:%H.%M} Wita"
