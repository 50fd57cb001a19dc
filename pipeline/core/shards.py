"""Core: the drawing of many items shared out among machines, and put together again."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from pipeline.core.model import Item

_SINGLE = 6  # cards that every item has
_AROUND = 2  # cover and closing slide
_PHOTO = 3  # decoding and cropping, in cards


def cost(item: Item) -> int:
    """About how many cards' work an item is: the same on every machine, without a record."""
    slides = len(item.slides) + _AROUND if len(item.slides) > 1 else 0
    return _SINGLE + slides + (_PHOTO if item.pictures else 0)


def shared_out(costs: Mapping[str, int], count: int) -> tuple[tuple[str, ...], ...]:
    """Give each item, the longest first, to the part that has least so far; names break ties."""
    parts: list[list[str]] = [[] for _ in range(count)]
    loads = [0] * count
    for name in sorted(costs, key=lambda one: (-costs[one], one)):
        least = loads.index(min(loads))
        parts[least].append(name)
        loads[least] += costs[name]
    return tuple(tuple(sorted(part)) for part in parts)


def unfit_to_join(wanted: Collection[str], parts: Sequence[Collection[str]]) -> list[str]:
    """Say what is missing, doubled or nobody's, before anything is put together."""
    often = Counter(name for part in parts for name in part)
    told = [f"{name} belum digambar" for name in sorted(set(wanted) - often.keys())]
    told += [f"{name} digambar {n} kali" for name, n in sorted(often.items()) if n > 1]
    return told + [f"{name} tidak ada di content/" for name in sorted(often.keys() - set(wanted))]
