"""One folder for cards, so that the good item is drawn once for all stories."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kartu")
