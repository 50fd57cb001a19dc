"""Edge: which commits one of these keys has signed, by Git's own verification. Judges nothing.

The keys lie in a file of the office: lines as OpenSSH's ``allowed_signers`` has them, armoured PGP
public keys (GitHub: https://github.com/web-flow.gpg), or both. Nothing of this machine's own key
rings is asked.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.core.countersigning import Mark
from pipeline.core.findings import Blocked
from pipeline.core.history import KEYS

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_PGP = re.compile(
    rb"-----BEGIN PGP PUBLIC KEY BLOCK-----.*?-----END PGP PUBLIC KEY BLOCK-----", re.S
)
_PGP_PRINT = re.compile(r"[0-9A-F]{40,64}")


def signed_by(repo: "Repository", keys: bytes, commits: Iterable[str]) -> frozenset[str]:
    """Return those of the commits that carry a good signature of one of these keys."""
    return frozenset(sha for sha, mark in marks(repo, keys, commits).items() if mark is Mark.GOOD)


def marks(repo: "Repository", keys: bytes, commits: Iterable[str]) -> dict[str, Mark]:
    """Return what each commit's signature is worth by these keys."""
    shas = list(commits)
    if not shas:
        return {}
    blocks, lines = _PGP.findall(keys), _PGP.sub(b"", keys)
    with TemporaryDirectory(prefix="redaksi-") as folder:
        ring, signers = Path(folder), Path(folder) / "penanda"
        signers.write_bytes(lines)
        if lines.strip():
            need("ssh-keygen", "OpenSSH")
        if blocks:
            _import(b"\n".join(blocks), ring)
        settings = {
            "gpg.ssh.allowedSignersFile": signers.as_posix(),
            "gpg.ssh.revocationFile": "",
            "gpg.ssh.program": "ssh-keygen",
            "gpg.program": "gpg",
            "gpg.minTrustLevel": "undefined",
        }
        out = repo.run(
            *(part for pair in settings.items() for part in ("-c", "=".join(pair))),
            "log",
            "--no-walk=unsorted",
            "--stdin",
            "--format=%H %G? %GF",
            stdin="\n".join(shas).encode() + b"\n",
            env={"GNUPGHOME": folder},
        )
    rows = (line.split(" ", 2) for line in out.decode().splitlines())
    return {sha: _mark(state, print_) for sha, state, print_ in rows}


def _mark(state: str, print_: str) -> Mark:
    """G: by a key of the file. For PGP also U, for a new ring trusts nobody, and Y: the key has
    run out since; what it signed while it was valid must not be taken back on that day.
    """
    if state == "G" or (state in {"U", "Y"} and _PGP_PRINT.fullmatch(print_)):
        return Mark.GOOD
    return {"N": Mark.NONE, "B": Mark.BROKEN}.get(state, Mark.STRANGE)


def _import(blocks: bytes, ring: Path) -> None:
    need("gpg", "GnuPG")
    words = ["gpg", "--batch", "--quiet", "--no-autostart", "--homedir", str(ring), "--import"]
    # A key that cannot be read signs nothing: the gate says so of the version that brings it.
    subprocess.run(words, input=blocks, capture_output=True, check=False)


def need(program: str, package: str, where: str = KEYS) -> None:
    if shutil.which(program) is None:
        raise Blocked(
            f"Program {program} tidak ditemukan; tanda tangan tidak dapat dibuat atau diperiksa.",
            where=where,
            remedy=f"Pasang {package}.",
        )
