"""Drawing to disk: same bytes, nothing drawn twice, hostile pictures are findings."""

import io
import json
import os
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageCms

from pipeline.core.model import Item
from pipeline.render.cards import Card, Drawn, draw_all
from pipeline.render.raster import _needed, paint
from pipeline.render.tones import mixed, ratio, rgb
from tests.card_desk import ROOT, SITE, content, item, picture, sections


def draw(root: Path, *items: Item, site: Path = SITE) -> Drawn:
    return draw_all(items, content=content(*items), root=root, site=site, out=root / "build/kartu")


def photo(root: Path, name: str = "a.jpg", *, size: tuple[int, int] = (1600, 1200)) -> Path:
    """Save a picture with everything in its metadata that must not get out."""
    folder = root / "content/konten/2026-11-contoh"
    folder.mkdir(parents=True, exist_ok=True)
    canvas = Image.linear_gradient("L").resize(size)
    made = Image.merge(
        "RGB", (canvas, canvas.transpose(Image.Transpose.ROTATE_90).resize(size), canvas)
    )
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    exif[0x8825] = {1: "S", 2: (3.0, 47.0, 0.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = folder / name
    made.save(path, exif=exif, icc_profile=profile)
    return path


def card(drawn: Drawn, format_name: str, page: int = 0) -> Card:
    return next(
        c
        for cards in drawn.cards.values()
        for c in cards
        if (c.format, c.page) == (format_name, page)
    )


def test_cards_have_their_sizes_and_describe_themselves(tmp_path: Path) -> None:
    drawn = draw(tmp_path, item(slides=sections(3)))
    found = drawn.cards["2026-11-contoh"]

    assert drawn.findings == ()
    assert [(c.format, c.page, c.width, c.height) for c in found] == [
        ("feed", 0, 1080, 1350),
        ("story", 0, 1080, 1920),
        ("link", 0, 1200, 630),
        ("wide", 0, 1600, 900),
        *[("slide", n, 1080, 1350) for n in range(1, 6)],
    ]
    for one in found:
        with Image.open(one.path) as opened:
            assert opened.format == "JPEG"
            assert opened.size == (one.width, one.height)
        assert one.bytes == one.path.stat().st_size


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    photo(tmp_path / "a")
    photo(tmp_path / "b")
    one = item(slides=sections(2), pictures=(picture("a.jpg"),))
    first, second = draw(tmp_path / "a", one), draw(tmp_path / "b", one)

    assert [c.sha256 for c in first.cards[one.id]] == [c.sha256 for c in second.cards[one.id]]


def test_what_is_unchanged_is_not_drawn_again(tmp_path: Path) -> None:
    """A second run paints nothing; one changed item leaves the files of the other alone."""
    other = item(id="2026-11-lain", where="content/konten/2026-11-lain/index.md")
    first = draw(tmp_path, item(), other)
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "build").rglob("*.*")}
    second = draw(tmp_path, item(), other)

    assert (first.redrawn, second.redrawn) == (8, 0)
    assert second.cards == first.cards
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "build").rglob("*.*")} == times

    third = draw(tmp_path, item(title="Judul yang Lain Sama Sekali"), other)

    assert third.redrawn == 4
    assert all(p.stat().st_mtime_ns == t for p, t in times.items() if "lain" in str(p.parent))


def test_a_change_that_no_card_shows_paints_nothing(tmp_path: Path) -> None:
    """The title is not on the middle slides: only the cards that show it are painted."""
    draw(tmp_path, item(slides=sections(3)))
    again = draw(tmp_path, item(slides=sections(3), title="Judul yang Lain Sama Sekali"))

    assert again.redrawn == 5  # feed, story, link, wide and the cover


