"""Workplace: where a command works and with what: folders, settings, terminal, doors to the world.

Apart from the desk, which gathers and decides: a verb that only draws needs none of that, and
importing it takes longer than drawing.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.model import WITA, Channel
from pipeline.core.wire import Send
from pipeline.edge.settings import Settings, read_forge_access, read_settings

if TYPE_CHECKING:
    from pipeline.edge.forge import Forge
    from pipeline.edge.git import Repository

HOME = Path(__file__).resolve().parent.parent  # the tool's own folder: site/, mkdocs.yml, build/


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a command works and with what."""

    root: Path  # the repository whose content and ledger are meant
    settings: Settings
    connect: Callable[[Channel], Send | None]  # None: no credential, a person posts
    say: Callable[[str], None]
    progress: Callable[[str], None]  # passing news: a terminal shows it, a log does not
    log: Callable[[str], None]  # technical causes, beside what is said
    clock: Callable[[], datetime] = lambda: datetime.now(WITA)
    forge: "Callable[[], Forge | None]" = lambda: None  # None: plain Git
    rehearsal: bool = False

    @property
    def site(self) -> Path:
        return HOME / "site"

    @property
    def build(self) -> Path:
        return HOME / "build"

    def repository(self) -> "Repository":
        from pipeline.edge.git import Repository  # late: GitPython takes a tenth of a second

        return Repository(self.root)


def open_desk(root: Path) -> Desk:
    """The desk of this machine: its clock, its credentials, its terminal."""
    settings = read_settings()

    def connect(channel: Channel) -> Send | None:
        from pipeline.edge.http import sender  # late, like all that only some commands need
        from pipeline.platforms import PLATFORMS

        token, platform = settings.token(channel.id), PLATFORMS.get(channel.network)
        base = channel.base_url or (platform.BASE_URL if platform else "")
        if token is None or platform is None or not base:
            return None
        return sender(base, token, signing=platform.SIGNING, account=channel.account)

    return Desk(
        root=root,
        settings=settings,
        connect=connect,
        say=print,
        progress=_passing,
        log=_aside,
        forge=_forge,
    )


def _forge() -> "Forge | None":
    from pipeline.edge.forge import connect  # late: most commands never ask

    return connect(read_forge_access())


def _passing(news: str) -> None:
    """Show one line that the next one overwrites; a log stays quiet."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{news}\r")
        sys.stderr.flush()


def catch_up(desk: Desk, repo: "Repository") -> None:
    """Fetch what others decided and recorded; without a network what is known here must do."""
    from pipeline.edge.ledger_paths import BRANCH
    from pipeline.edge.remote import Lost, Unreachable

    try:
        repo.fetch(BRANCH, "main")
    except (Unreachable, Lost) as trouble:
        desk.say(f"{trouble.what}. Yang dipakai: keadaan yang terakhir diambil.")


def _aside(cause: str) -> None:
    sys.stderr.write(f"{cause}\n")


def short(path: Path) -> str:
    """A path as a person at the tool's folder would type it."""
    return path.relative_to(HOME).as_posix() if path.is_relative_to(HOME) else str(path)
