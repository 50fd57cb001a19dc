"""How well the desk reads: python -m tests.benchmarks.bench_language. Not in the suite.

False alarms per 1,000 words on the clean laws; faults of every rule planted into their articles by
chance (the same chance each time); mistakes that real offices made, written down before the rules.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.core.checks import run_checks
from pipeline.core.checks.writing import rules_with, slips, sound_language
from pipeline.core.findings import Gate, Severity
from pipeline.core.spelling import Words
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.disk import read_content
from tests.benchmarks.planted_worlds import HELD, planted_files, planted_items
from tests.core.checks.worlds import REGISTER, content, item
from tests.demo import DEMO

ROOT = Path(__file__).resolve().parents[2]
LAWS = ROOT.parent / "shared" / "data-hukum" / "pasal_teks.jsonl"
EACH = 12  # faults planted per rule
WORDS = Words(lexicon=Dictionary(), listed=read_content(DEMO).words)
WRONG = {one.right: one.wrong for one in WORDS.listed.preferred if " " not in one.right + one.wrong}
Plant = Callable[[str, random.Random], str | None]

REAL = """informasi dimana publik|diantara pemilih|disamping itu|diatas meja|dibidang hukum
diluar kantor|rapat di lakukan|sudah di tetapkan|telah di undangkan|yang di miliki|yang di atur
surat di buat|naskah di ubah|surat ijin|ke apotik itu|resiko kecil
dalam praktek|tiap aktifitas|membayar hutang
memberi nasehat|kami menghimbau warga|himbau warga|dapat mempengaruhi|staf yang handal
sudah terlanjur|cara yang syah|lembar diposisi|design grafis|Undang-undang Nomor 14 Tahun 2008
kerja antar daerah|tahapan pasca pemilu|negara non ASEAN|para anggota-anggota|adalah merupakan hak
agar supaya jelas|tanggal 24/03/2022|biaya Rp. 1.000.000|pukul 08.00 WITA|menurut pasal 7
Pasal 7 Ayat (2)|ayat (2) Huruf a|ayo memilih!!|AYO DATANG KE TPS BERSAMA|hak  atas informasi
rencana kedepan|entah kemana|hal apapun|rapat walikota itu|jam 08.00 Wita|5 Nopember 2024
Perlindungan Data Pribadi itu|Keputusan KPU Nomor 132/Kpts/KPU/TAHUN2016
hak dan dan kewajiban
PKPU 1/2019 sebagaimana telah diubah terakhir dengan PKPU 8/2019 terakhir dengan PKPU 8/2021
rapat jum'at|NIK 7315024107900001|WA 0812-3456-7890|kirim ke ani@gmail.com"""


