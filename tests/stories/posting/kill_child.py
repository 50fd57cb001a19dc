"""Runs that die without a word between two acts; used as a process that forks each of them."""

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pipeline.rounds  # noqa: F401  # brought in before the forks, once for all
from pipeline.core.model import WITA
from pipeline.core.posting import Act
from pipeline.core.wire import Request, Response
from pipeline.edge.http import sender
from pipeline.edge.ledger_branch import Ledger
from pipeline.edge.settings import Secret, read_settings
from tests.mastodon_server import TOKEN
from tests.platforms.posts import picture
from tests.stories.posting.desk import Desk, channel, channels, item

KILLED = -signal.SIGKILL


class Fuse:
    """Kills the process at one point: no finally, no flush.

    A point is "push:2:before": what, the how manieth, and which side of it.
    """

    def __init__(self, point: str) -> None:
        self._point, self._seen = point, dict[str, int]()

    def around(self, what: str, act: Callable[[], object]) -> object:
        """Do one act, unless the end comes before or after it."""
        number = self._seen[what] = self._seen.get(what, 0) + 1
        self._end(f"{what}:{number}:before")
        done = act()
        self._end(f"{what}:{number}:after")
        return done

    def _end(self, point: str) -> None:
        if point == self._point:
            os.kill(os.getpid(), signal.SIGKILL)


class FusedLedger:
    """The real ledger, with a point before and after each push."""

    def __init__(self, ledger: Ledger, fuse: Fuse) -> None:
        self._ledger, self._fuse = ledger, fuse

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)

    def write(self, acts: Sequence[Act]) -> object:
        return self._fuse.around("push", lambda: self._ledger.write(acts))


def run(root: Path, server: str, items: Sequence[str], point: str) -> None:
    """Post these items; die at the given point ("": never)."""
    fuse = Fuse(point)
    real = sender(server, Secret(TOKEN))

    def send(request: Request) -> Response:
        answer = fuse.around(request.method, lambda: real(request))
        assert isinstance(answer, Response)
        return answer

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


def in_a_process_of_its_own(act: Callable[[], None]) -> int:
    """Fork, act, and say how it ended: 0, KILLED, or 1 for any exception."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(server: str, jobs: Sequence[tuple[str, list[str], str]]) -> list[int]:
    """Carry out (clone, items, point) one after the other; return how each ended."""
    return [
        in_a_process_of_its_own(lambda job=job: run(Path(job[0]), server, job[1], job[2]))  # type: ignore[misc]  # bound now
        for job in jobs
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
