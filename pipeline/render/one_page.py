"""Draws: the pages of a proposal's items as one file, which a phone opens without unpacking.

It works without scripts and asks no server for anything: style and pictures lie in it.
"""

import base64
import re
from collections.abc import Sequence
from pathlib import Path

_PAGE = re.compile(r'<article class="md-content__inner"[^>]*>(.*)</article>', re.DOTALL)
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
# What only a published page can offer: shares, downloads, other items.
_OFFERS = re.compile(
    r'<aside class="side".*?</aside>|<section class="block" aria-labelledby="terkait".*?</section>',
    re.DOTALL,
)
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
# One light copy is enough in a file that carries its pictures: WebP, the largest.
_COPIES = re.compile(
    r'<picture>.*?<source type="image/webp" srcset="(?:[^"]*, )?(\S+) \d+w" sizes="[^"]*">'
    r'(<img\b[^>]*?\bsrc=")[^"]*("[^>]*>)</picture>'
)
_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")([^":]+)(")')
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")(?!https?:|#)[^"]*(")')
_KINDS = {".webp": "image/webp", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}
_NOTE = (
    '<p class="notice notice--demo"><strong>Pratinjau usulan.</strong> Belum disetujui dan belum '
    "terbit. Tautan ke halaman lain di situs ini tidak aktif; tombol bagikan dan unduhan baru ada "
    "sesudah terbit.</p>"
)
_HEAD = (
    '<!doctype html><html lang="id"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="robots" content="noindex">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
    "style-src 'unsafe-inline'\">",
)


def one_page(site: Path, names: Sequence[str]) -> bytes:
    """The built pages of these items, one below the other; b"": none of them was built."""
    paths = [path for name in names if (path := site / "konten" / name / "index.html").is_file()]
    if not paths:
        return b""
    pages = [(path, path.read_text(encoding="utf-8")) for path in paths]
    first, text = pages[0]
    head = text.partition("</head>")[0].partition("<head>")[2]
    sheets = [
        (first.parent / name).read_text(encoding="utf-8")
        for name in _SHEET.findall(head)
        if (first.parent / name).is_file()
    ]
    title = _TITLE.search(head)
    bodies = "<hr>".join(_body(path, page) for path, page in pages)
    made = [
        *_HEAD,
        title[0] if title else "",
        *(f"<style>{sheet}</style>" for sheet in sheets),
        '</head><body dir="ltr" data-md-color-scheme="default"><div class="md-container">',
        '<main class="md-main"><div class="md-main__inner md-grid"><div class="md-content">',
        f'<article class="md-content__inner"><div class="page">{_NOTE}</div>{bodies}</article>',
        "</div></div></main></div></body></html>",
    ]
    return "\n".join(made).encode()


def _body(path: Path, page: str) -> str:
    """What a page says, with its pictures in it and without what leads elsewhere."""

    def inlined(match: re.Match[str]) -> str:
        file = path.parent / match[2]
        if file.suffix not in _KINDS or not file.is_file():
            return match[0]
        content = base64.b64encode(file.read_bytes()).decode()
        return f"{match[1]}data:{_KINDS[file.suffix]};base64,{content}{match[3]}"

    found = _PAGE.search(page)
    said = _SCRIPT.sub("", _OFFERS.sub("", found[1] if found else ""))
    said = _COPIES.sub(r"\2\1\3", said)
    return _LINK.sub(r"\1#\2", _PICTURE.sub(inlined, said))