# Two lists that nobody had tuned a rule on when they were read first: 25 of 50 were told before the
# rules about sentences, figures and capitals, 33 of 40 after them.
FRESH = """Ke-2 pihak telah menandatangani berita acara.
Pelatihan ini digelar untuk ke 3 kalinya.
Kegiatan dilaksanakan selama 3 hari, dari tanggal 5 s/d 7 Mei 2026.
Saksi hadir sebanyak 20 orang-orang.
KPU mensosialisasikan aturan kampanye kepada pemilih.
Petugas merubah jadwal pemungutan suara.
Hal ini sesuai UU No.7 thn 2017 ttg Pemilu.
Pemilih yg belum terdaftar dpt melapor.
Rapat dihadiri oleh ketua KPU kabupaten Pinrang.
Kami mengajak Anda untuk datang ke TPS, dimana TPS terdekat ada di desa anda.
Untuk itu, maka KPU menetapkan jadwal.
Meskipun hujan, tetapi pemilih tetap datang.
Karena logistik terlambat, sehingga pemungutan ditunda.
Bagi pemilih yang pindah harus mengurus surat.
Dalam rapat itu membahas tahapan pemilu.
Baik ketua dan anggota wajib hadir.
Bukan hanya pemilih tetapi juga saksi hadir.
Tidak hanya pemilih, melainkan juga saksi hadir.
Antara Pinrang sampai Parepare berjarak dekat.
Sesuai dengan ketentuan Pasal 7 Ayat 2 huruf a.
Ketentuan sebagaimana dimaksud pada ayat (1) berlaku.Pemilih wajib datang.
Daftar pemilih di umumkan pada tanggal 1 juni 2026.
Informasi publik dikecualikan ,kecuali ditentukan lain.
Setiap orang berhak memperoleh Informasi Publik sesuai dengan undang-undang ini..
Hal tersebut di atur lebih lanjut dalam peraturan pemerintah.
Pemilih dihimbau membawa e-KTP.
Dokumen harus dilegalisir oleh pejabat.
Kantor kami buka dari hari Senin - Jum'at.
Mereka saling bahu-membahu menjaga TPS.
Hasil rapat pleno akan dipublish di website kami.
Silahkan hubungi petugas kami.
Pemilih di atas 17 th berhak memilih.
Sebanyak 1,234 pemilih terdaftar.
Suara sah mencapai 45.5 persen.
Pemilu diselenggarakan secara LUBER dan JURDIL oleh komisi pemilihan umum.
Bapak Bupati menghaturkan terima kasih kepada petugas petugas TPS.
Persyaratan tersebut antara lain: KTP, KK, dan lain-lain.
Rapat dimulai pada jam 9 pagi.
Keputusan ini mulai berlaku sejak tgl ditetapkan.
Tugas KPPS diantara nya menghitung suara.
Pemilih dapat meng-upload dokumen.
Hal itu tidak bisa di toleransi.
Ia dipilih secara aklamasi oleh ke lima anggota.
Peraturan perundangundangan itu masih berlaku.
Apabila dikemudian hari terdapat kekeliruan, akan diperbaiki.
Kami mohon ma'af atas keterlambatan.
Demikian pengumuman ini, atas perhatiannya diucapkan terimakasih.
Panitia bertanggungjawab penuh.
Petugas memberitahu kan hasilnya.
Calon perseorangan wajib menyerahkan ijasah."""
LATER = """Pendaftaran dibuka sejak tgl 1 s.d 3 Mei 2026 di kantor KPU kota Parepare.
Walaupun anggaran terbatas, namun tahapan tetap berjalan.
Karena jalan rusak, sehingga logistik terlambat tiba.
Sehingga, semua pemilih dapat dilayani.
Oleh karena itu KPU membuka posko pengaduan.
Namun pemilih belum mengetahui lokasi TPS.
Dalam Pasal 7 ayat (2) mengatur kewajiban badan publik.
Bagi peserta yang terlambat wajib melapor kepada petugas.
Pengawasan dilakukan baik oleh Bawaslu dan masyarakat.
Rapat itu membahas tentang daftar pemilih.
Panitia terdiri dari tiga orang.
Pemilih hanya boleh memilih satu calon saja.
Di desa itu terdapat 12500 pemilih.
Partisipasi mencapai 78.4%.
Kami tunggu kehadiran anda di TPS.
Hari senin depan kantor tutup.
Warga saling tolong-menolong.
Untuk kedua kali nya ia terpilih.
Silakan bawa KTP, KK, dsb..
Ia lahir di indonesia bagian timur.
Pengumuman sesuai jadwal PKPU.
Ke-3 calon hadir dalam debat.
PEMILU tahun depan akan digelar serentak.
Surat suara di hitung ulang di kecamatan.
Keputusan itu dimumkan kemarin.
Masyarakat di himbau tetap tenang.
Kegiatan tsb dilaksanakan di aula.
Pemilih pemula pada hal belum punya KTP.
Apa bila hujan, acara dipindah.
Setiap warga-negara berhak memilih.
Petugas harus bersikap netralitas.
Kami ingin merubah mindset pemilih.
Ketua KPU memimpin jalan nya rapat.
Surat edaran tersebut telah di tanda tangani.
Tidak hanya KPU melainkan Bawaslu ikut hadir.
Sosialisasi dihadiri oleh para tokoh-tokoh agama.
Jadwal nya sudah di umumkan minggu lalu.
Bukan cuma data, tetapi juga logistik diperiksa.
Mengingat waktu yang sempit, maka dari itu rapat dipercepat.
Ketua menghimbau agar supaya warga hadir."""


