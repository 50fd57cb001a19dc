"""Core: rules for how dates, money, hours and places in laws are written, and for signs."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.core.checks.slips import Slip, each, instead, shown
from pipeline.core.findings import Severity

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_OTHERS = {"jum'at": "Jumat", "jum’at": "Jumat", "ahad": "Minggu"}
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join((*_WEEKDAYS, *_OTHERS))})(?:,\s*|\s+)(?:tanggal\s+)?)?"
    rf"(?P<date>(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>\d{{4}})\b)",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/-])(?P<month>\d{1,2})(?P=sign)"
    r"(?P<year>(?:19|20)\d{2})(?![\d/-])"
)
_ISO = re.compile(
    r"(?<![\d/.\w-])(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d/\w-])"
)
_FOREIGN = {
    "January": 1, "February": 2, "March": 3, "May": 5, "June": 6, "July": 7, "August": 8,
    "October": 10, "December": 12, "Nopember": 11, "Pebruari": 2,
}  # fmt: skip
_ENGLISH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_FOREIGN)})\s+(?P<year>\d{{4}})\b"
)
_RUPIAH = re.compile(
    r"(?<![A-Za-z])(?:Rp|RP|rp|IDR)(?P<gap>\.?\s*)(?P<sum>\d[\d.,]*(?<=\d))(?P<tail>,-)?"
    r"(?![A-Za-z\d])"
)
_OURS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{1,2})?")
_ENGLISH_SUM = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+)(?:\.(?P<cents>\d{2}))?")
_PLAIN_SUM = re.compile(r"(?P<whole>\d+)(?:,(?P<cents>\d{2}))?")
_ZONE = re.compile(r"\b(?:WITA|wita|wib|wit)\b")
_ZONES = {"wita": "Wita", "wib": "WIB", "wit": "WIT"}
_HOUR = re.compile(
    r"\b(?P<word>[Jj]am|[Pp]ukul)\s+(?P<hour>\d{1,2})(?P<sign>[.:])(?P<minute>[0-5]\d)(?![\d.:])"
)
_ARTICLE = re.compile(r"\b(?:pasal|PASAL|[Pp]s\.|[Pp]sl\.)\s*(?P<number>\d+[A-Z]?)\b")
_BARE = re.compile(r"\b(?P<article>Pasal\s+\d+[A-Z]?)\s+\((?P<number>\d+[a-z]?)\)")
_PARAGRAPH = re.compile(
    r"\b[Aa]yat\s+(?P<number>\d+[a-z]?)(?![\w/]|\.\d)(?!\s+(?:[Tt]ahun|orang|hari))"
)
_CAPITAL = re.compile(r"(?<=[\w,)] )(?:Ayat(?=\s+\()|Huruf(?=\s+[a-z]\b)|Angka(?=\s+\d))")
_LETTER = re.compile(r"\bhuruf\s+\((?P<letter>[a-z])\)")
_LARGE = re.compile(r"(?<=\) )huruf\s+(?P<letter>[A-Z])(?![\w)])")
_OLD = re.compile(r"\b(?:Undang-undang|[Uu]ndang\s[Uu]ndang)(?=\s+(?:Nomor|No\b|Dasar|Republik))")
_SPACES = re.compile(r"(?<=[^\s|])[ \t]{2,}(?=[^\s|])")
_MARKER = re.compile(r"\s*(?:[-*+>]|\d+[.)]|#+)")  # Markdown: blanks after it are no slip
_BEFORE = re.compile(r"(?<=\w)[ \t]+(?=[,;:!?](?:\s|$)|[,;](?=[A-Za-z])|\.(?:\s|$))")
_AFTER = re.compile(r"(?<![A-Za-z&#])[A-Za-z]{2,}[,;](?=[A-Za-z]{2,})")
_STOP = re.compile(r"(?<![\w.@/-])[A-Za-z]{2,}\.(?=[A-Z][a-z]{2,}\b)")
_ROW = re.compile(r"!{2,}|\?{2,}|(?<!\.)\.{4,}|(?<=[\w)])\.\.(?=\s|$)")
_LOUD = re.compile(r"^[^a-z\n]*$", re.MULTILINE)


def dates(text: str) -> Iterator[Slip]:
    """A date is "24 Maret 2022", exists, and falls on the weekday named with it."""
    for found in each(_DATE, text):
        month = found["month"].capitalize()
        right = f"{found['day']} {month} {found['year']}"
        if found["month"] != month:
            message = f'Tulis "{right}", bukan "{shown(found["date"])}".'
            yield Slip(start=found.start("date"), rule="tanggal", message=message)
        yield from _on_calendar(found, right, MONTHS.index(month) + 1)
    for pattern in (_FIGURES, _ISO):
        for found in each(pattern, text):
            if _day(found["year"], int(found["month"]), found["day"]):
                name = MONTHS[int(found["month"]) - 1]
                yield instead(found, f"{int(found['day'])} {name} {found['year']}", "tanggal")
    for found in each(_ENGLISH, text):
        name = MONTHS[_FOREIGN[found["month"]] - 1]
        yield instead(found, f"{found['day']} {name} {found['year']}", "tanggal")


def _on_calendar(found: re.Match[str], written: str, month: int) -> Iterator[Slip]:
    day, start = _day(found["year"], month, found["day"]), found.start("day")
    if day is None:
        message = f"Periksa tanggal {written}: tanggal itu tidak ada."
        yield Slip(start=start, rule="tanggal", message=message, severity=Severity.HOLD)
    elif found["weekday"]:
        named = found["weekday"].casefold()
        weekday, right = _OTHERS.get(named, named.capitalize()), _WEEKDAYS[day.weekday()]
        if weekday != right:
            message = f"Periksa harinya: {written} jatuh pada hari {right}, bukan {weekday}."
            yield Slip(start=start, rule="hari", message=message, severity=Severity.HOLD)


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def rupiah(text: str) -> Iterator[Slip]:
    """Money is "Rp1.000.000,00": nothing between Rp and the sum, points at the thousands."""
    for found in each(_RUPIAH, text):
        right = f"Rp{_sum(found['sum'])}"
        if found[0] != right:
            yield instead(found, right, "rupiah")


def _sum(written: str) -> str:
    """A sum as Indonesian writes it; what cannot be read stays."""
    if _OURS.fullmatch(written):
        return written
    found = _ENGLISH_SUM.fullmatch(written) or _PLAIN_SUM.fullmatch(written)
    if found is None:
        return written
    whole = f"{int(found['whole'].replace(',', '')):,}".replace(",", ".")
    return whole + (f",{found['cents']}" if found["cents"] else "")


def hours(text: str) -> Iterator[Slip]:
    """A time of day is "pukul 08.00 Wita"; "jam" is a length of time."""
    for found in each(_ZONE, text):
        yield instead(found, _ZONES[found[0].casefold()], "waktu")
    for found in each(_HOUR, text):
        if found["word"].casefold() == "jam" or found["sign"] == ":":
            word = "Pukul" if found["word"][0].isupper() else "pukul"
            yield instead(found, f"{word} {found['hour']}.{found['minute']}", "waktu")


def places_in_law(text: str) -> Iterator[Slip]:
    """A place in a law is "Pasal 7 ayat (2) huruf a angka 1" (UU 12/2011, Lampiran II)."""
    for found in each(_ARTICLE, text):
        yield instead(found, f"Pasal {found['number']}", "tulis-pasal", Severity.HOLD)
    for found in each(_BARE, text):
        right = f"{found['article']} ayat ({found['number']})"
        yield instead(found, right, "tulis-pasal", Severity.HOLD)
    for found in each(_PARAGRAPH, text):
        yield instead(found, f"ayat ({found['number']})", "tulis-pasal", Severity.HOLD)
    for found in each(_LETTER, text):
        yield instead(found, f"huruf {found['letter']}", "tulis-pasal")
    for found in each(_LARGE, text):
        yield instead(found, f"huruf {found['letter'].lower()}", "tulis-pasal")
    for found in each(_CAPITAL, text):
        yield instead(found, found[0].lower(), "tulis-pasal")
    for found in each(_OLD, text):
        yield instead(found, "Undang-Undang", "tulis-pasal")


def blanks(text: str) -> Iterator[Slip]:
    """One blank between words, none before a comma, one after it."""
    for found in _SPACES.finditer(text):
        if not _MARKER.fullmatch(text, text.rfind("\n", 0, found.start()) + 1, found.start()):
            message = "Hapus spasi ganda di baris ini."
            yield Slip(start=found.start(), rule="spasi", message=message)
    for found in _BEFORE.finditer(text):
        message = f'Hapus spasi sebelum tanda "{text[found.end()]}".'
        yield Slip(start=found.start(), rule="spasi", message=message)
    for found in (m for pattern in (_AFTER, _STOP) for m in pattern.finditer(text)):
        message = f'Beri spasi setelah "{found[0]}".'
        yield Slip(start=found.start(), rule="spasi", message=message)


def shouting(text: str) -> Iterator[Slip]:
    """No row of signs and no line in capitals: an office does not shout."""
    for found in _ROW.finditer(text):
        sign = "…" if len(found[0]) > 2 and found[0][0] == "." else found[0][0]
        message = f'Tulis satu tanda saja: "{sign}".'
        yield Slip(start=found.start(), rule="tanda-beruntun", message=message)
    for found in _LOUD.finditer(text):
        spoken = re.findall(r"[^\W\d_]{2,}", found[0])
        if len(spoken) >= 4 and sum(map(len, spoken)) >= 20:
            message = "Tulis baris ini dengan huruf kecil dan kapital seperti biasa."
            yield Slip(start=found.start(), rule="huruf-kapital", message=message)
