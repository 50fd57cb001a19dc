"""The signatures of the ledger: made with the office's key, verified by Git alone, and missed."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.core.countersigning import Mark, Written, since_when, unsigned
from pipeline.core.findings import Blocked
from pipeline.core.posting import ActKind
from pipeline.core.verdicts import Approvals, Evidence
from pipeline.desk import Desk
from pipeline.edge.git import Repository
from pipeline.edge.ledger_branch import Ledger
from pipeline.edge.settings import LEDGER_KEY, Secret, read_settings
from pipeline.verifying import verify_at
from tests.archive_world import AT, ID, act, copy_of, desk, record
from tests.worlds import World

KEYS = "content/kunci-buku-catatan.txt"
TOLD = "padahal sejak 26-11-2026 setiap catatan ditandatangani"


def make_key(folder: Path, name: str, password: str = "") -> tuple[Secret, str]:
    """A new key as the office keeps it: the secret, and its line for the key file."""
    path = folder / name
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", password, "-C", "", "-f", str(path)]
    subprocess.run(words, check=True, capture_output=True)
    public = path.with_suffix(".pub").read_text().strip()
    secret = read_settings({LEDGER_KEY: path.read_text()}).ledger_key
    assert secret
    return secret, f'mesin@redaksi-jdih.invalid namespaces="git" {public}\n'


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Secret, str]]:
    folder = tmp_path_factory.mktemp("kunci")
    return {name: make_key(folder, name) for name in ("kantor", "lain")}


@pytest.fixture
def world(
    whole_world: World,
    keys: dict[str, tuple[Secret, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """An office with unsigned records of before, which then approves its key."""
    monkeypatch.setattr(Desk, "build", property(lambda self: tmp_path / "build"))
    made = copy_of(whole_world, tmp_path / "w")
    made.now = AT + timedelta(days=3)
    made.approve({KEYS: keys["kantor"][1]})
    made.send()
    return made


def write(world: World, key: Secret | None, minutes: int = 0, days: int = 4) -> str:
    """Record an act as a run with this key does; return the commit."""
    ledger = Ledger(world.repository(), run="lokal:uji/1", tool="redaksi-jdih", key=key)
    ledger.refresh()
    name = f"2026-11-lain-{minutes}"
    assert ledger.write([act(ActKind.ORDER, "", days * 1440 + minutes, item=name)])
    return world.git("rev-parse", "ledger")


def told(world: World) -> list[str]:
    """What `verify` says of signatures."""
    said: list[str] = []
    verify_at(desk(world, said, AT + timedelta(days=9)))
    return [line for line in said[-1].splitlines() if "[tanda-tangan-catatan]" in line]


def test_what_the_office_signed_is_believed(
    world: World, keys: dict[str, tuple[Secret, str]]
) -> None:
    """And what was recorded before the key came needs no signature."""
    write(world, keys["kantor"][0], 5)

    assert told(world) == []


def test_an_unsigned_record_is_told(world: World, keys: dict[str, tuple[Secret, str]]) -> None:
    """With its commit, its writer, and what it wrote; dated back it is told all the same."""
    write(world, keys["kantor"][0], 5)
    late = write(world, None, 6)
    early = record(world, act(ActKind.ORDER, item="2026-11-mundur"), at=AT)
    found = told(world)

    assert len(found) == 2
    assert f"komit {late[:12]} oleh Redaksi JDIH (mesin)" in found[0] + found[1]
    assert any(f"komit {early[:12]}" in line and "23-11-2026" in line for line in found)
    assert all(f"tidak bertanda tangan, {TOLD}" in line for line in found)
    assert any("Yang ditulisnya: 2026-11-mundur/0/perintah-unggah.yml." in line for line in found)


def test_a_strangers_signature_is_told(world: World, keys: dict[str, tuple[Secret, str]]) -> None:
    """A good signature of a key that the office did not approve is none."""
    write(world, keys["lain"][0], 5)
    (found,) = told(world)

    assert f"kunci yang tidak ada di {KEYS}, {TOLD}" in found


def test_a_signature_taken_from_elsewhere_is_told(
    world: World, keys: dict[str, tuple[Secret, str]]
) -> None:
    """A commit of other content under the signature of a true one."""
    true = write(world, keys["kantor"][0], 5)
    content = world.git("cat-file", "commit", true).replace("Catat 2026", "Catat 2062") + "\n"
    path = world.root / "komit"
    path.write_text(content)
    false = world.git("hash-object", "-t", "commit", "-w", str(path))
    world.git("push", "-q", "-f", "origin", f"{false}:refs/heads/ledger")
    world.git("update-ref", "refs/heads/ledger", false)
    world.git("update-ref", "refs/remotes/origin/ledger", false)
    (found,) = told(world)

    assert f"tanda tangannya bukan untuk isi ini, {TOLD}" in found


def test_a_key_file_that_nobody_can_read_signs_nothing(
    world: World, keys: dict[str, tuple[Secret, str]]
) -> None:
    """A slip in the file is told, not taken for a good signature."""
    world.approve({KEYS: "bukan kunci\n"})
    world.send()
    write(world, keys["kantor"][0], 5)

    assert len(told(world)) == 1


def test_of_very_many_commits_the_first_are_named() -> None:
    """Twenty by name, then how many more; a commit that nobody looked at counts as unsigned."""
    made = [
        Written(commit=f"{n:040x}", by="x", at=AT, paths=("a", "b", "c", "d")) for n in range(22)
    ]
    found = unsigned(made, {made[0].commit: Mark.GOOD, made[1].commit: Mark.BROKEN}, AT)

    assert len(found) == 21
    assert "bukan untuk isi ini" in found[0].message
    assert "Yang ditulisnya: a, b, c dan lainnya." in found[1].message
    assert found[-1].message == "Dan 1 komit lain seperti itu."


def test_a_key_file_taken_back_and_approved_again_counts_from_then() -> None:
    """What was recorded while the office had no key needs no signature."""

    def step(number: int, oid: str | None) -> Evidence:
        at = AT + timedelta(days=number)
        return Evidence(
            unit=KEYS, oid=oid, merge="", base="", approver="", authors=(), editors=(), at=at
        )

    past = (step(1, "a"), step(2, "b"), step(3, None), step(4, "b"), step(5, "c"))
    approvals = Approvals(
        approved={KEYS: "c"},
        evidence={},
        landed={},
        imported=frozenset(),
        held=(),
        roster=None,
        chain=(),
        past={KEYS: past},
    )

    assert since_when(approvals) == AT + timedelta(days=4)
    assert since_when(replace(approvals, approved={})) is None


def test_the_key_is_in_no_command_and_stays_nowhere(
    world: World,
    keys: dict[str, tuple[Secret, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Git is told of a file; after the commit it is gone."""
    secret = keys["kantor"][0]
    seen: list[str] = []
    run = Repository.try_run

    def watch(
        self: Repository,
        *words: str,
        stdin: bytes | None = None,
        env: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes, str]:
        seen.extend([*words, *(env or {}).values(), str(stdin)])
        return run(self, *words, stdin=stdin, env=env)

    monkeypatch.setattr(Repository, "try_run", watch)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "sementara"))
    (tmp_path / "sementara").mkdir()
    write(world, secret, 5)
    line = secret.reveal().splitlines()[1]

    assert any(word.endswith("/kunci") for word in seen)
    assert not any(line in word for word in seen)
    assert list((tmp_path / "sementara").iterdir()) == []