def swap(pattern: str, right: str) -> Plant:
    """A fault that one replacement makes, at a place taken by chance."""

    def plant(text: str, chance: random.Random) -> str | None:
        places = list(re.finditer(pattern, text))
        if not places:
            return None
        at = chance.choice(places)
        return text[: at.start()] + at.expand(right) + text[at.end() :]

    return plant


def unlisted(text: str, chance: random.Random) -> str | None:
    """A standard form becomes the one that the office does not use."""
    there = [right for right in sorted(WRONG) if re.search(rf"(?<![\w-]){right}(?![\w-])", text)]
    if not there:
        return None
    right = chance.choice(there)
    return re.sub(rf"(?<![\w-]){right}(?![\w-])", WRONG[right], text, count=1)


def mistyped(text: str, chance: random.Random) -> str | None:
    """A letter is left out, doubled, exchanged or swapped with the next."""
    places = list(re.finditer(r"(?<=[a-z,] )[a-z]{6,14}(?= [a-z])", text))
    if not places:
        return None
    at = chance.choice(places)
    word, letter = at[0], chance.randrange(1, len(at[0]) - 2)
    a, b = word[letter], word[letter + 1]
    tail = word[letter + 2 :]
    typed = chance.choice([b, a + a + b, b + a, chance.choice("aeiouknrst") + b])
    wrong = word[:letter] + typed + tail  # now and then another sound word, which nobody can see
    return None if wrong == word else text[: at.start()] + wrong + text[at.end() :]


def appended(*sentences: str) -> Plant:
    return lambda text, chance: f"{text} {chance.choice(sentences)}"


