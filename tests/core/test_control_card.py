"""The kartu kendali: what the SOP wants of each step, what is there, and in how many days."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from pipeline.core.control_card import ControlCard, ControlStep, Requisite, control_card
from pipeline.core.days import Workdays
from pipeline.core.model import WITA, Evidence, Minutes
from pipeline.core.progress import PARTS, State, StepRecord
from pipeline.core.sop import Sop, read_sop
from pipeline.edge.yaml_doc import parse_yaml
from tests.core.test_progress import DISPOSISI, ITEM_READ, MINUTES
from tests.core.test_sop import FILE

FRIDAY = date(2026, 11, 20)
MONDAY = FRIDAY + timedelta(days=3)
THURSDAY = FRIDAY + timedelta(days=6)


def sop() -> Sop:
    doc, _ = parse_yaml(FILE.read_text(encoding="utf-8"), where="content/sop.yml")
    assert doc is not None
    found, _ = read_sop(doc, "content/sop.yml")
    assert found is not None
    return found


SOP = sop()
DAYS_OF = dict(zip(PARTS, (0, 0, 3, 5, 5, 5, 6, 6, 7, 7), strict=True))


def done(step: str) -> StepRecord:
    day = FRIDAY + timedelta(days=DAYS_OF[step])
    at = datetime(day.year, day.month, day.day, 9, tzinfo=WITA)
    return StepRecord(step=step, state=State.DONE, who=("Ayu",), day=day, at=at)


def card(
    *changed: StepRecord, minutes: Minutes | None = MINUTES, photographs: int = 0
) -> ControlCard:
    records = {step: done(step) for step in PARTS} | {one.step: one for one in changed}
    return control_card(
        ITEM_READ,
        [records[step] for step in PARTS],
        SOP,
        disposisi=DISPOSISI,
        minutes=minutes,
        photographs=photographs,
        days=Workdays(),
        calendar="kalender uji",
        today=THURSDAY,
    )


def step(of: ControlCard, name: str) -> ControlStep:
    return next(one for one in of.steps if one.record.step == name)


def test_days_run_from_the_step_that_the_sop_counts_from() -> None:
    """Two from the disposisi, four from the meeting, eight from the approval; others follow on."""
    found = {one.record.step: one.used for one in card().steps}

    assert found["1"] is None
    assert (found["2"], found["3"], found["4"], found["7"], found["8"]) == (0, 1, 2, 1, 0)


def test_a_running_limit_counts_to_today() -> None:
    """An open step with a limit shows the days that are gone."""
    waiting = StepRecord(step="8", state=State.OPEN, due=THURSDAY)
    found = step(card(waiting), "8")

    assert found.used == 0
    assert found.limit == "1 hari"


def test_the_photographs_are_missed() -> None:
    """The SOP wants dokumentasi of the meeting: a picture beside the minutes, or one kept apart."""
    kept = replace(MINUTES, evidence=(Evidence(name="foto.jpg", sha256="a" * 64),))

    assert card().missing == (("3", "Dokumentasi"),)
    assert card(photographs=1).missing == ()
    assert card(minutes=kept).missing == ()


def test_what_nobody_recorded_is_missing() -> None:
    """An order that must have been given, for a later step is done, is not on record."""
    gap = StepRecord(step="8", state=State.UNRECORDED)
    assert ("8", "Perintah unggah") in card(gap, photographs=1).missing


def test_of_what_is_not_due_nothing_is_missed() -> None:
    """Open, running and lifted steps have no gaps."""
    steps = [
        StepRecord(step="5", state=State.SKIPPED),
        StepRecord(step="9a", state=State.RUNNING),
        StepRecord(step="9b", state=State.OPEN),
    ]
    found = card(*steps, photographs=1)

    assert found.missing == ()
    assert not found.finished
    assert step(found, "5").requisites == ()


def test_tools_are_neither_there_nor_missing() -> None:
    """Nobody records a laptop; the draft itself is there."""
    found = step(card(), "4").requisites
    assert found[0] == Requisite(name="Komputer/laptop", there=None)
    assert found[-1] == Requisite(name="Konsep konten", there=True)


def test_each_half_of_step_nine_has_its_own_evidence() -> None:
    """Links for 9a, the confirmation for 9b."""
    names = {one: step(card(), one).requisites[-1].name for one in ("9a", "9b")}
    assert names == {
        "9a": "Tautan hasil unggah",
        "9b": "Konfirmasi pembagian ke grup WhatsApp",
    }


def test_without_a_readable_sop_only_the_record_is_shown() -> None:
    """It asks for nothing, and stops nothing."""
    found = control_card(
        ITEM_READ,
        [done(name) for name in PARTS],
        None,
        disposisi=None,
        minutes=None,
        photographs=0,
        days=Workdays(),
        calendar="",
        today=THURSDAY,
    )
    assert found.finished
    assert found.missing == ()
    assert found.latest == done("9b").at
