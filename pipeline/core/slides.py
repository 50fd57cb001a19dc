"""Core: slides of a carousel out of the "##" sections of a body, and the rules for its headings."""

import re

from pipeline.core.findings import Finding
from pipeline.core.model import Slide
from pipeline.core.wording import headings, open_code, prose, sections

MOST_SECTIONS = 20  # what a person would still read; a carousel takes ten slides
_GLUED = re.compile(r" {0,3}#{1,6}[^#\s]")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")


def slides_of(body: str, body_line: int) -> tuple[Slide, ...]:
    """Return one slide per "## " section, with its line in the file."""
    return tuple(
        Slide(title=section.title, text=section.text, line=body_line + section.offset)
        for section in sections(body)[1][: MOST_SECTIONS + 1]
    )


def heading_findings(body: str, body_line: int, where: str) -> list[Finding]:
    """Headings are "## " (a slide) and "### " inside one, each with a text."""
    found: list[tuple[int, str]] = []
    below_slide = False
    for heading in headings(body):
        if not heading.title:
            found.append((heading.offset, 'Beri judul: tulis "## Judul", atau hapus tanda "#".'))
        elif heading.level == 1:
            found.append((heading.offset, 'Tulis "## …": judul konten sudah ada pada kunci judul.'))
        elif heading.level > 3:
            found.append((heading.offset, 'Tulis "### …": tingkat judul paling dalam adalah tiga.'))
        elif heading.level == 3 and not below_slide:
            found.append((heading.offset, 'Tulis "## …": "###" hanya boleh di bawah "##".'))
        below_slide = below_slide or heading.level == 2
    parts = [heading for heading in headings(body) if heading.level == 2]
    if len(parts) > MOST_SECTIONS:
        message = f'Gabungkan bagian "## …": ada {len(parts)}, paling banyak {MOST_SECTIONS}.'
        found.append((parts[MOST_SECTIONS].offset, message))
    if (opened := open_code(body)) is not None:
        found.append((opened, "Tutup blok kode: tulis tanda yang sama sekali lagi di bawahnya."))
    before = ""
    for offset, line, code in prose(body):
        if not code and "#" in line and _GLUED.match(line):
            found.append((offset, 'Beri spasi setelah tanda "#": tulis "## Judul".'))
        # "Judul" over "-----" is a heading too, which none of our readers would see.
        starts_text = before.strip() and not before.lstrip().startswith(("#", ">", "-", "*", "|"))
        if not code and starts_text and _UNDERLINE.match(line):
            message = (
                'Tulis judul sebagai "## Judul"; untuk garis pemisah, kosongkan baris di atasnya.'
            )
            found.append((offset, message))
        before = "" if code else line
    return [
        Finding(where=where, line=body_line + offset, rule="tingkat-judul", message=message)
        for offset, message in sorted(found)
    ]
