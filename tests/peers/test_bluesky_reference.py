"""Our own Bluesky stub may be wrong where we are; the reference server is not ours.

The same promises as everywhere, kept against `@atproto/pds`: `make test-peers`.
"""

import os
import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.core.likeness import difference
from pipeline.core.model import WITA
from pipeline.core.posting import ActKind
from pipeline.core.wire import Request, Response
from pipeline.platforms import bluesky
from pipeline.platforms.base import Sent
from tests.fault_proxy import FaultProxy
from tests.peers import reference
from tests.platforms.cases import Server
from tests.platforms.posts import picture
from tests.platforms.test_contract import (
    Network,
    test_a_post_is_read_back_as_it_was_sent,
    test_a_post_is_taken_down_and_stays_so,
    test_everything_unclear_is_no_answer,
    test_success_gives_a_permalink_of_its_own,
    test_the_credential_says_whose_it_is,
)
from tests.stories.posting.desk import Desk, channel, channels, item, repository
from tests.stories.posting.kill_child import in_a_process_of_its_own
from tests.stories.posting.many_machines import World, without_pauses
from tests.stories.posting.test_every_network_at_most_once import (
    test_a_call_that_goes_wrong_makes_no_second_post,
    test_a_ledger_that_cannot_be_pushed_makes_no_second_post,
    test_a_run_that_dies_makes_no_second_post,
    test_every_act_is_recorded_with_its_address,
    test_two_runs_at_once_make_one_post,
)

__all__ = [
    "test_a_call_that_goes_wrong_makes_no_second_post",
    "test_a_ledger_that_cannot_be_pushed_makes_no_second_post",
    "test_a_post_is_read_back_as_it_was_sent",
    "test_a_post_is_taken_down_and_stays_so",
    "test_a_run_that_dies_makes_no_second_post",
    "test_every_act_is_recorded_with_its_address",
    "test_everything_unclear_is_no_answer",
    "test_success_gives_a_permalink_of_its_own",
    "test_the_credential_says_whose_it_is",
    "test_two_runs_at_once_make_one_post",
]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not reference.installed(), reason="make test-peers installs it"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with reference.running() as server:
        yield server


@pytest.fixture
def network(server: Server, tmp_path: Path) -> Iterator[Network]:
    with FaultProxy(server.url) as proxy:
        yield Network("bluesky", server, proxy, tmp_path)


@pytest.fixture
def world(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    without_pauses(monkeypatch)
    with FaultProxy(server.url) as proxy:
        yield World("bluesky", server, proxy, tmp_path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the run is forked")
@pytest.mark.parametrize("side", ["before", "after"])
def test_killed_at_the_act_then_run_again_read_back_and_taken_down(
    server: Server, tmp_path: Path, side: str
) -> None:
    """SIGKILL before or after the one call; the next run, another clone, ends with one post."""
    name, origin = f"2026-11-bunuh-{side}", tmp_path / "origin.git"

    def office(clone: str, *, killed: bool) -> Desk:
        real = server.connect(server.url, 20)

        def send(request: Request) -> Response:
            act = killed and request.path.endswith("putRecord")
            if act and side == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            answer = real(request)
            if act:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        root = repository(tmp_path / clone, origin=origin)
        return Desk(
            root=root,
            channels=channels(channel("bluesky", base_url=server.url)),
            items=[item(name)],
            senders={"bluesky": send},
            now=datetime.now(WITA).replace(microsecond=0),
            run=f"lokal:uji/{clone}",
            account=server.account,
            pictures=(picture(root, alt="Bagan alur SOP"),),
        )

    end = in_a_process_of_its_own(lambda: office("satu", killed=True).post())
    between = server.held(Desk.link(name))
    second = office("dua", killed=False)
    second.post()
    (receipt,) = [act for act in second.acts() if act.kind is ActKind.POSTED]
    send, post = second.senders["bluesky"], second.posts()[receipt.promise.key]
    seen = bluesky.read(server.account, receipt.remote_id, send)

    assert (end, between, server.held(post.link)) == (-signal.SIGKILL, int(side == "after"), 1)
    assert difference(post, seen) == "" and bluesky.owns(receipt.url)
    bluesky.remove(Sent(url=receipt.url, remote_id=receipt.remote_id), server.account, send)
    assert server.held(post.link) == 0
