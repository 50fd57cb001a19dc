"""Core: how a check complains about an item."""

from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item


def hold(item: Item, key: str | int, rule: str, message: str) -> Finding:
    """Return a finding that stops the gate; ``key`` is a front-matter key or a line."""
    line = key if isinstance(key, int) else item.lines.get(key, 1)
    return Finding(where=item.where, line=line, rule=rule, message=message)


def advise(item: Item, key: str | int, rule: str, message: str) -> Finding:
    line = key if isinstance(key, int) else item.lines.get(key, 1)
    return Finding(
        where=item.where, line=line, rule=rule, message=message, severity=Severity.ADVICE
    )
