"""A merge by the Pemimpin Redaksi posts an item once, and the page shows where."""

import pytest

from tests.mastodon_server import TOKEN
from tests.stories.office.conftest import SITE, Office, item

ID = "2026-11-hak-atas-informasi"
LINK = f"{SITE}konten/{ID}/"


def test_merge_posts_once(office: Office) -> None:
    """The run after the merge posts; the next owes nothing; the one after it only says so again."""
    office.approve({f"{ID}/index.md": item()})

    first = office.redaksi("run", token=TOKEN)
    second = office.redaksi("run", token=TOKEN)
    third = office.redaksi("run", token=TOKEN)

    posted = office.mastodon.with_link(LINK)
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr
    assert len(posted) == 1
    described = [media["description"] for media in posted[0]["media_attachments"]]
    assert len(described) == 1
    assert "Setiap Orang Berhak Memperoleh Informasi Publik" in described[0]
    assert (
        f"  {ID}: unggah langsung ke Mastodon; paket untuk Facebook; pesan untuk WhatsApp\n"
        in first.stdout
    )
    assert "tidak ada yang baru untuk diunggah" in second.stdout
    assert third.stdout.startswith("Tidak ada yang berubah sejak terakhir dijalankan. Hasilnya:\n")
    assert third.stdout.partition("\n")[2] == second.stdout
    assert posted[0]["url"] in office.page(f"konten/{ID}")


@pytest.mark.slow
def test_dry_run_touches_nothing(office: Office) -> None:
    """The dry run prints the plan of the real run; no file, no post, no ledger."""
    office.approve({f"{ID}/index.md": item()})

    told = office.redaksi("run", "--dry-run", token=TOKEN)
    real = office.redaksi("run", token=TOKEN)

    plan = [line for line in told.stdout.splitlines() if line.startswith("  ")]
    assert told.returncode == 0, told.stdout + told.stderr
    assert plan
    assert [line for line in real.stdout.splitlines() if line.startswith("  ")] == plan


@pytest.mark.slow
def test_dry_run_leaves_no_trace(office: Office) -> None:
    """Nothing is written and nobody is called, not even where the network is gone."""
    office.approve({f"{ID}/index.md": item()})
    office.world.git("remote", "set-url", "origin", "/nowhere/at/all.git")

    told = office.redaksi("run", "--dry-run", token=TOKEN)

    assert told.returncode == 0, told.stdout + told.stderr
    assert not (office.home / "build").exists()
    assert office.mastodon.statuses() == []
    assert office.ledger() == []


@pytest.mark.slow
def test_without_credentials_everything_goes_through_the_kit(office: Office) -> None:
    """No token: the kit is handed over, nothing is posted, nothing counts as done."""
    office.approve({f"{ID}/index.md": item()})

    run = office.redaksi("run")

    assert run.returncode == 0, run.stdout + run.stderr
    assert office.mastodon.statuses() == []
    folder = office.home / "build/paket" / ID / "mastodon"
    assert sorted(path.name for path in folder.iterdir()) == [
        "01.jpg",
        "alt.txt",
        "ceklis.txt",
        "keterangan.txt",
    ]
    assert LINK in (folder / "keterangan.txt").read_text(encoding="utf-8")
