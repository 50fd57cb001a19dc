"""Speaks: Instagram. A person posts from the kit: the address seldom names the account."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "instagram"
LABEL = "Instagram"
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
prepare = by_hand.prepare
publish = by_hand.publish
find = by_hand.find
whoami = by_hand.whoami
