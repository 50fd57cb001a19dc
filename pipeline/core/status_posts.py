"""Core: what the plan leaves to do for one item, in the words of the list of what is under way."""

from collections.abc import Iterable
from datetime import date

from pipeline.core.plan import (
    Doubt,
    Later,
    Overdue,
    Owed,
    Stopped,
    Takedown,
    Unordered,
    Waiting,
)
from pipeline.core.status_matter import Mark

Open = (
    Doubt | Takedown | Waiting | Owed | Stopped | Unordered | Overdue | Later
)  # what the plan leaves to do


def mark_of(one: Open) -> Mark:
    match one:
        case Doubt():
            return Mark.DOUBTFUL
        case Takedown(direct=True):
            return Mark.RUNNING
        case Takedown():
            return Mark.TAKEDOWN
        case Waiting():
            return Mark.WAITING
        case Overdue():
            return Mark.HELD
        case Later():
            return Mark.LATER
        case Stopped():
            return Mark.HELD
        case _:
            return Mark.RUNNING


def begun(group: Iterable[Open]) -> date | None:
    """The first day on which a person was asked to do something about one of these; a record
    that cannot be read has no day."""
    moments = [one.since for one in group if isinstance(one, Waiting)]
    doubts = [one.standing.act for one in group if isinstance(one, Doubt)]
    moments += [act.at for act in doubts if act and not act.extra.get("damaged")]
    return min(moments).date() if moments else None


def open_note(group: Iterable[Open]) -> str:
    """What is open, in the words of the plan: "tak pasti: mastodon; menunggu konfirmasi: …".

    Then why, as the network's answers were told the office: each reason once.
    """
    group = tuple(group)
    found: dict[str, list[str]] = {}
    for one in group:
        if isinstance(one, Later):
            what = f"{one.reason} {one.until:%d-%m-%Y pukul %H.%M}"
        elif isinstance(one, Owed):
            what = "terutang"
        elif isinstance(one, Stopped):
            what = "dihentikan"
        elif isinstance(one, Unordered):
            what = "menunggu perintah unggah"
        elif isinstance(one, Takedown) and one.message:
            what = "pesan penarikan belum dikirim"
        elif isinstance(one, Overdue):
            what = f"lewat waktu tayang {one.planned:%d-%m-%Y}, putuskan lewat usulan"
        else:
            what = mark_of(one).value
        found.setdefault(what, []).append(one.promise.channel)
    told = "; ".join(f"{what}: {', '.join(channels)}" for what, channels in found.items())
    return ". ".join([told, *dict.fromkeys(filter(None, map(_why, group)))])


def _why(one: Open) -> str:
    """What the last attempt met, where it left something to do."""
    last = (
        one.last if isinstance(one, Owed) else one.standing.act if isinstance(one, Doubt) else None
    )
    return last.note if last and not last.extra.get("damaged") else ""
