"""Rules for one item: tables of what is told, and of what is not."""

from dataclasses import replace
from datetime import date, datetime
from time import process_time

import pytest

from pipeline.core.causes import LABELS, CorrectionCause, WithdrawalCause
from pipeline.core.checks import run_checks
from pipeline.core.checks.changes import coded_causes
from pipeline.core.findings import Finding, Gate
from pipeline.core.model import WITA, Correction, Picture, PlainPage, Reference, Slide, Withdrawal
from pipeline.core.slides import slides_of
from tests.core.checks.worlds import REGISTER, content, folder, instrument, item, told


def test_sound_item_has_no_findings() -> None:
    """Nothing is told about an item in order."""
    assert told(item()) == []


def picture(alt: str, file: str = "papan.jpg") -> dict[str, object]:
    return {"pictures": (Picture(file=file, alt=alt, credit="Humas"),)}


HTML = 'Tulis dengan Markdown, tanpa HTML; untuk tanda "<" tulis "&lt;". [html]'
BRACE = 'Hapus tanda kurung kurawal "{" "}" atau "--8<--" dari baris ini. [tanda-templat]'
EMPTY_ALT = "Isi alt untuk papan.jpg: tulis apa yang terlihat dalam satu kalimat. [alt-kosong]"
ITEM_RULES = [
    ({"body": "Lihat [ini](../../peraturan/uu-9-2009/)."}, '20: Periksa tautan '
     '"../../peraturan/uu-9-2009/": laman itu tidak ada di situs kita. [tautan-putus]'),
    ({"series": "tahukah-kam"}, '5: Ubah rubrik: "tahukah-kam" tidak ada di rubrik.yml; maksudnya '
     '"tahukah-kamu"? [rubrik-asing]'),
    ({"channels": ("facebok",)}, '10: Ubah kanal: "facebok" tidak ada di kanal.yml; maksudnya '
     '"facebook"? [kanal-asing]'),
    ({"texts": {"xyz": "A"}}, '11: Ubah teks: "xyz" tidak ada di kanal.yml; pilih salah satu: '
     "facebook, tiktok. [kanal-asing]"),
    ({"channels": ("tiktok",)}, '10: Kanal "tiktok" sedang mati di kanal.yml: tidak ada yang '
     "diunggah ke sana. [kanal-mati] saran"),
    ({"disposisi": "2026-002"}, "6: Buat content/disposisi/2026-002.md, atau ubah disposisi: nomor "
     "itu belum ada. [disposisi-hilang]"),
    ({"basis": (Reference(instrument="uu-14-2009"),)}, '8: Ubah dasar_hukum: "uu-14-2009" belum '
     'ada di register; maksudnya "uu-14-2008"? [dasar-hukum-asing]'),
    ({"summary": "a" * 301}, "7: Pendekkan ringkasan: 301 dari paling banyak 300 huruf. "
     "[ringkasan-panjang]"),
    ({"title": "Mengenal UU Nomor 14 Tahun 2008 dan isinya", "card_title": "Mengenal UU 14"},
     '4: Sebut "UU Nomor 14 Tahun 2008" pada judul_kartu: jenis, nomor, dan tahun harus tetap. '
     "[judul-kartu-peraturan]"),
    ({"slides": (Slide(title="A", text="B", line=22),)}, '22: Tambah satu bagian "## …" lagi, atau '
     "hapus judul bagian ini: satu slide bukan seri. [jumlah-slide]"),
    ({"slides": (Slide(title="A", text="B", line=22),) * 11}, "22: Gabungkan slide: ada 11, paling "
     "banyak 10. [jumlah-slide]"),
    ({"slides": (Slide(title="A", text="B"), Slide(title="C", text="d " * 141, line=23))},
     '23: Pendekkan slide "C": 281 huruf, di ponsel terbaca sampai 280. [slide-panjang] saran'),
    ({"slides": (Slide(title="A", text="B"), Slide(title="C", text=" ", line=23))},
     '23: Isi slide "C": belum ada teks di bawah judulnya. [slide-kosong]'),
    ({"scheduled": datetime(2027, 12, 24, 8, tzinfo=WITA)}, "12: Periksa tayang: 2027-12-24 jauh "
     "dari bulan pada nama konten (2026-11). [tayang-janggal]"),
    ({"scheduled": datetime(2026, 11, 1, 8, tzinfo=WITA)}, "12: Periksa tayang: mendahului "
     "disposisi 2026-001 (2026-11-02). [tayang-janggal]"),
    ({"scheduled": datetime(2026, 11, 24, 2, tzinfo=WITA)}, "12: Periksa tayang: pukul 02.00 Wita. "
     "Biasanya antara pukul 06.00 dan 21.59. [tayang-malam] saran"),
    ({"correction": Correction(number=1, day=date(2026, 11, 25), note="Salah.")}, "13: Lengkapi "
     "keterangan ralat: tulis apa yang keliru dan apa yang benar. [ralat-tanpa-penjelasan]"),
    ({"withdrawal": Withdrawal(day=date(2026, 11, 25), reason="Salah.")}, "14: Lengkapi alasan "
     "penarikan: tulis mengapa konten ini ditarik. [penarikan-tanpa-alasan]"),
    ({"body": "Isi.\n\n<b>tebal</b>"}, f"22: {HTML}"),
    ({"body": "<!-- sembunyi -->"}, f"20: {HTML}"),
    ({"body": "{{ 7 * 7 }}"}, f"20: {BRACE}"),
    ({"body": '[a](https://a.id){: onclick="x" }'}, f"20: {BRACE}"),
    ({"body": "--8<-- peran.yml"}, f"20: {BRACE}"),
    ({"title": "A {% raw %}", "card_title": "A"}, '3: Hapus tanda templat "{%". [tanda-templat]'),
    ({"body": "A <http://a.id>"}, '20: Pakai https:// pada tautan "http://a.id" bila laman itu '
     "mendukungnya. [tautan-http] saran"),
    ({"body": "[a]()"}, '20: Isi alamat tautan: "[teks](https://…)". [tautan-kosong]'),
    ({"body": "![a](papan.jpg)"}, "20: Pindahkan ke kunci gambar: gambar di dalam isi "
     '("![…]") tidak tampil di laman. [gambar-dalam-isi]'),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), ITEM_RULES)
