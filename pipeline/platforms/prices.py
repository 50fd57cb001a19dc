"""Speaks: what networks charge, with who says so and when it was checked. Data, and one sum.

In thousandths of a US dollar. A network that is not here costs nothing.
"""

from dataclasses import dataclass

from pipeline.core.posting import Post
from pipeline.platforms.counting import LINK


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    post: int
    post_with_link: int
    alt_text: int  # of one picture
    look: int  # what a look for a post among one's own may cost
    source: str
    checked: str  # ISO date


PRICES: dict[str, Prices] = {
    "x": Prices(
        post=15,
        post_with_link=200,
        alt_text=5,
        look=10,  # ten own posts, one thousandth each
        source="docs.x.com/x-api/getting-started/pricing",
        checked="2026-11-22",
    ),
}


def cost(post: Post) -> int:
    """What one attempt at a post costs: the look before it, the texts of its pictures, itself."""
    prices = PRICES.get(post.network)
    if prices is None:
        return 0
    itself = prices.post_with_link if LINK.search(post.text) else prices.post
    return prices.look + prices.alt_text * len(post.pictures) + itself
