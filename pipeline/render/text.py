"""Draws: break lines and fit sizes. Legal citations stay whole; nothing is ever cut."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

CAP, DROP = 0.73, 0.23  # height of capitals and depth of tails, as shares of the size

Measure = Callable[[str, str], float]  # (text, font) -> width at a size of one pixel


class Run(NamedTuple):
    """Text in one font."""

    text: str
    font: str


class Unit(NamedTuple):
    """What never breaks: a word, or words that belong together."""

    runs: tuple[Run, ...]
    width: float
    penalty: float = 0.0  # for ending a line here

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph or list entry."""

    runs: tuple[Run, ...]
    bullet: str = ""  # "•" or "1."

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Line(NamedTuple):
    units: tuple[Unit, ...]
    width: float


_MONTH = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_KEEP = re.compile(
    r"(?P<a>Nomor|No\.|Tahun|TAHUN|NOMOR|Pasal|PASAL|[Aa]yat|[Hh]uruf|[Aa]ngka|[Bb]utir"
    r"|BAB|Bab|Bagian|Paragraf|Lampiran|LAMPIRAN|Rp|Rp\.|[Pp]ukul|Jl\.|Jalan|SOP|hlm\.|Kab\."
    r"|Prov\.|Kec\.|[Hh]alaman|[Ll]angkah|Tanggal|tanggal)$"
)
_KEPT = re.compile(r"[(“\"]?(?:\d|[IVXLC]+\b|\([0-9a-z]+\)|[a-z]\b)")
_DAY = re.compile(r"[(“\"]?\d{1,2}(?:[–-]\d{1,2})?$")
_MONTHS = re.compile(rf"(?:{_MONTH})$", re.IGNORECASE)
_TORN = re.compile(r"[\w(“\"-]+-")  # "Undang- Undang", as old gazettes set it
_YEAR = re.compile(r"\d{4}\b")
_AMOUNT = re.compile(r"[(]?[\d.,]+$")
# "tahun" and "bulan" in small letters only: "Nomor 14 Tahun 2008" may part before its year.
_MEASURE = re.compile(
    r"(?:(?i:hari|jam|menit|persen|orang|kali|rupiah|juta|miliar|ribu|wita|wib|kursi|unit)"
    r"|bulan|tahun)\b"
)
_NUMBERED = re.compile(r"(?:Nomor|NOMOR|No\.)\s[^\s,;]+$")
_PLACED = re.compile(r"(?:Pasal|PASAL|[Aa]yat|[Hh]uruf)\s[^\s,;]+$")
_SHORT_KIND = re.compile(r"(?:UU|PP|PKPU|Perpres|Perppu|Perda|SOP|KPU)$")
CITED = 1.0  # the penalty that marks the inside of a citation
_SMALL = re.compile(
    r"(?:dan|atau|di|ke|dari|yang|untuk|pada|dengan|oleh|dalam|atas|tentang|bagi|para|serta"
    r"|sebagai|itu|ini|adalah|tidak|bukan|agar|akan|antara)$",
    re.IGNORECASE,
)
_PLACES = ("Tahun", "TAHUN", "Nomor", "NOMOR", "ayat", "huruf", "angka", "(")
ADDRESS = re.compile(r"https?://|www\.|[a-z]\.[a-z]{2,}/")


def belongs_together(left: str, right: str) -> bool:
    """Tell whether a line must never end between these two words."""
    return bool(_holds(left) & _held(right))


_LAW, _DATE, _IN_YEAR, _COUNTED, _OPEN, _STROKE = (1 << n for n in range(6))


@lru_cache(maxsize=8192)  # a language has few words, and most of them hold nothing
def _holds(left: str) -> int:
    """What a word holds on to: by one bit each the kinds of words that may not leave it."""
    found = _STROKE
    found |= _LAW if _KEEP.search(left) else 0
    found |= _DATE if _DAY.match(left) else 0
    found |= _IN_YEAR if _MONTHS.match(left) else 0
    found |= _COUNTED if _AMOUNT.match(left) else 0
    return found | (_OPEN if left == "/" or _TORN.fullmatch(left) else 0)


@lru_cache(maxsize=8192)
def _held(right: str) -> int:
    """Of which of these kinds a word is."""
    found = _OPEN
    found |= _LAW if _KEPT.match(right) else 0
    found |= _DATE if _MONTHS.match(right.rstrip(".,;:)”")) else 0
    found |= _IN_YEAR if _YEAR.match(right) else 0
    found |= _COUNTED if _MEASURE.match(right) else 0
    return found | (_STROKE if right in {"–", "—", "-", "/"} else 0)


def _discomfort(left: str, right: str) -> float:
    """Say how unwelcome a line end is between two words that may part; CITED: only if it must."""
    if not right.startswith(_PLACES):
        return 0.10 if _is_small(left) else 0.0
    if _NUMBERED.search(left) and right.startswith(("Tahun", "TAHUN")):
        return CITED
    if _PLACED.search(left) and right.startswith(("ayat", "huruf", "angka")):
        return CITED
    if right.startswith(("Nomor", "NOMOR")):
        return CITED if _SHORT_KIND.search(left) else 0.12
    if _is_small(left):
        return 0.10
    return 0.12 if right.startswith(("ayat", "huruf", "angka", "(")) else 0.0


@lru_cache(maxsize=8192)
def _is_small(word: str) -> bool:
    return _SMALL.match(word) is not None


def units(runs: Iterable[Run], measure: Measure) -> list[Unit]:
    """Return what never breaks, in order."""
    words: list[list[Run]] = []
    open_word = False
    for run in runs:
        for part in re.split(r"([ \t\n]+)", run.text):
            if not part:
                continue
            if part.isspace():
                open_word = False
                continue
            piece = Run(part, run.font)
            if open_word:
                words[-1].append(piece)
            else:
                words.append([piece])
            open_word = True
    groups: list[list[Run]] = []
    for word in words:
        text = "".join([r.text for r in word])
        if groups:
            last = "".join([r.text for r in groups[-1]])
            if belongs_together(last.rsplit("\u00a0", 1)[-1], text):
                groups[-1] += [Run("\u00a0" + word[0].text, word[0].font), *word[1:]]
                continue
        groups.append(list(word))
    whole = [joined(group) if len(group) > 1 else group for group in groups]
    texts = ["".join([r.text for r in group]) for group in whole]
    ends = [*map(_discomfort, texts, texts[1:]), 0.0]
    return [
        Unit(tuple(group), sum([measure(r.text, r.font) for r in group]), end)
        for group, end in zip(whole, ends, strict=bool(whole))
    ]


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return what stands in one font as one run."""
    return [
        Run("".join([run.text for run in same]), font)
        for font, same in groupby(runs, attrgetter("font"))
    ]


def run_together(line: Line) -> list[tuple[str, str]]:
    """Join a line's runs of one font; a space belongs to the run before it."""
    found: list[tuple[str, str]] = []
    for n, unit in enumerate(line.units):
        space = "" if unit.penalty < 0 or n + 1 == len(line.units) else " "
        runs = [*unit.runs]
        runs[-1] = Run(runs[-1].text + space, runs[-1].font)
        for run in runs:
            if found and found[-1][1] == run.font:
                found[-1] = (found[-1][0] + run.text, run.font)
            else:
                found.append((run.text, run.font))
    return found


def height(lines: int, size: float, leading: float) -> float:
    """Return the height of lines from the top of capitals to the end of tails."""
    return (CAP + DROP + (lines - 1) * leading) * size if lines else 0.0