PLANTED: dict[str, Plant] = {
    "kata-baku": unlisted,
    "ejaan": mistyped,
    "kata-depan": swap(r"\bdi (atas|bawah|luar|dalam|bidang|antara|tingkat)\b", r"di\1"),
    "awalan-di": swap(r"\bdi([a-z]{4,}kan)\b", r"di \1"),
    "kata-ganda": swap(r"\b(yang|dan|untuk|dengan|atau|dalam) (?=[a-z])", r"\1 \1 "),
    "mubazir": swap(r"\b(adalah|agar|untuk) (?=[a-z])", r"agar supaya "),
    "bentuk-terikat": swap(r"\b(antar|pasca|non)([a-z]{4,})", r"\1 \2"),
    "jamak-ganda": appended("Para pihak-pihak itu hadir."),
    "partikel-pun": appended("Siapapun boleh bertanya."),
    "ke-bilangan": appended("Itu rapat yang ke tiga.", "Ke-2 pihak hadir.", "Untuk ke 3 kalinya."),
    "kata-berpasangan": appended(
        "Meskipun hujan, tetapi warga datang.",
        "Karena jalan rusak, sehingga logistik terlambat.",
        "Tidak hanya pemilih, melainkan juga saksi hadir.",
    ),
    "kalimat-tanpa-subjek": appended("Dalam rapat itu membahas jadwal."),
    "kalimat-terpenggal": appended("Sehingga rapat ditunda."),
    "koma-penghubung": appended("Oleh karena itu KPU menunda rapat.", "Namun warga belum tahu."),
    "kata-depan-tetap": swap(r"\bsesuai dengan (?=ketentuan)", "sesuai "),
    "angka": appended("Ada 1,234 pemilih.", "Ada 12500 pemilih.", "Hadir 45.5 persen."),
    "kapital": appended("Kami menunggu anda.", "Ini kantor KPU kabupaten Pinrang."),
    "akhiran": appended("Jadwal nya berubah.", "Petugas memberitahu kan hasilnya."),
    "tulis-pasal": swap(r"\bayat \((\d+)\)", r"ayat \1"),
    "tanggal": appended("Berlaku sejak 31 April 2026."),
    "hari": appended("Rapatnya Senin, 24 Maret 2022."),
    "rupiah": appended("Biayanya Rp. 250.000,-."),
    "waktu": appended("Mulai pukul 08.00 WITA."),
    "spasi": swap(r"(?<=[a-z]) (?=[a-z])", "  "),
    "tanda-beruntun": appended("Ayo datang!!"),
    "huruf-kapital": appended("\n\nAYO DATANG KE TPS BERSAMA KELUARGA"),
    "data-pribadi-nik": appended("NIK 7315024107900001."),
    "data-pribadi-telepon": appended("Hubungi 0812-3456-7890."),
    "data-pribadi-rekening": appended("Rekening BRI 0123-01-012345-53-1."),
    "rujukan-asing": appended("Lihat UU Nomor 99 Tahun 2001."),
    "rujukan-tanpa-tahun": appended("Lihat UU Nomor 14."),
    "nomor-tanpa-spasi": appended("Lihat Keputusan KPU Nomor 132/Kpts/KPU/TAHUN2016."),
    "jenis-nomor": appended("Lihat Keputusan KPU Nomor 719/PL.01.4-Pu/7315/2023."),
    "rantai-bentuk": appended(
        "PKPU 2/2021 sebagaimana diubah dengan PKPU 8/2021 masih dirujuk.",
        "PKPU 2/2021 sebagaimana telah beberapa kali diubah dengan PKPU 8/2021 masih dirujuk.",
    ),
    "rantai-ganda": appended(
        "PKPU 2/2021 sebagaimana telah beberapa kali diubah, terakhir dengan PKPU 8/2021 terakhir "
        "dengan PKPU 3/2023 masih dirujuk."
    ),
    "rantai-terbalik": appended("PKPU 8/2021 sebagaimana telah diubah dengan UU 14/2008 dirujuk."),
    "tautan-detail": appended(
        "[Naskah](https://jdih.kpu.go.id/sulsel/pinrang/detail-kepkpu/AbC12) ada.",
        "Lihat https://jdih.kpu.go.id/sulsel/pinrang/beritadetail-5a6b7c.",
    ),
    "tautan-putus": appended("Lihat [ini](../2026-10-tidak-ada/).", "Lihat https://a/konten/x-y/."),
    "tautan-kosong": appended("Lihat [ini]()."),
    "tautan-http": appended("Lihat [ini](http://kpu.go.id/a)."),
    "gambar-dalam-isi": appended("![rapat](foto.jpg)"),
    "tanda-templat": appended("Halo {{ nama }}.", "Halo {% if x %}."),
    "belum-ditulis": appended("\n\n[TULIS: satu kalimat…]"),
    "ajakan-memilih": appended(
        "Ayo coblos nomor 2!", "Mari menangkan pasangan nomor 1.", "Jangan lupa pilih 03 ya."
    ),
    "data-pribadi-nip": appended("NIP 198505052010011001.", "NIP. 19850505 201001 1 001 hadir."),
    "data-pribadi-npwp": appended("NPWP 09.254.294.3-407.000.", "NPWP: 092542943407000."),
    "data-pribadi-paspor": appended("Paspor A1234567.", "paspor nomor C 1234567 berlaku."),
    "data-pribadi-alamat": appended("Jalan Mawar RT 03/RW 02.", "Rumahnya di RT.001/RW.004."),
    "data-pribadi-lahir": appended(
        "Sitti Hasnah (Pinrang, 4 Mei 1990) hadir.",
        "TTL: Pinrang, 04-05-1990.",
        "Andi Baso, lahir di Sidrap pada 1 Juni 1988.",
    ),
    "data-pribadi-surel": appended("Kirim ke ani.baso@gmail.com.", "Surel: kpps12@yahoo.co.id"),
    "html": appended("<b>tebal</b>", "<script>a</script>", "Baris<br>baru."),
    "tautan-tak-aman": appended("[buka](javascript:a)"),
}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def rules_told(text: str) -> Counter[str]:
    one = item(body=text)
    world = content(one, words=WORDS.listed)
    told = run_checks(world, Gate.PUBLICATION, also=[sound_language(WORDS.lexicon)])
    HELD.update(finding.rule for finding in told if finding.severity is Severity.HOLD)
    return Counter(finding.rule for finding in told)