def test_rules(changes: dict[str, object], message: str) -> None:
    """One fault, one message that says what to type."""
    assert told(item(**changes)) == [message]


def test_correction_and_withdrawal_name_their_cause_in_drafts() -> None:
    """A code of the list, told with all of them; what was approved without one is not held."""
    corrected = Correction(number=1, day=date(2026, 11, 25), note="Tertulis 2007, seharusnya 2008.")
    withdrawn = Withdrawal(day=date(2026, 11, 25), reason="Undang-undangnya sudah dicabut.")
    bare = item(correction=corrected, withdrawal=withdrawn)
    coded = item(
        correction=replace(corrected, cause=CorrectionCause.FACT),
        withdrawal=replace(withdrawn, cause=WithdrawalCause.LAW_REPEALED),
    )
    found = [finding.message for finding in coded_causes(content(bare))]

    assert [*coded_causes(content(coded))] == [] and told(bare) == []
    assert len(found) == 2
    assert "ralat, salah satu dari: salah-rujukan (rujukan peraturannya keliru); " in found[0]
    assert "penarikan, salah satu dari: isi-menyesatkan (isinya menyesatkan); " in found[1]
    assert coded.cause == "aturan-dicabut" and not bare.cause
    assert {*LABELS} == {*CorrectionCause, *WithdrawalCause}


FORMS = [
    "[a]({})",
    "[a](\n {})",
    "[a [b] c]({})",
    "[a]: {}",
    "[a]:\n{}",
    "![a]({})",
    "`[a]({})`",
    "x ` y\n` [a]({}) `",
    "```\n[a]({})\n```",
]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//jahat.id",
        "\\\\jahat.id",
        "tel:110",
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_unsafe_addresses(target: str, form: str) -> None:
    """Whatever form a link has, only https, http and mailto lead anywhere."""
    found = run_checks(content(item(body=form.format(target))), Gate.DRAFT)

    assert "tautan-tak-aman" in {finding.rule for finding in found}


