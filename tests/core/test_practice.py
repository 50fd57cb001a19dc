"""What a rehearsal plays with: first drafts, settings, addresses that only exist there."""

from datetime import date

import pytest

from pipeline.core.practice import first_draft, practice_address, settings_of
from pipeline.platforms import PLATFORMS

INDEX = b"""---
skema: 1
judul: Judul
dasar_hukum:
  - {peraturan: uu-14-2008, bagian: "Pasal 4 ayat (1), ayat (2)"}
gambar:
  - berkas: pintu.jpg
    alt: Pintu yang terbuka
tagar: [JDIH]
---

Isi dengan bagian: yang tetap.
"""


def test_first_draft_lacks_what_the_editor_adds() -> None:
    """No exact article, no hashtags; the body is untouched."""
    draft = first_draft(INDEX, without_alt=False).decode()

    assert 'bagian: "' not in draft
    assert "tagar" not in draft
    assert "{peraturan: uu-14-2008}" in draft
    assert "alt: Pintu yang terbuka" in draft
    assert draft.endswith("Isi dengan bagian: yang tetap.\n")


def test_first_draft_can_lack_the_text_of_a_picture() -> None:
    """So that the rehearsal shows a draft that the checks stop."""
    assert b'alt: ""' in first_draft(INDEX, without_alt=True)


def test_settings_begin_on_the_day_and_know_the_practice_network() -> None:
    """The roster comes into force; items, disposisi and minutes are left out."""
    files = {
        "content/peran.yml": b"skema: 1\norang:\n  - nama: A\n",
        "content/kanal.yml": b"skema: 1\nkanal:\n  - {id: x}\n",
        "content/konten/2026-11-x/index.md": b"x",
        "content/sop.yml": b"skema: 1\n",
    }

    found = settings_of(files, date(2026, 10, 12))

    assert sorted(found) == ["content/kanal.yml", "content/peran.yml", "content/sop.yml"]
    assert b"berlaku_mulai: 2026-10-12\norang:" in found["content/peran.yml"]
    assert found["content/kanal.yml"].count(b"id: gladi") == 1


@pytest.mark.parametrize(
    "network",
    ["facebook", "instagram", "instagram-cerita", "mastodon", "threads", "tiktok", "x", "telegram"],
)
def test_practice_addresses_are_taken_for_the_networks_own(network: str) -> None:
    """The rehearsal's confirmations go through the same judgement as real ones."""
    url = practice_address(network, "jdihpinrang", "https://mastodon.example", 7)

    assert url is not None
    assert PLATFORMS[network].owns(url)
    assert PLATFORMS[network].account_of(url) in {"jdihpinrang", None}
