"""The forge's face against the stand-in: what is read, what is written, what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from pipeline.core.forge import Verdict
from pipeline.edge.forge_client import Client
from pipeline.edge.forge_github import GitHub
from tests.forge_nouns import Refused
from tests.forge_office import MACHINE
from tests.forge_rules import ACTIONS_APP
from tests.forge_server import ForgeServer, running
from tests.worlds import CHIEF, PAGE, World

WORKFLOW = ("metadata", "contents", "pull_requests:write", "issues:write", "actions", "graphql")


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.send()
    return made


@pytest.fixture
def server(world: World) -> Iterator[ForgeServer]:
    with running(world.origin, lambda: world.now) as made:
        office = made.office
        for login in ("ketua", "sari", "putra"):
            office.account(login, login.capitalize())
        office.account("tamu", "Tamu", write=False)
        yield made


def proposed(world: World, server: ForgeServer, *, draft: bool = False) -> int:
    """A proposal by putra, pushed and opened."""
    branch = world.propose({PAGE: "satu"})
    world.send(branch)
    return server.office.open_pull("putra", branch, title="Usulan", draft=draft).number


def test_proposal_is_read_with_the_moment_it_was_handed_over(
    world: World, server: ForgeServer
) -> None:
    """ready_at is the forge's own event, not a date of Git."""
    number = proposed(world, server, draft=True)
    forge = server.forge(MACHINE, *WORKFLOW)
    assert forge.proposal(number).ready_at is None
    world.now = world.now.replace(hour=15)
    server.office.ready("putra", number)

    (proposal,) = forge.open_proposals()
    assert (proposal.author, proposal.base, proposal.draft) == ("putra", "main", False)
    assert proposal.head == world.tip() and proposal.ready_at == world.now
    assert proposal.same_repository and forge.files(number) == [PAGE]


def test_merge_is_told_with_who_merged_and_who_reviewed_what(
    world: World, server: ForgeServer
) -> None:
    """Lists do not say who merged: the record asks the proposal itself."""
    number = proposed(world, server)
    head = world.tip()
    server.office.review("sari", number, "COMMENT", "Sudah saya baca.")
    server.office.review("ketua", number, "APPROVE")
    sha = server.office.merge("ketua", number)

    record = server.forge(MACHINE, *WORKFLOW).merged(sha)
    assert record and (record.merged_by, record.head, record.opened_by) == ("ketua", head, "putra")
    assert [(r.login, r.state, r.commit) for r in record.reviews] == [
        ("sari", Verdict.COMMENTED, head),
        ("ketua", Verdict.APPROVED, head),
    ]
    assert record.signature == "unsigned" and server.forge().merged(head) is None


def test_merge_in_git_names_the_merger_and_the_forge(world: World, server: ForgeServer) -> None:
    """What the gate reads offline is what GitHub writes."""
    number = proposed(world, server)
    sha = server.office.merge("ketua", number)

    world.git("fetch", "-q", "origin", "main")
    said = world.git("log", "-1", "--format=%ae %ce %P", sha).split()
    assert said[0].endswith("+ketua@users.noreply.github.com")
    assert said[1] == "noreply@github.com" and len(said) == 4


def test_sticky_comment_is_one_and_ours(world: World, server: ForgeServer) -> None:
    """A stranger's comment with our marker is not ours; a repeat writes nothing."""
    number = proposed(world, server)
    forge = server.forge(MACHINE, *WORKFLOW)
    stranger = server.forge("tamu")
    stranger.comment(number, "<!-- redaksi:tinjauan -->\npalsu")
    first = forge.sticky(number, "tinjauan", "satu")
    server.calls.clear()
    again = forge.sticky(number, "tinjauan", "satu")
    assert again.id == first.id and [call for call in server.calls if "GET" not in call] == []
    changed = forge.sticky(number, "tinjauan", "dua")

    assert changed.id == first.id
    told = [(c.author, c.body, c.is_machine) for c in forge.comments(number)]
    assert told == [
        ("tamu", "<!-- redaksi:tinjauan -->\npalsu", False),
        (MACHINE, "<!-- redaksi:tinjauan -->\ndua", True),
    ]


def test_two_sticky_comments_of_a_race_become_one(world: World, server: ForgeServer) -> None:
    """Two runs that found none each left one: the older stays."""
    number = proposed(world, server)
    forge = server.forge(MACHINE, *WORKFLOW)
    for text in ("satu", "dua"):
        forge.comment(number, f"<!-- redaksi:tinjauan -->\n{text}")
    forge.sticky(number, "tinjauan", "tiga")

    assert [c.body for c in forge.comments(number)] == ["<!-- redaksi:tinjauan -->\ntiga"]


def test_issues_come_page_by_page_and_without_proposals(world: World, server: ForgeServer) -> None:
    """GitHub lists issues and proposals together, fifty at a time."""
    proposed(world, server)
    forge = server.forge("ketua")
    for number in range(60):
        server.office.open_issue("ketua", f"Disposisi {number}", "isi", ["disposisi"])
    forge.close_issue(2)
    forge.edit_issue(3, title="Lain")

    found = forge.issues(label="disposisi")
    assert len(found) == 59 and found[0].title == "Lain"
    assert [issue.number for issue in forge.issues(state="closed")] == [2]
    assert forge.issue(2).state == "closed"


