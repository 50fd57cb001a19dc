"""Core: what was said about an item on its proposal, as one record, once it is published.

Of people in the roster alone: a record that is kept for ever is no place for strangers' words.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from pipeline.core.authorship import by_login
from pipeline.core.forge import Comment, MergeRecord, Review, Verdict
from pipeline.core.model import WITA, Item, Roster
from pipeline.core.posting import MACHINE, Act, ActKind
from pipeline.core.verdicts import Approvals, Evidence

AT_MOST = 20  # proposals asked for in one run: two calls each
ROOM = 40_000  # bytes of one record; a ledger file takes 64 KiB
_AGE = timedelta(days=30)  # what was approved before was said elsewhere
_ITEMS = "content/konten/"
_VERDICTS = {
    Verdict.APPROVED: "tinjauan, setuju",
    Verdict.CHANGES_REQUESTED: "tinjauan, minta perbaikan",
    Verdict.COMMENTED: "tinjauan",
    Verdict.DISMISSED: "tinjauan, ditarik",
}


def undiscussed(approvals: Approvals, acts: Iterable[Act], now: datetime) -> list[Evidence]:
    """The approvals whose proposal is known and whose discussion is not in the ledger yet."""
    kept = {
        (act.item, act.extra.get("merge_commit")) for act in acts if act.kind is ActKind.DISCUSSION
    }
    found = [
        one
        for one in approvals.evidence.values()
        if one.unit.startswith(_ITEMS)
        and one.record is not None
        and one.at > now - _AGE
        and (one.unit.removeprefix(_ITEMS), one.merge) not in kept
    ]
    return sorted(found, key=lambda one: one.at)[:AT_MOST]


def discussion_act(
    item: Item,
    record: MergeRecord,
    comments: Iterable[Comment],
    reviews: Iterable[Review],
    roster: Roster,
) -> Act:
    """Everything the office said there, oldest first; nothing said is recorded too."""
    said = [(one.at, one.author, "", one.body) for one in comments if not one.is_machine]
    said += [(one.at, one.login, _VERDICTS[one.state], one.body) for one in reviews if one.body]
    ours, strangers = [], 0
    for at, login, how, body in sorted(said):
        person = by_login(login, roster)
        if person is None:
            strangers += 1
        else:
            ours.append(_line(at, person.name, how, body))
    return Act(
        kind=ActKind.DISCUSSION,
        item=item.id,
        revision=item.revision,
        channel="",
        at=record.at,
        actor=MACHINE,
        url=record.url,
        note="\n\n".join([*_fitting(ours), *_left_out(strangers)]) or "tidak ada pembahasan",
        extra={"merge_commit": record.merge_sha},
    )


def _line(at: datetime, name: str, how: str, body: str) -> str:
    told = f"{name}, {how}" if how else name
    text = "\n".join(line.rstrip() for line in body.strip().splitlines())
    return f"{at.astimezone(WITA):%d-%m-%Y %H.%M} {told}:\n{text}"


def _fitting(lines: list[str]) -> list[str]:
    """Whole words of people, never a part: what does not fit is counted, and stays on the forge."""
    room = ROOM
    kept: list[str] = []
    for line in lines:
        room -= len(line.encode()) + 2
        if room < 0:
            left = len(lines) - len(kept)
            return [*kept, f"({left} ucapan berikutnya tidak dimuat; baca pada usulannya)"]
        kept.append(line)
    return kept


def _left_out(strangers: int) -> list[str]:
    return [f"({strangers} ucapan orang di luar redaksi tidak disalin)"] if strangers else []
