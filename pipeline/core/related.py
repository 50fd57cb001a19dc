"""Core: what a reader of one item may want to read next."""

from collections.abc import Callable, Sequence

from pipeline.core.model import Item

MOST = 3


def related(items: Sequence[Item]) -> Callable[[Item], list[Item]]:
    """``items`` in their order of time. Three others of each: most law in common, then the series.

    Among equals those nearest in time: then an item is named by its neighbours, not by hundreds
    of pages at once, and every item is named by some.
    """
    places = {item.id: place for place, item in enumerate(items)}
    laws: dict[str, int] = {}  # a number as a set: bit n is items[n]
    series: dict[str, int] = {}
    for place, item in enumerate(items):
        series[item.series] = series.get(item.series, 0) | 1 << place
        for law in {reference.instrument for reference in item.basis}:
            laws[law] = laws.get(law, 0) | 1 << place

    def of(item: Item) -> list[Item]:
        here = places[item.id]
        sharing = [(1 << len(items)) - 1 ^ 1 << here]  # sharing[n]: at least n instruments
        for law in {reference.instrument for reference in item.basis}:
            sharing.append(0)
            for n in range(len(sharing) - 1, 0, -1):
                sharing[n] |= sharing[n - 1] & laws[law]
        found: dict[int, Item] = {}
        taken = 0
        for among in reversed(sharing):
            for left in (among & series[item.series], among):
                left &= ~taken
                while left and len(found) < MOST:
                    place = _nearest(left, here)
                    found[place] = items[place]
                    taken |= 1 << place
                    left &= ~taken
        return list(found.values())

    return of


def _nearest(places: int, here: int) -> int:
    """The member of the set that is nearest to this place; of two as near the one before it."""
    after, before = places >> here, places & (1 << here) - 1
    forward = (after & -after).bit_length() - 1
    back = here - before.bit_length() + 1
    return here - back if before and (not after or back <= forward) else here + forward