@pytest.mark.parametrize(
    "body",
    ["![a](https://a.id/a.png)", "![a [b]](papan.jpg)", "![a][b]\n\n[b]: https://a.id/a.png"],
)
def test_pictures_from_elsewhere(body: str) -> None:
    """No page makes a reader's device ask a third party for a picture, however it is written."""
    one = item(body=body, **picture("Papan nama kantor"))
    found = run_checks(content(one, pictures=folder("papan.jpg")), Gate.DRAFT)

    assert [finding.rule for finding in found] == ["gambar-dalam-isi"]


HEAVY = [
    "[",
    "[](",
    "![",
    "<a:",
    "`",
    "# " + " " * 9,
    "Peraturan ",
    "UU ",
    "1 ",
    "1",
    "Foto ",
    "a@",
    "{",
    "rek ",
    "pilih nomor ",
    "Ab Cd",
    "RT 1 ",
]


@pytest.mark.parametrize("shard", HEAVY)
def test_no_text_makes_the_rules_slow(shard: str) -> None:
    """Nobody stops the office's checks with a text made for it."""
    heavy = (shard * 60_000)[:60_000] + "!x"
    one = item(
        body=heavy,
        slides=slides_of(heavy, 1),
        pictures=(Picture(file="a.jpg", alt=heavy, credit="Humas"),),
    )
    start = process_time()
    run_checks(content(one, pictures=folder("a.jpg")), Gate.PUBLICATION)

    assert process_time() - start < 5


@pytest.mark.parametrize(
    "body",
    [
        "[a](https://jdih.kpu.go.id/), <https://kpu.go.id>, [b](/peraturan/uu-14-2008/), [c](#isi)",
        "[surel](mailto:kab_pinrang@kpu.go.id)",
        "3 < 5 dan 5 > 3",
        "Pasal 7 ayat (2) [huruf a]: lihat (https://kpu.go.id)",
    ],
)
def test_sound_markdown(body: str) -> None:
    """Ordinary Markdown and code say nothing."""
    assert told(item(body=body)) == []


@pytest.mark.parametrize(
    ("alt", "message"),
    [
        ("", f"9: {EMPTY_ALT}"),
        *(
            (
                alt,
                f'9: Ganti alt "{alt}" untuk papan.jpg: tulis apa yang terlihat, bukan nama berkas '
                "atau jenis gambar. [alt-hampa]",
            )
            for alt in (
                *("foto", "Gambar 1", "papan.jpg", "Papan", "FOTO KEGIATAN", "IMG_2041", "a"),
                *("...", "😀", "lihat gambar", "Foto ini menunjukkan gambar"),
            )
        ),
    ],
)
def test_alt_says_what_is_seen(alt: str, message: str) -> None:
    """No alt, a file name or the word "foto" tell a blind reader nothing."""
    assert told(item(**picture(alt)), pictures=folder("papan.jpg")) == [message]


@pytest.mark.parametrize("alt", ["Foto rapat", "Kegiatan KPU"])
def test_alt_of_one_word_is_advised_to_say_more(alt: str) -> None:
    """It says something, and not who, what or where."""
    assert told(item(**picture(alt)), pictures=folder("papan.jpg")) == [
        f'9: Lengkapi alt "{alt}" untuk papan.jpg: siapa atau apa yang terlihat, sedang apa, dan '
        "di mana. [alt-pendek] saran"
    ]


def test_credit_names_somebody() -> None:
    """A dash is nobody."""
    one = item(pictures=(Picture(file="papan.jpg", alt="Papan nama kantor", credit="-"),))

    assert "[kredit-kosong] saran" in told(one, pictures=folder("papan.jpg"))[0]


def test_alt_may_begin_with_foto() -> None:
    """A sentence about what is seen is an alt, however it begins."""
    one = item(**picture("Foto papan pengumuman di depan kantor"))

    assert told(one, pictures=folder("papan.jpg")) == []


