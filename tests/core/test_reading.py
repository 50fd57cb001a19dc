"""The border: the office's keys become nouns, or complaints that say what to type."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from pipeline.core import reading
from pipeline.core.findings import Finding
from pipeline.core.instruments import Relation
from pipeline.core.model import WITA, Mode, Picture, Reference, Role, Slide
from pipeline.core.reading_calendar import read_calendar
from pipeline.core.reading_channels import read_channels
from pipeline.core.reading_register import read_instrument
from pipeline.edge.disk import parse_yaml, split_front_matter

ITEM = """\
---
skema: 1
judul: Hak atas Informasi
rubrik: tahukah-kamu
disposisi: 2026-001
ringkasan: Dua hak dalam satu pasal.
dasar_hukum:
  - {peraturan: uu-14-2008, bagian: Pasal 4 ayat (1)}
gambar:
  - {berkas: papan.jpg, alt: Papan pengumuman di kantor, fokus: [0.5, 0.4]}
tayang: 2026-11-24T00:00:00Z
contoh: true
---

Pembuka.

## Satu

Isi satu.

## Dua

Isi dua.
"""


def read(text: str, how: Callable[..., tuple[object, list[Finding]]], name: str):
    """Read a page the way the disk does; return the noun and what was told."""
    parts, told = split_front_matter(text, "a.md")
    assert parts is not None, told
    doc, told = parse_yaml(parts.head, "a.md", first_line=2)
    assert doc is not None, told
    noun, complaints = how(doc, parts.body, parts.body_line, "a.md", name)
    return noun, [str(finding) for finding in complaints]


def read_settings(text: str, how: Callable[..., tuple[object, list[Finding]]]):
    doc, _ = parse_yaml(text, "a.yml")
    noun, complaints = how(doc, "a.yml")
    return noun, [str(finding) for finding in complaints]


def test_item() -> None:
    """Every key lands in its field; times are WITA; the body's sections are the slides."""
    item, told = read(ITEM, reading.read_item, "2026-11-hak")

    assert told == []
    assert (item.title, item.card_title) == ("Hak atas Informasi", "Hak atas Informasi")
    assert item.basis == (Reference(instrument="uu-14-2008", pinpoint="Pasal 4 ayat (1)"),)
    assert item.pictures == (
        Picture(file="papan.jpg", alt="Papan pengumuman di kantor", focus=(0.5, 0.4)),
    )
    assert item.scheduled == datetime(2026, 11, 24, 8, tzinfo=WITA)
    assert item.scheduled.tzinfo is WITA
    assert item.slides == (
        Slide(title="Satu", text="Isi satu.", line=17),
        Slide(title="Dua", text="Isi dua.", line=21),
    )
    assert (item.channels, item.revision, item.demo) == (None, 0, True)
    assert (item.lines["title"], item.lines["pictures"], item.body_line) == (3, 9, 15)


def test_every_entry_of_a_list_has_its_line() -> None:
    """The forge shows a finding beside its own picture, basis or caption, not at the list's key."""
    text = ITEM.replace(
        "tayang:", "  - {berkas: b.jpg, alt: Rak}\nteks:\n  facebook: A.\n  x: B.\ntayang:"
    )
    item, told = read(text, reading.read_item, "2026-11-hak")

    assert told == []
    assert [item.line(f"pictures.{n}") for n in range(3)] == [10, 11, 9]
    assert [item.line(f"texts.{name}") for name in ("facebook", "x", "mastodon")] == [13, 14, 12]
    assert (item.line("basis.0"), item.line("title"), item.line("channels")) == (8, 3, 1)


def test_slide_key_speaks_before_the_body() -> None:
    """Where `slide` is written, the body's sections are no slides."""
    text = ITEM.replace("contoh: true", "slide:\n  - {judul: A, teks: B}\n  - {judul: C, teks: D}")
    item, told = read(text, reading.read_item, "2026-11-hak")

    assert told == []
    assert [slide.title for slide in item.slides] == ["A", "C"]


def test_empty_list_of_channels_is_not_every_channel() -> None:
    """`kanal: []` keeps an item on the page alone."""
    item, told = read(ITEM.replace("contoh: true", "kanal: []"), reading.read_item, "2026-11-hak")

    assert (item.channels, told) == ((), [])


