"""Breaking lines: legal units stay whole, titles are balanced, nothing is cut."""

import random
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise

import pytest
from fontTools.ttLib import TTFont

from pipeline.render.breaking import _search
from pipeline.render.fonts import woven
from pipeline.render.prose import blocks, lead, plain, quotation, sentences
from pipeline.render.setting import largest, measured, set_words
from pipeline.render.text import Block, Run, Unit
from tests.card_desk import SITE, studio

TITLES = [
    "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
    "Keputusan Komisi Pemilihan Umum Nomor 10/HK.04/08/2022 tentang Pedoman Teknis Pengelolaan "
    "Jaringan Dokumentasi dan Informasi Hukum di Lingkungan Komisi Pemilihan Umum, Komisi "
    "Pemilihan Umum Provinsi, dan Komisi Pemilihan Umum Kabupaten/Kota",
    "Peraturan KPU Nomor 8 Tahun 2021 tentang Perubahan atas Peraturan Komisi Pemilihan Umum "
    "Nomor 14 Tahun 2020 yang ditetapkan pada 24 Maret 2022 di Jakarta",
    "Pasal 22 ayat (7) huruf a Undang-Undang Nomor 14 Tahun 2008: sepuluh hari kerja",
    "Mempertanggungjawabkan anggaran Rp 1.250.000.000 selama 30 hari kerja",
    "Pendaftaran dibuka 1–4 Desember 2026 pukul 08.00 Wita",
    "JDIH",
    "Kuis",
    "Hak politik penyandang disabilitas menurut Pasal 13 UU Nomor 8 Tahun 2016",
    "Penetapan Peraturan Pengganti tentang Perubahan Kedua atas Undang- Undang Nomor 23 Tahun 2002",
]
WHOLE = [
    "Nomor 14",
    "Tahun 2008",
    "Nomor 10/HK.04/08/2022",
    "24 Maret 2022",
    "Pasal 22",
    "ayat (7)",
    "huruf a",
    "Rp 1.250.000.000",
    "30 hari",
    "1–4 Desember 2026",
    "pukul 08.00 Wita",
    "Undang- Undang",
]


def lines(text: str, width: float = 912, room: float = 700, least: int = 30) -> list[str]:
    words = measured([Block(runs=(Run(text, ""),))], "heavy", studio().shelf)
    setting, _ = largest(words, (least, 120), width, room, leading=1.12, balanced=True)
    assert setting is not None
    return [
        " ".join(unit.text.replace("\u00a0", " ") for unit in line.units)
        for _, line, _, _ in setting.lines
    ]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("width", [480, 720, 912])
def test_no_legal_unit_is_split_and_no_word_is_lost(title: str, width: int) -> None:
    """A number stays with its noun, a date with its year; the lines make up the title."""
    found = lines(title, width, 900, 24)

    assert " ".join(found) == title
    for unit in WHOLE:
        assert (unit in title) == any(unit in line for line in found), unit


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        (TITLES[0], "Nomor 14 Tahun 2008"),
        (TITLES[2], "Nomor 8 Tahun 2021"),
        (TITLES[2], "Nomor 14 Tahun 2020"),
        (TITLES[3], "Pasal 22 ayat (7) huruf a"),
        (TITLES[8], "UU Nomor 8 Tahun 2016"),
    ],
)
@pytest.mark.parametrize("width", [640, 720, 800, 912])
def test_a_citation_that_fits_on_a_line_is_not_parted(text: str, citation: str, width: int) -> None:
    """Rather smaller type than the number on one line and its year on the next."""
    assert any(citation in line for line in lines(text, width, 900, 24))


_CREATIVE = "Peraturan Pemerintah Nomor 24 Tahun 2022 tentang Ekonomi Kreatif"