def test_alt_binds_at_hand_over() -> None:
    """A draft may still lack its alt texts."""
    assert told(item(**picture("")), Gate.DRAFT, pictures=folder("papan.jpg")) == []


def test_pictures_and_folder_agree() -> None:
    """A listed picture is there, once; one in the folder is listed."""
    one = item(
        pictures=(
            Picture(file="papan.jpg", alt="Papan nama kantor", credit="Humas"),
            Picture(file="papan.jpg", alt="Papan nama kantor", credit="Humas"),
        )
    )

    assert told(one, pictures=folder("papan2.jpg")) == [
        "9: Hapus salah satu: papan.jpg disebut dua kali pada gambar. [gambar-ganda]",
        '9: Unggah papan.jpg ke folder konten ini; maksudnya "papan2.jpg"? [gambar-hilang]',
        '9: Daftarkan papan2.jpg: tulis "gambar: [{berkas: papan2.jpg, alt: …}]", atau hapus. '
        "[gambar-tak-terdaftar] saran",
    ]


def test_broken_picture_is_not_also_missing() -> None:
    """What is there but unreadable has its own finding already."""
    one = item(**picture("Papan nama kantor"))
    broken = Finding(where="content/konten/2026-11-hak/papan.jpg", rule="r", message="m")

    assert told(one, findings=(broken,)) == [str(broken)]


def test_item_without_a_task_is_advised() -> None:
    """SOP step 3 assigns what is made; without minutes it is only advice."""
    assert told(item(), minutes={}) == [
        '1: Sebut konten ini dalam notula rapat: "tugas: [{konten: 2026-11-hak, …}]". '
        "[tanpa-tugas] saran"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "UU 13/2008",
        "UU Nomor 13 Tahun 2008",
        "UU No. 13 Tahun 2008",
        "Undang-Undang Nomor 13 Tahun 2008",
        "Undang-undang Nomor 13 Tahun 2008",
        "PKPU 7/2021",
        "Peraturan KPU Nomor 7 Tahun 2021",
        "Peraturan Komisi Pemilihan Umum Nomor 7 Tahun 2021",
        "Keputusan KPU Nomor 11/HK.04/08/2022",
        "Keputusan KPU Nomor 132/Kpts/KPU/TAHUN 2016",
        "Keputusan KPU Kabupaten Pinrang Nomor 10/HK.04/08/2022",
        "Peraturan Menteri Hukum dan Hak Asasi Manusia Nomor 8 Tahun 2019",
        "PermenPANRB Nomor 35 Tahun 2012",
        "Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2014",
    ],
)
def test_unregistered_instruments_are_held(written: str) -> None:
    """What a text cites has an entry, so that a slip of the number is seen."""
    assert told(item(body=f"Isi.\n\nMenurut Pasal 4 {written}, begitu.")) == [
        f'22: Periksa "{written}": belum ada di register. Perbaiki nomor dan tahunnya, atau buat '
        "berkasnya di content/peraturan/. [rujukan-asing]"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "UU 14/2008",
        "UU 14 / 2008",
        "Undang-undang No. 14 Tahun 2008",
        "Undang-Undang\nNomor 14 Tahun 2008",
        "PKPU 8/2021",
        "Peraturan Komisi Pemilihan Umum Republik Indonesia Nomor 8 Tahun 2021",
        "Keputusan KPU Nomor 10/HK.04/8/2022",
        "Keputusan KPU RI Nomor 10/hk.04/08/2022.",
        "Keputusan Nomor 10/HK.04/08/2022",
        "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945",
        "Peraturan Nomor 5 Tahun 2000",
        "undang-undang itu, Pasal 14 dan 2008 orang",
        "PP",
    ],
)
def test_registered_or_unclear_names_say_nothing(written: str) -> None:
    """Blanks, case, leading zeros and long or short names do not matter."""
    assert told(item(body=f"Menurut {written} begitu.")) == []


