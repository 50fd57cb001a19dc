"""Core: what the public was told of an item: its first day, and every correction since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.core.model import WITA, Correction, Item
from pipeline.core.verdicts import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """An item's public history. What was never approved, or never told, is not part of it."""

    first: date
    corrections: tuple[Correction, ...]  # in the order of their numbers


def published_versions(past: Iterable[Evidence]) -> list[Evidence]:
    """The approvals that count for it: an emergency only once it was confirmed."""
    return [
        one
        for one in past
        if one.oid and (one.urgent is None or one.urgent.confirmed_at is not None)
    ]


def changes_of(item: Item, past: Sequence[Evidence], earlier: Iterable[Item]) -> Changes | None:
    """None for an item that was never corrected. The last version's word for a number counts."""
    counted = published_versions(past)
    if item.correction is None or not counted:
        return None
    told = {
        one.correction.number: one.correction
        for one in (*earlier, item)
        if one.correction and one.correction.number <= item.correction.number
    }
    first = item.scheduled or min(one.at for one in counted)
    return Changes(
        first=first.astimezone(WITA).date(),
        corrections=tuple(told[number] for number in sorted(told)),
    )
