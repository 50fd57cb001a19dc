"""Calendars: the team's with its feeds of last days, and the public's, which holds no plan."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from pipeline.core.agenda import Agenda, Planned, make_agenda
from pipeline.core.calendar_file import AllDay, all_days
from pipeline.core.contests import Phase
from pipeline.core.model import WITA, Calendar, Item, Series
from pipeline.core.occasions import Occasion
from pipeline.core.status_matter import Matter, Status
from pipeline.render.edition import Edition
from pipeline.render.pages import site_files
from pipeline.render.pages_team import team_folder
from tests.core.test_status import TUESDAY
from tests.editions import SITE, edition, item

LATE = Matter(
    subject="2026-12-rahasia", title="Judul rahasia", step="4", due=date(2026, 11, 23), late=1
)
KEPT = Calendar(
    extra_holidays={},
    extra_workdays={},
    phases=(Phase(name="Masa tenang", first=date(2026, 12, 6), last=date(2026, 12, 8)),),
    occasions=(
        Occasion(name="Hari Kabisat", day=date(2000, 2, 29)),
        Occasion(name="Hari HAM; sedunia", day=date(2000, 12, 10), basis="PBB"),
    ),
)
WEEKLY = Series(id="kuis", name="Kuis", description="", cards="kuis", weekday=3)
DRAFT = item("2026-12-rahasia", "Judul rahasia", scheduled=TUESDAY + timedelta(days=5))
OUT = item("2026-11-a", "Informasi harus akurat", scheduled=TUESDAY)
Files = dict[str, str]


def agenda(items: list[Item]) -> Agenda:
    planned = Planned(
        items=items,
        drafts=[DRAFT],
        landed={},
        imported=(),
        series=[WEEKLY],
        channels={"facebook": "Facebook"},
        calendar=KEPT,
        holidays={date(2026, 12, 25): "Hari Raya Natal"},
        people={"Putra <Pengelola>": [LATE]},
    )
    return make_agenda(planned, TUESDAY.date())


@pytest.fixture
def site(tmp_path: Path) -> tuple[Edition, Files]:
    """The page of one approved item, with a draft and a late task on the team's desk."""
    of = edition(tmp_path, OUT)
    of = replace(
        of,
        content=replace(of.content, calendar=KEPT),
        status=Status(at=TUESDAY, matters=(), finished=1, imported=0),
        agenda=agenda([OUT]),
        now=TUESDAY,
    )
    found = site_files(of, site_dir=SITE, colours={})
    return of, {name: c.decode() for name, c in found.items() if isinstance(c, bytes)}


def events(text: str) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert [one for one in calendar.walk() if one.errors] == []
    return calendar.walk("VEVENT")


def test_the_public_feed_comes_back_each_year(site: tuple[Edition, Files]) -> None:
    """A stranger's library reads it: whole days, the end after the last one, no busy time."""
    leap, ham, phase = events(site[1]["kalender.ics"])

    assert (str(ham["SUMMARY"]), str(ham["DESCRIPTION"])) == ("Hari HAM; sedunia", "PBB")
    assert (ham["DTSTART"].dt, ham["DTEND"].dt) == (date(2000, 12, 10), date(2000, 12, 11))
    assert ham["RRULE"]["FREQ"] == leap["RRULE"]["FREQ"] == ["YEARLY"]
    assert (phase["DTSTART"].dt, phase["DTEND"].dt) == (date(2026, 12, 6), date(2026, 12, 9))
    assert "RRULE" not in phase
    assert {str(one["TRANSP"]) for one in (leap, ham, phase)} == {"TRANSPARENT"}
    assert len({str(one["UID"]) for one in (leap, ham, phase)}) == 3
    assert str(ham["UID"]).endswith("@jdih.example")


