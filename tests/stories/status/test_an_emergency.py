"""An emergency is seen by everybody until the Pemimpin Redaksi has said her word."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.commands import show_plan
from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.core.progress import State
from pipeline.core.status_text import status_lines
from pipeline.desk import Desk, gather, open_desk
from pipeline.overview import look, steps
from pipeline.reminders import remind_from
from tests.benchmarks.bench_status import office, page
from tests.worlds import CHIEF, DEPUTY, World

THURSDAY = datetime(2026, 11, 26, 15, 0, tzinfo=WITA)
FRIDAY = datetime(2026, 11, 27, 6, 37, tzinfo=WITA)
MONDAY = FRIDAY + timedelta(days=3)
ID = "2026-11-konten-7"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """One item that the Wakil published unedited on Thursday afternoon."""
    made = office(tmp_path / "w", 1)
    made.git("push", "-q", "origin", "ledger")
    made.now = THURSDAY
    branch = made.propose(dict([page(7, "satu")]))
    made.merge(branch, by=DEPUTY, trailers=["Terbit-darurat: TPS pindah karena banjir"])
    made.send()
    return made


def desk(world: World, said: list[str], at: datetime = FRIDAY) -> Desk:
    return replace(open_desk(world.root), say=said.append, clock=lambda: at, forge=lambda: None)


def test_the_list_and_the_reminder_say_whose_word_is_missing(world: World) -> None:
    """The Pemimpin Redaksi's turn, with the last day; she gets a text of her own."""
    said: list[str] = []
    told = " ".join(" ".join(status_lines(look(desk(world, [])).status)).split())
    remind_from(desk(world, said))

    assert (
        f"{ID} 7 Persetujuan, 1 dari 1 hari kerja (batas 27-11-2026) giliran Pemimpin Redaksi: "
        "Kartini Ketua; terbit darurat oleh Wahyu Wakil, menunggu dikukuhkan" in told
    )
    assert f"### {CHIEF.name}" in "\n".join(said)


def test_the_plan_says_it(
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beside what goes out: the day until which she can confirm, how, and what is up already."""
    monkeypatch.setenv("GITHUB_TOKEN", "")
    said: list[str] = []
    one = desk(world, said)
    shared = Act(
        kind=ActKind.CONFIRMED, item=ID, revision=0, channel="whatsapp", at=FRIDAY, actor="Ayu"
    )
    before = replace(shared, item="2026-11-konten-0")
    ledger = gather(one, one.repository(), tmp_path / "baca", fetch=False).ledger
    ledger.write([shared, before])
    show_plan(desk(world, said))
    found = capsys.readouterr().out

    assert (
        "Terbit darurat, harus dikukuhkan Pemimpin Redaksi:\n"
        f"  {ID}: paling lambat 27 November 2026; sudah terunggah: whatsapp\n" in said[-1]
    )
    assert f"saran: content/konten/{ID}/index.md:1: Terbit darurat oleh Wahyu Wakil" in found
    assert f"«Kukuhkan-darurat: {ID}»" in found


def test_its_steps_say_what_was_left_out(world: World) -> None:
    """Step 5 was lifted and says so; step 7 has half of its people."""
    view = look(desk(world, []))
    found = steps(view.world, view.world.content.items[ID], view.days, FRIDAY.date())
    records = {record.step: record for record in found}

    assert records["5"].state is State.SKIPPED
    assert records["5"].evidence == ("TPS pindah karena banjir",)
    assert records["7"].who == (DEPUTY.name, "belum dikukuhkan (batas 27-11-2026)")


def test_unconfirmed_it_is_held_and_still_told(world: World) -> None:
    """On Monday it is gone from the page, owes nothing, and stands in the list as held."""
    view = look(desk(world, [], MONDAY))
    (matter,) = (one for one in view.status.matters if one.subject == ID)

    assert ID not in view.world.content.items
    assert (matter.step, matter.mark) == ("7", "ditahan")
    assert matter.note.startswith("terbit darurat oleh Wahyu Wakil dan tidak dikukuhkan")
