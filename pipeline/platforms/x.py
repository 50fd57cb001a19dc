"""Speaks: X. A person posts from the kit: its interface costs money for every post."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "x"
LABEL = "X"
AUTOMATIC = by_hand.AUTOMATIC
PUBLIC = True
LINKED = True
LIMITS = ALL_LIMITS[NAME]
BASE_URL = by_hand.BASE_URL
SIGNING = by_hand.SIGNING
ASKABLE = by_hand.ASKABLE
STAGED = by_hand.STAGED
REPEAT_SECONDS = by_hand.REPEAT_SECONDS

_HOME = "x.com"
_OTHERS = ("www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com")
_LINKS = Permalinks(
    hosts=frozenset({_HOME, *_OTHERS}),
    same=dict.fromkeys(_OTHERS, _HOME),
    paths=(r"/i/(web/)?status/\d+", r"/(?!i/)(?P<account>\w{1,15})/status/\d+(/photo/\d)?"),
)

count = counting.weighted
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
prepare = by_hand.prepare
publish = by_hand.publish
find = by_hand.find
whoami = by_hand.whoami
