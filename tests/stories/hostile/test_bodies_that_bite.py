"""What people paste into a body: each is told with its line, and nothing of it is ever run."""

from pathlib import Path

import pytest

from tests.stories.hostile.world import BAD, FOLDER, accepted, judge, lay_out, spoil
from tests.stories.office.conftest import item


def body(text: str) -> dict[str, str]:
    return {f"{FOLDER}/index.md": item(body=text)}


CASES = {
    "raw HTML": body("Halo <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>"),
    "HTML comment": body("<!-- titipan -->Halo."),
    "HTML in a block of code": body("```html\n<script>alert(1)</script>\n```"),
    "script as address": body("[klik](javascript:alert(1))"),
    "script by reference": body("[klik][a]\n\n[a]: javascript:alert(1)"),
    "script in angle brackets": body("<javascript:alert(1)>"),
    "script in entities": body("[klik](java&#115;cript:alert(1))"),
    "script on the next line": body("[klik](\njavascript:alert(1))"),
    "script with a tab": body("[klik](java\tscript:alert(1))"),
    "script within brackets": body("[a[b](javascript:alert(1))](https://contoh.example)"),
    "data as address": body("[klik](data:text/html,halo)"),
    "file as address": body("[klik](file:///etc/passwd)"),
    "address without scheme": body("[klik](//jahat.example)"),
    "address with a space": body("[klik](https://contoh.example/a b)"),
    "picture from elsewhere": body("![x](https://jahat.example/p.png)"),
    "template": body("{{ config }} {% include '/etc/passwd' %}"),
    "snippet": body('--8<-- "content/peran.yml"'),
    "attributes": body('Halo {: onclick="alert(1)" }'),
    "direction turned": body("abc\u202edef"),
    "mark of direction": body("abc\u200fdef"),
    "space without width in a law's name": body("Undang\u200b-Undang Nomor 14 Tahun 2008"),
    "NIK with joiners": body("NIK 7315\u2060011203450001"),
    "soft hyphen": body("Infor\u00admasi"),
    "tag characters": body("Halo\U000e0041\U000e0042"),
    "heap of accents": body("h" + "\u0300\u0301\u0302\u0303" * 30 + "alo"),
    "null byte": body("Halo\0dunia"),
    "terminal colours": body("Halo\x1b[31mmerah"),
    "line separator": body("Halo\u2028dunia"),
    "private sign": body("Halo \ue000"),
    "emoji": body("Halo 🎉"),
    "Arabic letters": body("Halo سلام"),
    "fullwidth digits": body("NIK ７３１５０１１２０３４５０００１"),
    "NIK with dots": body("NIK 7315.0112.0345.0001"),
    "telephone": body("Hubungi 0812-3456-7890."),
    "private address": body("Surel: orang@contoh.com"),
    "no text at all": body(""),
    "a megabyte": body("kata " * 200_000),
    "more than a page": body("kata " * 5_000),
    "20,000 brackets": body("[" * 20_000),
    "500 headings": body("\n\n".join(f"## Judul {n}\n\nIsi." for n in range(500))),
    "heading of level one": body("# Judul\n\nIsi."),
    "heading of level six": body("###### Judul\n\nIsi."),
    "underlined heading": body("Judul\n=====\n\nIsi."),
    "empty heading": body("## \n\nIsi.\n\n## B\n\nIsi."),
    "headings without text": body("## A\n\n## B\n"),
    "code that never ends": body("Isi.\n\n```\n## Bukan slide"),
    "word wider than a slide": body("## A\n\n" + "x" * 200 + "\n\n## B\n\nIsi."),
    "citation without year": body("Menurut UU Nomor 14, informasi publik terbuka."),
    "law that nobody registered": body("Menurut UU Nomor 15 Tahun 2098, semua terbuka."),
    "slides without their law": body("## A\n\nMenurut Pasal 4.\n\n## B\n\nIsi."),
}
DRAWN = {
    *("private sign", "emoji", "Arabic letters", "fullwidth digits", "headings without text"),
    *("word wider than a slide", "heap of accents", "no text at all", "raw HTML"),
}
TOLD = accepted("bodies")


@pytest.mark.parametrize("name", CASES)
def test_body_that_bites(tmp_path: Path, cards: Path, name: str) -> None:
    """One finding or more, each with line, rule and what to type; the other item goes on."""
    spoil(tmp_path, CASES[name])

    assert judge(tmp_path, cards, draw=name in DRAWN).told() == TOLD[name]


QUICK = {
    "nested quotes": "> - " * 4_900,
    "nested lists": "\n".join("  " * n + "- x" for n in range(130)),
    "a table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 3_000,
    "half-open emphasis": "**a " * 4_900,
    "backticks": "`a` " * 4_900,
    "backslashes": "\\" * 19_000,
    "blank lines": "a" + "\n" * 19_000 + "b",
    "one word": "x" * 19_000,
    "citations": "Pasal 1 ayat (1) huruf a UU Nomor 14 Tahun 2008 " * 400,
    "half a citation": "Peraturan " + "Aaa " * 4_900,
    "digits": "1 " * 9_900,
    "half an address": "a." * 9_900 + "@",
}


@pytest.mark.parametrize("text", QUICK.values(), ids=QUICK)
def test_no_body_takes_long(tmp_path: Path, cards: Path, text: str) -> None:
    """What engines of regular expressions, Markdown and line breaks dread is done in seconds."""
    lay_out(tmp_path, body(text))
    judged = judge(tmp_path, cards)

    assert judged.seconds < 5
    assert BAD in judged.cards


HARMLESS = {
    "Lontara": "Bahasa Bugis memakai aksara ᨒᨚᨈᨑ.",
    "escaped tags": "Tulis &lt;b&gt; untuk tebal.",
    "a table": "| a | b |\n| - | - |\n| 1 | 2 |",
    "lists": "1. satu\n2. dua\n\n- a\n  - b",
    "a rule": "Atas.\n\n---\n\nBawah.",
    "accents": "Résumé, naïf, Nguyễn.",
    "no-break space": "Pasal\u00a04 ayat\u00a0(1) berlaku.",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_harmless_bodies_pass(tmp_path: Path, cards: Path, text: str) -> None:
    """Odd is not hostile."""
    lay_out(tmp_path, body(text))
    judged = judge(tmp_path, cards)

    assert judged.told() == []
    assert BAD in judged.cards
