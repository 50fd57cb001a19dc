"""Core: the order to post (SOP step 8) and the posting (9a): in whose name, by the SOP's own table.

What the machine does in somebody's name is said to be that: nobody is made to have pressed a
button.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from pipeline.core.forge import RunApproval
from pipeline.core.model import Role, Roster
from pipeline.core.plan import Later, Owed, Plan, Unordered
from pipeline.core.posting import MACHINE, Act, ActKind
from pipeline.core.promising import given_orders
from pipeline.core.sop import OrderBy, Sop
from pipeline.core.verdicts import Approvals, Evidence

ORDERING, POSTING = 8, 9  # steps of the SOP
ENVIRONMENT = "medsos"  # where a run waits on the forge for the person who orders
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
        actor=MACHINE,
        note="perintah tetap (SOP langkah 8): berlaku untuk setiap konten yang disetujui, tanpa "
        f"perintah tersendiri; menyusul persetujuan {evidence.approver}",
        extra={
            "on_behalf": ", ".join(names),
            "basis": f"{_TABLE} ({since})",
            "channels": ", ".join(channels),
        },
    )


def in_name(act: Act, how: str = "oleh sistem") -> str:
    """Who did it, as the office reads it: a person, or the machine in a person's name."""
    if names := act.extra.get("on_behalf"):
        return f"{names} ({how})"
    return "sistem" if act.actor == MACHINE else act.actor


def wait_for_orders(plan: Plan, sop: Sop | None, acts: Iterable[Act]) -> Plan:
    """Where the office wants a person's order, nothing begins that nobody has ordered.

    What is to go out on a later day is asked about at once: the day itself may be a Sunday.
    """
    if sop is None or sop.order_by is not OrderBy.PERSON:
        return plan
    ordered = given_orders(tuple(acts)).keys()
    begun: list[Owed | Later] = [*plan.owed, *plan.later]
    waiting = [
        one.promise for one in begun if (one.promise.item, one.promise.revision) not in ordered
    ]
    return replace(
        plan,
        owed=tuple(one for one in plan.owed if one.promise not in waiting),
        later=tuple(one for one in plan.later if one.promise not in waiting),
        unordered=tuple(Unordered(promise=promise) for promise in waiting),
    )


def awaiting(plan: Plan) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Item and correction -> channels, for everything that waits for an order."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for promise in (one.promise for one in plan.unordered):
        key = promise.item, promise.revision
        found[key] = (*found.get(key, ()), promise.channel)
    return found


def may_order(sop: Sop | None) -> frozenset[Role]:
    """Step 8's own performer; and who posts (step 9) may let a post go that waits for him."""
    if sop is None:
        return frozenset()
    return frozenset({*sop.step(ORDERING).performers.roles, *sop.step(POSTING).performers.roles})


def who_let_go(given: Iterable[RunApproval]) -> tuple[str, ...]:
    """The accounts that let a waiting run go on, each once."""
    let = (one.login for one in given if one.approved and ENVIRONMENT in one.environments)
    return tuple(dict.fromkeys(let))


def given_order(
    item: str,
    revision: int,
    channels: Iterable[str],
    *,
    by: Iterable[str],
    at: datetime,
    where: str,
) -> Act:
    """The order as a person gave it, with the run that waited for it, if one did."""
    return Act(
        kind=ActKind.ORDER,
        item=item,
        revision=revision,
        channel="",
        at=at,
        actor=", ".join(by),
        url=where,
        note="perintah unggah (SOP langkah 8)",
        extra={"channels": ", ".join(channels)},
    )
