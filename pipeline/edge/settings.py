"""Edge: the one place that reads the environment. Secrets come out as values that hide."""

import hashlib
import os
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

VERSION = "0.1.0"  # pyproject.toml says the same; a test compares them
TOKEN = "REDAKSI_TOKEN_"  # + the channel's id in capitals, "-" written "_"
LEDGER_KEY = "REDAKSI_LEDGER_KEY"  # a private SSH key: signs what is recorded
_LOCAL = "lokal:"


class Secret:
    """A credential that shows itself to one caller and to no log, page or traceback."""

    __slots__ = ("_content",)

    def __init__(self, content: str) -> None:
        self._content = content

    def reveal(self) -> str:
        """The credential itself: only for the header of a request, or the file a signer reads."""
        return self._content

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says about this run."""

    run: str  # address of this run: a web page in CI, "lokal:<machine>/<process>" elsewhere
    tool: str
    in_ci: bool
    summary: Path | None  # where the job summary is written
    output: Path | None  # where a step says something to the steps after it
    tokens: Mapping[str, Secret]  # by the environment's spelling of the channel
    ledger_key: Secret | None = None  # None: what is recorded carries no signature

    def token(self, channel: str) -> Secret | None:
        """The credential of a channel; None: its posts are handed to a person."""
        return self.tokens.get(_spelled(channel))

    @property
    def run_number(self) -> int | None:
        """The forge's number of this run; None on a machine of the office."""
        found = re.search(r"/actions/runs/([0-9]+)/", self.run) if self.in_ci else None
        return int(found[1]) if found else None

    def is_over(self, run: str) -> bool:
        """Whether another run has certainly ended. Unsure means no.

        CI runs stand in one queue, so whoever runs now is alone there. On this machine a
        process that is gone is over; one with our own number was an earlier round of ours.
        """
        if self.in_ci and run.startswith("https://") and _queue(run) == _queue(self.run):
            return True
        machine, _, process = run.removeprefix(_LOCAL).partition("/")
        if not run.startswith(_LOCAL) or machine != _machine() or not process.isdigit():
            return False
        return int(process) == os.getpid() or not _is_alive(int(process))


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the environment, here and nowhere else."""
    env = os.environ if environment is None else environment
    in_ci = env.get("GITHUB_ACTIONS") == "true"
    run = f"{_LOCAL}{_machine()}/{os.getpid()}"
    if in_ci:
        run = (
            f"{env.get('GITHUB_SERVER_URL', 'https://github.com')}/"
            f"{env.get('GITHUB_REPOSITORY', '')}/actions/runs/{env.get('GITHUB_RUN_ID', '')}"
            f"/attempts/{env.get('GITHUB_RUN_ATTEMPT', '1')}"
        )
    summary, output = env.get("GITHUB_STEP_SUMMARY", ""), env.get("GITHUB_OUTPUT", "")
    key = env.get(LEDGER_KEY, "").strip()
    return Settings(
        run=run,
        tool=f"redaksi-jdih {VERSION}",
        in_ci=in_ci,
        summary=Path(summary) if summary else None,
        output=Path(output) if output else None,
        tokens={
            name.removeprefix(TOKEN): Secret(content.strip())
            for name, content in env.items()
            if name.startswith(TOKEN) and content.strip()
        },
        ledger_key=Secret(key) if key else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesAccess:
    """What a CI job that may deploy the page is given: two addresses, two credentials."""

    api: str
    repository: str
    token: Secret
    issuer: str  # address that gives the run's identity token
    issuer_token: Secret


def read_pages_access(environment: Mapping[str, str] | None = None) -> PagesAccess | None:
    """The rights to deploy the page; None where this is not such a job."""
    env = os.environ if environment is None else environment
    token, issuer = env.get("GITHUB_TOKEN", ""), env.get("ACTIONS_ID_TOKEN_REQUEST_URL", "")
    if not (token and issuer):
        return None
    return PagesAccess(
        api=env.get("GITHUB_API_URL", "https://api.github.com"),
        repository=env.get("GITHUB_REPOSITORY", ""),
        token=Secret(token),
        issuer=issuer,
        issuer_token=Secret(env.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeAccess:
    """Where the forge is and by what right we ask it."""

    api: str
    repository: str  # owner/name
    token: Secret
    login: str = ""  # whose comments are ours; empty: the forge says


def read_forge_access(
    environment: Mapping[str, str] | None = None, *, repository: str = ""
) -> ForgeAccess | None:
    """The forge of this run, or of a repository that was typed; None: plain Git."""
    env = os.environ if environment is None else environment
    token = env.get("GITHUB_TOKEN", "").strip()
    repository = repository or env.get("GITHUB_REPOSITORY", "")
    if not (token and repository):
        return None
    return ForgeAccess(
        api=env.get("GITHUB_API_URL", "https://api.github.com"),
        repository=repository,
        token=Secret(token),
        login="github-actions[bot]" if env.get("GITHUB_ACTIONS") == "true" else "",
    )


def _spelled(channel: str) -> str:
    return re.sub(r"[^A-Z0-9]", "_", channel.upper())


def _machine() -> str:
    """A name for this machine that tells nobody whose it is."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _queue(run: str) -> str:
    """The repository part of a CI run's address."""
    return run.partition("/actions/runs/")[0]


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return True  # asking there would end the process: the wait decides instead
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
