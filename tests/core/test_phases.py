"""Phases of an election: what waits in the quiet days, and what a draft is told about them."""

from datetime import date, datetime

import pytest

from pipeline.core.contests import Phase
from pipeline.core.model import WITA, Calendar, Channel, Correction, Item, Mode, Series, Withdrawal
from pipeline.core.phases import outside_phases, sound_phases
from pipeline.core.plan import Owed, Plan
from pipeline.core.posting import Promise
from pipeline.core.reading_calendar import read_calendar
from pipeline.edge.yaml_doc import parse_yaml
from tests.core.checks.worlds import content, item

QUIET = Phase(
    name="Masa tenang Pemilihan 2026",
    first=date(2026, 11, 21),
    last=date(2026, 11, 23),
    held=("semua",),
    warned=("pengumuman",),
    line=5,
)
FIX = Correction(number=1, day=date(2026, 11, 21), note="Pasal 7, bukan Pasal 8.")
GONE = Withdrawal(day=date(2026, 11, 21), reason="Keliru menyebut pasal.")


SERIES = {
    name: Series(id=name, name="T", description="K", cards="terang")
    for name in ("tahukah-kamu", "pengumuman")
}


def drafts_told(one: Item, *phases: Phase) -> list[str]:
    calendar = Calendar(extra_holidays={}, extra_workdays={}, phases=phases)
    return [str(found) for found in sound_phases(content(one, calendar=calendar, series=SERIES))]


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=WITA)


def test_draft_for_the_quiet_days_is_held_or_warned_by_its_series() -> None:
    """The series named itself goes before "semua"."""
    where = "content/konten/2026-11-hak/index.md:12: "
    when = "22 November 2026 termasuk Masa tenang Pemilihan 2026"
    span = "(21 November 2026 sampai 23 November 2026)"

    assert drafts_told(item(scheduled=at(22)), QUIET) == [
        f"{where}Pindahkan tayang: {when} {span}, dan rubrik tahukah-kamu ditahan selama itu. "
        "[tahapan]"
    ]
    assert drafts_told(item(scheduled=at(22), series="pengumuman"), QUIET) == [
        f"{where}Periksa lagi isinya, atau pindahkan tayang: {when} {span}. [tahapan]"
    ]


@pytest.mark.parametrize(
    "changes",
    [{"scheduled": at(20, 23)}, {"scheduled": at(24, 0)}, {"scheduled": None},
     {"scheduled": at(22), "correction": FIX}, {"scheduled": at(22), "withdrawal": GONE}],
)  # fmt: skip
def test_other_days_and_what_mends_are_free(changes: dict[str, object]) -> None:
    """Both days of a phase are in it, by the clock of Wita; mistakes are mended on any day."""
    phase = Phase(name="Masa tenang", first=QUIET.first, last=QUIET.last, held=("semua",))

    assert drafts_told(item(**changes), phase) == []


def test_phase_names_series_that_exist() -> None:
    """A slip there would hold nothing."""
    phase = Phase(name="Tenang", first=QUIET.first, last=QUIET.last, held=("tahukah",), line=5)

    assert drafts_told(item(), phase) == [
        'content/kalender.yml:5: Ubah rubrik pada tahapan "Tenang": "tahukah" tidak ada; '
        'maksudnya "tahukah-kamu"? [rubrik-asing]'
    ]


def test_plan_waits_until_the_phase_is_over() -> None:
    """What was approved without a time, too; a correction goes out at once."""
    channel = Channel(id="facebook", network="facebook", mode=Mode.KIT, label="Facebook")
    items = {"a": item(), "b": item(correction=FIX), "c": item(series="pengumuman")}
    owed = [
        Owed(
            promise=Promise(item=name, revision=0, channel="facebook"),
            channel=channel,
            attempt=1,
            direct=False,
            since=at(1),
        )
        for name in items
    ]
    during = outside_phases(Plan(at=at(22), owed=tuple(owed), networks={}), items, [QUIET])
    after = outside_phases(Plan(at=at(24, 0), owed=tuple(owed), networks={}), items, [QUIET])

    assert [one.promise.item for one in during.owed] == ["b", "c"]
    assert [(one.promise.item, one.until, one.reason) for one in during.later] == [
        ("a", at(24, 0), "Masa tenang Pemilihan 2026 (21 November 2026 sampai 23 November 2026), "
         "menunggu"),
    ]  # fmt: skip
    assert (len(after.owed), after.later) == (3, ())


def test_phase_is_read_with_its_line() -> None:
    """Its end may not come before its beginning."""
    text = (
        "skema: 1\ntahapan:\n  - nama: Tenang\n    mulai: 2026-11-21\n    sampai: 2026-11-23\n"
        "    tahan: [semua]\n"
    )
    calendar, told = read_calendar(parse_yaml(text, "a.yml")[0], "a.yml")
    turned = parse_yaml(text.replace("2026-11-23", "2026-11-20"), "a.yml")[0]

    assert told == []
    assert calendar is not None
    assert calendar.phases == (
        Phase(name="Tenang", first=QUIET.first, last=QUIET.last, held=("semua",), line=3),
    )
    assert [str(one) for one in read_calendar(turned, "a.yml")[1]] == [
        "a.yml:5: Ubah sampai (tahapan ke-1): 2026-11-20 mendahului mulai 2026-11-21. "
        "[urutan-tanggal]"
    ]