def test_law_out_of_force_is_advised_with_its_successor() -> None:
    """The register knows better: the newer instrument is named."""
    one = item(basis=(Reference(instrument="pkpu-14-2020"),))

    assert told(one) == [
        "8: Peraturan Komisi Pemilihan Umum Nomor 14 Tahun 2020 tercatat tidak berlaku: rujuk "
        "Peraturan Komisi Pemilihan Umum Nomor 3 Tahun 2023, atau sebut keduanya. "
        "[tidak-berlaku] saran"
    ]
    assert told(item(body="PKPU 14/2020 diganti PKPU 3/2023.")) == []


PERSONAL = [
    ("NIK 7315024107900001", "Hapus NIK atau nomor KK dari teks ini. [data-pribadi-nik]"),
    ("NIK 73.15.02.410790.0001", "Hapus NIK atau nomor KK dari teks ini. [data-pribadi-nik]"),
    ("NIP 199001012015031001", "Hapus NIP dari teks ini. [data-pribadi-nip] saran"),
    ("WA 0812-3456-7890", "Hapus nomor ponsel dari teks ini. [data-pribadi-telepon]"),
    ("https://wa.me/6281234567890", "Hapus nomor ponsel dari teks ini. [data-pribadi-telepon]"),
    ("+62 812 3456 789", "Hapus nomor ponsel dari teks ini. [data-pribadi-telepon]"),
    ("NPWP 01.234.567.8-901.000", "Hapus NPWP dari teks ini. [data-pribadi-npwp]"),
    ("NPWP baru 0123456789012345", "Hapus NPWP dari teks ini. [data-pribadi-npwp]"),
    ("ani@gmail.com", "Hapus alamat surel pribadi (surel kantor berakhiran .go.id) dari teks ini. "
     "[data-pribadi-surel]"),
    *((account, "Hapus nomor rekening dari teks ini. [data-pribadi-rekening]") for account in (
        "Rekening BRI 0123-01-012345-53-1", "no. rek. a.n. Ani: 1234567890", "Norek 1234 5678 90",
    )),
    ("paspor A1234567", "Hapus nomor paspor dari teks ini. [data-pribadi-paspor]"),
    ("Paspor nomor C 1234567", "Hapus nomor paspor dari teks ini. [data-pribadi-paspor]"),
    *((home, "Hapus alamat rumah (RT/RW) dari teks ini. [data-pribadi-alamat]") for home in (
        "Jalan Melati 3 RT 02/RW 05", "RT.002/RW.005 Macorawalie", "RT/RW 002/005",
    )),
    *((birth, "Hapus tanggal lahir seseorang dari teks ini. [data-pribadi-lahir]") for birth in (
        "TTL: Pinrang, 4 Mei 1990", "tanggal lahir 04-05-1990", "Tgl. Lahir: 4/5/1990",
        "Sitti Hasnah, lahir di Pinrang pada 4 Mei 1990", "Sitti Hasnah (Pinrang, 4 Mei 1990)",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), PERSONAL)
def test_personal_data_is_held_and_not_repeated(text: str, message: str) -> None:
    """The message says what it is, never the number itself."""
    assert told(item(body=f"Isi.\n{text} Isi.")) == [f"21: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "kab_pinrang@kpu.go.id",
        "ikuti @jdih@mastodon.social",
        "Nomor 08/2022 dan 1234567890123456",
        "Rp8.123.456.789.012.345",
        "(0421) 921234",
        "https://www.instagram.com/p/DAbc123/",
        "Rekening khusus dana kampanye dibuka paling lambat tiga hari.",
        "Paspor dan KTP, formulir A1234567 tanpa nama.",
        "TPS 003 di Kantor Lurah, RT 02/RW 05",
        "Ketua RT dan RW hadir; RT 3 saja.",
        "Hari Lahir Pancasila, 1 Juni 1945. Bung Karno lahir di Surabaya, 6 Juni 1901.",
        "Undang-Undang ini lahir dari perdebatan panjang. Lalu 4 Mei 1999.",
    ],
)
def test_what_is_no_personal_data(text: str) -> None:
    """Office addresses, accounts, sums and random digits pass."""
    assert told(item(body=text)) == []


