"""Speaks: Facebook. A person posts from the kit; an adapter for the Page may come later."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS
from pipeline.platforms.permalinks import Permalinks

NAME = "facebook"
LABEL = "Facebook"
AUTOMATIC = by_hand.AUTOMATIC
PUBLIC = True
LINKED = True
LIMITS = ALL_LIMITS[NAME]
BASE_URL = by_hand.BASE_URL
SIGNING = by_hand.SIGNING
ASKABLE = by_hand.ASKABLE
STAGED = by_hand.STAGED
REPEAT_SECONDS = by_hand.REPEAT_SECONDS

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
prepare = by_hand.prepare
publish = by_hand.publish
find = by_hand.find
whoami = by_hand.whoami
