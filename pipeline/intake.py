"""Intake: the verb `intake`: a form that somebody filled in on the forge is carried out.

What it says is data; who filled it in is the forge's word, and what she may do the roster's.
Running it again on the same form does nothing twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.authorship import by_login
from pipeline.core.filled import answers
from pipeline.core.findings import Blocked, Finding
from pipeline.core.forge import Issue
from pipeline.core.harmless import plain
from pipeline.core.model import APPROVERS, Person, Role, Roster
from pipeline.core.status_text import ROLES
from pipeline.desk import Desk, open_desk
from pipeline.edge.files import append
from pipeline.edge.forge import Forge
from pipeline.intake_drafts import DISPOSISI, ITEM, MEETING, take_disposisi, take_item, take_meeting
from pipeline.intake_invitations import ANSWER, take_answer
from pipeline.intake_posts import CONFIRM, STOP, take_confirm, take_stop
from pipeline.intake_rereads import LOOK, take_look

KEY = "formulir"
ANYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form: its questions in order, who may fill it in, and what is then done.

    ``take`` returns what to answer (Markdown), or what is wrong with the answers.
    """

    name: str
    headings: Sequence[str]
    roles: frozenset[Role]
    take: Callable[[Desk, Person, Issue, Mapping[str, str]], str | list[Finding]]
    records: bool = False  # it becomes acts of the ledger, which a key signs


FORMS: Mapping[str, Form] = {  # by the label that the form puts on
    "berhenti": Form(
        name="Hentikan unggahan", headings=STOP, roles=ANYBODY, take=take_stop, records=True
    ),
    "kehadiran": Form(
        name="Jawab undangan", headings=ANSWER, roles=ANYBODY, take=take_answer, records=True
    ),
    "konfirmasi": Form(
        name="Catat unggahan", headings=CONFIRM, roles=ANYBODY, take=take_confirm, records=True
    ),
    "cermat-ulang": Form(
        name="Cermat ulang", headings=LOOK, roles=ANYBODY, take=take_look, records=True
    ),
    "disposisi": Form(name="Disposisi", headings=DISPOSISI, roles=APPROVERS, take=take_disposisi),
    "rapat": Form(
        name="Notula rapat", headings=MEETING, roles=frozenset({Role.EDITOR}), take=take_meeting
    ),
    "usulan-konten": Form(
        name="Usulan konten",
        headings=ITEM,
        roles=frozenset({Role.PRODUCER, Role.EDITOR}),
        take=take_item,
    ),
}


def intake(root: Path, number: int, *, record: bool = False) -> int:
    """Carry out the form in this issue."""
    desk = open_desk(root)
    forge = desk.forge()
    if forge is None:
        raise Blocked(
            "di sini tidak ada forge yang dapat dibaca",
            remedy="perintah ini dipakai alur kerja Formulir di GitHub; di komputer Anda pakai "
            "`redaksi new`",
        )
    return intake_at(desk, forge, number, record=record)


def intake_at(desk: Desk, forge: Forge, number: int, *, record: bool = False) -> int:
    """The same at a given desk, to a given forge. A refusal is an answer, not a failure.

    In a workflow, what would be recorded is handed on to the job that has the key, and only when
    somebody with a role filled it in: the whole internet may start the job without.
    """
    issue = forge.issue(number)
    kind = next((label for label in issue.labels if label in FORMS), "")
    if not kind or issue.state != "open":
        _tell(desk, f"Isu #{number} bukan formulir yang menunggu dikerjakan.")
        return 0
    form = FORMS[kind]
    roster = _in_force(desk)
    person = by_login(issue.author, roster)
    if person is None or not person.roles(desk.clock().date()) & form.roles:
        forge.sticky(number, KEY, _not_yours(form, issue, roster, desk))
        forge.close_issue(number)
        _tell(desk, f"Formulir #{number} ditolak: pengisinya tidak memegang peran yang diperlukan.")
        return 0
    if form.records and desk.settings.output and not record:
        append(desk.settings.output, f"record={number}\n")
        _tell(desk, f"Formulir #{number} diterima dan diteruskan untuk dicatat.")
        return 0
    try:
        told = form.take(desk, person, issue, answers(issue.body, form.headings))
    except Blocked as trouble:
        forge.sticky(number, KEY, _in_the_way(trouble))
        raise
    if not isinstance(told, str):
        forge.sticky(number, KEY, _to_mend(told))
        _tell(
            desk, f"Formulir #{number} belum dapat dikerjakan: {len(told)} isian perlu diperbaiki."
        )
        return 0
    forge.sticky(number, KEY, told)
    forge.close_issue(number)
    _tell(desk, f"Formulir #{number} sudah dikerjakan.")
    return 0


def _tell(desk: Desk, outcome: str) -> None:
    """On the terminal, and in CI on the run's own page. Names nobody, quotes nothing."""
    desk.say(outcome)
    if desk.settings.summary:
        append(desk.settings.summary, f"## Formulir\n\n{outcome}\n")


def _in_force(desk: Desk) -> Roster:
    """Roles by the approved roster, as everywhere."""
    from pipeline.edge.gate import read_approvals  # late: brings Git

    repo = desk.repository()
    repo.fetch("main")
    _, approvals = read_approvals(repo, now=desk.clock())
    return approvals.roster or Roster(people=(), effective_from=None)


def _not_yours(form: Form, issue: Issue, roster: Roster, desk: Desk) -> str:
    """Polite, and with the way on: who may."""
    day = desk.clock().date()
    people = roster.holders(form.roles, day)
    may = [f"{plain(one.name)} ({_roles(one, form.roles, desk)})" for one in people]
    who = "; ".join(may) or "belum ada seorang pun menurut peran.yml"
    return (
        f"Terima kasih. Formulir {form.name} hanya dapat dikerjakan bila diisi oleh pemegang "
        f"perannya: {who}.\n\nIsian ini tidak dipakai dan formulirnya ditutup. Sampaikan maksudnya "
        "kepada salah satu nama di atas. Bila Anda memegang peran itu, minta Pengelola memeriksa "
        f"`akun:` Anda di `content/peran.yml`; akun yang mengisi: {plain(issue.author)}."
    )


def _roles(person: Person, wanted: frozenset[Role], desk: Desk) -> str:
    held = person.roles(desk.clock().date()) & wanted
    return ", ".join(name for role, name in ROLES.items() if role in held)


def _in_the_way(trouble: Blocked) -> str:
    """She reads what became of her form, though the mending is not hers."""
    told = " ".join(f"{plain(part)}." for part in (trouble.what, trouble.remedy) if part)
    return (
        f"Formulir ini belum dikerjakan, bukan karena isiannya: {told}\n\nMinta admin TI membuka "
        "**Actions**, alur **Formulir**, lalu **Re-run jobs**."
    )


def _to_mend(findings: Sequence[Finding]) -> str:
    lines = "\n".join(f"- {plain(finding.message)}" for finding in findings)
    return (
        "Formulir ini belum dapat dikerjakan. Yang perlu diperbaiki:\n\n"
        f"{lines}\n\nTekan **⋯** di kanan atas isian, lalu **Edit**; perbaiki, lalu **Update "
        "comment**. Formulir diperiksa lagi dengan sendirinya."
    )
