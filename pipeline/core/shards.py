"""Core: the drawing of many items shared out among machines, and put together again."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from pipeline.core.model import Item

# CPU milliseconds, as `tests/benchmarks/bench_costs.py` measured over all items of the
# demonstration on 2026-11-25 (two cores, Pillow 13). Recorded here, so that every machine has them.
COSTS = {
    "feed": 20,
    "portrait": 19,
    "square": 13,
    "story": 20,
    "link": 8,
    "wide": 15,
    "slide": 13,
    "photo": 84,  # a photograph: decoded once, cut for every format
}
_AROUND = 2  # cover and closing slide


def cost(item: Item) -> int:
    """What drawing an item takes, by the record: the same on every machine."""
    slides = len(item.slides) + _AROUND if len(item.slides) > 1 else 0
    single = sum(COSTS[name] for name in COSTS if name not in {"slide", "photo"})
    return single + slides * COSTS["slide"] + (COSTS["photo"] if item.pictures else 0)


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
