"""Core: whether a post on the network is what was sent there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.core.posting import SETTLING, Act, ActKind, Post

# A read that fails is tried again with the next runs, for so long.
READ_WITHIN = timedelta(days=2)
# What a network has just taken may not be shown to everybody for a while.
SHOWN_AFTER = timedelta(hours=1)
_CLOSED = frozenset({400, 404, 410})  # other refusals are about us: a wall against machines
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A post as the network shows it now."""

    text: str
    pictures: int
    public: bool = True


def difference(post: Post, seen: Seen | None) -> str:
    """What is not as it was sent, in Indonesian; "" where nothing differs.

    Blanks do not count: networks set them anew.
    """
    if seen is None:
        return "unggahannya tidak ada lagi"
    found = []
    if _BLANK.sub("", seen.text) != _BLANK.sub("", post.text):
        found.append("teksnya berbeda")
    if seen.pictures != len(post.pictures):
        found.append(f"gambarnya {seen.pictures}, seharusnya {len(post.pictures)}")
    if not seen.public:
        found.append("tidak terbuka bagi umum")
    return "; ".join(found)


def closed(status: int) -> str:
    """What a reader without an account meets at the post's address; "" where nothing is wrong."""
    return f"tautan belum terbuka untuk umum ({status})" if status in _CLOSED else ""


def unread(acts: Sequence[Act], now: datetime) -> tuple[Act, ...]:
    """The program's own posts of the last days that nobody has read back."""
    read = {act.promise for act in acts if act.kind in (ActKind.CHECKED, ActKind.REMOVED)}
    return tuple(
        act
        for act in acts
        if act.kind is ActKind.POSTED
        and act.remote_id
        and act.promise not in read
        and now - act.at < READ_WITHIN
    )


def differing(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The posts that were found to differ and are still up, as they were."""
    acts = tuple(acts)
    gone = {act.promise for act in acts if act.kind is ActKind.REMOVED}
    last: dict[str, int] = {}  # address -> the newest correction that stands there
    for act in acts:
        if act.kind in SETTLING and act.url:
            last[act.url] = max(act.revision, last.get(act.url, 0))
    gone |= {
        act.promise for act in acts if act.kind in SETTLING and act.revision < last.get(act.url, 0)
    }
    return tuple(
        act
        for act in acts
        if act.kind is ActKind.CHECKED and act.extra.get("difference") and act.promise not in gone
    )
