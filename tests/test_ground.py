"""The tests' own ground: what conftest promises is true."""

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest


def test_only_this_machine_can_be_reached() -> None:
    """A connection or a look-up that would leave the machine fails at once, and says why."""
    with socket.socket() as outside, pytest.raises(RuntimeError, match="network is off in tests"):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(RuntimeError, match="network is off in tests"):
        socket.getaddrinfo("example.org", 443)
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


def test_git_has_no_identity_of_its_own(tmp_path: Path) -> None:
    """A commit without an explicit identity is refused, so that our code must always name one."""
    subprocess.run(["git", "init", "-q", "-b", "main", tmp_path], check=True)
    commit = ["git", "-C", tmp_path, "commit", "-q", "--allow-empty", "-m", "x"]
    done = subprocess.run(commit, capture_output=True, text=True)

    assert done.returncode != 0
    assert "auto-detection is disabled" in done.stderr


def test_environment_holds_no_credentials() -> None:
    """Nothing a developer or CI has in the environment reaches a test."""
    names = [name for name in os.environ if "TOKEN" in name or name.startswith("GITHUB_")]

    assert names == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows keeps the machine's time zone")
def test_local_time_is_never_witas() -> None:
    """Local time is on another day than Pinrang's most of the day."""
    assert time.strftime("%z", time.localtime(0)) == "-1100"
