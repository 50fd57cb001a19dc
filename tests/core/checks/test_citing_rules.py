"""Rules for numbers, chains of amendments and links; the SOP's own slips among them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.checks import run_checks
from pipeline.core.findings import Gate
from pipeline.core.instruments import Link, Relation
from pipeline.core.model import PlainPage, Reference
from pipeline.core.sop import Cell
from pipeline.edge.disk import read_content
from tests.core.checks.worlds import REGISTER, content, instrument, item, told
from tests.demo import DEMO

ROOT = Path(__file__).resolve().parents[3]
RULES = instrument("Peraturan Komisi Pemilihan Umum", "PKPU", "8", 2019)
THIRD, FIFTH = (
    instrument(
        "Peraturan Komisi Pemilihan Umum",
        "PKPU",
        number,
        year,
        links=(Link(relation=Relation.AMENDS, target="pkpu-8-2019"),),
    )
    for number, year in (("4", 2021), ("12", 2023))
)
LETTERS = instrument("Peraturan Komisi Pemilihan Umum", "PKPU", "2", 2021)
OTHER = instrument(
    "Peraturan Komisi Pemilihan Umum",
    "PKPU",
    "8",
    2021,
    links=(Link(relation=Relation.AMENDS, target="pkpu-2-2021"),),
)
UNKNOWN = instrument(
    "Keputusan Komisi Pemilihan Umum",
    "Keputusan KPU",
    "132/Kpts/KPU/TAHUN 2016",
    2016,
    about="(judul belum ditemukan; perlu diverifikasi)",
    slip="Mungkin 134.",
)
ENTRIES = {entry.id: entry for entry in (*REGISTER, RULES, THIRD, FIFTH, LETTERS, OTHER, UNKNOWN)}
WHOLE = '"… sebagaimana telah beberapa kali diubah, terakhir dengan …"'
TEXTS = [
    ("PKPU 2/2021 sebagaimana diubah dengan PKPU 8/2021", [
        '20: Tulis "sebagaimana telah diubah dengan": kata "telah" belum ada. [rantai-bentuk] saran'
    ]),
    ("PKPU 2/2021 sebagaimana telah diubah dengan PKPU 8/2021", []),
    ("PKPU 2/2021 sebagaimana telah beberapa kali diubah, terakhir dengan PKPU 8/2021, terakhir "
     "dengan PKPU 12/2023", [
        '20: Pisahkan rangkaian ini: "terakhir dengan" ada dua kali. Tulis satu peraturan dengan '
        f"satu perubahan terakhirnya: {WHOLE}. [rantai-ganda]"
    ]),
    ("PKPU 8/2019 sebagaimana telah beberapa kali diubah dengan PKPU 12/2023", [
        f"20: Lengkapi rangkaian perubahan ini: {WHOLE}. [rantai-bentuk] saran"
    ]),
    ("PKPU 8/2019 sebagaimana telah diubah terakhir dengan PKPU 12/2023", [
        f"20: Lengkapi rangkaian perubahan ini: {WHOLE}. [rantai-bentuk] saran"
    ]),
    ("PKPU 8/2019 sebagaimana telah beberapa kali diubah, terakhir dengan PKPU 12/2023", []),
    ("PKPU 8/2019 sebagaimana telah beberapa kali diubah terakhir dengan PKPU 12/2023", []),
    ("PKPU 8/2019 sebagaimana telah beberapa kali diubah, terakhir dengan PKPU 4/2021", [
        "20: Periksa: perubahan terakhir yang tercatat di register ialah Peraturan Komisi "
        "Pemilihan Umum Nomor 12 Tahun 2023. [rantai-usang] saran"
    ]),
    ("PKPU 8/2019 sebagaimana telah diubah dengan PKPU 8/2021; lihat PKPU 12/2023", [
        "20: Periksa rangkaian ini: menurut register, Peraturan Komisi Pemilihan Umum Nomor 8 "
        "Tahun 2021 mengubah Peraturan Komisi Pemilihan Umum Nomor 2 Tahun 2021. [rantai-keliru]"
    ]),
    ("PKPU 8/2021 sebagaimana telah diubah dengan PKPU 3/2023", []),
    ("PKPU 3/2023 sebagaimana telah diubah dengan UU 14/2008", [
        "20: Periksa urutannya: UU 14/2008 tidak terbit sesudah PKPU 3/2023, jadi tidak dapat "
        "mengubahnya. [rantai-terbalik]"
    ]),
    ('Tertulis "PKPU 3/2023 sebagaimana diubah dengan UU 14/2008".', []),
    ("Keputusan KPU Nomor 132/Kpts/KPU/TAHUN2016", [
        '20: Beri spasi sebelum tahunnya: "Keputusan KPU Nomor 132/Kpts/KPU/TAHUN 2016". '
        "[nomor-tanpa-spasi]",
        "20: Periksa Keputusan Komisi Pemilihan Umum Nomor 132/Kpts/KPU/TAHUN 2016 di naskah "
        "resmi: register belum tahu judulnya (catatan: Mungkin 134). [rujukan-belum-jelas] saran",
    ]),
    ("Keputusan KPU Kabupaten Pinrang Nomor 719/PL.01.4-Pu/7315/2023", [
        '20: Periksa "Keputusan KPU Kabupaten Pinrang Nomor 719/PL.01.4-Pu/7315/2023": kode "-Pu" '
        "dipakai untuk pengumuman. [jenis-nomor]",
        '20: Periksa "Keputusan KPU Kabupaten Pinrang Nomor 719/PL.01.4-Pu/7315/2023": belum ada '
        "di register. Perbaiki nomor dan tahunnya, atau buat berkasnya di content/peraturan/. "
        "[rujukan-asing]",
    ]),
    ("Lihat https://jdih.kpu.go.id/sulsel/pinrang/detailkepkpu-4a3b6d", [
        "20: Ganti tautan ini: alamat /detail/ di JDIH KPU berubah tiap kunjungan. Pakai alamat "
        'berkasnya ("…/data/…pdf" atau "…/download/<nomor>"), atau laman jdih.kpu.go.id. '
        "[tautan-detail] saran"
    ]),
    ("Lihat https://jdih.kpu.go.id/data/data_pkpu/2022pkpu003.pdf", []),
    ("Lihat https://a/peraturan/uu-14-2008/ dan https://a/konten/2026-11-hak/", []),
    ("Lihat https://a/peraturan/uu-14-2009/", [
        '20: Periksa tautan "peraturan/uu-14-2009": laman itu tidak ada di situs kita. '
        "[tautan-putus]"
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "messages"), TEXTS)
def test_rules(text: str, messages: list[str]) -> None:
    """One fault, one message; what is in order, or somebody else's words, is left alone."""
    quiet = {"rujukan-diubah"}
    found = [
        m for m in told(item(body=text), instruments=ENTRIES) if not any(q in m for q in quiet)
    ]

    assert found == messages


