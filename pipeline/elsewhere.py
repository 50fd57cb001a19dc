"""Elsewhere: one piece of work in another process, while this one goes on with the rest."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def cores() -> int:
    """How many processes this machine runs at once; more than four are for others."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(allowed or 1, 4)


def context() -> multiprocessing.context.BaseContext:
    """Another process that begins with what this one knows, where the system can."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


@contextmanager
def elsewhere(work: Callable[[], T], *, much: bool) -> Iterator[Callable[[], T]]:
    """Begin ``work`` beside where it is much; what is given waits for it, or does it now."""
    if not much or cores() < 2:
        yield work
        return
    with ProcessPoolExecutor(1, context()) as pool:
        try:
            begun = pool.submit(work)
        except (OSError, BrokenProcessPool):  # a machine that lets no process begin
            yield work
            return

        def result() -> T:
            try:
                return begun.result()
            except (OSError, BrokenProcessPool):
                return work()

        yield result
