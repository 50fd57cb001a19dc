"""Faults that lie beside a text: pictures, participants, steps, phases, files, networks' limits.

Each takes a real article's text and returns two worlds, the sound one and the one with the fault;
`found` says by which rules a world is told. Used by bench_language.
"""

import random
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from pipeline.core.causes import CorrectionCause
from pipeline.core.checks import run_checks
from pipeline.core.checks.drafts import DRAFTS
from pipeline.core.content import Content
from pipeline.core.contests import Contest, Participant, Phase
from pipeline.core.findings import Finding, Gate, Severity
from pipeline.core.instruments import Link, Relation
from pipeline.core.model import (
    WITA,
    Correction,
    Item,
    Picture,
    Reference,
    Slide,
    Withdrawal,
)
from pipeline.core.promising import promises
from pipeline.desk import HOME
from pipeline.edge.attachments import read_attachments
from pipeline.edge.pictures import read_picture
from pipeline.platforms import networks
from pipeline.posts import word
from pipeline.render.cards import Drawn
from tests.core.checks.worlds import ID, REGISTER, content, folder, item, shot

Chance = random.Random
RACE = Contest(
    name="Pemilihan Bupati",
    participants=(
        Participant(number=1, name="Andi Melati dan Budi Mawar", hashtags=("melatimawar",)),
        Participant(number=2, name="Citra Kenanga dan Dedi Cempaka"),
        Participant(number=3, name="Endah Dahlia dan Fajar Anggrek"),
    ),
)
NAMES = [one.name for one in RACE.participants]
PHOTO = Picture(file="a.jpg", alt="Ruang baca dengan rak buku", credit="Redaksi")
QUIET = Phase(name="Masa tenang", first=date(2026, 11, 10), last=date(2026, 11, 12))
MORNING = datetime(2026, 11, 11, 9, tzinfo=WITA)


def world(text: str, files: tuple[str, ...] = ("a.jpg",), **changes: object) -> Content:
    """A sound item with one picture, whose body is the article."""
    beside = {one: changes.pop(one) for one in ("more",) if one in changes}
    one = item(**{"body": text, "pictures": (PHOTO,), **changes})
    return replace(content(one, pictures=folder(*files)), **(beside.get("more") or {}))  # type: ignore[arg-type]  # a table of changes


HELD: set[str] = set()  # the rules that have held anything so far


def found(made: Content) -> Counter[str]:
    told: list[Finding] = run_checks(made, Gate.PUBLICATION, also=DRAFTS)
    if made.channels:
        promised = promises(made.items.values(), made.channels, networks())
        told += word(promised, made, (), Drawn(), HOME / "site")[1]
    HELD.update(finding.rule for finding in told if finding.severity is Severity.HOLD)
    return Counter(finding.rule for finding in told)


def one_of(chance: Chance, *choices: object) -> object:
    return chance.choice(choices)


def named(chance: Chance, text: str) -> dict[str, object]:
    """One or two participants of three, somewhere in the text, set in one of four ways."""
    few = chance.sample(NAMES, chance.choice([1, 2]))
    way = chance.choice(["{}", "**{}**", "{} hadir", "Hadir: {}"])
    said = [one.replace(" ", chance.choice([" ", "\n"]), 1) for one in few]
    return {"body": f"{text}\n\n{way.format(' dan '.join(said))}."}


def swapped(chance: Chance, text: str) -> dict[str, object]:
    order = chance.sample(NAMES, 3)
    order = order[::-1] if order == NAMES else order
    return {"body": f"{text}\n\n{'; '.join(order)}."}


def slides(*lengths: int) -> tuple[Slide, ...]:
    return tuple(
        Slide(title=f"Bagian {n}", text="kata " * size, line=30 + n)
        for n, size in enumerate(lengths, 1)
    )


