"""The team's page: unlisted, and silent about whatever is not approved."""

from dataclasses import replace
from pathlib import Path

from pipeline.core.status_matter import Mark, Matter, Status
from pipeline.render.edition import Edition
from pipeline.render.pages import site_files
from pipeline.render.pages_team import team_folder
from tests.core.test_control_card import card
from tests.core.test_status import TUESDAY
from tests.editions import SITE, edition, item

ONE = item("2026-11-a", "Informasi harus akurat")


def drawn(folder: Path, *matters: Matter) -> tuple[Edition, str]:
    """An edition with these matters, and its page for the team."""
    status = Status(at=TUESDAY, matters=matters, finished=1, imported=0)
    of = replace(edition(folder, ONE), status=status)
    text = site_files(of, site_dir=SITE, colours={})[f"{team_folder(of.site_url)}/index.md"]
    assert isinstance(text, bytes)
    return of, text.decode()


def test_the_page_is_unlisted(tmp_path: Path) -> None:
    """Search engines are asked to stay away, and no other page leads there."""
    of, text = drawn(tmp_path)

    assert "listed: false" in text
    assert "data-pagefind-body" not in text
    others = site_files(of, site_dir=SITE, colours={})
    linking = [n for n, c in others.items() if isinstance(c, bytes) and b'href="../tim' in c]
    assert linking == []


def test_an_approved_item_has_its_title_and_channels(tmp_path: Path) -> None:
    """It leads to the item's page and says what is open where."""
    matter = Matter(
        subject="2026-11-a",
        title="Informasi harus akurat",
        step="9a",
        mark=Mark.WAITING,
        people=("Ayu Admin",),
        note="menunggu konfirmasi: facebook",
    )
    _, text = drawn(tmp_path, matter)

    assert 'href="../../konten/2026-11-a/"' in text
    assert "Informasi harus akurat" in text
    assert "menunggu konfirmasi: facebook" in text


def test_a_draft_has_only_its_folders_name(tmp_path: Path) -> None:
    """No title, reason or branch of what nobody approved; and nothing in its name is markup."""
    draft = Matter(
        subject="2026-11-<b>baru</b>",
        title="Judul yang belum disetujui",
        step="5",
        note="alasan-dalam",
        where="konsep/rahasia",
        people=("Sari Sekretaris",),
    )
    _, text = drawn(tmp_path, draft, replace(draft, mark=Mark.HELD, step="7"))

    assert "2026-11-&lt;b&gt;baru&lt;/b&gt;" in text
    assert "Sari Sekretaris" in text
    hidden = ("Judul yang belum disetujui", "alasan-dalam", "konsep/rahasia", "<b>baru")
    assert [word for word in hidden if word in text] == []


def test_the_newest_items_have_their_control_cards(tmp_path: Path) -> None:
    """Each step with who and when, what is missing, and links that lead to the proof."""
    of, _ = drawn(tmp_path)
    made = replace(card(), item=ONE)
    posted = next(one for one in made.steps if one.record.step == "9a")
    proofs = ("https://m.example/1", "javascript:alert(1)", "commit-lain")
    proven = replace(posted, record=replace(posted.record, evidence=proofs))
    addresses = {"commit-lain": "https://forge.example/commit-lain"}
    made = replace(
        made,
        addresses=addresses,
        steps=tuple(proven if one is posted else one for one in made.steps),
    )
    files = site_files(replace(of, control=(made,)), site_dir=SITE, colours={})
    text = files[f"{team_folder(of.site_url)}/index.md"]
    assert isinstance(text, bytes)

    assert "selesai; tanpa keterlambatan; 1 (satu) kelengkapan tidak ada" in text.decode()
    assert "Tidak ada: Dokumentasi" in text.decode()
    assert "Ada: Lembar disposisi" in text.decode()
    assert '<a href="https://m.example/1">m.example</a> · <a href="https://forge' in text.decode()
    assert "javascript:" not in text.decode()


def test_a_preview_has_no_such_page(tmp_path: Path) -> None:
    """Nobody took stock there."""
    files = site_files(edition(tmp_path, ONE), site_dir=SITE, colours={})

    assert [name for name in files if name.startswith("tim/")] == []
