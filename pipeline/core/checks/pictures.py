"""Core: rules for the pictures beside an item."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.core.checks.saying import advise, hold
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item

# Words that say that there is a picture, which the reader's device says already.
_EMPTY_WORDS = re.compile(
    r"sebuah|ini|foto|gambar|image|picture|img|dsc|ilustrasi|poster|infografis|logo|banner|grafis"
    r"|kegiatan|dokumentasi|screenshot|tangkapan|layar|whatsapp|untitled|alt|teks|\d+|[\W_]+|.|lihat"
    r"|lihatlah|menunjukkan|memperlihatkan|menampilkan|tentang|dalam|pada|yang|dari|dan|di|acara"
)
LEAST = (640, 480)  # longer and shorter side: below that a card shows squares
GOOD = 1080  # longer side: the width of a feed card
_GAPS = re.compile(r"[\s_.,-]+")


def has_alt(item: Item, content: Content) -> Iterator[Finding]:
    """Every picture tells in its alt text what it shows (UU 8/2016: information within reach)."""
    for n, picture in enumerate(item.pictures):
        if not picture.file:
            continue
        if not picture.alt:
            yield hold(
                item,
                f"pictures.{n}",
                "alt-kosong",
                f"Isi alt untuk {picture.file}: tulis apa yang terlihat dalam satu kalimat.",
            )
        elif (said := _says(picture.alt, picture.file)) == 1:
            message = (
                f'Lengkapi alt "{picture.alt}" untuk {picture.file}: siapa atau apa yang terlihat, '
                "sedang apa, dan di mana."
            )
            yield advise(item, f"pictures.{n}", "alt-pendek", message)
        elif not said:
            yield hold(
                item,
                f"pictures.{n}",
                "alt-hampa",
                f'Ganti alt "{picture.alt}" untuk {picture.file}: tulis apa yang terlihat, '
                "bukan nama berkas atau jenis gambar.",
            )


def has_credit(item: Item, content: Content) -> Iterator[Finding]:
    """Every picture names who made it (UU 28/2014: the author's name goes with the work)."""
    for n, picture in enumerate(item.pictures):
        if picture.file and not re.search(r"[^\W\d_]{2}", picture.credit):
            message = f"Isi kredit untuk {picture.file}: siapa yang memotret atau membuatnya."
            yield advise(item, f"pictures.{n}", "kredit-kosong", message)


def _says(alt: str, file: str) -> int:
    """How many words of an alt text say something; none where it is the file's name."""
    words = [word for word in _GAPS.split(alt.casefold()) if word]
    name = _GAPS.split(file.casefold())
    if words in (name, name[:-1]):
        return 0
    return sum(not _EMPTY_WORDS.fullmatch(word) for word in words)


def is_there(item: Item, content: Content) -> Iterator[Finding]:
    """Every listed picture stands in the item's folder, and is listed once."""
    folder = item.where.rpartition("/")[0]
    found = content.pictures.get(item.id, {})
    seen: set[str] = set()
    for n, picture in enumerate(item.pictures):
        if picture.file in seen:
            message = f"Hapus salah satu: {picture.file} disebut dua kali pada gambar."
            yield hold(item, f"pictures.{n}", "gambar-ganda", message)
        seen.add(picture.file)
        path = f"{folder}/{picture.file}"
        if picture.file and picture.file not in found and not content.is_broken(path):
            near = get_close_matches(picture.file, found, n=1)
            advice = f'maksudnya "{near[0]}"?' if near else "atau hapus dari gambar."
            message = f"Unggah {picture.file} ke folder konten ini; {advice}"
            yield hold(item, f"pictures.{n}", "gambar-hilang", message)


def is_listed(item: Item, content: Content) -> Iterator[Finding]:
    """Every picture in the folder is listed; an unlisted one is shown nowhere."""
    listed = {picture.file for picture in item.pictures}
    for name in content.pictures.get(item.id, {}):
        if name not in listed:
            message = f'Daftarkan {name}: tulis "gambar: [{{berkas: {name}, alt: …}}]", atau hapus.'
            yield advise(item, "pictures", "gambar-tak-terdaftar", message)


def is_large_enough(item: Item, content: Content) -> Iterator[Finding]:
    """A picture has enough pixels for a card; a small one would be blown up."""
    found = content.pictures.get(item.id, {})
    for n, name in enumerate(picture.file for picture in item.pictures):
        if (file := found.get(name)) is None:
            continue
        longer, shorter = max(file.width, file.height), min(file.width, file.height)
        size = f"{file.width} × {file.height} piksel"
        if longer < LEAST[0] or shorter < LEAST[1]:
            message = (
                f"Ganti {name} dengan gambar yang lebih besar: {size}, sedikitnya "
                f"{LEAST[0]} × {LEAST[1]}."
            )
            yield hold(item, f"pictures.{n}", "gambar-kecil", message)
        elif longer < GOOD:
            message = f"Pakai {name} yang lebih besar bila ada: {size} akan tampak kabur di kartu."
            yield advise(item, f"pictures.{n}", "gambar-kabur", message)
