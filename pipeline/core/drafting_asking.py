"""Core: what people answer on a form or at a keyboard, asked answer by answer. Knows no file.

Every complaint comes at once, begins with the question, and says what to type instead."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from pipeline.core.content import Content
from pipeline.core.days import MONTHS
from pipeline.core.doc import read_moment, shown, unclean
from pipeline.core.findings import Finding
from pipeline.core.forms import BODY_LIMIT, ITEM_ID, Read, read_body, whole
from pipeline.core.model import WITA, Role
from pipeline.core.status_text import ROLES

LONGEST_SLUG = 60
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ]+(\d{4})")
_CLOCK = re.compile(r"(.+?)[,T ]+(?:pukul |jam )?(\d{1,2})[.:](\d{2})(?: ?wita)?")
_CALLED = {
    **{role.value: role for role in Role},
    **{name.casefold(): role for role, name in ROLES.items()},
    "sekretaris": Role.EDITOR,
    "editor": Role.EDITOR,
    "sekretaris redaksi/editor": Role.EDITOR,
    "pengelola jdih": Role.PRODUCER,
    "pengelola medsos": Role.PRODUCER,
    "admin": Role.PUBLISHER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One act, ready to be proposed."""

    branch: str
    files: Mapping[str, str]  # path in the repository -> text
    subject: str  # of the commit and of the proposal
    gone: tuple[str, ...] = ()  # files that it takes away
    template: str = ""  # of the proposal's text
    assignments: tuple[str, ...] = ()  # who makes what until when, in words


class Asked:
    """The answers to one act's questions. What is wrong is gathered; reading goes on."""

    def __init__(self, where: str) -> None:
        self.where = where  # the file that the act will write
        self.findings: list[Finding] = []

    def complain(self, question: str, rule: str, advice: str) -> None:
        message = f"{question}: {advice}"
        self.findings.append(Finding(where=self.where, rule=rule, message=message))

    def text(
        self, question: str, typed: str, *, limit: int, example: str, required: bool = True
    ) -> str:
        """One line of text in NFC."""
        text = " ".join(self._clean(question, typed).split())
        if not text and required:
            self.complain(question, "isian-wajib", f"isi, misalnya: {example}")
        if len(text) > limit:
            size = f"{len(text)} dari paling banyak {limit} huruf"
            self.complain(question, "terlalu-panjang", f"pendekkan, {size}.")
        return text

    def body(self, question: str, typed: str, *, limit: int = BODY_LIMIT) -> str:
        """Markdown, within the limits of every page."""
        text, told = read_body(self._clean(question, typed), 1, self.where, limit)
        for finding in told:
            self.complain(question, finding.rule, finding.message)
        return re.sub(r"\A(\s*\n)+", "", text).rstrip()

    def lines_of(
        self, question: str, typed: str, *, apart: str = r"\n", example: str = ""
    ) -> tuple[str, ...]:
        """The parts of an answer, without bullets and blanks; an example makes it required."""
        parts = re.split(apart, self._clean(question, typed))
        found = tuple(t for p in parts if (t := " ".join(re.sub(r"^\s*[-*•]\s+", "", p).split())))
        if example and not found:
            self.complain(question, "isian-wajib", f"isi, misalnya: {example}")
        return found

    def day(self, question: str, typed: str) -> date | None:
        """A day in any usual spelling."""
        text = self.text(question, typed, limit=40, example="2027-01-12")
        found = read_day(text)
        if text and found is None:
            advice = f"{shown(text)} bukan tanggal; tulis seperti 2027-01-12."
            self.complain(question, "isian-bentuk", advice)
        return found

    def moment(self, question: str, typed: str) -> datetime | None:
        """A day with a time, in WITA unless it says otherwise; None where nothing was typed."""
        text = self.text(question, typed, limit=60, example="", required=False)
        found = read_time(text)
        if text and found is None:
            advice = f"{shown(text)} bukan tanggal dan jam; tulis seperti 2027-01-11 10.20."
            self.complain(question, "isian-bentuk", advice)
        return found

    def role(self, question: str, typed: str) -> Role | None:
        found = read_role(typed)
        if found is None:
            near = get_close_matches(typed.casefold(), _CALLED, n=1)
            names = ", ".join(ROLES.values())
            advice = (
                f'maksudnya "{ROLES[_CALLED[near[0]]]}"?' if near else f"pilih salah satu: {names}."
            )
            self.complain(
                question, "pilihan-asing", f"peran {shown(typed)} tidak dikenal; {advice}"
            )
        return found

    def _clean(self, question: str, typed: str) -> str:
        text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
        if found := unclean(text):
            advice = f"ketik ulang, ada tanda tersembunyi {found[1]}."
            self.complain(question, "tanda-tersembunyi", advice)
            return ""
        return text


def known_disposisi(asked: Asked, question: str, number: str, content: Content) -> None:
    """What is worked on was ordered: the disposisi is on file."""
    if number not in content.disposisi:
        newest = ", ".join(sorted(content.disposisi)[-3:]) or "tidak satu pun"
        advice = f"{shown(number)} belum ada di main; yang ada: {newest}."
        asked.complain(question, "disposisi-hilang", advice)


def checked(asked: Asked, told: list[Finding], act: Written) -> Read[Written]:
    """The act, if no answer is wrong; the reader's own rules have the last word."""
    return whole(act, asked.findings or told)


def read_day(text: str) -> date | None:
    """2027-01-12, 12-1-2027, 12/01/2027 or 12 Januari 2027, with or without the weekday."""
    found = _DAY.fullmatch(re.sub(r"^\w+, ", "", text.strip().casefold()))
    if found is None:
        return None
    year, month, day = found[1] or found[6], found[2] or found[5], found[3] or found[4]
    names = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
    try:
        return date(int(year), names.get(month) or int(month), int(day))
    except ValueError:
        return None


def read_time(text: str) -> datetime | None:
    """A day and a time; the office's clock unless an offset is given."""
    if exact := read_moment(text):
        return exact.replace(tzinfo=exact.tzinfo or WITA).astimezone(WITA)
    found = _CLOCK.fullmatch(text.strip().casefold())
    day = read_day(found[1]) if found else None
    if found is None or day is None:
        return None
    try:
        return datetime(day.year, day.month, day.day, int(found[2]), int(found[3]), tzinfo=WITA)
    except ValueError:
        return None


def read_role(text: str) -> Role | None:
    """A role as the office's files write it, or as people call it."""
    return _CALLED.get(" ".join(text.casefold().split()))


def item_id(title: str, day: date) -> str:
    """The folder of an item: year, month, and its title in small letters; "" where none is left."""
    if ITEM_ID.fullmatch(title):
        return title
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if len(f"{slug}-{word}") > LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word
    slug = slug or "".join(words[:1])[:LONGEST_SLUG]
    return f"{day:%Y-%m}-{slug}" if slug else ""
