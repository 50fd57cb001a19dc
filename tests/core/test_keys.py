"""Getters: one kind of value each, every complaint at once, with line and remedy."""

from datetime import date, datetime
from enum import StrEnum

import pytest

from pipeline.core.keys import Doc, Keys
from pipeline.core.model import WITA


class Colour(StrEnum):
    RED = "merah"
    GREEN = "hijau"


def keys(value: object, **lines: int) -> Keys:
    return Keys(Doc(value=value, lines={(): 1, **{(k,): n for k, n in lines.items()}}), "a.md")


def told(page: Keys) -> list[str]:
    return [str(finding) for finding in page.complaints()]


GOOD = [
    (lambda k: k.text("x"), " Pasal  7\n ayat (1) ", "Pasal 7 ayat (1)"),
    (lambda k: k.text("x"), "cafe\u0301", "café"),
    (lambda k: k.text("x", multiline=True), "satu\ndua\n", "satu\ndua"),
    (lambda k: k.text("x", required=False), None, ""),
    (lambda k: k.texts("x"), ["a", "b"], ("a", "b")),
    (lambda k: k.texts("x"), None, ()),
    (lambda k: k.number("x", low=1, high=9), 3, 3),
    (lambda k: k.maybe_number("x", low=1, high=9), None, None),
    (lambda k: k.flag("x"), True, True),
    (lambda k: k.flag("x"), None, False),
    (lambda k: k.flag("x", default=True), None, True),
    (lambda k: k.day("x"), "2026-11-23", date(2026, 11, 23)),
    (lambda k: k.day("x"), date(2026, 11, 23), date(2026, 11, 23)),
    (
        lambda k: k.moment("x"),
        "2026-11-24T08:00:00+08:00",
        datetime(2026, 11, 24, 8, tzinfo=WITA),
    ),
    (lambda k: k.moment("x"), "2026-11-24 00:00Z", datetime(2026, 11, 24, 8, tzinfo=WITA)),
    (lambda k: k.choice("x", Colour), "hijau", Colour.GREEN),
    (lambda k: k.choice_list("x", Colour), ["hijau", "merah"], (Colour.GREEN, Colour.RED)),
    (lambda k: k.shares("x"), [0.5, 1], (0.5, 1.0)),
    (lambda k: k.named_texts("x"), {"a": "b\nc"}, {"a": "b\nc"}),
]


@pytest.mark.parametrize(("ask", "value", "wanted"), GOOD)
def test_good_values(ask, value, wanted) -> None:
    """Each getter returns its kind of value and complains of nothing."""
    page = keys({"x": value}, x=2)

    assert ask(page) == wanted
    assert told(page) == []


