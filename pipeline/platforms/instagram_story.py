"""Speaks: Instagram's stories. One upright card for a day: no words, no link, no alt text.

A container is published at most once, as on the profile. But a story says nothing that a look-up
could search for: the ones that are up are noted before the claim, and a lost answer is ours where
exactly one is new.
"""

from collections.abc import Collection
from datetime import datetime

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post
from pipeline.core.wire import NoAnswer, Send, Signing
from pipeline.platforms import by_hand, counting, graph, instagram
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.limits import GRAPH
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "instagram-cerita"
LABEL = "Cerita Instagram"
AUTOMATIC = True
PUBLIC = True
LINKED = True
STORY = True
BASE_URL = instagram.BASE_URL
SIGNING = Signing.BEARER
ASKABLE = False
STAGED = True
REMOVES = True
REWRITES = False
OPEN = ""
LIMITS = ALL_LIMITS[NAME]
REPEAT_SECONDS = graph.CONTAINER_SECONDS

_LINKS = Permalinks(
    hosts=frozenset({"instagram.com", "www.instagram.com"}),
    same={"instagram.com": "www.instagram.com"},
    paths=(r"/stories/(?P<account>[\w.]+)/\d+",),
)

count = counting.code_points
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
rewrite = by_hand.rewrite


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """The account, the story's container, and the stories that are up before it."""
    if len(post.pictures) != 1:
        raise Refused("cerita Instagram perlu tepat satu kartu tegak")
    account = instagram.own_account(send)["id"]
    before = [number for number, _ in _up(account, send)]
    form = (("media_type", "STORIES"), ("image_url", post.pictures[0].url))
    return account, instagram.container(send, account, form), *before


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Publish the container, which happens at most once; of one that is, find the address."""
    del post, idempotency_key
    account, container, *before = media
    try:
        return instagram.publish_container(send, account, container, LABEL)
    except graph.Published:
        return _the_new_one(account, before, send)


def _the_new_one(account: str, before: Collection[str], send: Send) -> Sent:
    new = [sent for number, sent in _up(account, send) if number not in before]
    if len(new) != 1:
        raise NoAnswer(f"cerita itu sudah tayang, tetapi ada {len(new)} cerita baru di akunnya")
    return new[0]


def _up(account: str, send: Send) -> list[tuple[str, Sent]]:
    """The stories of the last day, with their addresses."""
    listed = graph.listed(send, f"/{GRAPH}/{account}/stories", LABEL, fields="id,permalink")
    found = [graph.permalink(one, LABEL) for one in listed]
    return [(sent.remote_id, sent) for sent in found]


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """A story says nothing of its item: nothing is ever found. A dead key shows."""
    del post, since, known
    instagram.own_account(send)
    return None


def remove(sent: Sent, account: str, send: Send) -> None:
    """Delete the story. One that is gone looks like one without rights; it goes by itself."""
    instagram.remove(sent, account, send)


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """Whether it is up: one picture, no words."""
    del account
    shown = graph.existing(send, f"/{GRAPH}/{remote_id}", LABEL, fields="media_type")
    return Seen(text="", pictures=1) if shown else None


def whoami(account: str, send: Send) -> Access:
    """The account that belongs to the key's Page."""
    return instagram.whoami(account, send)
