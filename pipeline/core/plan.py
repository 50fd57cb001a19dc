"""Core: promised minus recorded. The plan prints itself and is what gets carried out.

Pure: approved items, channels, the ledger's acts and the time go in; nothing is looked up.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pipeline.core.model import WITA, Channel, Channels, Mode
from pipeline.core.posting import Act, Promise
from pipeline.core.promising import Network, Promised
from pipeline.core.standing import NOTHING_YET, Stage, Standing, standings

# No round begins a call later than this after its intents were pushed ...
ROUND_SECONDS = 600
# ... so that an older intent without a result is certainly nobody's work any more.
IN_FLIGHT_SECONDS = ROUND_SECONDS + 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What this round does for one promise: call the network, or hand it to a person."""

    promise: Promise
    channel: Channel
    attempt: int
    direct: bool


class Step(StrEnum):
    """What this round does about a doubtful promise. Only a person may call it not posted."""

    REPEAT = "ulang"  # behind the network's own key: at most one post, whatever happened
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
class Later:
    promise: Promise
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything one round will do and what it leaves alone."""

    at: datetime
    owed: tuple[Owed, ...] = ()
    doubtful: tuple[Doubt, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    later: tuple[Later, ...] = ()
    held: tuple[str, ...] = ()
    settled: int = 0
    networks: Mapping[str, Network]

    @property
    def idle(self) -> bool:
        """Nothing is left to do but what a person must do."""
        return not self.owed and all(d.step in (Step.PERSON, Step.LEAVE) for d in self.doubtful)

    def lines(self) -> list[str]:
        """The plan in Indonesian: what a dry run prints and a real run does."""
        lines = [f"Rencana unggahan per {moment(self.at)}:"]
        lines += [self._owed_line(owed) for owed in self.owed]
        lines += [_doubt_line(doubt) for doubt in self.doubtful]
        lines += [self._waiting_line(waiting) for waiting in self.waiting]
        lines += [
            f"  nanti: {name(later.promise)}, {later.reason} {moment(later.until)}"
            for later in self.later
        ]
        lines += [f"  ditahan: {held}" for held in self.held]
        if not self.owed:
            lines.append("  tidak ada yang terutang")
        lines.append(f"  selesai: {self.settled} janji")
        return lines

    def _owed_line(self, owed: Owed) -> str:
        network = self.networks[owed.channel.network]
        again = f", percobaan ke-{owed.attempt}" if owed.attempt > 1 else ""
        if owed.direct:
            return f"  unggah: {name(owed.promise)}, langsung ke {network.label}{again}"
        how = f"paket unggah {network.label}" if network.linked else f"pesan {network.label}"
        return f"  serahkan: {name(owed.promise)}, {how} untuk Admin Medsos{again}"

    def _waiting_line(self, waiting: Waiting) -> str:
        item, channel = waiting.promise.item, waiting.channel
        since = moment(waiting.since)
        verb = f"redaksi confirm {item} {channel.id}"
        if self.networks[channel.network].linked:
            verb = f"setelah diunggah ketik: {verb} ALAMAT"
        else:
            verb = f"setelah dibagikan ketik: {verb}"
        return f"  menunggu orang: {name(waiting.promise)}, diserahkan {since}; {verb}"


_DOUBT = {
    Step.REPEAT: "diulang di balik kunci jaringan itu sendiri (tidak mungkin dobel)",
    Step.ASK: "ditanyakan kepada jaringannya",
    Step.LEAVE: "mungkin sedang dikerjakan run lain; dibiarkan",
}


def _doubt_line(doubt: Doubt) -> str:
    promise = doubt.promise
    what = _DOUBT.get(doubt.step) or (
        "periksa di jaringannya, lalu ketik: "
        f"redaksi settle {promise.item} {promise.channel} ada ALAMAT, atau tidak-ada"
    )
    return f"  tak pasti: {name(promise)}, {what}"


def name(promise: Promise) -> str:
    """A promise as people say it: item, correction, channel."""
    correction = f" (ralat {promise.revision})" if promise.revision else ""
    return f"{promise.item}{correction} → {promise.channel}"


def moment(at: datetime) -> str:
    return f"{at.astimezone(WITA):%d-%m-%Y pukul %H.%M} WITA"


def make_plan(
    promised: Sequence[Promised],
    acts: Iterable[Act],
    now: datetime,
    *,
    channels: Channels,
    networks: Mapping[str, Network],
    credentials: Collection[str],
    is_over: Callable[[str], bool],
    held: Sequence[str] = (),
) -> Plan:
    """Compare what is promised with what is recorded.

    ``credentials`` are the channels this run can speak to by itself; ``is_over`` says of the
    address of another run that it has certainly ended.
    """
    recorded = standings(acts)
    in_force = {p.promise for p in promised}
    owed: list[Owed] = []
    waiting: list[Waiting] = []
    later: list[Later] = []
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
        elif wanted.due and wanted.due > now:
            later.append(Later(promise=promise, until=wanted.due, reason="tayang"))
        elif stands.not_before and stands.not_before > now:
            later.append(
                Later(promise=promise, until=stands.not_before, reason="diminta menunggu sampai")
            )
        else:
            direct = _speaks(channel, networks, credentials)
            owed.append(
                Owed(promise=promise, channel=channel, attempt=stands.attempt + 1, direct=direct)
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
                in_force=promise in in_force,
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
        later=tuple(sorted(later, key=lambda one: (one.until, one.promise.key))),
        held=tuple(held),
        settled=settled,
        networks=networks,
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
    in_force: bool,
    is_over: Callable[[str], bool],
) -> Step:
    if channel is None or not _speaks(channel, networks, credentials):
        return Step.PERSON
    intent = stands.intent
    age = now - intent.at if intent else timedelta.max
    fresh = age < timedelta(seconds=IN_FLIGHT_SECONDS)
    if intent and fresh and not stands.answered and not is_over(intent.extra.get("run", "")):
        return Step.LEAVE
    window = timedelta(seconds=networks[channel.network].repeat_seconds)
    # What has been withdrawn or corrected since is not sent again, not even safely.
    return Step.REPEAT if in_force and age < window else Step.ASK