def test_nothing_to_do_does_not_load_the_engine(tmp_path: Path) -> None:
    """Pillow costs a twentieth of a second: a run with nothing to draw does without."""
    draw(tmp_path, item())
    code = (
        "import sys; from pathlib import Path\n"
        "from pipeline.render.cards import draw_all\n"
        "from tests.card_desk import SITE, content, item\n"
        f"root = Path({str(tmp_path)!r})\n"
        "drawn = draw_all([item()], content=content(item()), root=root, site=SITE,\n"
        "                 out=root / 'build/kartu')\n"
        "print(drawn.redrawn, len(drawn.cards), 'PIL' in sys.modules, 'yaml' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout.strip()) == (0, "0 1 False False"), run.stderr


def test_a_card_that_was_tampered_with_is_drawn_again(tmp_path: Path) -> None:
    drawn = draw(tmp_path, item())
    feed = card(drawn, "feed").path
    good = feed.read_bytes()
    feed.write_bytes(good[:1000])
    draw(tmp_path, item())

    assert feed.read_bytes() == good


def test_orphans_are_swept(tmp_path: Path) -> None:
    other = item(id="2026-11-lain", where="content/konten/2026-11-lain/index.md")
    draw(tmp_path, item(slides=sections(3)), other)
    draw(tmp_path, item())
    left = sorted(str(p.relative_to(tmp_path / "build/kartu")) for p in tmp_path.rglob("*.jpg"))

    assert left == [f"2026-11-contoh/{n}.jpg" for n in ("feed", "link", "story", "wide")]


def test_the_qr_code_leads_to_the_items_page(tmp_path: Path) -> None:
    """It is read on the full picture and on a phone's small one."""
    drawn = draw(tmp_path, item(slides=sections(2)))
    with Image.open(card(drawn, "slide", 4).path) as opened:
        for width in (1080, 480):
            small = opened.resize((width, round(opened.height * width / opened.width)))
            found = zxingcpp.read_barcodes(small)

            assert [b.text for b in found] == ["https://jdih.example/konten/2026-11-contoh/"]


@pytest.mark.parametrize("pictured", [False, True])
def test_the_link_card_stays_below_what_whatsapp_shows(tmp_path: Path, pictured: bool) -> None:
    """Even with a picture of pure noise, which no encoder can shrink."""
    if pictured:
        path = photo(tmp_path)
        noise = os.urandom(1200 * 900 * 3)
        Image.frombytes("RGB", (1200, 900), noise).save(path, quality=95)
    drawn = draw(tmp_path, item(pictures=(picture("a.jpg"),) if pictured else ()))

    assert card(drawn, "link").bytes <= 280 * 1024


def test_no_metadata_gets_out(tmp_path: Path) -> None:
    photo(tmp_path)
    drawn = draw(tmp_path, item(pictures=(picture("a.jpg"),)))
    for one in drawn.cards["2026-11-contoh"]:
        content_bytes = one.path.read_bytes()
        with Image.open(one.path) as opened:
            assert not opened.getexif()
            assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        for trace in (b"Exif", b"ICC_PROFILE", b"Kamera", b"http://ns.adobe", b"Photoshop"):
            assert trace not in content_bytes


def test_a_picture_lying_on_its_side_is_turned(tmp_path: Path) -> None:
    """EXIF orientation 6: the top of the scene is the file's left."""
    path = photo(tmp_path)
    scene = Image.new("RGB", (1200, 900), "#00ff00")
    scene.paste("#ff0000", (0, 0, 600, 900))
    exif = Image.Exif()
    exif[0x0112] = 6
    scene.save(path, exif=exif)
    drawn = draw(tmp_path, item(series="hari-penting", pictures=(picture("a.jpg"),)))
    with Image.open(card(drawn, "wide").path) as opened:
        red, green, _ = opened.getpixel((1250, 60))
        red_below, green_below, _ = opened.getpixel((1250, 740))

    assert red > green
    assert green_below > red_below


def png(width: int, height: int) -> bytes:
    """Make a tiny file that claims to be a large picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width // 8 + 1), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def cut() -> bytes:
    """Save a picture and lose its second half, as a broken upload does."""
    out = io.BytesIO()
    Image.frombytes("RGB", (1200, 900), bytes(range(240)) * 13_500).save(out, "JPEG")
    return out.getvalue()[: out.tell() // 2]


def moving() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (1200, 900), c) for c in ("#ff0000", "#00ff00")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


HOSTILE = {
    "terpotong.jpg": (b"\xff\xd8\xff\xe0" + b"\0" * 50, "bukan JPEG, PNG, atau WebP"),
    "teks.jpg": (b"<?php echo 1; ?>", "bukan JPEG, PNG, atau WebP"),
    "vektor.png": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan JPEG, PNG, atau WebP"),
    "bom.png": (png(30_000, 30_000), "terlalu besar; paling besar 40 megapiksel"),
    "panjang.png": (png(13_000, 10), "paling besar 40 megapiksel dan 12000 piksel"),
    "rusak.jpg": (cut(), "rusak atau terpotong"),
    "dusta.jpg": (png(1200, 900), "sebenarnya PNG"),
    "bergerak.webp": (moving(), "bergerak"),
    "besar.jpg": (b"\xff\xd8" + b"\0" * 20_000_001, "20 MB; paling besar 20 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pictures_are_findings_and_stop_nobody(tmp_path: Path, name: str) -> None:
    content_bytes, message = HOSTILE[name]
    path = photo(tmp_path)
    path.with_name(name).write_bytes(content_bytes)
    other = item(id="2026-11-lain", where="content/konten/2026-11-lain/index.md")
    drawn = draw(tmp_path, item(pictures=(picture(name),)), other)

    assert [f.rule for f in drawn.findings] == ["gambar-bermasalah"]
    assert message in drawn.findings[0].message
    assert (drawn.findings[0].where, drawn.findings[0].line) == (item().where, 9)
    assert list(drawn.cards) == ["2026-11-lain"]


def test_a_picture_that_is_a_link_elsewhere_is_not_opened(tmp_path: Path) -> None:
    path = photo(tmp_path)
    secret = tmp_path / "rahasia.jpg"
    path.rename(secret)
    path.symlink_to(secret)
    drawn = draw(tmp_path, item(pictures=(picture("a.jpg"),)))

    assert [f.message for f in drawn.findings] == ["Berkas gambar `a.jpg` tidak ada."]


def test_a_picture_in_print_colours_with_transparency_or_16_bits_is_drawn(tmp_path: Path) -> None:
    path = photo(tmp_path)
    pictures = {
        "cmyk.jpg": Image.new("CMYK", (1200, 900), (0, 200, 200, 0)),
        "alfa.png": Image.new("RGBA", (1200, 900), (10, 20, 30, 100)),
        "palet.png": Image.new("P", (1200, 900)),
        "dalam.png": Image.new("I;16", (1200, 900), 30_000),
    }
    for name, made in pictures.items():
        made.save(path.with_name(name))

        assert draw(tmp_path, item(pictures=(picture(name),))).findings == ()


def test_contoh_is_seen(tmp_path: Path) -> None:
    """The ribbon changes a large part of the upper right of every card."""
    plain = draw(tmp_path / "a", item(slides=sections(2)))
    demo = draw(tmp_path / "b", item(slides=sections(2), demo=True))
    for one, other in zip(plain.cards[item().id], demo.cards[item().id], strict=True):
        with Image.open(one.path) as a, Image.open(other.path) as b:
            box = ImageChops.difference(a, b).point(lambda v: 255 if v > 40 else 0).getbbox()

        assert box is not None
        assert (box[2] - box[0]) * (box[3] - box[1]) > 0.015 * one.width * one.height
        assert box[2] > one.width - 20


def test_words_on_a_picture_can_be_read(tmp_path: Path) -> None:
    """The scrim is only as dense as 4.5 to 1 needs, measured on the pixels under the text."""
    white = Image.new("RGB", (400, 400), "#f4f4f4")
    guard = [50, 200, 300, 60, "#ffffff"]
    opacity = _needed(white, guard, rgb("#6a1222"))
    mean = mixed(rgb("#f4f4f4"), rgb("#6a1222"), opacity)

    assert 4.5 <= ratio(mean, rgb("#ffffff")) <= 5.2

    black = Image.new("RGB", (400, 400), "#101010")

    assert _needed(black, guard, rgb("#6a1222")) < 0.01


def test_an_unknown_operation_is_a_bug() -> None:
    display = {"size": [10, 10], "ground": "#ffffff", "ops": [{"op": "dance"}]}

    with pytest.raises(ValueError, match="no such operation: dance"):
        paint(display, SITE, lambda name, size, focus: Image.new("RGB", size))


SLIPS = {
    "unknown key": ("cards/terang.yml", "anchor: bottom", "ankor: bottom", "kunci-tak-dikenal"),
    "pair not allowed": ("cards/terang.yml", "[stone, paper]", "[gold, paper]", "pasangan-warna"),
    "low contrast": ("brand.yml", "- [ink, paper]", "- [gold, paper]", "kontras"),
    "outside the canvas": (
        "cards/gelap.yml",
        "[84, 210, 912, 966]",
        "[84, 210, 1012, 966]",
        "di-luar-batas",
    ),
    "under the buttons": (
        "cards/gelap.yml",
        "[84, 400, 912, 1010]",
        "[84, 200, 912, 1010]",
        "di-luar-batas",
    ),
    "no such font": ("brand.yml", "PlusJakartaSans_700Bold.ttf", "Comic.ttf", "huruf-hilang"),
    "no such role": ("cards/terang.yml", "{role: qr,", "{role: kode,", "peran-kotak"),
    "broken file": ("cards/terang.yml", "ground: paper", "ground: [paper", "yaml-rusak"),
    "sheet missing": ("cards/terang.yml", "wide:\n", "lebar:\n", "lembar-hilang"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_designers_slip_is_a_finding_and_costs_no_card(tmp_path: Path, slip: str) -> None:
    """It is named with file and line; the cards of last time stay."""
    file, old, new, rule = SLIPS[slip]
    first = draw(tmp_path, item())
    site = tmp_path / "site"
    shutil.copytree(SITE, site, ignore=shutil.ignore_patterns("pages", "theme", "web"))
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    drawn = draw(tmp_path, item(title="Lain"), site=site)
    line = text[: text.index(old)].count("\n") + 1

    assert rule in {f.rule for f in drawn.findings}
    finding = next(f for f in drawn.findings if f.rule == rule)
    assert finding.where.startswith("site/")
    assert abs(finding.line - line) <= 2 or rule in {"lembar-hilang", "yaml-rusak"}
    assert drawn.redrawn == 0
    assert card(first, "feed").path.is_file()


def test_the_manifest_names_the_display_of_every_card(tmp_path: Path) -> None:
    drawn = draw(tmp_path, item())
    note = json.loads((card(drawn, "feed").path.parent / "manifest.json").read_text())

    assert [c["file"] for c in note["cards"]] == ["feed.jpg", "story.jpg", "link.jpg", "wide.jpg"]
    assert all(len(c["display"]) == 64 for c in note["cards"])


def test_progress_is_told_item_by_item(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    one = item()
    draw_all(
        [one],
        content=content(one),
        root=tmp_path,
        site=SITE,
        out=tmp_path / "out",
        progress=lambda *step: told.append(step),
    )

    assert told == [("2026-11-contoh", 1, 1)]
