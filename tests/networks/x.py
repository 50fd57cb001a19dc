"""An X for tests: API v2 with OAuth 1.0a, and as strict as its own document 2.167.

Unknown fields are refused, identical text is refused, and every call needs a signature that fits.
"""

import re
from datetime import UTC, datetime
from typing import Any

from pipeline.edge.oauth1 import header, keys_of
from pipeline.edge.settings import Secret
from tests.networks.stub import Call, Reply, Stub

KEY = "app-kunci-uji app-rahasia-uji-123 77-token-uji-456 token-rahasia-uji-789"
NAME, NUMBER = "jdihpinrang", "7700"
MOST_TEXT, MOST_PICTURES, MOST_ALT, MOST_BYTES = 280, 4, 1000, 5 << 20
_LINK = re.compile(r"https?://\S+")
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."


class Refused(Exception):
    def __init__(self, status: int, title: str, detail: str) -> None:
        told = {"title": title, "detail": detail, "type": "about:blank", "status": status}
        self.reply = Reply(status, told)
        super().__init__(detail)


class XStub(Stub):
    """``posts`` is what the account holds, oldest first; ``spent`` is what it was charged."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: list[dict[str, Any]] = []
        self.alts: dict[str, str] = {}  # of uploaded pictures
        self.spent = 0  # in thousandths of a dollar
        self.level = "read-write"  # what the keys may, as X says in a header; "": it says nothing
        self._nonces: set[str] = set()

    def held(self, link: str) -> int:
        return sum(link in _LINK.findall(post["said"]) for post in self.posts)

    def handle(self, call: Call) -> Reply:
        acts = {
            ("GET", "/2/users/me"): self._me,
            ("POST", "/2/media/upload"): self._upload,
            ("POST", "/2/media/metadata"): self._describe,
            ("POST", "/2/tweets"): self._tweet,
            ("GET", f"/2/users/{NUMBER}/tweets"): self._timeline,
        }
        act = acts.get((call.method, call.path))
        if call.method == "GET" and call.path.removeprefix("/2/tweets/").isdigit():
            act = self._one
        if call.method == "DELETE" and call.path.startswith("/2/tweets/"):
            act = self._delete
        if act is None:
            return Reply(404, {"title": "Not Found Error", "detail": call.path})
        try:
            self._signed(call)
            return act(call)
        except Refused as refused:
            return refused.reply

    def _signed(self, call: Call) -> None:
        """The signature is made again from what arrived, and must be the same; a nonce is new."""
        given = call.headers.get("authorization", "")
        told = dict(re.findall(r'(oauth_\w+)="([^"]*)"', given))
        query = "&".join(f"{k}={v}" for k, v in call.query.items())
        # A proxy stands in front: the client signed the address that it knows.
        host = call.headers.get("x-forwarded-host", call.headers["host"])
        url = f"http://{host}{call.path}" + (f"?{query}" if query else "")
        nonce = told.get("oauth_nonce", "")
        at = int(told.get("oauth_timestamp", "0"))
        wanted = header(keys_of(Secret(KEY)), call.method, url, nonce=nonce or "-", at=at or 1)
        if given != wanted or nonce in self._nonces:
            raise Refused(401, "Unauthorized", "Unauthorized")
        self._nonces.add(nonce)

    def _me(self, call: Call) -> Reply:
        told = {"data": {"id": NUMBER, "name": "JDIH", "username": NAME}}
        return Reply(200, told, {"x-access-level": self.level} if self.level else {})

    def _upload(self, call: Call) -> Reply:
        if set(call.form) != {"media_category"} or call.form["media_category"] != "tweet_image":
            raise Refused(400, "Invalid Request", "media_category is required")
        file = call.files["media"]
        if file.picture[0] not in ("JPEG", "PNG", "WEBP") or len(file.content) > MOST_BYTES:
            raise Refused(400, "Invalid Request", "media type unrecognized")
        number = str(5000 + len(self.alts))
        self.alts[number] = ""
        return Reply(200, {"data": {"id": number, "media_key": f"3_{number}"}})

    def _describe(self, call: Call) -> Reply:
        asked = call.json
        text = asked["metadata"]["alt_text"]["text"]
        if asked["id"] not in self.alts or not 0 < len(text) <= MOST_ALT:
            raise Refused(400, "Invalid Request", "alt_text is invalid")
        self.alts[asked["id"]] = text
        self.spent += 5
        return Reply(200, {"data": {"id": asked["id"]}})

    def _tweet(self, call: Call) -> Reply:
        asked = call.json
        numbers = asked.get("media", {"media_ids": ["-"]})["media_ids"]
        if set(asked) - {"text", "media"} or set(asked.get("media", {})) - {"media_ids"}:
            raise Refused(
                400, "Invalid Request", "One or more parameters to your request was invalid."
            )
        if not 1 <= len(numbers) <= MOST_PICTURES:
            raise Refused(400, "Invalid Request", "media_ids: size must be between 1 and 4")
        if any(number != "-" and number not in self.alts for number in numbers):
            raise Refused(400, "Invalid Request", "Your media IDs are invalid.")
        text = asked["text"]
        if len(_LINK.sub("x" * 23, text)) > MOST_TEXT:
            raise Refused(400, "Invalid Request", "Your Tweet text is too long.")
        if any(post["said"] == text for post in self.posts):
            raise Refused(403, "Forbidden", DUPLICATE)
        links = _LINK.findall(text)
        self.spent += 200 if links else 15
        number = str(1789000 + len(self.posts))
        shown = text
        for at, link in enumerate(links):
            shown = shown.replace(link, f"https://t.co/{number}{at}")
        self.posts.append(
            {
                "id": number,
                "said": text,
                "text": shown.replace("&", "&amp;"),
                "created_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}.000Z",
                "entities": {
                    "urls": [
                        {"url": f"https://t.co/{number}{at}", "expanded_url": link}
                        for at, link in enumerate(links)
                    ]
                },
                "pictures": [self.alts[one] for one in numbers if one != "-"],
            }
        )
        return Reply(201, {"data": {"id": number, "text": shown}})

    def _delete(self, call: Call) -> Reply:
        self.posts = [one for one in self.posts if one["id"] != call.path.rpartition("/")[2]]
        self.spent += 10
        return Reply(200, {"data": {"deleted": True}})

    def _one(self, call: Call) -> Reply:
        found = [post for post in self.posts if post["id"] == call.path.rpartition("/")[2]]
        self.spent += len(found)
        if not found:
            return Reply(200, {"errors": [{"title": "Not Found Error"}]})
        (post,) = found
        keys = [f"3_{number}" for number, _ in enumerate(post["pictures"])]
        told = {key: post[key] for key in ("id", "text", "entities")}
        return Reply(200, {"data": told | ({"attachments": {"media_keys": keys}} if keys else {})})

    def _timeline(self, call: Call) -> Reply:
        most = int(call.query["max_results"])
        assert 5 <= most <= 100 and call.query["exclude"] == "replies,retweets"
        newest = self.posts[::-1][:most]
        self.spent += len(newest)
        fields = {"id", "text", *call.query["tweet.fields"].split(",")}
        told = [{key: post[key] for key in post.keys() & fields} for post in newest]
        return Reply(200, {"data": told, "meta": {}} if told else {"meta": {"result_count": 0}})
