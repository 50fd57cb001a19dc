"""Speaks: Telegram. A person posts from the kit: a bot cannot look up what it posted."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "telegram"
LABEL = "Telegram"
AUTOMATIC = False
PUBLIC = True
LINKED = True
LIMITS = ALL_LIMITS[NAME]
REPEAT_SECONDS = by_hand.REPEAT_SECONDS

_LINKS = Permalinks(
    hosts=frozenset({"t.me", "telegram.me"}),
    same={"telegram.me": "t.me"},
    paths=(r"/(?!c/|s/)(?P<account>\w{4,32})/\d+", r"/s/(?P<account>\w{4,32})/\d+", r"/c/\d+/\d+"),
)

count = counting.utf16_units
owns = _LINKS.owns
account_of = _LINKS.account_of
clean = _LINKS.clean
prepare = by_hand.prepare
publish = by_hand.publish
find = by_hand.find
