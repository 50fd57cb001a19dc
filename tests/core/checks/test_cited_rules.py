"""Rules for citations: with their year, with their amendments, and whole on every slide."""

from datetime import date

import pytest

from pipeline.core.instruments import Instrument, Link, Relation
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


def pkpu(number: str, year: int, *links: tuple[Relation, str]) -> Instrument:
    told = tuple(Link(relation=relation, target=target) for relation, target in links)
    return instrument("Peraturan Komisi Pemilihan Umum", "PKPU", number, year, links=told)


@pytest.mark.parametrize(
    ("register", "now"),
    [
        ([pkpu("1", 2018, (Relation.REPEALED_BY, "pkpu-2-2020")), pkpu("2", 2020)], "2 Tahun 2020"),
        ([pkpu("1", 2018), pkpu("2", 2020, (Relation.REPEALS, "pkpu-1-2018"))], "2 Tahun 2020"),
        (
            [
                pkpu("1", 2018, (Relation.REPEALED_BY, "pkpu-2-2020")),
                pkpu("2", 2020, (Relation.REPEALED_BY, "pkpu-3-2022")),
                pkpu("3", 2022),
                pkpu("4", 2024, (Relation.REPEALS, "pkpu-3-2022")),
            ],
            "4 Tahun 2024",
        ),
        (
            [
                pkpu("1", 2018, (Relation.AMENDED_BY, "pkpu-2-2020")),
                pkpu("2", 2020),
                pkpu("3", 2022, (Relation.REPEALS, "pkpu-2-2020")),
            ],
            "3 Tahun 2022",
        ),
        ([pkpu("1", 2018, (Relation.REPEALED_BY, "Undang-Undang Nomor 9 Tahun 2020"))], "Nomor 9"),
    ],
    ids=["told-by-old", "told-by-new", "three-hops", "amendment-revoked", "not-in-register"],
)
def test_the_instrument_in_force_now_is_named(register: list[Instrument], now: str) -> None:
    """However many stand between, and whichever end of the relation the register has."""
    known = {one.id: one for one in register}
    (said,) = told(item(basis=(Reference(instrument="pkpu-1-2018"),)), instruments=known)

    assert now in said and "saran" in said


def test_whoever_names_a_revoked_law_beside_the_one_in_force_is_left_alone() -> None:
    """Of two that revoked each other by mistake nothing is named, and nothing hangs."""
    old, new = pkpu("1", 2018, (Relation.REPEALED_BY, "pkpu-2-2020")), pkpu("2", 2020)
    circle = pkpu("2", 2020, (Relation.REPEALED_BY, "pkpu-1-2018"))
    both = item(basis=(Reference(instrument="pkpu-1-2018"), Reference(instrument="pkpu-2-2020")))

    assert told(both, instruments={one.id: one for one in (old, new)}) == []
    assert all(
        "rujuk penggantinya" in said
        for said in told(both, instruments={one.id: one for one in (old, circle)})
    )
