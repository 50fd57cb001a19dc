"""A network that echoes the key in its complaint: it is in nothing that we say, log or record."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.edge.ledger import file_of
from tests.fault_proxy import Fault
from tests.platforms.cases import CASES
from tests.platforms.test_contract import META
from tests.stories.posting.many_machines import World, opened
from tests.stories.posting.memory import Office


# Mastodon's is looked for in whole runs, pages and the list of processes (stories/office).
@pytest.fixture(params=sorted(CASES.keys() - {"mastodon"}))
def world(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    with opened(request.param, request, tmp_path, monkeypatch) as world:
        yield world


def test_a_key_that_is_echoed_is_in_nothing_of_ours(world: World) -> None:
    """Refused at every call of a post, in the network's own way of complaining."""
    key = world.server.secret.reveal()
    words = dict.fromkeys(("message", "description", "detail", "title"), f"Bearer {key} and {key}")
    meta = world.name in META
    body = {"error": {"code": 100, **words} if meta else f"key {key}", **words}
    told: list[str] = []
    for number in range(world.calls()):
        office = world.office(world.item(f"gema-{number}"))
        world.proxy.fault = Fault(
            kind="answer", status=400 if meta else 422, body=json.dumps(body).encode(), after=number
        )
        with suppress(Exception):
            office.post()
        told += [*office.said, *office.logged]
    told += [file_of(act).decode() for act in Office.read(world.origin)]

    assert any("sebab teknis" in line and "Bearer" in line for line in told)
    for part in key.split():
        assert not [line for line in told if part in line or quote(part, safe="") in line]
