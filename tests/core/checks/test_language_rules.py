"""Rules of grammar and notation: tables of what is told, and of what is sound Indonesian."""

from dataclasses import replace
from time import process_time

import pytest

from pipeline.core.checks.writing import PATTERNS, slips, sound_language
from pipeline.core.findings import Severity
from pipeline.core.model import PlainPage
from tests.core.checks.test_item_rules import HEAVY
from tests.core.checks.worlds import REGISTER, WHERE, content, item

# What is written, what is to be typed instead, the rule; "!" where it stops the gate.
INSTEAD = [
    ("informasi dimana publik", "dimana", "di mana", "kata-depan!"),
    ("Dimanapun pemilih berada", "Dimanapun", "Di mana pun", "kata-depan!"),
    ("diantaranya tiga hal", "diantaranya", "di antaranya", "kata-depan!"),
    ("diluar kantor", "diluar", "di luar", "kata-depan!"),
    ("datang ketps pada", "ketps", "ke tps", "kata-depan!"),
    ("rencana kedepannya jelas", "kedepannya", "ke depannya", "kata-depan!"),
    ("tidak tahu kemana", "kemana", "ke mana", "kata-depan!"),
    ("rapat di pimpin Ketua", "di pimpin", "dipimpin", "awalan-di!"),
    ("hal yang di maksud", "di maksud", "dimaksud", "awalan-di!"),
    ("Di atur dalam undang-undang", "Di atur", "Diatur", "awalan-di!"),
    ("rapat ke tiga", "ke tiga", "ketiga", "ke-bilangan"),
    ("perubahan ke-dua", "ke-dua", "kedua", "ke-bilangan"),
    ("hari ke 3 bulan", "ke 3", "ke-3", "ke-bilangan"),
    ("debat antar kabupaten", "antar kabupaten", "antarkabupaten", "bentuk-terikat"),
    ("kerja sama antar-lembaga", "antar-lembaga", "antarlembaga", "bentuk-terikat"),
    ("tahapan pasca Pemilu", "pasca Pemilu", "pasca-Pemilu", "bentuk-terikat"),
    ("pegawai non ASN", "non ASN", "non-ASN", "bentuk-terikat"),
    ("negara nonASEAN", "nonASEAN", "non-ASEAN", "bentuk-terikat"),
    ("Debat Antar Kabupaten", "Antar Kabupaten", "Antarkabupaten", "bentuk-terikat"),
    ("anggota non aktif", "non aktif", "nonaktif", "bentuk-terikat"),
    ("Kepala Sub Bagian Hukum", "Sub Bagian", "Subbagian", "bentuk-terikat"),
    ("pemilih tuna netra", "tuna netra", "tunanetra", "bentuk-terikat"),
    ("para pemilih-pemilih", "para pemilih-pemilih", "para pemilih", "jamak-ganda"),
    ("beberapa hal-hal", "beberapa hal-hal", "beberapa hal", "jamak-ganda"),
    ("itu adalah merupakan hak", "adalah merupakan", "adalah", "mubazir"),
    ("Agar supaya jelas", "Agar supaya", "Agar", "mubazir"),
    ("gagal disebabkan karena hujan", "disebabkan karena", "disebabkan oleh", "mubazir"),
    ("kepada para hadirin", "para hadirin", "hadirin", "mubazir"),
    ("informasi apapun", "apapun", "apa pun", "partikel-pun"),
    ("Walau pun hujan", "Walau pun", "Walaupun", "partikel-pun"),
    ("tanggal 24 maret 2022", "24 maret 2022", "24 Maret 2022", "tanggal"),
    ("pada 24/03/2022 di", "24/03/2022", "24 Maret 2022", "tanggal"),
    ("pada 2022-03-24 di", "2022-03-24", "24 Maret 2022", "tanggal"),
    ("pada 5 Nopember 2024", "5 Nopember 2024", "5 November 2024", "tanggal"),
    ("pada 17 August 2024", "17 August 2024", "17 Agustus 2024", "tanggal"),
    ("biaya Rp 1.000.000,00 per", "Rp 1.000.000,00", "Rp1.000.000,00", "rupiah"),
    ("biaya Rp. 500.000,- per", "Rp. 500.000,-", "Rp500.000", "rupiah"),
    ("biaya Rp1,000,000.00 per", "Rp1,000,000.00", "Rp1.000.000,00", "rupiah"),
    ("biaya Rp1500000 per", "Rp1500000", "Rp1.500.000", "rupiah"),
    ("biaya Rp 5 miliar", "Rp 5", "Rp5", "rupiah"),
    ("pukul 08.00 WITA", "WITA", "Wita", "waktu"),
    ("jam 08.00 Wita", "jam 08.00", "pukul 08.00", "waktu"),
    ("Pukul 08:30 Wita", "Pukul 08:30", "Pukul 08.30", "waktu"),
    ("menurut pasal 7 ayat (2)", "pasal 7", "Pasal 7", "tulis-pasal!"),
    ("menurut Pasal 7 (2)", "Pasal 7 (2)", "Pasal 7 ayat (2)", "tulis-pasal!"),
    ("menurut Pasal 7 ayat 2.", "ayat 2", "ayat (2)", "tulis-pasal!"),
    ("menurut Pasal 7 Ayat (2)", "Ayat", "ayat", "tulis-pasal"),
    ("Pasal 7 ayat (2) Huruf a", "Huruf", "huruf", "tulis-pasal"),
    ("huruf a Angka 1", "Angka", "angka", "tulis-pasal"),
    ("Pasal 7 huruf (a)", "huruf (a)", "huruf a", "tulis-pasal"),
    ("Undang-undang Nomor 14", "Undang-undang", "Undang-Undang", "tulis-pasal"),
    ("Undang undang No 7", "Undang undang", "Undang-Undang", "tulis-pasal"),
    ("Pasal 7 ayat (2) huruf B.", "huruf B", "huruf b", "tulis-pasal"),
    ("hadir dimuka umum", "dimuka", "di muka", "kata-depan!"),
    ("dimasing-masing TPS", "dimasing-masing", "di masing-masing", "kata-depan!"),
    ("surat ke pada ketua", "ke pada", "kepada", "kata-depan!"),
    ("kotak di bawa petugas", "di bawa", "dibawa", "awalan-di!"),
    ("semua anggota2nya hadir", "anggota2nya", "anggota-anggotanya", "jamak-ganda"),
    ("sangat penting sekali", "sangat penting sekali", "sangat penting", "mubazir"),
    ("Dalam rangka untuk itu", "Dalam rangka untuk", "Untuk", "mubazir"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right", "rule"), INSTEAD)
def test_told_what_to_type(text: str, wrong: str, right: str, rule: str) -> None:
    """One slip, one message: what stands there, and what to type."""
    found = [
        (one.message, one.rule + ("!" if one.severity is Severity.HOLD else ""))
        for one in slips(text, PATTERNS)
    ]

    assert found == [(f'Tulis "{right}", bukan "{wrong}".', rule)]


OTHERWISE = [
    ("hak dan dan kewajiban", 'Hapus satu "dan": tertulis dua kali berturut-turut.'),
    ("saling hati hati", 'Tulis "hati" sekali, atau "hati-hati" bila itu kata ulang.'),
    ("pada 31 Februari 2024", "Periksa tanggal 31 Februari 2024: tanggal itu tidak ada."),
    ("Senin, 24 Maret 2022", "Periksa harinya: 24 Maret 2022 jatuh pada hari Kamis, bukan Senin."),
    ("Jum'at 24 Maret 2022", "Periksa harinya: 24 Maret 2022 jatuh pada hari Kamis, bukan Jumat."),
    ("hak  atas informasi", "Hapus spasi ganda di baris ini."),
    ("hak , kewajiban", 'Hapus spasi sebelum tanda ",".'),
    ("hak ,kewajiban", 'Hapus spasi sebelum tanda ",".'),
    ("oleh KPU.Semua hadir", 'Beri spasi setelah "KPU.".'),
    ("hak,kewajiban", 'Beri spasi setelah "hak,".'),
    ("Ayo memilih!!", 'Tulis satu tanda saja: "!".'),
    ("Bersambung.....", 'Tulis satu tanda saja: "…".'),
    ("AYO DATANG KE TPS SEKARANG", "Tulis baris ini dengan huruf kecil dan kapital seperti biasa."),
]


@pytest.mark.parametrize(("text", "message"), OTHERWISE)
def test_told_what_to_do(text: str, message: str) -> None:
    """Where no single word is to be typed, the message says what to do."""
    assert [one.message for one in slips(text, PATTERNS)] == [message]


SOUND = [
    "Di mana, ke mana, di antara, ke depan, di luar; kepada, keluar, kemari, daripada.",
    "Dibawa, dibawahi, ditempatkan, dirumahkan, disekolahkan, ditengahi, diatasi, didalami.",
    "Kedalaman, kedaerahan, kedua, ketiga, kebawaan, keatasan.",
    "Di pendidikan, di perbankan, di bagian itu, di kota, di susunan, di mulut.",
    "Dari satu ke dua, ke dua kabupaten, ke tiga orang, ke 7 kecamatan, hari ke-3.",
    "Antarkabupaten, pascapemilu, nonaktif, non-ASEAN, pasca-Pemilu 2024, antar jemput, subbagian.",
    "Para pemilih, beberapa undang-undang, banyak rata-rata, para anggota, tiap hal-hal.",
    "Adalah hak; merupakan hak; agar jelas; supaya jelas; naik ke kapal.",
    "Walaupun, meskipun, maupun, apa pun, siapa pun, itu pun, adapun, bagaimanapun.",
    "Kamis, 24 Maret 2022, 1 Mei 2026; nomor 10/HK.04/08/2022; 1/2 bagian; 2026-11-hak.",
    "Rp1.000.000,00, Rp500, Rp5 miliar, Rp1,5 triliun, Rp10.000; RP4D, IDR.",
    "Pukul 08.00 Wita, pukul 08.00 WIB, selama dua jam, jam kerja, perbandingan 3:2.",
    "Pasal 7 ayat (2) huruf a angka 1. Ayat (3) berbunyi lain. Huruf b dihapus.",
    "Undang-Undang Nomor 14 Tahun 2008; undang-undang; dua pasal; ayat itu; Pasal 28F.",
    "Benar… Ya? Tidak! Isi: satu, dua; tiga. AT&T, &lt;b, 1,5 dan 2.5.",
    "KPU, DPR, DPD, dan DPRD",
    "Andi, S.Sos., A.Md.Keb.; jdih.kpu.go.id; km2, m2, H2H; huruf A sampai Z; di isi surat.",
    "| KPU   | Bawaslu |\n|-------|---------|\n| satu  | dua     |",
    "1.  Satu\n2.  Dua\n-   Tiga\n    lanjutan dengan dua spasi di ujung  \nbaris.",
    "## Hak atas informasi\ninformasi itu hak.\n\nKota Bone Bone, Bapak Sutan Sutan.",
    "Itu ini.\n\nIni itu.",
    'Naskah asli: "dimana di atur  para hal-hal , pasal 7!!" dan “dan dan”.',
    'Dan "dimana" dan, hak "itu", hak; ia menulis "a" menulis.',
    "> dimana di atur pasal 7",
    "`dimana`, https://jdih.kpu.go.id/dimana/2022-03-24, dimana@kpu.go.id, #dimana",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_indonesian(text: str) -> None:
    """Sound text, quotations, code, addresses, tables and lists say nothing."""
    assert list(slips(text, PATTERNS)) == []


class AnyWord:
    def accepts(self, word: str) -> bool:
        return True


def test_texts_of_our_own() -> None:
    """Items, their alt texts and pages are read, on their lines; titles of laws are the State's."""
    page = PlainPage(id="a", where="content/halaman/a.md", title="Dimana?", summary="", body="Ok.")
    law = replace(REGISTER[0], about="Hal dimana", articles={"1": "dimana"}, body="Ok.\n\ndi atur")
    one = item(body="Isi.\n\ndimana", summary="Dua hak diantaranya.")
    told = sound_language(AnyWord())(content(one, pages={"a": page}, instruments={law.id: law}))

    assert sorted((found.where, found.line, found.rule) for found in told) == [
        ("content/halaman/a.md", 1, "kata-depan"),
        (WHERE, 7, "kata-depan"),
        (WHERE, 22, "kata-depan"),
        (law.where, 3, "awalan-di"),
    ]


SHARDS = [*HEAVY, "a", " ", "A", "a,", "dan ", "di ", "Rp1.", "Rp1,", "Senin ", "Senin, 1 ", "!",
          ".", "para a-", "pasal ", "ke ", "antar ", "a  ", "\n", "A\n", '"', "1-1-"]  # fmt: skip


@pytest.mark.parametrize("shard", SHARDS)
def test_no_text_makes_the_language_rules_slow(shard: str) -> None:
    """Nobody stops the office's checks with a text made for it."""
    heavy = (shard * 30_000)[:30_000] + "!x"
    start = process_time()
    list(slips(heavy, PATTERNS))

    assert process_time() - start < 3
