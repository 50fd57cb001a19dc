"""Rounds: what happens after what when posts go out. The plan decides; this carries it out.

First what is doubtful, then one push that claims everything, then the calls, then one push of
the results. Whatever happens in between, no promise is ever called for twice.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from pipeline.core.model import WITA
from pipeline.core.plan import ROUND_SECONDS, Doubt, Owed, Plan, Step, name
from pipeline.core.posting import Act, ActKind, Post, Promise
from pipeline.core.wire import NoAnswer, NotSent, Send
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import Platform, Refused

MACHINE = "mesin"


class Book(Protocol):
    """The ledger, as far as a round needs it."""

    def write(self, acts: Sequence[Act]) -> list[Act]: ...
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
    known: set[str]  # addresses the ledger has: a look-up must not take them for ours
    say: Callable[[str], None]
    platforms: Mapping[str, Platform] = field(default_factory=lambda: PLATFORMS)
    extra: Sequence[Act] = ()  # approvals and orders: recorded with the intents
    acts: list[Act] = field(default_factory=list)  # what this round recorded
    stopped: dict[str, str] = field(default_factory=dict)  # channel -> why no more calls to it
    bug: Exception | None = None  # the first unexpected one; its promise is doubtful


def carry_out(round_: Round) -> list[Act]:
    """Carry out the plan and return the acts recorded. A bug in an adapter is raised at the end."""
    reconciled = [act for doubt in round_.plan.doubtful for act in _reconcile(round_, doubt)]
    direct = [owed for owed in round_.plan.owed if owed.direct]
    intents = {owed.promise: _act(round_, owed, ActKind.INTENT) for owed in direct}
    written = round_.ledger.write([*round_.extra, *reconciled, *intents.values()])
    round_.acts += written
    won = {(act.promise, act.kind) for act in written}
    claimed = [owed for owed in direct if (owed.promise, ActKind.INTENT) in won]
    for owed in direct:
        if owed not in claimed:
            round_.say(f"sudah diambil run lain: {name(owed.promise)}")
    results: dict[Promise, Act] = {
        owed.promise: _act(round_, owed, ActKind.HANDED_OVER)
        for owed in round_.plan.owed
        if not owed.direct
    }
    calling: Promise | None = None
    until = round_.clock() + timedelta(seconds=ROUND_SECONDS)
    try:
        for owed in claimed:
            calling = owed.promise
            results[owed.promise] = _call(round_, owed, until)
            calling = None
    finally:
        # Also when the run is interrupted: what was done is recorded, and what was never begun
        # is said not to have been, so that it is owed again instead of doubtful.
        for owed in claimed:
            if owed.promise not in results and owed.promise != calling:
                results[owed.promise] = _act(
                    round_, owed, ActKind.REFUSED, note="run terhenti sebelum gilirannya"
                )
        _record(round_, [results[o.promise] for o in round_.plan.owed if o.promise in results])
    if round_.bug:
        raise round_.bug
    return round_.acts


def _record(round_: Round, results: list[Act]) -> None:
    """One push of the results. If it fails they are kept as files, and that is said."""
    if not results:
        return
    try:
        written = round_.ledger.write(results)
    except Exception:
        for path in round_.ledger.keep(results):
            round_.say(f"belum tercatat, disimpan di {path}")
        raise
    round_.acts += written
    mine = {(act.promise, act.kind) for act in written}
    for act in results:
        if (act.promise, act.kind) not in mine:
            round_.say(f"sudah tercatat oleh run lain: {name(act.promise)}")


def _call(round_: Round, owed: Owed, until: datetime) -> Act:
    """One promise on one network: pictures first (repeatable), then the single act."""
    channel, post = owed.channel, round_.posts[owed.promise.key]
    stopped = round_.stopped.get(channel.id)
    if stopped is None and round_.clock() > until:
        stopped = "waktu putaran ini habis"
    if stopped is not None:
        return _act(round_, owed, ActKind.REFUSED, note=f"tidak dicoba: {stopped}")
    platform, send = round_.platforms[channel.network], round_.senders[channel.id]
    try:
        try:
            media = platform.prepare(post, send)
        except NoAnswer as trouble:
            # Pictures alone are not a post: without the last call nothing is public.
            raise Refused(f"gambar tidak sampai: {trouble}") from None
        sent = platform.publish(post, media, send, idempotency_key=idempotency_key(owed.promise))
    except Refused as refusal:
        return _refused(round_, owed, refusal)
    except NotSent as trouble:
        round_.stopped[channel.id] = str(trouble)
        return _act(round_, owed, ActKind.REFUSED, note=str(trouble))
    except NoAnswer as trouble:
        round_.say(f"tak pasti: {name(owed.promise)}: {trouble}")
        return _act(round_, owed, ActKind.UNKNOWN, note=str(trouble))
    except Exception as bug:  # one adapter's bug must not cost the others their receipts
        round_.bug = round_.bug or bug
        return _act(round_, owed, ActKind.UNKNOWN, note=f"galat program: {type(bug).__name__}")
    round_.known.add(sent.url)
    round_.say(f"terunggah: {name(owed.promise)}: {sent.url}")
    return _act(round_, owed, ActKind.POSTED, url=sent.url, remote_id=sent.remote_id)


def _refused(round_: Round, owed: Owed, refusal: Refused) -> Act:
    if refusal.whole_channel:
        round_.stopped[owed.channel.id] = str(refusal)
    round_.say(f"ditolak: {name(owed.promise)}: {refusal}")
    extra = {}
    if refusal.wait_seconds:
        wait_until = round_.clock() + timedelta(seconds=refusal.wait_seconds)
        extra = {"wait_until": wait_until.astimezone(WITA).isoformat(timespec="seconds")}
    return _act(round_, owed, ActKind.REFUSED, note=str(refusal), extra=extra)


def _reconcile(round_: Round, doubt: Doubt) -> list[Act]:
    """Settle a doubt where that is safe: repeat behind the network's key, or ask. Else leave it."""
    if doubt.step in (Step.PERSON, Step.LEAVE) or doubt.channel is None:
        return []
    channel, intent = doubt.channel, doubt.standing.intent
    platform, send = round_.platforms[channel.network], round_.senders[channel.id]
    post = round_.posts.get(doubt.promise.key)
    since = intent.at if intent else doubt.standing.act.at if doubt.standing.act else round_.plan.at
    try:
        sent = None
        if post and doubt.step is Step.REPEAT and _in_window(round_, platform, since):
            media = platform.prepare(post, send)
            key = idempotency_key(doubt.promise)
            sent = platform.publish(post, media, send, idempotency_key=key)
        else:
            asked = post or _only_link(round_, doubt.promise, channel.network)
            sent = platform.find(asked, send, since=since, known=round_.known)
    except (Refused, NotSent, NoAnswer) as trouble:
        # Even a clean refusal says nothing of the first call: the doubt stays.
        round_.say(f"tetap tak pasti: {name(doubt.promise)}: {trouble}")
        return _noted(round_, doubt, str(trouble))
    if sent is None:
        round_.say(f"tetap tak pasti: {name(doubt.promise)}: tidak ditemukan di {platform.LABEL}")
        return _noted(round_, doubt, f"tidak ditemukan di {platform.LABEL}")
    round_.known.add(sent.url)
    round_.say(f"ternyata terunggah: {name(doubt.promise)}: {sent.url}")
    how = "diulang di balik kunci jaringan" if doubt.step is Step.REPEAT else "ditanyakan"
    return [
        replace(
            _doubt_act(round_, doubt, ActKind.POSTED, note=f"jawaban hilang; {how}"),
            url=sent.url,
            remote_id=sent.remote_id,
        )
    ]


