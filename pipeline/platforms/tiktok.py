"""Speaks: TikTok. A person posts from the kit: its audit refuses tools made for one office."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "tiktok"
LABEL = "TikTok"
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
    hosts=frozenset(
        {"tiktok.com", "www.tiktok.com", "m.tiktok.com", "vt.tiktok.com", "vm.tiktok.com"}
    ),
    same={"tiktok.com": "www.tiktok.com", "m.tiktok.com": "www.tiktok.com"},
    paths=(
        r"/@(?P<account>[\w.]+)/(photo|video)/\d+",
        r"/t/\w+",
        r"/(?!t/|@)\w{6,}",  # vt.tiktok.com/ZS…: the phone app, names neither account nor post
    ),
)

count = counting.utf16_units
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
