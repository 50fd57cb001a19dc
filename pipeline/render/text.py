"""Draws: break lines and fit sizes. Legal citations stay whole; nothing is ever cut."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
_YEAR = re.compile(r"\d{4}\b")
_AMOUNT = re.compile(r"[(]?[\d.,]+$")
_MEASURE = re.compile(
    r"(?:hari|jam|menit|bulan|tahun|persen|orang|kali|rupiah|juta|miliar|ribu|Wita|WITA|WIB|kursi|unit)\b"
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
_ADDRESS = re.compile(r"https?://|www\.|[a-z]\.[a-z]{2,}/")


def belongs_together(left: str, right: str) -> bool:
    """Tell whether a line must never end between these two words."""
    if _KEEP.search(left) and _KEPT.match(right):
        return True
    if _DAY.match(left) and _MONTHS.match(right.rstrip(".,;:)”")):
        return True
    if _MONTHS.match(left) and _YEAR.match(right):
        return True
    if _AMOUNT.match(left) and _MEASURE.match(right):
        return True
    return right in {"–", "—", "-", "/"} or left in {"/"}


def _discomfort(left: str, right: str) -> float:
    """Say how unwelcome a line end is between two words that may part; CITED: only if it must."""
    if _NUMBERED.search(left) and right.startswith(("Tahun", "TAHUN")):
        return CITED
    if _PLACED.search(left) and right.startswith(("ayat", "huruf", "angka")):
        return CITED
    if right.startswith(("Nomor", "NOMOR")):
        return CITED if _SHORT_KIND.search(left) else 0.12
    if _SMALL.match(left):
        return 0.10
    return 0.12 if right.startswith(("ayat", "huruf", "angka", "(")) else 0.0


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
        text = "".join(r.text for r in word)
        if groups:
            last = "".join(r.text for r in groups[-1])
            if belongs_together(last.rsplit("\u00a0", 1)[-1], text):
                groups[-1] += [Run("\u00a0" + word[0].text, word[0].font), *word[1:]]
                continue
        groups.append(list(word))
    texts = ["".join(r.text for r in group) for group in groups]
    return [
        Unit(
            tuple(_joined(group)),
            sum(measure(r.text, r.font) for r in _joined(group)),
            _discomfort(texts[n], texts[n + 1]) if n + 1 < len(texts) else 0.0,
        )
        for n, group in enumerate(groups)
    ]


def _joined(runs: Sequence[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].font == run.font:
            joined[-1] = Run(joined[-1].text + run.text, run.font)
        else:
            joined.append(run)
    return joined


def opened(parts: Sequence[Unit], limit: float, measure: Measure) -> list[Unit]:
    """Let an address that is wider than the limit break after its slashes and dots."""
    found: list[Unit] = []
    for unit in parts:
        if unit.width <= limit or not _ADDRESS.search(unit.text):
            found.append(unit)
            continue
        for piece in re.findall(r"[^/.?&=-]*[/.?&=-]+|[^/.?&=-]+", unit.text):
            run = Run(piece, unit.runs[0].font)
            found.append(Unit((run,), measure(*run), -1.0))  # -1: no space follows
    return found


def parted(units: Sequence[Unit], limit: float, measure: Measure) -> list[Unit]:
    """Part what belongs together but is wider than the limit at its inner spaces, as a last step.

    A unit of several fonts stays: its spaces are not where its fonts change.
    """
    found: list[Unit] = []
    for unit in units:
        if unit.width <= limit or len(unit.runs) > 1 or "\u00a0" not in unit.text:
            found.append(unit)
            continue
        words = unit.text.split("\u00a0")
        for n, word in enumerate(words):
            run = Run(word, unit.runs[0].font)
            last = n + 1 == len(words)
            found.append(Unit((run,), measure(*run), unit.penalty if last else CITED))
    return found


def break_lines(
    parts: Sequence[Unit], limit: float, space: float, *, balanced: bool, whole: bool
) -> list[Line] | None:
    """Return the best lines no wider than the limit, or None when one unit is wider.

    With ``whole``, None also where a citation does not fit on one line.

    Titles are balanced: fewest lines, nearly equal, the last at least 35% of the widest.
    Running text is filled, its last line never a single short word.
    """
    if any(unit.width > limit for unit in parts):
        return None
    if not parts:
        return []
    parts = _whole(parts, limit, space)
    if whole and any(unit.penalty >= CITED for unit in parts):
        return None
    count = _fewest(parts, limit, space)
    target = _length(parts, 0, len(parts), space) / count if balanced else limit
    best = _search(parts, limit, space, target, count, balanced)
    if best is None:
        best = _search(parts, limit, space, target, count + 1, balanced)
    if best is None:
        best = _search(parts, limit, space, target, count, balanced, orphans=True)
    return best


def _whole(parts: Sequence[Unit], limit: float, space: float) -> list[Unit]:
    """Join the parts of a citation that fit on one line together, its end first.

    "UU Nomor 14 Tahun 2008" and "Pasal 7 ayat (2)" stay whole; in a narrow box the number and
    its year still do.
    """
    found: list[Unit] = []
    for unit in reversed(parts):
        if found and unit.penalty >= CITED:
            after = found[-1]
            width = unit.width + space + after.width
            if width <= limit:
                glue = Run("\u00a0", unit.runs[-1].font)
                runs = tuple(_joined([*unit.runs, glue, *after.runs]))
                found[-1] = Unit(runs, width, after.penalty)
                continue
        found.append(unit)
    return found[::-1]


def _gap(unit: Unit, space: float) -> float:
    return 0.0 if unit.penalty < 0 else space


def _length(parts: Sequence[Unit], start: int, end: int, space: float) -> float:
    return sum(u.width for u in parts[start:end]) + sum(
        _gap(u, space) for u in parts[start : end - 1]
    )


def _fewest(parts: Sequence[Unit], limit: float, space: float) -> int:
    count, used = 1, 0.0
    for n, unit in enumerate(parts):
        step = unit.width + (_gap(parts[n - 1], space) if used else 0.0)
        if used and used + step > limit:
            count, used = count + 1, unit.width
        else:
            used += step
    return count


def _search(
    parts: Sequence[Unit],
    limit: float,
    space: float,
    target: float,
    count: int,
    balanced: bool,
    *,
    orphans: bool = False,
) -> list[Line] | None:
    """Find the cheapest way to set the units in exactly ``count`` lines."""
    total = len(parts)
    infinite = float("inf")
    cost = [[infinite] * (total + 1) for _ in range(count + 1)]
    back = [[0] * (total + 1) for _ in range(count + 1)]
    cost[0][0] = 0.0
    least = (0.35 if balanced else 0.22) * target
    unease = 0.4 if balanced else 0.15
    for line in range(1, count + 1):
        for end in range(line, total + 1):
            width = -space
            for start in range(end - 1, line - 2, -1):
                width += parts[start].width + _gap(parts[start], space)
                if start == end - 1:
                    width = parts[start].width
                if width > limit:
                    break
                if cost[line - 1][start] == infinite:
                    continue
                last = end == total
                if last and line != count:
                    continue
                if last and count > 1 and not orphans and width < least:
                    continue
                slack = (target - width) / limit
                step = 0.0 if last and not balanced else slack * slack
                step += 0.0 if last else max(parts[end - 1].penalty, 0.0) * unease
                if cost[line - 1][start] + step < cost[line][end]:
                    cost[line][end] = cost[line - 1][start] + step
                    back[line][end] = start
    if cost[count][total] == infinite:
        return None
    lines: list[Line] = []
    end = total
    for line in range(count, 0, -1):
        start = back[line][end]
        lines.append(Line(tuple(parts[start:end]), _length(parts, start, end, space)))
        end = start
    return lines[::-1]


def height(lines: int, size: float, leading: float) -> float:
    """Return the height of lines from the top of capitals to the end of tails."""
    return (CAP + DROP + (lines - 1) * leading) * size if lines else 0.0
