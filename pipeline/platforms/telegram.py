"""Speaks: Telegram. A bot posts to the channel; it cannot look up what it posted.

So every lost answer is a person's to settle. Pictures travel with the post in one call, and
Telegram keeps no alt texts.
"""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post
from pipeline.core.trouble import Trouble
from pipeline.core.wire import NoAnswer, Request, Response, Send, Signing, Upload
from pipeline.platforms import counting
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.http_classes import answer
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "telegram"
LABEL = "Telegram"
AUTOMATIC = True
PUBLIC = True
LINKED = True
STORY = False
BASE_URL = "https://api.telegram.org"
SIGNING = Signing.PATH
ASKABLE = False
STAGED = False
REMOVES = True
REWRITES = True
OPEN = ""
LIMITS = ALL_LIMITS[NAME]
REPEAT_SECONDS = 0

_LINKS = Permalinks(
    hosts=frozenset({"t.me", "telegram.me"}),
    same={"telegram.me": "t.me"},
    paths=(r"/(?!c/|s/)(?P<account>\w{4,32})/\d+", r"/s/(?P<account>\w{4,32})/\d+", r"/c/\d+/\d+"),
)

count = counting.utf16_units
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean

# As the app names them. Without the second, only posts of the last two days can be deleted.
_RIGHTS = {"can_post_messages": "Post messages", "can_delete_messages": "Delete messages"}
# What it says with 400, whatever is wrong (core.telegram.org/bots/api gives no list).
_TROUBLES = (
    ("chat not found", Trouble.PLACE),
    ("need administrator rights", Trouble.RIGHTS),
    ("not enough rights", Trouble.RIGHTS),
    ("IMAGE_PROCESS_FAILED", Trouble.PICTURE),
    ("PHOTO_INVALID_DIMENSIONS", Trouble.PICTURE),
)

Fields = dict[str, object]


def permalink(result: object) -> Sent:
    """The address of a message, or of the first of an album; a closed channel's has its number."""
    messages = result if isinstance(result, list) else [result]
    numbers = [_fields(message).get("message_id") for message in messages]
    chat = _fields(_fields(messages[0] if messages else None).get("chat"))
    name, number = chat.get("username"), str(chat.get("id", ""))
    place = name if isinstance(name, str) else f"c/{number.removeprefix('-100')}"
    known = isinstance(name, str) or number.startswith("-100")
    if not known or not numbers or not all(isinstance(one, int) for one in numbers):
        raise NoAnswer("Telegram menjawab tanpa nomor kiriman")
    return Sent(
        url=f"https://t.me/{place}/{numbers[0]}", remote_id=",".join(str(one) for one in numbers)
    )


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """Nothing is uploaded beforehand: the pictures go with the post."""
    del post, send
    return ()


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """One picture, an album, or words alone: always one call."""
    del media, idempotency_key
    form: list[tuple[str, str]] = [("chat_id", _chat(post.account))]
    names = [f"gambar{number}" for number, _ in enumerate(post.pictures, 1)]
    if not names:
        method, parts = "sendMessage", [("text", post.text)]
    elif len(names) == 1:
        method, parts = "sendPhoto", [("caption", post.text)]
        names = ["photo"]
    else:
        album: list[Fields] = [{"type": "photo", "media": f"attach://{name}"} for name in names]
        album[0]["caption"] = post.text
        method, parts = "sendMediaGroup", [("media", json.dumps(album))]
    uploads = tuple(
        (name, Upload(name=shown.name, content=Path(shown.path).read_bytes(), mime=shown.mime))
        for name, shown in zip(names, post.pictures, strict=True)
    )
    request = Request(method="POST", path=f"/{method}", form=(*form, *parts), uploads=uploads)
    return permalink(_result(send(request)))


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """A bot reads no history: nothing is ever found. A dead key or a lost channel shows."""
    del since, known
    _call(send, "getChat", chat_id=_chat(post.account))
    return None


def rewrite(sent: Sent, post: Post, send: Send) -> None:
    """Change the words below the picture, or of the message; the same words are no change."""
    name, kind = ("caption", "Caption") if post.pictures else ("text", "Text")
    form = {"chat_id": _chat(post.account), "message_id": sent.remote_id.partition(",")[0]}
    request = Request(
        method="POST", path=f"/editMessage{kind}", form=tuple((form | {name: post.text}).items())
    )
    response = send(request)
    said = str(_fields(_json(response.body)).get("description", ""))
    if response.status == 400 and "message is not modified" in said:
        return
    _result(response)


def remove(sent: Sent, account: str, send: Send) -> None:
    """Delete the message, or all of an album; what is gone already is skipped."""
    numbers = json.dumps([int(number) for number in sent.remote_id.split(",")])
    _call(send, "deleteMessages", chat_id=_chat(account), message_ids=numbers)


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """Refuse: a bot reads no history."""
    del account, remote_id, send
    raise Refused("Telegram tidak menunjukkan kiriman kepada bot", Trouble.HAND)


def whoami(account: str, send: Send) -> Access:
    """What the bot may do in the channel. Its key has no end."""
    bot = _fields(_call(send, "getMe")).get("id", "")
    chat = _fields(_call(send, "getChat", chat_id=_chat(account)))
    member = _fields(_call(send, "getChatMember", chat_id=_chat(account), user_id=str(bot)))
    name = chat.get("username") or chat.get("id") or ""
    return Access(
        account=str(name),
        rights=tuple(said for right, said in _RIGHTS.items() if member.get(right) is True),
        missing=tuple(said for right, said in _RIGHTS.items() if member.get(right) is not True),
    )


def _chat(account: str) -> str:
    """A public channel by its name, a closed one by its number."""
    return account if account.startswith("-") else f"@{account}"


def _call(send: Send, method: str, **form: str) -> object:
    return _result(send(Request(method="POST", path=f"/{method}", form=tuple(form.items()))))


def _result(response: Response) -> object:
    """What a call gave. The waiting time stands in the reply's body, not in a header."""
    said = _fields(_json(response.body))
    wait = _fields(said.get("parameters")).get("retry_after")
    if isinstance(wait, int):
        response = replace(response, headers={**response.headers, "Retry-After": str(wait)})
    if response.status == 400:
        why = str(said.get("description", ""))
        if trouble := next((kind for words, kind in _TROUBLES if words in why), None):
            raise Refused(f"Telegram menolak (400): {why}", trouble)
    reply = _fields(answer(response, LABEL))
    if reply.get("ok") is not True:
        raise NoAnswer("Telegram menjawab tanpa hasil")
    return reply.get("result")


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _fields(value: object) -> Fields:
    return cast(Fields, value) if isinstance(value, dict) else {}
