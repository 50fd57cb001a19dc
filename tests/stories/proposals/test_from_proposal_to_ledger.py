"""The whole way of one item through the workflows themselves, run by `act` (tests/act.py)."""

import pytest

from tests.act import play
from tests.forge_office import MACHINE
from tests.forge_rules import ACTIONS_APP
from tests.stories.office.conftest import item
from tests.stories.proposals.conftest import WRITES, Newsroom
from tests.stories.proposals.test_the_workflow_itself import played

HERE = "content/konten/2026-11-hak/index.md"


@pytest.mark.slow
def test_proposed_checked_reviewed_merged_and_handed_over(newsroom: Newsroom) -> None:
    """Steps 4 to 9: `check.yml` comments, people review and merge, `publish.yml` records."""
    number = newsroom.propose({HERE: item()})
    assert played(newsroom, number).jobs == {"Isi": True, "Komentar": True}
    newsroom.office.status(number, "Isi", app=ACTIONS_APP)
    newsroom.office.review("sari", number, "APPROVE")
    newsroom.office.ready("putra", number)
    newsroom.office.review("ketua", number, "APPROVE")
    merge = newsroom.office.merge("ketua", number)
    token = newsroom.server.token(MACHINE, *WRITES)
    made = play(
        newsroom.folder / "publish",
        "publish.yml",
        {"ref": "refs/heads/main", "repository": {"full_name": "kpu/jdih"}},
        origin=newsroom.world.origin,
        api=newsroom.server.url,
        token=token,
        job="post",
    )
    acts = newsroom.office.git("ls-tree", "-r", "--name-only", "ledger").split("\n")

    assert made.jobs == {"Bangun": True, "Pasang halaman": True, "Unggah dan catat": True}, made.log
    assert token not in made.log
    assert newsroom.office.git("rev-parse", "main") == merge
    assert "2026-11-hak/0/facebook/1-diserahkan.yml" in acts
    assert [path for path in acts if "penggabungan" in path] != []
    assert list((newsroom.folder / "publish/store").rglob("konten/2026-11-hak/index.html"))
