"""The state of the work: whose turn it is, how many days are used, what is late or in doubt."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from pipeline.core.acknowledging import acknowledgement
from pipeline.core.days import Workdays
from pipeline.core.history import SideCommit, Signature
from pipeline.core.model import (
    WITA,
    Channel,
    Channels,
    Disposisi,
    Minutes,
    Mode,
    Person,
    Role,
    Roster,
    Task,
    Tenure,
)
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.progress import State
from pipeline.core.promising import Network, Promised
from pipeline.core.status import Known, take_stock
from pipeline.core.status_drafts import Draft, draft_steps
from pipeline.core.status_matter import Mark, Matter, Status
from pipeline.core.status_text import WIDTH, status_lines
from pipeline.core.stopping import Halt
from pipeline.core.verdicts import Approvals, Held
from tests.core.test_progress import ITEM_READ

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=WITA)
ID = ITEM_READ.id
UNIT = f"content/konten/{ID}"
BRANCH = "konsep/1"
MEETING = Minutes(
    where="content/rapat/2026-11-23/notula.md",
    day=date(2026, 11, 23),
    place="",
    disposisi=(),
    invited=None,
    attendance=(),
    decisions=(),
    tasks=(Task(item=ID, role=Role.PRODUCER, due=date(2026, 11, 25)),),
    evidence=(),
    demo=False,
    body="",
)
NETWORK = Network(label="M", automatic=False, public=True, linked=True, repeat_seconds=0)


def person(name: str, role: Role) -> Person:
    email = f"{name.split()[0].lower()}@kpu.example"
    return Person(name=name, emails=(email,), tenures=(Tenure(role=role, since=date(2026, 1, 1)),))


CHIEF = person("Kartini Ketua", Role.EDITOR_IN_CHIEF)
DEPUTY = person("Wahyu Wakil", Role.DEPUTY)
EDITOR = person("Sari Sekretaris", Role.EDITOR)
PRODUCER = person("Putra Pengelola", Role.PRODUCER)
PUBLISHER = person("Ayu Admin", Role.PUBLISHER)
ROSTER = Roster(
    people=(CHIEF, DEPUTY, EDITOR, PRODUCER, PUBLISHER), effective_from=date(2026, 11, 1)
)
PERFORMERS = {
    2: (Role.EDITOR,),
    4: (Role.PRODUCER,),
    5: (Role.EDITOR, Role.PRODUCER),
    6: (Role.EDITOR,),
    7: (Role.EDITOR_IN_CHIEF, Role.DEPUTY),
    8: (Role.EDITOR,),
    9: (Role.PUBLISHER,),
}
APPROVALS = Approvals(
    approved={UNIT: "a"},
    evidence={},
    landed={UNIT: TUESDAY},
    imported=frozenset(),
    held=(),
    roster=ROSTER,
    chain=("c",),
)
CHANNELS = Channels(
    site_url="https://x.example/",
    office="KPU",
    channels=tuple(
        Channel(id=name, network="m", mode=Mode.KIT, label=name) for name in ("fb", "grup")
    ),
)


def plan(*acts: Act, now: datetime = TUESDAY, due: datetime | None = None) -> Plan:
    """One approved item that is promised to two channels."""
    promised = [
        Promised(promise=Promise(item=ID, revision=0, channel=channel), due=due, since=TUESDAY)
        for channel in ("fb", "grup")
    ]
    return make_plan(
        promised,
        acts,
        now,
        channels=CHANNELS,
        networks={"m": NETWORK},
        credentials=(),
        is_over=lambda run: True,
    )


def known(*acts: Act, now: datetime = TUESDAY) -> Known:
    return Known(
        items={ID: ITEM_READ},
        disposisi={},
        minutes={},
        approvals=APPROVALS,
        plan=plan(*acts, now=now),
        acts=acts,
        drafts=(),
        performers=PERFORMERS,
        limits={2: 1, 4: 2, 8: 1},
        whatsapp={"grup"},
        faulty={},
    )


EMPTY = replace(known(), items={}, plan=Plan(at=TUESDAY, networks={}))


def stock(what: Known, now: datetime = TUESDAY) -> Status:
    return take_stock(what, Workdays(), now)


def only(what: Known, now: datetime = TUESDAY) -> Matter:
    (matter,) = stock(what, now).matters
    return matter


def act(kind: ActKind, channel: str = "", at: datetime = TUESDAY) -> Act:
    return Act(kind=kind, item=ID, revision=0, channel=channel, actor="mesin", at=at)


def test_an_approved_item_waits_for_its_order() -> None:
    """Step 8 is the editor's and has one working day from the approval."""
    matter = only(known())

    assert (matter.step, matter.people, matter.since) == (
        "8",
        ("Sari Sekretaris",),
        date(2026, 11, 24),
    )
    assert (matter.used, matter.limit, matter.due, matter.late) == (0, 1, date(2026, 11, 25), 0)
    assert matter.note == "terutang: fb, grup"


