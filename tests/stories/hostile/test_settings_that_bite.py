"""Settings, register and records spoilt: told where they are; the items go on as they can."""

from pathlib import Path

import pytest

from tests.stories.hostile.world import NOTULA, TEMPLATE, accepted, judge, spoil

CHANNELS, SERIES, LAW = "content/kanal.yml", "content/rubrik.yml", "content/peraturan/uu-14-2008.md"
PEOPLE, DISPOSISI = "content/peran.yml", "content/disposisi/2026-001.md"
PAGE = "---\nskema: 1\njudul: {title}\nringkasan: Satu kalimat.\n---\n{body}\n"


def swap(path: str, old: str, new: str) -> dict[str, str]:
    text = TEMPLATE[path].decode()
    assert old in text
    return {path: text.replace(old, new, 1)}


def page(body: str, title: str = "Tentang") -> dict[str, str]:
    return {"content/halaman/tentang.md": PAGE.format(title=title, body=body)}


CASES = {
    "network that is none": swap(CHANNELS, "jaringan: facebook", "jaringan: facebok"),
    "channel twice": swap(CHANNELS, "id: facebook", "id: mastodon"),
    "channel that climbs": swap(CHANNELS, "id: facebook", "id: ../../x"),
    "mode that is none": swap(CHANNELS, "cara: paket", "cara: manual"),
    "site that is a script": swap(CHANNELS, "https://jdih-pinrang.example/", "javascript:alert(1)"),
    "site with a tag": swap(CHANNELS, "pinrang.example/", 'pinrang.example/"><script>'),
    "server without encryption": swap(CHANNELS, "https://mastodon", "http://mastodon"),
    "password in an address": swap(CHANNELS, "https://mastodon", "https://a:b@mastodon"),
    "account with a tag": swap(CHANNELS, "akun: jdihpinrang", 'akun: "<script>alert(1)</script>"'),
    "office with a long name": swap(CHANNELS, "KPU Kabupaten Pinrang", "K" * 400),
    "5,000 channels": {
        CHANNELS: "skema: 1\nalamat_situs: https://a.example/\nnama_kantor: KPU\nkanal:\n"
        + "".join(
            f"  - {{id: k{n}, jaringan: facebook, cara: paket, nama: N}}\n" for n in range(5_000)
        )
    },
    "channels unreadable": {CHANNELS: "skema: [1\n"},
    "channels in Latin-1": {CHANNELS: "skema: 1 # caf\xe9".encode("latin-1")},
    "cards that are none": swap(SERIES, "kartu: pasal", "kartu: biru"),
    "cards that climb": swap(SERIES, "kartu: pasal", "kartu: ../../../etc/passwd"),
    "series with a tag": swap(SERIES, "nama: Kuis", 'nama: "<img src=x onerror=alert(1)>"'),
    "series with a long name": swap(SERIES, "nama: Kuis", f"nama: {'N' * 60}"),
    "day in English": swap(SERIES, "hari: selasa", "hari: tuesday"),
    "role that is none": swap(PEOPLE, "peran: admin-medsos", "peran: ketua"),
    "address of two people": swap(PEOPLE, "wakil@kpu.example", "ketua@kpu.example"),
    "day written the usual way": swap(PEOPLE, "sejak: 2026-01-05", "sejak: 05/01/2026"),
    "holiday on 30 February": {
        "content/kalender.yml": "skema: 1\nlibur_tambahan: [{tanggal: 2026-02-30, nama: Libur}]\n"
    },
    "SOP without steps": {"content/sop.yml": "skema: 1\nlangkah: []\n"},
    "law with a tag": swap(LAW, "tentang: Keterbukaan", "tentang: <b>Keterbukaan</b>"),
    "law with a script": swap(LAW, "https://peraturan.go.id/", "javascript:alert(1)"),
    "law of the year 20008": swap(LAW, "tahun: 2008", "tahun: 20008"),
    "law without quotes": swap(LAW, 'nomor: "14"', "nomor: 14"),
    "law that repeals itself": swap(
        LAW, "tautan:", "hubungan: [{jenis: mencabut, peraturan: uu-14-2008}]\ntautan:"
    ),
    "article without end": swap(LAW, "tautan:", f"pasal: {{Pasal 1: {'x ' * 15_000}}}\ntautan:"),
    "NIK in the minutes": {
        "content/rapat/2026-11-24/notula.md": NOTULA + "\nHadir: 7315011203450001.\n"
    },
    "disposisi misnumbered": swap(DISPOSISI, "nomor: 2026-001", "nomor: 2026-002"),
    "disposisi without an hour": swap(DISPOSISI, "T08:05:00+08:00", ""),
    "page with HTML": page("<script>alert(1)</script>"),
    "page with a tag in its title": page("Isi.", title="<b>Tentang</b>"),
    "page without end": page("kata " * 13_000),
    "page with 20,000 brackets": page("[" * 20_000),
}
DRAWN = {"network that is none", "cards that are none"}
TOLD = accepted("settings")


@pytest.mark.parametrize("name", CASES)
def test_setting_that_bites(tmp_path: Path, cards: Path, name: str) -> None:
    """One finding or more, each at the setting itself, with what to type."""
    spoil(tmp_path, CASES[name])

    assert judge(tmp_path, cards, draw=name in DRAWN).told() == TOLD[name]
