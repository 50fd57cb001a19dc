"""Core: the order to post (SOP step 8) and the posting (9a): in whose name, by the SOP's own table.

What the machine does in somebody's name is said to be that: nobody is made to have pressed a
button.
"""

from collections.abc import Iterable
from datetime import date, datetime

from pipeline.core.model import Roster
from pipeline.core.posting import Act, ActKind
from pipeline.core.sop import Sop
from pipeline.core.verdicts import Approvals, Evidence

ORDERING, POSTING = 8, 9  # steps of the SOP
_TABLE = "content/sop.yml"


def performers(sop: Sop | None, roster: Roster | None, step: int, day: date) -> tuple[str, ...]:
    """Who holds, on that day, a role that the SOP names for a step."""
    if sop is None or roster is None:
        return ()
    roles = frozenset(sop.step(step).performers.roles)
    return tuple(person.name for person in roster.holders(roles, day))


def standing_order(
    evidence: Evidence,
    revision: int,
    channels: Iterable[str],
    *,
    approvals: Approvals,
    sop: Sop | None,
    now: datetime,
) -> Act:
    """The order that stands for every approval: by the machine, in the name of step 8's holder."""
    names = performers(sop, approvals.roster, ORDERING, now.date())
    table = approvals.evidence.get(_TABLE)
    since = f"disetujui {table.approver} {table.at:%d-%m-%Y}" if table else "sejak awal"
    return Act(
        kind=ActKind.ORDER,
        item=evidence.unit.rpartition("/")[2],
        revision=revision,
        channel="",
        at=now,
        actor="mesin",
        note="perintah tetap (SOP langkah 8): berlaku untuk setiap konten yang disetujui, tanpa "
        f"perintah tersendiri; menyusul persetujuan {evidence.approver}",
        extra={
            "on_behalf": ", ".join(names),
            "basis": f"{_TABLE} ({since})",
            "channels": ", ".join(channels),
        },
    )


def in_name(act: Act, how: str) -> str:
    """Who did it, as the office reads it: a person, or the machine in a person's name."""
    names = act.extra.get("on_behalf")
    return f"{names} ({how})" if names else act.actor
