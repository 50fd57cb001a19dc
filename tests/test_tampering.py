"""A record of every kind that was forged, edited or taken away is found, from Git alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.core.auditing import audit
from pipeline.core.posting import Act, ActKind
from pipeline.core.stopping import disbelieved, stop_act
from pipeline.core.verdicts import Approvals
from pipeline.desk import Desk, gather
from pipeline.edge.ledger_branch import Ledger
from pipeline.edge.ledger_history import rewritten
from pipeline.edge.ledger_paths import path_of
from pipeline.verifying import verify_at
from tests.archive_world import AT, ID, NOW, copy_of, desk, record
from tests.archive_world import act as fresh
from tests.worlds import World


@pytest.fixture(scope="module")
def known(
    whole_world: World, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[list[Act], Approvals, list]]:
    """The honest records, with what Git says."""
    made = desk(whole_world, [])
    scene = gather(made, made.repository(), tmp_path_factory.mktemp("isi"), fetch=False)
    yield list(scene.acts), scene.approvals, list(scene.history)


def told(known: tuple[list[Act], Approvals, list], acts: list[Act]) -> list[str]:
    return [finding.message for finding in audit(acts, known[1], known[2], NOW, path_of)]


def test_honest_records_are_believed(known: tuple[list[Act], Approvals, list]) -> None:
    """Nothing is said of an item that went the whole way and was corrected."""
    assert told(known, known[0]) == []


MERGE = {"merge_commit": "a" * 40, "head": "b" * 40}
STRANGER = {"actor": "Orang Luar"}
# Of every kind one record that nobody made, and what Git or another record says against it.
FORGED = {
    ActKind.MERGE: (fresh(ActKind.MERGE, item="usulan-9", extra=MERGE), "tidak ada di main"),
    ActKind.ENDORSED: (fresh(ActKind.ENDORSED, item="usulan-9", extra=MERGE), "tidak ada di main"),
    ActKind.RECOVERED: (
        fresh(ActKind.RECOVERED, item="susunan-redaksi", extra=MERGE),
        "pemulihan susunan ini tidak ada",
    ),
    ActKind.APPROVAL: (
        fresh(ActKind.APPROVAL, extra={"version": "c" * 40, **MERGE}),
        "tidak berasal dari penggabungan yang sah",
    ),
    ActKind.DISCUSSION: (fresh(ActKind.DISCUSSION, extra=MERGE), "tidak ada di main"),
    ActKind.ORDER: (fresh(ActKind.ORDER, revision=3, **STRANGER), "tidak memegang peran"),
    ActKind.INTENT: (fresh(ActKind.INTENT, "x", item="2026-11-lain"), "tidak pernah disetujui"),
    ActKind.POSTED: (fresh(ActKind.POSTED, "x"), "catatan niatnya tidak ada"),
    ActKind.REFUSED: (fresh(ActKind.REFUSED, "mastodon", 5), "unggahan yang sama sudah ada"),
    ActKind.UNKNOWN: (fresh(ActKind.UNKNOWN, "x"), "catatan niatnya tidak ada"),
    ActKind.HANDED_OVER: (
        fresh(ActKind.HANDED_OVER, "x", minutes=-60 * 24 * 30),
        "sebelum persetujuan pertama",
    ),
    ActKind.CONFIRMED: (fresh(ActKind.CONFIRMED, "x", actor="Ayu Admin"), "penyerahannya tidak"),
    ActKind.NOT_POSTED: (
        fresh(ActKind.NOT_POSTED, "facebook", 50, actor="Ayu Admin"),
        "unggahan yang sama sudah ada",
    ),
    ActKind.CHECKED: (fresh(ActKind.CHECKED, "mastodon", 5), "bukan yang terunggah"),
    ActKind.REREAD: (
        fresh(ActKind.REREAD, item="2026-11-lain", actor="Ayu Admin", extra={"account": "ayu"}),
        "tidak pernah disetujui",
    ),
    ActKind.REMOVED: (fresh(ActKind.REMOVED, "x"), "catatan terunggahnya tidak ada"),
    ActKind.ACKNOWLEDGED: (
        fresh(ActKind.ACKNOWLEDGED, item="undangan-2026-001", extra={"account": "x"}, **STRANGER),
        "Orang Luar tidak memegang peran",
    ),
    ActKind.STOP: (
        stop_act("", by="Orang Luar", at=AT, reason="-"),
        "pada hari itu ia tidak memegang peran",
    ),
}
# And the same by hands that know more: each gives itself away by something else.
SUBTLER = [
    (fresh(ActKind.ORDER, item="2026-11-lain"), "tidak pernah disetujui"),
    (fresh(ActKind.INTENT, "x", actor="Ayu Admin"), "hanya dari mesin, bukan dari Ayu Admin"),
    (fresh(ActKind.REFUSED, "x", minutes=60 * 24 * 30), "waktunya belum tiba"),
    (fresh(ActKind.CONFIRMED, "facebook", attempt=2, **STRANGER), "tidak memegang peran"),
    (fresh(ActKind.NOT_POSTED, "mastodon", attempt=2), "mesin tidak memegang peran"),
    (fresh(ActKind.REMOVED, "mastodon", 9, **STRANGER), "Orang Luar tidak memegang peran"),
    (fresh(ActKind.CHECKED, "x"), "catatan terunggahnya tidak ada"),
    (fresh(ActKind.REREAD, extra={"account": "x"}, **STRANGER), "tidak memegang peran"),
]


@pytest.fixture(scope="module")
def spoilt(
    whole_world: World, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, bool], str]:
    """A ledger with a record of every kind, each changed by one commit and deleted by another.

    What Git says of each file: changed or gone, and by whom.
    """
    world = copy_of(whole_world, tmp_path_factory.mktemp("rusak") / "w")
    record(world, *(forged for forged, _ in FORGED.values()))
    world.git("checkout", "-q", "ledger")
    for contents in (lambda path: f"{path.read_text()}keterangan: lain\n", lambda path: None):
        paths = [path_of(forged) for forged, _ in FORGED.values()]
        world.write({path: contents(world.root / path) for path in paths})
        world.git("commit", "-qam", "ubah")
    return {(one.path, one.gone): one.by for one in rewritten(world.repository())}


@pytest.mark.parametrize("kind", ActKind)
def test_a_record_of_any_kind_that_is_forged_edited_or_missing_is_told(
    known: tuple[list[Act], Approvals, list], spoilt: dict[tuple[str, bool], str], kind: ActKind
) -> None:
    """Forged: by what contradicts it. Edited or taken away: by Git, with who did it."""
    forged, why = FORGED[kind]
    said = told(known, [*known[0], forged])
    said += [finding.message for finding in disbelieved([forged], known[1].roster)]

    assert forged.kind is kind
    assert any(why in message for message in said)
    assert spoilt[path_of(forged), False].startswith("Kartini Ketua")
    assert spoilt[path_of(forged), True].startswith("Kartini Ketua")


@pytest.mark.parametrize(("forged", "why"), SUBTLER, ids=lambda one: getattr(one, "kind", ""))
def test_a_better_forgery_is_told(
    known: tuple[list[Act], Approvals, list], forged: Act, why: str
) -> None:
    """Of an item that is approved, on a channel that has posts, by a person who is known."""
    assert any(why in message for message in told(known, [*known[0], forged]))


EDITED = [
    (ActKind.APPROVAL, {"actor": "Ayu Admin"}, "penyetujunya menurut Git Kartini Ketua"),
    (ActKind.APPROVAL, {"extra": {"editor": "Ayu Admin"}}, "penyuntingnya menurut Git"),
    (ActKind.APPROVAL, {"extra": {"authors": "Ayu Admin"}}, "penyusunnya menurut Git"),
    (ActKind.APPROVAL, {"at": AT + timedelta(hours=1)}, "waktunya menurut Git 23-11-2026"),
    (ActKind.POSTED, {"payload": "0" * 64}, "sidik muatannya bukan yang diniatkan"),
    (ActKind.POSTED, {"at": AT - timedelta(minutes=30)}, "waktunya sebelum niatnya"),
    (ActKind.CONFIRMED, {"actor": "Orang Luar"}, "Orang Luar tidak memegang peran"),
]


@pytest.mark.parametrize(("kind", "changed", "why"), EDITED)
def test_edited_records_are_told(
    known: tuple[list[Act], Approvals, list], kind: ActKind, changed: dict, why: str
) -> None:
    """A record that says something else than Git, or than the record before it."""
    number = next(n for n, one in enumerate(known[0]) if one.kind is kind)
    old = known[0][number]
    extra = {"extra": {**old.extra, **changed["extra"]}} if "extra" in changed else {}
    acts = list(known[0])
    acts[number] = replace(old, **{**changed, **extra})

    assert any(why in message for message in told(known, acts))


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (ActKind.APPROVAL, "catatan persetujuannya tidak ada"),
        (ActKind.ORDER, "perintah unggahnya tidak ada"),
        (ActKind.INTENT, "catatan niatnya tidak ada"),
        (ActKind.HANDED_OVER, "catatan niat atau penyerahannya tidak ada"),
    ],
)
def test_missing_records_are_told(
    known: tuple[list[Act], Approvals, list], kind: ActKind, why: str
) -> None:
    """What follows from a record that is gone."""
    acts = [one for one in known[0] if one.kind is not kind]

    assert any(why in message for message in told(known, acts))


def test_git_remembers_every_record_that_was_changed_or_taken_away(
    whole_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every kind of file: `verify` names it, says who did it, and where the original is."""
    monkeypatch.setattr(Desk, "build", property(lambda self: tmp_path / "build"))
    world = copy_of(whole_world, tmp_path / "w")
    assert rewritten(world.repository()) == []
    paths = world.git("ls-tree", "-r", "--name-only", "ledger").splitlines()
    record(world, fresh(ActKind.ORDER, item="2026-11-x"))  # adding is no rewriting
    world.git("checkout", "-q", "ledger")
    world.write({path: f"{(world.root / path).read_text()}\n" for path in paths[::2]})
    world.git("commit", "-qm", "ubah")
    world.write(dict.fromkeys(paths[1::2]))
    world.git("commit", "-qm", "hapus")
    world.send("ledger")
    found = rewritten(world.repository())
    said: list[str] = []

    assert {one.path for one in found if not one.gone} == set(paths[::2])
    assert {one.path for one in found if one.gone} == set(paths[1::2])
    assert verify_at(desk(world, said)) == 1
    assert all(f"ledger:{path}:1: berkas ini di" in said[-1] for path in paths)
    assert "oleh Kartini Ketua <ketua@kpu.example>" in said[-1]


def test_an_honest_ledger_passes(
    whole_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`verify` has nothing to say, and damage alone is enough to turn it red."""
    monkeypatch.setattr(Desk, "build", property(lambda self: tmp_path / "build"))
    world = copy_of(whole_world, tmp_path / "w")
    said: list[str] = []
    later = desk(world, said, NOW + timedelta(days=9))  # nothing is left to read back

    assert verify_at(later) == 0
    repo = world.repository()
    path = f"{ID}/0/x/1-terunggah.yml"
    tip = repo.fetch("ledger")
    repo.push("ledger", repo.commit_files("ledger", {path: b"["}, "x", NOW, parent=tip), tip)
    assert Ledger(repo, run="", tool="").read()[1]
    assert verify_at(later) == 1
    assert f"ledger:{path}" in said[-1]
