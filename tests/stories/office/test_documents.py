"""`redaksi documents`: what the office prints of an item, out of Git and the ledger alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.control import RECENT, calendar_of, control_cards, recent
from pipeline.core.days import DayUnit
from pipeline.core.findings import Blocked
from pipeline.core.model import WITA
from pipeline.core.periods import period_of
from pipeline.core.posting import Act, ActKind
from pipeline.core.reminding import issue_body
from pipeline.core.status_text import timing
from pipeline.desk import Desk, gather, open_desk
from pipeline.documents import write_documents
from pipeline.overview import survey
from pipeline.reports import facts_of
from tests.benchmarks.bench_status import BEGAN, office
from tests.editions import ROOT
from tests.worlds import World

ID = "2026-11-konten-0"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> World:
    """An office with one item; nobody here changes it."""
    world = office(tmp_path_factory.mktemp("kantor") / "w", 1)
    world.git("push", "-q", "origin", "ledger")
    return world


@pytest.fixture
def desk(made: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk on that office, writing below a home of its own."""
    home = tmp_path / "rumah"
    home.mkdir()
    (home / "site").symlink_to(ROOT / "site")
    monkeypatch.setattr("pipeline.workplace.HOME", home)
    return replace(
        open_desk(made.root), say=lambda _: None, clock=lambda: BEGAN, forge=lambda: None
    )


def test_one_item_has_its_documents(desk: Desk) -> None:
    """Card, sheets and berita acara in a folder of its name; a second time not a byte changes."""
    assert write_documents(desk, [ID], every=False) == 0
    folder = desk.build / "dokumen" / ID
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    page = desk.build / "halaman.md"
    in_ci = replace(desk, settings=replace(desk.settings, summary=page))
    write_documents(in_ci, [], every=True)

    assert "1 konten dibuatkan dokumen\\; unduh di halaman ini" in page.read_text("utf-8")
    assert {"kartu-kendali.pdf", "lembar-disposisi.pdf", "lembar-persetujuan.pdf"} <= set(first)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    said = "".join(p.extract_text() for p in PdfReader(BytesIO(first["kartu-kendali.pdf"])).pages)
    assert "Kartini Ketua" in said
    assert "2026-001" in said


def test_the_teams_page_takes_what_is_open_and_what_is_new(desk: Desk, tmp_path: Path) -> None:
    """A month after its approval a finished item's card is on paper alone."""
    world = gather(desk, desk.repository(), tmp_path / "isi", fetch=False)
    landed = max(world.approvals.landed.values()).date()
    later = landed + timedelta(days=RECENT + 1)

    assert [item.id for item in recent(world, [], landed)] == [ID]
    assert recent(world, [], later) == []
    assert [item.id for item in recent(world, [ID], later)] == [ID]


def test_the_card_names_the_calendar_of_the_record_too(desk: Desk, tmp_path: Path) -> None:
    """Days are counted anew; where the approval was counted otherwise, both are named."""
    world = gather(desk, desk.repository(), tmp_path / "isi", fetch=False)
    approval = Act(
        kind=ActKind.APPROVAL,
        item=ID,
        revision=0,
        channel="",
        at=BEGAN,
        actor="Kartini Ketua",
        extra={"calendar": "holidays 0.1", "version": "a" * 40},
    )
    items, today = [world.content.items[ID]], BEGAN.date()
    (now,) = control_cards(world, items, today)
    (then,) = control_cards(replace(world, acts=[approval]), items, today)

    assert now.calendar == calendar_of(world)
    assert then.calendar == f"{calendar_of(world)} (saat disetujui: holidays 0.1)"


def test_each_proof_leads_to_where_it_is_kept(desk: Desk, tmp_path: Path) -> None:
    """Records, commits and the ledger's files; where no forge shows them, they are named alone."""
    world = gather(desk, desk.repository(), tmp_path / "isi", fetch=False)
    posted = [
        Act(kind=ActKind.POSTED, item=ID, revision=0, channel=name, at=BEGAN, actor="mesin")
        for name in ("mastodon", "facebook")
    ]
    world = replace(world, acts=[*world.acts, *posted])
    items, today = [world.content.items[ID]], BEGAN.date()
    (card,) = control_cards(world, items, today, "git@github.com:kantor/jdih.git")
    (alone,) = control_cards(world, items, today, "/srv/git/jdih.git")
    kantor = "https://github.com/kantor/jdih"
    found = {
        step.record.step: [card.addresses.get(proof, "") for proof in step.record.evidence]
        for step in card.steps
    }
    evidence = world.approvals.evidence[f"content/konten/{ID}"]

    assert found["1"] == [f"{kantor}/blob/main/content/disposisi/2026-001.md"]
    assert f"{kantor}/commit/{evidence.merge}" in found["7"]
    assert found["8"] == [f"{kantor}/blob/ledger/{ID}/0/perintah-unggah.yml"]
    assert found["9a"] == [f"{kantor}/blob/ledger/{ID}/0"]
    assert [step.record for step in alone.steps] == [step.record for step in card.steps]
    assert alone.addresses == {}


def test_an_item_that_is_not_approved_is_named(desk: Desk) -> None:
    """And so is a command without any."""
    with pytest.raises(Blocked, match="konten 2026-11-lain tidak ada"):
        write_documents(desk, ["2026-11-lain"], every=False)
    with pytest.raises(Blocked, match="konten belum disebut"):
        write_documents(desk, [], every=False)


def test_days_of_the_calendar_where_the_sop_says_so(desk: Desk, tmp_path: Path) -> None:
    """Card, list, reminder and report count alike: over a weekend three days, not one."""
    friday = datetime(2026, 11, 27, 9, tzinfo=WITA)
    desk = replace(desk, clock=lambda: friday + timedelta(days=3))
    world = gather(desk, desk.repository(), tmp_path / "isi", fetch=False)
    assert world.content.sop
    days = replace(world.content.sop.days, unit=DayUnit.CALENDAR)
    sop = replace(world.content.sop, days=days)
    order = replace(world.content.disposisi["2026-001"], number="2026-002", at=friday)
    content = replace(world.content, sop=sop, disposisi={order.number: order})
    view = survey(desk, replace(world, content=content), [])
    (card,) = control_cards(view.world, content.items.values(), friday.date())
    (matter,) = [one for one in view.status.matters if one.subject == "disposisi/2026-002"]

    assert timing(matter) == "3 dari 1 hari kalender, terlambat 2 (batas 28-11-2026)"
    assert "**terlambat 2 hari kalender**" in issue_body(view.status)
    assert (card.unit, card.calendar) == (DayUnit.CALENDAR, calendar_of(view.world))
    assert "setiap hari dihitung" in card.calendar
    assert facts_of(view.world, period_of("bulan", "2026-11")).days.unit is DayUnit.CALENDAR
