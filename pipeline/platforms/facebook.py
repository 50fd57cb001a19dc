"""Speaks: Facebook. A Page's own key posts; pictures go up unseen, then one post shows them."""

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post, PostPicture
from pipeline.core.wire import NoAnswer, Request, Send, Signing, Upload
from pipeline.platforms import counting, graph
from pipeline.platforms.base import Sent
from pipeline.platforms.limits import GRAPH
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "facebook"
LABEL = "Facebook"
AUTOMATIC = True
PUBLIC = True
LINKED = True
STORY = False
BASE_URL = "https://graph.facebook.com"
SIGNING = Signing.BEARER
ASKABLE = True
STAGED = False
REMOVES = True
REWRITES = True
OPEN = ""
LIMITS = ALL_LIMITS[NAME]
REPEAT_SECONDS = 0  # it promises nothing about repeats
_RIGHTS = ("pages_manage_posts", "pages_read_engagement")

_HOME = "www.facebook.com"
_OTHERS = ("facebook.com", "m.facebook.com", "web.facebook.com")
_LINKS = Permalinks(
    hosts=frozenset({_HOME, *_OTHERS}),
    same=dict.fromkeys(_OTHERS, _HOME),
    paths=(
        r"/\d+/(posts|photos|videos)/[\w.:/-]+",  # the account's number says nothing to us
        r"/(?P<account>(?!(share|groups)/)[\w.-]+)/(posts|photos|videos)/[\w.:/-]+",
        r"/reel/\d+",
        r"/share/([a-z]/)?\w+",  # the phone app: names neither account nor post
        r"/(permalink|story)\.php\?id=\d+&story_fbid=\w+",
        r"/photo(\.php)?\?fbid=\d+(&id=\d+)?",
    ),
    identifying=("story_fbid", "id", "fbid"),
)

count = counting.code_points
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean


def permalink(reply: object) -> Sent:
    """The address that follows from a post's number, PAGE_POST."""
    remote_id = str(graph.fields(reply).get("id", ""))
    page, _, post = remote_id.partition("_")
    if not (page.isdigit() and post.isdigit()):
        raise NoAnswer("Facebook menjawab tanpa nomor unggahan")
    return Sent(url=f"https://{_HOME}/{page}/posts/{post}", remote_id=remote_id)


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """Upload each picture with its alt text, unpublished: no one sees it before the post."""
    return tuple(_upload(picture, send) for picture in post.pictures)


def _upload(picture: PostPicture, send: Send) -> str:
    content = Path(picture.path).read_bytes()
    request = Request(
        method="POST",
        path=f"/{GRAPH}/me/photos",
        form=(("published", "false"), ("alt_text_custom", picture.alt)),
        uploads=(("source", Upload(name=picture.name, content=content, mime=picture.mime)),),
    )
    return graph.number(graph.said(send(request), LABEL), LABEL)


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """One post of words with the pictures, or with the page's link card where there are none."""
    del idempotency_key
    shown = [{"media_fbid": number} for number in media]
    what = ("attached_media", json.dumps(shown)) if media else ("link", post.link)
    form = (("message", post.text), what)
    return permalink(graph.post(send, f"/{GRAPH}/me/feed", LABEL, form))


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """The Page's own oldest post since then that carries the link and is not known."""
    query = {"fields": "id,message,created_time", "since": graph.from_then(since)}
    posts = graph.listed(send, f"/{GRAPH}/me/published_posts", LABEL, **query)
    found = graph.oldest_with(
        ({**one, "permalink": permalink(one).url} for one in posts),
        post.link,
        LABEL,
        text="message",
        time="created_time",
        since=since,
        known=known,
    )
    return permalink(found) if found else None


def rewrite(sent: Sent, post: Post, send: Send) -> None:
    """Change the post's words; Facebook shows what they were before."""
    path, form = f"/{GRAPH}/{sent.remote_id}", (("message", post.text),)
    if graph.post(send, path, LABEL, form).get("success") is not True:
        raise NoAnswer("Facebook tidak menyebut bahwa teksnya terganti")


def remove(sent: Sent, account: str, send: Send) -> None:
    """Delete the post. One that is gone looks like one without rights: a person looks."""
    del account
    graph.delete(send, f"/{GRAPH}/{sent.remote_id}", LABEL)


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """The post's words, and the pictures of its album; the card of a link is none."""
    del account
    shape = "message,is_published,attachments{type,subattachments}"
    post = graph.existing(send, f"/{GRAPH}/{remote_id}", LABEL, fields=shape)
    if post is None:
        return None
    shown = [one for one in graph.data(post, "attachments") if one.get("type") != "share"]
    return Seen(
        text=str(post.get("message", "")),
        pictures=sum(len(graph.data(one, "subattachments")) or 1 for one in shown),
        public=post.get("is_published") is not False,
    )


def whoami(account: str, send: Send) -> Access:
    """The Page that the key speaks for, and what Meta tells of the key."""
    me = graph.get(send, f"/{GRAPH}/me", LABEL, fields="id,username")
    page = str(me["id"] if account.isdigit() else me.get("username", ""))
    return graph.access(send, f"/{GRAPH}/debug_token", LABEL, page, _RIGHTS)
