"""The verb `deploy`, over real HTTP to a stand-in of GitHub on this machine."""

import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.findings import Blocked
from pipeline.hosting import deploy

WHO = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org")


def git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", root, *WHO, *words], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository whose ledger has one commit more than Pages knows."""
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "isi")
    git(tmp_path, "checkout", "-q", "--orphan", "ledger")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "catatan")
    git(tmp_path, "checkout", "-q", "main")
    return tmp_path


class GitHub(BaseHTTPRequestHandler):
    """Pages and the issuer of identity tokens; what was asked for is kept."""

    known: dict[str, str]
    asked: list[tuple[str, str, Any]]

    def _reply(self, status: int, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Authorization"], None))
        if self.path.startswith("/issuer"):
            return self._reply(200, {"value": "identity"})
        state = self.known.get(self.path.rsplit("/", 1)[1])
        return self._reply(200, {"status": state}) if state else self._reply(404, {})

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["Authorization"], sent))
        self.known[sent["pages_build_version"]] = "succeed"
        self._reply(200, {"id": sent["pages_build_version"]})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing per request."""


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[GitHub]]:
    class Fresh(GitHub):
        known: dict[str, str] = {}
        asked: list[tuple[str, str, Any]] = []

    with ThreadingHTTPServer(("127.0.0.1", 0), Fresh) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("GITHUB_API_URL", address)
        monkeypatch.setenv("GITHUB_REPOSITORY", "kantor/jdih")
        monkeypatch.setenv("GITHUB_TOKEN", "token-forge")
        monkeypatch.setenv("ACTIONS_ID_TOKEN_REQUEST_URL", f"{address}/issuer?audience=x")
        monkeypatch.setenv("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "token-issuer")
        yield Fresh
        server.shutdown()
        serving.join()


def test_page_goes_up_under_the_ledgers_commit(office: Path, github: type[GitHub]) -> None:
    """main's commit is up already; the ledger's is new. Each credential goes to its own address."""
    main, ledger = git(office, "rev-parse", "main"), git(office, "rev-parse", "ledger")
    github.known[main] = "succeed"
    base = "/repos/kantor/jdih/pages/deployments"
    sent = {"artifact_id": 7, "pages_build_version": ledger, "oidc_token": "identity"}

    assert deploy(office, 7, wait=lambda seconds: None) == ledger
    assert github.asked == [
        (f"{base}/{main}", "Bearer token-forge", None),
        (f"{base}/{ledger}", "Bearer token-forge", None),
        ("/issuer?audience=x", "Bearer token-issuer", None),
        (base, "Bearer token-forge", sent),
        (f"{base}/{ledger}", "Bearer token-forge", None),
    ]


def test_nothing_is_sent_when_both_are_up(office: Path, github: type[GitHub]) -> None:
    """A second run without anything new sends nothing."""
    deploy(office, 7, wait=lambda seconds: None)
    deploy(office, 8, wait=lambda seconds: None)
    sent = len([body for _, _, body in github.asked if body])

    assert deploy(office, 9, wait=lambda seconds: None) == ""
    assert len([body for _, _, body in github.asked if body]) == sent == 2


def test_laptop_is_told_what_to_type(office: Path) -> None:
    """Outside the workflow the verb explains itself."""
    with pytest.raises(Blocked) as trouble:
        deploy(office, 7)

    assert str(trouble.value) == (
        "di sini tidak ada hak memasang halaman perintah ini dipakai alur kerja Terbit di GitHub; "
        "di komputer Anda cukup `redaksi build`"
    )
