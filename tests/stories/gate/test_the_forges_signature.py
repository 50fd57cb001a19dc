"""With the forge's key in the office's hands, a merge must be the forge's own, whole and signed."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.edge.signatures import signed_by
from tests.forge_worlds import Newsroom, newsroom
from tests.worlds import ITEM, PAGE, World

KEYS = "content/kunci-tanda-tangan.txt"


def make_key(folder: Path, name: str) -> tuple[Path, str]:
    """A new SSH key: its file, and its line for the key file."""
    path = folder / name
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(words, check=True, capture_output=True)
    public = path.with_suffix(".pub").read_text().strip()
    return path, f'noreply@github.com namespaces="git" {public}\n'


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("keys")
    return {name: make_key(folder, name) for name in ("forge", "lain")}


@pytest.fixture
def office(tmp_path: Path, keys: dict[str, tuple[Path, str]]) -> Iterator[Newsroom]:
    """An office whose forge signs, and which has just put the key in force."""
    with newsroom(tmp_path) as made:
        made.server.office.key = keys["forge"][0]
        number = made.propose({KEYS: keys["forge"][1]})
        made.review(number)
        made.merge(number)
        assert KEYS in made.publish().approvals.approved
        yield made


def merged(office: Newsroom) -> str:
    number = office.propose()
    office.review(number)
    return office.merge(number)


def reason(office: Newsroom) -> str:
    (held,) = office.judge(online=True).approvals.held
    return held.reason


def test_merge_signed_by_the_forge_is_approved(office: Newsroom) -> None:
    """With the forge at hand and, from then on, without."""
    merged(office)

    assert ITEM in office.publish().approvals.approved
    assert ITEM in office.judge(online=False).approvals.approved


def test_merge_without_a_signature_is_held(office: Newsroom) -> None:
    """An author's name is free text: without the signature it proves nothing any more."""
    office.server.office.key = None
    merged(office)

    assert reason(office).startswith("penggabungan oleh Kartini Ketua (23 November 2026) tidak")


def test_merge_signed_by_another_key_is_held(
    office: Newsroom, keys: dict[str, tuple[Path, str]]
) -> None:
    """A good signature of somebody else is none."""
    office.server.office.key = keys["lain"][0]
    merged(office)

    assert "tidak bertanda tangan sah" in reason(office)


def test_merge_made_on_a_laptop_is_held(office: Newsroom) -> None:
    """The chief's own name and address, typed by somebody who can push."""
    world = office.world
    branch = world.propose({PAGE: "satu"})
    world.edit(branch, {PAGE: "dua"})
    world.merge(branch)
    world.send()

    assert "tidak bertanda tangan sah" in reason(office)


def test_signed_merge_with_a_smuggled_file_is_held(office: Newsroom) -> None:
    """Even where the file is no content: a merge of the forge changes nothing on its own."""
    forge = office.server.office
    number = office.propose()
    office.review(number)
    office.merge(number)
    sha = forge.pulls[number].merge_sha
    office.world.git("checkout", "-q", sha)
    office.world.write({"pipeline/jahat.py": "import os"})
    tree = office.world.git("write-tree")
    office.world.git("checkout", "-qf", "main")
    office.world.git("push", "-q", "origin", f"{tree_commit(office, tree)}:refs/heads/umpan")
    evil = forge.commit(
        "kartini", tree, forge.git("rev-parse", f"{sha}^1", f"{sha}^2").split(), "x"
    )
    forge.git("update-ref", "refs/heads/main", evil)
    forge.pulls[number].merge_sha = evil
    office.world.git("fetch", "-q", "origin", "main")

    assert "memuat perubahan yang tidak ada dalam usulannya" in reason(office)


def tree_commit(office: Newsroom, tree: str) -> str:
    """Carries a tree to the server."""
    return office.world.git("commit-tree", tree, "-m", "pohon")


def test_key_that_did_not_sign_its_own_merge_does_not_come_into_force(
    office: Newsroom, keys: dict[str, tuple[Path, str]]
) -> None:
    """A wrong key would hold every later merge: nobody locks the office out by a slip."""
    number = office.propose({KEYS: keys["lain"][1]})
    office.review(number)
    office.merge(number)
    assert reason(office).startswith("kunci-tanda-tangan.txt versi ini tidak terbaca")
    merged(office)

    assert ITEM in office.publish().approvals.approved


def test_forger_cannot_bring_his_own_key(
    office: Newsroom, keys: dict[str, tuple[Path, str]]
) -> None:
    """A merge that brings a key is judged by the key before it."""
    office.server.office.key = keys["lain"][0]
    number = office.propose({KEYS: keys["lain"][1]})
    office.review(number)
    office.merge(number)

    assert "tidak bertanda tangan sah" in reason(office)


def test_key_is_changed_by_a_merge_that_both_signed(
    office: Newsroom, keys: dict[str, tuple[Path, str]]
) -> None:
    """The new key is added while the old one signs; later the old one may go."""
    number = office.propose({KEYS: keys["forge"][1] + keys["lain"][1]})
    office.review(number)
    office.merge(number)
    office.publish()
    office.server.office.key = keys["lain"][0]
    merged(office)

    assert ITEM in office.publish().approvals.approved


def test_pgp_key_as_github_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An armoured PGP key verifies out of the file alone; no key ring of this machine is asked."""
    ring = tmp_path / "r"
    ring.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(ring))
    quick = ["--quick-gen-key", "GitHub <noreply@github.com>", "ed25519", "sign", "never"]
    gpg = ["gpg", "--batch", "--quiet", "--passphrase", ""]
    subprocess.run([*gpg, *quick], check=True, capture_output=True)
    public = subprocess.run([*gpg, "--armor", "--export"], check=True, capture_output=True).stdout
    world = World(tmp_path / "w")
    branch = world.propose({PAGE: "satu"})
    signed = world.merge(branch, options=["-Snoreply@github.com"])
    plain = world.merge(world.propose({PAGE: "dua"}))
    subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)
    repo = world.repository()

    assert signed_by(repo, public, [signed, plain]) == {signed}
    assert signed_by(repo, b"", [signed, plain]) == frozenset()


@pytest.mark.parametrize("content", [b"", b"bukan kunci", b"-----BEGIN PGP PUBLIC KEY BLOCK-----"])
def test_nothing_is_signed_by_no_key(office: Newsroom, content: bytes) -> None:
    """A file without a readable key verifies nothing."""
    sha = merged(office)

    assert signed_by(office.world.repository(), content, [sha]) == frozenset()
