"""Speaks: Threads. Containers as on Instagram, with a key of its own that lives sixty days."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post
from pipeline.core.wire import Send, Signing
from pipeline.platforms import by_hand, counting, graph
from pipeline.platforms.base import Sent
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.limits import THREADS
from pipeline.platforms.permalinks import Permalinks

NAME = "threads"
LABEL = "Threads"
AUTOMATIC = True
PUBLIC = True
LINKED = True
STORY = False
BASE_URL = "https://graph.threads.net"
SIGNING = Signing.BEARER
ASKABLE = True
STAGED = True
REMOVES = True
REWRITES = False
OPEN = ""
LIMITS = ALL_LIMITS[NAME]
REPEAT_SECONDS = graph.CONTAINER_SECONDS

_HOME = "www.threads.com"
_OTHERS = ("threads.com", "threads.net", "www.threads.net")
_LINKS = Permalinks(
    hosts=frozenset({_HOME, *_OTHERS}),
    same=dict.fromkeys(_OTHERS, _HOME),
    paths=(r"/@(?P<account>[\w.]+)/post/[\w-]+", r"/t/[\w-]+"),
)

count = counting.emoji_as_bytes
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
rewrite = by_hand.rewrite
_STATE = "status"
_RIGHTS = ("threads_basic", "threads_content_publish", "threads_delete")
_LIVES = 60  # days of a long-lived key (developers.facebook.com/docs/threads, November 2026)


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """One container for the post, with one for each picture of a carousel."""
    words = (("text", post.text),)
    shown = [
        (("media_type", "IMAGE"), ("image_url", p.url), ("alt_text", p.alt)) for p in post.pictures
    ]
    if not shown:
        whole = _container(send, (("media_type", "TEXT"), *words))
    elif len(shown) == 1:
        whole = _container(send, (*shown[0], *words))
    else:
        item = (("is_carousel_item", "true"),)
        parts = ",".join(_container(send, (*one, *item)) for one in shown)
        whole = _container(send, (("media_type", "CAROUSEL"), ("children", parts), *words))
    return (whole,)


def _container(send: Send, form: graph.Form) -> str:
    made = graph.number(graph.post(send, f"/{THREADS}/me/threads", LABEL, form), LABEL)
    graph.wait_until_ready(send, f"/{THREADS}/{made}", LABEL, _STATE)
    return made


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Publish the container, which happens at most once; then read the address."""
    del post, idempotency_key
    container = media[-1]
    graph.must_be_unpublished(send, f"/{THREADS}/{container}", LABEL, _STATE)
    form = (("creation_id", container),)
    made = graph.number(graph.post(send, f"/{THREADS}/me/threads_publish", LABEL, form), LABEL)
    return graph.permalink(graph.shown(send, f"/{THREADS}/{made}", LABEL), LABEL)


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """The account's own oldest post since then that carries the link and is not known."""
    query = {"fields": "id,text,permalink,timestamp", "since": graph.from_then(since)}
    found = graph.oldest_with(
        graph.listed(send, f"/{THREADS}/me/threads", LABEL, **query),
        post.link,
        LABEL,
        text="text",
        time="timestamp",
        since=since,
        known=known,
    )
    return graph.permalink(found, LABEL) if found else None


def remove(sent: Sent, account: str, send: Send) -> None:
    """Delete the post. One that is gone looks like one without rights: a person looks."""
    del account
    graph.delete(send, f"/{THREADS}/{sent.remote_id}", LABEL)


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """The post's words, and how many pictures it has."""
    del account
    path = f"/{THREADS}/{remote_id}"
    post = graph.existing(send, path, LABEL, fields="text,media_type,children")
    if post is None:
        return None
    alone = 0 if post.get("media_type") == "TEXT_POST" else 1
    pictures = len(graph.data(post, "children")) or alone
    return Seen(text=str(post.get("text", "")), pictures=pictures)


def whoami(account: str, send: Send) -> Access:
    """The account of the key, and what Threads tells of it."""
    del account
    me = graph.get(send, f"/{THREADS}/me", LABEL, fields="id,username")
    name = str(me.get("username", ""))
    access = graph.access(send, f"/{THREADS}/debug_token", LABEL, name, _RIGHTS)
    return replace(access, lives=_LIVES) if access.rights is None else access
