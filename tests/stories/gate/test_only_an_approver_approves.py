"""Who merges, who wrote, who edited: the Pemimpin Redaksi or her deputy, never her own text."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.worlds import (
    CHIEF,
    DEPUTY,
    EDITOR,
    ITEM,
    PAGE,
    PRODUCER,
    PUBLISHER,
    START,
    STRANGER,
    TEAM,
    Someone,
    World,
)

FORGE = Someone(name="GitHub", email="noreply@github.com")


def edited(world: World) -> str:
    """A proposal by the producer that the editor amended."""
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"})
    return branch


def reason(world: World) -> str:
    """Why the one item is held; fails where it is approved."""
    approvals = world.judge()
    assert ITEM not in approvals.approved
    (held,) = approvals.held
    return held.reason


def test_deputy_approves_like_the_chief(tmp_path: Path) -> None:
    """Wakil Pemimpin Redaksi stands in the same column of the SOP."""
    world = World(tmp_path)
    world.merge(edited(world), by=DEPUTY)

    assert world.judge().evidence[ITEM].approver == DEPUTY.name


@pytest.mark.parametrize("merger", [EDITOR, PRODUCER, PUBLISHER])
def test_merge_by_another_role_is_held(tmp_path: Path, merger: Someone) -> None:
    """The editor, the producer and the publisher approve nothing."""
    world = World(tmp_path)
    world.merge(edited(world), by=merger)

    assert reason(world).startswith(f"digabungkan oleh {merger.name}, yang pada 23 November 2026")


def test_merge_by_an_unknown_address_is_held(tmp_path: Path) -> None:
    """The name on a merge proves nothing: the address must be in peran.yml."""
    world = World(tmp_path)
    world.merge(edited(world), by=replace(CHIEF, email="ketua@example.org"))

    assert reason(world) == (
        "digabungkan dengan surel ketua@example.org (23 November 2026), yang tidak ada di "
        "peran.yml. Ulangi lewat usulan; bila itu surel Pemimpin Redaksi, daftarkan dulu di "
        "peran.yml."
    )


@pytest.mark.parametrize(
    "address", ["ketua@users.noreply.github.com", "4711+Ketua@users.noreply.github.com"]
)
def test_merge_in_the_browser_is_known_by_the_login(tmp_path: Path, address: str) -> None:
    """GitHub writes a no-reply address for the merger and commits itself."""
    world = World(tmp_path)
    world.merge(edited(world), by=replace(CHIEF, email=address), committer=FORGE)

    assert world.judge().evidence[ITEM].approver == CHIEF.name


def test_no_reply_address_of_another_login_is_nobody(tmp_path: Path) -> None:
    """The login is compared whole."""
    world = World(tmp_path)
    world.merge(edited(world), by=replace(CHIEF, email="1+bukan-ketua@users.noreply.github.com"))

    assert "tidak ada di peran.yml" in reason(world)


def test_merge_carried_out_by_another_hand_is_held(tmp_path: Path) -> None:
    """A merge that somebody else re-made keeps its author, but not its committer."""
    world = World(tmp_path)
    world.merge(edited(world), by=CHIEF, committer=PRODUCER)

    assert "tercatat digabungkan Kartini Ketua, tetapi dikerjakan Putra Pengelola" in reason(world)


def test_self_merge_is_refused(tmp_path: Path) -> None:
    """Four eyes: the Pemimpin Redaksi's own text needs the deputy, and the finding says so."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"}, by=CHIEF)
    world.edit(branch, {PAGE: "dua"})
    world.merge(branch, by=CHIEF)

    assert reason(world).startswith("Kartini Ketua ikut menulis versi ini")
    assert world.judge().held[0].who_may == (DEPUTY.name,)


@pytest.mark.parametrize(
    "trailer",
    [
        "Co-authored-by: Kartini Ketua <ketua@kpu.example>",
        "Co-authored-by: Ketua <4711+ketua@users.noreply.github.com>",
        "Co-authored-by: Kartini Ketua <rumah@example.org>",
        "Diajukan-oleh: Kartini Ketua",
        "Diisi-oleh: ketua@kpu.example",
    ],
)
def test_approver_who_is_co_author_is_refused(tmp_path: Path, trailer: str) -> None:
    """Co-authors, who opened the proposal and who filled in the form are authors as well."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"}, trailers=[trailer])
    world.edit(branch, {PAGE: "dua"})
    world.merge(branch, by=CHIEF)

    assert "ikut menulis" in reason(world)


@pytest.mark.parametrize("address", ["rumah@example.org", "1+ketua@users.noreply.github.com"])
def test_approver_does_not_hide_behind_another_address(tmp_path: Path, address: str) -> None:
    """Persons are compared, not addresses: by login, and by name where nothing else is known."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"}, by=replace(CHIEF, email=address))
    world.edit(branch, {}, trailers=["Disunting-oleh: Sari Sekretaris"])
    world.merge(branch, by=CHIEF)

    assert "ikut menulis" in reason(world)


