"""Core: records whose time cannot be: a clock ran backwards, or somebody changed them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from pipeline.core.findings import Finding
from pipeline.core.posting import SETTLING, Act, ActKind, Promise

DRIFT = timedelta(minutes=10)  # two clocks may differ so much, and nobody lied
_BEGUN = {ActKind.INTENT, ActKind.HANDED_OVER}


def behind(acts: Sequence[Act]) -> Iterator[tuple[Act, str]]:
    """Of one promise: each receipt that is older than what it answers."""
    for first in (act for act in acts if act.kind in _BEGUN):
        for act in acts:
            if act.kind in SETTLING and act.attempt == first.attempt and act.at < first.at - DRIFT:
                yield act, "waktunya sebelum niatnya: jam komputer mundur, atau catatannya diubah"


def too_early(act: Act, approved: datetime) -> str:
    """Why an act cannot have been done when it says: nothing goes out before its approval."""
    if act.at >= approved - DRIFT:
        return ""
    return f"waktunya sebelum persetujuan pertama ({approved:%d-%m-%Y %H.%M})"


def backwards(acts: Iterable[Act], approved: Mapping[str, datetime]) -> list[Finding]:
    """Every record of a post that is older than it can be; ``approved``: since when, by item."""
    grouped: dict[Promise, list[Act]] = {}
    for act in acts:
        if act.channel and "damaged" not in act.extra:
            grouped.setdefault(act.promise, []).append(act)
    told = [one for mine in grouped.values() for one in behind(mine)]
    told += [
        (act, why)
        for mine in grouped.values()
        for act in mine
        if act.item in approved and (why := too_early(act, approved[act.item]))
    ]
    return sorted({_finding(act, why) for act, why in told})


def _finding(act: Act, why: str) -> Finding:
    message = f"{why}. Tanggal dan lamanya tidak dapat dipercaya; periksa jam yang mencatatnya."
    where = f"ledger:{act.item}/{act.revision}/{act.channel}/{act.attempt}-{act.kind}.yml"
    return Finding(where=where, rule="jam-mundur", message=message)
