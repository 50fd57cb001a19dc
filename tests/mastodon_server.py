"""A Mastodon server for tests: mastodon_mock as a process of its own on a free port."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

TOKEN = "mock_token"  # of the account "testuser", given by mastodon_mock


@dataclass(frozen=True, kw_only=True)
class MastodonServer:
    url: str

    def get(self, path: str) -> Any:
        host, port = self.url.removeprefix("http://").split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=20)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {TOKEN}"})
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def post(self, path: str, **form: str) -> Any:
        host, port = self.url.removeprefix("http://").split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=20)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request("POST", path, body=urlencode(form), headers=headers)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def statuses(self) -> list[dict[str, Any]]:
        """Everything the account posted, newest first."""
        me = self.get("/api/v1/accounts/verify_credentials")["id"]
        found: list[dict[str, Any]] = []
        path = f"/api/v1/accounts/{me}/statuses?limit=40"
        while page := self.get(path + (f"&max_id={found[-1]['id']}" if found else "")):
            found += page
        return found

    def with_link(self, link: str) -> list[dict[str, Any]]:
        return [status for status in self.statuses() if link in status["content"]]


@contextmanager
def running(folder: Path) -> Iterator[MastodonServer]:
    """Start the server, wait until it answers, stop it by its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).parent / "mastodon_mock"
    words = ["serve", "--host", "127.0.0.1", "--in-memory", "--log-level", "warning"]
    with (folder / "mastodon.log").open("wb") as log:
        process = subprocess.Popen(
            [program, *words, "--port", str(port), "--domain", f"127.0.0.1:{port}"],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    server = MastodonServer(url=f"http://127.0.0.1:{port}")
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(server: MastodonServer, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            server.get("/api/v2/instance")
        except (OSError, ValueError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("mastodon_mock did not start")
