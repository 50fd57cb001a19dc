"""Round: one round of posting under way, and how what it did becomes acts of the ledger."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from pipeline.core.model import WITA, Channel
from pipeline.core.plan import Owed, Plan
from pipeline.core.plan_text import name
from pipeline.core.posting import MACHINE, Act, ActKind, Post, Promise
from pipeline.core.rewriting import rewriting
from pipeline.core.trouble import Doing, Trouble, told
from pipeline.core.wire import Send
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import Failure, Platform, Refused, in_words
from pipeline.platforms.prices import cost

MOST_WAIT = 60  # seconds; who asks for more is left for the next run
T = TypeVar("T")
REWRITTEN = "teks unggahan yang ada disunting di tempatnya"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why a channel gets no more calls in this round."""

    why: str  # for the office
    cause: str = ""  # for the log
    wait_until: str = ""  # ISO, where the network itself said so


class Book(Protocol):
    """The ledger, as far as a round needs it."""

    def unsent(self) -> list[str]: ...
    def write(self, acts: Sequence[Act]) -> list[Act]: ...
    def stopped_since(self, channel: str) -> bool: ...
    def keep(self, acts: Sequence[Act]) -> list[Path]: ...


@dataclass(kw_only=True)
class Round:
    """One round under way, and afterwards what became of it."""

    plan: Plan
    posts: Mapping[str, Post]  # by the promise's key; every direct one must be there
    ledger: Book
    senders: Mapping[str, Send]  # by channel; channels with a credential
    clock: Callable[[], datetime]
    link: Callable[[str], str]  # item -> address of its page, the marker of look-ups
    unseen: Callable[[Post], str]  # what of a post's page is not public yet, and why; "": nothing
    known: set[str]  # addresses the ledger has: a look-up must not take them for ours
    say: Callable[[str], None]
    log: Callable[[str], None]  # technical causes
    platforms: Mapping[str, Platform] = field(default_factory=lambda: PLATFORMS)
    pause: Callable[[float], None] = time.sleep
    extra: Sequence[Act] = ()  # approvals and orders: recorded with the intents
    on_behalf: str = ""  # whose work posting is by the SOP: the machine posts in their name
    acts: list[Act] = field(default_factory=list)  # what this round recorded
    stopped: dict[str, Stop] = field(default_factory=dict)  # by channel
    bug: Exception | None = None  # the first unexpected one; its promise is doubtful


def patiently(round_: Round, channel: Channel, until: datetime, do: Callable[[], T]) -> T:
    """Do one thing; where the network asks to wait a little, wait and do it once more.

    Only after a clean refusal, and only while the round may still make calls.
    """
    try:
        return do()
    except Refused as refusal:
        wait = refusal.wait_seconds
        if not 0 < wait <= MOST_WAIT or round_.clock() + timedelta(seconds=wait) > until:
            raise
        round_.log(f"sebab teknis, {channel.id}: {refusal}")
        round_.say(f"{in_words(refusal, label_of(round_, channel)).what}, ditunggu")
        round_.pause(wait)
        return do()


def label_of(round_: Round, channel: Channel) -> str:
    return round_.platforms[channel.network].LABEL


def note_cause(round_: Round, promise: Promise, cause: str) -> None:
    """The technical cause goes to the log alone; the office reads a sentence."""
    if cause:
        round_.log(f"sebab teknis, {name(promise)}: {cause}")


def act_of(
    round_: Round,
    owed: Owed,
    kind: ActKind,
    *,
    note: str = "",
    url: str = "",
    remote_id: str = "",
    extra: Mapping[str, str] | None = None,
) -> Act:
    """The act of one attempt at a promise, at this moment."""
    post = round_.posts.get(owed.promise.key)
    return Act(
        kind=kind,
        item=owed.promise.item,
        revision=owed.promise.revision,
        channel=owed.promise.channel,
        attempt=owed.attempt,
        at=round_.clock(),
        actor=MACHINE,
        url=url,
        remote_id=remote_id,
        payload=payload(post) if post else "",
        note=note,
        extra=extra or {},
    )


def untried(round_: Round, owed: Owed, stop: Stop) -> Act:
    """Certainly not posted, and no fault of the post: it stays owed however often."""
    extra = {"wait_until": stop.wait_until} if stop.wait_until else {"untried": "ya"}
    if stop.cause:
        extra["technical"] = stop.cause
    return act_of(round_, owed, ActKind.REFUSED, note=untried_note(stop), extra=extra)


def once(round_: Round, owed: Owed, stop: Stop) -> list[Act]:
    """Say why it was not tried; record it only if the ledger does not say so already."""
    round_.say(f"belum dicoba: {name(owed.promise)}: {stop.why}")
    note_cause(round_, owed.promise, stop.cause)
    known = owed.last is not None and owed.last.note == untried_note(stop)
    return [] if known else [untried(round_, owed, stop)]


def untried_note(stop: Stop) -> str:
    return f"tidak dicoba: {stop.why}"


def intent_of(round_: Round, owed: Owed, media: Sequence[str]) -> Act:
    """The claim; where the network posts a container at most once, it names that container."""
    staged = round_.platforms[owed.channel.network].STAGED and media
    extra = {"stages": " ".join(media)} if staged else {}
    extra["pictures"] = round_.posts[owed.promise.key].seal
    if owed.rewrites:
        return act_of(round_, owed, ActKind.INTENT, extra=extra | rewriting(owed.rewrites))
    if price := cost(round_.posts[owed.promise.key]):
        extra["cost"] = str(price)
    return act_of(round_, owed, ActKind.INTENT, extra=extra)


def refused(round_: Round, owed: Owed, refusal: Refused, doing: Doing = Doing.POSTING) -> Act:
    """A clean refusal, said and recorded: owed again, unless the network refuses this very post."""
    stop = stop_for(round_, owed.channel, refusal, doing)
    if refusal.whole_channel:
        round_.stopped[owed.channel.id] = stop
    round_.say(f"ditolak: {name(owed.promise)}: {stop.why}")
    note_cause(round_, owed.promise, stop.cause)
    extra = {"technical": stop.cause}
    if stop.wait_until:
        extra["wait_until"] = stop.wait_until
    return act_of(round_, owed, ActKind.REFUSED, note=stop.why, extra=extra)


def bug_stop(round_: Round, channel: Channel, bug: Exception) -> Stop:
    """Keep an adapter's bug for the end of the round, and say what is known of it."""
    round_.bug = round_.bug or bug
    why = told(Trouble.BUG, label_of(round_, channel))
    return Stop(why=str(why), cause=f"kesalahan program: {type(bug).__name__}")


def time_is_over(cause: str) -> Stop:
    return Stop(why=str(told(Trouble.TIME, "")), cause=cause)


def stop_for(round_: Round, channel: Channel, failure: Failure, doing: Doing) -> Stop:
    """What a refusal of a whole channel, or a dead line, means for the rest of the round."""
    seconds = getattr(failure, "wait_seconds", 0)
    until = round_.clock() + timedelta(seconds=seconds) if seconds else None
    iso = until.astimezone(WITA).isoformat(timespec="seconds") if until else ""
    why = in_words(failure, label_of(round_, channel), doing)
    return Stop(why=str(why), cause=str(failure), wait_until=iso)


def payload(post: Post) -> str:
    """SHA-256 of what is posted: text and pictures with their alt texts."""
    parts = [post.text, *(f"{p.sha256} {p.alt}" for p in post.pictures)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
