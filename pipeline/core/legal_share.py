"""Core: how much of each month is legal education: what the province measures."""

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.core.days import MONTHS
from pipeline.core.model import Item, Series


def legal_share(items: Iterable[Item], series: Mapping[str, Series], most: int = 3) -> list[str]:
    """Return a line for each of the newest months that have items, by the month in their names."""
    every: Counter[str] = Counter()
    legal: Counter[str] = Counter()
    for item in items:
        if item.withdrawal or item.series not in series:
            continue
        every[item.id[:7]] += 1
        legal[item.id[:7]] += series[item.series].legal
    return [
        f"{MONTHS[int(month[5:]) - 1]} {month[:4]}: {legal[month]} dari {every[month]} konten "
        f"edukasi hukum ({legal[month] / every[month]:.0%})."
        for month in sorted(every, reverse=True)[:most]
    ]