def test_all_complaints_about_an_item_at_once() -> None:
    """Unknown key, wrong type, missing key, missing offset, bad heading: one round is enough."""
    text = """\
---
skema: 1
judul: 2026
rubric: x
disposisi: "12"
ringkasan: Ada.
gambar: [{berkas: Foto.JPG}]
tayang: 2026-11-24T08:00:00
ralat: {nomor: 0, tanggal: 2026-11-25}
---
# Judul

##Tanpa spasi
"""
    item, told = read(text, reading.read_item, "2026-11-hak")

    assert item is not None
    assert told == [
        'a.md:2: Isi rubrik: tulis "rubrik: tahukah-kamu". [kunci-wajib]',
        'a.md:3: Ubah judul: 2026 bukan teks; beri tanda kutip: "2026". [jenis-nilai]',
        'a.md:4: Kunci "rubric" tidak dikenal. Maksudnya "rubrik"? [kunci-asing]',
        'a.md:5: Ubah disposisi: "12" tidak sesuai bentuk; tulis seperti "2026-001". '
        "[bentuk-nilai]",
        'a.md:7: Ubah berkas (gambar ke-1): "Foto.JPG" tidak sesuai bentuk; tulis seperti '
        '"foto-rapat.jpg". [bentuk-nilai]',
        'a.md:8: Tambahkan zona waktu pada tayang: tulis "tayang: 2026-11-24T08:00:00+08:00" '
        "untuk Wita. [waktu-tanpa-zona]",
        "a.md:9: Ubah nomor (ralat): 0 di luar 1 sampai 99. [di-luar-batas]",
        'a.md:9: Isi keterangan (ralat): tulis "keterangan: …". [kunci-wajib]',
        'a.md:11: Tulis "## …": judul konten sudah ada pada kunci judul. [tingkat-judul]',
        'a.md:13: Beri spasi setelah tanda "#": tulis "## Judul". [tingkat-judul]',
    ]


HEADINGS = [
    ("## Satu\n\n### Rinci\n\nIsi", []),
    ("```\n# bukan judul\n```\n\nIsi", []),
    ("Isi\n\n---\n\nIsi", []),
    ("### Rinci", [(1, 'Tulis "## …": "###" hanya boleh di bawah "##".')]),
    ("## A\n\n#### B", [(3, 'Tulis "### …": tingkat judul paling dalam adalah tiga.')]),
    ("##", [(1, 'Beri judul: tulis "## Judul", atau hapus tanda "#".')]),
    (
        "Judul\n---",
        [
            (
                2,
                'Tulis judul sebagai "## Judul"; untuk garis pemisah, kosongkan baris di atasnya.',
            )
        ],
    ),
]


@pytest.mark.parametrize(("body", "wanted"), HEADINGS)
def test_heading_levels(body: str, wanted: list[tuple[int, str]]) -> None:
    """`##` is a slide, `###` stands below one, nothing else is a heading."""
    text = ITEM.partition("\nPembuka")[0] + body
    _, told = read(text, reading.read_item, "2026-11-hak")

    assert told == [f"a.md:{line + 13}: {message} [tingkat-judul]" for line, message in wanted]


def test_hidden_characters_in_a_body_are_told_with_their_line() -> None:
    """A direction override shows reviewers another text than the reader gets."""
    text = ITEM.replace("Isi dua.", "Isi \u202edua.")
    _, told = read(text, reading.read_item, "2026-11-hak")

    assert told == [
        "a.md:23: Ketik ulang baris ini: ada tanda tersembunyi U+202E. [tanda-tersembunyi]"
    ]


def test_instrument() -> None:
    """What the register leaves out stays empty; "status" absent is not verified."""
    text = """\
---
skema: 1
jenis: Undang-Undang
singkatan: UU
nomor: "14"
tahun: 2008
tentang: Keterbukaan Informasi Publik
tanggal_pengundangan: 2008-04-30
hubungan: [{jenis: mencabut, peraturan: uu-1-1950}]
pasal: {Pasal 7: Teks.}
---
Isi.
"""
    entry, told = read(text, read_instrument, "uu-14-2008")

    assert told == []
    assert entry.name == "Undang-Undang Nomor 14 Tahun 2008"
    assert (entry.in_force, entry.enacted, entry.promulgated) == (None, None, date(2008, 4, 30))
    assert entry.links[0].relation is Relation.REPEALS
    assert entry.articles == {"Pasal 7": "Teks."}


def test_status_of_an_instrument_is_one_of_two() -> None:
    """Nothing else than in force or not can be recorded."""
    text = (
        "---\nskema: 1\njenis: A\nsingkatan: A\nnomor: '1'\ntahun: 2000\ntentang: A\n"
        "status: dicabut\ntautan: http://x.id\n---\n"
    )
    entry, told = read(text, read_instrument, "a-1-2000")

    assert entry is None
    assert told == [
        'a.md:8: Ubah status: "dicabut" tidak dikenal; pilih salah satu: berlaku, tidak berlaku. '
        "[pilihan-asing]",
        'a.md:9: Ubah tautan: "http://x.id" tidak sesuai bentuk; tulis seperti "https://…". '
        "[bentuk-nilai]",
    ]


