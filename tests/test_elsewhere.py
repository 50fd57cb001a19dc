"""Work in another process: the same result, wherever it was made."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import pytest

from pipeline import elsewhere


def test_much_is_done_in_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little, or a machine with one core, is not worth one."""
    monkeypatch.setattr(elsewhere, "cores", lambda: 2)
    with elsewhere.elsewhere(os.getpid, much=True) as result:
        assert result() != os.getpid()
    with elsewhere.elsewhere(os.getpid, much=False) as result:
        assert result() == os.getpid()
    monkeypatch.setattr(elsewhere, "cores", lambda: 1)
    with elsewhere.elsewhere(os.getpid, much=True) as result:
        assert result() == os.getpid()


def test_where_no_process_may_begin_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked machine makes the same report, a little later."""

    def refused(pool: ProcessPoolExecutor, work: Callable[[], int]) -> None:
        raise PermissionError

    monkeypatch.setattr(elsewhere, "cores", lambda: 2)
    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    with elsewhere.elsewhere(os.getpid, much=True) as result:
        assert result() == os.getpid()