def test_each_person_has_a_feed_of_her_last_days(site: tuple[Edition, Files]) -> None:
    """Beside the team's page, under her name; the folder's name is all it says of a draft."""
    of, files = site
    folder = team_folder(of.site_url)
    (due,) = events(files[f"{folder}/batas-putra-pengelola.ics"])

    assert str(due["SUMMARY"]) == "Batas Konsep: 2026-12-rahasia"
    assert due["DTSTART"].dt == date(2026, 11, 23)
    assert str(due["DESCRIPTION"]) == "Terlambat 1 hari kerja"
    address = f"{of.site_url}{folder}/batas-putra-pengelola.ics".replace("https://", "webcal://")
    assert f'href="{address}"' in files[f"{folder}/index.md"]


def test_no_plan_reaches_the_public(site: tuple[Edition, Files]) -> None:
    """Drafts, gaps, last days and people stand in the team's folder and nowhere else."""
    of, files = site
    public = {n: text for n, text in files.items() if not n.startswith(team_folder(of.site_url))}
    telling = ("2026-12-rahasia", "Judul rahasia", "belum terisi", "Putra", "Rencana")

    assert [(n, word) for n, text in public.items() for word in telling if word in text] == []
    assert "Judul rahasia" not in "".join(files.values())
    assert "10 Desember</b> <span>Hari HAM; sedunia" in public["kalender/index.md"]
    assert "6 Desember 2026 sampai 8 Desember 2026" in public["kalender/index.md"]


def test_the_months_show_what_is_out_planned_and_missing(site: tuple[Edition, Files]) -> None:
    """Two months; each day says its whole date to whoever cannot see the grid."""
    of, files = site
    text = files[f"{team_folder(of.site_url)}/index.md"]

    assert text.count('class="cal"') == 2
    assert "cal__day--from6" in text  # November 2026 begins on a Sunday
    assert "Selasa, 24 November 2026, hari ini" in text
    assert 'href="../../konten/2026-11-a/"' in text
    assert "09.00 2026-12-rahasia" in text
    assert "Kuis belum terisi" in text
    assert "Libur: Hari Raya Natal" in text
    assert "Putra &lt;Pengelola&gt;" in text


def test_an_office_without_such_days_has_no_calendar(tmp_path: Path) -> None:
    """No page, no feed, and so no link to them."""
    files = site_files(edition(tmp_path, OUT), site_dir=SITE, colours={})

    assert [name for name in files if name.startswith("kalender")] == []


def test_the_same_days_give_the_same_bytes() -> None:
    """A feed that changes with each build would look new to every phone."""
    day = AllDay(name="a", first=date(2026, 12, 10), last=date(2026, 12, 10), title="Ä" * 80)
    one = all_days("Batas", "x.example", [day])

    assert one == all_days("Batas", "x.example", [day])
    assert str(events(one)[0]["SUMMARY"]) == "Ä" * 80


def test_the_front_page_tells_the_next_days(tmp_path: Path) -> None:
    """Four at most within three months: a phase that runs by its end; without a day, none."""
    days = tuple(Occasion(name=f"Hari {n}", day=date(2000, 12, n)) for n in (9, 11, 12, 13, 14))
    kept = replace(KEPT, occasions=(*days, Occasion(name="Hari jauh", day=date(2000, 11, 1))))
    shown = edition(tmp_path, OUT)
    shown = replace(shown, content=replace(shown.content, calendar=kept))

    def home(now: datetime | None) -> str:
        page = site_files(replace(shown, now=now), site_dir=SITE, colours={})["index.md"]
        assert isinstance(page, bytes)
        return page.decode()

    then = home(datetime(2026, 12, 7, 9, tzinfo=WITA))
    told = re.findall(r"<li><b>([^<]+)</b> <span>([^<]+)</span></li>", then)

    assert told == [
        ("sampai 8 Desember", "Masa tenang"),
        ("9 Desember", "Hari 9"),
        ("11 Desember", "Hari 11"),
        ("12 Desember", "Hari 12"),
    ]
    assert 'href="./kalender/"' in then
    assert "Hari-hari ke depan" not in home(None)
    assert "Hari-hari ke depan" not in home(datetime(2026, 7, 1, tzinfo=WITA))