def test_disposisi_is_named_like_its_file() -> None:
    """Number and file name are one."""
    text = (
        "---\nskema: 1\nnomor: 2026-002\ntanggal: 2026-11-02T08:00:00+08:00\ndari: A\n"
        "kepada: [sekretaris-redaksi]\nperihal: B\n---\nIsi.\n"
    )
    good, none = read(text, reading.read_disposisi, "2026-002")
    bad, told = read(text, reading.read_disposisi, "2026-001")

    assert (good.recipients, none) == ((Role.EDITOR,), [])
    assert bad is None
    assert told == ["a.md:3: Samakan dengan nama berkas: tulis nomor: 2026-001. [nama-berkas]"]


def test_minutes() -> None:
    """Decisions, tasks and attendance by role; evidence by name and SHA-256."""
    text = f"""\
---
skema: 1
tanggal: 2026-11-03
tempat: Aula
undangan: 2026-11-02T10:00:00+08:00
disposisi: [2026-001]
kehadiran: [{{peran: pengelola, jumlah: 2}}]
putusan: [Membuat konten.]
tugas: [{{konten: 2026-11-hak, peran: pengelola, batas: 2026-11-05}}]
bukti: [{{nama: foto.jpg, sha256: {"a" * 64}}}]
---
Catatan.
"""
    minutes, told = read(text, reading.read_minutes, "2026-11-03")
    other, wrong = read(text, reading.read_minutes, "2026-11-04")

    assert told == []
    assert (minutes.tasks[0].item, minutes.tasks[0].due) == ("2026-11-hak", date(2026, 11, 5))
    assert minutes.invited == datetime(2026, 11, 2, 10, tzinfo=WITA)
    assert other is None
    assert wrong == ["a.md:3: Samakan dengan folder: tulis tanggal: 2026-11-04. [nama-folder]"]


def test_roster() -> None:
    """Addresses are compared in lower case; nobody shares one."""
    text = """\
skema: 1
berlaku_mulai: 2026-11-01
orang:
  - nama: Ani
    surel: [Ani@KPU.go.id]
    peran: [{peran: pengelola, sejak: 2026-01-01, sampai: 2026-12-31}]
  - nama: Budi
    surel: [ani@kpu.go.id]
    peran:
      - {peran: ketua, sejak: 2026-01-01}
      - {peran: pengelola, sejak: 2026-02-01, sampai: 2026-01-01}
"""
    good, none = read_settings(text.partition("  - nama: Budi")[0], reading.read_roster)
    bad, told = read_settings(text, reading.read_roster)

    assert none == []
    assert good.people[0].emails == ("ani@kpu.go.id",)
    assert good.effective_from == date(2026, 11, 1)
    assert bad is None
    assert told == [
        'a.yml:8: Ubah surel (orang ke-2): "ani@kpu.go.id" sudah dipakai pada entri ke-1. '
        "[nilai-ganda]",
        'a.yml:10: Ubah peran (orang ke-2, peran ke-1): "ketua" tidak dikenal; pilih salah satu: '
        "pemimpin-redaksi, wakil-pemimpin-redaksi, sekretaris-redaksi, pengelola, admin-medsos. "
        "[pilihan-asing]",
        "a.yml:11: Ubah sampai (orang ke-2, peran ke-2): 2026-01-01 mendahului sejak 2026-02-01. "
        "[urutan-tanggal]",
    ]


def test_channels() -> None:
    """The site's address ends with a slash, an account has no "@"; ids are used once."""
    text = """\
skema: 1
alamat_situs: https://jdih.go.id
nama_kantor: KPU
kanal:
  - {id: a, jaringan: x, cara: paket, nama: X, akun: "@jdih"}
  - {id: b, jaringan: gladi, cara: otomatis, nama: Gladi, alamat: http://127.0.0.1:8000}
"""
    good, none = read_settings(text, read_channels)
    bad, told = read_settings(text.replace("id: b", "id: a"), read_channels)

    assert none == []
    assert (good.site_url, good.channels[0].account) == ("https://jdih.go.id/", "jdih")
    assert good.channels[1].mode is Mode.AUTOMATIC
    assert bad is None
    assert told == [
        'a.yml:6: Ubah id (kanal ke-2): "a" sudah dipakai pada entri ke-1. [nilai-ganda]'
    ]


