"""Core: the reminder of a working morning: per person what waits for her, as an issue and as text.

Everything that a proposal's author may have typed stands in code spans: there it calls nobody by
name, links nowhere and draws nothing.
"""

from collections.abc import Sequence
from datetime import date

from pipeline.core.days import DAYS
from pipeline.core.status_matter import Mark, Matter, Status
from pipeline.core.status_text import counts, timing
from pipeline.core.telling import STEP_NAMES
from pipeline.core.whatsapp import share_link

LABEL = "pengingat"
TITLE = "Pengingat redaksi"
_MOST = 12  # matters in one WhatsApp text: its link must fit the phone's browser
_NOBODY = "Belum ada pemegang perannya"


def by_person(status: Status) -> dict[str, list[Matter]]:
    """What waits for each person, in the order of the list; what waits for nobody is left out."""
    found: dict[str, list[Matter]] = {}
    for matter in status.matters:
        if matter.mark is not Mark.LATER:
            for name in matter.people or (_NOBODY,):
                found.setdefault(name, []).append(matter)
    return dict(sorted(found.items(), key=lambda pair: pair[0] == _NOBODY))


def issue_body(status: Status) -> str:
    """The issue as Markdown: the same on the same day as long as nothing has changed."""
    lines = [f"{_today(status)}: {counts(status)}.", *status.notes]
    people = by_person(status)
    if not people:
        lines += ["", "Tidak ada yang menunggu seseorang hari ini."]
    for name, matters in people.items():
        lines += ["", f"### {_plain(name)}", "", *(_line(matter) for matter in matters)]
        if name != _NOBODY:
            link = share_link(whatsapp(name, matters, status))
            lines += ["", f"[Kirim lewat WhatsApp]({link})"]
    lines += ["", "Diperbarui setiap pagi hari kerja. Rinciannya: `redaksi status`."]
    return "\n".join(lines)


def whatsapp(name: str, matters: Sequence[Matter], status: Status) -> str:
    """The message to one person, ready to send."""
    lines = [f"Yth. {name}, pengingat Redaksi JDIH, {_today(status)}:"]
    lines += [f"{n}. {_said(matter)}" for n, matter in enumerate(matters[:_MOST], 1)]
    if len(matters) > _MOST:
        lines.append(f"dan {len(matters) - _MOST} lagi; lihat daftar pengingat.")
    return "\n".join([*lines, "Terima kasih."])


def holiday_line(day: date, name: str) -> str:
    """Why nothing is done today."""
    why = f"libur ({name})" if name else "bukan hari kerja"
    return f"{DAYS[day.weekday()]}, {day:%d-%m-%Y} {why}: tidak ada pengingat."


def _today(status: Status) -> str:
    return f"{DAYS[status.at.weekday()]}, {status.at:%d-%m-%Y}"


def _line(matter: Matter) -> str:
    """One matter as a point of the list."""
    late = f"**terlambat {matter.late} {matter.unit.label}**, " if matter.late else ""
    step = f"langkah {matter.step} {STEP_NAMES[matter.step]}"
    facts = [timing(matter), _code(matter.note), _code(matter.where)]
    return f"- {late}{step}, {_code(matter.subject)}: " + "; ".join(f for f in facts if f)


def _said(matter: Matter) -> str:
    late = f"TERLAMBAT {matter.late} {matter.unit.label}. " if matter.late else ""
    note = f" ({matter.note.rstrip('.')})" if matter.note else ""
    return f"{late}{STEP_NAMES[matter.step]}: {matter.subject}{note}"


def _code(text: str) -> str:
    plain = " ".join(text.replace("`", "'").split())
    return f"`{plain}`" if plain else ""


def _plain(name: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~@!" else c for c in " ".join(name.split()))
