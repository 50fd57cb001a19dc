"""Core: what should be looked at again, in words: for a terminal and as an issue."""

from collections.abc import Sequence
from datetime import date

from pipeline.core.days import full_day
from pipeline.core.harmless import plain
from pipeline.core.reviewing import Concern, Kind

LABEL = "tinjauan"
TITLE = "Perlu ditinjau"
_MOST = 50  # of one kind: a whole site that is down need not be told address by address
_ADVICE = {
    Kind.LAW: "Baca lagi naskahnya; ralat, tarik, atau sebut perubahannya.",
    Kind.POSTS: "Buka unggahannya, lalu isi formulir Cermat ulang atau konfirmasi. Belum ada? "
    "Unggah atau bagikan sekarang.",
    Kind.GONE: "Perbaiki tautannya lewat usulan.",
    Kind.SILENT: "Buka sekali dari kantor; sebagian situs hanya menolak pemeriksaan otomatis.",
}


def review_lines(concerns: Sequence[Concern]) -> list[str]:
    """The list for a terminal."""
    lines = [counted(concerns)]
    for kind, group, more in _groups(concerns):
        lines += ["", kind.value.upper(), f"  {_ADVICE[kind]}"]
        lines += [f"  - {one.subject}: {one.why}" for one in group]
        lines += [f"  dan {more} lagi"] if more else []
    return lines


def review_body(concerns: Sequence[Concern], today: date) -> str:
    """The same as an issue; what an office or a network wrote stays letters."""
    lines = [f"{full_day(today)}: {counted(concerns)}"]
    for kind, group, more in _groups(concerns):
        lines += ["", f"### {kind.value}", "", _ADVICE[kind], ""]
        lines += [f"- {plain(one.subject)}: {plain(one.why)}" for one in group]
        lines += [f"- dan {more} lagi"] if more else []
    lines += ["", "Diperbarui setiap Senin pagi. Untuk memeriksa sekarang: `redaksi review`."]
    return "\n".join(lines)


def counted(concerns: Sequence[Concern]) -> str:
    if not concerns:
        return "Tidak ada yang perlu ditinjau."
    return f"{len(concerns)} hal perlu ditinjau."


def _groups(concerns: Sequence[Concern]) -> list[tuple[Kind, Sequence[Concern], int]]:
    """Each kind that there is, its first entries, and how many more there are."""
    found = [(kind, [one for one in concerns if one.kind is kind]) for kind in Kind]
    return [(kind, group[:_MOST], max(len(group) - _MOST, 0)) for kind, group in found if group]
