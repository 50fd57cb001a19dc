"""Core: answers become the file of a disposisi (step 1).

Whoever asks, a form or a keyboard, gets the same file from the same answers."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from pipeline.core.content import Content
from pipeline.core.drafting_asking import Asked, Written, checked
from pipeline.core.forms import DISPOSISI_NUMBER, Read
from pipeline.core.model import APPROVERS, WITA, Disposisi, Role
from pipeline.core.reading import read_disposisi
from pipeline.core.writing import as_read, disposisi_head, page_text

SENDER, RECIPIENTS, SUBJECT, BODY = "Dari", "Kepada", "Perihal", "Petunjuk"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposisiAnswers:
    """What the Pemimpin Redaksi says, as it was typed."""

    sender: str  # name as in peran.yml
    subject: str
    body: str
    recipients: str = Role.EDITOR.value


def draft_disposisi(
    answers: DisposisiAnswers, content: Content, at: datetime, branches: Collection[str] = ()
) -> Read[Written]:
    """The next disposisi of the year; ``branches`` may hold numbers that are proposed already."""
    at = at.astimezone(WITA).replace(microsecond=0)
    number = next_number(at.year, content, branches)
    where = f"content/disposisi/{number}.md"
    asked = Asked(where)
    sender = asked.text(SENDER, answers.sender, limit=200, example="nama Pemimpin Redaksi")
    people = content.roster.holders(APPROVERS, at.date()) if content.roster else ()
    names = {person.name.casefold(): person.name for person in people}
    if sender and content.roster and sender.casefold() not in names:
        who = ", ".join(names.values()) or "belum ada di peran.yml"
        asked.complain(
            SENDER,
            "bukan-pemimpin",
            f"disposisi hanya dari Pemimpin Redaksi atau Wakilnya. Yang menjabat: {who}.",
        )
    recipients = tuple(
        role
        for typed in asked.lines_of(
            RECIPIENTS, answers.recipients, apart=r"[\n,;]", example="editor"
        )
        if (role := asked.role(RECIPIENTS, typed))
    )
    subject = asked.text(
        SUBJECT, answers.subject, limit=500, example="Konten tentang keterbukaan informasi"
    )
    body = asked.body(BODY, answers.body)
    if not answers.body.strip():
        asked.complain(BODY, "isian-wajib", "isi, konten apa yang diminta, dan untuk kapan.")
    if not DISPOSISI_NUMBER.fullmatch(number):
        asked.complain(SUBJECT, "nomor-habis", f"nomor tahun {at.year} sudah habis (999).")
    noun = Disposisi(
        number=number,
        where=where,
        at=at,
        sender=names.get(sender.casefold(), sender),
        recipients=tuple(dict.fromkeys(recipients)),
        subject=subject,
        demo=False,
        body=body,
    )
    head = disposisi_head(noun)
    _, told = read_disposisi(as_read(head), body, 1, where, number)
    return checked(
        asked,
        told,
        Written(
            branch=f"disposisi/{number}",
            files={where: page_text(head, body)},
            subject=f"disposisi: {number} {subject}",
        ),
    )


def next_number(year: int, content: Content, branches: Collection[str]) -> str:
    """The first number of the year after all that exist, lie damaged, or are proposed."""
    places = [f"content/disposisi/{number}.md" for number in content.disposisi]
    places += [finding.where for finding in content.findings]
    found = re.findall(
        rf"(?:^|\s)(?:content/)?disposisi/{year}-(\d{{3}})\b", " ".join([*places, *branches])
    )
    return f"{year}-{max(map(int, found), default=0) + 1:03d}"
