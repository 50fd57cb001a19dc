"""In an emergency the Wakil publishes unedited; the Pemimpin Redaksi confirms it, or it ends."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.core.model import WITA
from pipeline.core.posting import ActKind
from pipeline.core.verdicts import Approvals
from pipeline.edge.ledger import act_from, file_of
from pipeline.edge.ledger_paths import path_of
from tests.forge_worlds import Newsroom, newsroom
from tests.worlds import CHIEF, DEPUTY, EDITOR, ITEM, PAGE, PRODUCER, PUBLISHER, Someone

KANAL = "content/kanal.yml"
ID = ITEM.rpartition("/")[2]
FLAG = "Terbit-darurat: TPS pindah karena banjir"
CONFIRM = f"Kukuhkan-darurat: {ID}"
TUESDAY = datetime(2026, 11, 24, 16, 0, tzinfo=WITA)  # the story begins on Monday
WEDNESDAY = TUESDAY + timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        yield made


def flagged(office: Newsroom, text: str = "darurat", *, by: Someone = DEPUTY) -> str:
    """Somebody merges a draft that nobody edited, with the line of an emergency."""
    return office.merge(office.propose({PAGE: text}), by=by, message=FLAG)


def confirm(office: Newsroom, *, by: Someone = CHIEF, at: datetime = TUESDAY) -> None:
    """A later merge carries the word, whatever else it brings."""
    office.world.now = at
    path = f"content/disposisi/2026-{at.day:03d}.md"
    office.merge(office.propose({path: f"{at}"}, by=PUBLISHER), by=by, message=CONFIRM)


def on(office: Newsroom, at: datetime) -> Approvals:
    """What Git and the ledger alone say at a moment."""
    office.world.now = at
    return office.judge(online=False).approvals


def reason(approvals: Approvals, unit: str = ITEM) -> str:
    (held,) = [one for one in approvals.held if one.unit == unit]
    return held.reason


def test_it_goes_out_at_once_and_waits_for_the_chief(office: Newsroom) -> None:
    """In force on credit: until the end of the next working day, and that is reported."""
    flagged(office)
    approvals = on(office, TUESDAY)
    (waiting,) = approvals.unconfirmed

    assert approvals.approved[ITEM] == office.world.oid(ITEM)
    assert waiting.urgent and waiting.urgent.due == date(2026, 11, 24)
    assert waiting.urgent.reason == "TPS pindah karena banjir"
    assert (waiting.approver, waiting.editors) == (DEPUTY.name, ())


def test_confirmed_in_time_it_stays(office: Newsroom) -> None:
    """One line in the message of any merge of hers; from then on it is approved as any other."""
    flagged(office)
    confirm(office)
    approvals = on(office, WEDNESDAY + timedelta(days=30))
    urgent = approvals.evidence[ITEM].urgent

    assert approvals.unconfirmed == () and ITEM in approvals.approved
    assert urgent and urgent.confirmed_by == CHIEF.name
    assert urgent.confirmed_at == TUESDAY + timedelta(minutes=40)  # when that merge was made


def test_unconfirmed_it_ends_with_the_next_working_day(office: Newsroom) -> None:
    """A first publication leaves the page and is posted no more; it is said why and what helps."""
    flagged(office)
    approvals = on(office, WEDNESDAY)

    assert ITEM not in approvals.approved and approvals.unconfirmed == ()
    assert [one.approver for one in approvals.lapsed] == [DEPUTY.name]
    assert reason(approvals) == (
        "terbit darurat oleh Wahyu Wakil dan tidak dikukuhkan Pemimpin Redaksi sampai 24 November "
        "2026. Yang berlaku lagi: keadaan sebelumnya. Kukuhkan dengan baris «Kukuhkan-darurat: "
        "2026-11-contoh» dalam pesan penggabungan Pemimpin Redaksi, atau ajukan lagi lewat usulan."
    )


def test_unconfirmed_the_last_approved_version_comes_back(office: Newsroom) -> None:
    """The page shows what was approved before the emergency."""
    office.world.approve({PAGE: "disetujui"})
    before = office.world.oid(ITEM)
    office.world.send()
    flagged(office)

    assert on(office, TUESDAY).approved[ITEM] != before
    assert on(office, WEDNESDAY).approved[ITEM] == before


def test_late_word_brings_it_back(office: Newsroom) -> None:
    """Held until she says it: from that moment, not from the past."""
    flagged(office)
    assert ITEM not in on(office, WEDNESDAY).approved
    confirm(office, at=WEDNESDAY)

    assert ITEM in on(office, WEDNESDAY + timedelta(hours=2)).approved


def test_weekend_and_the_offices_holidays_do_not_count(office: Newsroom) -> None:
    """Merged on a Friday before a Monday that the office's own calendar frees: Tuesday."""
    free = "skema: 1\nlibur_tambahan:\n  - {tanggal: 2026-11-30, nama: Libur daerah}\n"
    office.world.approve({"content/kalender.yml": free})
    office.world.send()
    office.world.now = datetime(2026, 11, 27, 15, 0, tzinfo=WITA)
    flagged(office)
    (waiting,) = on(office, datetime(2026, 12, 1, 23, 0, tzinfo=WITA)).unconfirmed

    assert waiting.urgent and waiting.urgent.due == date(2026, 12, 1)
    assert ITEM not in on(office, datetime(2026, 12, 2, 0, 0, tzinfo=WITA)).approved


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (CHIEF, "belum disunting"),
        (EDITOR, "digabungkan oleh Sari Sekretaris"),
        (PRODUCER, "digabungkan oleh Putra Pengelola"),
    ],
)
def test_flag_of_anybody_else_is_nothing(office: Newsroom, person: Someone, why: str) -> None:
    """Not the chief's, who has an editor; not that of whoever may not approve at all."""
    flagged(office, by=person)

    assert reason(on(office, TUESDAY)).startswith(why)


