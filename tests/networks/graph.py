"""A Graph for tests: a Facebook Page, its Instagram account and a Threads account, and as strict.

Refusals as Meta words them (developers.facebook.com, error handling and content publishing, read
in November 2026). A picture is "public" if the folder given has a file of its name.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.networks.stub import Call, File, Reply, Stub

GRAPH, THREADS_VERSION = "v25.0", "v1.0"
PAGE_KEY, THREADS_KEY = "EAAG-kunci-halaman-uji-0123456789", "THQ-kunci-threads-uji-0123456789"
PAGE, ACCOUNT, NAME = "100200300", "17841400000000001", "jdihpinrang"
MOST_CAPTION, MOST_HASHTAGS, MOST_TEXT, MOST_FACEBOOK_BYTES = 2200, 30, 500, 4 << 20


class Refused(Exception):
    """An error object with its code, as the Graph answers it; HTTP says 400."""

    def __init__(self, code: int, why: str, sub: int = 0) -> None:
        error = {"message": why, "type": "OAuthException", "code": code, "fbtrace_id": "A"}
        self.reply = Reply(400, {"error": error | ({"error_subcode": sub} if sub else {})})
        super().__init__(why)


def dead_key() -> Refused:
    return Refused(190, "Error validating access token: Session has expired", 463)


@dataclass
class Container:
    """A post that is not public yet."""

    network: str
    form: dict[str, str]
    state: str = "FINISHED"
    polls: int = 0  # so often it is still in progress
    post: str = ""


@dataclass
class Public:
    """A post that everybody sees."""

    id: str
    text: str
    pictures: list[str]  # alt texts
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    link: str = ""


class GraphStub(Stub):
    """One Graph with three doors; ``posts[network]`` is what the public sees, oldest first."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.posts: dict[str, list[Public]] = {
            name: [] for name in ("facebook", "instagram", "instagram-cerita", "threads")
        }
        self.containers: dict[str, Container] = {}
        self.polls = 0  # how often a new container is still in progress
        self.linked = True  # whether the Page has an Instagram account
        # What /debug_token says of the two keys; seconds since 1970, 0: never.
        self.scopes = {
            PAGE_KEY: [
                "pages_show_list",
                "pages_read_engagement",
                "pages_manage_posts",
                "instagram_basic",
                "instagram_content_publish",
                "instagram_manage_contents",
            ],
            THREADS_KEY: ["threads_basic", "threads_content_publish", "threads_delete"],
        }
        self.expires = {PAGE_KEY: 0, THREADS_KEY: 1_798_000_000}
        self.tells = True  # whether it tells this key of itself: those of the app's own people
        self._photos: dict[str, str] = {}  # unpublished: number -> alt text
        self._number = 900

    def held(self, network: str, link: str) -> int:
        return sum(link in (*post.text.split(), post.link) for post in self.posts[network])

    def handle(self, call: Call) -> Reply:
        version, *path = call.path.strip("/").split("/")
        key = call.bearer or call.query.get("access_token", "")  # Meta's own SDK shows it there
        try:
            if path == ["debug_token"] and key == (PAGE_KEY if version == GRAPH else THREADS_KEY):
                return Reply(200, self._about(call))
            if key == PAGE_KEY and version == GRAPH:
                return Reply(200, self._page(call, ["me" if one == PAGE else one for one in path]))
            if key == THREADS_KEY and version == THREADS_VERSION:
                return Reply(200, self._threads(call, path))
            if not key:
                raise Refused(2500, "An active access token must be used to query information")
            raise dead_key()
        except Refused as refused:
            return refused.reply

    def _about(self, call: Call) -> object:
        """/debug_token: what it says of the key that is asked about, as its reference shows it."""
        if call.method != "GET" or set(call.query) - {"access_token"} != {"input_token"}:
            raise Refused(100, "(#100) The parameter input_token is required")
        if not self.tells:
            why = "You must provide an app access token, or a user access token that is an owner"
            raise Refused(100, f"(#100) {why} or developer of the app")
        asked = call.query["input_token"]
        if asked not in self.scopes:
            error = {"code": 190, "message": "The access token could not be decrypted"}
            return {"data": {"error": error, "is_valid": False, "scopes": []}}
        return {
            "data": {
                "app_id": "1200000000000001",
                "type": "PAGE" if asked == PAGE_KEY else "USER",
                "application": "Redaksi JDIH",
                "data_access_expires_at": 0,
                "expires_at": self.expires[asked],
                "is_valid": True,
                "scopes": self.scopes[asked],
                "user_id": "7700",
            }
        }

    def _page(self, call: Call, path: list[str]) -> object:
        match call.method, path:
            case "GET", ["me"]:
                linked = {"instagram_business_account": {"id": ACCOUNT, "username": NAME}}
                return {"id": PAGE, "username": NAME} | (linked if self.linked else {})
            case "POST", ["me", "photos"]:
                return self._photo(call)
            case "POST", ["me", "feed"]:
                return self._feed(call)
            case "GET", ["me", "published_posts"]:
                return self._list("facebook", call, "message", "created_time")
            case "POST", [account, "media"] if account == ACCOUNT:
                return self._contain("instagram", call)
            case "POST", [account, "media_publish"] if account == ACCOUNT:
                return self._publish("instagram", call)
            case "GET", [account, "media"] if account == ACCOUNT:
                return self._list("instagram", call, "caption", "timestamp")
            case "GET", [account, "stories"] if account == ACCOUNT:
                return self._list("instagram-cerita", call, "caption", "timestamp")
            case "GET", [number]:
                stories = [story.id for story in self.posts["instagram-cerita"]]
                feed = "facebook" if "_" in number else "instagram"
                return self._read("instagram-cerita" if number in stories else feed, number, call)
            case "DELETE", [number]:
                return self._delete(("facebook", "instagram", "instagram-cerita"), number)
            case "POST", [number] if "_" in number:
                return self._edit(number, call)
        raise Refused(100, f"Unsupported {call.method.lower()} request", 33)

    def _threads(self, call: Call, path: list[str]) -> object:
        match call.method, path:
            case "GET", ["me"]:
                return {"id": "7700", "username": NAME}
            case "POST", ["me", "threads"]:
                return self._contain("threads", call)
            case "POST", ["me", "threads_publish"]:
                return self._publish("threads", call)
            case "GET", ["me", "threads"]:
                return self._list("threads", call, "text", "timestamp")
            case "GET", [number]:
                return self._read("threads", number, call)
            case "DELETE", [number]:
                return self._delete(("threads",), number)
        raise Refused(100, f"Unsupported {call.method.lower()} request", 33)

    # Facebook
    def _photo(self, call: Call) -> object:
        _only(call.form, {"published", "alt_text_custom"})
        if call.form.get("published") != "false" or set(call.files) != {"source"}:
            raise Refused(324, "Missing or invalid image file")
        file = call.files["source"]
        if file.picture[0] not in ("JPEG", "PNG", "GIF") or len(file.content) > MOST_FACEBOOK_BYTES:
            raise Refused(324, "Missing or invalid image file")
        number = self._next()
        self._photos[number] = call.form.get("alt_text_custom", "")
        return {"id": number}

    def _feed(self, call: Call) -> object:
        _only(call.form, {"message", "attached_media", "link"})
        numbers = [one["media_fbid"] for one in json.loads(call.form.get("attached_media", "[]"))]
        if not call.form.get("message") or any(one not in self._photos for one in numbers):
            raise Refused(100, "Invalid parameter")
        shown = [self._photos.pop(one) for one in numbers]
        number = f"{PAGE}_{self._next()}"
        self.posts["facebook"].append(
            Public(number, call.form["message"], shown, link=call.form.get("link", ""))
        )
        return {"id": number}

    def _edit(self, number: str, call: Call) -> object:
        _only(call.form, {"message"})
        for post in self.posts["facebook"]:
            if post.id == number:
                post.text = call.form["message"]
                return {"success": True}
        raise Refused(100, f"Object with ID '{number}' does not exist", 33)

    # Instagram and Threads
    def _contain(self, network: str, call: Call) -> object:
        form = dict(call.form)
        kinds = {"media_type", "image_url", "alt_text", "is_carousel_item", "children"}
        _only(form, kinds | {"caption" if network == "instagram" else "text"})
        story = form.get("media_type") == "STORIES"
        if story and (network != "instagram" or set(form) != {"media_type", "image_url"}):
            raise Refused(100, "Invalid parameter: a story takes an image_url and nothing else")
        if network == "instagram":
            _judge_caption(form.get("caption", ""))
        elif len(form.get("text", "")) > MOST_TEXT:
            raise Refused(100, "Param text must be at most 500 characters long")
        if "image_url" in form:
            self._fetch(network, form["image_url"], any_shape=story)
        elif form.get("media_type") == "CAROUSEL":
            self._judge_children(network, form)
        elif network == "instagram" or form.get("media_type") != "TEXT":
            raise Refused(100, "The parameter image_url is required")
        number = self._next()
        state = "IN_PROGRESS" if self.polls else "FINISHED"
        self.containers[number] = Container(network, form, state, self.polls)
        return {"id": number}

    def _fetch(self, network: str, url: str, *, any_shape: bool) -> None:
        path = self.folder / url.rpartition("/")[2]
        if not url.startswith("https://") or not path.is_file():
            raise Refused(9004, "The media could not be fetched from this URI", 2207052)
        kind, width, height = File(name="", content=path.read_bytes(), mime="").picture
        if kind != "JPEG" and (network == "instagram" or kind != "PNG"):
            raise Refused(36001, "The image format is not supported", 2207005)
        ratio = width / height
        if network == "instagram" and not any_shape and not 0.8 <= ratio <= 1.91:
            raise Refused(36003, "The submitted image is outside the supported ratio", 2207009)

    def _judge_children(self, network: str, form: dict[str, str]) -> None:
        children = [self.containers.get(one) for one in _listed(form.get("children", ""))]
        most = 10 if network == "instagram" else 20
        if not 2 <= len(children) <= most:
            raise Refused(100, f"Carousels need between 2 and {most} items")
        for child in children:
            if child is None or child.form.get("is_carousel_item") != "true":
                raise Refused(24, "The media you are trying to access is not found", 2207006)
            if child.state != "FINISHED":
                raise Refused(9007, "Media ID is not available", 2207027)

    def _publish(self, network: str, call: Call) -> object:
        _only(call.form, {"creation_id"})
        container = self.containers.get(call.form.get("creation_id", ""))
        if container is None or container.network != network or container.state == "PUBLISHED":
            raise Refused(24, "The media you are trying to access is not found", 2207006)
        if container.state != "FINISHED" or "is_carousel_item" in container.form:
            raise Refused(9007, "Media ID is not available", 2207027)
        parts = _listed(container.form.get("children", ""))
        shown = [self.containers[one] for one in parts] or [container]
        alts = [one.form.get("alt_text", "") for one in shown if "image_url" in one.form]
        number = self._next()
        text = container.form.get("caption", container.form.get("text", ""))
        story = container.form.get("media_type") == "STORIES"
        page = container.form["image_url"].rpartition("/")[0] + "/" if story else ""
        where = "instagram-cerita" if story else network
        self.posts[where].append(Public(number, text, alts, link=page))
        container.state, container.post = "PUBLISHED", number
        return {"id": number}

    def _read(self, network: str, number: str, call: Call) -> object:
        container = self.containers.get(number)
        if container is not None and container.network == network:
            if container.state == "IN_PROGRESS":
                container.polls -= 1
                container.state = "IN_PROGRESS" if container.polls >= 0 else "FINISHED"
            key = "status_code" if network == "instagram" else "status"
            assert call.query["fields"] == key, call.query
            return {"id": number, key: container.state}
        for post in self.posts[network]:
            if post.id == number:
                return _shown(network, post, call.query["fields"])
        raise Refused(100, f"Object with ID '{number}' does not exist", 33)

    def _delete(self, networks: tuple[str, ...], number: str) -> object:
        for network in networks:
            for post in self.posts[network]:
                if post.id == number:
                    self.posts[network].remove(post)
                    return {"success": True}
        raise Refused(100, f"Unsupported delete request. Object with ID '{number}' is gone", 33)

    def _list(self, network: str, call: Call, text: str, time: str) -> object:
        since = float(call.query.get("since", 0))
        found = [one for one in reversed(self.posts[network]) if one.at.timestamp() >= since]
        start, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 25))
        told = [
            {
                "id": one.id,
                text: one.text,
                time: f"{one.at:%Y-%m-%dT%H:%M:%S}+0000",
                "permalink": _address(network, one),
            }
            for one in found[start : start + limit]
        ]
        wanted = set(call.query["fields"].split(","))
        more = {"cursors": {"after": str(start + limit)}} if start + limit < len(found) else {}
        return {"data": [{k: one[k] for k in one.keys() & wanted} for one in told], "paging": more}

    def _next(self) -> str:
        self._number += 1
        return str(self._number)