def test_places_of_a_basis_can_be_looked_up() -> None:
    """What cannot be read as a place helps no reader either."""
    basis = (Reference(instrument="uu-14-2008", pinpoint="Pasal 7 ayat 2"),)

    assert told(item(basis=basis)) == [
        '8: Ubah bagian "Pasal 7 ayat 2": tulis seperti "Pasal 7 ayat (2) huruf a angka 1" atau '
        '"Pasal 3 huruf b dan huruf d". [bagian-janggal] saran'
    ]


def test_numbers_of_the_register_have_their_year() -> None:
    """A coded number ends in the year that the entry gives."""
    late = replace(UNKNOWN, year=2017)
    odd = replace(UNKNOWN, number="132/Kpts/")
    whole = content(item(), instruments={**ENTRIES, late.id: late})
    broken = content(item(), instruments={**ENTRIES, odd.id: odd})

    assert [str(found) for found in run_checks(whole, Gate.DRAFT)] == [
        f"{late.where}:1: Samakan tahun: nomor "
        '"132/Kpts/KPU/TAHUN 2016" berakhir 2016, bukan 2017. [nomor-tahun]'
    ]
    assert [str(found) for found in run_checks(broken, Gate.DRAFT)] == [
        f'{odd.where}:1: Periksa nomor "132/Kpts/": tulis seperti "10/HK.04/08/2022", tahun di '
        "ujung. [nomor-janggal]"
    ]


def test_plain_pages_cite_the_register() -> None:
    """What a page names can be looked up in the register, once told per page."""
    page = PlainPage(
        id="a", where="content/halaman/a.md", title="A", summary="B",
        body="Menurut UU 1/1999 dan UU 1/1999.\n\nMenurut UU 14/2008.",
    )  # fmt: skip

    assert [str(f) for f in run_checks(content(item(), pages={"a": page}), Gate.DRAFT)] == [
        'content/halaman/a.md:1: Periksa "UU 1/1999": belum ada di register. Perbaiki nomor dan '
        "tahunnya, atau buat berkasnya di content/peraturan/. [rujukan-asing]"
    ]


def test_sop_reports_the_slips_of_its_own_basis() -> None:
    """Typed as an item, the legal basis of SOP 17/2022 is told slip by slip."""
    world = read_content(DEMO)
    assert world.sop is not None
    listed = "\n".join(f"- {basis.cell.as_written}" for basis in world.sop.bases)
    texts = [
        message
        for message in told(item(body=listed), instruments=world.instruments)
        if not re.search(r"rujukan-diubah|tidak-berlaku", message)
    ]

    assert [re.sub(r"^(\d+): .*\[(.+)\]", r"\1 \2", message) for message in texts] == [
        "23 rujukan-belum-jelas saran",
        "26 rantai-ganda",
        "26 rantai-keliru",
        "26 rujukan-asing",
        "28 rantai-bentuk saran",
        "29 nomor-tanpa-spasi",
        "29 rujukan-belum-jelas saran",
    ]


def test_a_slip_recorded_in_the_sop_is_not_told_again() -> None:
    """Without its reading (`dibaca`) the slip of the SOP is a finding; with it, it is known."""
    world = read_content(DEMO)
    assert world.sop is not None
    bare = [
        replace(basis, cell=Cell(as_written=basis.cell.as_written)) for basis in world.sop.bases
    ]
    before = replace(world, sop=replace(world.sop, bases=tuple(bare)))

    told = [f for f in run_checks(before, Gate.DRAFT) if f.where == "content/sop.yml"]
    assert [(f.line, f.rule) for f in told] == [
        (25, "tulis-pasal"),
        (32, "rujukan-belum-jelas"),
        (43, "rantai-ganda"),
        (43, "rantai-keliru"),
        (43, "rujukan-asing"),
        (60, "rantai-bentuk"),
        (63, "nomor-tanpa-spasi"),
        (63, "rujukan-belum-jelas"),
    ]
    assert [f for f in run_checks(world, Gate.DRAFT) if f.where == "content/sop.yml"] == []
