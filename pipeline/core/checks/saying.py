"""Core: how a check complains about an item."""

from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item


def hold(item: Item, place: str | int, rule: str, message: str) -> Finding:
    """Return a finding that stops the gate; ``place`` is a field, its entry, or a line."""
    line = place if isinstance(place, int) else item.line(place)
    return Finding(where=item.where, line=line, rule=rule, message=message)


def advise(item: Item, place: str | int, rule: str, message: str) -> Finding:
    line = place if isinstance(place, int) else item.line(place)
    return Finding(
        where=item.where, line=line, rule=rule, message=message, severity=Severity.ADVICE
    )
