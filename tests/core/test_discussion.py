"""What was said on a proposal, as one record."""

from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.core.discussion import AT_MOST, ROOM, discussion_act, undiscussed
from pipeline.core.forge import Comment, MergeRecord, Review, Verdict
from pipeline.core.model import WITA, Person, Roster
from pipeline.core.posting import Act, ActKind
from pipeline.core.verdicts import Approvals, Evidence
from pipeline.edge.ledger import MAX_BYTES, act_from, file_of
from pipeline.edge.ledger_paths import path_of
from tests.core.test_progress import ITEM_READ

AT = datetime(2026, 11, 24, 9, 0, tzinfo=WITA)
ROSTER = Roster(
    people=(
        Person(name="Sari Sekretaris", emails=(), logins=("sari",)),
        Person(name="Putra Pengelola", emails=(), logins=("putra",)),
    ),
    effective_from=None,
)
RECORD = MergeRecord(
    number=7,
    url="https://github.example/kpu/jdih/pull/7",
    opened_by="putra",
    opened=AT,
    ready_at=None,
    ready_by="",
    merged_by="kartini",
    merge_sha="a" * 40,
    head="b" * 40,
    at=AT + timedelta(hours=5),
)


def comment(author: str, body: str, hours: int, *, machine: bool = False) -> Comment:
    return Comment(
        id=hours, author=author, body=body, at=AT + timedelta(hours=hours), is_machine=machine
    )


def act(*comments: Comment, reviews: tuple[Review, ...] = ()) -> Act:
    return discussion_act(ITEM_READ, RECORD, comments, reviews, ROSTER)


def test_comments_and_reviews_are_told_in_their_order() -> None:
    """Who, when in Wita, and of a review how it ended; a machine's comment is none."""
    refused = Review(
        login="Sari",
        state=Verdict.CHANGES_REQUESTED,
        commit="c",
        at=AT + timedelta(hours=1),
        body="Pasal 7, bukan 8.",
    )
    silent = replace(refused, body="", state=Verdict.APPROVED)
    made = act(
        comment("putra", "Sudah\ndiperbaiki. ", 2),
        comment("robot", "Pratinjau", 1, machine=True),
        reviews=(refused, silent),
    )

    assert made.note == (
        "24-11-2026 10.00 Sari Sekretaris, tinjauan, minta perbaikan:\nPasal 7, bukan 8.\n\n"
        "24-11-2026 11.00 Putra Pengelola:\nSudah\ndiperbaiki."
    )
    assert made.url == RECORD.url
    assert path_of(made) == f"{ITEM_READ.id}/0/pembahasan-{'a' * 12}.yml"
    assert act_from(file_of(made)) == made


def test_strangers_are_counted_and_not_copied() -> None:
    """A record that is kept for ever holds no words of people outside the office."""
    made = act(comment("luar", "data pribadi", 1), comment("sari", "Setuju.", 2))

    assert "data pribadi" not in made.note
    assert made.note.endswith("(1 ucapan orang di luar redaksi tidak disalin)")


def test_silence_is_recorded_too() -> None:
    """So that nobody asks again."""
    assert act().note == "tidak ada pembahasan"


def test_what_does_not_fit_is_left_out_whole() -> None:
    """The file stays readable; nobody's words are cut."""
    long = [comment("sari", "x" * (ROOM // 3), hour) for hour in range(1, 5)]
    made = act(*long)

    assert made.note.count("Sari Sekretaris") == 2
    assert made.note.endswith("(2 ucapan berikutnya tidak dimuat; baca pada usulannya)")
    assert len(file_of(made)) < MAX_BYTES


def evidence(number: int, at: datetime, record: MergeRecord | None = RECORD) -> Evidence:
    return Evidence(
        unit=f"content/konten/2026-11-konten-{number}",
        oid="d" * 40,
        merge=RECORD.merge_sha,
        base="",
        approver="",
        authors=(),
        editors=(),
        at=at,
        record=record,
    )


def approvals(*found: Evidence) -> Approvals:
    return Approvals(
        approved={},
        evidence={one.unit: one for one in found},
        landed={},
        imported=frozenset(),
        held=(),
        roster=None,
        chain=(),
    )


def test_each_proposal_is_asked_for_once_and_soon() -> None:
    """Not what is kept, not what is old, not what the forge does not know; a few in one run."""
    kept = replace(act(), item="2026-11-konten-1")
    known = approvals(
        evidence(1, AT),
        evidence(2, AT - timedelta(days=31)),
        evidence(3, AT, None),
        evidence(4, AT),
        replace(evidence(5, AT), unit="content/sop.yml"),
    )
    many = approvals(*(evidence(number, AT) for number in range(AT_MOST + 5)))

    assert [one.unit[-1] for one in undiscussed(known, [kept], AT)] == ["4"]
    assert kept.kind is ActKind.DISCUSSION
    assert len(undiscussed(many, [], AT)) == AT_MOST
