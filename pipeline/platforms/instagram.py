"""Speaks: Instagram. Meta fetches the pictures from our page into a container, then publishes it.

By the key of the Facebook Page that the account belongs to: only so can a post be read again.
"""

from collections.abc import Collection
from datetime import datetime

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post, PostPicture
from pipeline.core.trouble import Trouble
from pipeline.core.wire import NoAnswer, Send, Signing
from pipeline.platforms import by_hand, counting, graph
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.limits import GRAPH
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "instagram"
LABEL = "Instagram"
AUTOMATIC = True
PUBLIC = True
LINKED = True
STORY = False
BASE_URL = "https://graph.facebook.com"
SIGNING = Signing.BEARER
ASKABLE = True
STAGED = True
REMOVES = True
REWRITES = False
OPEN = ""
LIMITS = ALL_LIMITS[NAME]
REPEAT_SECONDS = graph.CONTAINER_SECONDS
_RIGHTS = (
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_contents",  # to take a post down
    "pages_read_engagement",
)

_LINKS = Permalinks(
    hosts=frozenset({"instagram.com", "www.instagram.com"}),
    same={"instagram.com": "www.instagram.com"},
    paths=(
        r"/(p|reels?|tv)/[\w-]+",
        r"/(?!share/)(?P<account>[\w.]+)/(p|reels?|tv)/[\w-]+",
        r"/share/((p|reel)/)?[\w-]+",
    ),
)

count = counting.code_points
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
rewrite = by_hand.rewrite
STATE = "status_code"


def prepare(post: Post, send: Send) -> tuple[str, ...]:
    """One container for the post, with one for each picture of a carousel: the account, then it."""
    if not post.pictures:
        raise Refused("Instagram tidak menerima unggahan tanpa gambar")
    account = own_account(send)["id"]
    caption = (("caption", post.text),)
    if len(post.pictures) == 1:
        whole = container(send, account, (*_picture(post.pictures[0]), *caption))
    else:
        item = (("is_carousel_item", "true"),)
        parts = [container(send, account, (*_picture(p), *item)) for p in post.pictures]
        album = (("media_type", "CAROUSEL"), ("children", ",".join(parts)))
        whole = container(send, account, (*album, *caption))
    return account, whole


def _picture(picture: PostPicture) -> graph.Form:
    return (("image_url", picture.url), ("alt_text", picture.alt))


def container(send: Send, account: str, form: graph.Form) -> str:
    """The number of a new container, whose picture Meta has fetched."""
    made = graph.number(graph.post(send, f"/{GRAPH}/{account}/media", LABEL, form), LABEL)
    graph.wait_until_ready(send, f"/{GRAPH}/{made}", LABEL, STATE)
    return made


def publish(post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str) -> Sent:
    """Publish the container, which happens at most once; then read the address."""
    del post, idempotency_key
    account, whole = media
    return publish_container(send, account, whole, LABEL)


def publish_container(send: Send, account: str, made: str, label: str) -> Sent:
    """Make a container public and read its address; Published where that was done before."""
    graph.must_be_unpublished(send, f"/{GRAPH}/{made}", label, STATE)
    form = (("creation_id", made),)
    post = graph.number(graph.post(send, f"/{GRAPH}/{account}/media_publish", label, form), label)
    return graph.permalink(graph.shown(send, f"/{GRAPH}/{post}", label), label)


def find(post: Post, send: Send, *, since: datetime, known: Collection[str]) -> Sent | None:
    """The account's own oldest post since then that carries the link and is not known."""
    account = own_account(send)["id"]
    query = {"fields": "id,caption,permalink,timestamp"}
    found = graph.oldest_with(
        graph.listed(send, f"/{GRAPH}/{account}/media", LABEL, **query),
        post.link,
        LABEL,
        text="caption",
        time="timestamp",
        since=since,
        known=known,
    )
    return graph.permalink(found, LABEL) if found else None


def remove(sent: Sent, account: str, send: Send) -> None:
    """Delete the post. One that is gone looks like one without rights: a person looks."""
    del account
    graph.delete(send, f"/{GRAPH}/{sent.remote_id}", LABEL)


def read(account: str, remote_id: str, send: Send) -> Seen | None:
    """The post's words, and how many pictures it has."""
    del account
    path = f"/{GRAPH}/{remote_id}"
    post = graph.existing(send, path, LABEL, fields="caption,media_type,children")
    if post is None:
        return None
    pictures = len(graph.data(post, "children")) or 1
    return Seen(text=str(post.get("caption", "")), pictures=pictures)


def whoami(account: str, send: Send) -> Access:
    """The account that belongs to the key's Page, and what Meta tells of the key."""
    del account
    name = own_account(send)["username"]
    return graph.access(send, f"/{GRAPH}/debug_token", LABEL, name, _RIGHTS)


def own_account(send: Send) -> dict[str, str]:
    """Number and name of the professional account of the Page."""
    ours = "instagram_business_account"
    me = graph.get(send, f"/{GRAPH}/me", LABEL, fields=f"{ours}{{id,username}}")
    account = graph.fields(me.get(ours))
    if not account:
        raise Refused(
            "Instagram belum dihubungkan dengan Halaman Facebook pemilik kunci akses",
            Trouble.UNLINKED,
        )
    if not isinstance(account.get("id"), str):
        raise NoAnswer("Instagram tidak menyebut akunnya")
    return {key: str(value) for key, value in account.items()}
