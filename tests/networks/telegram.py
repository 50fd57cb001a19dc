"""A Telegram for tests: Bot API 10.1 as far as a channel's bot needs it, and as strict.

What it refuses, in the words of the real one: https://core.telegram.org/bots/api
"""

import json
from typing import Any

from tests.networks.stub import Call, File, Reply, Stub

TOKEN = "8012345678:AAF-kunci_bot_untuk_uji-0123456789abc"
CHANNEL = "jdihpinrang"
MOST_CAPTION, MOST_TEXT, MOST_BYTES, MOST_SIDES, MOST_RATIO = 1024, 4096, 10 << 20, 10_000, 20
_CHAT = {"id": -1001234567890, "type": "channel", "title": "JDIH", "username": CHANNEL}
_MEMBER = {"status": "administrator", "can_post_messages": True, "can_delete_messages": True}


class Refused(Exception):
    def __init__(self, status: int, why: str) -> None:
        self.reply = Reply(status, {"ok": False, "error_code": status, "description": why})
        super().__init__(why)


class TelegramStub(Stub):
    """Keeps every message of the channel; an album is as many messages as it has pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self._last = 44
        self.member: dict[str, Any] = dict(_MEMBER)

    def held(self, link: str) -> int:
        """How many posts carry the link; an album carries it once."""
        return sum(link in one.get("caption", one.get("text", "")).split() for one in self.messages)

    def handle(self, call: Call) -> Reply:
        method = call.path.removeprefix(f"/bot{TOKEN}/")
        if method == call.path:
            return Reply(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        acts = {
            "getMe": self._me,
            "getChat": self._chat,
            "getChatMember": self._in_chat,
            "sendMessage": self._message,
            "deleteMessages": self._delete,
            "sendPhoto": self._photo,
            "sendMediaGroup": self._album,
            "editMessageCaption": self._edit,
            "editMessageText": self._edit,
        }
        if method not in acts:
            return Reply(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        try:
            return Reply(200, {"ok": True, "result": acts[method](call)})
        except Refused as refused:
            return refused.reply

    def _me(self, call: Call) -> object:
        return {"id": 8012345678, "is_bot": True, "username": "jdihpinrang_bot"}

    def _chat(self, call: Call) -> object:
        if call.form.get("chat_id") not in (f"@{CHANNEL}", str(_CHAT["id"])):
            raise Refused(400, "Bad Request: chat not found")
        return _CHAT

    def _in_chat(self, call: Call) -> object:
        self._chat(call)
        return self.member

    def _message(self, call: Call) -> object:
        self._posting(call, {"chat_id", "text"})
        text = call.form.get("text", "")
        if not text:
            raise Refused(400, "Bad Request: message text is empty")
        if _length(text) > MOST_TEXT:
            raise Refused(400, "Bad Request: message is too long")
        return self._kept(text=text)

    def _photo(self, call: Call) -> object:
        self._posting(call, {"chat_id", "caption"})
        if set(call.files) != {"photo"}:
            raise Refused(400, "Bad Request: there is no photo in the request")
        _look_at(call.files["photo"])
        return self._kept(caption=_caption(call.form.get("caption", "")))

    def _album(self, call: Call) -> object:
        self._posting(call, {"chat_id", "media"})
        media = json.loads(call.form.get("media", "[]"))
        if not 2 <= len(media) <= 10:
            raise Refused(400, "Bad Request: wrong number of media in the album")
        names = [one["media"].removeprefix("attach://") for one in media]
        if any(one["type"] != "photo" or set(one) - {"type", "media", "caption"} for one in media):
            raise Refused(400, "Bad Request: can't parse media JSON object")
        if set(names) != set(call.files) or len(set(names)) != len(names):
            raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
        for name in names:
            _look_at(call.files[name])
        return [self._kept(caption=_caption(one.get("caption", ""))) for one in media]

    def _edit(self, call: Call) -> object:
        self._chat(call)
        key = "caption" if "caption" in call.form else "text"
        assert set(call.form) == {"chat_id", "message_id", key}, call.form.keys()
        number, said = int(call.form["message_id"]), call.form[key]
        (one, *_) = [m for m in self.messages if m["message_id"] == number] or [None]
        if one is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if (key == "caption") == ("text" in one):
            raise Refused(400, "Bad Request: there is no caption in the message to edit")
        if one.get(key) == said:
            raise Refused(
                400,
                "Bad Request: message is not modified: specified new message content and reply "
                "markup are exactly the same as a current content and reply markup of the message",
            )
        if key == "caption":
            _caption(said)
        one[key] = said
        return one

    def _delete(self, call: Call) -> object:
        self._chat(call)
        numbers = json.loads(call.form["message_ids"])
        if not 1 <= len(numbers) <= 100:
            raise Refused(400, "Bad Request: wrong number of message identifiers")
        self.messages = [one for one in self.messages if one["message_id"] not in numbers]
        return True

    def _posting(self, call: Call, fields: set[str]) -> None:
        """The bot must be there with the right to post; what it does not know is our mistake."""
        self._chat(call)
        if self.member.get("status") != "administrator":
            raise Refused(403, "Forbidden: bot is not a member of the channel chat")
        if not self.member.get("can_post_messages"):
            raise Refused(400, "Bad Request: need administrator rights in the channel chat")
        assert set(call.form) <= fields, call.form.keys()

    def _kept(self, **said: str) -> dict[str, Any]:
        number = self._last = self._last + 1
        message = {"message_id": number, "chat": _CHAT, "date": 1764000000}
        self.messages.append(message | {key: text for key, text in said.items() if text})
        return self.messages[-1]


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _caption(text: str) -> str:
    if _length(text) > MOST_CAPTION:
        raise Refused(400, "Bad Request: message caption is too long")
    return text


def _look_at(file: File) -> None:
    kind, width, height = file.picture
    if kind not in ("JPEG", "PNG", "WEBP"):
        raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
    short, long = sorted((width, height))
    if width + height > MOST_SIDES or long > short * MOST_RATIO:
        raise Refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    if len(file.content) > MOST_BYTES:
        raise Refused(413, "Request Entity Too Large")
