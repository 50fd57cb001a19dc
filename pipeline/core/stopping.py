"""Core: posting stopped by anybody who holds a role, and resumed by a reviewed change.

A stop is an act of the office, not of an item: it lies under the fixed name ``kantor``, for items
begin with a year. It ends when the approved content/kanal.yml names it under ``dilanjutkan``.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.core.findings import Finding
from pipeline.core.model import WITA, Roster
from pipeline.core.posting import Act, ActKind

OFFICE = "kantor"
STOP_NAME = re.compile(r"\d{4}-\d\d-\d\d-\d{6}(?:-([a-z0-9](?:[a-z0-9_-]*[a-z0-9])?))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """A stop in force."""

    name: str
    channel: str  # "": all of them
    by: str
    at: datetime
    reason: str


def stop_act(channel: str, *, by: str, at: datetime, reason: str = "", where: str = "") -> Act:
    """Somebody stops a channel, or everything; ``where`` is the form, if it was one."""
    return Act(
        kind=ActKind.STOP,
        item=OFFICE,
        revision=0,
        channel="",
        at=at,
        actor=by,
        url=where,
        note=reason,
        extra={"stopped": channel} if channel else {},
    )


def stop_name(act: Act) -> str:
    """What a stop is called by whoever lifts it: its second, and its channel."""
    at, channel = act.at.astimezone(WITA), act.extra.get("stopped", "")
    return f"{at:%Y-%m-%d-%H%M%S}" + (f"-{channel}" if channel else "")


def stopped_channel(name: str) -> str | None:
    """The channel that a stop of this name stops; "": all; None: no stop is called that."""
    found = STOP_NAME.fullmatch(name)
    return None if found is None else found[1] or ""


def stopped_at(name: str) -> datetime | None:
    """The moment in a stop's name; None: the calendar has no such one."""
    try:
        return datetime.strptime(f"{name[:17]} +0800", "%Y-%m-%d-%H%M%S %z").astimezone(WITA)
    except ValueError:
        return None


def halts(acts: Iterable[Act], roster: Roster | None, resumed: Collection[str]) -> list[Halt]:
    """The stops in force, oldest first."""
    return [
        Halt(
            name=stop_name(act),
            channel=act.extra.get("stopped", ""),
            by=act.actor,
            at=act.at,
            reason=act.note,
        )
        for act in sorted(_stops(acts), key=lambda act: act.at)
        if _believed(act, roster) and stop_name(act) not in resumed
    ]


def halt_of(halts: Sequence[Halt], channel: str) -> Halt | None:
    """The stop that a channel is under."""
    return next((halt for halt in halts if halt.channel in ("", channel)), None)


def disbelieved(acts: Iterable[Act], roster: Roster | None) -> list[Finding]:
    """The stops in the ledger by somebody who held no role on that day: they stop nothing."""
    return [
        Finding(
            where=f"ledger:{OFFICE}",
            rule="buku-catatan",
            message=f"Penghentian {stop_name(act)} oleh {act.actor} tidak dipakai: pada hari itu "
            "ia tidak memegang peran. Minta admin TI memeriksa siapa yang menulisnya.",
        )
        for act in _stops(acts)
        if not _believed(act, roster)
    ]


def _stops(acts: Iterable[Act]) -> list[Act]:
    return [act for act in acts if act.kind is ActKind.STOP]


def _believed(act: Act, roster: Roster | None) -> bool:
    """A damaged file says no longer whose it is; damage does not begin to post again."""
    people = roster.people if roster else ()
    day = act.at.astimezone(WITA).date()
    return "damaged" in act.extra or any(p.name == act.actor and p.roles(day) for p in people)
