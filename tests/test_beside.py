"""Beside the page being written: every card, every caption as it would go out, every finding."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from pipeline.beside import edited, shell, side_of
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.promising import promises
from pipeline.desk import Desk, open_desk
from pipeline.edge import disk
from pipeline.platforms import networks
from pipeline.render.card import Card
from pipeline.render.cards import Drawn
from tests.demo import DEMO, REPOSITORY

ID, HELD = "2026-11-kuis-asas-pemilu", "2026-11-kunci-kuis-asas-pemilu"
FINDINGS = [
    Finding(where=f"content/konten/{ID}/index.md", line=7, rule="ejaan", message="Tulis <izin>.",
            severity=Severity.ADVICE),
    Finding(where="content/peran.yml", rule="peran", message="Bukan milik konten ini."),
]  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Content:
    return disk.read_content(DEMO)


@pytest.fixture
def desk() -> Desk:
    return open_desk(DEMO)


def card(kind: str, page: int = 0) -> Card:
    name = f"slide-{page:02}.jpg" if page else f"{kind}.jpg"
    return Card(item=ID, format=kind, page=page, path=Path(name), width=1080, height=1350,
                bytes=9, sha256="a" * 64, alt=f"Kartu <{kind}> {page}")  # fmt: skip


def test_every_card_and_caption_stands_beside_the_page(content: Content, desk: Desk) -> None:
    """Slides in order, each channel with its length against its limit; nothing of another file."""
    cards = (card("story"), card("slide", 2), card("slide", 1), card("feed"))
    shown = side_of(desk, content, Drawn(cards={ID: cards}), FINDINGS)(ID)
    assert content.channels

    assert re.findall(r'<img src="kartu/[^/]+/([\w-]+)\.jpg\?a{12}"', shown) == [
        *("feed", "slide-01", "slide-02", "story")
    ]
    assert 'alt="Kartu &lt;feed&gt; 0"' in shown
    heads = re.findall(r"<h3>([^<]+?) <small[^>]*>([^<]*) karakter", shown)
    promised = promises([content.items[ID]], content.channels, networks())
    labels = {one.id: one.label for one in content.channels.channels}
    assert [label for label, _ in heads] == [labels[p.promise.channel] for p in promised]
    assert all(int(size.split()[0]) > 20 for _, size in heads)
    texts = [unescape(text) for text in re.findall(r'<div class="caption">([^<]*)', shown)]
    assert all(f"konten/{ID}/" in text for text in texts)
    assert "Tulis &lt;izin&gt;. <small>index.md baris 7</small>" in shown
    assert "Temuan <small>1</small>" in shown and "1 temuan lain" in shown
    assert "Bukan milik" not in shown


def test_what_cannot_be_drawn_says_what_to_mend(content: Content, desk: Desk) -> None:
    """An item that is held, and one that is not there, never leave the desk empty."""
    held = replace(
        content,
        items={name: one for name, one in content.items.items() if name != HELD},
        unfinished={HELD: content.items[HELD]},
    )
    side = side_of(desk, held, Drawn(), [])

    assert "Kartu belum dapat digambar." in side(HELD)
    assert f'value="{HELD}" selected' in side(HELD)
    assert "belum dapat dibaca" in side("2026-11-tiada")


def test_the_desk_turns_to_the_item_that_was_saved(content: Content) -> None:
    """At the start to the newest; a change of settings turns it nowhere."""
    newest = max(content.items)

    assert edited(frozenset(), content) == newest
    assert edited(frozenset({f"content/konten/{ID}/index.md", "content/peran.yml"}), content) == ID
    assert edited(frozenset({"content/rubrik.yml", "site/brand.yml"}), content) == ""
    assert b'new EventSource("kabar")' in shell(REPOSITORY / "site")
