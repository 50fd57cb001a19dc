"""Core: what ids, addresses and names look like, and what every reader does alike. No keys here."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from pipeline.core.doc import unclean
from pipeline.core.findings import Finding, blocking
from pipeline.core.keys import Keys

N = TypeVar("N")
Read = tuple[N | None, list[Finding]]

BODY_LIMIT = 60_000
ITEM_LIMIT = 20_000  # some three thousand words: cards, captions and a page come from it
MOST_BRACKETS = 300  # an engine weighs each open bracket against all that follows
PICTURE = "{berkas: foto.jpg, alt: …}"  # an entry as it is written
ITEM_ID = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])-[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
DISPOSISI_NUMBER = re.compile(r"[0-9]{4}-[0-9]{3}", re.ASCII)
PICTURE_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*\.(jpg|jpeg|png|webp)", re.ASCII)
_PATH = r"(/[^\s<>\"'`{}|\\^]*)?"
_HOST = r"[^\s/@:<>\"'`{}|\\^]+"
HTTPS = re.compile(rf"https://{_HOST}(:[0-9]+)?{_PATH}")
# A server on this very computer (the rehearsal's) has no certificate.
BASE_URL = re.compile(rf"(https://{_HOST}|http://(127\.0\.0\.1|localhost))(:[0-9]+)?{_PATH}")
PHONE = re.compile(r"\+?[0-9(][0-9 ()-]{4,23}[0-9]")  # as a person writes it
EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(\[bot\])?", re.ASCII)
HASHTAG = re.compile(r"\w*[^\W\d_]\w*")
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Audience(StrEnum):
    """For whom a page is, where it is not for everybody."""

    OFFICE = "redaksi"


class Weekday(StrEnum):
    MONDAY = "senin"
    TUESDAY = "selasa"
    WEDNESDAY = "rabu"
    THURSDAY = "kamis"
    FRIDAY = "jumat"
    SATURDAY = "sabtu"
    SUNDAY = "minggu"


class Status(StrEnum):
    IN_FORCE = "berlaku"
    NOT_IN_FORCE = "tidak berlaku"


class PostLink(StrEnum):
    WITH = "sertakan"
    WITHOUT = "tanpa"


class FeedForm(StrEnum):
    STANDARD = "baku"
    ILDIS = "ildis"


def whole(noun: N | None, findings: list[Finding]) -> Read[N]:
    """Return the noun only if nothing blocks it: what exists is complete."""
    return (None if blocking(findings) else noun), findings


def read_body(
    body: str, body_line: int, where: str, limit: int = BODY_LIMIT
) -> tuple[str, list[Finding]]:
    """Return the Markdown in NFC; hidden characters and endless texts are complaints."""
    text = unicodedata.normalize("NFC", body)
    told = []

    def tell(line: int, rule: str, message: str) -> None:
        told.append(Finding(where=where, line=line, rule=rule, message=message))

    if found := unclean(text):
        message = f"Ketik ulang baris ini: ada tanda tersembunyi {found[1]}."
        tell(body_line + found[0], "tanda-tersembunyi", message)
    if len(text) > limit:
        message = f"Pendekkan isi: {len(text)} dari paling banyak {limit} huruf."
        tell(body_line, "terlalu-panjang", message)
    if (brackets := text.count("[")) > MOST_BRACKETS:
        message = f'Kurangi tanda "[": ada {brackets}, paling banyak {MOST_BRACKETS}.'
        tell(body_line, "terlalu-banyak", message)
    return text[:limit], told  # what is too long is held, and need not be searched whole


def refuse_twice(owners: Sequence[Keys], key: str, values: Sequence[Iterable[str]]) -> None:
    """No value belongs to two entries of a list, whatever its case."""
    seen: dict[str, int] = {}
    for index, (owner, own) in enumerate(zip(owners, values, strict=True)):
        for value in own:
            first = seen.setdefault(value.casefold(), index) if value else index
            if first != index:
                owner.complain(
                    key,
                    "nilai-ganda",
                    f'Ubah {owner.label(key)}: "{value}" sudah dipakai pada entri ke-{first + 1}.',
                )
