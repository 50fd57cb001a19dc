"""One run that dies without a word at the n-th point between two acts; used as a process."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pipeline.core.model import WITA
from pipeline.core.posting import Act
from pipeline.core.wire import Request, Response
from pipeline.edge.http import sender
from pipeline.edge.ledger_branch import Ledger
from pipeline.edge.settings import Secret, read_settings
from tests.mastodon_server import TOKEN
from tests.platforms.posts import picture
from tests.stories.posting.desk import Desk, channel, channels, item

KILLED = 77


class Fuse:
    """Ends the process at the n-th point, as a power cut would: no finally, no flush."""

    def __init__(self, points: int) -> None:
        self.left = points

    def point(self) -> None:
        self.left -= 1
        if self.left == 0:
            os._exit(KILLED)


class FusedLedger:
    """The real ledger, with a point before and after each push."""

    def __init__(self, ledger: Ledger, fuse: Fuse) -> None:
        self._ledger, self._fuse = ledger, fuse

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)

    def write(self, acts: Sequence[Act]) -> list[Act]:
        self._fuse.point()
        written = self._ledger.write(acts)
        self._fuse.point()
        return written


def main(root: Path, server: str, items: list[str], points: int) -> None:
    """Post these items; die at the given point (0: never)."""
    fuse = Fuse(points)
    real = sender(server, Secret(TOKEN))

    def send(request: Request) -> Response:
        fuse.point()
        response = real(request)
        fuse.point()
        return response

    settings = read_settings()
    of = [channel("mastodon", base_url=server), channel("whatsapp")]
    office = Desk(
        root=root,
        channels=channels(*of),
        items=[item(name) for name in items],
        senders={"mastodon": send},
        now=datetime.now(WITA).replace(microsecond=0),
        run=settings.run,
        pictures=(picture(root, alt="Bagan alur SOP"),),
        is_over=settings.is_over,
    )
    office.post(FusedLedger(office.ledger(), fuse))  # type: ignore[arg-type]  # stands in for it


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[4:], int(sys.argv[3]))
