"""The nine steps of one item: who, when, by which evidence, in time or late."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from pipeline.core.acknowledging import acknowledgement
from pipeline.core.days import Workdays
from pipeline.core.model import WITA, Attendance, Correction, Disposisi, Item, Minutes, Role, Task
from pipeline.core.posting import Act, ActKind
from pipeline.core.progress import PARTS, Past, State, StepRecord, planned_day, progress
from pipeline.edge.gate import read_approvals
from tests.worlds import CHIEF, EDITOR, ITEM, PAGE, PRODUCER, World

MONDAY = date(2026, 11, 23)
LIMITS = {2: 1, 4: 2, 8: 1}
ID = ITEM.rpartition("/")[2]
NINE = datetime(2026, 11, 23, 9, tzinfo=WITA)

ITEM_READ = Item(
    id=ID,
    where=PAGE,
    title="Judul",
    card_title="Judul",
    series="tahukah-kamu",
    disposisi="2026-001",
    summary="",
    basis=(),
    pictures=(),
    slides=(),
    channels=None,
    texts={},
    hashtags=(),
    scheduled=None,
    correction=None,
    withdrawal=None,
    demo=False,
    body="",
)
DISPOSISI = Disposisi(
    number="2026-001",
    where="content/disposisi/2026-001.md",
    at=NINE - timedelta(days=3),  # a Friday
    sender="Kartini Ketua",
    recipients=(Role.EDITOR,),
    subject="",
    demo=False,
    body="",
)
FORM = "https://github.example/kpu/jdih/issues/9"
MINUTES = Minutes(
    where="content/rapat/2026-11-23/notula.md",
    day=MONDAY,
    place="",
    disposisi=("2026-001",),
    invited=NINE - timedelta(hours=1),
    attendance=(Attendance(role=Role.PRODUCER, count=2),),
    decisions=(),
    tasks=(Task(item=ID, role=Role.PRODUCER, due=MONDAY),),
    evidence=(),
    demo=False,
    body="",
)


def act(
    kind: ActKind, channel: str, actor: str, at: datetime, url: str = "", on_behalf: str = ""
) -> Act:
    return Act(
        kind=kind,
        item=ID,
        revision=0,
        channel=channel,
        actor=actor,
        at=at,
        url=url,
        extra={"on_behalf": on_behalf} if on_behalf else {},
    )


def past(world: World, *acts: Act) -> Past:
    """Everything known of the item in this world."""
    history, approvals = read_approvals(world.repository())
    assert approvals.roster is not None
    return Past(
        item=ITEM_READ,
        disposisi=DISPOSISI,
        minutes=[MINUTES],
        history=history,
        evidence=approvals.evidence.get(ITEM),
        roster=approvals.roster,
        acts=acts,
        whatsapp={"grup"},
    )


def steps(known: Past, today: date = MONDAY) -> dict[str, StepRecord]:
    found = progress(known, days=Workdays(), limits=LIMITS, today=today)
    assert [record.step for record in found] == list(PARTS)
    return {record.step: record for record in found}


def approved(folder: Path) -> World:
    """A world whose item was drafted, edited, handed over and merged on Tuesday to Thursday."""
    world = World(folder)
    branch = world.propose({PAGE: "satu"}, at=NINE + timedelta(days=1))
    world.edit(branch, {PAGE: "dua"}, at=NINE + timedelta(days=2))
    trailers = ["Disunting-oleh: Sari Sekretaris", "Diserahkan-oleh: Sari Sekretaris"]
    world.edit(branch, {}, at=NINE + timedelta(days=2, hours=1), trailers=trailers)
    world.merge(branch, at=NINE + timedelta(days=3))
    return world


def test_whole_way(tmp_path: Path) -> None:
    """Each step has its person, its moment and its evidence."""
    known = past(
        approved(tmp_path),
        act(ActKind.APPROVAL, "", "Kartini Ketua", NINE + timedelta(days=3)),
        act(ActKind.ORDER, "", "Sari Sekretaris", NINE + timedelta(days=4)),
        act(ActKind.INTENT, "fb", "mesin", NINE + timedelta(days=4)),
        act(ActKind.POSTED, "fb", "Ayu Admin", NINE + timedelta(days=4), "https://fb.example/1"),
        act(ActKind.HANDED_OVER, "grup", "mesin", NINE + timedelta(days=4)),
        act(ActKind.CONFIRMED, "grup", "Ayu Admin", NINE + timedelta(days=4, hours=1)),
    )
    found = steps(known)

    assert {record.state for record in found.values()} == {State.DONE}
    assert {step: record.who for step, record in found.items()} == {
        "1": (CHIEF.name,),
        "2": (EDITOR.name,),
        "3": (EDITOR.name, "2 peserta"),
        "4": (PRODUCER.name,),
        "5": (EDITOR.name,),
        "6": (EDITOR.name,),
        "7": (CHIEF.name,),
        "8": (EDITOR.name,),
        "9a": ("Ayu Admin",),
        "9b": ("Ayu Admin",),
    }
    assert [record.day and record.day.day for record in found.values()] == [
        20, 23, 23, 24, 25, 25, 26, 27, 27, 27,
    ]  # fmt: skip
    assert [record.late for record in found.values()] == [0] * 10
    assert found["4"].due == date(2026, 11, 25)
    assert found["6"].at == NINE + timedelta(days=2, hours=1)
    assert found["9a"].evidence == ("https://fb.example/1",)


def test_limits_run_in_working_days(tmp_path: Path) -> None:
    """From Friday to Monday is one working day; Tuesday would have been late."""
    late = replace(
        past(approved(tmp_path)), minutes=[replace(MINUTES, invited=NINE.replace(day=24))]
    )

    assert steps(past(approved(tmp_path / "b")))["2"].due == MONDAY
    assert steps(late)["2"].late == 1


def test_open_step_is_late_as_the_days_go_by(tmp_path: Path) -> None:
    """A limit counts against today until somebody acts."""
    known = past(approved(tmp_path))

    assert steps(known, date(2026, 11, 27))["8"].late == 0
    assert steps(known, date(2026, 12, 1))["8"].late == 2
    assert steps(known)["8"].state is State.OPEN


def test_what_waits_for_its_day_is_not_late_before(tmp_path: Path) -> None:
    """`tayang` was approved, too: the order of step 8 has its working day from then."""
    friday = datetime(2026, 11, 27, 9, tzinfo=WITA)
    waits = replace(
        past(approved(tmp_path)), planned=planned_day(replace(ITEM_READ, scheduled=friday))
    )

    found = steps(waits, date(2026, 12, 1))["8"]
    assert (found.since, found.due, found.late) == (date(2026, 11, 27), date(2026, 11, 30), 1)
    assert steps(waits, friday.date())["8"].late == 0
    mended = replace(
        ITEM_READ, scheduled=friday, correction=Correction(number=1, day=MONDAY, note="")
    )
    assert planned_day(mended) is None


def test_what_nobody_recorded_is_said_to_be_unknown(tmp_path: Path) -> None:
    """An invitation without a date has no limit; nothing is guessed."""
    known = replace(past(approved(tmp_path)), minutes=[replace(MINUTES, invited=None)])
    found = steps(replace(known, disposisi=None))

    assert found["1"] == StepRecord(step="1", state=State.UNRECORDED)
    assert found["2"] == StepRecord(step="2", state=State.UNRECORDED)


def test_before_the_meeting_the_invitation_is_open(tmp_path: Path) -> None:
    """The limit of step 2 runs from the disposisi."""
    known = replace(past(World(tmp_path)), minutes=[])
    found = steps(known)

    assert [record.state for record in found.values()][:3] == [State.DONE, State.OPEN, State.OPEN]
    assert found["2"].due == MONDAY


def test_acknowledged_invitation_is_step_two(tmp_path: Path) -> None:
    """Before the minutes, and where they say nothing: it was sent by then at the latest."""
    known = past(
        World(tmp_path),
        acknowledgement(
            "2026-001", by=PRODUCER.name, login="putra", coming=True, at=NINE, form=FORM
        ),
        acknowledgement(
            "2026-001",
            by="Orang Luar",
            login="luar",
            coming=True,
            at=NINE - timedelta(days=2),
            form=FORM,
        ),
    )
    silent = replace(MINUTES, invited=None)
    before, after = (steps(replace(known, minutes=m))["2"] for m in ([], [silent]))

    assert before == after
    assert (before.state, before.at, before.who) == (State.DONE, NINE, (EDITOR.name,))
    assert before.evidence == (FORM,)
    assert steps(known)["2"].evidence == (MINUTES.where, FORM)


def test_posting_is_under_way_until_every_channel_is_settled(tmp_path: Path) -> None:
    """Handing over to a person settles nothing."""
    known = past(
        approved(tmp_path),
        act(ActKind.POSTED, "fb", "mesin", NINE + timedelta(days=4), "https://fb.example/1"),
        act(ActKind.HANDED_OVER, "ig", "mesin", NINE + timedelta(days=4)),
        act(ActKind.HANDED_OVER, "grup", "mesin", NINE + timedelta(days=4)),
    )
    found = steps(known)

    assert found["9a"].state is State.RUNNING
    assert found["9a"].evidence == ("https://fb.example/1",)
    assert found["9a"].day is None
    assert found["9b"] == StepRecord(step="9b", state=State.RUNNING)


def test_editor_named_in_the_merge_edited_then(tmp_path: Path) -> None:
    """Without a commit of the editor, the merge is the evidence of step 5."""
    world = World(tmp_path)
    merge = world.merge(world.propose({PAGE: "satu"}), trailers=["Disunting-oleh: Sari Sekretaris"])
    found = steps(past(world))

    assert (found["5"].who, found["5"].evidence) == ((EDITOR.name,), (merge,))
    assert found["6"].who == (PRODUCER.name,)


def test_what_the_machine_does_in_a_name_is_said_so(tmp_path: Path) -> None:
    """Steps 8 and 9a are two records: each by its own performer, and neither as if by hand."""
    at = NINE + timedelta(days=4)
    known = past(
        approved(tmp_path),
        act(ActKind.ORDER, "", "mesin", at, on_behalf=EDITOR.name),
        act(ActKind.POSTED, "fb", "mesin", at, "https://fb.example/1", on_behalf="Ayu Admin"),
    )
    found = steps(known)

    assert found["8"].who == ("Sari Sekretaris (perintah tetap)",)
    assert found["9a"].who == ("Ayu Admin (oleh sistem)",)