def test_what_the_network_said_is_told_beside_what_is_owed() -> None:
    """Whoever looks at the list knows what to do, without the run's log; each reason once."""
    note = "Facebook menolak kunci akses kantor; buat kunci baru"
    refusals = [replace(act(ActKind.REFUSED, name), note=note) for name in ("fb", "grup")]

    assert only(known(*refusals)).note == f"terutang: fb, grup. {note}"


def test_an_order_counts_from_the_day_of_going_out() -> None:
    """Not from an approval weeks before: that is planning, not lateness."""
    friday = TUESDAY + timedelta(days=3)
    planned = replace(known(), items={ID: replace(ITEM_READ, scheduled=friday)})
    matter = only(planned, now=friday)

    assert (matter.since, matter.due, matter.late) == (friday.date(), date(2026, 11, 30), 0)


def test_days_are_working_days_and_the_late_stand_first() -> None:
    """From Tuesday to the Monday after are four working days: three too many."""
    monday = TUESDAY + timedelta(days=6)
    task = Minutes(
        where="content/rapat/2026-11-27/notula.md",
        day=date(2026, 11, 27),
        place="",
        disposisi=(),
        invited=None,
        attendance=(),
        decisions=(),
        tasks=(Task(item="2026-12-baru", role=Role.PRODUCER, due=date(2026, 12, 4)),),
        evidence=(),
        demo=False,
        body="",
    )
    first, second = stock(replace(known(), minutes={"2026-11-27": task}), monday).matters

    assert (first.subject, first.used, first.late) == (ID, 4, 3)
    assert (second.subject, second.step, second.people) == (
        "2026-12-baru",
        "4",
        ("Putra Pengelola",),
    )
    assert second.due == date(2026, 12, 1)  # the SOP's two days, though the meeting gave a week


def test_a_task_that_somebody_has_begun_is_no_open_task() -> None:
    """What is on main or in a proposal was begun."""
    proposed = replace(EMPTY, minutes={"x": MEETING}, drafts=(draft(write(PRODUCER)),))

    assert [matter.step for matter in stock(proposed).matters] == ["5"]
    assert [m.step for m in stock(replace(EMPTY, minutes={"x": MEETING})).matters] == ["4"]


def test_posting_waits_for_the_publisher() -> None:
    """Handed over on Friday and not confirmed on Monday: one working day, without a limit."""
    friday = TUESDAY + timedelta(days=3)
    acts = [
        act(ActKind.ORDER),
        act(ActKind.HANDED_OVER, "fb", friday),
        act(ActKind.CONFIRMED, "grup", friday),
    ]
    now = friday + timedelta(days=3)
    matter = only(known(*acts, now=now), now)

    assert (matter.step, matter.mark, matter.people) == ("9a", Mark.WAITING, ("Ayu Admin",))
    assert (matter.used, matter.limit, matter.note) == (1, None, "menunggu konfirmasi: fb")


def test_only_the_group_is_left() -> None:
    """Step 9b is what remains when every network is settled."""
    acts = [act(ActKind.CONFIRMED, "fb"), act(ActKind.HANDED_OVER, "grup")]

    assert only(known(*acts)).step == "9b"


def test_a_doubt_stands_above_what_merely_waits() -> None:
    """A post of which nobody knows whether it is there comes first, whatever else is open."""
    matter = only(known(act(ActKind.UNKNOWN, "fb"), act(ActKind.HANDED_OVER, "grup")))

    assert matter.mark is Mark.DOUBTFUL
    assert matter.note == "tak pasti: fb; menunggu konfirmasi: grup"


def test_a_record_that_cannot_be_read_has_no_day() -> None:
    """Nobody knows since when it waits, so no days are counted: not those of 25 years."""
    damaged = act(ActKind.UNKNOWN, "fb", at=TUESDAY.replace(year=2000))
    damaged = replace(damaged, extra={"damaged": "x"})

    assert only(known(damaged, act(ActKind.CONFIRMED, "grup"))).since is None
    assert only(known(damaged, act(ActKind.HANDED_OVER, "grup"))).since == TUESDAY.date()


def test_a_name_in_a_note_stays_whole() -> None:
    """It is copied from there into the next command."""
    name = f"2026-11-{'kata-' * 9}akhir"
    told = Status(at=TUESDAY, matters=(), finished=0, imported=0, notes=(f"{'a ' * 30}{name}",))

    assert name in status_lines(told)


def test_what_is_settled_is_finished() -> None:
    """Nothing is told of it but its number."""
    done = stock(known(act(ActKind.POSTED, "fb"), act(ActKind.CONFIRMED, "grup")))

    assert (done.matters, done.finished) == ((), 1)


