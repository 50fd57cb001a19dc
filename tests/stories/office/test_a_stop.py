"""`redaksi stop` at the keyboard: no approval to stop, a reviewed change to go on."""

import re

import pytest

from tests.mastodon_server import TOKEN
from tests.stories.office.conftest import CHANNELS, SITE, Office, item

ID = "2026-11-hak-atas-informasi"


@pytest.mark.slow
def test_stopped_until_the_approved_change(office: Office) -> None:
    """Typed by the Admin Medsos, the run posts nothing; the line it names begins it again."""
    office.approve({f"{ID}/index.md": item()})
    stopped = office.redaksi("stop")
    again = office.redaksi("stop", "facebook", email="pengelola@kpu.example")
    during = office.redaksi("run", token=TOKEN)

    assert stopped.returncode == 0, stopped.stdout + stopped.stderr
    assert stopped.stdout.startswith("Semua kanal dihentikan Ayu Admin, ")
    assert again.stdout.startswith("Sudah dihentikan. Semua kanal dihentikan Ayu Admin, ")
    assert office.mastodon.statuses() == []
    assert f"\n  {ID}: mastodon, facebook, whatsapp\n" in during.stdout
    assert "Ringkasan: 3 dihentikan." in during.stdout
    assert len([path for path in office.ledger() if path.startswith("kantor/")]) == 1

    (line,) = set(re.findall(r"«(dilanjutkan: .*?)»", during.stdout))
    text = CHANNELS.format(site=SITE, mastodon=office.mastodon.url)
    office.world.approve({"content/kanal.yml": f"{text}{line}\n"})
    office.world.send()
    after = office.redaksi("run", token=TOKEN)

    assert after.returncode == 0, after.stdout + after.stderr
    assert len(office.mastodon.statuses()) == 1


@pytest.mark.slow
def test_only_people_with_a_role_stop_a_channel_that_exists(office: Office) -> None:
    """A stranger is told how to be known, a slip which channels there are; nothing is written."""
    office.approve({f"{ID}/index.md": item()})
    stranger = office.redaksi("stop", email="luar@example.org")
    slip = office.redaksi("stop", "facebok")

    assert (stranger.returncode, slip.returncode) == (2, 2)
    assert "alamat Git luar@example.org bukan milik pemegang peran" in stranger.stderr
    assert "kanal facebok tidak ada, jadi belum ada yang dihentikan" in slip.stderr
    assert "pilih salah satu: mastodon, facebook, whatsapp" in slip.stderr
    assert office.ledger() == []