def test_to_draft_needs_two_rights(world: World, server: ForgeServer) -> None:
    """The same call is refused to a token that may write proposals only."""
    number = proposed(world, server)
    assert server.forge(MACHINE, *WORKFLOW).to_draft(number) is False
    forge = server.forge(MACHINE, *WORKFLOW, "contents:write")

    assert forge.to_draft(number) is True and forge.proposal(number).draft


def test_order_of_a_person_is_read(server: ForgeServer) -> None:
    """Step 8: who let the run go on."""
    place = {"id": 1, "name": "medsos"}
    server.office.approvals[77] = [
        {"environments": [place], "state": "approved", "user": "sari", "comment": "unggah"}
    ]

    (found,) = server.forge(MACHINE, *WORKFLOW).approvals(77)
    assert (found.environments, found.approved, found.login) == (("medsos",), True, "sari")


def test_refusal_is_told_in_the_office_language(world: World, server: ForgeServer) -> None:
    """What the forge refused, where, and what to try; never the credential."""
    forge = server.forge(MACHINE, "metadata", "pull_requests")
    with pytest.raises(Blocked) as found:
        forge.open_issue("Judul", "isi")

    assert str(found.value) == (
        "GitHub menolak (403): Resource not accessible by integration "
        "(POST /repos/kpu/jdih/issues) kunci akses ini tidak berhak; minta admin TI memeriksa "
        "hak akses"
    )


def waiting(server: ForgeServer, pauses: list[float]) -> GitHub:
    """A forge whose waits pass at once."""
    access = server.access("ketua")
    client = Client(access, wait=pauses.append, clock=lambda: sum(pauses), now=lambda: 1000.0)
    return GitHub(client, access.repository)


@pytest.mark.parametrize(
    ("fault", "pause"),
    [
        ((503, {}), 1.0),
        ((429, {"Retry-After": "7"}), 7.0),
        ((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1020"}), 21.0),
    ],
)
def test_busy_forge_is_asked_again(
    server: ForgeServer, fault: tuple[int, dict[str, str]], pause: float
) -> None:
    """It says itself when; within a minute the call waits."""
    server.office.open_issue("ketua", "Satu", "isi")
    server.faults.append(fault)
    pauses: list[float] = []

    assert waiting(server, pauses).issue(1).title == "Satu" and pauses == [pause]


def test_limit_beyond_the_deadline_stops(server: ForgeServer) -> None:
    """An hour is not waited for: the run says so and ends."""
    server.faults.append((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "4600"}))
    with pytest.raises(Blocked, match="GitHub belum dapat dipakai: GitHub menjawab 403"):
        waiting(server, []).issue(1)


def test_what_may_have_been_written_is_not_written_twice(server: ForgeServer) -> None:
    """A 502 may come after the comment was made."""
    server.office.open_issue("ketua", "Satu", "isi")
    server.faults.append((502, {}))
    pauses: list[float] = []
    with pytest.raises(Blocked, match="GitHub menolak"):
        waiting(server, pauses).comment(1, "sekali")

    assert pauses == [] and server.office.said == {}


def test_stand_in_refuses_what_github_refuses(world: World, server: ForgeServer) -> None:
    """Draft, squash, own approval, a stranger's merge; then the rulesets, one after another."""
    office = server.office
    number = proposed(world, server, draft=True)
    chiefs = office.team("pemred", "ketua")
    check = {"context": "periksa", "integration_id": ACTIONS_APP}
    reviewed = {
        "required_approving_review_count": 1,
        "dismiss_stale_reviews_on_push": True,
        "require_last_push_approval": True,
        "require_code_owner_review": False,
        "allowed_merge_methods": ["merge"],
    }
    office.rule(
        "utama-mutu",
        {"type": "pull_request", "parameters": reviewed},
        {"type": "required_status_checks", "parameters": {"required_status_checks": [check]}},
    )
    office.rule("utama-hanya-pemred", {"type": "update"}, bypass=[chiefs])

    def refused(act: str) -> str:
        with pytest.raises(Refused) as found:
            office.merge(act, number)
        return found.value.message

    assert refused("ketua") == "Pull Request is still a draft"
    office.ready("putra", number)
    with pytest.raises(Refused, match="your own"):
        office.review("putra", number, "APPROVE")
    assert "approving review is required" in refused("ketua")
    office.review("tamu", number, "APPROVE")
    assert "approving review is required" in refused("ketua")  # without write access it is a word
    office.review("sari", number, "APPROVE")
    office.status(number, "periksa", app=1)
    assert 'check "periksa" is expected' in refused("ketua")
    office.status(number, "periksa", app=ACTIONS_APP)
    assert "Cannot update this protected ref." in refused("sari")
    world.edit(office.pulls[number].branch, {PAGE: "dua"})
    world.send(office.pulls[number].branch)
    office.pushed(number, "sari")
    assert "approving review is required" in refused("ketua")  # the head moved
    office.review("sari", number, "APPROVE")
    office.status(number, "periksa", app=ACTIONS_APP)
    assert "other than the last pusher" in refused("ketua")
    office.review("ketua", number, "APPROVE")

    assert office.merge("ketua", number)


def test_stand_in_refuses_a_push_to_main(world: World, server: ForgeServer) -> None:
    """A real push meets the ruleset."""
    server.office.rule("utama", {"type": "pull_request", "parameters": {}})
    world.push_to_main({PAGE: "langsung"}, by=CHIEF)
    with pytest.raises(AssertionError, match="GH013"):
        world.send()
