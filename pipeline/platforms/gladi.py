"""Speaks: the rehearsal network, a small server of our own on this machine. Never public."""

import base64
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post, PostPicture
from pipeline.core.wire import NoAnswer, Request, Send, Signing
from pipeline.platforms import by_hand, counting
from pipeline.platforms.base import Sent
from pipeline.platforms.http_classes import answer
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import LOOPBACK, Permalinks

NAME = "gladi"
LABEL = "Jaringan gladi"
AUTOMATIC = True
PUBLIC = False
LINKED = True
STORY = False
BASE_URL = ""  # the rehearsal says where it listens
SIGNING = Signing.BEARER
ASKABLE = True
STAGED = False
REMOVES = False
REWRITES = False
OPEN = ""
LIMITS = ALL_LIMITS[NAME]
# It keeps no key on purpose: the rehearsal shows how a lost answer is found again by asking.
REPEAT_SECONDS = 0

_NOTHING = "/api/kiriman?link=&since=2026-01-01T00:00:00%2B08:00"  # a look that finds no post
_LINKS = Permalinks(hosts=LOOPBACK, paths=(r"/kiriman/\d+",))

count = counting.code_points
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
remove = by_hand.remove
rewrite = by_hand.rewrite


def permalink(reply: object) -> Sent:
    """The address and number in the server's answer."""
    said = cast("dict[str, object]", reply) if isinstance(reply, dict) else {}
    url, number = said.get("url"), said.get("id")
    if not isinstance(url, str) or not isinstance(number, str):
        raise NoAnswer("Jaringan gladi menjawab tanpa alamat kiriman")
    return Sent(url=url, remote_id=number)


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """Upload each picture with its alt text."""
    return tuple(_upload(picture, send) for picture in post.pictures)


def _upload(picture: PostPicture, send: Send) -> str:
    content = {
        "name": picture.name,
        "mime": picture.mime,
        "alt": picture.alt,
        "content": base64.b64encode(Path(picture.path).read_bytes()).decode(),
    }
    reply = answer(send(Request(method="POST", path="/api/gambar", json=content)), LABEL)
    number = reply.get("id") if isinstance(reply, dict) else None
    if not isinstance(number, str):
        raise NoAnswer("Jaringan gladi menerima gambar tanpa memberi nomornya")
    return number


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Make the post."""
    del idempotency_key
    content = {"text": post.text, "link": post.link, "pictures": list(media)}
    return permalink(answer(send(Request(method="POST", path="/api/kiriman", json=content)), LABEL))


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """The oldest post since then with this link that is not known."""
    query = urlencode({"link": post.link, "since": since.isoformat(timespec="seconds")})
    replies = answer(send(Request(method="GET", path=f"/api/kiriman?{query}")), LABEL)
    if not isinstance(replies, list):
        raise NoAnswer("Jaringan gladi menjawab bukan dengan daftar")
    found = (permalink(reply) for reply in replies)
    return next((sent for sent in found if sent.url not in known), None)


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    del account
    response = send(Request(method="GET", path=f"/api/kiriman/{remote_id}"))
    if response.status == 404:
        return None
    said = cast("dict[str, object]", answer(response, LABEL))
    return Seen(text=str(said["text"]), pictures=int(str(said["pictures"])))


def whoami(account: str, send: Send) -> Access:
    """Its one account, if the key opens the list."""
    answer(send(Request(method="GET", path=_NOTHING)), LABEL)
    return Access(account=account)
