"""Core: what to do so that exactly one open issue says something."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.forge import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """What to do so that exactly one issue says this."""

    keep: Issue | None  # None: open one
    changed: bool
    close: tuple[Issue, ...]


def sync(found: Sequence[Issue], body: str, *, quiet: bool) -> Sync | None:
    """Keep the oldest open issue and close the others; None: nothing is there and nothing due."""
    mine = sorted(found, key=lambda issue: issue.number)
    if not mine:
        return None if quiet else Sync(keep=None, changed=True, close=())
    same = mine[0].body.replace("\r\n", "\n") == body
    return Sync(keep=mine[0], changed=not same, close=tuple(mine[1:]))
