"""Draws: what an editor must mend before a card can be drawn, said so that it can be done."""

from collections.abc import Iterator

from pipeline.core.findings import Finding
from pipeline.core.model import Item
from pipeline.render.fonts import IGNORED, FontShelf
from pipeline.render.layout import Display
from pipeline.render.stack import Unfit

FORMATS = {
    "feed": "kartu feed",
    "portrait": "kartu potret",
    "square": "kartu persegi",
    "poster": "lembar papan pengumuman",
    "story": "kartu story",
    "link": "kartu tautan",
    "wide": "kartu lebar",
    "cover": "sampul carousel",
    "slide": "slide",
    "closing": "slide penutup",
}
# What the office's settings say on every card: the item cannot mend it.
_SETTINGS = {
    "kicker": "nama rubrik di content/rubrik.yml",
    "office": "nama_kantor di content/kanal.yml",
    "site": "alamat_situs di content/kanal.yml",
}
_FIELDS = {"quote": "title", "body": "summary", "basis": "basis"}  # role on the card -> field


def unfit(item: Item, format_name: str, problem: Unfit) -> Finding:
    """Say by how much a text is too long, and which key to shorten."""
    name = FORMATS[format_name]
    share = max(round(problem.share * 100), 5)
    if setting := _SETTINGS.get(problem.role):
        message = f"Pendekkan {setting}: tidak muat pada {name}, kurangi sekitar {share}%."
    elif problem.word:
        message = (
            f"“{_short(problem.word)}” lebih lebar dari {name} dan tidak boleh dipenggal. "
            "Ganti dengan bentuk yang lebih pendek."
        )
    elif problem.role in {"title", "quote", "heading", "byline"}:
        letters = max(round(len(item.card_title) * problem.share), 5)
        message = (
            f"Judul terlalu panjang untuk {name}: kurangi sekitar {letters} huruf. Isi "
            "`judul_kartu` dengan judul pendek yang tetap memuat jenis, nomor, dan tahunnya."
        )
    elif problem.role == "basis":
        message = (
            f"Dasar hukum terlalu panjang untuk {name}: kurangi sekitar {share}%. "
            "Sebut yang utama saja di `dasar_hukum`."
        )
    elif problem.role in {"steps", "options"}:
        message = (
            f"Daftar tidak muat pada {name}: kurangi sekitar {share}%. Pendekkan judul bagian "
            "“## …” atau pilihan jawabannya."
        )
    else:
        message = (
            f"Teks tidak muat pada {name}: kurangi sekitar {share}%. Pendekkan `ringkasan` "
            "atau alinea pembuka."
        )
    field = _FIELDS.get(problem.role, "title")
    if field == "title" and "card_title" in item.lines:
        field = "card_title"
    return Finding(
        where=item.where, line=item.lines.get(field, 1), rule="kartu-tidak-muat", message=message
    )


def _short(word: str) -> str:
    return word if len(word) <= 40 else f"{word[:40]}…"


def section(item: Item, n: int, problem: Unfit) -> Finding:
    """Name the section that does not fit on a slide."""
    slide = item.slides[n]
    part = "Judul bagian" if problem.role == "heading" else "Teks bagian"
    share = max(round(problem.share * 100), 5)
    detail = (
        f"“{_short(problem.word)}” terlalu lebar" if problem.word else f"kurangi sekitar {share}%"
    )
    return Finding(
        where=item.where,
        line=slide.line,
        rule="kartu-tidak-muat",
        message=f"{part} “{slide.title}” tidak muat pada slide: {detail}.",
    )


def too_many(item: Item, total: int, most: int) -> Finding:
    return Finding(
        where=item.where,
        line=item.slides[0].line if item.slides else item.body_line,
        rule="slide-terlalu-banyak",
        message=f"Carousel menjadi {total} gambar; paling banyak {most}. "
        "Pendekkan atau gabungkan bagian “## …”.",
    )


def picture(item: Item, message: str) -> Finding:
    return Finding(
        where=item.where,
        line=item.lines.get("pictures", 1),
        rule="gambar-bermasalah",
        message=message,
    )


def pale(item: Item, format_name: str, warning: str) -> Finding:
    """What was painted and cannot be read well is refused: nobody repairs a post."""
    shown = bool(item.pictures)
    remedy = (
        "Pakai gambar lain, atau ubah `fokus` agar bagian yang tenang ada di bawah tulisan."
        if shown
        else "Minta perancang memperbaiki warna kartu rubrik ini di site/cards."
    )
    return Finding(
        where=item.where,
        line=item.lines.get("pictures" if shown else "series", 1),
        rule="kontras-kartu",
        message=f"Tulisan pada {FORMATS[format_name]} sukar dibaca: {warning}. {remedy}",
    )


def no_film(item: Item, message: str) -> Finding:
    return Finding(
        where=item.where,
        line=item.body_line,
        rule="video-tidak-dibuat",
        message=f"Video tidak dibuat: {message}.",
    )


def glyphs(item: Item, shelf: FontShelf) -> Iterator[Finding]:
    """Every character that a card shows must be in the fonts of the house."""
    places = [
        ("judul", item.lines.get("title", 1), item.title),
        ("judul_kartu", item.lines.get("card_title", 1), item.card_title),
        ("ringkasan", item.lines.get("summary", 1), item.summary),
    ]
    if "card_title" not in item.lines:
        places.pop(1)
    for n, line in enumerate(item.body.splitlines()):
        places.append(("isi", item.body_line + n, line))
    for slide in item.slides:
        if slide.line < item.body_line:  # from the front matter: the body is read above
            places += [("slide", slide.line, slide.title), ("slide", slide.line, slide.text)]
    for n, shown in enumerate(item.pictures):
        places.append(("kredit gambar", item.line(f"pictures.{n}"), shown.credit))
    for place, line_number, text in places:
        wanted = "".join(c for c in text if c not in IGNORED and c not in "\t\r\n")
        char = shelf.missing(wanted, "medium")
        if char:
            before = text[: text.index(char)][-12:]
            yield Finding(
                where=item.where,
                line=line_number,
                rule="huruf-tak-tergambar",
                message=f"Tanda “{char}” (U+{ord(char):04X}) di {place}, setelah “{before}”, tidak "
                "ada dalam huruf kartu. Ganti atau hapus.",
            )


def unseen(item: Item, display: Display) -> Iterator[Finding]:
    """What others wrote on this card (series, register, channels) must be in the fonts too."""
    for op in display["ops"]:
        if op["op"] == "text" and not op["font"]:
            yield Finding(
                where=item.where,
                rule="huruf-tak-tergambar",
                message=f"Tanda “{op['text']}” dari rubrik, kanal, atau peraturan tidak ada dalam "
                "huruf kartu. Ganti di sana.",
            )
