"""Rules for single words, with the real dictionary: what is told, and what is sound."""

from pathlib import Path
from time import process_time

import pytest

from pipeline.core.checks.writing import rules_with, slips
from pipeline.core.findings import Severity
from pipeline.core.misspelling import near
from pipeline.core.spelling import Preferred, WordList, Words
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.disk import read_content
from tests.demo import DEMO

ROOT = Path(__file__).parents[3]
CONTENT = read_content(DEMO)
WORDS = Words(lexicon=Dictionary(), listed=CONTENT.words)
RULES = rules_with(WORDS)
ADD = "Bila sudah benar, tambahkan di content/kata.yml; kata asing ditulis"


def told(text: str, words: Words = WORDS) -> list[tuple[str, str]]:
    return [
        (one.message, one.rule + ("!" if one.severity is Severity.HOLD else ""))
        for one in slips(text, rules_with(words))
    ]


REPLACED = [
    ("surat ijin itu", "ijin", "izin", "kata-baku!"),
    ("Resiko kecil", "Resiko", "Risiko", "kata-baku!"),
    ("besar resikonya bagi", "resikonya", "risikonya", "kata-baku!"),
    ("saling kerjasama antara", "kerjasama", "kerja sama", "kata-baku!"),
    ("rapat hari jum'at itu", "jum'at", "Jumat", "kata-baku!"),
    ("rapat bersama walikota itu", "walikota", "wali kota", "kata-baku"),
    ("bersama Walikota Parepare", "Walikota", "Wali Kota", "kata-baku"),
    ("atas nama Puteri Sari", "Puteri", "Putri", "kata-baku"),
    ("tanggapan serta merta itu", "serta merta", "serta-merta", "kata-baku"),
    ("serta\nmerta", "serta merta", "serta-merta", "kata-baku"),
    ("rapat di laksanakan besok", "di laksanakan", "dilaksanakan", "awalan-di!"),
    ("Di tetapkan di Pinrang", "Di tetapkan", "Ditetapkan", "awalan-di!"),
    ("agar di\nsampaikan segera", "di sampaikan", "disampaikan", "awalan-di!"),
    ("isi website kantor", "website", "situs web", "kata-baku"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right", "rule"), REPLACED)
def test_list_speaks_first(text: str, wrong: str, right: str, rule: str) -> None:
    """The office's list says what to type; it holds where the dictionary agrees."""
    assert told(text) == [(f'Tulis "{right}", bukan "{wrong}".', rule)]


SUGGESTED = [
    ("hak atas infromasi publik", "infromasi", '"informasi"'),
    ("tiga angota baru", "angota", '"anggota" atau "angot"'),
    ("Keberadaanya penting", "Keberadaanya", '"Keberadaannya"'),
    ("tahapan pemliu serentak", "pemliu", '"pemilu"'),
]


@pytest.mark.parametrize(("text", "word", "choice"), SUGGESTED)
def test_misspelt_words_are_told_with_what_they_may_mean(text: str, word: str, choice: str) -> None:
    """A word in neither list is told, with words that are one slip away."""
    message = f'Periksa ejaan "{word}": mungkin {choice}. {ADD} *{word}*.'

    assert told(text) == [(message, "ejaan")]


def test_words_like_no_other_are_told_without_a_guess() -> None:
    """Where no word is one slip away, none is invented."""
    assert told("kata xqzwvab ini") == [(f'Periksa ejaan "xqzwvab". {ADD} *xqzwvab*.', "ejaan")]


SOUND = [
    "Pemilu, pilkada, disabilitas, infografis, dan laman itu hak warga.",
    "Laporan dirujuk, dijangkau, diunggah, dan diperiksa; kirimkan, terbitkan, hubungi kami.",
    "Nonlitigasi, antarkabupaten, pascapemilu, subbagian, berabad-abad, hak-haknya, apakah ada.",
    "KPU, DPRD-nya, PPK, H2H, Kab., wa.me, 10e, C.Hasil-KWK.",
    "Andi Baso dan Sitti Hasnah dari Lanrisang hadir. Lanrisang ramai.",
    "Kabar itu *hoax* dan _fake news_, bukan fakta.",
    'Naskah asli: "ijin angota" dan `angota`.',
    "Di pendidikan, di perbankan, di percetakan, di perikanan, di makan siang, di pekan ini.",
    "Januari, Senin, dan Jumat itu hari kerja.",
    "Dipengaruhi, diakses, mengakses, memengaruhi, memerinci, tepercaya.",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_spelling(text: str) -> None:
    """House words, acronyms, names, foreign words in emphasis and quotations say nothing."""
    assert told(text) == []


def test_word_is_told_once_per_text() -> None:
    """Whoever mends a word mends it everywhere."""
    assert len(told("angota baru, angota lama, Angota")) == 1


def test_list_holds_only_where_the_dictionary_agrees() -> None:
    """It rejects the one and accepts the other; else the office's preference is advice."""
    listed = WordList(
        preferred=tuple(
            Preferred(wrong=wrong, right=right, advice=advice)
            for wrong, right, advice in (
                ("ijin", "izin", False),
                ("resiko", "risiko", True),
                ("rapat", "sidang", False),
                ("praktek", "praktikk", False),
            )
        )
    )
    words = Words(lexicon=WORDS.lexicon, listed=listed)

    assert [rule for _, rule in told("ijin, resiko, rapat, praktek", words)] == [
        "kata-baku!", "kata-baku", "kata-baku", "kata-baku"
    ]  # fmt: skip


def test_own_list_is_needed_and_sound() -> None:
    """No house word stands in the dictionary already; every preferred form is accepted."""
    alone = Words(lexicon=WORDS.lexicon)

    assert [word for word in CONTENT.words.words if alone.accepts(word)] == []
    assert [
        one.right
        for one in CONTENT.words.preferred
        if not all(WORDS.accepts(word) for word in one.right.split())
    ] == []


def test_one_slip_away() -> None:
    """Doubled, swapped, one too many, heard alike, left out: the likelier ones first, once each."""
    tried = list(near("angota"))

    assert tried.index("anggota") < tried.index("anogta") < tried.index("angot")
    assert "ankota" in tried and "angsota" in tried
    assert len(tried) == len(set(tried)) and "angota" not in tried


SHARDS = [
    "antar",
    "non",
    "di",
    "a-",
    "xyz ",
    "ijin ",
    "*a",
    "_a ",
    "Xyz. ",
    "nya",
    "serta ",
    "'a",
    "di akan ",
    "kan",
]


@pytest.mark.parametrize("shard", SHARDS)
def test_no_text_makes_spelling_slow(shard: str) -> None:
    """Nobody stops the office's checks with words made for it."""
    heavy = (shard * 30_000)[:30_000] + "!x"
    start = process_time()
    list(slips(heavy, RULES))

    assert process_time() - start < 3