def _shown(network: str, post: Public, wanted: str) -> object:
    """What the fields asked for hold; pictures hang differently in each network."""
    parts = [{"id": str(number)} for number, _ in enumerate(post.pictures)]
    several = {"data": parts} if len(parts) > 1 else None
    known: dict[str, object] = {
        "id": post.id,
        "permalink": _address(network, post),
        "caption": post.text,
        "text": post.text,
        "message": post.text,
        "is_published": True,
        "children": several,
        "media_type": "CAROUSEL_ALBUM" if several else "IMAGE" if parts else "TEXT_POST",
        "attachments{type,subattachments}": {
            "data": [
                {"type": "album", "subattachments": several}
                if several
                else {"type": "photo" if parts else "share"}
            ]
        },
    }
    asked = re.findall(r"[a-z_]+(?:\{[^}]*\})?", wanted)
    if unknown := [one for one in asked if one not in known]:
        raise Refused(100, f"(#100) Tried accessing nonexisting field ({unknown[0]})")
    told = {key.partition("{")[0]: known[key] for key in asked if known[key] is not None}
    return told | {"id": post.id}


def _listed(numbers: str) -> list[str]:
    """A list as the guide writes it, 1,2, or as the SDK does, ["1","2"]."""
    return re.findall(r"\d+", numbers)


def _address(network: str, post: Public) -> str:
    if network == "instagram":
        return f"https://www.instagram.com/p/D{post.id}/"
    if network == "instagram-cerita":
        return f"https://www.instagram.com/stories/{NAME}/{post.id}/"
    if network == "threads":
        return f"https://www.threads.com/@{NAME}/post/D{post.id}"
    return f"https://www.facebook.com/{post.id.replace('_', '/posts/')}"


def _only(form: dict[str, str] | Any, known: set[str]) -> None:
    if unknown := set(form) - known:
        raise Refused(100, f"(#100) Tried accessing nonexisting field ({sorted(unknown)[0]})")


def _judge_caption(caption: str) -> None:
    if len(caption) > MOST_CAPTION or caption.count("#") > MOST_HASHTAGS:
        raise Refused(36004, "The caption was too long", 2207010)
