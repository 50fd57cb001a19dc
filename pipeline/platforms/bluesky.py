"""Speaks: Bluesky. A person posts from the kit; counts what a reader sees as one character."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "bluesky"
LABEL = "Bluesky"
AUTOMATIC = by_hand.AUTOMATIC
PUBLIC = True
LINKED = True
LIMITS = ALL_LIMITS[NAME]
BASE_URL = by_hand.BASE_URL
SIGNING = by_hand.SIGNING
ASKABLE = by_hand.ASKABLE
STAGED = by_hand.STAGED
REPEAT_SECONDS = by_hand.REPEAT_SECONDS

_LINKS = Permalinks(
    hosts=frozenset({"bsky.app"}),
    paths=(
        r"/profile/did:[a-z]+:[\w.:-]+/post/[a-z2-7]{13}",
        r"/profile/(?P<account>[\w-]+(\.[\w-]+)+)/post/[a-z2-7]{13}",
    ),
)

count = counting.graphemes
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
prepare = by_hand.prepare
publish = by_hand.publish
find = by_hand.find
whoami = by_hand.whoami