def test_a_broadcast_in_the_future_is_nobodys_turn() -> None:
    """It goes out at its time; until then there is nothing to do."""
    at = TUESDAY + timedelta(days=5)
    matter = only(replace(known(), plan=plan(due=at)))

    assert (matter.mark, matter.people, matter.late) == (Mark.LATER, (), 0)
    assert matter.note == "tayang 29-11-2026 pukul 09.00: fb, grup"


def test_imported_material_is_counted_apart() -> None:
    """It was never promised, so it is neither open nor finished."""
    old = replace(APPROVALS, imported=frozenset({UNIT}))
    told = stock(replace(known(), approvals=old, plan=Plan(at=TUESDAY, networks={})))

    assert (told.matters, told.finished, told.imported) == ((), 0, 1)


def test_an_unapproved_version_names_who_may() -> None:
    """What reached main without approval is held; the approver is named by the gate."""
    held = Held(unit=UNIT, oid="b", commit="c", reason="langsung", who_may=("Kartini Ketua",))
    told = only(replace(EMPTY, approvals=replace(APPROVALS, held=(held,))))

    assert (told.mark, told.step, told.people) == (Mark.HELD, "7", ("Kartini Ketua",))


def test_findings_hold_an_approved_item() -> None:
    """It says how many, and that a proposal mends them."""
    told = only(replace(EMPTY, items={ID: ITEM_READ}, faulty={ID: 2}))

    assert (told.mark, told.note) == (Mark.HELD, "2 temuan harus diperbaiki lewat usulan")


def test_a_disposisi_without_a_meeting_waits_for_the_invitation() -> None:
    """Step 2: one working day; once a meeting names it, it is no line of its own."""
    order = Disposisi(
        number="2026-009",
        where="content/disposisi/2026-009.md",
        at=TUESDAY - timedelta(days=4),
        sender="Kartini Ketua",
        recipients=(Role.EDITOR,),
        subject="Hak pilih",
        demo=False,
        body="",
    )
    told = only(replace(EMPTY, disposisi={"2026-009": order}))

    assert (told.step, told.people, told.used, told.late) == ("2", ("Sari Sekretaris",), 2, 1)
    act = acknowledgement(
        "2026-009", by="Putra Pengelola", login="putra", coming=True, at=TUESDAY, form="x"
    )
    invited = only(replace(EMPTY, disposisi={"2026-009": order}, acts=[act]))
    assert (invited.step, invited.since) == ("3", TUESDAY.date())
    assert invited.note == "undangan diterima 1 orang, rapat belum dicatat"
    taken_up = {ID: replace(ITEM_READ, disposisi="2026-009")}
    assert stock(replace(EMPTY, disposisi={"2026-009": order}, items=taken_up)).matters == ()


def write(
    who: Person, *trailers: tuple[str, str], units: frozenset[str] = frozenset({UNIT})
) -> SideCommit:
    hand = Signature(name=who.name, email=who.emails[0], at=TUESDAY)
    return SideCommit(
        sha=who.name,
        parents=(),
        author=hand,
        committer=hand,
        subject="",
        trailers=trailers,
        units=units,
    )


def draft(*side: SideCommit, ready: bool | None = None) -> Draft:
    chained = tuple(
        replace(step, sha=str(n), parents=(str(n - 1),)) for n, step in enumerate(side, 1)
    )
    return Draft(unit=UNIT, branch=BRANCH, title="T", side=chained, at=TUESDAY, ready=ready)


def test_a_draft_waits_for_the_editor_then_for_the_hand_over_then_for_the_chief() -> None:
    """Steps 5, 6 and 7 as the gate would judge the proposal at this moment."""
    handed = write(EDITOR, ("diserahkan-oleh", EDITOR.name), units=frozenset())

    def next_step(*side: SideCommit, ready: bool | None = None) -> tuple[str, tuple[str, ...]]:
        told = only(replace(EMPTY, drafts=(draft(*side, ready=ready),)))
        return told.step, told.people

    assert next_step(write(PRODUCER)) == ("5", ("Sari Sekretaris", "Putra Pengelola"))
    assert next_step(write(PRODUCER), write(EDITOR)) == ("6", ("Sari Sekretaris",))
    approvers = ("Kartini Ketua", "Wahyu Wakil")
    assert next_step(write(PRODUCER), write(EDITOR), handed) == ("7", approvers)
    assert next_step(write(PRODUCER), write(EDITOR), ready=True) == ("7", approvers)


def test_a_change_after_the_editing_needs_the_editor_again() -> None:
    """Handing over does not help: the gate would hold it."""
    told = only(replace(EMPTY, drafts=(draft(write(EDITOR), write(PRODUCER), ready=True),)))

    assert told.step == "5"