def test_approver_who_committed_for_another_is_an_author(tmp_path: Path) -> None:
    """The committer of a commit had the text in hand, unless it is the forge."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"}, committer=CHIEF)
    world.merge(branch, by=CHIEF)

    assert "ikut menulis" in reason(world)


def test_author_of_a_held_version_is_an_author_of_the_next(tmp_path: Path) -> None:
    """Authors are counted since the last approved version, whatever way they came."""
    world = World(tmp_path)
    world.push_to_main({PAGE: "satu"}, by=CHIEF)
    branch = world.propose({PAGE: "dua"})
    world.edit(branch, {PAGE: "tiga"})
    world.merge(branch, by=CHIEF)

    assert "ikut menulis" in reason(world)


def test_author_of_an_approved_version_may_approve_the_next(tmp_path: Path) -> None:
    """What was approved by the deputy no longer counts against the Pemimpin Redaksi."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"}, by=CHIEF)
    world.edit(branch, {PAGE: "dua"})
    world.merge(branch, by=DEPUTY)
    world.approve({PAGE: "tiga"}, by=CHIEF)

    assert world.judge().evidence[ITEM].approver == CHIEF.name


def test_login_that_ends_like_the_approvers_is_another_person(tmp_path: Path) -> None:
    """On GitHub "99-ketua" is a login of its own; only the number before "+" is none."""
    world = World(tmp_path)
    other = replace(STRANGER, email="99-ketua@users.noreply.github.com")
    world.merge(edited(world), by=other)

    assert "yang tidak ada di peran.yml" in reason(world)


@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2026, 1, 5), date(2026, 11, 22)), (date(2026, 11, 24), None)],
)
def test_role_that_has_ended_or_not_begun(tmp_path: Path, since: date, until: date | None) -> None:
    """Office is held on the day of the merge, both ends included."""
    former = replace(CHIEF, since=since, until=until)
    world = World(tmp_path, people=[former, *TEAM[1:]])
    world.merge(edited(world), by=former)

    assert "bukan Pemimpin/Wakil Pemimpin Redaksi" in reason(world)


def test_last_day_of_office_counts_in_wita(tmp_path: Path) -> None:
    """23.50 in Pinrang is inside the day, although the year has days that end elsewhere earlier."""
    former = replace(CHIEF, until=START.date())
    world = World(tmp_path, people=[former, *TEAM[1:]])
    world.merge(edited(world), by=former, at=START.replace(hour=23, minute=50))

    assert world.judge().evidence[ITEM].approver == CHIEF.name


def test_one_forged_date_does_not_bring_an_office_back(tmp_path: Path) -> None:
    """Author date and committer date must both lie in the term."""
    former = replace(CHIEF, until=date(2026, 11, 22))
    world = World(tmp_path, people=[former, *TEAM[1:]])
    world.merge(edited(world), by=former, at=START - timedelta(days=2), committed=START)

    assert "bukan Pemimpin/Wakil Pemimpin Redaksi" in reason(world)


def test_merge_dated_before_the_last_approval_is_held(tmp_path: Path) -> None:
    """With both dates forged, the approvals that came before still tell."""
    former = replace(CHIEF, until=date(2026, 11, 30))
    world = World(tmp_path, people=[former, *TEAM[1:]])
    world.now += timedelta(days=10)
    world.approve({"content/konten/2026-12-lain/index.md": "x"}, by=DEPUTY)
    world.merge(edited(world), by=former, at=START + timedelta(days=7))

    assert reason(world).startswith("penggabungan bertanggal 30 November 2026, sebelum")


def test_merge_dated_in_the_future_is_held_until_then(tmp_path: Path) -> None:
    """An office that begins tomorrow is not exercised today."""
    world = World(tmp_path)
    world.merge(edited(world), at=START + timedelta(days=20))

    (held,) = world.judge(now=START + timedelta(days=1)).held
    assert held.reason.startswith("penggabungan bertanggal 13 Desember 2026, padahal")
    assert world.judge(now=START + timedelta(days=21)).held == ()


def test_stranger_may_write_when_the_office_edits_and_approves(tmp_path: Path) -> None:
    """A contribution from outside goes through the same gate."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"}, by=STRANGER)
    world.edit(branch, {PAGE: "dua"})
    world.merge(branch)

    assert world.judge().evidence[ITEM].authors == (EDITOR.name, "luar@example.org")


def test_disposisi_of_the_chief_needs_no_second_person(tmp_path: Path) -> None:
    """Step 1 is her own act, and it is never published; it still comes by a merge."""
    world = World(tmp_path)
    record = "content/disposisi/2026-001.md"
    world.merge(world.propose({record: "x"}, by=CHIEF), by=CHIEF)

    assert world.judge().approved[record] == world.oid(record)
