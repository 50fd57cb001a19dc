"""Interviews: what `new` asks at a keyboard; each answer is judged as soon as it is typed.

Reads the evidence's files for their fingerprints, and writes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pipeline.core import drafting, drafting_item, drafting_meeting, inviting
from pipeline.core.content import Content
from pipeline.core.days import Workdays
from pipeline.core.drafting import DisposisiAnswers, draft_disposisi
from pipeline.core.drafting_asking import Written
from pipeline.core.drafting_item import ItemAnswers, draft_item, open_tasks
from pipeline.core.drafting_meeting import MeetingAnswers, draft_meeting
from pipeline.core.drafting_office import OfficeAnswers
from pipeline.core.forms import Read
from pipeline.core.inviting import Invitation, InvitationAnswers, draft_invitation
from pipeline.core.model import APPROVERS, Person, Role
from pipeline.desk import Desk
from pipeline.edge.files import fingerprint

Ask = Callable[[str], str]
Answers = TypeVar(
    "Answers", DisposisiAnswers, MeetingAnswers, ItemAnswers, InvitationAnswers, OfficeAnswers
)
Made = TypeVar("Made")
_TRIES = 3  # per question: at the end of the input every answer is empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One answer to be asked for."""

    field: str  # of the answers
    name: str  # as complaints begin
    hint: str = ""
    many: bool = False  # a line each, until an empty one
    usual: str = ""  # what an empty answer means
    take: Callable[[str], str] = str  # how a line as typed becomes an answer


class Interview:
    """Who asks whom about what: one conversation."""

    def __init__(
        self, desk: Desk, ask: Ask, content: Content, taken: frozenset[str], email: str
    ) -> None:
        self.desk, self.ask, self.content = desk, ask, content
        self.taken, self.email, self.at = taken, email, desk.clock()

    def holders(self, roles: frozenset[Role]) -> tuple[Person, ...]:
        roster = self.content.roster
        return roster.holders(roles, self.at.date()) if roster else ()

    def name_among(self, people: Sequence[Person]) -> str:
        """The person at the keyboard, if she is one of these."""
        return next((one.name for one in people if self.email.lower() in one.emails), "")

    def interview(
        self,
        draft: Callable[[Answers], Read[Made]],
        questions: Sequence[Question],
        answers: Answers,
        given: str = "",
    ) -> Read[Made]:
        """Ask each question until its answer is sound; what is wrong is said at once.

        ``given`` was typed with the command: where it is wrong, nothing is asked at all.
        """

        def slips(question: Question, answers: Answers) -> list[str]:
            start = f"{question.name}: "
            return [f.message for f in draft(answers)[1] if f.message.startswith(start)]

        known = [f for f in draft(answers)[1] if given and f.message.startswith(given)]
        if known:
            return None, known
        for question in questions:
            for _ in range(_TRIES):
                lines: list[str] = []
                for line in self._typed(question):
                    tried = replace(answers, **{question.field: "\n".join([*lines, line])})
                    if wrong := slips(question, tried) if question.many else []:
                        self.desk.say("\n".join(wrong))
                    else:
                        lines.append(line)
                answers = replace(answers, **{question.field: "\n".join(lines)})
                if not (wrong := slips(question, answers)):
                    break
                self.desk.say("\n".join(wrong))
        return draft(answers)

    def _typed(self, question: Question) -> list[str]:
        """What a person types: one line, or lines until an empty one."""
        hint = f" ({question.hint})" if question.hint else ""
        if not question.many:
            usual = f" [{question.usual}]" if question.usual else ""
            return [question.take(self.ask(f"{question.name}{hint}{usual}: ") or question.usual)]
        self.desk.say(f"{question.name}{hint}; baris kosong mengakhiri:")
        return [question.take(line) for line in iter(lambda: self.ask("  "), "")]


def ask_disposisi(office: Interview, name: str) -> Read[Written]:
    """Step 1. Whoever may give one is known by her address; anybody else types for her."""
    people = office.holders(APPROVERS)
    mine = office.name_among(people)
    questions = [
        Question(field="subject", name=drafting.SUBJECT, hint="satu kalimat"),
        Question(field="body", name=drafting.BODY, hint="konten apa yang diminta", many=True),
    ]
    if not mine:
        who = " atau ".join(person.name for person in people)
        questions.insert(0, Question(field="sender", name=drafting.SENDER, hint=who))
    return office.interview(
        lambda answers: draft_disposisi(answers, office.content, office.at, office.taken),
        questions,
        DisposisiAnswers(sender=mine, subject="", body=""),
    )


