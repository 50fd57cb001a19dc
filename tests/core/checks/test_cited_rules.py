"""Rules for citations: with their year, with their amendments, and whole on every slide."""

from datetime import date

import pytest

from pipeline.core.instruments import Link, Relation
from pipeline.core.model import Reference, Slide
from tests.core.checks.worlds import content, instrument, item, told

ELECTIONS = instrument("Undang-Undang", "UU", "7", 2017)
AMENDMENT = instrument(
    "Undang-Undang", "UU", "7", 2023, links=(Link(relation=Relation.AMENDS, target="uu-7-2017"),)
)
REGISTER = {entry.id: entry for entry in (ELECTIONS, AMENDMENT)}


@pytest.mark.parametrize(
    "written",
    [
        "UU Nomor 14",
        "UU No. 14",
        "Undang-Undang Nomor 14",
        "PKPU Nomor 8",
        "Peraturan Pemerintah Nomor 61",
        "Keputusan KPU Nomor 57",
    ],
)
def test_citation_has_its_year(written: str) -> None:
    """There is a number 14 in most years."""
    for body in (f"Isi.\n\nMenurut {written}, terbuka.", f"Isi.\n\nBacalah {written}."):
        assert told(item(body=body)) == [
            f'22: Lengkapi "{written}" dengan tahunnya: "{written} Tahun …". [rujukan-tanpa-tahun]'
        ]


@pytest.mark.parametrize(
    "written",
    [
        "UU Nomor 14 Tahun 2008",
        "UU No. 14 TAHUN 2008",
        "UU Nomor 14\nTahun 2008",
        "UU Nomor 14/2008",
        "UU Nomor 14 / 2008",
        "Keputusan KPU Nomor 10/HK.04/08/2022",
        "undang-undang itu",
        "nomor 14 pada daftar",
        "SOP Nomor 17",
    ],
)
def test_what_has_a_year_or_is_no_citation(written: str) -> None:
    """However the year is written, it is there."""
    assert told(item(body=f"Menurut {written} begitu.")) == []


def test_slide_names_its_law() -> None:
    """A card is shared alone: "Pasal 4" says nothing there."""
    alone = Slide(title="A", text="Setiap orang berhak.\n\nDasar: Pasal 4 ayat (1).", line=22)
    whole = Slide(title="B", text="Dasar: Pasal 4 UU Nomor 14 Tahun 2008.", line=26)

    assert told(item(slides=(alone, whole))) == [
        '22: Sebut peraturannya pada slide "A": "Pasal 4 … Nomor … Tahun …". Setiap kartu dapat '
        "dibagikan sendiri-sendiri. [slide-tanpa-peraturan] saran"
    ]
    assert told(item(slides=(whole, whole))) == []


def test_amended_law_is_cited_with_its_amendment() -> None:
    """Once in an item is enough, in the text or as basis; the register knows from either side."""
    one = item(basis=(Reference(instrument="uu-7-2017"),))
    both = item(basis=(Reference(instrument="uu-7-2017"), Reference(instrument="uu-7-2023")))
    inside = item(basis=(), body="UU 7/2017 sebagaimana telah diubah dengan UU 7/2023.")

    assert told(one, instruments=REGISTER) == [
        "8: Undang-Undang Nomor 7 Tahun 2017 tercatat sudah diubah: sebut pula Undang-Undang Nomor "
        "7 Tahun 2023, dalam isi atau pada dasar_hukum, dan periksa apakah pasalnya ikut berubah. "
        "[rujukan-diubah] saran"
    ]
    assert told(both, instruments=REGISTER) == []
    assert told(inside, instruments=REGISTER) == []


def test_the_latest_amendment_is_named() -> None:
    """Of several amendments the last one promulgated is told; any of them settles it."""
    first = instrument("Peraturan Komisi Pemilihan Umum", "PKPU", "11", 2024)
    second = instrument(
        "Peraturan Komisi Pemilihan Umum", "PKPU", "4", 2025, promulgated=date(2025, 12, 29)
    )
    amended = instrument(
        "Peraturan Komisi Pemilihan Umum",
        "PKPU",
        "22",
        2023,
        links=tuple(
            Link(relation=Relation.AMENDED_BY, target=entry.id) for entry in (first, second)
        ),
    )
    register = {entry.id: entry for entry in (amended, first, second)}
    one = item(basis=(Reference(instrument="pkpu-22-2023"),))

    assert (
        "sebut pula Peraturan Komisi Pemilihan Umum Nomor 4 Tahun 2025"
        in (told(one, instruments=register)[0])
    )
    assert content(one, instruments=register).instruments == register
