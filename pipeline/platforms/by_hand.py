"""Speaks: the defaults of networks a person posts to from the kit. Picked by assignment."""

from collections.abc import Collection
from datetime import datetime

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post
from pipeline.core.trouble import Trouble
from pipeline.core.wire import Send, Signing
from pipeline.platforms.base import Refused, Sent

AUTOMATIC = False
STORY = False
BASE_URL = ""
SIGNING = Signing.BEARER
ASKABLE = False
STAGED = False
REMOVES = False
REWRITES = False
OPEN = ""
REPEAT_SECONDS = 0


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """Nothing to upload: the kit carries the pictures."""
    del post, send
    return ()


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Refuse: no machine speaks to this network, a person does."""
    del media, send, idempotency_key
    raise Refused(f"{post.network}: diunggah oleh orang dari paket unggah", Trouble.HAND)


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """Nobody can be asked: a person settles it."""
    del post, send, since, known
    return None


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """Nobody can be asked."""
    del remote_id, send
    raise Refused(f"{account}: tidak dapat dibaca tanpa kunci akses", Trouble.HAND)


def whoami(account: str, send: Send) -> Access:
    """Refuse: there is no credential to ask about."""
    del send
    raise Refused(f"{account}: diunggah oleh orang, tanpa kunci akses", Trouble.HAND)


def remove(sent: Sent, account: str, send: Send) -> None:
    """Refuse: a person takes it down."""
    del account, send
    raise Refused(f"{sent.url}: dihapus oleh orang", Trouble.HAND)


def rewrite(sent: Sent, post: Post, send: Send) -> None:
    """Refuse: no machine may change its words, a correction is a post of its own."""
    del post, send
    raise Refused(f"{sent.url}: disunting oleh orang", Trouble.HAND)
