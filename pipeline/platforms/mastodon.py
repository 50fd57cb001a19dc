"""Speaks: Mastodon. Pictures with alt texts, one status behind an Idempotency-Key, look-up."""

import html
import re
import time
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post, PostPicture
from pipeline.core.trouble import Trouble
from pipeline.core.wire import NoAnswer, Request, Send, Signing, Upload
from pipeline.platforms import counting
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.http_classes import answer
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "mastodon"
LABEL = "Mastodon"
AUTOMATIC = True
PUBLIC = True
LINKED = True
STORY = False
BASE_URL = ""  # every server has its own
SIGNING = Signing.BEARER
ASKABLE = True
STAGED = False
REMOVES = True
REWRITES = True
OPEN = "{url}"
LIMITS = ALL_LIMITS[NAME]
# The server keeps a key for an hour; ten minutes are left for clocks that disagree.
REPEAT_SECONDS = 3000
POLL_SECONDS = (1, 2, 4, 8, 15)  # pauses while the server works on a picture
CLOCK_SKEW = timedelta(minutes=5)
PAGES, PER_PAGE = 5, 40
_RIGHTS = ("read:accounts", "read:statuses", "write:media", "write:statuses")
_TAG = re.compile(r"<[^>]*>")

_LINKS = Permalinks(
    hosts=None,
    paths=(r"/@(?P<account>\w+)(@[\w.-]+)?/\d+", r"/users/(?P<account>\w+)/statuses/\d+"),
)

count = counting.with_short_links
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean


def permalink(reply: object) -> Sent:
    """The address and id in a status as the server gives it; anything else is no answer."""
    status = cast("dict[str, object]", reply) if isinstance(reply, dict) else {}
    url, remote_id = status.get("url") or status.get("uri"), status.get("id")
    if not isinstance(url, str) or not isinstance(remote_id, str) or not url.startswith("http"):
        raise NoAnswer("Mastodon menjawab tanpa alamat unggahan")
    return Sent(url=url, remote_id=remote_id)


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """Upload each picture with its alt text, wait until the server is done, return the ids."""
    return tuple(_upload(picture, send) for picture in post.pictures)


def _upload(picture: PostPicture, send: Send) -> str:
    content = Path(picture.path).read_bytes()
    part = Upload(name=picture.name, content=content, mime=picture.mime)
    request = Request(
        method="POST",
        path="/api/v2/media",
        form=(("description", picture.alt),),
        uploads=(("file", part),),
    )
    response = send(request)
    reply = answer(response, LABEL)
    media_id = reply.get("id") if isinstance(reply, dict) else None
    if not isinstance(media_id, str):
        raise NoAnswer("Mastodon menerima gambar tanpa memberi nomornya")
    if response.status == 202:
        _wait_until_ready(media_id, send)
    return media_id


def _wait_until_ready(media_id: str, send: Send) -> None:
    for pause in POLL_SECONDS:
        time.sleep(pause)
        response = send(Request(method="GET", path=f"/api/v1/media/{media_id}"))
        if response.status != 206:
            answer(response, LABEL)
            return
    raise Refused(f"Mastodon belum selesai mengolah gambar {media_id}", Trouble.BUSY)


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Make the status: public, in Indonesian, behind the key."""
    form = (
        ("status", post.text),
        ("language", "id"),
        ("visibility", "public"),
        *(("media_ids[]", media_id) for media_id in media),
    )
    headers = {"Idempotency-Key": idempotency_key}
    response = send(Request(method="POST", path="/api/v1/statuses", form=form, headers=headers))
    return permalink(answer(response, LABEL))


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """The account's own oldest status since then that carries the link and is not known."""
    account = _me(send)["id"]
    found: Sent | None = None
    query: dict[str, str | int] = {
        "limit": PER_PAGE,
        "exclude_reblogs": "true",
        "exclude_replies": "true",  # one may quote the link of a post that was never made
    }
    for _page in range(PAGES):
        path = f"/api/v1/accounts/{account}/statuses?{urlencode(query)}"
        statuses = answer(send(Request(method="GET", path=path)), LABEL)
        if not isinstance(statuses, list) or not statuses:
            return found
        for status in statuses:
            if _made_at(status) < since - CLOCK_SKEW:
                return found
            if _carries(status, post.link) and (sent := permalink(status)).url not in known:
                found = sent
        query["max_id"] = permalink(statuses[-1]).remote_id
    return found


def _made_at(status: object) -> datetime:
    try:
        return datetime.fromisoformat(str(cast("dict[str, object]", status)["created_at"]))
    except (KeyError, TypeError, ValueError):
        raise NoAnswer("Mastodon memberi unggahan tanpa waktu") from None


def _carries(status: object, link: str) -> bool:
    """Whether the status links exactly there, not to an address that merely begins so."""
    content = html.unescape(str(cast("dict[str, object]", status).get("content", "")))
    return any(link + end in content + " " for end in ('"', "'", "<", " ", "\n"))


def rewrite(sent: Sent, post: Post, send: Send) -> None:
    """Change the status's words; pictures that are not named again would be taken off."""
    path = f"/api/v1/statuses/{sent.remote_id}"
    status = cast("dict[str, object]", answer(send(Request(method="GET", path=path)), LABEL))
    shown = status.get("media_attachments")
    kept = [str(one.get("id")) for one in shown] if isinstance(shown, list) else []
    if len(kept) != len(post.pictures):
        raise Refused(f"Mastodon menunjukkan {len(kept)} gambar, seharusnya {len(post.pictures)}")
    form = (
        ("status", post.text),
        ("language", "id"),
        *(("media_ids[]", number) for number in kept),
    )
    permalink(answer(send(Request(method="PUT", path=path, form=form)), LABEL))


def remove(sent: Sent, account: str, send: Send) -> None:
    """Delete the status; 404 says that it is gone."""
    del account
    response = send(Request(method="DELETE", path=f"/api/v1/statuses/{sent.remote_id}"))
    if response.status != 404:
        answer(response, LABEL)


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """The status as text: of its HTML only the tags go, the invisible parts of a link stay."""
    del account
    response = send(Request(method="GET", path=f"/api/v1/statuses/{remote_id}"))
    if response.status == 404:
        return None
    status = cast("dict[str, object]", answer(response, LABEL))
    shown = status.get("media_attachments")
    return Seen(
        text=html.unescape(_TAG.sub("", str(status.get("content", "")))),
        pictures=len(shown) if isinstance(shown, list) else 0,
        public=status.get("visibility") == "public",
    )


def whoami(account: str, send: Send) -> Access:
    """The account of the token, which has no end, and the rights of its application.

    Servers before 4.3 tell no rights (docs.joinmastodon.org/methods/apps).
    """
    del account
    name = str(_me(send).get("acct", ""))
    response = send(Request(method="GET", path="/api/v1/apps/verify_credentials"))
    told = answer(response, LABEL) if response.status == 200 else None
    scopes = told.get("scopes") if isinstance(told, dict) else None
    if not isinstance(scopes, list):
        return Access(account=name, rights=None)
    # "write" holds every "write:…".
    held = [one for one in _RIGHTS if one in scopes or one.partition(":")[0] in scopes]
    return Access(
        account=name, rights=tuple(held), missing=tuple(one for one in _RIGHTS if one not in held)
    )


def _me(send: Send) -> dict[str, object]:
    me = answer(send(Request(method="GET", path="/api/v1/accounts/verify_credentials")), LABEL)
    if not isinstance(me, dict) or not isinstance(me.get("id"), str):
        raise NoAnswer("Mastodon tidak menyebut akun pemilik kunci akses")
    return me
