"""Ground of all tests: no network but loopback, no identity, no credentials, a foreign time zone.

The environment is cleaned when this file is imported, before any module of ours can read it, and
child processes inherit it.
"""

import ipaddress
import os
import re
import socket
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.mastodon_server import MastodonServer
    from tests.worlds import World

_SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|API_KEY|PRIVATE_KEY|CREDENTIAL", re.I)
_FORGE = ("GITHUB_", "ACTIONS_", "GIT_", "RUNNER_", "REDAKSI_", "JDIH_")
_GUARD = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    # Without this Git guesses an identity from the machine's name, and a program that forgets to
    # give one works here and fails in the office.
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "user.useConfigOnly",
    "GIT_CONFIG_VALUE_0": "true",
    "GIT_TERMINAL_PROMPT": "0",
    # For child processes, which the socket guard below cannot reach: a proxy nobody listens at.
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1,localhost,::1",
    # As far from WITA as it gets, on the other side of midnight: local time must never leak in.
    "TZ": "SST+11",  # POSIX form: needs no time zone files
    "NO_MKDOCS_2_WARNING": "1",
}

for _name in list(os.environ):
    if _SECRET.search(_name) or _name.startswith(_FORGE) or _name.lower().endswith("_proxy"):
        del os.environ[_name]
os.environ.update(_GUARD)
# Compiled files are kept, whatever the machine says: a story starts the tool dozens of times.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
if hasattr(time, "tzset"):
    time.tzset()

settings.register_profile("redaksi", deadline=None, derandomize=True, database=None)
settings.load_profile("redaksi")


class NetworkRefused(RuntimeError):
    """A test tried to leave this machine."""


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):  # a Unix socket
        return True
    host = str(address[0])
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_LONG = ("stories/office", "stories/posting", "stories/proposals", "stories/hostile")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each worker begins with its share of the long files; else one of them ends long after all."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    files = {item.path: None for item in items}
    long = [path for path in files if any(part in path.as_posix() for part in _LONG)]
    short = [path for path in files if path not in set(long)]
    shares = [path for n in range(workers) for path in [*long[n::workers], *short[n::workers]]]
    place = {path: n for n, path in enumerate(shares)}
    items.sort(key=lambda item: place[item.path])


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--bless`` accepts the pictures as they are drawn now; look at them first."""
    parser.addoption("--bless", action="store_true", help="accept the pictures drawn now")


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sockets connect to this machine or not at all; names outside it are not even looked up."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def guarded(self: socket.socket, address: Any) -> None:
        if not _is_local(address):
            raise NetworkRefused(f"network is off in tests: {address}")
        return connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        if not _is_local(address):
            raise NetworkRefused(f"network is off in tests: {address}")
        return connect_ex(self, address)

    def guarded_lookup(host: Any, *rest: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_local((name,)):
            raise NetworkRefused(f"network is off in tests: {name}")
        return getaddrinfo(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)
    yield


@pytest.fixture(scope="session")
def whole_world(tmp_path_factory: pytest.TempPathFactory) -> "World":
    """One item that went the whole way and was corrected, for archive and report. Read only."""
    from tests.archive_world import whole  # late: brings the drawing

    return whole(tmp_path_factory.mktemp("utuh"))


@pytest.fixture(scope="session")
def mastodon_server(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[MastodonServer]":
    """One for all who look for a post of their own only; to start one costs three seconds."""
    from tests.mastodon_server import running

    with running(tmp_path_factory.mktemp("mastodon")) as server:
        yield server
