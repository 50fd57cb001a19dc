"""Core: rules for title, summary and slides."""

import re
from collections.abc import Iterator

from pipeline.core.checks.saying import advise, hold
from pipeline.core.citations import citations
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item
from pipeline.core.slides import MOST_SECTIONS

SUMMARY_LIMIT = 300
MOST_SLIDES = 10  # the smallest carousel limit among the networks in use
SLIDE_LIMIT = 280
# What would stand on a card as typed: titles are no Markdown.
_TYPED = re.compile(r"\*\*|__|`|\]\(|^#|</?[A-Za-z]\w*")
_MARKS = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)|[*_`>#]")


def short_summary(item: Item, content: Content) -> Iterator[Finding]:
    """A summary is one or two sentences, at most 300 characters."""
    if (size := len(item.summary)) > SUMMARY_LIMIT:
        message = f"Pendekkan ringkasan: {size} dari paling banyak {SUMMARY_LIMIT} huruf."
        yield hold(item, "summary", "ringkasan-panjang", message)


def plain_titles(item: Item, content: Content) -> Iterator[Finding]:
    """Titles and summary are plain text: marks of Markdown or HTML would be shown as typed."""
    places: list[tuple[str, str, str | int]] = [
        ("judul", item.title, "title"),
        ("judul_kartu", item.card_title if "card_title" in item.lines else "", "card_title"),
        ("ringkasan", item.summary, "summary"),
    ]
    places += [("judul slide", slide.title, slide.line) for slide in item.slides]
    for name, text, place in places:
        if found := _TYPED.search(text):
            message = f'Hapus tanda "{found[0]}" dari {name}: di sini Markdown tampil apa adanya.'
            yield hold(item, place, "judul-polos", message)


def has_body(item: Item, content: Content) -> Iterator[Finding]:
    """An item says something below its title."""
    if not item.body.strip() and not item.slides:
        message = 'Tulis isi konten di bawah baris "---" yang kedua.'
        yield hold(item, item.body_line, "isi-kosong", message)


def card_title_keeps_instrument(item: Item, content: Content) -> Iterator[Finding]:
    """A shortened title keeps kind, number and year of the instrument the title is about."""
    if item.card_title == item.title:
        return
    about = next(citations(item.title), None)
    kept = {(found.kind, found.number) for found in citations(item.card_title)}
    if about is not None and (about.kind, about.number) not in kept:
        message = f'Sebut "{about.written}" pada judul_kartu: jenis, nomor, dan tahun harus tetap.'
        yield hold(item, "card_title", "judul-kartu-peraturan", message)


def slide_count(item: Item, content: Content) -> Iterator[Finding]:
    """A carousel has 2 to 10 slides."""
    key = "slides" if "slides" in item.lines else item.slides[0].line if item.slides else 1
    if MOST_SLIDES < len(item.slides) <= MOST_SECTIONS:  # beyond, reading has said so
        message = f"Gabungkan slide: ada {len(item.slides)}, paling banyak {MOST_SLIDES}."
        yield hold(item, key, "jumlah-slide", message)
    elif len(item.slides) == 1:
        message = (
            'Tambah satu bagian "## …" lagi, atau hapus judul bagian ini: satu slide bukan seri.'
        )
        yield hold(item, key, "jumlah-slide", message)


def short_slides(item: Item, content: Content) -> Iterator[Finding]:
    """A slide's text is short enough to be read on a phone."""
    for slide in item.slides:
        size = len(" ".join(_MARKS.sub(r"\1", slide.text).split()))
        if size > SLIDE_LIMIT:
            message = (
                f'Pendekkan slide "{slide.title}": {size} huruf, di ponsel '
                f"terbaca sampai {SLIDE_LIMIT}."
            )
            yield advise(item, slide.line, "slide-panjang", message)
        elif not size:
            message = f'Isi slide "{slide.title}": belum ada teks di bawah judulnya.'
            yield hold(item, slide.line, "slide-kosong", message)
