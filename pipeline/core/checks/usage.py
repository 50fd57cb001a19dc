"""Core: rules for figures and capitals in running text."""

import re
from collections.abc import Iterator

from pipeline.core.checks.slips import Slip, instead

_THINGS = (
    "pemilih|orang|suara|TPS|jiwa|lembar|surat|kotak|desa|kelurahan|kecamatan|warga|saksi|petugas"
    "|peserta|penduduk|kepala|rupiah|eksemplar|dokumen|data|kali|kilometer|meter|hektare"
)
_ENGLISH = re.compile(
    rf"(?<![\d.,/])(?P<figure>[1-9]\d{{0,2}}(?:,\d{{3}})+)(?=\s+(?:juta\s+)?(?:{_THINGS})\b)"
)
_POINT = re.compile(
    r"(?<![\d.,/])(?P<whole>\d{1,3})\.(?P<part>\d{1,2})(?=\s*%|\s+(?:persen|juta|miliar|triliun)\b)"
)
_LONG = re.compile(rf"(?<![\w.,/-])(?P<figure>[1-9]\d{{4,8}})(?=\s+(?:{_THINGS})\b)")
_CLOCK = re.compile(
    r"\b(?P<word>[Jj]am)\s+(?P<hour>[01]?\d|2[0-4])(?=\s+(?:pagi|siang|sore|malam|WITA|Wita)\b)"
)
_YOU = re.compile(r"\banda\b")
_UNIT = re.compile(
    r"\b(?P<whose>KPU|Bawaslu|Sekretariat)\s+(?P<unit>kabupaten|kota|provinsi)(?=\s+[A-Z][a-z])"
)
_OFFICES = re.compile(r"\b(?:komisi pemilihan umum|badan pengawas pemilihan umum)\b")
_DAYS = re.compile(
    r"\b(?P<word>[Hh]ari|[Bb]ulan)\s+(?P<name>senin|selasa|rabu|kamis|jumat|sabtu|januari|februari"
    r"|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b"
)
_COUNTRY = re.compile(r"\b(?:indonesia|sulawesi|pancasila)\b")
# Made of syllables, not of first letters: written as a word (EYD V, II.D).
_SYLLABLES = re.compile(
    r"\b(?:PEMILU|PILKADA|PILPRES|PILEG|BAWASLU|PANWASLU|PANWASCAM|LUBER|JURDIL|KEMENDAGRI"
    r"|KEMENKUMHAM|DISDUKCAPIL|DUKCAPIL|ORMAS|CALEG)\b"
)
_SMALL = re.compile(r"[a-z]")


def figures(text: str) -> Iterator[Slip]:
    """Thousands are parted by points, decimals by a comma: "1.234 pemilih", "45,5 persen"."""
    for found in _ENGLISH.finditer(text):
        yield instead(found, found["figure"].replace(",", "."), "angka")
    for found in _POINT.finditer(text):
        yield instead(found, f"{found['whole']},{found['part']}", "angka")
    for found in _LONG.finditer(text):
        yield instead(found, f"{int(found['figure']):,}".replace(",", "."), "angka")


def clock(text: str) -> Iterator[Slip]:
    """ "pukul 9 pagi": "jam" is a length of time."""
    for found in _CLOCK.finditer(text):
        word = "Pukul" if found["word"][0].isupper() else "pukul"
        yield instead(found, f"{word} {found['hour']}", "waktu")


def capitals(text: str) -> Iterator[Slip]:
    """Names have capitals, "Anda" has one, and what is made of syllables has one only."""
    for found in _YOU.finditer(text):
        yield instead(found, "Anda", "kapital")
    for found in _UNIT.finditer(text):
        yield instead(found, f"{found['whose']} {found['unit'].title()}", "kapital")
    for found in _OFFICES.finditer(text):
        yield instead(found, found[0].title(), "kapital")
    for found in _DAYS.finditer(text):
        yield instead(found, f"{found['word']} {found['name'].title()}", "kapital")
    for found in _COUNTRY.finditer(text):
        yield instead(found, found[0].title(), "kapital")
    for found in _SYLLABLES.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        if _SMALL.search(line):  # a whole line in capitals is told as that
            yield instead(found, found[0].title(), "kapital")
