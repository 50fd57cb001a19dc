"""Core: the CSV exports of the networks, told apart by their own headings.

Seen in July to October 2026: Meta Business Suite (Facebook, Instagram), X (old and new), TikTok
Studio, YouTube Studio. Their Indonesian headings are those of their screens.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.core.findings import Finding
from pipeline.core.forms import Read, whole
from pipeline.core.reach import Exported, Measure

_LINKS = (
    *("permalink", "tautan permanen", "post link", "tweet permalink"),
    *("video link", "tautan video", "link video", "tautan"),
)
_VIDEOS = ("content", "konten")  # YouTube gives no address, but the video's name
_IDS = ("post id", "id postingan", "tweet id")
_NUMBERS: Mapping[Measure, Sequence[str]] = {
    Measure.REACH: ("reach", "jangkauan", "lifetime post total reach"),
    Measure.VIEWS: (
        *("views", "total views", "video views", "tayangan", "penayangan", "total penayangan"),
        *("impressions", "impresi"),  # last: YouTube's are those of the small picture
    ),
}
_EXPECTED = (
    "Permalink dan Reach (Meta Business Suite), Post Link dan Impressions (X), Video link dan "
    "Total views (TikTok), Content dan Views (YouTube), atau tautan dan jangkauan"
)
_NUMBER = re.compile(r"[0-9]{1,12}|[0-9]{1,3}([.,  ][0-9]{3}){1,3}")
_VIDEO = re.compile(r"[\w-]{11}", re.ASCII)
_MOST = 20_000  # rows


def read_export(text: str, where: str) -> Read[list[Exported]]:
    """The posts of an export with their figures; a post whose figure is empty is left out."""
    try:
        lines = (f"{line}\n" for line in text.removeprefix("\ufeff").split("\n"))
        rows = list(csv.reader(lines, delimiter=_delimiter(text)))
    except csv.Error:
        message = "Ekspor lagi sebagai CSV: kolom-kolomnya tidak terbaca."
        return None, [Finding(where=where, line=1, rule="kolom-jangkauan", message=message)]
    heads = [" ".join(head.split()).lower() for head in rows[0]]
    links, videos = _first(heads, _LINKS), _first(heads, _VIDEOS)
    measure, number = _measure(heads)
    link = links if links >= 0 else videos
    if link < 0 or number < 0:
        shown = ", ".join(rows[0][:8])[:120] or "berkas kosong"
        message = f"Kolom yang dicari: {_EXPECTED}. Yang ada: {shown}."
        return None, [Finding(where=where, line=1, rule="kolom-jangkauan", message=message)]
    if len(rows) > _MOST:
        message = f"Pecah berkas ini: {len(rows)} baris, paling banyak {_MOST}."
        return None, [Finding(where=where, line=1, rule="terlalu-panjang", message=message)]
    ids = _first(heads, _IDS)
    findings: list[Finding] = []
    found: dict[str, Exported] = {}
    for line, row in enumerate(rows[1:], 2):
        url = _address(_cell(row, link), video=links < 0)
        said = _cell(row, number)
        if not url or not said:
            continue
        if not _NUMBER.fullmatch(said):
            message = f"Angka {said[:20]!r} bukan bilangan bulat; tulis misalnya 1240."
            findings.append(Finding(where=where, line=line, rule="angka", message=message))
            continue
        one = Exported(
            line=line,
            url=url,
            number=int(re.sub(r"\D", "", said)),
            measure=measure,
            remote_id=_cell(row, ids),
        )
        if (before := found.get(url)) and before.number != one.number:
            message = (
                f"{url} sudah ada di baris {before.line} dengan angka lain; ekspor lagi dengan "
                "angka seumur unggahan (Lifetime), bukan per hari."
            )
            findings.append(Finding(where=where, line=line, rule="nilai-ganda", message=message))
        found[url] = one
    return whole(list(found.values()), findings)


def _delimiter(text: str) -> str:
    """A comma; a semicolon where a spreadsheet set to Indonesian wrote it; a tab where pasted."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _first(heads: Sequence[str], names: Sequence[str]) -> int:
    return next((heads.index(name) for name in names if name in heads), -1)


def _measure(heads: Sequence[str]) -> tuple[Measure, int]:
    """Which column counts: people, where the network tells people."""
    tried: Iterator[tuple[Measure, int]] = (
        (measure, _first(heads, names)) for measure, names in _NUMBERS.items()
    )
    return next((one for one in tried if one[1] >= 0), (Measure.REACH, -1))


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if 0 <= column < len(row) else ""


def _address(cell: str, *, video: bool) -> str:
    """The post's address; "" for a row of sums, or of words under a heading."""
    if video:
        return f"https://www.youtube.com/watch?v={cell}" if _VIDEO.fullmatch(cell) else ""
    return cell if cell.startswith(("https://", "http://")) else ""