def test_a_skeleton_is_still_being_written() -> None:
    """What `redaksi new` left to write keeps step 4 open; its days run from the meeting."""
    skeleton = replace(draft(write(PRODUCER), write(EDITOR), ready=True), unwritten=True)
    told = only(replace(EMPTY, drafts=(skeleton,)))
    (running,) = draft_steps(skeleton, ROSTER, TUESDAY.date())
    met = only(replace(EMPTY, drafts=(skeleton,), minutes={"2026-11-23": MEETING}))

    assert (told.step, told.note) == ("4", "masih kerangka, belum selesai ditulis")
    assert (running.step, running.state, running.day) == ("4", State.RUNNING, None)
    assert (met.since, met.due, met.where) == (MEETING.day, MEETING.tasks[0].due, BRANCH)


def test_nobody_approves_her_own_draft() -> None:
    """Who wrote it is not asked to approve it."""
    told = only(replace(EMPTY, drafts=(draft(write(DEPUTY), write(EDITOR), ready=True),)))

    assert told.people == ("Kartini Ketua",)


def test_a_draft_has_steps_four_to_six() -> None:
    """As far as it has come, with the commits as evidence."""
    handed = write(EDITOR, ("diserahkan-oleh", EDITOR.name), units=frozenset())
    found = draft_steps(draft(write(PRODUCER), write(EDITOR), handed), ROSTER, TUESDAY.date())

    assert [(one.step, one.who, one.evidence) for one in found] == [
        ("4", ("Putra Pengelola", "Sari Sekretaris"), ("1",)),
        ("5", ("Sari Sekretaris",), ("3",)),
        ("6", ("Sari Sekretaris",), ("3",)),
    ]
    assert [s.step for s in draft_steps(draft(write(PRODUCER)), ROSTER, TUESDAY.date())] == ["4"]


def test_the_list_fits_a_terminal() -> None:
    """No line is wider than 80 columns, whatever people are called and things are named."""
    long = replace(
        only(known()),
        subject="2026-11-" + "sangat-panjang-" * 8,
        people=tuple(f"Andi Tenriawaru Palallo {n}" for n in range(6)),
        note="tak pasti: mastodon, facebook, instagram; menunggu konfirmasi: whatsapp, threads",
        late=3,
    )
    lines = status_lines(replace(stock(known()), matters=(long,)))

    assert max(map(len, lines)) <= WIDTH
    assert "TERLAMBAT" in lines


def test_the_list_reads_as_the_office_speaks() -> None:
    """What it is, step and days, whose turn, and what exactly."""
    assert status_lines(stock(known())) == [
        "Keadaan Selasa, 24-11-2026 pukul 09.00 Wita: 1 berjalan.",
        "",
        "BERJALAN",
        "  2026-11-contoh",
        "    8 Perintah unggah, 0 dari 1 hari kerja (batas 25-11-2026)",
        "    giliran Sekretaris Redaksi: Sari Sekretaris; terutang: fb, grup",
    ]


def test_an_office_that_has_not_begun_is_told_so() -> None:
    """Without berlaku_mulai nothing is ever posted, and the list says why it is empty."""
    idle = replace(APPROVALS, roster=replace(ROSTER, effective_from=None))

    assert "berlaku_mulai" in stock(replace(EMPTY, approvals=idle)).notes[0]


def test_stop_is_said_without_the_words_of_who_stopped() -> None:
    """The list becomes an issue and a page: free text could call people there."""
    halt = Halt(name="x", channel="", by="Ayu Admin", at=TUESDAY, reason="@semua")
    told = stock(replace(EMPTY, plan=replace(EMPTY.plan, halts=(halt,))))

    assert told.notes == (
        "Semua kanal dihentikan Ayu Admin, 24-11-2026 pukul 09.00 Wita. "
        "Melanjutkan: usulkan baris «dilanjutkan: [x]» di content/kanal.yml.",
    )


def test_post_that_differs_is_told_until_it_is_gone() -> None:
    """What `verify` found wrong stands in the list, as a thing to be looked at now."""
    posted = Act(
        kind=ActKind.POSTED,
        item=ID,
        revision=0,
        channel="fb",
        at=TUESDAY,
        actor="mesin",
        url="https://fb.example/1",
        remote_id="1",
    )
    read = replace(
        posted,
        kind=ActKind.CHECKED,
        url="",
        extra={"difference": "teksnya berbeda; gambarnya 1, seharusnya 2"},
    )
    gone = replace(posted, kind=ActKind.REMOVED)
    (told,) = [m for m in stock(known(posted, read)).matters if m.mark is Mark.DIFFERS]

    assert (told.subject, told.people) == (ID, ("Ayu Admin",))
    assert told.note == "periksa sekarang, fb: teksnya berbeda; gambarnya 1, seharusnya 2"
    assert Mark.DIFFERS not in {m.mark for m in stock(known(posted, read, gone)).matters}