Change = Callable[[Chance, str], dict[str, object]]
ITEMS: Mapping[str, Change] = {
    "alt-kosong": lambda c, t: {"pictures": (replace(PHOTO, alt=""),)},
    "alt-hampa": lambda c, t: {
        "pictures": (replace(PHOTO, alt=one_of(c, "a.jpg", "gambar", "Foto kegiatan", "IMG 0412")),)
    },
    "kredit-kosong": lambda c, t: {"pictures": (replace(PHOTO, credit=""),)},
    "gambar-hilang": lambda c, t: {"pictures": (PHOTO, replace(PHOTO, file="b.jpg"))},
    "gambar-ganda": lambda c, t: {"pictures": (PHOTO, PHOTO)},
    "gambar-tak-terdaftar": lambda c, t: {"files": ("a.jpg", f"foto-{c.randrange(99)}.jpg")},
    "gambar-kecil": lambda c, t: {
        "more": {"pictures": {ID: {"a.jpg": shot("a.jpg", c.randrange(20, 630), 300)}}}
    },
    "gambar-kabur": lambda c, t: {
        "more": {"pictures": {ID: {"a.jpg": shot("a.jpg", c.randrange(700, 1070), 600)}}}
    },
    "rubrik-asing": lambda c, t: {"series": one_of(c, "tahukah", "infografik", "kuis")},
    "kanal-asing": lambda c, t: {"channels": (str(one_of(c, "instagram", "fb")),)},
    "kanal-mati": lambda c, t: {"channels": ("tiktok",)},
    "disposisi-hilang": lambda c, t: {"disposisi": f"2026-{c.randrange(2, 99):03}"},
    "dasar-hukum-asing": lambda c, t: {
        "basis": (Reference(instrument=f"uu-{c.randrange(20, 99)}-2001"),)
    },
    "bagian-janggal": lambda c, t: {
        "basis": (Reference(instrument="uu-14-2008", pinpoint=f"Pasal {c.randrange(1, 9)} ayat 2"),)
    },
    "tidak-berlaku": lambda c, t: {"basis": (Reference(instrument="pkpu-14-2020"),)},
    "tanpa-tugas": lambda c, t: {"more": {"minutes": {}}},
    "urutan-sop": lambda c, t: {"more": {"disposisi": late(c)}},
    "ringkasan-panjang": lambda c, t: {"summary": "kata " * c.randrange(61, 90)},
    "judul-polos": lambda c, t: {"title": one_of(c, "**Hak**", "# Hak", "[Hak](x)", "<b>Hak</b>")},
    "isi-kosong": lambda c, t: {"body": " "},
    "judul-kartu-peraturan": lambda c, t: {
        "title": "UU Nomor 14 Tahun 2008 dan Kita",
        "card_title": one_of(c, "UU 14", "Keterbukaan Informasi", "UU Nomor 8 Tahun 2014"),
    },
    "jumlah-slide": lambda c, t: {"slides": slides(*[20] * c.choice([1, 11, 12]))},
    "slide-panjang": lambda c, t: {"slides": slides(20, c.randrange(80, 120))},
    "slide-kosong": lambda c, t: {"slides": slides(20, 0)},
    "tayang-janggal": lambda c, t: {
        "scheduled": MORNING + timedelta(days=c.choice([-40, -20, 500, 900]))
    },
    "tayang-malam": lambda c, t: {"scheduled": MORNING.replace(hour=c.choice([1, 4, 22, 23]))},
    "ralat-tanpa-penjelasan": lambda c, t: {"correction": mended(note="Salah.")},
    "sebab-ralat": lambda c, t: {"correction": replace(mended(), cause=None)},
    "penarikan-tanpa-alasan": lambda c, t: {"withdrawal": Withdrawal(day=QUIET.first, reason="x")},
    "sebab-penarikan": lambda c, t: {
        "withdrawal": Withdrawal(day=QUIET.first, reason="Tanggal pendaftarannya keliru.")
    },
    "berulang": lambda c, t: {"more": {"items": twice(c, t)}},
    "tahapan": lambda c, t: {"scheduled": MORNING, "more": {"calendar": quiet(c)}},
    "peserta-tak-lengkap": lambda c, t: {**named(c, t), "more": {"contests": (RACE,)}},
    "urutan-peserta": lambda c, t: {**swapped(c, t), "more": {"contests": (RACE,)}},
    "peserta-tak-sebanding": lambda c, t: {
        "pictures": (replace(PHOTO, alt=f"{c.choice(NAMES)} berfoto"),),
        "body": "; ".join(NAMES),
        "more": {"contests": (RACE,)},
    },
    "tagar-peserta": lambda c, t: {
        "hashtags": (str(one_of(c, "MelatiMawar", "melatimawar")),),
        "more": {"contests": (RACE,)},
    },
    "teks-terlalu-panjang": lambda c, t: {
        "texts": {"facebook": "kata " * c.randrange(13000, 15000)}
    },
    "hubungan-asing": lambda c, t: {"more": {"instruments": related(c)}},
}


def late(chance: Chance) -> dict[str, object]:
    made = content(item()).disposisi["2026-001"]
    return {"2026-001": replace(made, at=MORNING + timedelta(days=chance.randrange(9)))}


