"""Reading content/: whatever stands there, good items come out and bad ones are findings."""

import os
import socket
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.checks import run_checks
from pipeline.core.content import Content, PictureFile
from pipeline.core.findings import Gate
from pipeline.edge.committed import read_roster_bytes
from pipeline.edge.disk import parse_yaml, read_content, split_front_matter, write_if_changed
from pipeline.edge.files import decode

ITEM = """\
---
skema: 1
judul: Hak atas Informasi
rubrik: tahukah-kamu
disposisi: 2026-001
ringkasan: Dua hak.
---
Isi.
"""
SETTINGS = {
    "content/kanal.yml": "skema: 1\nalamat_situs: https://a.go.id/\nnama_kantor: K\n"
    "kanal: [{id: a, jaringan: x, cara: paket, nama: X}]\n",
    "content/rubrik.yml": "skema: 1\n"
    "rubrik: [{id: tahukah-kamu, nama: T, keterangan: K, kartu: terang}]\n",
    "content/peran.yml": "skema: 1\norang: [{nama: Ani, surel: [a@kpu.go.id], "
    "peran: [{peran: pengelola, sejak: 2026-01-01}]}]\n",
}
GOOD, BAD = "content/konten/2026-11-baik", "content/konten/2026-11-buruk"


def png(width: int = 3, height: int = 2) -> bytes:
    """A whole PNG of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    end = chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + end


def world(root: Path, files: dict[str, str | bytes]) -> Content:
    """Lay the files out with one good item beside them, and read everything."""
    for name, content in {**SETTINGS, f"{GOOD}/index.md": ITEM, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_content(root)


def told(content: Content) -> list[str]:
    return [str(f) for f in content.findings if f.where != "content/sop.yml"]


BROKEN = [
    ("", 'index.md:1: Awali berkas dengan baris "---", lalu kunci-kuncinya, lalu "---" lagi. '
     "[kepala-berkas]"),
    ("---\nskema: 1\n", 'index.md:1: Tutup bagian kunci dengan baris "---" sebelum isi. '
     "[kepala-berkas]"),
    ("---\na: 1\na: [\n---\n", "index.md:3: YAML tidak terbaca. Tutup kurung yang terbuka dengan "
     '"]" atau "}". [yaml-rusak]'),
    ("---\njudul: Tahap: satu\n---\n", "index.md:2: YAML tidak terbaca. Luruskan awal baris ini "
     "dengan baris di atasnya, memakai spasi; bila nilainya memuat titik dua, beri tanda kutip. "
     "[yaml-rusak]"),
    ("---\n- a\n---\n", 'index.md:2: Tulis sebagai "kunci: nilai", satu kunci per baris. '
     "[yaml-bentuk]"),
    ("---\na: &a [x]\nb: *a\n---\n", 'index.md:2: Tulis nilainya lengkap, tanpa rujukan "&" atau '
     '"*"; beri tanda kutip bila teks. [yaml-rujukan]'),
    ("---\na: !!python/object/apply:os.system [ls]\n---\n", "index.md:2: Hapus tanda "
     '"tag:yaml.org,2002:python/object/apply:os…" di depan nilai. [yaml-tag]'),
    ("---\na: " + "[" * 5000 + "\n---\n", "index.md:2: Sederhanakan: lebih dari 12 tingkat. "
     "[yaml-bentuk]"),
    (ITEM.encode("utf-16"), 'index.md:1: Simpan ulang sebagai "UTF-8": berkas ini UTF-16. '
     "[pengodean]"),
    (ITEM.encode("utf-8-sig"), 'index.md:1: Simpan ulang sebagai "UTF-8" tanpa BOM (bukan "UTF-8 '
     'dengan BOM"). [pengodean]'),
    (ITEM.replace("Dua", "Caf\xe9").encode("latin-1"), 'index.md:6: Simpan ulang sebagai "UTF-8": '
     "ada huruf dengan pengodean lain. [pengodean]"),
    (b"x" * (1024 * 1024 + 1), "index.md:1: Pendekkan: berkas teks paling banyak 1 MB. "
     "[berkas-besar]"),
    (ITEM.replace("Hak", "H\x07ak"), "index.md:3: Ketik ulang baris ini: ada tanda tersembunyi "
     "U+0007. [tanda-tersembunyi]"),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "message"), BROKEN)
def test_broken_item_is_one_finding_and_the_good_one_is_read(
    tmp_path: Path, broken: str | bytes, message: str
) -> None:
    """One bad file never stops the others, and its first trouble is told plainly."""
    content = world(tmp_path, {f"{BAD}/index.md": broken})

    assert told(content) == [f"{BAD}/{message}"]
    assert list(content.items) == ["2026-11-baik"]


def test_doubled_key_is_told_with_its_first_line(tmp_path: Path) -> None:
    """YAML would silently take the last one."""
    text = ITEM.replace("ringkasan", "judul: Lain\nringkasan")
    content = world(tmp_path, {f"{BAD}/index.md": text})

    assert told(content) == [
        f'{BAD}/index.md:6: Hapus salah satu: kunci "judul" sudah ada di baris 3. [kunci-ganda]'
    ]
    assert list(content.items) == ["2026-11-baik"]
    assert list(content.unfinished) == ["2026-11-buruk"]


def test_words_stay_words() -> None:
    """No YAML 1.1 surprises: octal, sexagesimal, yes and no, dates."""
    doc, _ = parse_yaml("a: 014\nb: yes\nc: 12:30\nd: 2026-11-23\ne: 7\nf: 0.5\ng: ~\nh: true", "a")

    assert doc is not None
    assert doc.value == {
        "a": "014", "b": "yes", "c": "12:30", "d": "2026-11-23",
        "e": 7, "f": 0.5, "g": None, "h": True,
    }  # fmt: skip
    assert doc.lines["e",] == 5


@pytest.mark.parametrize(
    "text", ["a: Kuis #3", "a: 😀 kuis\t#3", "a: [Kuis #3]", "a:\n  - Kuis #3"]
)
def test_text_behind_a_hash_never_vanishes(text: str) -> None:
    """YAML takes it for a comment; the office meant a number or a hashtag."""
    doc, findings = parse_yaml(text, "a")

    assert doc is None
    assert [finding.message for finding in findings] == [
        f'Beri tanda kutip pada nilai ini: "{"#3]" if "[" in text else "#3"}" terbaca sebagai '
        "komentar."
    ]


@pytest.mark.parametrize(
    "text", ["a: Kuis # catatan", "a: 'Kuis #3'", "a: Kuis#3", "a: Kuis  ## bagian", "#x\na: Kuis"]
)
def test_comments_are_comments(text: str) -> None:
    """A hash with a blank after it is meant as one."""
    doc, findings = parse_yaml(text, "a")

    assert doc is not None
    assert findings == []


def test_windows_line_ends_are_read() -> None:
    """Editors on Windows end lines otherwise; nothing else changes."""
    text, findings = decode(ITEM.replace("\n", "\r\n").encode(), "a")

    assert (text, findings) == (ITEM, [])


def test_front_matter_keeps_the_line_of_the_body() -> None:
    """Findings in the body name lines of the file."""
    parts, _ = split_front_matter("---\na: 1\n---\n\n\nIsi\n---\nlagi\n", "a")

    assert parts is not None
    assert (parts.head, parts.body, parts.body_line) == ("a: 1", "Isi\n---\nlagi", 6)


NAMES = [
    ("content/konten/Salah/index.md", "content/konten/Salah:1: Ganti nama folder menjadi seperti "
     '"2026-11-tahapan-pemilu". [nama-folder]'),
    ("content/konten/2026-13-x/index.md", "content/konten/2026-13-x:1: Ganti nama folder menjadi "
     'seperti "2026-11-tahapan-pemilu". [nama-folder]'),
    ("content/konten/lepas.md", "content/konten/lepas.md:1: Pindahkan ke dalam folder seperti "
     '"konten/2026-11-tahapan-pemilu/". [berkas-asing]'),
    (f"{BAD}/foto/a.jpg", f"{BAD}/foto:1: Pindahkan isinya ke folder konten ini, lalu hapus "
     "foldernya. [folder-bersarang]"),
    ("content/peraturan/UU 14.md", 'content/peraturan/UU 14.md:1: Ganti nama menjadi seperti '
     '"uu-14-2008.md", atau pindahkan. [nama-berkas]'),
    ("content/rapat/kemarin/notula.md", "content/rapat/kemarin:1: Ganti nama folder menjadi "
     'seperti "2026-11-23". [nama-folder]'),
    ("content/catatan.txt", "content/catatan.txt:1: Hapus atau pindahkan: yang dibaca hanya "
     "LICENSE, README.md, disposisi, halaman, jangkauan.yml, kalender.yml, kanal.yml, kata.yml, "
     "konten, kunci-buku-catatan.txt, kunci-tanda-tangan.txt, peran.yml, peraturan, peserta.yml, "
     "rapat, retensi.yml, rubrik.yml, sop.yml. [berkas-asing]"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "message"), NAMES)
def test_odd_names_are_findings(tmp_path: Path, name: str, message: str) -> None:
    """A file where nobody looks is said, not skipped in silence."""
    content = world(tmp_path, {name: ITEM, f"{BAD}/index.md": ITEM})

    assert told(content) == [message]
    assert "2026-11-baik" in content.items


def test_folder_without_index_is_told(tmp_path: Path) -> None:
    """A picture alone is no item."""
    content = world(tmp_path, {f"{BAD}/a.png": png()})

    assert told(content) == [
        f"{BAD}/index.md:1: Buat berkas index.md di folder ini. [berkas-hilang]"
    ]


def test_missing_settings_are_told(tmp_path: Path) -> None:
    """Roles, channels and series must be there; the calendar may be missing."""
    content = world(tmp_path, {})
    (tmp_path / "content/peran.yml").unlink()
    content = read_content(tmp_path)

    assert content.roster is None
    assert [f.where for f in content.findings] == ["content/peran.yml", "content/sop.yml"]


def test_no_content_at_all(tmp_path: Path) -> None:
    """An empty repository is a finding."""
    assert told(read_content(tmp_path)) == [
        "content:1: Buat folder content/ berisi naskah redaksi. [folder-hilang]"
    ]


@pytest.mark.parametrize(
    "name",
    [f"{BAD}/a.png", f"{BAD}/index.md", "content/peraturan/a.md", "content/kalender.yml",
     BAD, "content/halaman", "content/rapat"],
)  # fmt: skip
def test_links_are_refused_wherever_they_stand(tmp_path: Path, name: str) -> None:
    """A link could show the public any file of the machine."""
    secret = tmp_path / "rahasia"
    secret.mkdir()
    (secret / "index.md").write_text(ITEM, encoding="utf-8")
    world(tmp_path, {f"{BAD}/index.md": ITEM} if name.endswith("png") else {})
    link = tmp_path / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(secret if not link.suffix else secret / "index.md")
    content = read_content(tmp_path)

    assert told(content) == [
        f"{name}:1: Hapus tautan simbolik ini dan salin berkas aslinya. [tautan-simbolik]"
    ]
    assert list(content.items) == ["2026-11-baik"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a Unix thing")
def test_pipes_and_sockets_are_never_opened(tmp_path: Path, monkeypatch) -> None:
    """Opening a pipe would wait for ever."""
    world(tmp_path, {f"{BAD}/index.md": ITEM})
    (tmp_path / BAD / "index.md").unlink()
    os.mkfifo(tmp_path / BAD / "index.md")
    monkeypatch.chdir(tmp_path / GOOD)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.png")
        content = read_content(tmp_path)

    assert told(content) == [
        f"{GOOD}/a.png:1: Hapus: ini bukan berkas biasa. [bukan-berkas]",
        f"{BAD}/index.md:1: Ganti dengan berkas biasa berisi teks. [bukan-berkas]",
        f"{BAD}/index.md:1: Hapus: ini bukan berkas biasa. [bukan-berkas]",
    ]


def test_name_that_is_no_unicode_is_shown_somehow(tmp_path: Path) -> None:
    """Bytes in a file name break no report."""
    world(tmp_path, {})
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path / GOOD) + b"/\xff.png"))).write_bytes(png())
    except OSError:
        return  # this file system takes only Unicode, so nothing can be wrong
    content = read_content(tmp_path)

    assert [str(finding).encode() for finding in content.findings if GOOD in finding.where]


JPEG = bytes.fromhex("ffd8ffe00010") + b"JFIF\0" + bytes(9)
JPEG += bytes.fromhex("ffffc2001108000700050301220002110103110100")
WEBP = {
    "VP8 ": b"VP8 " + bytes(4) + bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", 5, 7),
    "VP8L": b"VP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 4 | 6 << 14),
    "VP8X": b"VP8X" + bytes(4) + bytes(4) + b"\x04\0\0" + b"\x06\0\0",
}
REAL = [("a.png", png(5, 7), "PNG"), ("a.jpg", JPEG, "JPEG"), ("foto-2.jpeg", JPEG, "JPEG")]
REAL += [("a.webp", b"RIFF" + bytes(4) + b"WEBP" + body, "WEBP") for body in WEBP.values()]


@pytest.mark.parametrize(("name", "picture", "kind"), REAL)
def test_pictures_are_known_by_their_header(
    tmp_path: Path, name: str, picture: bytes, kind: str
) -> None:
    """Kind and size come from the first bytes, without decoding anything."""
    content = world(tmp_path, {f"{GOOD}/{name}": picture})

    assert told(content) == []
    assert content.pictures["2026-11-baik"] == {
        name: PictureFile(name=name, kind=kind, width=5, height=7, size=len(picture))
    }


NAME = (
    "Ganti nama berkas: huruf kecil, angka, dan tanda hubung, berakhiran .jpg, .png, atau .webp; "
    "misalnya foto-rapat.jpg. [nama-gambar]"
)
OTHER = "Simpan ulang sebagai JPEG, PNG, atau WebP: {} tidak dapat dipakai. [jenis-gambar]"
NO_PICTURE = "Simpan ulang sebagai JPEG, PNG, atau WebP: isi berkas ini bukan itu. [gambar-rusak]"
FALSE = [
    ("Foto.PNG", png(), NAME),
    ("a b.png", png(), NAME),
    ("a.svg", b"<svg/>", OTHER.format(".svg")),
    ("a.gif", b"GIF89a", OTHER.format(".gif")),
    ("IMG_1.HEIC", b"", OTHER.format(".HEIC")),
    ("catatan.txt", b"", NAME),
    ("a.png", b"", NO_PICTURE),
    ("a.png", b"<?php echo 1;", NO_PICTURE),
    ("a.png", png()[:20], NO_PICTURE),
    ("a.jpg", JPEG[:-12], NO_PICTURE),
    ("a.jpg", b"\xff\xd8\xff\xd9", NO_PICTURE),
    ("a.jpg", png(), 'Ganti akhiran nama berkas menjadi ".png": isinya gambar PNG. '
     "[akhiran-gambar]"),
    ("a.png", png(20_000, 1), "Perkecil gambar: 20000 × 1 piksel, paling banyak 12.000 per sisi "
     "dan 40 megapiksel. [gambar-besar]"),
    ("a.png", png() + bytes(20 * 1024 * 1024), "Perkecil gambar: 20.0 MB dari paling banyak 20 MB. "
     "[gambar-besar]"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "picture", "message"), FALSE)
def test_false_pictures_are_findings(
    tmp_path: Path, name: str, picture: bytes, message: str
) -> None:
    """What only pretends to be a picture never reaches the code that draws."""
    content = world(tmp_path, {f"{BAD}/{name}": picture, f"{BAD}/index.md": ITEM})

    assert told(content) == [f"{BAD}/{name}:1: {message}"]
    assert list(content.items) == ["2026-11-baik"]
    assert list(content.unfinished) == ["2026-11-buruk"]


def test_roster_of_an_old_version() -> None:
    """Old bytes out of Git are read alike; what cannot be trusted whole is nobody's roster."""
    text = SETTINGS["content/peran.yml"]
    roster = read_roster_bytes(text.encode())

    assert roster is not None
    assert roster.people[0].name == "Ani"
    assert read_roster_bytes(text.encode() + b"\xff") is None
    assert read_roster_bytes(text.encode() + b"orang: []\n") is None


