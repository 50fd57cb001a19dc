"""Speaks: WhatsApp (SOP step 9b). Writes the ready message; a person taps send in the group."""

from pipeline.platforms import by_hand, counting
from pipeline.platforms.limits import LIMITS as ALL_LIMITS

NAME = "whatsapp"
LABEL = "WhatsApp"
AUTOMATIC = False  # the Groups API takes 8 people at most and never an existing group
PUBLIC = True
LINKED = False  # a message in a group has no address
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

count = counting.code_points
prepare = by_hand.prepare
publish = by_hand.publish
find = by_hand.find
read = by_hand.read
whoami = by_hand.whoami
remove = by_hand.remove
rewrite = by_hand.rewrite


def owns(url: str) -> bool:
    """No message has an address."""
    del url
    return False


def account_of(url: str) -> str | None:
    """No address, no account."""
    del url
    return None


def clean(url: str) -> str:
    return url