def mended(note: str = "Tanggal pada slide kedua keliru; yang benar 24 Maret.") -> Correction:
    return Correction(number=1, day=QUIET.first, note=note, cause=[*CorrectionCause][0])


def twice(chance: Chance, text: str) -> dict[str, Item]:
    """The same words some months earlier, a quarter of them written anew."""
    words = text.split()
    start = chance.randrange(len(words) // 4 + 1)
    words[start : start + len(words) // 6] = ["lain"] * (len(words) // 6)
    name = f"2026-{chance.randrange(6, 11):02}-lama"
    old = item(id=name, where=f"content/konten/{name}/index.md", body=" ".join(words))
    return {name: old, ID: item(body=text)}


def quiet(chance: Chance) -> object:
    held = chance.choice([("semua",), ("tahukah-kamu",)])
    return replace(content(item()).calendar, phases=(replace(QUIET, held=held),))


def related(chance: Chance) -> dict[str, object]:
    entries = {entry.id: entry for entry in REGISTER}
    link = Link(relation=Relation.AMENDED_BY, target=f"uu-{chance.randrange(30, 99)}-1999")
    return {**entries, "uu-14-2008": replace(REGISTER[0], links=(link,))}


def planted_items(texts: list[str], each: int) -> Iterable[tuple[str, int, int]]:
    """Yield per rule how many faults were planted, and how many of them were told."""
    for rule, change in ITEMS.items():
        chance, seen = random.Random(rule), 0
        for text in chance.sample(texts, each):
            sound = found(world(text))[rule]
            seen += found(world(text, **change(chance, text)))[rule] > sound  # type: ignore[arg-type]  # a table of changes
        yield rule, each, seen


def picture(size: tuple[int, int], kind: str = "JPEG", **more: object) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "#8899aa").save(made, kind, **more)  # type: ignore[arg-type]  # a table of choices
    return made.getvalue()


def located(size: tuple[int, int]) -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (3.0, 47.0, 0.0), 3: "E", 4: (119.0, 39.0, 0.0)}
    return picture(size, exif=exif)


def planted_files(each: int) -> Iterable[tuple[str, int, int]]:
    """The same for files: pictures are seen by their headers, Office files by their words."""
    faults: Mapping[str, Callable[[Chance], tuple[str, bytes]]] = {
        "akhiran-gambar": lambda c: ("a.jpg", picture((700 + c.randrange(99), 600), "PNG")),
        "gambar-rusak": lambda c: ("a.jpg", b"GIF89a" + c.randbytes(200)),
        "gambar-besar": lambda c: ("a.png", picture((12_001 + c.randrange(9), 2), "PNG")),
        "lokasi-foto": lambda c: ("a.jpg", located((700 + c.randrange(99), 600))),
        "nama-gambar": lambda c: (f"Foto Rapat {c.randrange(9)}.JPG", picture((700, 600))),
    }
    with TemporaryDirectory() as scratch:
        for rule, make in faults.items():
            chance, seen = random.Random(rule), 0
            for _ in range(each):
                name, held = make(chance)
                (path := Path(scratch, name)).write_bytes(held)
                told = read_picture(path, name)[1]
                HELD.update(one.rule for one in told if one.severity is Severity.HOLD)
                seen += any(one.rule == rule for one in told)
            yield rule, each, seen
    for rule, line in (
        ("data-pribadi-nik", "NIK 73150241079{:05}"),
        ("data-pribadi-telepon", "HP 08124444{:05}"),
        ("data-pribadi-lahir", "Sitti Hasnah lahir 4 Mei 19{:02}"),
    ):
        chance, seen = random.Random(rule), 0
        for n in range(each):
            said = line.format(chance.randrange(31, 99) if "lahir" in line else 10001 + n * 7)
            seen += rule in attached(said, chance)
        HELD.add(f"{rule} (berkas)")
        yield f"{rule} (berkas)", each, seen


def attached(said: str, chance: Chance) -> set[str]:
    """By which rules an Office file with these words beside a meeting's minutes is told."""
    with TemporaryDirectory() as scratch:
        root = Path(scratch)
        (folder_ := root / "content/rapat/2026-11-03").mkdir(parents=True)
        kind, inner = chance.choice(
            [("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")]
        )
        with zipfile.ZipFile(folder_ / f"hadir.{kind}", "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(inner, f"<a><w:p><w:t>{said}</w:t></w:p></a>")
        words, _ = read_attachments(root / "content", root)
    told = run_checks(replace(content(item()), attachments=words), Gate.DRAFT)
    return {finding.rule for finding in told}