@pytest.mark.parametrize("where", ["commit", "title"])
def test_flag_that_the_wakil_did_not_write_is_nothing(office: Newsroom, where: str) -> None:
    """In the drafter's commit or the proposal's title it is the drafter's word."""
    number = office.propose()
    if where == "title":
        office.server.office.talks[number].title = FLAG
    else:
        branch = office.server.office.pulls[number].branch
        office.world.edit(branch, {PAGE: "dua"}, by=PRODUCER, trailers=[FLAG])
        office.world.send(branch)
    office.merge(number, by=DEPUTY)

    assert reason(on(office, TUESDAY)).startswith("belum disunting")


def test_only_the_editing_is_lifted(office: Newsroom) -> None:
    """Four eyes stay: the Wakil does not publish what he wrote himself."""
    number = office.propose(by=DEPUTY)
    office.merge(number, by=DEPUTY, message=FLAG)

    assert reason(on(office, TUESDAY)).startswith("Wahyu Wakil ikut menulis")


def test_settings_know_no_emergency(office: Newsroom) -> None:
    """What decides who may and where it goes waits for an editor."""
    office.merge(office.propose({KANAL: "skema: 1\n"}), by=DEPUTY, message=FLAG)

    assert reason(on(office, TUESDAY), KANAL).startswith("belum disunting")


def test_wakil_does_not_confirm_himself(office: Newsroom) -> None:
    """Nor does any other merge of his."""
    flagged(office)
    confirm(office, by=DEPUTY)

    assert ITEM not in on(office, WEDNESDAY).approved


def test_author_does_not_confirm(office: Newsroom) -> None:
    """What the chief wrote and the Wakil published unedited needs an editor after all."""
    office.merge(office.propose({PAGE: "satu"}, by=CHIEF), by=DEPUTY, message=FLAG)
    confirm(office)

    assert ITEM not in on(office, WEDNESDAY).approved


def test_her_review_confirms_and_is_kept(office: Newsroom) -> None:
    """On a phone: she approves the merged proposal. Asked once, then the ledger carries it."""
    number = office.propose({PAGE: "darurat"})
    sha = office.merge(number, by=DEPUTY, message=FLAG)
    office.publish()
    office.review(number, by=CHIEF)
    judged = office.publish()
    (word,) = judged.words
    office.acts.append(word)
    office.server.calls.clear()

    assert ITEM in on(office, WEDNESDAY).approved
    assert office.publish().words == () and office.server.calls == []
    assert (word.kind, word.actor) == (ActKind.ENDORSED, "@kartini")
    assert path_of(word) == f"usulan-{number}/0/pengukuhan-{sha[:12]}.yml"
    assert act_from(file_of(word)) == word


def test_review_of_another_is_no_confirmation(office: Newsroom) -> None:
    """The editor's approval after the fact: she is not the Pemimpin Redaksi."""
    number = office.propose({PAGE: "darurat"})
    office.merge(number, by=DEPUTY, message=FLAG)
    office.publish()
    office.review(number, by=EDITOR)

    assert office.publish().words == ()
    assert ITEM not in on(office, WEDNESDAY).approved


def test_second_emergency_does_not_prolong_the_first(office: Newsroom) -> None:
    """Otherwise one could publish on credit for ever."""
    flagged(office)
    office.world.now = TUESDAY
    flagged(office, "lagi")

    assert ITEM in on(office, TUESDAY + timedelta(hours=2)).approved
    assert ITEM not in on(office, WEDNESDAY).approved


def test_edited_version_ends_the_emergency(office: Newsroom) -> None:
    """The way back into the SOP: the next version goes through all its steps."""
    flagged(office)
    number = office.propose({PAGE: "disunting"})
    office.edit(number, {PAGE: "disunting rapi"})
    office.merge(number)
    approvals = on(office, WEDNESDAY)

    assert approvals.unconfirmed == () and approvals.approved[ITEM] == office.world.oid(ITEM)


def test_flag_is_not_needed_where_an_editor_was(office: Newsroom) -> None:
    """What was edited is approved as always: nothing is left to confirm."""
    number = office.propose()
    office.edit(number, {PAGE: "dua"})
    office.merge(number, by=DEPUTY, message=FLAG)
    approvals = on(office, WEDNESDAY)

    assert approvals.unconfirmed == () and approvals.evidence[ITEM].editors == (EDITOR.name,)


def test_authors_of_an_emergency_stay_authors(office: Newsroom) -> None:
    """Its text is in the next version, too: who wrote it does not approve that alone."""
    office.merge(office.propose({PAGE: "satu"}, by=CHIEF), by=DEPUTY, message=FLAG)
    number = office.propose({PAGE: "dua"})
    office.edit(number, {PAGE: "tiga"})
    office.merge(number)

    assert reason(on(office, WEDNESDAY)).startswith("Kartini Ketua ikut menulis")
