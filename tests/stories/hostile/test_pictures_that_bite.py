"""Pictures that lie, burst, move or tell too much."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.stories.hostile.world import BAD, FOLDER, accepted, judge, spoil
from tests.stories.office.conftest import item

SIZE = (1200, 900)


def painted(kind: str, mode: str = "RGB", size: tuple[int, int] = SIZE, **how: object) -> bytes:
    file = BytesIO()
    Image.new(mode, size).save(file, kind, **how)
    return file.getvalue()


def moving(kind: str) -> bytes:
    file = BytesIO()
    frames = [Image.new("RGB", SIZE, (80 * n, 0, 0)) for n in range(3)]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


def claimed(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds almost nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def exif(kind: str, **tags: object) -> bytes:
    made = Image.Exif()
    if "turn" in tags:
        made[0x0112] = tags["turn"]
    if "place" in tags:
        made[0x8825] = {1: "S", 2: (3.0, 47.0, 0.0), 3: "E", 4: (119.0, 39.0, 0.0)}
    return painted(kind, exif=made)


def stuffed() -> bytes:
    """A PNG whose text chunk unfolds into 70 MB."""
    info = PngInfo()
    info.add_text("a", "x" * 70_000_000, zip=True)
    return painted("PNG", pnginfo=info)


def picture(file: str, content: bytes) -> dict[str, str | bytes]:
    """The item with one picture, well described."""
    listed = (
        f"gambar:\n  - {{berkas: '{file}', alt: Pintu terbuka ke ruang baca., kredit: Humas}}\n"
    )
    return {f"{FOLDER}/index.md": item(more=listed), f"{FOLDER}/{file}": content}


def named(file: str) -> dict[str, str | bytes]:
    """The item with a picture that is not beside it."""
    listed = (
        f"gambar:\n  - {{berkas: '{file}', alt: Pintu terbuka ke ruang baca., kredit: Humas}}\n"
    )
    return {f"{FOLDER}/index.md": item(more=listed)}


JPEG, PNG = painted("JPEG"), painted("PNG")
CASES = {
    "PNG named JPEG": picture("a.jpg", PNG),
    "half a JPEG": picture("a.jpg", JPEG[: len(JPEG) // 2]),
    "rubbish after the header": picture("a.jpg", JPEG[:700] + Random(7).randbytes(5_000)),
    "half a PNG": picture("a.png", PNG[:60]),
    "half a WebP": picture("a.webp", painted("WEBP")[:40]),
    "wrong checksum": picture("a.png", PNG[:29] + b"abcd" + PNG[33:]),
    "no bytes": picture("a.jpg", b""),
    "web page": picture("a.jpg", b"<html><script>alert(1)</script>"),
    "SVG named PNG": picture("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "SVG": picture("a.svg", b"<svg/>"),
    "GIF": picture("a.gif", b"GIF89a"),
    "PDF": picture("a.pdf", b"%PDF-1.4"),
    "5,000 empty segments": picture("a.jpg", b"\xff\xd8" + b"\xff\xe0\x00\x02" * 5_000 + JPEG[2:]),
    "one pixel": picture("a.png", painted("PNG", size=(1, 1))),
    "a line": picture("a.png", painted("PNG", size=(12_000, 10))),
    "a little small": picture("a.png", painted("PNG", size=(800, 600))),
    "no size": picture("a.png", claimed(0, 0)),
    "400 megapixels": picture("a.png", claimed(20_000, 20_000)),
    "60 megapixels": picture("a.png", claimed(12_000, 5_000)),
    "largest that a PNG can claim": picture("a.png", claimed(2**31 - 1, 2**31 - 1)),
    "21 megabytes": picture("a.jpg", JPEG + bytes(21 * 1024 * 1024)),
    "text that unfolds": picture("a.png", stuffed()),
    "moving WebP": picture("a.webp", moving("WEBP")),
    "moving PNG": picture("a.png", moving("PNG")),
    "place in a JPEG": picture("a.jpg", exif("JPEG", place=True)),
    "place in a PNG": picture("a.png", exif("PNG", place=True)),
    "place in a WebP": picture("a.webp", exif("WEBP", place=True)),
    "name with a space": picture("foto rapat.jpg", JPEG),
    "name in capitals": picture("FOTO.JPG", JPEG),
    "name with an accent": picture("rapat-café.jpg", JPEG),
    "hidden name": picture(".a.jpg", JPEG),
    "name that Windows keeps": picture("con.jpg", JPEG),
    "name that climbs": named("../../peran.yml"),
    "name from the root": named("/etc/passwd"),
    "name with a line break": named("a\\n.jpg"),
    "not there": named("tidak-ada.jpg"),
}
DRAWN = {
    *("half a JPEG", "rubbish after the header", "half a PNG", "half a WebP", "wrong checksum"),
    *("text that unfolds", "moving WebP", "moving PNG"),
}
TOLD = accepted("pictures")


@pytest.mark.parametrize("name", CASES)
def test_picture_that_bites(tmp_path: Path, cards: Path, name: str) -> None:
    """One finding or more, with the file and what to do; the other item goes on."""
    spoil(tmp_path, CASES[name])

    assert judge(tmp_path, cards, draw=name in DRAWN).told() == TOLD[name]


HARMLESS = {
    "one bit": picture("a.png", painted("PNG", "1")),
    "palette with a clear colour": picture("a.png", painted("PNG", "P", transparency=0)),
    "clear": picture("a.png", painted("PNG", "RGBA")),
    "turned": picture("a.jpg", exif("JPEG", turn=6)),
    "turned by an unknown number": picture("a.jpg", exif("JPEG", turn=99)),
    "EXIF of rubbish": picture("a.jpg", painted("JPEG", exif=b"Exif\0\0rubbish" * 50)),
    "bytes behind the picture": picture("a.jpg", JPEG + b"PK\x03\x04" + bytes(1000)),
}


STRANGE = {
    "for print": picture("a.jpg", painted("JPEG", "CMYK")),
    "16 bits": picture("a.png", painted("PNG", "I;16")),
    "colour profile of rubbish": picture("a.jpg", painted("JPEG", icc_profile=b"rubbish" * 100)),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_colours_are_advised_on_and_drawn(tmp_path: Path, cards: Path, name: str) -> None:
    """Whoever took the picture is told what to do; the card is whole all the same."""
    spoil(tmp_path, STRANGE[name])
    judged = judge(tmp_path, cards)

    assert [line.rsplit(" [")[-1] for line in judged.told()] == ["warna-gambar] saran"]
    assert BAD in judged.cards


@pytest.mark.parametrize("name", HARMLESS)
def test_odd_pictures_are_drawn(tmp_path: Path, cards: Path, name: str) -> None:
    """What is odd but whole becomes a card like any other, without its metadata."""
    spoil(tmp_path, HARMLESS[name])
    judged = judge(tmp_path, cards)

    assert judged.told() == []
    assert BAD in judged.cards


def test_cards_tell_no_place(tmp_path: Path, cards: Path) -> None:
    """Where a photograph was taken stays in the photograph: no card carries metadata."""
    spoil(tmp_path, CASES["place in a JPEG"])
    judge(tmp_path, cards)
    drawn = sorted((cards / BAD).glob("*.jpg"))
    told = []
    for path in drawn:
        with Image.open(path) as card:
            told.append(dict(card.getexif()))

    assert told == [{}] * 6
