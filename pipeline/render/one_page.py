"""Draws: the pages of a proposal's items as one file, which a phone opens without unpacking.

It works without scripts and asks no server for anything: style and pictures lie in it.
"""

import base64
import re
from collections.abc import Sequence
from pathlib import Path

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_HEAD_LINKS = re.compile(r"<link\b[^>]*>|<base\b[^>]*>")
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")([^":]+)(")')
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")(?!https?:|#)[^"]*(")')
_KINDS = {".webp": "image/webp", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}
_BODY = '<body dir="ltr" data-md-color-scheme="default">'
_NOTE = "Pratinjau usulan: belum disetujui dan belum terbit. Tautan ke halaman lain tidak aktif."


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
    title = re.search(r"<title>.*?</title>", head, re.DOTALL)
    articles = [article for path, page in pages for article in _articles(path, page)]
    made = [
        '<!doctype html><html lang="id"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="robots" content="noindex">',
        title[0] if title else "",
        *(f"<style>{sheet}</style>" for sheet in sheets),
        f'</head>{_BODY}<p class="admonition" style="padding:.8rem">{_NOTE}</p>',
        '<div class="md-container"><main class="md-main"><div class="md-main__inner md-grid">',
        f'<div class="md-content">{"<hr>".join(articles)}</div></div></main></div></body></html>',
    ]
    return _SCRIPT.sub("", "\n".join(made)).encode()


def _articles(path: Path, page: str) -> list[str]:
    def inlined(match: re.Match[str]) -> str:
        file = path.parent / match[2]
        if file.suffix not in _KINDS or not file.is_file():
            return match[0]
        content = base64.b64encode(file.read_bytes()).decode()
        return f"{match[1]}data:{_KINDS[file.suffix]};base64,{content}{match[3]}"

    found = [_HEAD_LINKS.sub("", article) for article in _ARTICLE.findall(page)]
    return [_LINK.sub(r"\1#\2", _PICTURE.sub(inlined, article)) for article in found]
