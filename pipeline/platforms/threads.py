"""Speaks: Threads. A person posts from the kit; an emoji counts its UTF-8 bytes."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "threads"
LABEL = "Threads"
AUTOMATIC = by_hand.AUTOMATIC
PUBLIC = True
LINKED = True
LIMITS = ALL_LIMITS[NAME]
BASE_URL = by_hand.BASE_URL
SIGNING = by_hand.SIGNING
ASKABLE = by_hand.ASKABLE
STAGED = by_hand.STAGED
REPEAT_SECONDS = by_hand.REPEAT_SECONDS

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
prepare = by_hand.prepare
publish = by_hand.publish
find = by_hand.find
whoami = by_hand.whoami
