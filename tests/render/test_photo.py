"""Pictures that people hand in: hostile ones are findings, none leaks what it knows."""

import base64
import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw
from pypdf import PdfReader

from pipeline.core.findings import Finding
from pipeline.render.album import Album
from pipeline.render.contact import contact_sheet
from pipeline.render.saliency import focus
from pipeline.render.scrims import needed
from pipeline.render.studio import SINGLE
from pipeline.render.tones import mixed, ratio, rgb
from pipeline.sketching import KINDS
from tests.card_desk import FAMILIES, ROOT, content, item, picture, sections, studio
from tests.card_files import card, draw, photo

TRACES = (b"Exif", b"ICC_PROFILE", b"iCCP", b"Kamera", b"http://ns.adobe", b"Photoshop")


def silent(made: bytes) -> bool:
    """Whether a picture says nothing but its pixels."""
    with Image.open(io.BytesIO(made)) as opened:
        known = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        return not (opened.getexif() or set(opened.info) - known or any(t in made for t in TRACES))


def test_no_metadata_gets_out(tmp_path: Path) -> None:
    """Every card, and the sheet of all of them."""
    photo(tmp_path)
    cards = draw(tmp_path, item(pictures=(picture("a.jpg"),))).cards["2026-11-contoh"]

    assert all(silent(one.path.read_bytes()) for one in cards)
    assert silent(contact_sheet(cards))


@pytest.mark.parametrize(
    "kind",
    ["svg", "grid", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("png", "pdf"))],
)
def test_no_metadata_gets_out_with_what_designers_and_printers_take(
    tmp_path: Path, kind: str
) -> None:
    """Also the pictures inside an SVG and a PDF."""
    photo(tmp_path)
    one = item(series="foto", pictures=(picture("a.jpg"),))
    album = Album(tmp_path / "content/konten" / one.id)
    files = KINDS[kind](studio(), one, content(one), album)
    assert not isinstance(files, Finding)
    inner: list[bytes] = []
    for name, made in files.items():
        assert b"Kamera" not in made
        if name.endswith(".svg"):
            found = re.findall(rb"data:image/\w+;base64,([A-Za-z0-9+/=]+)", made)
            inner += map(base64.b64decode, found)
        elif name.endswith(".pdf"):
            pages = PdfReader(io.BytesIO(made)).pages
            inner += [shown.data for page in pages for shown in page.images]
        else:
            inner.append(made)

    assert len(inner) >= len(files)
    assert all(map(silent, inner))


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
    """Reading the folder has advised on it (edge/colours); the cards are sound."""
    path = photo(tmp_path)
    pictures = {
        "cmyk.jpg": Image.new("CMYK", (1200, 900), (0, 200, 200, 0)),
        "alfa.png": Image.new("RGBA", (1200, 900), (10, 20, 30, 100)),
        "palet.png": Image.new("P", (1200, 900)),
        "dalam.png": Image.new("I;16", (1200, 900), 30_000),
    }
    for name, made in pictures.items():
        made.save(path.with_name(name), icc_profile=b"rusak" * 60)

        assert draw(tmp_path, item(pictures=(picture(name),))).findings == ()


def test_words_on_a_picture_can_be_read(tmp_path: Path) -> None:
    """The scrim is only as dense as 4.5 to 1 needs, measured on the pixels under the text."""
    white = Image.new("RGB", (400, 400), "#f4f4f4")
    guard = [50, 200, 300, 60, "#ffffff"]
    opacity = needed(white, guard, rgb("#6a1222"))
    mean = mixed(rgb("#f4f4f4"), rgb("#6a1222"), opacity)

    assert 4.5 <= ratio(mean, rgb("#ffffff")) <= 5.2

    black = Image.new("RGB", (400, 400), "#101010")

    assert needed(black, guard, rgb("#6a1222")) < 0.01


