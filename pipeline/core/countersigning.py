"""Core: whether the ledger's commits carry the office's signature, from the day this was decided.

The day is that of the approval which brought the key file; what was recorded before needs none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from pipeline.core.findings import Finding
from pipeline.core.history import LEDGER_KEYS
from pipeline.core.verdicts import Approvals

_RULE = "tanda-tangan-catatan"
_MOST, _SHOWN = 20, 3  # commits named one by one, and files of each


class Mark(Enum):
    """What a commit's signature is worth by the keys of a file."""

    GOOD = auto()
    NONE = auto()
    BROKEN = auto()  # of other content than this
    STRANGE = auto()  # by a key that the file does not name


_WHY = {
    Mark.NONE: "tidak bertanda tangan",
    Mark.BROKEN: "tanda tangannya bukan untuk isi ini",
    Mark.STRANGE: f"ditandatangani kunci yang tidak ada di {LEDGER_KEYS}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One commit of the ledger."""

    commit: str
    by: str
    at: datetime  # when it was committed, as its writer says
    paths: tuple[str, ...]


def since_when(approvals: Approvals) -> datetime | None:
    """Since when every commit must be signed; None: the office has no key file in force."""
    if LEDGER_KEYS not in approvals.approved:
        return None
    start: datetime | None = None
    for one in approvals.past.get(LEDGER_KEYS, ()):
        start = (start or one.at) if one.oid else None
    return start or approvals.landed.get(LEDGER_KEYS)


def to_be_signed(written: Sequence[Written], since: datetime) -> Sequence[Written]:
    """From the first commit of that time on, parents first: one dated back later is among them."""
    start = next((n for n, one in enumerate(written) if one.at >= since), len(written))
    return written[start:]


def unsigned(
    written: Sequence[Written], marks: Mapping[str, Mark], since: datetime
) -> list[Finding]:
    """Each commit without a good signature, with what it wrote; of very many the first."""
    told = [
        _finding(one, _WHY[mark], since)
        for one in written
        if (mark := marks.get(one.commit, Mark.NONE)) is not Mark.GOOD
    ]
    more = len(told) - _MOST
    rest = [Finding(where="ledger", rule=_RULE, message=f"Dan {more} komit lain seperti itu.")]
    return told[:_MOST] + (rest if more > 0 else [])


def _finding(one: Written, why: str, since: datetime) -> Finding:
    wrote = ", ".join(one.paths[:_SHOWN]) + (" dan lainnya" if len(one.paths) > _SHOWN else "")
    message = (
        f"komit {one.commit[:12]} oleh {one.by} ({one.at:%d-%m-%Y %H.%M}) {why}, padahal sejak "
        f"{since:%d-%m-%Y} setiap catatan ditandatangani. Yang ditulisnya: {wrote or 'tidak ada'}. "
        "Minta admin TI mencari siapa yang menulisnya."
    )
    return Finding(where=f"ledger:{one.commit[:12]}", rule=_RULE, message=message)