def test_unchanged_files_are_not_rewritten(tmp_path: Path) -> None:
    """Same bytes: the file keeps its time. Other bytes: replaced whole, nothing left over."""
    path = tmp_path / "a/b.txt"

    assert write_if_changed(path, b"satu")
    before = path.stat().st_mtime_ns
    assert not write_if_changed(path, b"satu")
    assert path.stat().st_mtime_ns == before
    assert write_if_changed(path, b"dua")
    assert path.read_bytes() == b"dua"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


SHARDS = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(
            ["---\n", "skema: 1\n", "judul: ", "gambar: [", "{berkas: ", "]", "}", "*a", "&a ",
             "\t", "- ", "? ", "|\n", '"', "'", "#", "## A\n", "\u202e", "tayang: 2026-13-99\n",
             "ralat: ", "slide:\n - judul: x\n", "kanal: \n", "!!set ", "9" * 40, "\n",
             "<<: ", "%YAML 1.2\n", "\x85", "orang:\n", "- nama: x\n", "{{x}}", "<b>",
             "[a](javascript:b)", "UU 14/2008"]
        ),
        max_size=14,
    ).map(lambda parts: ("---\n" + "".join(parts)).encode("utf-8", "surrogatepass")),
)  # fmt: skip


@pytest.fixture(scope="module")
def shared_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("acak")
    world(root, {f"{BAD}/index.md": ITEM})
    return root


@given(page=SHARDS, channels=SHARDS)
@settings(max_examples=150)
def test_no_bytes_raise(shared_root: Path, page: bytes, channels: bytes) -> None:
    """Whatever stands in a page or a settings file, reading ends and the good item is there."""
    (shared_root / BAD / "index.md").write_bytes(page)
    (shared_root / "content/kanal.yml").write_bytes(channels)
    (shared_root / BAD / "a.webp").write_bytes(b"RIFF1234WEBP" + page)
    (shared_root / BAD / "a.jpg").write_bytes(b"\xff\xd8\xff" + page)
    content = read_content(shared_root)
    run_checks(content, Gate.PUBLICATION)

    assert "2026-11-baik" in content.items
