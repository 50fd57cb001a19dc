"""Speaks: Bluesky. The record's key is ours, and it is made only if it is not there yet.

So a post can be repeated at any time: this network alone needs nobody to settle a doubt.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post, PostPicture, Promise
from pipeline.core.posting import idempotency_key as key_of
from pipeline.core.trouble import KEY_REFUSED, Trouble
from pipeline.core.wire import NoAnswer, Request, Response, Send, Signing, Upload
from pipeline.platforms import by_hand, counting
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.http_classes import answer
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "bluesky"
LABEL = "Bluesky"
AUTOMATIC = True
PUBLIC = True
LINKED = True
STORY = False
BASE_URL = "https://bsky.social"
SIGNING = Signing.SESSION
ASKABLE = True
STAGED = False
REMOVES = True
REWRITES = False
OPEN = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?depth=0&uri={id}"
LIMITS = ALL_LIMITS[NAME]
REPEAT_SECONDS = 10 * 365 * 24 * 3600  # create-if-absent knows no end

COLLECTION = "app.bsky.feed.post"
_DEAD_KEY = frozenset({"InvalidToken", "ExpiredToken", "AuthMissing"})
_TROUBLES = {"AccountTakedown": Trouble.BLOCKED, "BlobTooLarge": Trouble.PICTURE}
_TID = "234567abcdefghijklmnopqrstuvwxyz"  # base32, sortable: of the protocol's record keys
_TAG = re.compile(r"(?<![\w&#])#(\w*[^\W\d_]\w*)")

_LINKS = Permalinks(
    hosts=frozenset({"bsky.app"}),
    paths=(
        r"/profile/did:[a-z]+:[\w.:-]+/post/[a-z2-7]{13}",
        r"/profile/(?P<account>[\w-]+(\.[\w-]+)+)/post/[a-z2-7]{13}",
    ),
)

count = counting.graphemes_and_bytes
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
rewrite = by_hand.rewrite

Fields = dict[str, object]


def record_key(promise: Promise) -> str:
    """The promise's own key: a moment in the month before the one in the item's name.

    The protocol takes only keys that read as a time; ours is computed, so that it needs no record
    of its own and survives a lost ledger.
    """
    year, month = int(promise.item[:4]), int(promise.item[5:7])
    digest = int.from_bytes(hashlib.sha256(key_of(promise).encode()).digest())
    begin = datetime(year, month, 1, tzinfo=UTC) - timedelta(days=31)
    moment = int(begin.timestamp()) * 1_000_000 + digest % (28 * 24 * 3600 * 1_000_000)
    number = moment << 10 | digest >> 64 & 0x3FF
    return "".join(_TID[number >> shift & 31] for shift in range(60, -1, -5))


def permalink(reply: object, account: str) -> Sent:
    """The address of a record on the public site, by the handle people know."""
    uri = reply.get("uri") if isinstance(reply, dict) else None
    key = uri.rpartition(f"/{COLLECTION}/")[2] if isinstance(uri, str) else ""
    url = f"https://bsky.app/profile/{account}/post/{key}"
    if not isinstance(uri, str) or not owns(url):
        raise NoAnswer("Bluesky menjawab tanpa alamat unggahan")
    return Sent(url=url, remote_id=uri)


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """Upload each picture; what comes back is quoted in the post word for word."""
    return tuple(_upload(picture, send) for picture in post.pictures)


def _upload(picture: PostPicture, send: Send) -> str:
    content = Path(picture.path).read_bytes()
    whole = Upload(name=picture.name, content=content, mime=picture.mime)
    request = Request(method="POST", path="/xrpc/com.atproto.repo.uploadBlob", whole=whole)
    blob = _fields(_answer(send(request))).get("blob")
    if not isinstance(blob, dict):
        raise NoAnswer("Bluesky menerima gambar tanpa memberi nomornya")
    return json.dumps(blob)


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Make the record if it is not there. What is there under this key is this post."""
    del idempotency_key  # the record's key is made of it
    asked = {
        "repo": post.account,
        "collection": COLLECTION,
        "rkey": record_key(post.promise),
        "record": _record(post, media),
        "swapRecord": None,  # create if absent: never write over
    }
    response = send(Request(method="POST", path="/xrpc/com.atproto.repo.putRecord", json=asked))
    if response.status == 400 and _error(response) == "InvalidSwap":
        found = _look(post, send)
        if found is None:
            raise NoAnswer("Bluesky menyebut unggahan itu ada, tetapi tidak menunjukkannya")
        return found
    return permalink(_answer(response), post.account)