def test_every_text_is_searched() -> None:
    """Title, summary, alt, captions by hand, correction: nothing for the public is left out."""
    bad = "hubungi 081234567890"
    one = item(
        title=bad,
        card_title="Judul",
        summary=bad,
        texts={"facebook": bad},
        pictures=(Picture(file="a.jpg", alt=f"Papan, {bad}", credit=bad),),
        correction=Correction(number=1, day=date(2026, 11, 25), note=f"Semula {bad}"),
        withdrawal=Withdrawal(day=date(2026, 11, 25), reason=f"Karena {bad}"),
    )
    lines = [line.partition(":")[0] for line in told(one, pictures=folder("a.jpg"))]

    assert lines == ["3", "7", "9", "11", "13", "14"]


def test_half_read_items_are_checked_too() -> None:
    """Complaints of reading and of the rules come in one round; empty values are not twice told."""
    one = item(series="", disposisi="", title="", card_title="", summary="", body="<b>")
    world = content(one, items={}, unfinished={one.id: one})

    assert [finding.rule for finding in run_checks(world, Gate.PUBLICATION)] == ["html"]


def test_checks_of_other_rooms_run_along() -> None:
    """Rules that need names from other rooms are passed in."""

    def shout(world):
        yield Finding(where="content/kanal.yml", rule="r", message="m")

    found = run_checks(content(item()), Gate.DRAFT, also=[shout])

    assert [finding.rule for finding in found] == ["r"]


def test_pages_register_and_records_are_searched_too() -> None:
    """What is published beside the items obeys the same rules, with the line in its file."""
    page = PlainPage(
        id="tentang", where="t.md", title="T", summary="S", body="Isi.\n<b>\n[a](javascript:b)"
    )
    entry = instrument("Undang-Undang", "UU", "1", 1950, where="u.md", body="{{ x }}")
    world = content(
        item(),
        pages={"tentang": page},
        instruments={**content(item()).instruments, entry.id: entry},
        minutes={
            key: replace(one, body="Hadir: Ani, 081234567890")
            for key, one in content(item()).minutes.items()
        },
        body_lines={"t.md": 6, "u.md": 9},
    )

    assert [str(finding) for finding in run_checks(world, Gate.DRAFT)] == [
        "content/rapat/2026-11-03/notula.md:1: Hapus nomor ponsel dari teks ini. "
        "[data-pribadi-telepon]",
        f"t.md:7: {HTML}",
        't.md:8: Ganti tautan "javascript:b": tulis alamat lengkap yang diawali https://. '
        "[tautan-tak-aman]",
        f"u.md:9: {BRACE}",
    ]


def test_register_rules() -> None:
    """Entries are unique, relate to others, and say what repealed them."""
    twin = instrument("Undang-undang", "UU", "014", 2008, id="uu-014-2008", where="b.md")
    old = instrument("Undang-Undang", "UU", "1", 1950, where="c.md", in_force=False)
    odd = REGISTER[3]
    links = (
        odd.links[0],
        type(odd.links[0])(relation=odd.links[0].relation, target="uu-9-1999"),
        type(odd.links[0])(relation=odd.links[0].relation, target="uu-2-1951"),
        type(odd.links[0])(relation=odd.links[0].relation, target="UU Nomor 9 Tahun 1999"),
    )
    looped = instrument("Undang-Undang", "UU", "2", 1951, where="d.md", links=links)
    entries = {entry.id: entry for entry in (*REGISTER, twin, old, looped)}

    assert told(item(), instruments=entries) == [
        "b.md:1: Hapus salah satu: Undang-undang Nomor 014 Tahun 2008 sudah terdaftar di "
        "content/peraturan/uu-14-2008.md. [register-ganda]",
        'c.md:1: Tambahkan "hubungan: [{jenis: dicabut, peraturan: …}]": apa yang mencabutnya? '
        "[dicabut-oleh] saran",
        "d.md:1: Buat content/peraturan/uu-9-1999.md, atau tulis nama lengkap peraturannya, bukan "
        '"uu-9-1999". [hubungan-asing]',
        "d.md:1: Hapus hubungan ini: peraturan tidak berhubungan dengan dirinya sendiri. "
        "[hubungan-sendiri]",
    ]
