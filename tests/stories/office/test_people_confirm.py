"""What is handed to a person is done when that person says so, and not before."""

import pytest

from tests.stories.office.conftest import Office, item

ID = "2026-11-hak-atas-informasi"
POST = "https://www.facebook.com/jdihpinrang/posts/123456"


@pytest.mark.slow
def test_confirmation_is_recorded_once(office: Office) -> None:
    """The permalink goes to ledger and page; a second confirmation is told so."""
    office.approve({f"{ID}/index.md": item()})
    office.redaksi("run")

    done = office.redaksi("confirm", ID, "facebook", POST)
    again = office.redaksi("confirm", ID, "facebook", POST)
    office.redaksi("run")

    assert done.stdout == f"Tercatat: {ID} di Facebook, oleh Ayu Admin.\n"
    assert (done.returncode, again.returncode) == (0, 1)
    assert f"{ID}/0/facebook/1-dikonfirmasi.yml" in office.ledger()
    assert POST in office.page(f"konten/{ID}")


@pytest.mark.slow
def test_confirmation_of_a_strangers_address_is_refused(office: Office) -> None:
    """An address of another network settles nothing."""
    office.approve({f"{ID}/index.md": item()})
    office.redaksi("run")

    done = office.redaksi("confirm", ID, "facebook", "https://x.com/jdihpinrang/status/1")

    assert done.returncode == 1
    assert "[alamat]" in done.stdout
    assert f"{ID}/0/facebook/1-dikonfirmasi.yml" not in office.ledger()


@pytest.mark.slow
def test_whatsapp_needs_no_address(office: Office) -> None:
    """Who shared it, when, and to which group is all there is to record (step 9b)."""
    office.approve({f"{ID}/index.md": item()})
    office.redaksi("run")

    done = office.redaksi("confirm", ID, "whatsapp")

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{ID}/0/whatsapp/1-dikonfirmasi.yml" in office.ledger()


@pytest.mark.slow
def test_stranger_cannot_confirm(office: Office) -> None:
    """Only people who hold a role may; the message says how to be known."""
    office.approve({f"{ID}/index.md": item()})
    office.redaksi("run")

    done = office.redaksi("confirm", ID, "whatsapp", email="luar@example.org")

    assert done.returncode == 2
    assert "alamat Git luar@example.org bukan milik pemegang peran" in done.stderr
