"""The reference server of the AT Protocol, with one account: a Bluesky that nobody of us wrote."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from pipeline.core.wire import Signing
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from tests.platforms.cases import Server

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "build" / "peers"  # laid by `make test-peers`, as the lock beside this file says
HANDLE, COLLECTION = "jdihpinrang.test", "app.bsky.feed.post"


def installed() -> bool:
    return (PLACE / "node_modules/@atproto/pds/package.json").is_file()


@contextmanager
def running() -> Iterator[Server]:
    """Start it, make the account and its app password; it ends with whoever started it."""
    node = shutil.which("node")
    assert node, "Node is missing"
    program = [node, str(Path(__file__).with_name("bluesky.cjs")), str(PLACE)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(program, text=True, **pipes) as child:  # type: ignore[call-overload]
        try:
            url = next(line.strip() for line in child.stdout if line.startswith("http://"))
            yield _opened(url)
        finally:
            child.terminate()


def _opened(url: str) -> Server:
    whole = {"handle": HANDLE, "email": "jdih@kpu.example", "password": "kata-sandi-uji-0123"}
    key = _call(url, "com.atproto.server.createAccount", whole)["accessJwt"]
    named = {"name": "redaksi"}
    made = _call(url, "com.atproto.server.createAppPassword", named, key)
    secret = Secret(made["password"])
    return Server(
        url=url,
        secret=secret,
        connect=lambda base, seconds: sender(
            base, secret, signing=Signing.SESSION, account=HANDLE, read_seconds=seconds
        ),
        held=lambda link: sum(link in text.split() for text in _texts(url)),
        account=HANDLE,
    )


def _texts(url: str) -> Iterator[str]:
    """What the public sees: the server shows records to anybody."""
    asked = {"repo": HANDLE, "collection": COLLECTION, "limit": "100"}
    while True:
        place = f"{url}/xrpc/com.atproto.repo.listRecords"
        page = requests.get(place, params=asked, timeout=30).json()
        yield from (one["value"]["text"] for one in page["records"])
        if "cursor" not in page:
            return
        asked["cursor"] = page["cursor"]


def _call(url: str, method: str, body: dict[str, str], key: str = "") -> Any:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = requests.post(f"{url}/xrpc/{method}", json=body, headers=headers, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()