def test_a_channel_that_costs_money_says_how_much_and_whether_with_links() -> None:
    """Whole dollars, a word for the link; without them posts have links and no money is spent."""
    text = (
        "skema: 1\nalamat_situs: https://jdih.go.id/\nnama_kantor: K\nkanal:\n"
        "  - {id: a, jaringan: x, cara: otomatis, nama: X, batas_dolar_sebulan: %s, tautan: %s}\n"
        "  - {id: b, jaringan: x, cara: otomatis, nama: X}\n"
    )
    good, none = read_settings(text % (5, "tanpa"), read_channels)
    _, told = read_settings(text % (900, "kadang"), read_channels)

    assert none == []
    assert [(one.monthly_dollars, one.links) for one in good.channels] == [(5, False), (0, True)]
    assert len(told) == 2 and "1 sampai 500" in str(told) and "sertakan" in str(told)


def test_stops_that_are_over_are_named_as_they_are_called() -> None:
    """The name that `redaksi stop` gave; a date alone would lift nothing."""
    text = (
        "skema: 1\nalamat_situs: https://jdih.go.id/\nnama_kantor: K\n"
        "kanal: [{id: a, jaringan: x, cara: mati, nama: X}]\n"
        "dilanjutkan: [2027-01-11-083015, 2027-01-11-083015-a%s]\n"
    )
    good, none = read_settings(text % "", read_channels)
    _, told = read_settings(text % ', "2027-01-11"', read_channels)

    assert none == []
    assert good.resumed == ("2027-01-11-083015", "2027-01-11-083015-a")
    assert told == [
        'a.yml:5: Ubah dilanjutkan ke-3: "2027-01-11" tidak sesuai bentuk; tulis seperti '
        '"2027-01-11-083015". [bentuk-nilai]'
    ]


@pytest.mark.parametrize(
    "address", ["http://jdih.go.id/", "https://user:kunci@jdih.go.id/", "jdih.go.id"]
)
def test_channel_addresses_are_https_without_names_in_them(address: str) -> None:
    """Only this very computer may be spoken to in the clear, and no address carries a secret."""
    text = (
        f"skema: 1\nalamat_situs: {address}\nnama_kantor: K\n"
        "kanal: [{id: a, jaringan: x, cara: mati, nama: X}]\n"
    )
    channels, told = read_settings(text, read_channels)

    assert channels is None
    assert told == [
        f'a.yml:2: Ubah alamat_situs: "{address}" tidak sesuai bentuk; tulis seperti '
        '"https://jdih.contoh.go.id/". [bentuk-nilai]'
    ]


def test_series_and_calendar() -> None:
    """Weekdays are numbers from Monday; a day is named once in the calendar."""
    series, none = read_settings(
        "skema: 1\nrubrik: [{id: a, nama: A, keterangan: B, kartu: terang, hari: minggu}]",
        reading.read_series,
    )
    calendar, told = read_settings(
        "skema: 1\nlibur_tambahan:\n  - {tanggal: 2027-01-15, nama: A}\n"
        "hari_kerja_tambahan:\n  - {tanggal: 2027-01-15, nama: B}\n",
        read_calendar,
    )

    assert (series["a"].weekday, none) == (6, [])
    assert calendar is None
    assert told == [
        'a.yml:5: Ubah tanggal (hari_kerja_tambahan ke-1): "2027-01-15" sudah dipakai pada entri '
        "ke-1. [nilai-ganda]"
    ]


def test_page() -> None:
    """A plain page has a title, a summary and a body."""
    page, told = read(
        "---\nskema: 1\njudul: Tentang\nringkasan: A.\n---\nIsi.\n", reading.read_page, "tentang"
    )

    assert (page.id, page.title, page.body, told) == ("tentang", "Tentang", "Isi.", [])


def test_abstract_has_its_three_parts_and_notes() -> None:
    """An abstract is whole, or its missing parts are named; at most five notes."""
    head = "---\nskema: 1\njenis: A\nsingkatan: A\nnomor: '1'\ntahun: 2000\ntentang: A\nabstrak:\n"
    parts = "  menimbang: Satu.\n  mengingat: Dua.\n  materi: Tiga.\n"
    entry, told = read(f"{head}{parts}  catatan: [Empat.]\n---\n", read_instrument, "a-1-2000")

    assert told == []
    assert entry.abstract.matter == "Tiga."
    assert entry.abstract.notes == ("Empat.",)
    _, told = read(f"{head}  menimbang: Satu.\n---\n", read_instrument, "a-1-2000")
    assert [line.rpartition("[")[2] for line in told] == ["kunci-wajib]"] * 3
