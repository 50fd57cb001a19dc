"""A whole run asks the forge about a merge once; the ledger carries its word to every later run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.edge.ledger import act_from
from tests.forge_worlds import READS, STAFF, Newsroom, newsroom_of
from tests.mastodon_server import MastodonServer
from tests.stories.office.conftest import Office, item

ID = "2026-11-hak-atas-informasi"
PAGE = f"content/konten/{ID}/index.md"


@dataclass(frozen=True, kw_only=True)
class Online:
    """An office whose clone can also ask its forge."""

    office: Office
    room: Newsroom
    env: dict[str, str]

    def kept(self) -> list[str]:
        """What the ledger has of this merge and this item's approval."""
        return [path for path in self.office.ledger() if "/peng" in path or "/pers" in path]

    def read(self, path: str) -> bytes:
        return self.office.world.git("show", f"origin/ledger:{path}").encode()


@pytest.fixture
def online(tmp_path: Path, mastodon: MastodonServer) -> Iterator[Online]:
    office = Office(tmp_path, mastodon, people=STAFF)
    office.world.send()
    with newsroom_of(office.world) as room:
        env = {
            "GITHUB_TOKEN": room.server.token("github-actions[bot]", *READS),
            "GITHUB_REPOSITORY": room.server.office.name,
            "GITHUB_API_URL": room.server.url,
        }
        yield Online(office=office, room=room, env=env)


@pytest.mark.slow
def test_record_of_the_merge_reaches_the_ledger_and_is_not_asked_again(online: Online) -> None:
    """Who merged, the review of the final head, the merge and its signature; then never again.

    The only editing of this item is the review, which Git does not hold: what the runs without the
    forge decide, they decide from the ledger.
    """
    office, room = online.office, online.room
    number = room.propose({PAGE: item()})
    room.review(number)
    room.server.forge("putra").comment(number, "Mohon diperiksa.")
    head = room.server.office.pulls[number].head
    sha = room.merge(number)
    first = office.redaksi("run", env=online.env)
    asked = list(room.server.calls)
    room.server.calls.clear()
    second = office.redaksi("run", env=online.env)
    again = list(room.server.calls)
    offline = office.redaksi("run", "--dry-run")

    codes = [done.returncode for done in (first, second, offline)]
    assert codes == [0, 0, 0], first.stdout + first.stderr
    about = (sha, f"/pulls/{number}")
    assert [call for call in asked if call.endswith(f"/pulls/{number}/reviews")]
    assert [call for call in again if any(one in call for one in about)] == []
    record, approval = (act_from(online.read(path)) for path in reversed(online.kept()))
    assert (record.kind, record.actor) == ("penggabungan", "@kartini")
    assert record.extra["merge_commit"] == sha and record.extra["head"] == head
    assert record.extra["reviews"].startswith("@sari APPROVED 2026-11-23T")
    assert record.extra["signature"] == "unsigned"
    assert (approval.kind, approval.actor) == ("persetujuan", "Kartini Ketua")
    assert approval.extra["editor"] == "Sari Sekretaris" and approval.extra["proposal"]
    (said,) = (path for path in office.ledger() if "/pembahasan-" in path)
    assert act_from(online.read(said)).note.endswith("Putra Pengelola:\nMohon diperiksa.")
    assert "tidak ada yang baru untuk diunggah" in offline.stdout
    assert "belum disunting" not in offline.stdout  # as it would be by Git alone
