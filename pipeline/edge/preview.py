"""Edge: the page while an editor writes: what is saved is seen in about a second.

Nothing here is published: drafts are drawn into build/preview and shown on this machine only.
Cards and captions are shown as soon as they are known; the page, which takes longer, after them.
"""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.core.findings import Blocked
from pipeline.edge.preview_server import DESK, Screen, Side, open_server

WATCHED = ("content", "site", "mkdocs.yml")
POLL_SECONDS = 0.3

Snapshot = dict[str, tuple[int, int]]
Show = Callable[[str, Side], None]  # the item being written, and what stands beside any item
# Brings the page in a folder up to date, given what changed; returns what to complain about.
Regenerate = Callable[[Path, frozenset[str], Show], Sequence[str]]


def serve(
    root: Path,
    port: int,
    *,
    regenerate: Regenerate,
    announce: Callable[[str], None],
    shell: bytes,
    cards: Path,
    stop: threading.Event | None = None,
) -> None:
    """Serve the working tree on 127.0.0.1 until ``stop`` is set (or the person presses Ctrl+C).

    ``regenerate`` builds the page of the drafts in the folder it is given. Whatever it raises
    is shown on the page, for an editor in the middle of a sentence must not lose the preview.
    ``shell`` is the page that shows an item with its ``cards`` and captions beside it.
    """
    stop = stop or threading.Event()
    build = root / "build" / "preview"
    screen = Screen(site=build / "site", cards=cards, shell=shell)
    try:
        server = open_server(screen, port)
    except OSError as error:
        raise Blocked(
            f"Pratinjau tidak dapat dibuka: port {port} sedang dipakai.",
            remedy="Tutup pratinjau yang lain, atau pilih port lain, misalnya "
            f"`redaksi serve --port {port + 1}`.",
        ) from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    announce(f"Pratinjau: {address}/ (berhenti: Ctrl+C)")
    announce(f"Dengan kartu dan keterangan setiap kanal di sampingnya: {address}{DESK}")
    try:
        seen = _snapshot(root)
        _refresh(build, screen, regenerate, frozenset())
        while not stop.wait(POLL_SECONDS):
            now = _snapshot(root)
            if now != seen:
                changed = frozenset(name for name, _ in seen.items() ^ now.items())
                seen = now
                began = time.monotonic()
                _refresh(build, screen, regenerate, changed)
                announce(f"Diperbarui dalam {time.monotonic() - began:.1f} detik.")
    except KeyboardInterrupt:  # the one way to leave: nothing was interrupted
        announce("Pratinjau ditutup.")
    finally:
        screen.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _refresh(build: Path, screen: Screen, regenerate: Regenerate, changed: frozenset[str]) -> None:
    """Bring the preview up to date. Trouble of any kind is put on the page instead of raised."""
    with screen.lock:
        try:
            complaints = tuple(regenerate(build, changed, screen.show_beside))
        except Exception as error:  # a template or a draft half way through an edit
            complaints = (told(error),)
        screen.show(complaints)


def told(error: Exception) -> str:
    """What stands in the way, with the template and the line where they are known."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    where = f"{name}:{line}: " if isinstance(name, str) and isinstance(line, int) else ""
    return f"{where}Pratinjau belum dapat diperbarui. {type(error).__name__}: {error}"


def _snapshot(root: Path) -> Snapshot:
    """Every watched file with its time and size; what vanishes meanwhile is left out."""
    found: Snapshot = {}
    for start in WATCHED:
        top = root / start
        for path in [top] if top.is_file() else top.rglob("*"):
            try:
                state = path.stat()
            except OSError:  # deleted between listing and looking, or a dangling link
                continue
            if path.is_file():
                name = path.relative_to(root).as_posix()
                found[name] = (state.st_mtime_ns, state.st_size)
    return found