@pytest.mark.parametrize("broken", ["not a key", "password"])
def test_a_key_that_cannot_sign_stops_the_run(tmp_path: Path, world: World, broken: str) -> None:
    """Before anything is recorded, so before anything is posted; nobody is asked for a password."""
    key = make_key(tmp_path, "k", "rahasia")[0] if broken == "password" else Secret(broken)
    before = world.git("rev-parse", "ledger")

    with pytest.raises(Blocked) as trouble:
        write(world, key)

    assert trouble.value.where == f"rahasia {LEDGER_KEY}"
    assert key.reveal() not in str(trouble.value)
    assert world.git("rev-parse", "ledger") == before


def test_a_desk_hands_its_key_to_the_ledger(
    world: World, keys: dict[str, tuple[Secret, str]]
) -> None:
    """The key of the settings signs whatever a verb records."""
    from pipeline.desk import gather

    made = desk(world, [], AT + timedelta(days=9))
    made = replace(made, settings=replace(made.settings, ledger_key=keys["kantor"][0]))
    scene = gather(made, world.repository(), world.root.parent / "isi", fetch=True)
    scene.ledger.write([act(ActKind.ORDER, "", 4321, item=ID, revision=9)])

    assert told(world) == []
    assert "gpgsig" in world.git("cat-file", "commit", "ledger")
