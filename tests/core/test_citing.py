"""Numbers, places and chains as real offices write them, taken apart and put together again."""

import json
from pathlib import Path

import pytest

from pipeline.core.chains import amendments
from pipeline.core.citations import citations, compared_kind, compared_number
from pipeline.core.numbers import read_number
from pipeline.core.pinpoints import pinpoints, read_pinpoints
from pipeline.core.quoting import own_words

LAWS = Path(__file__).resolve().parents[3] / "shared" / "data-hukum"


def rows(name: str) -> list[dict[str, str]]:
    """Rows of the shared legal data, which is never committed."""
    path = LAWS / name
    if not path.is_file():
        pytest.skip(f"../shared/data-hukum/{name} tidak ada")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_number_seen_at_kpu_reads_and_comes_back() -> None:
    """All 27 references of the wild: read as a number, found in a sentence, written out again."""
    for row in rows("kpu_rujukan.jsonl"):
        whole = (
            row["nomor"] if not row["nomor"].isdigit() else f"{row['nomor']} Tahun {row['tahun']}"
        )
        number = read_number(whole)
        sentence = f"Menurut {row['jenis']} Nomor {whole}, begitulah."
        found = list(citations(sentence))

        assert str(number) == whole
        assert number is not None and number.year == row["tahun"]
        assert [one.written for one in found] == [f"{row['jenis']} Nomor {whole}"]
        assert found[0].number == number.key


def test_every_law_of_the_shared_list_reads_and_comes_back() -> None:
    """2,417 titles of laws: the first citation is the law itself, and says so in the same words."""
    wrong = []
    for row in rows("peraturan_meta.jsonl"):
        one = next(citations(row["judul"]), None)
        written = f"{row['jenis']} Nomor {row['nomor']} Tahun {row['tahun']}"
        short = f"{row['singkatanJenis']} {row['nomor']}/{row['tahun']}"
        if (
            one is None
            or one.written != written
            or str(read_number(written.split(" Nomor ")[1])) != (written.split(" Nomor ")[1])
        ):
            wrong.append(row["judul"])
        elif [(one.kind, one.number)] != [(two.kind, two.number) for two in citations(short)]:
            wrong.append(short)

    assert wrong == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("10/HK.04/08/2022", "10/HK.04/8/2022"),
        ("533/HK.04-Kpt/03/KPU/XI/2020", "533/HK.04- Kpt/3/kpu/XI/2020"),
        ("132/Kpts/KPU/TAHUN2016", "132/KPTS/KPU/Tahun 2016"),
        ("04/HK.03.1-Kpt/5204/02/Sek-Kab/I/2018", "4/HK.03.1-KPT/5204/2/SEK-KAB/I/2018"),
        ("14 Tahun 2008", "14/2008"),
        ("8  TAHUN\n2019", "08 / 2019"),
    ],
)
def test_numbers_are_compared_without_blanks_case_and_zeros(one: str, two: str) -> None:
    """The same decree is written both ways by offices of the same commission."""
    assert compared_number(one) == compared_number(two)


@pytest.mark.parametrize("text", ["", "14", "2008", "12/ab", "a/2008", "24 Maret 2022", "1/2"])
def test_what_is_no_number(text: str) -> None:
    """A number has a serial and a year."""
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("UU", "Undang-Undang"),
        ("UU", "UNDANG-UNDANG"),
        ("Perppu", "Peraturan Pemerintah Pengganti Undang-Undang"),
        ("PKPU", "Peraturan Komisi Pemilihan Umum Republik Indonesia"),
        ("Permenkumham", "Peraturan Menteri Hukum dan Hak Asasi Manusia"),
        ("Perbawaslu", "Peraturan Badan Pengawas Pemilihan Umum"),
        ("Keputusan KPU Kabupaten Pinrang", "Keputusan Komisi Pemilihan Umum Kabupaten Pinrang"),
        ("Perda Kabupaten Pinrang", "Peraturan Daerah Kabupaten Pinrang"),
        ("Perma", "Peraturan Mahkamah Agung"),
    ],
)
def test_short_and_full_kinds_are_one(short: str, long: str) -> None:
    """A caption says PKPU where the page says Peraturan Komisi Pemilihan Umum."""
    assert compared_kind(short) == compared_kind(long)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Pasal 7", ["Pasal 7"]),
        ("Pasal 7 ayat (2) huruf a angka 1", ["Pasal 7 ayat (2) huruf a angka 1"]),
        ("Pasal 3 huruf b dan huruf d", ["Pasal 3 huruf b", "Pasal 3 huruf d"]),
        (
            "Pasal 4 ayat (1), ayat (2), dan ayat (3)",
            ["Pasal 4 ayat (1)", "Pasal 4 ayat (2)", "Pasal 4 ayat (3)"],
        ),
        ("Pasal 2 ayat (2), Pasal 17 huruf h", ["Pasal 2 ayat (2)", "Pasal 17 huruf h"]),
        ("Pasal 173A ayat (1a)", ["Pasal 173A ayat (1a)"]),
        ("ayat (2)", []),
        ("Pasal 7 ayat 2", []),
        ("Pasal 7 Pasal 8", []),
        ("Pasal tujuh", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    """Lists are taken apart; what is no list of places is empty, never half of one."""
    assert [str(place) for place in read_pinpoints(text)] == places


def test_places_in_running_text() -> None:
    """A sentence may name several, and goes on behind them."""
    text = "Dasar: Pasal 2 ayat (2) dan Pasal 17 huruf h UU Nomor 14 Tahun 2008, lihat Pasal 9."

    assert [str(place) for place, _, _ in pinpoints(text)] == [
        "Pasal 2 ayat (2)",
        "Pasal 17 huruf h",
        "Pasal 9",
    ]


def test_a_chain_spans_titles() -> None:
    """Between an instrument and "sebagaimana" stand its title and where it was promulgated."""
    text = (
        "Undang-Undang Nomor 12 Tahun 2011 tentang Pembentukan Peraturan Perundang-undangan "
        "(Lembaran Negara Republik Indonesia Tahun 2011 Nomor 82) sebagaimana telah beberapa "
        "kali diubah, terakhir dengan Undang-Undang Nomor 13 Tahun 2022"
    )

    assert [
        (one.first.number, one.second.number, one.been, one.often, one.last)
        for one in amendments(text)
    ] == [("12/2011", "13/2022", True, True, True)]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('Kata "dimana" itu', "Kata          itu"),
        ("Kata “dimana” itu", "Kata          itu"),
        ('5" dan dimana', '5" dan dimana'),
        ('"satu\n\ndua', '"satu\n\ndua'),
        ("> dimana\nkita", "        \nkita"),
        ("`dimana` kita", "         kita"),
        ("[a](https://a.id/dimana) b", "[a](                   ) b"),
        ("#DimanaKita @akun.resmi a@b.go.id", "                                 "),
    ],
)
def test_own_words(text: str, own: str) -> None:
    """Quotations, code, addresses, hashtags are not ours to correct; places stay the same."""
    assert own_words(text) == own
