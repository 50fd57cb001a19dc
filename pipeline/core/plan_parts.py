"""Core: what a plan consists of: one value for each thing a round does or leaves alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.core.model import Channel
from pipeline.core.posting import Act, Promise
from pipeline.core.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What this round does for one promise: call the network, or hand it to a person."""

    promise: Promise
    channel: Channel
    attempt: int
    direct: bool
    since: datetime  # look-ups go no further back
    strikes: int = 0  # how often the network refused it
    last: Act | None = None  # the last refusal
    due: datetime | None = None  # when it was to go out
    planned: datetime | None = None  # tayang
    rewrites: Act | None = None  # the receipt of the post that this correction is written into


class Step(StrEnum):
    """What this round does about a doubtful promise. Only a person may call it not posted."""

    REPEAT = "ulang"  # asked, and where it is not found sent again behind the network's own key
    ASK = "tanya"
    PERSON = "orang"
    LEAVE = "biarkan"  # another run may be calling at this moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    promise: Promise
    step: Step
    standing: Standing
    channel: Channel | None  # None: the channel left kanal.yml


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Handed to a person, who has not said yet that it is done."""

    promise: Promise
    channel: Channel
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """Would be owed now or later, but somebody stopped its channel."""

    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Unordered:
    """Approved, and waiting for a person's order (step 8)."""

    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    promise: Promise
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """Its time is long past: people decide whether it still goes out, by a reviewed change."""

    promise: Promise
    planned: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """A post that the public still sees, of a withdrawn item or replaced by its correction."""

    promise: Promise
    channel: Channel | None
    act: Act  # the receipt: where it is
    direct: bool = False  # this run removes it; otherwise only a person can
    replaced: bool = False
    message: bool = False  # was sent to a group and cannot be taken back: the group is told
