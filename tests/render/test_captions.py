"""Captions choose whole blocks to fit a network, and refuse instead of cutting."""

from dataclasses import replace

import pytest

from pipeline.core.findings import Finding
from pipeline.core.model import Correction, Item, Withdrawal
from pipeline.render.captions import WHATSAPP, caption, whatsapp_text
from tests.editions import DAY, SITE, channel, content, item

LINK = "https://jdih.example/kantor/konten/2026-11-a/"
ONE = item("2026-11-a", "Informasi harus akurat", body="Paragraf satu.\n\nParagraf *dua*.\n\n## X")


def words(
    limit: int, of=ONE, network: str = "mastodon", count=len, link=LINK, **values: int
) -> str | Finding:
    return caption(
        of,
        channel(network),
        content=content(of),
        link=link,
        count=count,
        limit=limit,
        site_dir=SITE,
        **values,
    )


FULL = """Informasi harus akurat

Badan publik wajib menyediakan informasi yang akurat & benar.

Paragraf satu.

Paragraf dua.

Dasar hukum: UU 14/2008 Pasal 7 ayat (2); PKPU 1/2015

Selengkapnya: https://jdih.example/kantor/konten/2026-11-a/

#Keterbukaan #TahukahKamu"""


def test_a_long_network_gets_everything() -> None:
    """Hook, summary, lead, legal basis in short form, link, hashtags once each."""
    assert words(0) == FULL


def test_a_channel_without_links_has_no_line_for_one() -> None:
    """On X a link makes a post thirteen times as dear; by hand or by template, none is added."""
    assert words(0, link="") == FULL.replace(f"Selengkapnya: {LINK}\n\n", "")
    assert words(0, of=by_hand("Teks saya."), link="") == "Teks saya."


def test_lead_goes_first_then_hashtags() -> None:
    """What is given up first is what the page says anyway."""
    no_lead = FULL.replace("Paragraf satu.\n\nParagraf dua.\n\n", "")

    assert words(len(FULL) - 1) == no_lead
    assert words(len(no_lead) - 1) == no_lead.removesuffix("\n\n#Keterbukaan #TahukahKamu")


def test_the_law_gives_up_its_places_before_its_name() -> None:
    """A caption too short for every article still names the instruments."""
    named = (
        f"Informasi harus akurat\n\nDasar hukum: UU 14/2008; PKPU 1/2015\n\nSelengkapnya: {LINK}"
    )

    assert words(len(named)) == named


def test_the_barest_keeps_title_and_link() -> None:
    """At the end a title and the page's address stand alone."""
    barest = f"Informasi harus akurat\n\nSelengkapnya: {LINK}"

    assert words(len(barest)) == barest


def test_too_long_is_refused_with_the_excess() -> None:
    """Nothing is cut: the finding says by how much and what to type."""
    barest = f"Informasi harus akurat\n\nSelengkapnya: {LINK}"

    assert str(words(len(barest) - 7)) == (
        "content/konten/2026-11-a/index.md:1: Teks terpendek untuk Mastodon masih kelebihan 7 "
        "karakter dari batas 76. Tulis `judul_kartu:` yang lebih pendek, atau tulis sendiri "
        "teksnya pada `teks: {mastodon: ...}`. [teks-terlalu-panjang]"
    )


