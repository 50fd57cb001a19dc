"""Core: personal data in texts (UU 27/2022 Pasal 65): found by shape, told without repeating it."""

import re
from collections.abc import Iterator

from pipeline.core.checks.passages import Passage, passages, published, records
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item

_PROVINCES = frozenset(
    [*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66)]
    + [*range(71, 77), 81, 82, *range(91, 97)]
)
_DIGITS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15,17}(?!\d)")
_PHONE = re.compile(r"(?<![\d.])(?:\+?62|0)[ .-]?8[1-9](?:[ .-]?\d){7,10}(?![\d])")
_EMAIL = re.compile(r"(?<![\w@./+-])[\w.+-]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_TAX = re.compile(
    r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)"
    r"|\bNPWP\b[^\d\n]{0,20}\d(?:[ .-]?\d){14,15}(?!\d)"
)

_ACCOUNT = re.compile(
    r"\b(?:[Rr]ek(?:ening)?|REK(?:ENING)?|[Nn]orek)\b[^\d\n]{0,50}(?<!\d)\d(?:[ .-]?\d){8,15}(?!\d)"
)
_PASSPORT = re.compile(r"\b(?:[Pp]aspor|PASPOR)\b[^\n,;]{0,25}?\b[A-Z] ?\d{6,7}\b")
_HOME = re.compile(
    r"\bRT\.?\s?\d{1,3}\s?[/,]?\s?RW\.?\s?\d{1,3}\b|\bRT\s?/\s?RW\.?:?\s?\d{1,3}\s?/\s?\d{1,3}\b"
)
_OFFICE = re.compile(r"\b(?:TPS|[Kk]antor|[Ss]ekretariat|[Bb]alai|[Gg]edung|SD|SMP|SMA)\b")
_DAY = r"\d{1,2}(?:\s+[A-Z][a-z]{2,8}\s+|\s?[-/.]\s?\d{1,2}\s?[-/.]\s?)(?:19[3-9]|20\d)\d\b"
# "Siti Aminah (Pinrang, 02-03-1988)": of a meeting the year would be one of ours.
_GROWN = r"\d{1,2}(?:\s+[A-Z][a-z]{2,8}\s+|\s?[-/.]\s?\d{1,2}\s?[-/.]\s?)(?:19[3-9]\d|200\d)\b"
_BIRTH = re.compile(
    rf"(?:\bTTL\b|\b(?:[Tt](?:anggal|gl\.?)\s+[Ll]ahir)\b)[^\n]{{0,40}}?{_DAY}"
    rf"|\b[A-Z][a-z]+ [A-Z][a-z]+\b[^\n.]{{0,20}}?\blahir\b[^\n.]{{0,40}}?{_DAY}"
    rf"|\b[A-Z][a-z]+ [A-Z][a-z]+ \([A-Z][a-z]+(?: [A-Z][a-z]+)?,\s?{_GROWN}"
)
_LONG = re.compile(r"\d(?:[ .-]?\d){7}")  # what no number below is without


def is_nik(digits: str) -> bool:
    """Whether 16 digits have the build of a NIK: province, day (+40 for women), month, serial."""
    if len(digits) != 16:
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        int(digits[:2]) in _PROVINCES
        and (1 <= day <= 31 or 41 <= day <= 71)
        and 1 <= month <= 12
        and digits[12:] != "0000"
    )


def is_nip(digits: str) -> bool:
    """Whether 18 digits have the build of a civil servant's number."""
    return (
        re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])\d{2}(19|20)\d{4}[12]\d{3}", digits) is not None
    )


def _found(passage: Passage) -> Iterator[tuple[int, str, str, Severity]]:
    """Yield place, rule, what it is and how grave. The datum itself is never repeated."""
    text = passage.text
    yield from _numbers(text) if _LONG.search(text) else ()
    for match in _PASSPORT.finditer(text) if re.search("aspor|PASPOR", text) else ():
        yield match.start(), "data-pribadi-paspor", "nomor paspor", Severity.HOLD
    for match in _HOME.finditer(text) if "RT" in text else ():
        if not _OFFICE.search(text, max(0, match.start() - 80), match.start()):
            yield match.start(), "data-pribadi-alamat", "alamat rumah (RT/RW)", Severity.HOLD
    for match in _BIRTH.finditer(text):
        yield match.start(), "data-pribadi-lahir", "tanggal lahir seseorang", Severity.HOLD
    for match in _EMAIL.finditer(text) if "@" in text else ():
        if not match["host"].casefold().endswith(".go.id"):
            what = "alamat surel pribadi (surel kantor berakhiran .go.id)"
            yield match.start(), "data-pribadi-surel", what, Severity.HOLD


def _numbers(text: str) -> Iterator[tuple[int, str, str, Severity]]:
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if is_nik(digits):
            yield match.start(), "data-pribadi-nik", "NIK atau nomor KK", Severity.HOLD
        elif is_nip(digits):
            yield match.start(), "data-pribadi-nip", "NIP", Severity.ADVICE
    for match in _PHONE.finditer(text):
        yield match.start(), "data-pribadi-telepon", "nomor ponsel", Severity.HOLD
    for match in _TAX.finditer(text):
        yield match.start(), "data-pribadi-npwp", "NPWP", Severity.HOLD
    for match in _ACCOUNT.finditer(text):
        yield match.start(), "data-pribadi-rekening", "nomor rekening", Severity.HOLD


def _findings(passage: Passage, place_name: str = "teks") -> Iterator[Finding]:
    for place, rule, what, severity in _found(passage):
        yield Finding(
            where=passage.where,
            line=passage.line(place),
            rule=rule,
            message=f"Hapus {what} dari {place_name} ini.",
            severity=severity,
        )


def no_personal_data(item: Item, content: Content) -> Iterator[Finding]:
    """No text for the public carries a person's number, telephone or private address."""
    for passage in passages(item):
        yield from _findings(passage)


def no_personal_data_elsewhere(content: Content) -> Iterator[Finding]:
    """Nor do pages and the register, nor disposisi and minutes, which lie beside them."""
    for passage in (*published(content), *records(content)):
        yield from _findings(passage)


def no_personal_data_in_files(content: Content) -> Iterator[Finding]:
    """PDF and Office files are never published, and are as public as the repository is."""
    for where, text in content.attachments.items():
        yield from _findings(Passage(text=text, where=where), "berkas")
