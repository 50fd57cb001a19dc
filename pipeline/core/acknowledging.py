"""Core: who acknowledged the invitation to a meeting (step 2), and when. An act of the ledger."""

from collections.abc import Collection, Iterable
from datetime import datetime

from pipeline.core.model import Roster
from pipeline.core.posting import Act, ActKind

_ITEM = "disposisi-"  # what the meeting is on; items begin with a year


def acknowledgement(
    number: str, *, by: str, login: str, coming: bool, at: datetime, form: str
) -> Act:
    """Somebody has the invitation to the meeting on this disposisi."""
    return Act(
        kind=ActKind.ACKNOWLEDGED,
        item=f"{_ITEM}{number}",
        revision=0,
        channel="",
        at=at,
        actor=by,
        note="akan hadir" if coming else "tidak dapat hadir",
        extra={"account": login.lower(), "form": form},
    )


def acknowledged(acts: Iterable[Act], numbers: Collection[str], roster: Roster) -> list[Act]:
    """What people of the office acknowledged of these dispositions' invitations, oldest first."""
    named = {f"{_ITEM}{number}" for number in numbers}
    found = [act for act in acts if act.kind is ActKind.ACKNOWLEDGED and act.item in named]
    ours = (act for act in found if _holds(act, roster))
    return sorted(ours, key=lambda act: (act.at, act.actor))


def _holds(act: Act, roster: Roster) -> bool:
    return any(p.name == act.actor and p.roles(act.at.date()) for p in roster.people)
