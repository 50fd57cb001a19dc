"""Rounds: what happens after what when posts go out. The plan decides; this carries it out.

First what is doubtful and what may be there already, then the uploads, then one push that claims
everything, then the calls, then one push of the results. Whatever happens in between, no promise
is ever called for twice. Channels wait for nobody but the two pushes (overlapping.py).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.core.plan import Owed
from pipeline.core.plan_text import name
from pipeline.core.posting import Act, ActKind, Promise, idempotency_key
from pipeline.core.standing import ROUND_SECONDS
from pipeline.core.trouble import Doing
from pipeline.core.wire import NoAnswer, NotSent
from pipeline.lookups import reconcile
from pipeline.overlapping import side_by_side
from pipeline.platforms.base import Refused, Sent
from pipeline.removing import take_down
from pipeline.round_state import (
    REWRITTEN,
    Round,
    Stop,
    act_of,
    bug_stop,
    intent_of,
    note_cause,
    patiently,
    refused,
    stop_for,
    time_is_over,
    untried,
)
from pipeline.staging import Media, make_ready


def carry_out(round_: Round) -> list[Act]:
    """Carry out the plan and return the acts recorded. A bug in an adapter is raised at the end."""
    until = round_.clock() + timedelta(seconds=ROUND_SECONDS)
    if late := round_.ledger.unsent():
        round_.say(f"catatan terdahulu yang belum terkirim: {len(late)}, dikirim sekarang")
    reconciled = [act for doubt in round_.plan.doubtful for act in reconcile(round_, doubt)]
    removed = [act for one in round_.plan.takedowns for act in take_down(round_, one)]
    direct = [owed for owed in round_.plan.owed if owed.direct]
    ready: dict[Promise, Media | list[Act]] = {}
    side_by_side(direct, lambda owed: ready.update({owed.promise: make_ready(round_, owed, until)}))
    media = {at: found for at, found in ready.items() if isinstance(found, tuple)}
    told = [ready[owed.promise] for owed in direct]
    known = [act for found in told if isinstance(found, list) for act in found]
    free = [owed for owed in direct if owed.promise in media]
    begun = round_.clock()
    intents = [replace(intent_of(round_, owed, media[owed.promise]), at=begun) for owed in free]
    written = round_.ledger.write([*round_.extra, *reconciled, *removed, *known, *intents])
    round_.acts += written
    won = {act.promise for act in written if act.kind is ActKind.INTENT}
    claimed = [owed for owed in free if owed.promise in won]
    for owed in free:
        if owed not in claimed:
            stopped = round_.ledger.stopped_since(owed.promise.channel)
            why = "baru saja dihentikan" if stopped else "sudah dikerjakan di tempat lain"
            round_.say(f"{why}: {name(owed.promise)}")
    results: dict[Promise, Act] = {
        owed.promise: act_of(round_, owed, ActKind.HANDED_OVER)
        for owed in round_.plan.owed
        if not owed.direct
    }
    tried: set[Promise] = set()
    until = begun + timedelta(seconds=ROUND_SECONDS)

    def call(owed: Owed) -> None:
        tried.add(owed.promise)
        results[owed.promise] = _call(round_, owed, media[owed.promise], until)

    try:
        side_by_side(claimed, call)
    finally:
        # Also when the run is interrupted: what was done is recorded, and what was never begun
        # is said not to have been, so that it is owed again instead of doubtful.
        for owed in claimed:
            if owed.promise not in tried:
                stop = time_is_over("terhenti sebelum gilirannya")
                results[owed.promise] = untried(round_, owed, stop)
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
    except BaseException:  # an impatient Ctrl+C, too
        for path in round_.ledger.keep(results):
            round_.say(f"belum tercatat, disimpan di {path}")
        raise
    round_.acts += written
    mine = {(act.promise, act.kind) for act in written}
    for act in results:
        if (act.promise, act.kind) not in mine:
            stopped = round_.ledger.stopped_since(act.channel)
            why = "baru saja dihentikan" if stopped else "sudah tercatat di tempat lain"
            round_.say(f"{why}: {name(act.promise)}")


def _call(round_: Round, owed: Owed, media: Media, until: datetime) -> Act:
    """The single act of one promise on one network."""
    channel, post = owed.channel, round_.posts[owed.promise.key]
    stop = round_.stopped.get(channel.id)
    if stop is None and round_.clock() > until:
        stop = time_is_over("waktu putaran ini habis")
    if stop is not None:
        return untried(round_, owed, stop)
    platform, send = round_.platforms[channel.network], round_.senders[channel.id]
    try:
        if owed.rewrites:
            sent = Sent(url=owed.rewrites.url, remote_id=owed.rewrites.remote_id)
            patiently(round_, channel, until, lambda: platform.rewrite(sent, post, send))
        else:
            key = idempotency_key(owed.promise)
            sent = patiently(
                round_,
                channel,
                until,
                lambda: platform.publish(post, media, send, idempotency_key=key),
            )
    except Refused as refusal:
        return refused(round_, owed, refusal)
    except NotSent as trouble:
        stop = stop_for(round_, channel, trouble, Doing.POSTING)
        round_.stopped[channel.id] = stop
        note_cause(round_, owed.promise, stop.cause)
        return untried(round_, owed, stop)
    except NoAnswer as trouble:
        told_later = platform.ASKABLE or platform.REPEAT_SECONDS or owed.rewrites
        doing = Doing.POSTING if told_later else Doing.BLIND
        return _unknown(round_, owed, stop_for(round_, channel, trouble, doing))
    except Exception as bug:  # one adapter's bug must not cost the others their receipts
        return _unknown(round_, owed, bug_stop(round_, channel, bug))
    round_.known.add(sent.url)
    round_.say(f"{'disunting' if owed.rewrites else 'terunggah'}: {name(owed.promise)}: {sent.url}")
    extra = {"pictures": post.seal, "on_behalf": round_.on_behalf}
    note = REWRITTEN if owed.rewrites else ""
    return act_of(
        round_,
        owed,
        ActKind.POSTED,
        url=sent.url,
        remote_id=sent.remote_id,
        note=note,
        extra={key: value for key, value in extra.items() if value},
    )


def _unknown(round_: Round, owed: Owed, why: Stop) -> Act:
    """It may be there: said, and never tried again before somebody has looked."""
    round_.say(f"tak pasti: {name(owed.promise)}: {why.why}")
    note_cause(round_, owed.promise, why.cause)
    extra = {"technical": why.cause}
    return act_of(round_, owed, ActKind.UNKNOWN, note=why.why, extra=extra)
