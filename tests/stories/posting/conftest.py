"""Networks and a desk for the posting stories."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.core.model import Item
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.settings import Secret
from tests.fault_proxy import FaultProxy
from tests.stories.posting.desk import MONDAY, Desk, channel, channels, repository

SECRET = Secret("kunci-gladi")


@pytest.fixture
def network(tmp_path: Path) -> Iterator[RehearsalNetwork]:
    """The rehearsal network; whatever arrives does so after the desk's Monday."""
    clock = lambda: MONDAY + timedelta(days=1)  # noqa: E731  # one line says it all
    with RehearsalNetwork(tmp_path / "jaringan", SECRET, clock=clock) as network:
        yield network


@pytest.fixture
def proxy(network: RehearsalNetwork) -> Iterator[FaultProxy]:
    """Stands in front of the rehearsal network and can spoil an answer."""
    with FaultProxy(network.url) as proxy:
        yield proxy


@pytest.fixture
def desk(tmp_path: Path, proxy: FaultProxy) -> Callable[..., Desk]:
    """A desk that posts to the rehearsal network; each call is one clone of one origin."""

    def make(*items: Item, name: str = "kantor", networks: tuple[str, ...] = ("gladi",)) -> Desk:
        root = repository(tmp_path / name, origin=tmp_path / "origin.git")
        of = [channel(network, base_url=proxy.url) for network in networks]
        senders = {"gladi": sender(proxy.url, SECRET)} if "gladi" in networks else {}
        return Desk(root=root, channels=channels(*of), items=list(items), senders=senders)

    return make
