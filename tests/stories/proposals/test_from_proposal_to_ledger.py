"""The whole way of one item through the workflows themselves, run by `act` (tests/act.py)."""

from collections.abc import Mapping

import pytest

from pipeline.intake import FORMS
from tests.act import Played, play
from tests.forge_office import MACHINE
from tests.forge_rules import ACTIONS_APP
from tests.stories.office.conftest import item
from tests.stories.proposals.conftest import WRITES, Newsroom
from tests.stories.proposals.test_the_workflow_itself import played

NAME = "2026-11-hak"
HERE = f"content/konten/{NAME}/index.md"
POST = "https://www.facebook.com/jdihpinrang/posts/123456"
CHECKED = {"Isi": True, "Komentar": True}


def run(newsroom: Newsroom, workflow: str, event: Mapping[str, object], last: str = "") -> Played:
    """A workflow on main, with a token like GitHub's own; the token stays out of its log."""
    token = newsroom.server.token(MACHINE, *WRITES)
    made = play(
        newsroom.folder / f"{workflow}-{len(newsroom.server.tokens)}",
        workflow,
        {"repository": {"full_name": "kpu/jdih"}, **event},
        origin=newsroom.world.origin,
        api=newsroom.server.url,
        token=token,
        job=last,
    )
    assert token not in made.log
    return made


def fill(newsroom: Newsroom, kind: str, by: str, told: Mapping[str, str]) -> tuple[Played, int]:
    """A form as GitHub sends it, and `intake.yml` with it."""
    parts = [f"### {name}\n\n{told.get(name, '_No response_')}" for name in FORMS[kind].headings]
    number = newsroom.office.open_issue(by, "Formulir", "\n\n".join(parts), [kind]).number
    issue = {"number": number, "labels": [{"name": kind}], "user": {"id": 7}}
    event = {"action": "opened", "issue": issue, "sender": {"id": 7}}
    return run(newsroom, "intake.yml", event), number


def acts(newsroom: Newsroom) -> list[str]:
    return newsroom.office.git("ls-tree", "-r", "--name-only", "ledger").split("\n")


@pytest.mark.slow
def test_proposed_refused_approved_published_and_confirmed(newsroom: Newsroom) -> None:
    """Steps 4 to 9b: checked, commented, sent back with a reason, mended, reviewed, merged, handed
    over, and confirmed by a form from a phone."""
    number = newsroom.propose({HERE: item()})
    assert played(newsroom, number).jobs == CHECKED
    assert "<img src=" in newsroom.remark(number)

    newsroom.office.ready("putra", number)
    newsroom.office.review("ketua", number, "REQUEST_CHANGES", "Sebut pasal dan ayatnya.")
    assert played(newsroom, number, reviewed="changes_requested").jobs == CHECKED
    told = newsroom.remark(number)
    assert "**Dikembalikan oleh Kartini Ketua**" in told
    assert "Sebut pasal dan ayatnya" in told

    newsroom.amend(number, {HERE: item(body="Menurut Pasal 4 ayat (1), setiap orang berhak.")})
    newsroom.office.review("sari", number, "APPROVE")
    newsroom.office.ready("putra", number)
    assert played(newsroom, number).jobs == CHECKED
    newsroom.office.status(number, "Isi", app=ACTIONS_APP)
    newsroom.office.review("ketua", number, "APPROVE")
    merge = newsroom.office.merge("ketua", number)
    made = run(newsroom, "publish.yml", {"ref": "refs/heads/main"}, "post")
    assert made.jobs == {"Bangun": True, "Pasang halaman": True, "Unggah dan catat": True}, made.log
    assert newsroom.office.git("rev-parse", "main") == merge
    assert f"{NAME}/0/facebook/1-diserahkan.yml" in acts(newsroom)
    assert [path for path in acts(newsroom) if "penggabungan" in path] != []
    assert list(newsroom.folder.rglob(f"store/**/konten/{NAME}/index.html"))

    form = {"Konten": NAME, "Kanal": "Facebook", "Tautan unggahan": POST}
    made, issue = fill(newsroom, "konfirmasi", "sari", form)
    assert made.jobs == {"Kerjakan formulir": True, "Catat": True}, made.log
    assert "**Tercatat:**" in newsroom.remark(issue)
    assert [path for path in acts(newsroom) if "facebook" in path and "dikonfirmasi" in path] != []


@pytest.mark.slow
def test_forms_are_carried_out_by_the_workflow(newsroom: Newsroom) -> None:
    """`intake.yml`: a disposisi becomes a branch without the job that has the key; a stranger is
    answered, and that job does not begin for him."""
    order = {"Perihal": "Konten tentang arsip", "Petunjuk": "Dua konten.", "Kepada": "Pengelola"}
    made, number = fill(newsroom, "disposisi", "ketua", order)
    assert made.jobs == {"Kerjakan formulir": True}, made.log
    branches = newsroom.office.git("for-each-ref", "--format=%(refname:short)", "refs/heads")
    assert "disposisi/2026-002" in branches.split()
    assert "compare/main...disposisi/2026-002" in newsroom.remark(number)

    newsroom.office.account("orang-luar", "Orang Luar", write=False)
    hostile = {"Sebab": "$(touch kena) ${{ secrets.REDAKSI_LEDGER_KEY }}"}
    made, number = fill(newsroom, "berhenti", "orang-luar", hostile)
    assert made.jobs == {"Kerjakan formulir": True}, made.log
    assert newsroom.remark(number).partition("\n")[2].startswith("Terima kasih. ")
    assert not list(newsroom.folder.rglob("kena"))
