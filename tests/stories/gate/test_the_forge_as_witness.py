"""What the forge knows of a merge is read once and kept; by itself it approves nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.core.evidence import record_act, recorded
from pipeline.core.findings import Blocked
from pipeline.core.posting import Act, ActKind
from pipeline.edge.gate import read_approvals
from pipeline.edge.ledger import act_from, file_of
from pipeline.edge.ledger_paths import path_of
from tests.core.test_progress import past, steps
from tests.forge_worlds import Newsroom, newsroom
from tests.worlds import CHIEF, DEPUTY, EDITOR, ITEM, PAGE, PRODUCER, Someone

KANAL = "content/kanal.yml"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        yield made


def reason(office: Newsroom, *, online: bool = True) -> str:
    """Why the one item is held; fails where it is approved."""
    (held,) = office.judge(online=online).approvals.held
    return held.reason


def test_review_of_the_merged_head_is_the_editing_step(office: Newsroom) -> None:
    """Step 5 by a review alone: approved with the forge, held without, approved by the ledger."""
    number = office.propose()
    office.review(number)
    office.merge(number)
    assert reason(office, online=False).startswith("belum disunting")
    judged = office.publish()
    assert judged.approvals.evidence[ITEM].editors == (EDITOR.name,)
    again = office.judge(online=False)

    assert again.approvals == judged.approvals and again.findings == ()


def test_settings_merged_with_a_review_stay_in_force_without_the_forge(office: Newsroom) -> None:
    """The record is of the merge, not of an item: it holds for everything that came with it."""
    number = office.propose({KANAL: "skema: 1\n"})
    office.review(number)
    office.merge(number)
    office.publish()

    assert KANAL in office.judge(online=False).approvals.approved


def test_forge_is_asked_once(office: Newsroom) -> None:
    """What the ledger knows is not asked again."""
    number = office.propose()
    office.review(number)
    office.merge(number)
    office.publish()
    office.server.calls.clear()

    assert office.publish().fresh == () and office.server.calls == []


def test_record_comes_back_from_the_ledger_as_it_was(office: Newsroom) -> None:
    """Through the file and back nothing is lost: the gate answers the same for ever."""
    number = office.propose()
    office.review(number, event="COMMENT")
    office.merge(number)
    (record,) = office.judge(online=True).fresh
    act = record_act(record)

    assert path_of(act) == f"usulan-{number}/0/penggabungan-{record.merge_sha[:12]}.yml"
    assert recorded([act_from(file_of(act))]) == ({record.merge_sha: record}, [])


@pytest.mark.parametrize("event", ["APPROVE", "COMMENT"])
def test_review_of_an_earlier_head_is_none(office: Newsroom, event: str) -> None:
    """Whoever changes the text afterwards needs her again."""
    number = office.propose()
    office.review(number, event=event)
    office.edit(number, {PAGE: "dua"}, by=PRODUCER)
    office.merge(number)

    assert reason(office).startswith("belum disunting")


def test_review_after_the_merge_is_none(office: Newsroom) -> None:
    """Nobody edits what was approved already."""
    number = office.propose()
    office.merge(number)
    office.review(number)

    assert reason(office).startswith("belum disunting")


def test_asking_for_changes_is_no_consent(office: Newsroom) -> None:
    """A comment after it does not lift it; her approval does."""
    number = office.propose()
    office.review(number, event="REQUEST_CHANGES")
    office.review(number, event="COMMENT")
    office.merge(number)

    assert reason(office).startswith("belum disunting")


def test_approval_after_asking_for_changes_counts(office: Newsroom) -> None:
    """The same person, the same head, her last word."""
    number = office.propose()
    office.review(number, event="REQUEST_CHANGES")
    office.review(number, event="APPROVE")
    office.merge(number)

    assert ITEM in office.publish().approvals.approved


@pytest.mark.parametrize("person", [PRODUCER, DEPUTY])
def test_review_by_another_role_is_no_editing(office: Newsroom, person: Someone) -> None:
    """A comment by the producer, an approval by the deputy: neither edits."""
    number = office.propose()
    office.review(number, by=person, event="COMMENT")
    office.merge(number)

    assert reason(office).startswith("belum disunting")


def test_editor_does_not_review_what_she_alone_wrote(office: Newsroom) -> None:
    """Nor when somebody else opens the proposal for her."""
    number = office.propose(by=EDITOR)
    office.server.office.talks[number].author = office.login(PRODUCER)
    office.review(number)
    office.merge(number)

    assert reason(office).startswith("satu-satunya penulisnya adalah editornya sendiri")


def test_who_opened_the_proposal_does_not_approve_it(office: Newsroom) -> None:
    """Four eyes: the opener is among the authors, although Git does not name her."""
    number = office.propose()
    office.server.office.talks[number].author = office.login(CHIEF)
    office.review(number)
    office.merge(number)

    judged = office.judge(online=True)
    (held,) = judged.approvals.held
    assert held.reason.startswith("Kartini Ketua ikut menulis") and held.who_may == (DEPUTY.name,)


def test_merge_that_the_forge_ascribes_to_another_is_held(office: Newsroom) -> None:
    """A forged author in Git: the forge's record names who really merged, now and later."""
    number = office.propose()
    office.review(number)
    office.merge(number)
    office.server.office.pulls[number].merged_by = office.login(PRODUCER)

    assert reason(office).startswith("menurut halaman usulan digabungkan oleh @putra")
    office.publish()
    assert reason(office, online=False).startswith("menurut halaman usulan digabungkan oleh @putra")