def test_the_network_counts() -> None:
    """The network's own way of counting decides, not the number of characters."""
    assert words(len(FULL), count=lambda text: 2 * len(text)) != FULL
    assert words(len(FULL), count=lambda text: len(text) // 2) == FULL


def test_no_more_hashtags_than_the_network_takes() -> None:
    """The item's own come first."""
    text = words(0, hashtags=1)

    assert isinstance(text, str)
    assert text.endswith("\n\n#Keterbukaan")
    assert "#TahukahKamu" not in str(words(200, hashtags=1))


def by_hand(text: str, **values: object) -> Item:
    return replace(ONE, texts={"mastodon": text}, lines={"texts": 9}, **values)


def test_a_caption_by_hand_is_taken_as_it_is() -> None:
    """`teks:` overrides everything but the page's address, which stands on its own line."""
    assert words(500, by_hand("Teks sendiri.\n")) == f"Teks sendiri.\n\nSelengkapnya: {LINK}"
    assert words(500, by_hand(f"Baca {LINK} ya.")) == f"Baca {LINK} ya."


def test_a_caption_by_hand_is_refused_when_it_is_too_long() -> None:
    """The address counts; nothing is shortened."""
    assert str(words(70, by_hand("Teks sendiri."))) == (
        "content/konten/2026-11-a/index.md:9: Teks untuk Mastodon kelebihan 4 karakter dari batas "
        "70, tautan halamannya ikut dihitung. Pendekkan `teks: {mastodon: ...}`. "
        "[teks-terlalu-panjang]"
    )


def test_hashtags_and_accounts_written_by_hand_are_counted() -> None:
    """Instagram refuses 31 hashtags; figures and addresses are none, another's e-mail neither."""
    held = "content/konten/2026-11-a/index.md:9: Teks untuk Mastodon memuat 3 tagar, paling banyak "
    few = by_hand("#Satu #Dua #1 &#39; https://a.id/#bagian a@kpu.go.id")
    told = words(0, by_hand("Baca. #Satu #Dua\n#3_x"), hashtags=2)

    assert "#Satu" in str(words(0, few, hashtags=2)) and not isinstance(words(0, few), Finding)
    assert str(told) == (
        f"{held}2. Hapus 1 dari `teks: {{mastodon: ...}}`, misalnya #3_x. [tagar-banyak]"
    )
    assert "2 sebutan akun, paling banyak 1." in str(words(0, by_hand("@a @b.c"), mentions=1))


def test_hashtags_in_the_body_count_too() -> None:
    """A lead that would bring one too many is given up before anything else."""
    body = replace(ONE, body="Ikuti #Lain.\n\n## X")
    title = replace(ONE, title="#Satu dan #Dua", card_title="#Satu dan #Dua")

    assert "#Lain" in str(words(0, body)) and "#Lain" not in str(words(0, body, hashtags=1))
    assert "Hapus 1 dari judul, ringkasan, atau isi" in str(words(0, title, hashtags=1))


def test_a_caption_by_hand_keeps_its_marks() -> None:
    """What is corrected or a demonstration says so, unless the editor has said it already."""
    ralat = Correction(number=1, day=DAY, note="Tahun keliru.")

    assert str(words(500, by_hand("Teks.", correction=ralat, demo=True))).startswith(
        "[CONTOH]\n\nRALAT ke-1: Tahun keliru.\n\nTeks.\n\n"
    )
    assert str(words(500, by_hand("Ralat contoh.", correction=ralat, demo=True))).startswith(
        "Ralat"
    )


def test_instagram_says_where_the_link_is() -> None:
    """Instagram links cannot be tapped: the bio is named, the address still there."""
    text = words(2200, network="instagram")

    assert isinstance(text, str)
    assert (
        "Teks lengkap ada di laman kami. Buka lewat tautan di bio, atau ketik alamat ini:\n" + LINK
    ) in text


def test_correction_and_withdrawal_speak_first() -> None:
    """A ralat names its number and note at the top; a withdrawal says why, and nothing else."""
    corrected = replace(ONE, correction=Correction(number=2, day=DAY, note="Tahun keliru."))
    gone = replace(ONE, withdrawal=Withdrawal(day=DAY, reason="Isinya usang."))

    assert str(words(0, corrected)).startswith("RALAT ke-2: Tahun keliru.\n\nInformasi harus")
    assert words(0, gone) == (
        "PENARIKAN: Informasi harus akurat\n\nUnggahan kami tentang hal ini ditarik pada "
        "25 November 2026. Alasannya: Isinya usang.\n\n"
        f"Mohon isinya tidak dipakai atau dibagikan lagi.\n\nKeterangan: {LINK}"
    )


@pytest.mark.parametrize("body", ["{{ link }}{% set x = 1 %}", "{# komentar #}"])
def test_content_is_never_a_template(body: str) -> None:
    """Braces in an editor's text are only text."""
    assert body in str(words(0, replace(ONE, body=body)))


def test_whatsapp_message() -> None:
    """Bold title without stray asterisks, one line, the page, then the posts."""
    starred = replace(ONE, title="Informasi *harus* akurat")
    text = whatsapp_text(starred, [("Facebook", "https://f.example/1")], link=LINK, site_dir=SITE)

    assert text == (
        "*Informasi harus akurat*\n\n"
        "Badan publik wajib menyediakan informasi yang akurat & benar.\n\n"
        f"Baca selengkapnya:\n{LINK}\n\n"
        "Unggahan resmi:\n- Facebook: https://f.example/1"
    )


def test_whatsapp_message_asks_for_a_second_look_where_it_fits() -> None:
    """The form's address comes last; a message that is long without it goes out without it."""
    form = "https://github.com/kpu/jdih/issues/new?template=cermat-ulang.yml&konten=2026-11-a"
    long = replace(ONE, title="x" * (WHATSAPP - 120), card_title="x" * (WHATSAPP - 120))
    own = replace(ONE, texts={"whatsapp": "Sudah baca?"})
    asked = f"\n\nTim redaksi, mohon cermat ulang: {form}"

    assert str(whatsapp_text(ONE, link=LINK, site_dir=SITE, look_again=form)).endswith(asked)
    by_hand = whatsapp_text(
        own, link=LINK, site_dir=SITE, channel=channel("whatsapp"), look_again=form
    )
    assert by_hand == f"Sudah baca?\n\nSelengkapnya: {LINK}{asked}"
    assert "cermat" not in str(whatsapp_text(long, link=LINK, site_dir=SITE, look_again=form))


def test_a_whatsapp_message_by_hand_carries_the_links_too() -> None:
    """Step 9b shares the addresses, whoever wrote the words; a long message is refused."""
    own = replace(ONE, texts={"whatsapp": "Sudah baca?"}, lines={"texts": 9})
    posts = [("Facebook", "https://f.example/1")]
    long = replace(own, texts={"whatsapp": "x" * WHATSAPP})
    wa = channel("whatsapp")

    assert whatsapp_text(own, posts, link=LINK, site_dir=SITE, channel=wa) == (
        f"Sudah baca?\n\nSelengkapnya: {LINK}\n\nUnggahan resmi:\n- Facebook: https://f.example/1"
    )
    assert str(whatsapp_text(long, link=LINK, site_dir=SITE, channel=wa)) == (
        "content/konten/2026-11-a/index.md:9: Teks untuk Whatsapp kelebihan 61 karakter dari batas "
        "1500, tautan halamannya ikut dihitung. Pendekkan `teks: {whatsapp: ...}`. "
        "[teks-terlalu-panjang]"
    )


def test_whatsapp_message_is_refused_when_it_is_too_long() -> None:
    """A message that no phone can open as an address is a finding."""
    long = replace(ONE, title="x" * WHATSAPP, card_title="y" * WHATSAPP)
    message = whatsapp_text(long, link=LINK, site_dir=SITE)

    assert isinstance(message, Finding)
    assert message.message == (
        "Pesan WhatsApp kelebihan 68 karakter dari 1500. Tulis `judul_kartu:` yang lebih pendek."
    )
