"""The border for the office's word list: kata.yml."""

from pipeline.core.reading_words import read_words
from pipeline.core.spelling import Preferred
from pipeline.edge.yaml_doc import parse_yaml

WHERE = "content/kata.yml"
GOOD = """skema: 1
kata:
  - Pilkada
baku:
  - {bukan: ijin, tulis: izin}
  - {bukan: walikota, tulis: wali kota, saran: true}
"""
TWICE = GOOD + "  - {bukan: Ijin, tulis: izin}\n"


def test_words_and_pairs() -> None:
    """Words in small letters; a pair is advice only where it says so."""
    doc, _ = parse_yaml(GOOD, WHERE)
    listed, told = read_words(doc, WHERE)

    assert (listed.words, told) == (frozenset({"pilkada"}), [])
    assert listed.preferred == (
        Preferred(wrong="ijin", right="izin"),
        Preferred(wrong="walikota", right="wali kota", advice=True),
    )


def test_slips_of_the_list_are_told_with_their_line() -> None:
    """Every complaint at once."""
    text = TWICE + "  - {bukan: resiko, tuls: risiko}\nlain: 1\n"
    doc, _ = parse_yaml(text, WHERE)

    assert [str(one).removeprefix(f"{WHERE}:") for one in read_words(doc, WHERE)[1]] == [
        '7: Ubah bukan (baku ke-3): "ijin" sudah dipakai pada entri ke-1. [nilai-ganda]',
        '8: Isi tulis (baku ke-4): tulis "tulis: …". [kunci-wajib]',
        '8: Kunci "tuls (baku ke-4)" tidak dikenal. Maksudnya "tulis"? [kunci-asing]',
        '9: Kunci "lain" tidak dikenal. Hapus, atau pakai salah satu dari: skema, baku, kata. '
        "[kunci-asing]",
    ]
