"""Speaks: YouTube. A person posts from the kit: picture posts have no interface."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "youtube"
LABEL = "YouTube"
AUTOMATIC = by_hand.AUTOMATIC
PUBLIC = True
LINKED = True
STORY = by_hand.STORY
LIMITS = ALL_LIMITS[NAME]
BASE_URL = by_hand.BASE_URL
SIGNING = by_hand.SIGNING
ASKABLE = by_hand.ASKABLE
STAGED = by_hand.STAGED
REMOVES = by_hand.REMOVES
REWRITES = by_hand.REWRITES
OPEN = by_hand.OPEN
REPEAT_SECONDS = by_hand.REPEAT_SECONDS

_LINKS = Permalinks(
    hosts=frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"}),
    same={"youtube.com": "www.youtube.com", "m.youtube.com": "www.youtube.com"},
    paths=(
        r"/post/[\w-]+",
        r"/community\?lb=[\w-]+",
        r"/watch\?v=[\w-]{11}",
        r"/shorts/[\w-]{11}",
        r"/[\w-]{11}",  # youtu.be
        r"/@(?P<account>[\w.-]+)/community\?lb=[\w-]+",
    ),
    identifying=("v", "lb"),
)

count = counting.code_points
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
prepare = by_hand.prepare
publish = by_hand.publish
find = by_hand.find
read = by_hand.read
whoami = by_hand.whoami
remove = by_hand.remove
rewrite = by_hand.rewrite
