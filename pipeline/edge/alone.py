"""Edge: one command at a time in `build/`. The system lets go when the command ends, however."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.core.findings import Blocked


@contextmanager
def alone(build: Path) -> Iterator[None]:
    """Work while no other command writes there: two would tear each other's pages. Else Blocked."""
    build.mkdir(exist_ok=True)
    with (build / "sibuk").open("a") as door:
        if not _shut(door.fileno()):
            raise Blocked(
                "perintah lain sedang bekerja di sini",
                where=str(build),
                remedy="tunggu sampai perintah itu selesai, lalu jalankan lagi",
            )
        yield


def _shut(door: int) -> bool:
    """Lock an open file for this process; False when somebody else has."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(door, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows only
        else:
            import fcntl

            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
