"""A withdrawn item: a tombstone on the page, and a list of what only a person can take down."""

import pytest

from tests.mastodon_server import TOKEN
from tests.stories.office.conftest import SITE, Office, item

ID = "2026-11-hak-atas-informasi"
POST = "https://www.facebook.com/jdihpinrang/posts/123456"
GONE = (
    "penarikan: {tanggal: 2026-11-23, sebab: isi-menyesatkan, "
    "alasan: Angka di paragraf kedua keliru dan menyesatkan.}\n"
)


@pytest.mark.slow
def test_withdrawn_item_is_taken_down(office: Office) -> None:
    """By the machine where the network lets it; the rest is listed until somebody has done it."""
    office.approve({f"{ID}/index.md": item()})
    office.redaksi("run", token=TOKEN)
    office.redaksi("confirm", ID, "facebook", POST)
    office.redaksi("confirm", ID, "whatsapp")
    (status,) = office.mastodon.with_link(f"{SITE}konten/{ID}/")
    office.approve({f"{ID}/index.md": item(more=GONE)})

    run = office.redaksi("run", token=TOKEN)
    list_ = (office.home / "build/paket" / ID / "index.html").read_text("utf-8")
    gone = office.redaksi("confirm", ID, "facebook")
    kit = (office.home / "build/paket" / ID / "whatsapp" / "keterangan.txt").read_text("utf-8")
    office.redaksi("confirm", ID, "whatsapp")
    told = office.redaksi("run", "--dry-run", token=TOKEN)

    assert run.returncode == 0, run.stdout + run.stderr
    heading = "Sudah ditarik, tetapi unggahannya masih ada:\n"
    assert f"Sudah ditarik, dihapus oleh sistem:\n  {ID}: mastodon {status['url']}\n" in run.stdout
    assert f"terhapus: {ID} → mastodon: {status['url']}\n" in run.stdout
    assert f"{heading}  {ID}: facebook {POST}\n" in run.stdout
    group = "Sudah ditarik, tetapi grupnya belum diberi tahu:\n"
    assert f"{group}  {ID}: whatsapp Grup JDIH\n  Kirim pesan penarikannya" in run.stdout
    assert f'buka <a href="{POST}"' in list_ and status["url"] not in list_
    assert "Berikutnya: Ayu Admin menghapus unggahan lama" in run.stdout
    assert kit.startswith("PENARIKAN: ") and "Alasannya: Angka di paragraf kedua" in kit
    assert gone.stdout == f"Tercatat: {ID} di Facebook, oleh Ayu Admin.\n"
    assert "Sudah ditarik" not in told.stdout
    removed = [path for path in office.ledger() if path.endswith("dihapus.yml")]
    assert removed == [
        f"{ID}/0/{channel}/1-dihapus.yml" for channel in ("facebook", "mastodon", "whatsapp")
    ]
    page = office.page(f"konten/{ID}")
    assert "Konten ini telah ditarik" in page
    assert "Sebab: isinya menyesatkan." in page
    assert "Angka di paragraf kedua keliru dan menyesatkan." in page
    assert "Setiap orang berhak memperoleh informasi publik." not in page
    assert [path.name for path in (office.home / "build/paket" / ID).glob("*/")] == ["whatsapp"]
    assert office.mastodon.statuses() == []
