"""Speaks: the defaults of networks a person posts to from the kit. Picked by assignment."""

from collections.abc import Collection
from datetime import datetime

from pipeline.core.posting import Post
from pipeline.core.wire import Send
from pipeline.platforms.base import Refused, Sent

REPEAT_SECONDS = 0


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """Nothing to upload: the kit carries the pictures."""
    del post, send
    return ()


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Refuse: no machine speaks to this network, a person does."""
    del media, send, idempotency_key
    raise Refused(f"{post.network}: diunggah oleh orang dari paket unggah")


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """Nobody can be asked: a person settles it."""
    del post, send, since, known
    return None