def quoted(text: str, chance: random.Random) -> bool | None:
    """Whether a word changed in a quotation is seen."""
    sentences = [one for one in re.split(r"(?<=[.;]) ", text) if 8 <= len(one.split()) <= 40]
    if not sentences:
        return None
    words = chance.choice(sentences).split()
    words.insert(chance.randrange(1, len(words)), "tidak")
    one = item(body=f"Pasal 1 UU 14/2008:\n\n> {' '.join(words)}\n")
    law = replace(REGISTER[0], articles={"Pasal 1": text})
    told = run_checks(content(one, instruments={law.id: law}), Gate.HANDOVER)
    HELD.update(finding.rule for finding in told if finding.severity is Severity.HOLD)
    return any(finding.rule == "kutipan-beda" for finding in told)


def false_alarms(rows: list[dict[str, str]]) -> None:
    rules = rules_with(WORDS)
    told = Counter(
        (slip.severity.value, slip.rule) for row in rows for slip in slips(row["teks"], rules)
    )
    words = sum(len(row["teks"].split()) for row in rows)
    say(f"On {words} words of clean laws, per 1,000 words (true ones among them):")
    for (severity, rule), count in sorted(told.items()):
        say(f"  {severity:6} {rule:16} {count:4} {1000 * count / words:6.2f}")
    for severity in ("tahan", "saran"):
        count = sum(n for (of, _), n in told.items() if of == severity)
        say(f"  {severity:6} {'together':16} {count:4} {1000 * count / words:6.2f}")


def planted(texts: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield per rule how many faults were planted, and how many of them were told."""
    for rule, plant in PLANTED.items():
        chance, tried, seen = random.Random(rule), 0, 0
        for text in chance.sample(texts, len(texts)):
            if (faulty := plant(text, chance)) is None:
                continue
            tried += 1
            seen += rules_told(faulty)[rule] > rules_told(text)[rule]
            if tried == (5 * EACH if rule == "ejaan" else EACH):
                break
        yield rule, tried, seen
    chance = random.Random("kutipan")
    outcomes = [quoted(text, chance) for text in texts[:40]]
    answers = [one for one in outcomes if one is not None][:EACH]
    yield "kutipan-beda", len(answers), sum(answers)


def main() -> None:
    rows = [json.loads(line) for line in LAWS.read_text("utf-8").splitlines()]
    clean = [row for row in rows if not row.get("ocr_berderau")]
    false_alarms(clean)
    texts = [row["teks"] for row in clean if 40 <= len(row["teks"].split()) <= 120]
    say("\nPlanted, told of planted:")
    totals = {"tahan": [0, 0], "saran": [0, 0]}
    for rule, tried, seen in [*planted(texts), *planted_items(texts, EACH), *planted_files(EACH)]:
        severity = "tahan" if rule in HELD else "saran"
        totals[severity][0] += seen
        totals[severity][1] += tried
        say(f"  {severity:6} {rule:30} {seen:3} of {tried}")
    totals["together"] = [sum(counts) for counts in zip(*totals.values(), strict=True)]
    for name, (seen, tried) in totals.items():
        say(f"  {name:37} {seen:3} of {tried} ({100 * seen / tried:.1f} %)")
    real = re.split(r"[|\n]", REAL)
    missed = [text for text in real if not rules_told(f"Isi. Lalu {text} begitu.\n\n{text}")]
    say(f"\nReal mistakes: {len(real) - len(missed)} of {len(real)}; missed: {missed}")
    for name, lines in (("Fresh", FRESH.splitlines()), ("Later", LATER.splitlines())):
        missed = [text for text in lines if not rules_told(text)]
        say(f"{name} sentences: {len(lines) - len(missed)} of {len(lines)}; missed: {missed}")


if __name__ == "__main__":
    main()