@pytest.mark.parametrize("title", [*(t for t in TITLES if len(t) > 30), _CREATIVE])
def test_the_last_line_of_a_title_is_no_orphan(title: str) -> None:
    """The last line is at least 35% of the widest, whatever the size."""
    words = measured([Block(runs=(Run(title, ""),))], "heavy", studio().shelf)
    setting, _ = largest(words, (30, 120), 912, 700, leading=1.12, balanced=True)

    assert setting is not None
    widths = [line.width for _, line, _, _ in setting.lines]
    assert widths[-1] >= 0.35 * max(widths)
    for size in range(56, 121, 4):
        setting = set_words(words, size, 912, leading=1.12, balanced=True)
        widths = [line.width for _, line, _, _ in setting.lines] if setting else [1.0]
        assert len(widths) == 1 or widths[-1] >= 0.35 * max(widths), size


def test_a_title_that_would_leave_an_orphan_is_set_smaller() -> None:
    """Where no way of breaking helps: the long word fills a line, and what follows it is short."""
    title = 'Pengubahan Aturan Bea Meterai ("zegelverordening 1921")'
    words = measured([Block(runs=(Run(title, ""),))], "heavy", studio().shelf)
    setting, _ = largest(words, (30, 120), 912, 700, leading=1.12, balanced=True)
    large = set_words(words, 84, 912, leading=1.12, balanced=True)

    assert setting is not None and large is not None
    assert [unit.text for unit in large.lines[-1][1].units] == ['1921")']
    assert setting.lines[-1][1].units[0].text == '("zegelverordening'


def test_lines_never_exceed_their_box() -> None:
    words = measured([Block(runs=(Run(TITLES[1], ""),))], "heavy", studio().shelf)
    for size in range(30, 72, 7):
        setting = set_words(words, size, 912, leading=1.12, balanced=True)

        assert setting is not None
        assert setting.width <= 912


def test_a_word_wider_than_the_box_is_refused_not_broken() -> None:
    words = measured([Block(runs=(Run("Mempertanggungjawabkannya", ""),))], "heavy", studio().shelf)

    assert set_words(words, 90, 400, leading=1.1, balanced=True) is None


def test_an_address_may_break_after_its_slashes() -> None:
    address = "https://jdih.kpu.go.id/sulsel/pinrang/produk-hukum/keputusan"
    words = measured([Block(runs=(Run(address, ""),))], "medium", studio().shelf)
    setting = set_words(words, 40, 500, leading=1.1, balanced=False)

    assert setting is not None
    assert "".join(unit.text for _, line, _, _ in setting.lines for unit in line.units) == address
    assert setting.width <= 500


def test_text_that_does_not_fit_says_how_high_it_would_be() -> None:
    words = measured([Block(runs=(Run(TITLES[1], ""),))], "heavy", studio().shelf)
    setting, needed = largest(words, (60, 120), 912, 200, leading=1.12, balanced=True)

    assert setting is None
    assert needed > 200


def test_markdown_becomes_blocks_of_styled_runs() -> None:
    """Bold, italic, lists and links keep their words; pictures and tags are left out."""
    fonts = {"regular": "medium", "bold": "heavy", "italic": "italic"}
    found = blocks("**Satu** dua *tiga*\n\n- [UU](https://a.id) 14\n- b\n\n![x](y.jpg)", fonts)

    assert found[0].runs == (
        Run("Satu", "heavy"),
        Run(" dua ", "medium"),
        Run("tiga", "italic"),
    )
    assert [(b.bullet, b.text) for b in found[1:]] == [("•", "UU 14"), ("•", "b")]


def test_the_lead_ends_at_the_first_section() -> None:
    assert lead("Awal.\n\n## Satu\nisi") == "Awal."


def test_a_quotation_is_parted_from_the_words_around_it() -> None:
    assert quotation("Awal\n\n> Lex\n> dura\n\nakhir") == ("Lex\ndura", "Awal\n\n\nakhir")


