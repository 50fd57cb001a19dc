"""Core: how much of each month is legal education: what the province measures."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pipeline.core.days import MONTHS

if TYPE_CHECKING:
    from pipeline.core.model import Item, Series


def counts(item: "Item", series: "Mapping[str, Series]") -> bool | None:
    """Whether an item is legal education; None where it counts for nothing."""
    if item.withdrawal or item.series not in series:
        return None
    return series[item.series].legal


def legal_share(items: Iterable[tuple[str, bool | None]], most: int = 3) -> list[str]:
    """Return a line for each of the newest months that have items, by the month in their names."""
    every: Counter[str] = Counter()
    legal: Counter[str] = Counter()
    for name, is_legal in items:
        if is_legal is not None:
            every[name[:7]] += 1
            legal[name[:7]] += is_legal
    return [
        f"{MONTHS[int(month[5:]) - 1]} {month[:4]}: {legal[month]} dari {every[month]} konten "
        f"edukasi hukum ({legal[month] / every[month]:.0%})."
        for month in sorted(every, reverse=True)[:most]
    ]
