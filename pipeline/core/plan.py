"""Core: promised minus recorded. The plan prints itself and is what gets carried out.

Pure: approved items, channels, the ledger's acts and the time go in; nothing is looked up.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from pipeline.core.likeness import differing
from pipeline.core.model import WITA, Channel, Channels, Mode
from pipeline.core.pacing import posted_today
from pipeline.core.plan_parts import (
    Doubt,
    Later,
    Overdue,
    Owed,
    Step,
    Stopped,
    Takedown,
    Unordered,
    Waiting,
)
from pipeline.core.plan_text import plan_lines
from pipeline.core.posting import Act, Promise
from pipeline.core.promising import Network, Promised
from pipeline.core.rewriting import rewritable, rewrites
from pipeline.core.standing import NOTHING_YET, Stage, Standing, key_holds, standings
from pipeline.core.stopping import Halt, halt_of
from pipeline.core.taking_down import takedowns

__all__ = [
    "Doubt",
    "Later",
    "Overdue",
    "Owed",
    "Plan",
    "Step",
    "Stopped",
    "Takedown",
    "Unordered",
    "Waiting",
    "make_plan",
]

STORY_LASTS = timedelta(days=1)
# After so many refusals of the same post a person takes over, with the kit in hand.
MOST_REFUSALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything one round will do and what it leaves alone."""

    at: datetime
    owed: tuple[Owed, ...] = ()
    doubtful: tuple[Doubt, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    halts: tuple[Halt, ...] = ()
    later: tuple[Later, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    unordered: tuple[Unordered, ...] = ()
    takedowns: tuple[Takedown, ...] = ()
    differing: tuple[Act, ...] = ()  # posts that are not as they were sent
    held: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()  # emergencies in force on credit
    settled: int = 0
    networks: Mapping[str, Network]

    @property
    def idle(self) -> bool:
        """Nothing is left to do but what a person must do."""
        removing = any(one.direct for one in self.takedowns)
        asking = any(one.step not in (Step.PERSON, Step.LEAVE) for one in self.doubtful)
        return not (self.owed or asking or removing)

    def lines(self) -> list[str]:
        """The plan in Indonesian: what a dry run prints and a real run does."""
        return plan_lines(self)


def make_plan(
    promised: Sequence[Promised],
    acts: Iterable[Act],
    now: datetime,
    *,
    channels: Channels,
    networks: Mapping[str, Network],
    credentials: Collection[str],
    is_over: Callable[[str], bool],
    withdrawn: Collection[str] = (),
    held: Sequence[str] = (),
    halts: Sequence[Halt] = (),
    seals: Mapping[str, str] | None = None,
) -> Plan:
    """Compare what is promised with what is recorded.

    ``credentials`` are the channels this run can speak to by itself; ``is_over`` says of the
    address of another run that it has certainly ended; ``seals`` are the fingerprints of the
    posts' pictures, by promise: without them no correction is written into its post.
    """
    acts = tuple(acts)
    recorded = standings(acts)
    in_force = {p.promise for p in promised}
    owed: list[Owed] = []
    waiting: list[Waiting] = []
    stopped: list[Stopped] = []
    later: list[Later] = []
    overdue: list[Overdue] = []
    spent = posted_today(acts, recorded, now)
    settled = 0
    for wanted in promised:
        promise = wanted.promise
        stands = recorded.get(promise, NOTHING_YET)
        channel = channels.get(promise.channel)
        if stands.stage is Stage.SETTLED:
            settled += 1
        elif stands.stage is Stage.DOUBTFUL or channel is None:
            continue  # gathered below, from the ledger: a doubt outlives its promise
        elif stands.stage is Stage.WAITING and stands.act:
            waiting.append(Waiting(promise=promise, channel=channel, since=stands.act.at))
        elif halt_of(halts, channel.id):
            stopped.append(Stopped(promise=promise))
        elif wanted.due and wanted.due > now:
            later.append(Later(promise=promise, until=wanted.due, reason=wanted.why))
        elif stands.not_before and stands.not_before > now:
            later.append(
                Later(promise=promise, until=stands.not_before, reason="diminta menunggu sampai")
            )
        elif wanted.planned and now - wanted.planned > channels.pace.ask_after:
            overdue.append(Overdue(promise=promise, planned=wanted.planned))
        else:
            direct = stands.strikes < MOST_REFUSALS and _speaks(channel, networks, credentials)
            spent[channel.id] += direct
            if direct and spent[channel.id] > channel.most_a_day:
                later.append(_tomorrow(promise, channel, now))
                continue
            owed.append(
                Owed(
                    promise=promise,
                    channel=channel,
                    attempt=stands.attempt + 1,
                    direct=direct,
                    since=wanted.since,
                    strikes=stands.strikes,
                    last=stands.act,
                    due=wanted.due,
                    planned=wanted.planned,
                    rewrites=rewritable(promise, recorded, acts, seals or {})
                    if direct and not stands.strikes and networks[channel.network].rewrites
                    else None,
                )
            )
    doubtful = [
        Doubt(
            promise=promise,
            standing=stands,
            channel=channels.get(promise.channel),
            step=_step(
                stands,
                channels.get(promise.channel),
                now,
                networks=networks,
                credentials=credentials,
                may_repeat=promise in in_force and not halt_of(halts, promise.channel),
                is_over=is_over,
            ),
        )
        for promise, stands in recorded.items()
        if stands.stage is Stage.DOUBTFUL
    ]
    return Plan(
        at=now,
        owed=tuple(owed),
        doubtful=tuple(sorted(doubtful, key=lambda doubt: doubt.promise.key)),
        waiting=tuple(waiting),
        stopped=tuple(stopped),
        halts=tuple(halts),
        later=tuple(sorted(later, key=lambda one: (one.until, one.promise.key))),
        overdue=tuple(overdue),
        takedowns=takedowns(
            recorded,
            acts,
            channels,
            withdrawn,
            removes=lambda channel: (
                _speaks(channel, networks, credentials)
                and networks[channel.network].removes
                and not halt_of(halts, channel.id)
            ),
            gone=lambda channel, receipt: (
                channel.network in networks
                and networks[channel.network].story
                and now - receipt.at >= STORY_LASTS
            ),
            messages=lambda channel: (
                channel.network in networks and not networks[channel.network].linked
            ),
        ),
        differing=differing(acts),
        held=tuple(held),
        settled=settled,
        networks=networks,
    )


def _tomorrow(promise: Promise, channel: Channel, now: datetime) -> Later:
    """The channel has had its posts of today."""
    day = now.astimezone(WITA).date() + timedelta(days=1)
    return Later(
        promise=promise,
        until=datetime.combine(day, time(), tzinfo=WITA),
        reason=f"batas {channel.most_a_day} unggahan sehari tercapai, lanjut",
    )


def _speaks(
    channel: Channel, networks: Mapping[str, Network], credentials: Collection[str]
) -> bool:
    """Whether this run posts there itself; every other channel gets the hand-posting kit."""
    network = networks.get(channel.network)
    return (
        network is not None
        and network.automatic
        and channel.mode is Mode.AUTOMATIC
        and channel.id in credentials
    )


def _step(
    stands: Standing,
    channel: Channel | None,
    now: datetime,
    *,
    networks: Mapping[str, Network],
    credentials: Collection[str],
    may_repeat: bool,
    is_over: Callable[[str], bool],
) -> Step:
    if channel is None or not _speaks(channel, networks, credentials):
        return Step.PERSON
    if stands.in_flight(now, is_over):
        return Step.LEAVE
    if rewrites(stands.intent):
        return Step.REPEAT if may_repeat else Step.PERSON  # writing it twice is writing it once
    age = now - stands.intent.at if stands.intent else timedelta.max
    # What has been withdrawn, corrected or stopped since is not sent again, not even safely.
    if may_repeat and key_holds(age, networks[channel.network].repeat_seconds):
        return Step.REPEAT
    return Step.ASK if networks[channel.network].askable else Step.PERSON