DAY = "tulis seperti x: 2026-11-23. [jenis-nilai]"
TIME = "tulis seperti x: 2026-11-24T08:00:00+08:00. [jenis-nilai]"
BAD = [
    (lambda k: k.text("x"), None, 'Isi x: tulis "x: …". [kunci-wajib]'),
    (lambda k: k.text("x", example="UU"), "  ", 'Isi x: tulis "x: UU". [kunci-wajib]'),
    (lambda k: k.text("x"), 14, 'Ubah x: 14 bukan teks; beri tanda kutip: "14". [jenis-nilai]'),
    (
        lambda k: k.text("x"),
        True,
        'Ubah x: true bukan teks; beri tanda kutip: "true". [jenis-nilai]',
    ),
    (lambda k: k.text("x"), ["a"], "Ubah x: sebuah daftar bukan teks. [jenis-nilai]"),
    (lambda k: k.text("x"), {}, "Ubah x: sekumpulan kunci bukan teks. [jenis-nilai]"),
    (
        lambda k: k.text("x", limit=3),
        "empat",
        "Pendekkan x: 5 dari paling banyak 3 huruf. [terlalu-panjang]",
    ),
    (
        lambda k: k.text("x"),
        "a\u202eb",
        "Ketik ulang x: ada tanda tersembunyi U+202E. [tanda-tersembunyi]",
    ),
    (
        lambda k: k.text("x"),
        "a\x00b",
        "Ketik ulang x: ada tanda tersembunyi U+0000. [tanda-tersembunyi]",
    ),
    (lambda k: k.texts("x"), "a", 'Ubah x: "a" bukan daftar; tulis "x: […]". [jenis-nilai]'),
    (
        lambda k: k.texts("x"),
        ["a", 7],
        'Ubah x ke-2: 7 bukan teks; beri tanda kutip: "7". [jenis-nilai]',
    ),
    (
        lambda k: k.texts("x"),
        ["a", "a"],
        'Hapus x ke-2: "a" sudah ada dalam daftar. [nilai-ganda]',
    ),
    (lambda k: k.texts("x", required=True), [], 'Isi x: tulis "x: […]". [kunci-wajib]'),
    (
        lambda k: k.number("x", low=1, high=9),
        True,
        "Ubah x: true bukan bilangan bulat; tulis seperti x: 1. [jenis-nilai]",
    ),
    (
        lambda k: k.number("x", low=1, high=9),
        1.5,
        "Ubah x: 1.5 bukan bilangan bulat; tulis seperti x: 1. [jenis-nilai]",
    ),
    (
        lambda k: k.number("x", low=1, high=9),
        0,
        "Ubah x: 0 di luar 1 sampai 9. [di-luar-batas]",
    ),
    (
        lambda k: k.flag("x"),
        "ya",
        'Ubah x: "ya" bukan pilihan ya/tidak; tulis x: true atau x: false. [jenis-nilai]',
    ),
    (lambda k: k.day("x"), "2026-02-30", f'Ubah x: "2026-02-30" bukan tanggal; {DAY}'),
    (lambda k: k.day("x"), "23/11/2026", f'Ubah x: "23/11/2026" bukan tanggal; {DAY}'),
    (lambda k: k.day("x"), 20261123, f"Ubah x: 20261123 bukan tanggal; {DAY}"),
    (lambda k: k.moment("x"), "2026-11-24", f'Ubah x: "2026-11-24" bukan waktu; {TIME}'),
    (
        lambda k: k.moment("x"),
        "2026-11-24T08:00:00",
        'Tambahkan zona waktu pada x: tulis "x: 2026-11-24T08:00:00+08:00" untuk Wita. '
        "[waktu-tanpa-zona]",
    ),
    (
        lambda k: k.moment("x"),
        "2026-11-24T25:00:00+08:00",
        f'Ubah x: "2026-11-24T25:00:00+08:00" bukan waktu; {TIME}',
    ),
    (
        lambda k: k.choice("x", Colour),
        "hjau",
        'Ubah x: "hjau" tidak dikenal; maksudnya "hijau"? [pilihan-asing]',
    ),
    (
        lambda k: k.choice("x", Colour),
        7,
        "Ubah x: 7 tidak dikenal; pilih salah satu: merah, hijau. [pilihan-asing]",
    ),
    (
        lambda k: k.shares("x"),
        [0.5, 2],
        "Ubah x: sebuah daftar bukan dua bilangan 0 sampai 1; tulis seperti x: [0.5, 0.4]. "
        "[jenis-nilai]",
    ),
    (
        lambda k: k.nested("x"),
        "a",
        'Ubah x: "a" bukan sekumpulan kunci; tulis "kunci: nilai". [yaml-bentuk]',
    ),
    (
        lambda k: k.each("x", "{alt: …}"),
        [{}, "a"],
        'Ubah x ke-2: "a" bukan sekumpulan kunci; tulis "- {alt: …}". [yaml-bentuk]',
    ),
    (
        lambda k: k.each("x", "{alt: …}"),
        "a",
        'Ubah x: "a" bukan daftar; tulis "x: [{alt: …}]". [jenis-nilai]',
    ),
    (
        lambda k: k.schema("x", 1),
        2,
        "Berkas ini memakai skema 2; alat ini baru mengenal skema 1. Perbarui alat, jangan ubah "
        "angkanya. [skema-baru]",
    ),
]


@pytest.mark.parametrize(("ask", "value", "message"), BAD)
def test_bad_values(ask, value, message) -> None:
    """Each complaint has path and line and says what to type."""
    page = keys({"x": value}, x=4)
    ask(page)

    assert told(page) == [f"a.md:4: {message}"]


def test_unasked_key_is_a_finding_with_the_nearest_spelling() -> None:
    """A key nobody asked for is a slip of the pen."""
    page = keys({"judul": "a", "rubrk": "b"}, judul=2, rubrk=3)
    page.text("judul")
    page.text("rubrik", required=False)

    assert told(page) == ['a.md:3: Kunci "rubrk" tidak dikenal. Maksudnya "rubrik"? [kunci-asing]']


def test_unasked_key_like_no_other_lists_the_known_ones() -> None:
    """Where no spelling is near, the known keys are told."""
    page = keys({"qqq": 1}, qqq=2)
    page.text("judul", required=False)
    page.flag("contoh")

    assert told(page) == [
        'a.md:2: Kunci "qqq" tidak dikenal. Hapus, atau pakai salah satu dari: judul, contoh. '
        "[kunci-asing]"
    ]


def test_complaints_of_nested_mappings_name_their_place() -> None:
    """What lies in a list is named by its place in it, and all complaints come together."""
    doc = Doc(
        value={"gambar": [{"alt": "a"}, {"alt": 3, "kredt": "x"}]},
        lines={(): 1, ("gambar",): 2, ("gambar", 1): 4, ("gambar", 1, "alt"): 4},
    )
    page = Keys(doc, "a.md")
    for below in page.each("gambar"):
        below.text("alt")
        below.text("kredit", required=False)
    page.text("judul")

    assert told(page) == [
        'a.md:1: Isi judul: tulis "judul: …". [kunci-wajib]',
        'a.md:4: Ubah alt (gambar ke-2): 3 bukan teks; beri tanda kutip: "3". [jenis-nilai]',
        'a.md:4: Kunci "kredt (gambar ke-2)" tidak dikenal. Maksudnya "kredit"? [kunci-asing]',
    ]


def test_document_that_is_no_mapping_is_told_once() -> None:
    """A list where keys were expected is one complaint, not one per missing key."""
    page = keys(["a"])
    page.text("judul")

    assert told(page) == [
        'a.md:1: Tulis sebagai "kunci: nilai", satu kunci per baris. [yaml-bentuk]'
    ]
