"""Overlapping: several channels are spoken to at the same time, each by one call after the other.

Git is not touched here: what is claimed and recorded is pushed by the one who waits for all.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

from pipeline.core.plan import Owed


def side_by_side(owed: Iterable[Owed], do: Callable[[Owed], None]) -> None:
    """Do it for each: in their order on one channel, the channels side by side.

    What breaks one off (Ctrl+C, too) lets the others end the call they are in and begin no more;
    it is raised when all have ended, so that nothing is called for any longer.
    """
    rows: dict[str, list[Owed]] = {}
    for one in owed:
        rows.setdefault(one.channel.id, []).append(one)
    over = Event()

    def along(row: list[Owed]) -> None:
        try:
            for one in row:
                if over.is_set():
                    return
                do(one)
        except BaseException:
            over.set()
            raise

    if len(rows) < 2:
        for row in rows.values():
            along(row)
        return
    with ThreadPoolExecutor(len(rows)) as together:
        working = [together.submit(along, row) for row in rows.values()]
        try:
            for ended in working:
                ended.result()
        except BaseException:
            over.set()
            raise


def whole_lines(say: Callable[[str], None]) -> Callable[[str], None]:
    """The same, but what two channels say at once stands on two lines."""
    turn = Lock()

    def said(line: str) -> None:
        with turn:
            say(line)

    return said
