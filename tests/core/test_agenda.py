"""The editorial calendar: which days stay empty, what clashes, what is coming, who is late."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from pipeline.core.agenda import Agenda, Planned, make_agenda
from pipeline.core.agenda_text import agenda_lines, meeting_pack
from pipeline.core.contests import Phase
from pipeline.core.doc import Doc
from pipeline.core.model import WITA, Calendar, Item, Role, Series, Withdrawal
from pipeline.core.occasions import Occasion, Span, spans, yearly_day
from pipeline.core.reading_calendar import read_calendar
from pipeline.core.status_matter import Matter
from tests.core.test_progress import ITEM_READ

TUESDAY = date(2026, 11, 24)
WEEKLY = Series(id="kuis", name="Kuis", description="", cards="kuis", weekday=3)  # Kamis
LOOSE = Series(id="info", name="Infografis", description="", cards="info")
HAM = Occasion(name="Hari HAM", day=date(2000, 12, 10), basis="PBB")
VOTING = Phase(name="Pencalonan", first=date(2026, 11, 20), last=date(2026, 11, 30))
KEPT = Calendar(extra_holidays={}, extra_workdays={}, phases=(VOTING,), occasions=(HAM,))
TASK = Matter(
    subject="2026-12-kuis", title="Kuis", step="4", roles=(Role.PRODUCER,), due=TUESDAY, late=1
)


def item(name: str, day: date | None = None, series: str = "kuis", **more: object) -> Item:
    at = datetime(day.year, day.month, day.day, 8, tzinfo=WITA) if day else None
    made = replace(ITEM_READ, id=name, series=series, scheduled=at, channels=None)
    return replace(made, **more)  # type: ignore[arg-type]  # fields of an item


def agenda(*items: Item, drafts: tuple[Item, ...] = (), **more: object) -> Agenda:
    planned = Planned(
        items=items,
        drafts=drafts,
        landed={},
        imported=(),
        series=[WEEKLY, LOOSE],
        channels={"facebook": "Facebook", "mastodon": "Mastodon"},
        calendar=KEPT,
        holidays={date(2026, 12, 25): "Hari Raya Natal"},
        people={"Putra Pengelola": [TASK], "Ayu Admin": [TASK, replace(TASK, due=None)]},
    )
    return make_agenda(replace(planned, **more), TUESDAY)  # type: ignore[arg-type]  # its fields


THURSDAYS = [date(2026, 11, 26), date(2026, 12, 3)]


def test_weekdays_of_series_without_an_item_are_gaps() -> None:
    """Two weeks have two Thursdays; a series without a weekday leaves none empty."""
    assert [(gap.day, gap.series.id) for gap in agenda().gaps] == [(d, "kuis") for d in THURSDAYS]


def test_a_proposal_with_its_time_fills_a_gap_and_one_without_is_named() -> None:
    """The draft without `tayang` is offered once, to the first day that is free."""
    found = agenda(drafts=(item("2026-11-a", THURSDAYS[0]), item("2026-11-b")))

    assert [(gap.day, gap.candidates) for gap in found.gaps] == [(THURSDAYS[1], ("2026-11-b",))]
    assert [(one.item, one.approved) for one in found.broadcasts] == [("2026-11-a", False)]


def test_what_went_out_at_its_approval_counts_for_that_day() -> None:
    """Imported material did not: nobody posted it. A withdrawn item leaves its day empty."""
    at = datetime(2026, 11, 26, 9, tzinfo=WITA)
    names = ("2026-11-a", "2026-11-b", "2026-11-c")
    gone = Withdrawal(day=TUESDAY, reason="keliru")
    found = agenda(
        *(item(names[0]), item(names[1]), item(names[2], THURSDAYS[1], withdrawal=gone)),
        landed=dict.fromkeys(names, at),
        imported=[names[1]],
    )

    assert [one.item for one in found.broadcasts] == [names[0]]
    assert [gap.day for gap in found.gaps] == [THURSDAYS[1]]


def test_two_items_on_one_day_clash_only_where_they_share_a_channel() -> None:
    """One asks for Facebook alone; the third has a channel that is not posted to."""
    day = TUESDAY + timedelta(days=1)
    found = agenda(
        item("2026-11-a", day),
        item("2026-11-b", day, channels=("facebook",)),
        drafts=(item("2026-11-c", day, channels=("whatsapp",)),),
    )

    (clash,) = found.clashes
    assert (clash.items, clash.channels) == (("2026-11-a", "2026-11-b"), ("Facebook",))
    assert (
        agenda(item("2026-11-a", TUESDAY - timedelta(days=1)), item("2026-11-b", day)).clashes == ()
    )


def test_a_correction_in_a_proposal_does_not_clash_with_itself() -> None:
    """The version in force stands for it."""
    day = THURSDAYS[0]

    assert agenda(item("2026-11-a", day), drafts=(item("2026-11-a", day),)).clashes == ()


def test_days_and_stages_are_told_while_they_are_ahead_or_under_way() -> None:
    """A yearly day comes each year; a 29 February only where there is one."""
    leap = Occasion(name="Kabisat", day=date(2000, 2, 29))

    assert [span.name for span in agenda().spans] == ["Pencalonan", "Hari HAM"]
    assert spans([leap], [], date(2027, 1, 1), date(2027, 12, 31)) == []
    assert spans([leap], [], date(2027, 6, 1), date(2028, 3, 1)) == [
        Span(date(2028, 2, 29), date(2028, 2, 29), "Kabisat")
    ]


def test_the_calendar_in_words() -> None:
    """Every part that has something in it, each person with her last days; 80 columns."""
    lines = agenda_lines(agenda(item("2026-11-a", THURSDAYS[0])))

    assert " ".join(lines[:2]).startswith(
        "Rencana Selasa, 24-11-2026 sampai Senin, 07-12-2026: 1 hari rubrik belum terisi, 1 "
    )
    assert "  Kamis, 03-12-2026: Kuis" in lines
    assert "  Kamis, 26-11-2026 pukul 08.00: 2026-11-a" in lines
    assert "  Jumat, 20-11-2026 sampai Senin, 30-11-2026: Pencalonan, sedang berjalan" in lines
    assert lines[-5:-3] == [
        "BATAS WAKTU: PUTRA PENGELOLA",
        "  24-11-2026: Konsep, 2026-12-kuis, terlambat 1 hari kerja",
    ]
    assert max(map(len, lines)) <= 80


def test_the_meeting_pack_names_no_person() -> None:
    """Minutes hold roles: whoever reads the repository reads no list of names."""
    pack = meeting_pack(agenda())

    assert pack.startswith("## Bahan rapat\n\nKeadaan 24 November 2026: 2 hari rubrik")
    assert "- 24-11-2026: Konsep, 2026-12-kuis, terlambat 1 hari kerja" in pack
    assert pack.count("2026-12-kuis") == 1
    assert "Putra" not in pack


def test_the_offices_calendar_is_read_with_every_slip_named() -> None:
    """A day without a year, a stage with its ends; what is no day says how to write one."""
    good, told = read_calendar(
        Doc(
            value={
                "skema": 1,
                "hari_penting": [{"tanggal": "10 desember", "nama": "Hari HAM", "dasar": "PBB"}],
                "tahapan": [
                    {"mulai": "2026-11-20", "sampai": "2026-11-30", "nama": "Pencalonan"},
                ],
            }
        ),
        "content/kalender.yml",
    )
    bad = {
        "skema": 1,
        "hari_penting": [{"tanggal": "31 Juni", "nama": "X"}],
        "tahapan": [{"mulai": "2026-11-20", "sampai": "2026-11-01", "nama": "Y"}],
    }
    none, slips = read_calendar(Doc(value=bad), "content/kalender.yml")

    assert told == []
    assert good is not None
    assert (good.occasions, good.phases) == ((HAM,), (VOTING,))
    assert HAM.day_name == "10 Desember"
    assert none is None
    assert [slip.rule for slip in slips] == ["bentuk-nilai", "urutan-tanggal"]
    assert slips[0].message == (
        'Ubah tanggal (hari_penting ke-1): tulis hari dan bulannya, seperti "10 Desember".'
    )
    assert [yearly_day(text) for text in ("10", "10 Des", "Desember 10")] == [None] * 3
