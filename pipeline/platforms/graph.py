"""Speaks: what Meta's three networks share: how the Graph refuses, lists, and keeps containers.

A container is a post that is not public yet. It lives for a day and is published at most once, so
its number, written down beforehand, tells afterwards whether the post was made.
"""

import json
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlencode

from pipeline.core.access import Access
from pipeline.core.model import WITA
from pipeline.core.trouble import KEY_REFUSED, Trouble
from pipeline.core.wire import NoAnswer, NotSent, Request, Response, Send
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.http_classes import answer

CONTAINER_SECONDS = 23 * 3600  # a day, less an hour for clocks
POLL_SECONDS = (2, 5, 10, 20, 30, 60)  # pauses while Meta fetches and works on a picture
CLOCK_SKEW = timedelta(minutes=5)
PAGES, PER_PAGE = 4, 50

Fields = dict[str, object]
Form = tuple[tuple[str, str], ...]

# developers.facebook.com/docs/graph-api/guides/error-handling
# and /docs/instagram-platform/instagram-graph-api/reference/error-codes
_CODES = (
    {
        102: Trouble.KEY,
        190: Trouble.KEY,
        3: Trouble.RIGHTS,
        10: Trouble.RIGHTS,
        368: Trouble.BLOCKED,
        506: Trouble.TWICE,
        324: Trouble.PICTURE,
    }
    | dict.fromkeys(range(200, 300), Trouble.RIGHTS)
    | dict.fromkeys((4, 9, 17, 32, 341, 613, 80001, 80002), Trouble.HURRY)
)
_SUBCODES = {  # of Instagram; more exact than the code before it
    2207051: Trouble.BLOCKED,  # taken for spam
    2207027: Trouble.BUSY,
} | dict.fromkeys((2207003, 2207004, 2207005, 2207009, 2207052), Trouble.PICTURE)
_UNKNOWN = frozenset({1, 2})
_REST = 24 * 3600  # seconds; an account that is shut out is not knocked at again the same day
_SHOWN = 200


def fields(value: object) -> Fields:
    return cast(Fields, value) if isinstance(value, dict) else {}


def said(response: Response, label: str) -> Fields:
    """The JSON of a success. The Graph's own code decides what a refusal means, not HTTP's."""
    error = fields(_json(response).get("error"))
    code, sub = error.get("code"), error.get("error_subcode")
    if response.status < 500 and isinstance(code, int) and error:
        number = f"{code}/{sub}" if sub else str(code)
        message = " ".join(str(error.get("message", "")).split())[:_SHOWN]
        if code in _UNKNOWN or error.get("is_transient") is True:
            raise NoAnswer(f"{label} terganggu ({number}): {message}")
        exact = _SUBCODES.get(sub) if isinstance(sub, int) else None
        trouble = exact or _CODES.get(code, Trouble.REFUSED)
        if trouble is Trouble.HURRY:
            wait = _minutes(response.headers) * 60
            raise Refused(f"{label} meminta menunggu ({number})", trouble, wait_seconds=wait)
        what = KEY_REFUSED if trouble in (Trouble.KEY, Trouble.RIGHTS) else "menolak"
        wait = _REST if trouble is Trouble.BLOCKED else 0
        raise Refused(f"{label} {what} ({number}): {message}", trouble, wait_seconds=wait)
    return fields(answer(response, label))


def _json(response: Response) -> Fields:
    try:
        return fields(json.loads(response.body))
    except ValueError:
        return {}


def _minutes(headers: Mapping[str, str]) -> int:
    """How long until the account may call again, as the Graph counts it; 0: it does not say."""
    lower = {key.lower(): value for key, value in headers.items()}
    try:
        usage = json.loads(lower.get("x-business-use-case-usage", "{}"))
        told = [one["estimated_time_to_regain_access"] for uses in usage.values() for one in uses]
        return max((int(minutes) for minutes in told), default=0)
    except (ValueError, KeyError, TypeError, AttributeError):
        return 0


def get(send: Send, path: str, label: str, **query: str | int) -> Fields:
    return said(send(Request(method="GET", path=f"{path}?{urlencode(query)}")), label)


def post(send: Send, path: str, label: str, form: Form) -> Fields:
    return said(send(Request(method="POST", path=path, form=form)), label)


def delete(send: Send, path: str, label: str) -> None:
    if said(send(Request(method="DELETE", path=path)), label).get("success") is not True:
        raise NoAnswer(f"{label} tidak menyebut bahwa unggahan itu terhapus")


def existing(send: Send, path: str, label: str, **query: str) -> Fields | None:
    """What is read at a path; None where the Graph says that there is no such object."""
    response = send(Request(method="GET", path=f"{path}?{urlencode(query)}"))
    return None if _is_missing(response) else said(response, label)


def _is_missing(response: Response) -> bool:
    """Code 100 with subcode 33: the object does not exist."""
    error = fields(_json(response).get("error"))
    return (error.get("code"), error.get("error_subcode")) == (100, 33)