def _record(post: Post, media: tuple[str, ...]) -> Fields:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    record: Fields = {
        "$type": COLLECTION,
        "text": post.text,
        "createdAt": now,
        "langs": ["id"],
        "facets": list(facets(post.text)),
    }
    if media:
        images = [
            {
                "alt": picture.alt,
                "image": json.loads(blob),
                "aspectRatio": {"width": picture.width, "height": picture.height},
            }
            for picture, blob in zip(post.pictures, media, strict=True)
        ]
        record["embed"] = {"$type": "app.bsky.embed.images", "images": images}
    return record


def facets(text: str) -> Iterator[Fields]:
    """Where the links and hashtags stand, in bytes of UTF-8: without them they are plain text."""
    kind = "app.bsky.richtext.facet"
    found = [
        (m.span(), {"$type": f"{kind}#link", "uri": m[0]}) for m in counting.LINK.finditer(text)
    ]
    taken = [range(*span) for span, _ in found]
    for match in _TAG.finditer(text):
        if not any(match.start() in span for span in taken):  # not the end of an address
            found.append((match.span(), {"$type": f"{kind}#tag", "tag": match[1]}))
    for (start, end), feature in sorted(found, key=lambda one: one[0]):
        index = {"byteStart": len(text[:start].encode()), "byteEnd": len(text[:end].encode())}
        yield {"index": index, "features": [feature]}


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """The record under the promise's own key; no other can be taken for it."""
    del since, known
    return _look(post, send)


def _look(post: Post, send: Send) -> Sent | None:
    asked = {"repo": post.account, "collection": COLLECTION, "rkey": record_key(post.promise)}
    path = f"/xrpc/com.atproto.repo.getRecord?{urlencode(asked)}"
    response = send(Request(method="GET", path=path))
    if response.status == 400 and _error(response) == "RecordNotFound":
        return None
    return permalink(_answer(response), post.account)


def remove(sent: Sent, account: str, send: Send) -> None:
    """Delete the record; deleting what is not there is no error."""
    key = sent.remote_id.rpartition("/")[2]
    asked = {"repo": account, "collection": COLLECTION, "rkey": key}
    _answer(send(Request(method="POST", path="/xrpc/com.atproto.repo.deleteRecord", json=asked)))


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """The record as it stands in the account's repository."""
    key = remote_id.rpartition("/")[2]
    asked = {"repo": account, "collection": COLLECTION, "rkey": key}
    path = f"/xrpc/com.atproto.repo.getRecord?{urlencode(asked)}"
    response = send(Request(method="GET", path=path))
    if response.status == 400 and _error(response) == "RecordNotFound":
        return None
    record = _fields(_fields(_answer(response)).get("value"))
    images = _fields(record.get("embed")).get("images")
    return Seen(
        text=str(record.get("text", "")), pictures=len(images) if isinstance(images, list) else 0
    )


def whoami(account: str, send: Send) -> Access:
    """The account whose app password opened the session; such a password has no end."""
    del account
    request = Request(method="GET", path="/xrpc/com.atproto.server.getSession")
    session = _fields(_answer(send(request)))
    return Access(
        account=str(session.get("handle", "")), may_post=session.get("active") is not False
    )


def _answer(response: Response) -> object:
    error = _error(response) if response.status == 400 else ""
    if error in _DEAD_KEY:
        raise Refused(f"Bluesky {KEY_REFUSED} (400): {error}", Trouble.KEY)
    if trouble := _TROUBLES.get(error):
        raise Refused(f"Bluesky menolak (400): {error}", trouble)
    return answer(response, LABEL)


def _error(response: Response) -> str:
    try:
        return str(_fields(json.loads(response.body)).get("error", ""))
    except ValueError:
        return ""


def _fields(value: object) -> Fields:
    return cast(Fields, value) if isinstance(value, dict) else {}