def ask_invitation(office: Interview, name: str, days: Workdays, form: str) -> Read[Invitation]:
    """Step 2. The newest disposisi that no meeting has dealt with is the usual one."""
    met = {number for minutes in office.content.minutes.values() for number in minutes.disposisi}
    newest = max(set(office.content.disposisi) - met, default="")
    sender = office.name_among(office.holders(frozenset({Role.EDITOR})))
    questions = [
        Question(field="start", name=inviting.START, hint="misalnya 2027-01-12 09.00"),
        Question(field="place", name=inviting.PLACE),
    ]
    if not name:
        first = Question(field="disposisi", name=inviting.DISPOSISI, usual=newest)
        questions.insert(0, first)
    return office.interview(
        lambda answers: draft_invitation(answers, office.content, office.at, days, sender, form),
        questions,
        InvitationAnswers(disposisi=name, start="", place=""),
        given=f"{inviting.DISPOSISI}: " if name else "",
    )


def ask_meeting(office: Interview, name: str, pack: str = "") -> Read[Written]:
    """Step 3. Photographs and signed sheets stay where they are: name and fingerprint are noted.

    The pack is what the meeting goes through: told first, and kept below the notes.
    """
    if pack:
        office.desk.say(f"{pack}\n")
    newest = max(office.content.disposisi, default="")
    questions = [
        Question(field="day", name=drafting_meeting.DAY, usual=name or f"{office.at:%Y-%m-%d}"),
        Question(field="place", name=drafting_meeting.PLACE),
        Question(field="disposisi", name=drafting_meeting.DISPOSISI, usual=newest),
        Question(
            field="invited",
            name=drafting_meeting.INVITED,
            hint="tanggal dan jam, misalnya 2027-01-11 10.20; boleh dikosongkan",
        ),
        Question(
            field="attendance",
            name=drafting_meeting.ATTENDANCE,
            hint='jumlah per peran tanpa nama, misalnya "Pengelola: 2"',
            many=True,
        ),
        Question(
            field="decisions", name=drafting_meeting.DECISIONS, hint="satu per baris", many=True
        ),
        Question(
            field="tasks",
            name=drafting_meeting.TASKS,
            hint='satu konten per baris, misalnya "Informasi harus akurat; pengelola; 2027-01-14"',
            many=True,
        ),
        Question(
            field="evidence",
            name=drafting_meeting.EVIDENCE,
            hint="berkas foto dan daftar hadir; dicatat hanya nama dan SHA-256-nya",
            many=True,
            take=_evidence,
        ),
        Question(
            field="notes",
            name=drafting_meeting.NOTES,
            hint="jalannya rapat; boleh dikosongkan",
            many=True,
        ),
    ]
    blank = MeetingAnswers(
        day="", place="", disposisi="", attendance="", decisions="", tasks="", pack=pack
    )
    return office.interview(
        lambda answers: draft_meeting(answers, office.content, office.at, office.taken),
        questions,
        blank,
    )


def _evidence(typed: str) -> str:
    """A file of this machine as name and fingerprint; anything else as it was typed."""
    path = Path(typed.strip("'\"")).expanduser()
    sha256 = fingerprint(path)
    return f"{path.name} {sha256}" if sha256 else typed


def ask_item(office: Interview, name: str) -> Read[Written]:
    """Step 4. A meeting's assignment gives name and disposisi; the rest is asked."""
    waiting = [
        (task, minutes)
        for task, minutes in open_tasks(office.content)
        if f"konsep/{task.item}" not in office.taken
    ]
    if waiting and not name:
        office.desk.say("Tugas dari notula yang belum dikerjakan:")
        for number, (task, _) in enumerate(waiting, 1):
            office.desk.say(f"  {number}. {task.item} (batas {task.due})")
        typed = office.ask("Nomor tugas (kosongkan untuk konten lain): ")
        if typed.isdecimal() and 0 < int(typed) <= len(waiting):
            name = waiting[int(typed) - 1][0].item
    numbers = [n for task, m in waiting if task.item == name for n in m.disposisi]
    newest = numbers[0] if numbers else max(office.content.disposisi, default="")
    names = list(office.content.series)
    listed = ", ".join(f"{number} {series}" for number, series in enumerate(names, 1))

    def series(typed: str) -> str:
        chosen = typed.isdecimal() and 0 < int(typed) <= len(names)
        return names[int(typed) - 1] if chosen else typed

    questions = [
        Question(field="title", name=drafting_item.TITLE),
        Question(field="series", name=drafting_item.SERIES, hint=listed, take=series),
        Question(field="disposisi", name=drafting_item.DISPOSISI, usual=newest),
    ]
    return office.interview(
        lambda answers: draft_item(answers, office.content, office.at, office.taken),
        questions,
        ItemAnswers(title="", series="", disposisi="", name=name),
        given=f"{drafting_item.NAME}: " if name else "",
    )