def access(send: Send, path: str, label: str, account: str, needed: Sequence[str]) -> Access:
    """What Meta tells of the key itself: which of the needed permissions it has, and until when.

    The one call that shows the key in its address, as `/debug_token` wants it. Meta answers keys
    of the app's testers and developers; of another it says nothing, and then nothing is known.
    """
    try:
        told = said(send(Request(method="GET", path=path, shows_key="input_token")), label)
    except Refused as refused:
        if refused.trouble is Trouble.REFUSED:
            return Access(account=account, rights=None)
        raise
    key = fields(told.get("data"))
    scopes, until = key.get("scopes"), key.get("expires_at")
    if not isinstance(scopes, list) or not isinstance(until, int):
        return Access(account=account, rights=None)
    return Access(
        account=account,
        rights=tuple(one for one in needed if one in scopes),
        missing=tuple(one for one in needed if one not in scopes),
        expires=datetime.fromtimestamp(until, WITA).date() if until else None,  # 0: never
    )


def data(post: Fields, key: str) -> list[Fields]:
    """The list under a key, as the Graph wraps it."""
    found = fields(post.get(key)).get("data")
    return [fields(one) for one in found] if isinstance(found, list) else []


def number(reply: Fields, label: str) -> str:
    """The id in a reply; a success without one is no answer."""
    found = reply.get("id")
    if not isinstance(found, str) or not found:
        raise NoAnswer(f"{label} menjawab tanpa nomor")
    return found


def wait_until_ready(send: Send, path: str, label: str, key: str) -> None:
    """Wait until Meta has fetched the pictures of a container. Nothing is public yet."""
    for pause in (*POLL_SECONDS, None):
        state = state_of(send, path, label, key)
        if state == "FINISHED":
            return
        if state != "IN_PROGRESS":
            raise Refused(f"{label} tidak dapat mengolah gambarnya ({state})", Trouble.PICTURE)
        if pause is not None:
            time.sleep(pause)
    raise Refused(f"{label} belum selesai mengolah gambarnya ({state})", Trouble.BUSY)


def state_of(send: Send, path: str, label: str, key: str) -> str:
    """FINISHED, IN_PROGRESS, PUBLISHED, EXPIRED or ERROR; the two networks name the key apart."""
    state = get(send, path, label, fields=key).get(key)
    if not isinstance(state, str):
        raise NoAnswer(f"{label} tidak menyebut keadaan unggahannya")
    return state


class Published(NoAnswer):
    """The container was published before: the post is there, only not known yet."""


def must_be_unpublished(send: Send, path: str, label: str, key: str) -> None:
    """A container may be published now, and never was. Asked before every publishing."""
    state = state_of(send, path, label, key)
    if state == "PUBLISHED":
        raise Published(f"{label} sudah menerbitkan unggahan ini, tetapi belum menunjukkannya")
    if state != "FINISHED":
        raise Refused(f"{label} tidak dapat menerbitkan unggahan ini ({state})")


def shown(send: Send, path: str, label: str) -> Fields:
    """Read what was just made. It is public: however this read fails, the post is there."""
    try:
        return get(send, path, label, fields="id,permalink")
    except (Refused, NotSent) as trouble:
        raise NoAnswer(f"sudah diterbitkan, tetapi alamatnya belum terbaca: {trouble}") from None


def permalink(reply: object, label: str) -> Sent:
    """The address and id of a post on Instagram or Threads."""
    url, remote_id = fields(reply).get("permalink"), fields(reply).get("id")
    if not isinstance(url, str) or not isinstance(remote_id, str) or not url.startswith("https://"):
        raise NoAnswer(f"{label} menjawab tanpa alamat unggahan")
    return Sent(url=url.rstrip("/"), remote_id=remote_id)


def listed(send: Send, path: str, label: str, **query: str) -> Iterator[Fields]:
    """The account's own posts, newest first, as far back as anybody would look."""
    after: dict[str, str] = {}
    for _page in range(PAGES):
        reply = get(send, path, label, limit=PER_PAGE, **query, **after)
        posts = reply.get("data")
        if not isinstance(posts, list):
            raise NoAnswer(f"{label} menjawab bukan dengan daftar")
        yield from map(fields, posts)
        cursor = fields(fields(reply.get("paging")).get("cursors")).get("after")
        if not posts or not isinstance(cursor, str):
            return
        after = {"after": cursor}


def from_then(since: datetime) -> str:
    """A moment as Meta's lists take it, earlier by what our clock may be fast."""
    return str(int((since - CLOCK_SKEW).timestamp()))


def oldest_with(
    posts: Iterator[Fields],
    link: str,
    label: str,
    *,
    text: str,
    time: str,
    since: datetime,
    known: Collection[str],
) -> Fields | None:
    """The oldest post since then whose text has the link and whose address is not known."""
    found = None
    for one in posts:
        if _made_at(one.get(time), label) < since - CLOCK_SKEW:
            break
        url = str(one.get("permalink", "")).rstrip("/")
        if link in str(one.get(text, "")).split() and url not in known:
            found = one
    return found


def _made_at(moment: object, label: str) -> datetime:
    try:
        return datetime.fromisoformat(str(moment))  # 2026-11-23T08:00:00+0000
    except ValueError:
        raise NoAnswer(f"{label} memberi unggahan tanpa waktu") from None