def test_sentences_do_not_end_at_an_abbreviation() -> None:
    block = Block(runs=(Run("Lihat No. 14 di Jl. Bau Massepe. Lalu pulang.", ""),))

    assert [b.text.strip() for b in sentences(block)] == [
        "Lihat No. 14 di Jl. Bau Massepe.",
        "Lalu pulang.",
    ]


def test_plain_text_has_no_marks() -> None:
    assert plain("**A** _b_ `c`") == "A b c"


def test_lontara_and_emoji_are_drawn_by_the_fallback_chain() -> None:
    """A sign of several characters stays in one font; what none has is named."""
    shelf = studio().shelf
    emoji, latin = "NotoEmoji_700Bold.ttf", "PlusJakartaSans_500Medium.ttf"
    signs = ["🎉", "❤️", "1️⃣", "👍🏽", "🇮🇩", "👩‍⚖️"]  # style, keycap, skin, flag, joined

    assert shelf.pieces("aᨀ", "medium")[1][0] == "NotoSansBuginese_400Regular.ttf"
    assert shelf.pieces(f"a{''.join(signs)} 1", "medium") == [
        (latin, "a"),
        (emoji, "".join(signs)),
        (latin, " 1"),
    ]
    assert [woven(sign) for sign in signs] == [False, True, True, True, True, True]
    assert (woven("Salamaᨀ"), woven("ᨔᨙ")) == (False, True)
    assert len({shelf.width(sign, "medium") for sign in signs}) == 1  # each is one glyph
    assert shelf.missing("Aman ᨀ 🎉 → § “”", "medium") == ""
    assert shelf.missing("Selamat 🎉法", "medium") == "法"


@pytest.mark.parametrize("seed", range(40))
def test_lines_are_the_best_of_all_ways(seed: int) -> None:
    """Against trying them all: no way that is left out of the search is a better one."""
    chance = random.Random(seed)
    parts = [
        Unit((Run("x", ""),), chance.choice([0.5, 1.0, 2.0, 3.5]), chance.choice([0.0, 0.1]))
        for _ in range(chance.randrange(1, 10))
    ]
    limit, space = chance.choice([4.0, 6.0, 9.0]), 0.25

    def cost(ends: Sequence[int]) -> float:
        found = 0.0
        for start, end in pairwise((0, *ends)):
            width = sum(u.width for u in parts[start:end]) + space * (end - start - 1)
            if width > limit:
                return float("inf")
            last = end == len(parts)
            found += 0.0 if last else ((limit - width) / limit) ** 2 + 0.15 * parts[end - 1].penalty
        return found

    ways = [
        (*cuts, len(parts))
        for count in range(len(parts))
        for cuts in combinations(range(1, len(parts)), count)
    ]
    fewest = min(len(way) for way in ways if cost(way) < float("inf"))
    best = min(cost(way) for way in ways if len(way) == fewest)
    found = _search(parts, limit, space, limit, fewest, False, least=0.0)

    assert found is not None
    assert cost([*accumulate(len(line.units) for line in found)]) == pytest.approx(best)
    assert _search(parts, limit, space, limit, fewest - 1, False, least=0.0) is None


@pytest.mark.parametrize("font", ["regular", "italic", "medium", "bold", "heavy"])
def test_no_letter_is_marked_as_overlapping(font: str) -> None:
    """FreeType draws such letters sixteen times as fine, and three times as long."""
    glyphs = TTFont(SITE / "assets/fonts" / studio().shelf.file(font))["glyf"]
    simple, joined = 0x40, 0x400  # OVERLAP_SIMPLE of the first point, OVERLAP_COMPOUND
    marked = []
    for name in glyphs.keys():  # noqa: SIM118  # fontTools' table is no mapping
        glyph = glyphs[name]
        flags = glyph.flags[:1] if glyph.numberOfContours > 0 else []
        if any(flag & simple for flag in flags) or (
            glyph.isComposite() and any(part.flags & joined for part in glyph.components)
        ):
            marked.append(name)

    assert marked == []
