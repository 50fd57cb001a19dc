"""What was not approved stays off the page and off the networks; the rest goes on."""

from pathlib import Path

import pytest

from tests.mastodon_server import TOKEN, MastodonServer
from tests.stories.office.conftest import SITE, Office, item
from tests.worlds import CHIEF, PRODUCER

ID = "2026-11-hak-atas-informasi"
OTHER = "2026-11-biaya-informasi"
LINK = f"{SITE}konten/{ID}/"


@pytest.mark.slow
def test_edit_after_approval_is_held(office: Office) -> None:
    """A later direct push un-approves: the approved text goes out, and the run says who may."""
    office.approve({f"{ID}/index.md": item()})
    page = f"content/konten/{ID}/index.md"
    office.world.push_to_main(
        {page: item(body="Kalimat yang tidak pernah disetujui.")}, by=PRODUCER
    )
    office.world.send()

    run = office.redaksi("run", token=TOKEN)

    assert run.returncode == 1
    assert "masuk ke main tanpa penggabungan usulan" in run.stdout
    assert "Yang boleh menyetujui: Kartini Ketua atau Wahyu Wakil." in run.stdout
    assert "Setiap orang berhak memperoleh informasi publik." in office.page(f"konten/{ID}")
    assert "tidak pernah disetujui" not in office.page(f"konten/{ID}")
    (status,) = office.mastodon.with_link(LINK)
    assert "tidak pernah disetujui" not in status["content"]


def test_self_merge_is_refused(office: Office) -> None:
    """The Pemimpin Redaksi cannot approve her own draft: nothing of it is published."""
    branch = office.world.propose({f"content/konten/{ID}/index.md": item()}, by=CHIEF)
    office.world.edit(branch, {}, trailers=["Disunting-oleh: Sari Sekretaris"])
    office.world.merge(branch, by=CHIEF)
    office.world.send()

    run = office.redaksi("run", token=TOKEN)

    assert run.returncode == 1
    assert "ikut menulis versi ini dan tidak boleh menyetujuinya sendiri" in run.stdout
    assert "Yang boleh menyetujui: Wahyu Wakil." in run.stdout
    assert not (office.home / "build/site/konten" / ID).exists()
    assert office.mastodon.statuses() == []


@pytest.mark.slow
def test_picture_without_alt_is_stopped(office: Office) -> None:
    """Even approved, an item whose picture has no text goes nowhere; the others do."""
    picture = 'gambar:\n  - {berkas: pintu.png, alt: ""}\n'
    office.approve(
        {
            f"{ID}/index.md": item(more=picture),
            f"{ID}/pintu.png": _png(),
            f"{OTHER}/index.md": item(
                "Tahukah Kamu: Melihat Informasi Publik Tidak Dipungut Biaya"
            ),
        }
    )

    run = office.redaksi("run", token=TOKEN)

    assert run.returncode == 1
    assert "[alt-kosong]" in run.stdout
    assert office.mastodon.with_link(LINK) == []
    assert len(office.mastodon.with_link(f"{SITE}konten/{OTHER}/")) == 1


@pytest.mark.slow
def test_broken_item_does_not_stop_the_others(office: Office) -> None:
    """One file of rubbish is a finding; the other item is posted."""
    office.approve(
        {
            f"{ID}/index.md": b"\xff\xfe\x00---\njudul: [",
            f"{OTHER}/index.md": item(
                "Tahukah Kamu: Melihat Informasi Publik Tidak Dipungut Biaya"
            ),
        }
    )

    run = office.redaksi("run", token=TOKEN)

    assert run.returncode == 1
    assert f"content/konten/{ID}/index.md:1:" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr
    assert len(office.mastodon.with_link(f"{SITE}konten/{OTHER}/")) == 1


@pytest.mark.slow
def test_demo_item_is_shown_but_never_posted(office: Office) -> None:
    """``contoh: true`` is marked on the page and reaches no network that the public sees."""
    office.approve({f"{ID}/index.md": item(more="contoh: true\n")})

    run = office.redaksi("run", token=TOKEN)

    assert run.returncode == 0, run.stdout + run.stderr
    assert office.mastodon.statuses() == []
    assert not (office.home / "build/paket" / ID).exists()
    assert "CONTOH" in office.page(f"konten/{ID}")


@pytest.mark.slow
def test_imported_item_is_shown_and_never_posted(tmp_path: Path, mastodon: MastodonServer) -> None:
    """What was on main before the office began with the system goes to no network, nor to a kit."""
    office = Office(tmp_path, mastodon, {f"{ID}/index.md": item()})
    office.world.send()

    run = office.redaksi("run", token=TOKEN)

    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 konten dari sebelum 23-11-2026: tampil di halaman, tidak diunggah" in run.stdout
    assert office.mastodon.statuses() == []
    assert office.ledger() == []
    assert not (office.home / "build/paket" / ID).exists()
    assert "Setiap orang berhak memperoleh informasi publik." in office.page(f"konten/{ID}")


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (1200, 900), (120, 20, 30)).save(file, "PNG")
    return file.getvalue()
