"""Display lists: every word inside its box, every format, titles as long as real ones."""

import json
from pathlib import Path

import pytest

from pipeline.core.model import Item
from pipeline.render.studio import Planned
from pipeline.render.text import CAP, DROP
from pipeline.render.tones import contrast
from tests.card_desk import (
    FAMILIES,
    LEAD,
    ROOT,
    accepted,
    content,
    item,
    picture,
    sections,
    studio,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "cards"
REAL = ROOT.parent / "shared/data-hukum/peraturan_meta.jsonl"
SERIES = ["tahukah-kamu", "infografis", "adagium", "hari-penting"]
LONG = (
    "Peraturan Komisi Pemilihan Umum Nomor 8 Tahun 2021 tentang Perubahan atas Peraturan Komisi "
    "Pemilihan Umum Nomor 14 Tahun 2020 tentang Tata Kerja Komisi Pemilihan Umum, Komisi "
    "Pemilihan Umum Provinsi, dan Komisi Pemilihan Umum Kabupaten/Kota"
)
LONGEST = (
    "Keputusan Komisi Pemilihan Umum Nomor 132/Kpts/KPU/TAHUN 2016 tentang Pedoman Teknis "
    "Pengelolaan Jaringan Dokumentasi dan Informasi Hukum Komisi Pemilihan Umum, Komisi Pemilihan "
    "Umum Provinsi, Komisi Pemilihan Umum Kabupaten/Kota, Panitia Pemilihan Kecamatan, Panitia "
    "Pemungutan Suara, dan Kelompok Penyelenggara Pemungutan Suara di Seluruh Wilayah Negara "
    "Kesatuan Republik Indonesia"
)
SINGLE = ["feed", "portrait", "square", "story", "link", "wide"]
SIZES = {
    "feed": (1080, 1350),
    "portrait": (1080, 1440),
    "square": (1080, 1080),
    "slide": (1080, 1350),
    "story": (1080, 1920),
    "link": (1200, 630),
    "wide": (1600, 900),
}
SAFE = {
    **dict.fromkeys(("feed", "portrait", "square", "slide"), 34),
    "story": 72,
    "link": 24,
    "wide": 32,
}
LEAST = {"title": 56, "heading": 44, "quote": 56, "body": 34, "basis": 26, "office": 26}


def planned(one: Item) -> list[Planned]:
    found, findings = studio().plan(one, content(one))

    assert findings == []
    return found


def runs(plan: Planned) -> list[dict[str, object]]:
    return [op for op in plan.display["ops"] if op["op"] == "text"]


def check_inside(plan: Planned) -> None:
    """No text leaves the canvas's margin; in a story none is under the network's own buttons."""
    width, height = plan.display["size"]
    margin = SAFE[plan.format]
    for op in runs(plan):
        if op["role"] in {"mark", "ribbon"}:
            continue
        top, bottom = op["y"] - CAP * op["size"], op["y"] + DROP * op["size"]
        assert op["x"] >= margin, op
        assert op["x"] + op.get("width", 0) <= width - margin + 1, op
        assert top >= margin, op
        assert bottom <= height - margin + 12, op
        if plan.format == "story":
            assert top >= 250, op
            assert bottom <= 1920 - 340, op


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("title", ["JDIH", item().title, LONG], ids=["short", "usual", "long"])
@pytest.mark.parametrize("pictured", [False, True])
def test_every_format_fits_inside_its_canvas(series: str, title: str, pictured: bool) -> None:
    pictures = (picture("a.jpg"),) if pictured else ()
    found = planned(item(series=series, title=title, slides=sections(3), pictures=pictures))

    assert [p.format for p in found] == [*SINGLE, *["slide"] * 5]
    for plan in found:
        assert tuple(plan.display["size"]) == SIZES[plan.format]
        check_inside(plan)
        for op in runs(plan):
            if plan.display["size"][0] == 1080 and op["role"] in LEAST:
                assert op["size"] >= LEAST[str(op["role"])], op


@pytest.mark.parametrize("series", SERIES)
def test_texts_do_not_lie_on_each_other(series: str) -> None:
    """Lines of different roles never overlap."""
    for plan in planned(item(series=series, title=LONG, slides=sections(3))):
        boxes = [
            (
                op["role"],
                op["x"],
                op["y"] - CAP * op["size"],
                op["x"] + op.get("width", 0),
                op["y"],
            )
            for op in runs(plan)
            if op["role"] not in {"mark", "logo", "ribbon"}
        ]
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                apart = (
                    one[0] == other[0]
                    or one[3] <= other[1]
                    or other[3] <= one[1]
                    or one[4] <= other[2]
                    or other[4] <= one[2]
                )
                assert apart, (plan.name, one, other)


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("pictured", [False, True])
def test_nothing_is_painted_over_words(series: str, pictured: bool) -> None:
    """A panel or photograph comes before the words that lie on it."""
    pictures = (picture("a.jpg"),) if pictured else ()
    for plan in planned(item(series=series, slides=sections(3), pictures=pictures, demo=True)):
        ops = plan.display["ops"]
        for n, op in enumerate(ops):
            if op["op"] != "text" or op["role"] == "mark":
                continue
            for later in ops[n + 1 :]:
                if later["op"] in {"rect", "photo", "scrim", "qr"}:
                    x, y, w, h = later["box"]
                    apart = not (x <= op["x"] < x + w and y < op["y"] <= y + h)
                    assert apart, (plan.name, op, later)


def test_a_title_of_400_letters_asks_for_a_card_title() -> None:
    """The finding says how many letters too many, and which key mends it."""
    one = item(title=LONGEST + " " + LONG)
    _, findings = studio().plan(one, content(one))

    assert findings
    assert {f.rule for f in findings} == {"kartu-tidak-muat"}
    assert findings[0].where == one.where
    assert findings[0].line == 3
    assert "huruf. Isi `judul_kartu` dengan judul pendek" in findings[0].message


def test_a_title_of_300_letters_is_drawn_by_its_card_title() -> None:
    one = item(title=LONGEST, card_title="Keputusan KPU Nomor 132/Kpts/KPU/TAHUN 2016")

    assert len(LONGEST) > 300
    assert len(planned(one)) == 6


def test_the_series_name_is_not_said_twice() -> None:
    """A title that begins with the name of its series loses it: the kicker says it."""
    feed = planned(item(title="Tahukah Kamu? Permintaan Dijawab dalam 10 Hari Kerja"))[0]
    title = " ".join(str(op["text"]) for op in runs(feed) if op["role"] == "title")

    assert title == "Permintaan Dijawab dalam 10 Hari Kerja"


def test_less_than_two_sections_make_no_carousel() -> None:
    assert [p.format for p in planned(item(slides=sections(1)))] == SINGLE


def test_a_long_section_flows_to_the_next_slide() -> None:
    """Every sentence is on some slide, in order, under the same heading."""
    text = " ".join(
        f"Kalimat nomor {n} menjelaskan satu hal yang penting bagi pemilih di Pinrang."
        for n in range(24)
    )
    found = planned(item(slides=sections(2, text)))
    slides = [p for p in found if p.format == "slide"][1:-1]
    said = " ".join(str(op["text"]) for p in slides for op in runs(p) if op["role"] == "body")

    assert len(slides) > 2
    assert said == f"{text} {text}"
    for plan in slides:
        check_inside(plan)


def test_slides_of_one_carousel_share_sizes_and_the_first_line() -> None:
    slides = planned(item(slides=(*sections(2), *sections(1, "Pendek saja."))))[7:-1]
    bodies = {op["size"] for p in slides for op in runs(p) if op["role"] == "body"}
    tops = {next(op["y"] for op in runs(p) if op["role"] == "heading") for p in slides}

    assert len(bodies) == 1
    assert len(tops) == 1


def test_nine_sections_are_packed_on_eight_slides() -> None:
    """Cover, eight slides and the closing one: nothing is left out, never an eleventh."""
    found = planned(item(slides=sections(9, "Satu kalimat pendek.")))
    slides = [p for p in found if p.format == "slide"]
    said = " ".join(str(op["text"]) for p in slides for op in runs(p))

    assert len(slides) == 10
    assert all(f"Bagian {n}" in said for n in range(1, 10))


def test_too_many_slides_are_a_finding() -> None:
    text = " ".join(
        "Kalimat ini menjelaskan satu hal yang penting bagi pemilih." for _ in range(24)
    )
    one = item(slides=sections(7, text))
    _, findings = studio().plan(one, content(one))

    assert [f.rule for f in findings] == ["slide-terlalu-banyak"]
    assert findings[0].line == 20


def test_only_demonstrations_carry_the_ribbon() -> None:
    """CONTOH is on every card of a demonstration, and on no other."""
    for demo in (True, False):
        for plan in planned(item(demo=demo, slides=sections(2), pictures=(picture("a.jpg"),))):
            ribbons = [op for op in runs(plan) if op["text"] == "CONTOH"]

            assert len(ribbons) == int(demo)
            assert all(op["size"] >= 40 for op in ribbons)


def test_a_missing_glyph_is_a_finding_with_its_place() -> None:
    one = item(body="Baris satu 🎉.\nSelamat 法 semua.")
    _, findings = studio().plan(one, content(one))

    assert [str(f) for f in findings] == [
        "content/konten/2026-11-contoh/index.md:15: Tanda “法” (U+6CD5) di isi, setelah "
        "“Selamat ”, tidak ada dalam huruf kartu. Ganti atau hapus. [huruf-tak-tergambar]"
    ]


def test_alternative_texts_say_what_the_card_says() -> None:
    feed, *_ = planned(item(demo=True))

    assert feed.alt == (
        "Kartu Tahukah Kamu: Badan Publik Wajib Menjawab Permintaan Informasi. Setiap orang "
        "berhak memperoleh informasi publik. Badan publik wajib menjawab permintaan secara "
        "tertulis paling lambat 10 hari kerja sejak permintaan diterima. Dasar hukum: Pasal 22 "
        "ayat (7) UU Nomor 14 Tahun 2008. Bertanda CONTOH."
    )


def test_alternative_texts_of_slides_count_them_and_stay_within_the_limit() -> None:
    found = planned(item(title=LONG, slides=sections(3), pictures=(picture("a.jpg"),)))
    slides = [p for p in found if p.format == "slide"]

    assert slides[1].alt.startswith("Kartu Tahukah Kamu, gambar 2 dari 5: Bagian 1. Setiap orang")
    assert "Kode QR menuju https://jdih.example/konten/2026-11-contoh/." in slides[-1].alt
    assert found[0].alt.endswith("Gambar: Ruang baca dengan rak buku.")
    assert all(len(p.alt) <= 1000 for p in found)


def test_the_house_has_no_slip_of_the_designer() -> None:
    brand = studio().brand

    assert studio().findings == []
    assert sorted(brand.families) == FAMILIES
    for one, other in brand.pairs:
        assert contrast(brand.palette[one], brand.palette[other]) >= 4.5


@pytest.mark.parametrize("name", ["terang", "gelap", "kutipan", "foto"])
def test_layouts_are_those_that_were_accepted(name: str) -> None:
    """The golden file is the display list of a feed card and of a story, as JSON.

    To accept a new layout, delete the file and run the test twice.
    """
    series = dict(zip(["terang", "gelap", "kutipan", "foto"], SERIES, strict=True))[name]
    pictures = (picture("a.jpg"),) if name == "foto" else ()
    one = item(series=series, pictures=pictures, demo=True)
    found, _ = accepted().plan(one, content(one))
    displays = {p.name: p.display for p in found if p.format in {"feed", "story"}}
    text = json.dumps(displays, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path = GOLDEN / f"{name}.json"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} written; look at the card, then run again")

    assert text == path.read_text(encoding="utf-8")


@pytest.mark.skipif(not REAL.exists(), reason="../shared/data-hukum is not there")
def test_real_titles_fit_or_are_refused() -> None:
    """Of the titles of real laws nine in ten are drawn; the rest ask for a card title."""
    titles = [json.loads(line)["judul"] for line in REAL.read_text(encoding="utf-8").splitlines()]
    refused = 0
    sample = titles[::40]
    for title in sample:
        one = item(title=title)
        found, findings = studio().plan(one, content(one))
        if findings:
            refused += 1
            assert all("judul_kartu" in f.message for f in findings), title
        for plan in found:
            check_inside(plan)

    assert refused <= len(sample) / 10


@pytest.mark.parametrize("series", FAMILIES)
def test_a_check_refuses_what_drawing_refuses(series: str) -> None:
    """It sets no text larger than it must be and paints nothing; what it says is the same."""
    short = item(series=series, title="JDIH", slides=sections(2))
    photo = item(series=series, title=LONG, pictures=(picture("a.jpg"),))
    book = item(series=series, title=LONGEST, slides=sections(1, LEAD * 9) + sections(1))
    word = item(series=series, summary="a" * 90, body="b" * 90)

    for one in (short, photo, book, word):
        world = content(one)
        assert studio().plan(one, world)[1] == studio().plan(one, world, least=True)[1]


def test_sheet_of_paper_grows_with_its_column() -> None:
    """In every upright format its edges keep their distance to what stands on it."""
    law = item(series="produk", title="UU Nomor 14 Tahun 2008")
    planned, findings = studio().plan(law, content(law))
    gaps = {}
    for plan in planned:
        ops = plan.display["ops"]
        sheet = [op["box"][1] for op in ops if op["op"] == "rect" and op["radius"] == 28]
        first = [op["y"] - op["size"] for op in ops if op.get("role") == "instrument"]
        if sheet and first:
            gaps[plan.format] = min(first) - min(sheet)

    assert findings == []
    assert gaps.keys() == {"feed", "portrait", "square", "story"}
    assert all(20 < gap < 90 for gap in gaps.values()), gaps
