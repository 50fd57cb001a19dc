"""Speaks: X. Every post costs money: only with a monthly limit in kanal.yml, and by its own count.

It refuses the same text twice, which is some help; it promises nothing about repeats.
"""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post, PostPicture
from pipeline.core.trouble import Trouble
from pipeline.core.wire import NoAnswer, Request, Response, Send, Signing, Upload
from pipeline.platforms import by_hand, counting
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.http_classes import answer
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "x"
LABEL = "X"
AUTOMATIC = True
PUBLIC = True
LINKED = True
STORY = False
BASE_URL = "https://api.x.com"
SIGNING = Signing.OAUTH1
ASKABLE = True
STAGED = False
REMOVES = True
REWRITES = False
OPEN = ""
LIMITS = ALL_LIMITS[NAME]
REPEAT_SECONDS = 0
CLOCK_SKEW = timedelta(minutes=5)
NEWEST = 10  # so many own posts are read: each costs money
_DUPLICATE = "duplicate content"

_HOME = "x.com"
_OTHERS = ("www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com")
_LINKS = Permalinks(
    hosts=frozenset({_HOME, *_OTHERS}),
    same=dict.fromkeys(_OTHERS, _HOME),
    paths=(r"/i/(web/)?status/\d+", r"/(?!i/)(?P<account>\w{1,15})/status/\d+(/photo/\d)?"),
)

count = counting.weighted
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
rewrite = by_hand.rewrite

Fields = dict[str, object]


def permalink(reply: object, account: str) -> Sent:
    """The address that follows from a post's number."""
    number = _fields(_fields(reply).get("data")).get("id")
    if not isinstance(number, str) or not number.isdigit():
        raise NoAnswer("X menjawab tanpa nomor unggahan")
    return Sent(url=f"https://{_HOME}/{account}/status/{number}", remote_id=number)


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """Upload each picture and give it its alt text."""
    return tuple(_upload(picture, send) for picture in post.pictures)


def _upload(picture: PostPicture, send: Send) -> str:
    content = Path(picture.path).read_bytes()
    request = Request(
        method="POST",
        path="/2/media/upload",
        form=(("media_category", "tweet_image"),),
        uploads=(("media", Upload(name=picture.name, content=content, mime=picture.mime)),),
    )
    number = _fields(_fields(_answer(send(request))).get("data")).get("id")
    if not isinstance(number, str):
        raise NoAnswer("X menerima gambar tanpa memberi nomornya")
    described = {"id": number, "metadata": {"alt_text": {"text": picture.alt}}}
    _answer(send(Request(method="POST", path="/2/media/metadata", json=described)))
    return number


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Make the post."""
    del idempotency_key
    content: Fields = {"text": post.text}
    if media:
        content["media"] = {"media_ids": list(media)}
    response = send(Request(method="POST", path="/2/tweets", json=content))
    return permalink(_answer(response), post.account)


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """Of the account's newest posts the oldest since then with this link that is not known.

    Where posts carry no link, the whole text is what it is known by.
    """
    query = {
        "max_results": NEWEST,
        "exclude": "replies,retweets",
        "tweet.fields": "created_at,entities",
    }
    path = f"/2/users/{_me(send)['id']}/tweets?{urlencode(query)}"
    reply = _fields(_answer(send(Request(method="GET", path=path))))
    posts = reply.get("data", [])
    if not isinstance(posts, list):
        raise NoAnswer("X menjawab bukan dengan daftar")
    found = None
    for one in map(_fields, posts):
        sent = permalink({"data": one}, post.account)
        if _made_at(one) < since - CLOCK_SKEW:
            break
        if _is(one, post) and sent.url not in known:
            found = sent
    return found


def _is(one: Fields, post: Post) -> bool:
    urls = _fields(one.get("entities")).get("urls")
    links = [_fields(url).get("expanded_url") for url in urls] if isinstance(urls, list) else []
    text = unescape(str(one.get("text", "")))
    return post.link in links or bool(post.text and text == post.text)


def _made_at(one: Fields) -> datetime:
    try:
        return datetime.fromisoformat(str(one.get("created_at")))
    except ValueError:
        raise NoAnswer("X memberi unggahan tanpa waktu") from None


def remove(sent: Sent, account: str, send: Send) -> None:
    """Delete the post; deleting what is not there is no error."""
    del account
    reply = _fields(_answer(send(Request(method="DELETE", path=f"/2/tweets/{sent.remote_id}"))))
    if _fields(reply.get("data")).get("deleted") is not True:
        raise NoAnswer("X tidak menyebut bahwa unggahan itu terhapus")


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """The post with its links as they were before X shortened them; each read costs money."""
    del account
    query = urlencode({"tweet.fields": "attachments,entities"})
    response = send(Request(method="GET", path=f"/2/tweets/{remote_id}?{query}"))
    if response.status == 404:
        return None
    post = _fields(_fields(_answer(response)).get("data"))
    if not post:  # X says "not found" with 200 as well
        return None
    text = str(post.get("text", ""))
    urls = _fields(post.get("entities")).get("urls")
    for url in map(_fields, urls if isinstance(urls, list) else []):
        whole = "" if "media_key" in url else str(url.get("expanded_url", ""))
        text = text.replace(str(url.get("url", "")), whole)
    shown = _fields(post.get("attachments")).get("media_keys")
    return Seen(text=unescape(text), pictures=len(shown) if isinstance(shown, list) else 0)


def whoami(account: str, send: Send) -> Access:
    """The account of the token, and whether it may write; such a token has no end."""
    del account
    response = send(Request(method="GET", path="/2/users/me"))
    headers = {key.lower(): value for key, value in response.headers.items()}
    level, name = headers.get("x-access-level"), _known(response)["username"]
    if level is None:
        return Access(account=name, rights=None)
    right = ("Read and write",)
    return (
        Access(account=name, rights=right)
        if "write" in level
        else Access(account=name, missing=right)
    )


def _me(send: Send) -> dict[str, str]:
    return _known(send(Request(method="GET", path="/2/users/me")))


def _known(response: Response) -> dict[str, str]:
    me = _fields(_fields(_answer(response)).get("data"))
    if not isinstance(me.get("id"), str):
        raise NoAnswer("X tidak menyebut akun pemilik kunci akses")
    return {key: str(me.get(key, "")) for key in ("id", "username")}


def _answer(response: Response) -> object:
    """X says 403 both to a dead key and to a text that it has already: only one stops all.

    402 says that what was paid in is used up: nothing was done.
    """
    reason = str(_fields(_json(response)).get("detail", ""))
    if response.status == 403 and _DUPLICATE in reason:
        raise Refused(f"X menolak (403): {reason}", Trouble.TWICE)
    if response.status == 402:
        raise Refused(f"X menolak (402): {reason}", Trouble.MONEY)
    return answer(response, LABEL)


def _json(response: Response) -> object:
    try:
        return json.loads(response.body)
    except ValueError:
        return None


def _fields(value: object) -> Fields:
    return cast(Fields, value) if isinstance(value, dict) else {}
