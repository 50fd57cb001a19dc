"""Core: the second look after posting (cermat ulang): who found the item right, or wrong, and when.

An act of the ledger. It is said of the version in force: an edit or a correction asks for it anew.
"""

from collections.abc import Iterable
from datetime import datetime

from pipeline.core.model import Item, Roster
from pipeline.core.posting import SETTLING, Act, ActKind

RIGHT, WRONG = "sesuai", "ada kesalahan"


def second_look(
    item: Item, *, by: str, login: str, fault: str, at: datetime, form: str = ""
) -> Act:
    """Somebody read what is up; ``fault`` is what she found wrong, "" where nothing is."""
    return Act(
        kind=ActKind.REREAD,
        item=item.id,
        revision=item.revision,
        channel="",
        at=at,
        actor=by,
        note=WRONG if fault else RIGHT,
        extra={
            "account": login.lower(),
            **({"form": form} if form else {}),
            **({"difference": fault} if fault else {}),
        },
    )


def looks(acts: Iterable[Act], item: Item, since: datetime, roster: Roster) -> list[Act]:
    """The newest word of each person of the office about the version in force, oldest first."""
    newest: dict[str, Act] = {}
    for act in sorted(acts, key=lambda act: act.at):
        mine = act.kind is ActKind.REREAD and act.item == item.id and act.revision == item.revision
        if mine and act.at >= since and _holds(act, roster):
            newest[act.actor] = act
    return sorted(newest.values(), key=lambda act: act.at)


def is_out(acts: Iterable[Act], item: Item) -> bool:
    """Whether the public has seen it anywhere but on its page."""
    return any(act.kind in SETTLING and act.item == item.id for act in acts)


def look_lines(
    acts: Iterable[Act], item: Item, since: datetime | None, roster: Roster | None
) -> list[str]:
    """ "Cermat ulang: sesuai (Sari Sekretaris, 24-11-2026)."; nothing before it is out."""
    mine = [act for act in acts if act.item == item.id]
    if since is None or roster is None or not is_out(mine, item):
        return []
    found = looks(mine, item, since, roster)
    told = "; ".join(f"{act.note} ({act.actor}, {act.at:%d-%m-%Y})" for act in found)
    return ["", f"Cermat ulang: {told or 'belum dicermati'}."]


def _holds(act: Act, roster: Roster) -> bool:
    return any(p.name == act.actor and p.roles(act.at.date()) for p in roster.people)
