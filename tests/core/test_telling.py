"""Results as lines: the counts add up, and whoever acts next is named."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pipeline.core.findings import Finding
from pipeline.core.model import WITA, Channel, Mode
from pipeline.core.plan import Later, Owed, Plan, Takedown
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.progress import State, StepRecord
from pipeline.core.telling import step_lines, summary

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=WITA)
EMPTY = Plan(at=NOW, networks={})


def act(kind: ActKind, channel: str = "mastodon") -> Act:
    return Act(kind=kind, item="2026-11-x", revision=0, channel=channel, at=NOW, actor="mesin")


PROMISE = Promise(item="2026-11-x", revision=0, channel="mastodon")


def owed(channel: str) -> Owed:
    known = Channel(id=channel, network=channel, mode=Mode.AUTOMATIC, label=channel)
    promise = replace(PROMISE, channel=channel)
    return Owed(promise=promise, channel=known, attempt=1, direct=True, since=NOW)


def test_a_dead_key_is_said_with_what_to_do() -> None:
    """Also when only an earlier run was told so; once its posts are out, no more."""
    note = "tidak dicoba: Mastodon menolak kunci akses (401): The access token is invalid"
    dead = replace(act(ActKind.REFUSED), note=note)
    before = replace(EMPTY, owed=(replace(owed("mastodon"), last=dead),))
    step = "Berikutnya: ganti kunci akses mastodon (caranya di"

    def told(done: list[Act], plan: Plan) -> bool:
        return any(line.startswith(step) for line in summary(done, plan, [], ["Ayu"]))

    assert told([dead], EMPTY) and told([], before)
    assert not told([act(ActKind.POSTED)], before) and not told([act(ActKind.REFUSED)], EMPTY)


def test_the_summary_says_why_each_reason_once() -> None:
    """What this run met, and what an earlier one met and nobody has mended; not what is over."""
    note = "Mastodon menolak kunci akses kantor; buat kunci baru"
    dead = replace(act(ActKind.REFUSED), note=note)
    other = replace(owed("mastodon"), promise=replace(PROMISE, item="2026-11-y"), last=dead)
    lost = replace(act(ActKind.UNKNOWN, "x"), note="jawaban X tidak sampai")
    over = replace(owed("bluesky"), last=replace(act(ActKind.REFUSED, "bluesky"), note="ditolak"))
    plan = replace(EMPTY, owed=(owed("mastodon"), other, owed("x"), over))

    assert summary([dead, lost, act(ActKind.POSTED, "bluesky")], plan, [], ["Ayu"])[2:4] == [
        f"- 2026-11-y → mastodon, 2026-11-x → mastodon: {note}.",
        "- 2026-11-x → x: jawaban X tidak sampai.",
    ]


def test_who_takes_old_posts_down_is_named_with_the_kit() -> None:
    """What the machine removes itself, and what is gone by now, is nobody's task."""
    receipt = replace(act(ActKind.POSTED, "x"), url="https://x.example/1")
    going = Takedown(promise=receipt.promise, channel=None, act=receipt)
    plan = replace(EMPTY, takedowns=(going, replace(going, direct=True)))
    kits = {"2026-11-x": "https://jdih.example/paket/a/"}

    assert summary([], plan, [], ["Ayu"], kits)[1:] == [
        "Ringkasan: 1 harus dihapus orang.",
        "Berikutnya: Ayu menghapus unggahan lama, lalu mengonfirmasi.",
        "- 2026-11-x: https://jdih.example/paket/a/",
    ]
    assert len(summary([replace(receipt, kind=ActKind.REMOVED)], plan, [], ["Ayu"], kits)) == 2


def test_nothing_to_do_is_said_in_one_line() -> None:
    """A run with nothing to do says so, and asks nobody for anything."""
    assert summary([], EMPTY, [], ["Ayu"]) == [
        "",
        "Ringkasan: tidak ada yang perlu dikerjakan.",
    ]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ActKind.POSTED, ["Ringkasan: 1 terunggah."]),
        (
            ActKind.HANDED_OVER,
            [
                "Ringkasan: 1 diserahkan kepada orang.",
                "Berikutnya: Ayu mengunggah dari paket, lalu mengonfirmasi.",
            ],
        ),
        (
            ActKind.UNKNOWN,
            [
                "Ringkasan: 1 tak pasti.",
                "Berikutnya: Ayu memeriksa jaringan untuk yang tak pasti.",
            ],
        ),
        (ActKind.REFUSED, ["Ringkasan: 1 ditolak jaringan."]),
    ],
)
def test_each_outcome_is_counted_and_the_next_person_named(kind: ActKind, told: list[str]) -> None:
    """What was done, then who acts next."""
    assert summary([act(kind)], EMPTY, [], ["Ayu"])[1:] == told


def test_what_is_still_owed_is_counted_and_tried_again() -> None:
    """Refused or not reached; whatever has an answer, and be it a lost one, is owed no more."""
    plan = replace(EMPTY, owed=tuple(map(owed, ("mastodon", "bluesky", "facebook", "telegram"))))
    done = [
        act(ActKind.POSTED),
        act(ActKind.REFUSED, "bluesky"),
        act(ActKind.HANDED_OVER, "facebook"),
    ]
    told = summary(done, plan, [], ["Ayu"])

    assert told[1] == (
        "Ringkasan: 1 terunggah, 1 diserahkan kepada orang, 1 ditolak jaringan, 2 masih terutang."
    )
    assert told[-1] == (
        "Berikutnya: sistem mencoba lagi yang masih terutang pada jalan berikutnya."
    )


def test_what_comes_later_is_counted_with_the_next_moment() -> None:
    """Whoever reads the run's page knows when to look again."""
    days = (timedelta(days=3), timedelta(days=1))
    later = tuple(Later(promise=PROMISE, until=NOW + day, reason="terjadwal") for day in days)

    assert summary([], replace(EMPTY, later=later), [], ["Ayu"])[1:] == [
        "Ringkasan: 2 terjadwal.",
        "Terjadwal paling dekat: 24-11-2026 09.00, 2026-11-x.",
    ]


def test_the_kits_that_wait_are_named_with_their_pages() -> None:
    """Whoever holds only a phone opens the kit from here; what is finished is not listed."""
    kits = {
        "2026-11-x": "https://jdih.example/paket/a/",
        "2026-11-y": "https://jdih.example/paket/b/",
    }

    assert summary([act(ActKind.HANDED_OVER)], EMPTY, [], ["Ayu"], kits)[2:] == [
        "Berikutnya: Ayu mengunggah dari paket, lalu mengonfirmasi.",
        "- 2026-11-x: https://jdih.example/paket/a/",
    ]


def test_held_files_are_counted_once_each() -> None:
    """Two findings in one file hold one file."""
    found = [Finding(where="content/a.md", line=n, rule="x", message="y") for n in (1, 2)]

    assert summary([], EMPTY, found, ["Ayu"])[1:] == [
        "Ringkasan: 1 berkas ditahan.",
        "Berikutnya: perbaiki temuan di atas lewat usulan.",
    ]


def test_a_step_says_when_who_and_whether_in_time() -> None:
    """A late step says by how many working days; an open one says so."""
    late = StepRecord(step="8", state=State.DONE, who=("mesin",), at=NOW, due=NOW.date(), late=2)
    unknown = StepRecord(step="2", state=State.UNRECORDED)

    assert step_lines([late, unknown]) == [
        "  8  Perintah unggah   23-11-2026 09.00  mesin (terlambat 2 hari kerja, batas 23-11-2026)",
        "  2  Undangan rapat    tidak tercatat    -",
    ]