@pytest.mark.parametrize("skin", ["#f1c9a5", "#c68642", "#7a4a2b"])
@pytest.mark.parametrize(("x", "y"), [(0.2, 0.3), (0.8, 0.3), (0.5, 0.7)])
def test_a_face_is_found_where_nobody_named_a_focus(skin: str, x: float, y: float) -> None:
    """A disc of skin before a busy wall; no crop of any format cuts it."""
    scene = Image.effect_noise((1200, 900), 60).convert("RGB")
    across = 110
    middle = (round(1200 * x), round(900 * y))
    box = (middle[0] - across, middle[1] - across, middle[0] + across, middle[1] + across)
    ImageDraw.Draw(scene).ellipse(box, fill=skin)
    found = focus(scene)
    for width, height in ((1080, 520), (700, 776), (510, 528), (1080, 1080)):
        scale = max(width / 1200, height / 900)
        for n, (side, whole) in enumerate(((width / scale, 1200), (height / scale, 900))):
            first = min(max(whole * found[n] - side / 2, 0), whole - side)

            assert first <= box[n]
            assert box[n + 2] <= first + side


def test_the_editors_focus_overrules_the_guess(tmp_path: Path) -> None:
    photo(tmp_path)
    album = Album(tmp_path / "content/konten/2026-11-contoh")
    album.crop("a.jpg", (100, 300), (0.9, 0.5))

    assert album.guesses == {}

    album.crop("a.jpg", (100, 300), ())

    assert list(album.guesses) == ["a.jpg"]


def test_boxes_of_one_scale_are_cut_from_one_picture(tmp_path: Path) -> None:
    """As the crops would be that are made each for itself; a panorama is not scaled whole."""
    photo(tmp_path)
    folder = tmp_path / "content/konten/2026-11-contoh"
    sizes = [(1080, 605), (1080, 500), (700, 776)]
    ops = [{"op": "photo", "file": "a.jpg", "box": [0, 0, *s], "focus": []} for s in sizes]
    album, alone = Album(folder, [{"ops": ops}]), Album(folder, [{"ops": ops[:1]}])
    for size in sizes:
        shared, own = album.crop("a.jpg", size, (0.5, 0.3)), alone.crop("a.jpg", size, (0.5, 0.3))
        worst = max(high for _, high in ImageChops.difference(shared, own).getextrema())

        assert shared.size == own.size == size
        assert worst <= 3
    assert list(album._scaled) == [("a.jpg", (1080, 810))]
    assert album.digest({"ops": ops[:1]}) != alone.digest({"ops": ops[:1]})


WHEELS = sorted((ROOT / "build/foto-uji").glob("scikit_image-*.whl"))  # laid by `make test-all`
ASTRONAUT = "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5"
FACE = (160, 16, 300, 190)  # of 512: hair to chin, looked at by hand


@pytest.mark.slow
@pytest.mark.skipif(not WHEELS, reason="perlu roda scikit-image (make test-all)")
def test_a_real_face_stays_whole_in_every_format_of_every_family(tmp_path: Path) -> None:
    """Eileen Collins, NASA, public domain: nobody names a focus, no crop cuts hair or chin."""
    content_bytes = zipfile.ZipFile(WHEELS[-1]).read("skimage/data/astronaut.png")
    assert sha256(content_bytes).hexdigest() == ASTRONAUT
    photo(tmp_path).with_name("a.png").write_bytes(content_bytes)
    marked = Image.open(io.BytesIO(content_bytes)).convert("RGB")
    x, y = focus(marked)
    seen = set()
    for family in FAMILIES:
        shown = (replace(picture("a.png"), focus=None),)
        one = item(series=family, pictures=shown, slides=sections(3))
        result = studio().draw(one, content(one), tmp_path, tmp_path / family)
        assert result.findings == ()
        for name, told in result.reports.items():
            for op in told["pictures"]:
                width, height = op["box"][2:]
                scale = max(width / 512, height / 512)
                for n, (at, side) in enumerate(((x, width / scale), (y, height / scale))):
                    first = min(max(512 * at - side / 2, 0), 512 - side)
                    assert first <= FACE[n] and FACE[n + 2] <= first + side, (family, name)
                seen.add(name)
    assert seen == {*(f"{name}.jpg" for name in SINGLE), "slide-01.jpg"}
