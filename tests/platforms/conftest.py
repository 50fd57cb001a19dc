"""Servers for the adapters' tests."""

from collections.abc import Iterator

import pytest

from tests.mastodon_server import MastodonServer, running


@pytest.fixture(scope="session")
def mastodon_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MastodonServer]:
    with running(tmp_path_factory.mktemp("mastodon")) as server:
        yield server