def test_record_of_another_version_approves_nothing(office: Newsroom) -> None:
    """A record whose head is not the merge's second parent speaks of something else."""
    number = office.propose()
    office.review(number)
    sha = office.merge(number)
    (record,) = office.judge(online=True).fresh
    other = replace(record, head="a" * 40, reviews=())
    approvals = read_approvals(office.world.repository(), records={sha: other})[1]

    assert approvals.held[0].reason.startswith("menurut halaman usulan yang digabungkan dari #")


def test_forge_that_does_not_answer_stops_the_run(office: Newsroom) -> None:
    """What it might contradict does not go out; nothing is decided in its absence."""
    office.merge(office.propose())
    office.server.faults += [(404, {})]

    with pytest.raises(Blocked, match="GitHub menolak"):
        office.judge(online=True)


def forged(office: Newsroom, sha: str, **changes: object) -> Act:
    """What somebody with write access puts on the ledger's branch."""
    record = office.server.forge().merged(sha)
    assert record
    return record_act(replace(record, **changes))  # type: ignore[arg-type]


def test_forged_record_cannot_make_an_approver(office: Newsroom) -> None:
    """The producer merges, and writes into the ledger that the chief did: Git says otherwise."""
    number = office.propose()
    office.review(number)
    sha = office.merge(number, by=PRODUCER)
    office.acts.append(forged(office, sha, merged_by=office.login(CHIEF)))

    assert reason(office, online=False).startswith("digabungkan oleh Putra Pengelola")


def test_forged_record_cannot_lift_four_eyes(office: Newsroom) -> None:
    """Who wrote stands in Git; a record can add authors, not take any away."""
    number = office.propose(by=CHIEF)
    office.review(number)
    sha = office.merge(number)
    office.acts.append(forged(office, sha, opened_by=office.login(PRODUCER)))

    assert reason(office, online=False).startswith("Kartini Ketua ikut menulis")


def test_two_records_of_one_merge_count_for_nothing(office: Newsroom) -> None:
    """A second file that says something else takes the first one's word away, and is reported."""
    number = office.propose()
    sha = office.merge(number)
    true, record = forged(office, sha), office.server.forge().merged(sha)
    office.review(number)
    (review,) = office.server.forge().reviews(number)
    assert record
    review = replace(review, at=record.at - timedelta(minutes=1))
    office.acts += [true, record_act(replace(record, number=99, reviews=(review,)))]

    judged = office.judge(online=False)
    assert ITEM not in judged.approvals.approved
    assert [finding.where for finding in judged.findings] == ["ledger:usulan-99"]


@pytest.mark.parametrize(
    "change",
    [{"reviews": "@sari APPROVED kemarin"}, {"head": "x"}, {"opened": "2026-11-23"}],
)
def test_record_that_cannot_be_read_is_reported(office: Newsroom, change: dict[str, str]) -> None:
    """It counts for nothing; the others are read."""
    sha = office.merge(office.propose())
    act = forged(office, sha)

    records, (finding,) = recorded([replace(act, extra={**act.extra, **change})])
    assert records == {} and finding.message.startswith("Catatan tentang penggabungan")


def test_approval_recorded_without_the_forge_is_not_reopened(office: Newsroom) -> None:
    """An item published from a laptop keeps its approval when CI comes back."""
    number = office.propose()
    office.edit(number, {PAGE: "dua"})
    office.merge(number)
    offline = office.judge(online=False).approvals
    evidence = offline.evidence[ITEM]
    office.acts.append(
        Act(
            kind=ActKind.APPROVAL,
            item="2026-11-contoh",
            revision=0,
            channel="",
            at=evidence.at,
            actor=evidence.approver,
            extra={"merge_commit": evidence.merge, "version": evidence.oid or ""},
        )
    )
    office.server.office.pulls[number].merged_by = office.login(PRODUCER)

    assert office.judge(online=True).approvals == offline


def test_steps_are_timed_by_the_forge(office: Newsroom) -> None:
    """Steps 4 to 7 by the server's clock: a date that a client wrote into Git moves nothing."""
    world = office.world
    branch = world.propose({PAGE: "satu"}, at=world.now - timedelta(days=9))
    world.send(branch)
    number = office.server.office.open_pull(office.login(PRODUCER), branch).number
    opened = world.now
    office.review(number)
    reviewed = world.now
    office.hand_over(number, by=EDITOR)
    handed = world.now
    office.merge(number)

    judged = office.publish()
    found = steps(
        replace(past(world), history=judged.history, evidence=judged.approvals.evidence[ITEM])
    )
    assert {step: found[step].at for step in "4567"} == {
        "4": opened,
        "5": reviewed,
        "6": handed,
        "7": world.now,
    }
    assert [found[step].who for step in "4567"] == [
        (PRODUCER.name,),
        (EDITOR.name,),
        (EDITOR.name,),
        (CHIEF.name,),
    ]
