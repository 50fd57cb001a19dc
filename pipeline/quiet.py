"""Quiet: where nothing has changed since a run that found nothing to do, its words are enough.

They are kept inside ``.git``, where nothing that a proposal brings can reach, under a name made
from all that a run sees and all that it leaves. They approve nothing and post nothing.
"""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.edge.ledger_paths import BRANCH
from pipeline.edge.machine import inside_git, packages, program
from pipeline.edge.status_cache import keep, key_of, recall
from pipeline.render.seen import look
from pipeline.workplace import HOME, Desk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.edge.git import Repository

_FILE = "tenang.json"
_LEFT = ("docs", "site", "paket", "kartu")  # what a run leaves in build/


def may_rest(desk: Desk) -> bool:
    """On a machine of the office, by Git alone: in CI and with a forge every run is whole."""
    return not (desk.rehearsal or desk.settings.in_ci or desk.forge())


def seen(desk: Desk, repo: "Repository") -> str:
    """Ask the server for news; name all that a run decides and builds from, but the hour."""
    repo.fetch(BRANCH, "main")
    waiting = (desk.root / "build" / "belum-tercatat").rglob("*.yml")
    editor = desk.build / "penyunting" / "terpasang.sha256"
    return key_of(
        [
            *(desk.root, HOME, desk.clock().date()),
            repo.run("for-each-ref", "--format=%(refname) %(objectname)"),
            repo.try_run("config", "--get-regexp", r"^remote\.")[1],
            sorted(path.name for path in waiting),
            sorted(desk.settings.tokens),
            editor.read_bytes() if editor.is_file() else b"",
            *(program(HOME), packages(), look(desk.site, {})),
        ]
    )


def last_words(desk: Desk, repo: "Repository", state: str) -> list[str] | None:
    """What the last run said, where it saw the very same and all that it left lies untouched."""
    left = _left(desk)
    return recall(inside_git(repo, _FILE), key_of([state, left]), desk.clock()) if left else None


def note(
    desk: Desk, repo: "Repository", state: str, words: "Iterable[str]", until: datetime
) -> None:
    """Keep what a run that rests said, if what it saw at its beginning is still what there is."""
    left = _left(desk)
    if left and seen(desk, repo) == state:
        with suppress(OSError):  # where nothing may be written, every run is whole
            keep(inside_git(repo, _FILE), key_of([state, left]), list(words), until)


def _left(desk: Desk) -> list[object]:
    """What lies in build/; nothing where something is missing."""
    try:
        return [look(desk.build / name, {}) for name in _LEFT]
    except OSError:
        return []
