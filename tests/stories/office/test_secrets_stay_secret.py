"""A credential reaches the network's header and nothing else, however a run fails."""

import base64
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.fault_proxy import Fault, FaultProxy
from tests.mastodon_server import MastodonServer
from tests.stories.office.conftest import Office, item

ID = "2026-11-hak-atas-informasi"
CANARY = "kenari/rahasia+sekali=42"
FORMS = [
    CANARY.encode(),
    quote(CANARY, safe="").encode(),
    base64.b64encode(CANARY.encode()).rstrip(b"="),
    repr(CANARY.encode())[2:-1].encode(),
]
_LOOK = 0.2  # seconds between two looks at the list of processes
ME = "/api/v1/accounts/verify_credentials"
FAILURES = {
    "key refused": Fault(method="GET", path=ME, kind="answer", status=401, body=b'{"error": "no"}'),
    "key echoed": Fault(
        method="GET",
        path=ME,
        kind="answer",
        status=403,
        body=f'{{"error": "Bearer {CANARY} is not allowed"}}'.encode(),
    ),
    "broken answer": Fault(method="GET", path=ME, kind="garbled"),
    "hung up": Fault(method="GET", path=ME, kind="dropped"),
    "not what was asked": Fault(method="GET", path=ME, kind="answer", body=b'{"id": {}}'),
}


@pytest.fixture
def proxy(mastodon: MastodonServer) -> Iterator[FaultProxy]:
    with FaultProxy(mastodon.url) as proxy:
        yield proxy


@pytest.mark.parametrize(
    "failures",
    [["key echoed"], pytest.param([*FAILURES], marks=pytest.mark.slow)],  # each is a whole run
    ids=["the worst", "all"],
)
def test_no_failing_run_shows_the_credential(
    tmp_path: Path, proxy: FaultProxy, failures: list[str]
) -> None:
    """Refused, echoed, garbled, cut off, a bug with its traceback: no trace of it anywhere."""
    office = Office(tmp_path, MastodonServer(url=proxy.url))
    office.approve({f"{ID}/index.md": item()})
    said: dict[str, str] = {}
    for name in failures:
        proxy.fault = FAILURES[name]
        said[name] = _run(office)
    kit = office.home / "build/paket" / ID / "mastodon"
    assert kit.is_dir(), "with a dead key people post by hand"
    (office.home / "site/kit/index.j2").unlink()
    said["bug"] = _run(office)

    assert "Traceback" in said["bug"]
    assert all("belum dicoba" in text for name, text in said.items() if name != "bug"), said
    for name, text in said.items():
        assert not _found(text.encode()), name
    for folder in (office.home, office.world.root, office.world.origin):
        for path in folder.rglob("*"):
            if path.is_file():
                assert not _found(path.read_bytes()), path


def _run(office: Office) -> str:
    """What it said; meanwhile no process shows the credential to whoever lists them."""
    running, listed = office.start("run", token=CANARY), b""
    while True:
        try:
            out, err = running.communicate(timeout=_LOOK)
            break
        except subprocess.TimeoutExpired:
            listed += b"".join(map(_line, Path("/proc").glob("[0-9]*/cmdline")))
    assert running.returncode != 0
    assert not _found(listed)
    return out + err


def _line(process: Path) -> bytes:
    try:
        return process.read_bytes()
    except OSError:  # it ended meanwhile
        return b""


def _found(content: bytes) -> bool:
    return any(form in content for form in FORMS)
