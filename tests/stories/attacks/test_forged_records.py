"""Whoever may write the ledger cannot approve with it, nor lead readers to a page of theirs."""

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.core.findings import Finding
from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.desk import World as Gathered
from pipeline.desk import gather, open_desk
from pipeline.edge.ledger import file_of
from pipeline.edge.ledger_paths import path_of
from tests.stories.office.conftest import CHANNELS, SITE
from tests.worlds import CHIEF, ITEM, PAGE, PRODUCER, World

AT = datetime(2026, 11, 23, 12, 0, tzinfo=WITA)
NAME = ITEM.rpartition("/")[2]


def forge(world: World, *acts: Act) -> None:
    """Push files to the ledger as any writer of the repository could."""
    repo = world.repository()
    files = {path_of(act): file_of(act) for act in acts}
    sha = repo.commit_files("ledger", files, "catat", AT, parent=repo.fetch("ledger"))
    repo.push("ledger", sha, None)


def gathered(world: World, folder: Path) -> Gathered:
    return gather(open_desk(world.root), world.repository(), folder, fetch=True)


def told(world: Gathered, rule: str) -> list[Finding]:
    return [finding for finding in world.findings if finding.rule == rule]


def test_forged_approval_approves_nothing(tmp_path: Path) -> None:
    """The gate reads merges, never the record of them: a direct push stays held."""
    world = World(tmp_path / "git")
    merge = world.push_to_main({PAGE: "langsung"}, by=PRODUCER)
    world.send()
    version = world.oid(ITEM)
    extra = {"version": version, "merge_commit": merge, "editor": "Sari Sekretaris"}
    forge(
        world,
        Act(
            kind=ActKind.APPROVAL,
            item=NAME,
            revision=0,
            channel="",
            at=AT,
            actor=CHIEF.name,
            extra=extra,
        ),
    )
    found = gathered(world, tmp_path / "isi")

    assert ITEM not in found.approvals.approved
    assert not (tmp_path / "isi" / PAGE).exists()


@pytest.mark.parametrize(
    ("channel", "url"),
    [
        ("facebook", "https://facebook.com.penipu.example/jdihpinrang/posts/1"),
        ("facebook", "https://www.instagram.com/p/abc/"),
        ("facebook", "javascript:alert(1)"),
        ("mastodon", "http://sosial.example/@jdih/1"),
        ("kanal-lama", "https://penipu.example/hadiah"),
    ],
)
def test_forged_receipt_leads_nowhere(tmp_path: Path, channel: str, url: str) -> None:
    """An address that the network never gives becomes a doubt, and reaches no reader."""
    channels = CHANNELS.format(site=SITE, mastodon="https://sosial.example")
    world = World(tmp_path / "git", {"content/kanal.yml": channels})
    world.send()
    receipt = Act(
        kind=ActKind.POSTED, item=NAME, revision=0, channel=channel, at=AT, actor="mesin", url=url
    )
    forge(world, receipt)
    found = gathered(world, tmp_path / "isi")
    (finding,) = told(found, "buku-catatan")

    assert [(act.kind, act.url) for act in found.acts] == [(ActKind.UNKNOWN, "")]
    assert finding.where == f"ledger:{NAME}/0/{channel}/1-terunggah.yml"
    assert url not in str(finding)


@pytest.mark.parametrize(
    ("channel", "url"),
    [
        ("facebook", "https://www.facebook.com/jdihpinrang/posts/1"),
        ("mastodon", "https://sosial.example/@jdih/1"),
        ("kanal-lama", "https://x.com/jdih/status/1"),
    ],
)
def test_honest_receipts_are_believed(tmp_path: Path, channel: str, url: str) -> None:
    """Also of a channel that is no longer used."""
    channels = CHANNELS.format(site=SITE, mastodon="https://sosial.example")
    world = World(tmp_path / "git", {"content/kanal.yml": channels})
    world.send()
    receipt = Act(
        kind=ActKind.POSTED, item=NAME, revision=0, channel=channel, at=AT, actor="mesin", url=url
    )
    forge(world, receipt)
    found = gathered(world, tmp_path / "isi")

    assert [(act.kind, act.url) for act in found.acts] == [(ActKind.POSTED, url)]
    assert told(found, "buku-catatan") == []


def test_addresses_of_the_forge_are_no_receipts(tmp_path: Path) -> None:
    """An order names the run that waited for it: it stays an order."""
    world = World(
        tmp_path / "git", {"content/kanal.yml": CHANNELS.format(site=SITE, mastodon=SITE)}
    )
    world.send()
    url = "https://github.com/kpu/jdih/actions/runs/7/attempts/1"
    order = Act(
        kind=ActKind.ORDER, item=NAME, revision=0, channel="", at=AT, actor=CHIEF.name, url=url
    )
    forge(world, order)
    found = gathered(world, tmp_path / "isi")

    assert [(act.kind, act.url) for act in found.acts] == [(ActKind.ORDER, url)]
