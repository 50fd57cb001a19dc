"""Edge: signs what is recorded, with the office's own SSH key. The key is a file for one commit."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.core.findings import Blocked
from pipeline.edge.settings import LEDGER_KEY, Secret
from pipeline.edge.signatures import need


@contextmanager
def signing(key: Secret | None) -> Iterator[Mapping[str, str]]:
    """What Git must know to sign with this key, as its environment; nothing without a key.

    A key that cannot sign raises Blocked before anything is recorded, so before anything is posted.
    """
    if key is None:
        yield {}
        return
    need("ssh-keygen", "OpenSSH", where=LEDGER_KEY)
    with TemporaryDirectory(prefix="redaksi-") as folder:
        path = Path(folder) / "kunci"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{key.reveal()}\n")  # without the last line break it is no key
        _try(path)
        settings = {
            "gpg.format": "ssh",
            "gpg.ssh.program": "ssh-keygen",
            "user.signingKey": path.as_posix(),
        }
        given = {"GIT_CONFIG_COUNT": str(len(settings))}
        for number, (name, content) in enumerate(settings.items()):
            given |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": content}
        yield given


def _try(path: Path) -> None:
    """Whether the key opens without a passphrase: nobody sits at a run to type one."""
    words = ["ssh-keygen", "-y", "-P", "", "-f", str(path)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        raise Blocked(
            "kunci tanda tangan buku catatan tidak dapat dipakai",
            where=f"rahasia {LEDGER_KEY}",
            remedy="isi dengan kunci SSH pribadi yang utuh dan tanpa kata sandi, dari baris BEGIN "
            "sampai baris END; atau hapus rahasia itu, maka catatan ditulis tanpa tanda tangan",
        )