def _only_link(round_: Round, promise: Promise, network: str) -> Post:
    """What is enough to look a post up by, also when its promise is no longer in force."""
    link = round_.link(promise.item)
    return Post(promise=promise, network=network, text="", link=link, pictures=())


def _in_window(round_: Round, platform: Platform, since: datetime) -> bool:
    """The plan said so when it was made; pictures and other calls may have taken long since."""
    return round_.clock() - since < timedelta(seconds=platform.REPEAT_SECONDS)


def _noted(round_: Round, doubt: Doubt, note: str) -> list[Act]:
    """Record once that an attempt went unanswered; the office sees it and no run is waited for."""
    if doubt.standing.answered:
        return []
    return [_doubt_act(round_, doubt, ActKind.UNKNOWN, note=note)]


def _doubt_act(round_: Round, doubt: Doubt, kind: ActKind, *, note: str) -> Act:
    found = doubt.standing.act
    return Act(
        kind=kind,
        item=doubt.promise.item,
        revision=doubt.promise.revision,
        channel=doubt.promise.channel,
        attempt=doubt.standing.answer_as,
        at=round_.clock(),
        actor=MACHINE,
        payload=found.payload if found else "",
        note=note,
    )


def _act(
    round_: Round,
    owed: Owed,
    kind: ActKind,
    *,
    note: str = "",
    url: str = "",
    remote_id: str = "",
    extra: Mapping[str, str] | None = None,
) -> Act:
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


def idempotency_key(promise: Promise) -> str:
    """The same for every attempt at a promise: the network itself refuses a second post."""
    return hashlib.sha256(f"redaksi-jdih/{promise.key}".encode()).hexdigest()


def payload(post: Post) -> str:
    """SHA-256 of what is posted: text and pictures with their alt texts."""
    parts = [post.text, *(f"{p.sha256} {p.alt}" for p in post.pictures)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
