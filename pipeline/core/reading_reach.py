"""Core: the border of ``content/jangkauan.yml``: the office's figures, read and written."""

from collections.abc import Iterable

from pipeline.core import forms
from pipeline.core.forms import Read, whole
from pipeline.core.keys import Doc, Keys
from pipeline.core.reach import Measure, Reach

_HEAD = """# Jangkauan unggahan menurut jejaringnya, untuk laporan. Satu baris, satu unggahan.
#
# tautan   alamat unggahan, seperti dalam laporan
# angka    bilangan bulat; yang belum diketahui tidak ditulis
# ukuran   jangkauan (orang yang melihat) atau tayangan (berapa kali dilihat)
# per      tanggal angka itu dilihat
#
# Diketik, atau diambil dari ekspor jejaring: redaksi reach BERKAS.csv
skema: 1
jangkauan:
"""
_MOST_LINES, _MOST = 20_000, 10**12


def read_reach(doc: Doc, where: str) -> Read[tuple[Reach, ...]]:
    page = Keys(doc, where)
    page.schema("skema", 1)
    figures = tuple(
        Reach(
            url=keys.text("tautan", limit=500, like=forms.HTTPS, example="https://…"),
            number=keys.number("angka", low=0, high=_MOST),
            measure=keys.maybe_choice("ukuran", Measure) or Measure.REACH,
            day=keys.day("per"),
        )
        for keys in page.each("jangkauan", most=_MOST_LINES)
    )
    return whole(figures, page.complaints())


def reach_text(figures: Iterable[Reach]) -> str:
    """The file with these figures; read back they are the same."""
    lines = (
        f"  - {{tautan: '{one.url}', angka: {one.number}, ukuran: {one.measure.value}, "
        f"per: {one.day.isoformat()}}}\n"
        for one in figures
    )
    return _HEAD + "".join(lines)
