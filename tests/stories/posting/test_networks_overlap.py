"""One item goes to several networks at the same time; to one network, one call after the other."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import overlapping
from pipeline.core.posting import ActKind
from pipeline.core.standing import Stage, standings
from pipeline.core.wire import Request, Response, Send
from tests.platforms.cases import CASES, Server
from tests.stories.posting.desk import channel, channels, item
from tests.stories.posting.memory import Machine, Office, Origin

ACTS = {"bluesky": "putRecord", "gladi": "/api/kiriman"}
PATIENCE = 20  # seconds that nobody waits unless the test fails


@pytest.fixture
def servers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, Server]]:
    with (
        CASES["bluesky"].open(request, tmp_path) as first,
        CASES["gladi"].open(request, tmp_path) as second,
    ):
        yield {"bluesky": first, "gladi": second}


def _office(servers: dict[str, Server], around: Callable[[str, Send], Send], *items: str) -> Office:
    return Office(
        channels=channels(*(channel(name) for name in servers)),
        items=[item(name) for name in items],
        senders={
            name: around(name, server.connect(server.url, PATIENCE))
            for name, server in servers.items()
        },
        machine=Machine(Origin()),
        account=servers["bluesky"].account,
    )


def _is_act(name: str, request: Request) -> bool:
    return request.method == "POST" and ACTS[name] in request.path


def test_two_networks_are_called_at_the_same_time(servers: dict[str, Server]) -> None:
    """Neither act is let go before the other has begun; one after the other would wait in vain."""
    meeting = threading.Barrier(2, timeout=PATIENCE)

    def around(name: str, send: Send) -> Send:
        def sent(request: Request) -> Response:
            if _is_act(name, request):
                meeting.wait()
            return send(request)

        return sent

    office = _office(servers, around, "2026-11-a")
    office.post()

    assert {act.channel for act in office.acts() if act.kind is ActKind.POSTED} == {*servers}
    assert [server.held(office.link("2026-11-a")) for server in servers.values()] == [1, 1]


def test_one_network_gets_one_call_at_a_time(servers: dict[str, Server]) -> None:
    """Three items to two networks: nowhere do two calls run side by side, nor out of order."""
    at_work = {name: threading.Lock() for name in servers}
    acts: dict[str, list[str]] = {name: [] for name in servers}

    def around(name: str, send: Send) -> Send:
        def sent(request: Request) -> Response:
            assert at_work[name].acquire(blocking=False), "a second call to one network"
            try:
                if _is_act(name, request):
                    acts[name] += [one for one in names if one in str(request)]
                return send(request)
            finally:
                at_work[name].release()

        return sent

    names = ["2026-11-a", "2026-11-b", "2026-11-c"]
    office = _office(servers, around, *names)
    office.post()

    assert acts == dict.fromkeys(servers, names)


def test_what_is_broken_off_waits_for_the_others_and_begins_no_more(
    servers: dict[str, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in one network's call: the other ends its own, whose receipt is recorded.

    The call that was broken off stays doubtful; what had not begun is owed, and the next run
    ends with each post there once.
    """
    begun, over = threading.Event(), threading.Event()
    monkeypatch.setattr(overlapping, "Event", lambda: over)

    def around(name: str, send: Send) -> Send:
        def sent(request: Request) -> Response:
            if _is_act(name, request) and not over.is_set():
                if name == "gladi":
                    begun.set()
                    assert over.wait(PATIENCE)
                else:
                    assert begun.wait(PATIENCE)
                    raise KeyboardInterrupt
            return send(request)

        return sent

    office = _office(servers, around, "2026-11-a", "2026-11-b")
    with suppress(KeyboardInterrupt):
        office.post()
    stages = {p.key: stands.stage for p, stands in standings(office.acts()).items()}
    monkeypatch.undo()
    first = [server.held(office.link("2026-11-b")) for server in servers.values()]
    office.post()
    office.post()

    assert stages == {
        "2026-11-a/0/bluesky": Stage.DOUBTFUL,
        "2026-11-a/0/gladi": Stage.SETTLED,
        "2026-11-b/0/bluesky": Stage.OWED,
        "2026-11-b/0/gladi": Stage.OWED,
    }
    assert first == [0, 0]
    assert [
        server.held(office.link(name))
        for name in ("2026-11-a", "2026-11-b")
        for server in servers.values()
    ] == [1, 1, 1, 1]
