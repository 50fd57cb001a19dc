"""Rules for sentences, figures and capitals: what is told, and what is sound Indonesian."""

import pytest

from pipeline.core.checks.writing import PATTERNS, slips

# A sentence, the rule that speaks, and a piece of what it says.
TOLD = [
    ("Meskipun hujan, tetapi warga datang.", "kata-berpasangan", 'Hapus "tetapi"'),
    ("Walaupun sempit, namun cukup.", "kata-berpasangan", 'Hapus "namun"'),
    ("Karena logistik terlambat, sehingga ditunda.", "kata-berpasangan", 'Hapus "sehingga"'),
    ("Oleh karena itu, maka KPU menunda.", "kata-berpasangan", 'Hapus "maka"'),
    ("Tidak hanya pemilih, melainkan juga saksi.", "kata-berpasangan", "Tidak hanya … tetapi juga"),
    ("Bukan hanya pemilih tetapi juga saksi.", "kata-berpasangan", "Bukan hanya … melainkan juga"),
    ("Antara Pinrang sampai Parepare ramai.", "kata-berpasangan", "Antara … dan …"),
    ("Baik ketua dan anggota wajib hadir.", "kata-berpasangan", "Baik … maupun …"),
    ("Dalam rapat itu membahas tahapan.", "kalimat-tanpa-subjek", 'hapus "Dalam"'),
    ("Dalam UU 14/2008 Pasal 7 ayat (2) mengatur hak.", "kalimat-tanpa-subjek", "Beri subjek"),
    ("Isi. Bagi pemilih yang pindah wajib melapor.", "kalimat-tanpa-subjek", 'hapus "Bagi"'),
    ("Ia hadir. Sehingga rapat dimulai.", "kalimat-terpenggal", '"…, sehingga …"'),
    ("Isi.\nOleh karena itu KPU menunda.", "koma-penghubung", '"Oleh karena itu, …"'),
    ("Namun pemilih belum tahu.", "koma-penghubung", '"Namun, …"'),
    ("Ia hanya boleh memilih satu calon saja.", "mubazir", 'Hapus "saja"'),
    ("Syaratnya antara lain: KTP, KK, dan lain-lain.", "mubazir", 'Hapus "dan lain-lain"'),
    ("Warga saling tolong-menolong.", "mubazir", 'Tulis "tolong-menolong"'),
    ("Rapat membahas tentang jadwal.", "mubazir", 'Tulis "membahas"'),
    ("Dibuat sesuai ketentuan.", "kata-depan-tetap", 'Tulis "sesuai dengan"'),
    ("Panitia terdiri dari tiga orang.", "kata-depan-tetap", 'Tulis "terdiri atas"'),
    ("Ada 1,234 pemilih.", "angka", 'Tulis "1.234"'),
    ("Suara sah 45.5 persen.", "angka", 'Tulis "45,5"'),
    ("Ada 12500 pemilih.", "angka", 'Tulis "12.500"'),
    ("Mulai jam 9 pagi.", "waktu", 'Tulis "pukul 9"'),
    ("Kami menunggu anda.", "kapital", 'Tulis "Anda"'),
    ("Kantor KPU kabupaten Pinrang.", "kapital", 'Tulis "KPU Kabupaten"'),
    ("Diadakan oleh komisi pemilihan umum.", "kapital", 'Tulis "Komisi Pemilihan Umum"'),
    ("Pada hari senin pekan depan.", "kapital", 'Tulis "hari Senin"'),
    ("Asas LUBER itu.", "kapital", 'Tulis "Luber"'),
    ("Ke-2 pihak hadir.", "ke-bilangan", 'Tulis "Kedua pihak"'),
    ("Untuk ke 3 kalinya.", "ke-bilangan", 'Tulis "ke-3"'),
    ("Hadir 20 orang-orang.", "jamak-ganda", 'Tulis "20 orang"'),
    ("Jadwal nya berubah.", "akhiran", 'Tulis "Jadwalnya"'),
    ("Petugas memberitahu kan hasil.", "akhiran", 'Tulis "memberitahukan"'),
    ("Berlaku hari ini.. Itu saja.", "tanda-beruntun", 'Tulis satu tanda saja: "."'),
    ("Bila dikemudian hari keliru.", "kata-depan", 'Tulis "di kemudian"'),
]
SOUND = [
    "Meskipun hujan, warga datang, tetapi rapat ditunda.",
    "Karena itu, rapat ditunda sehingga warga pulang.",
    "Tidak hanya pemilih, tetapi juga saksi hadir; bukan hanya data, melainkan juga logistik.",
    "Antara lain hadir saksi hingga sore; antara pemilih dan saksi tidak ada beda.",
    "Tata bahasa yang baik dan benar. Baik ketua maupun anggota hadir. Baik, dan terima kasih.",
    "Dalam rapat itu, KPU membahas tahapan. Dalam Pasal 7 ayat (2), badan publik wajib terbuka.",
    "Dalam rapat itu KPU membahas jadwal. Undang-undang ini mengatur hak.",
    "Bagi pemilih yang pindah, KPU wajib membuka layanan. Bagi kita, itu wajib.",
    "Rapat selesai sehingga peserta pulang, sedangkan panitia tinggal.",
    "Oleh karena itu, KPU menunda. Oleh karena itulah KPU menunda. Namun, ia hadir.",
    "Hanya dua calon. Boleh siapa saja. Ia hanya ingin tahu; apa saja boleh.",
    "Dibuat sesuai dengan ketentuan, terdiri atas tiga bab, dan sesuai harapan.",
    "Ada 1.234 pemilih, 45,5 persen, Pasal 12345, tahun 2024, dan Rp12.500,00.",
    "Selama 9 jam; pukul 9 pagi; jam kerja 8 jam sehari.",
    "Anda datang ke KPU Kabupaten Pinrang pada hari Senin; tingkat kabupaten dan provinsi.",
    "Pada abad ke-2 dan hari ke-3; kedua pihak; disampaikan ke 3 desa.",
    "Tiga undang-undang, dua mata-mata, 20 orang, dan pemilih-pemilih itu.",
    "Buka berkas a..b dan ../lain; sebutkan dua … tiga.",
    "Di kemudian hari, ia mengemudikan kapal.",
    '"Meskipun hujan, tetapi datang," katanya.',
]


@pytest.mark.parametrize(("text", "rule", "said"), TOLD)
def test_slip_is_told_with_what_to_type(text: str, rule: str, said: str) -> None:
    """One slip, one finding, at its own place."""
    (found,) = slips(text, PATTERNS)

    assert (found.rule, said in found.message) == (rule, True), found.message


@pytest.mark.parametrize("text", SOUND)
def test_sound_indonesian_is_left_alone(text: str) -> None:
    """What looks like a slip and is none; others' words are theirs."""
    assert list(slips(text, PATTERNS)) == []
