"""Core: how long the record of an item is kept, by the office's rule (``content/retensi.yml``)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.core.days import plain_day

UNSET = "belum ditetapkan: isi content/retensi.yml menurut jadwal retensi arsip kantor"


class Fate(StrEnum):
    """What becomes of a record when its time is over."""

    PERMANENT = "permanen"
    DESTROYED = "musnah"
    REVIEWED = "dinilai-kembali"


_THEN = {
    Fate.PERMANENT: "disimpan permanen",
    Fate.DESTROYED: "dapat dimusnahkan dengan berita acara",
    Fate.REVIEWED: "dinilai kembali",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """One rule: years in use and years in store, counted from the last record of an item."""

    series: tuple[str, ...]  # ids of the series it is for; none: all the others
    active: int
    inactive: int
    fate: Fate
    basis: str  # the schedule it was taken from


def rule_for(series: str, rules: Iterable[Retention]) -> Retention | None:
    """The rule that names the series, else the one for all the others."""
    rules = tuple(rules)
    named = next((rule for rule in rules if series in rule.series), None)
    return named or next((rule for rule in rules if not rule.series), None)


def kept_until(rule: Retention, last: date) -> date:
    """The day a record has been kept long enough; the 29th of February ends on the 28th."""
    year = last.year + rule.active + rule.inactive
    try:
        return last.replace(year=year)
    except ValueError:
        return last.replace(year=year, day=28)


def is_over(until: str, fate: str, today: date) -> str:
    """What may become of an archive whose time is over, by its own tags; "" before, or for ever."""
    try:
        over, what = date.fromisoformat(until) < today, Fate(fate)
    except ValueError:  # sealed before the office had a rule, or by somebody else
        return ""
    if not over or what is Fate.PERMANENT:
        return ""
    return f"masa simpannya berakhir {plain_day(date.fromisoformat(until))}; {_THEN[what]}"


def retention_text(rule: Retention | None, last: date) -> str:
    """The rule as a person reads it."""
    if rule is None:
        return UNSET
    return (
        f"{rule.active} tahun aktif dan {rule.inactive} tahun inaktif, sampai "
        f"{plain_day(kept_until(rule, last))}; sesudahnya {_THEN[rule.fate]} ({rule.basis})"
    )
