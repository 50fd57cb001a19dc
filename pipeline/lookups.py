"""Lookups: what a network has already. Asked before anything is claimed, and about every doubt."""

from dataclasses import replace
from datetime import datetime

from pipeline.core.model import Channel
from pipeline.core.plan import Doubt, Owed, Step
from pipeline.core.plan_text import name
from pipeline.core.posting import MACHINE, Act, ActKind, Post, Promise, idempotency_key
from pipeline.core.rewriting import rewrites
from pipeline.core.standing import key_holds
from pipeline.core.trouble import Doing, Trouble, told
from pipeline.platforms.base import FAILURES, Platform, Sent
from pipeline.round_state import (
    REWRITTEN,
    Round,
    Stop,
    act_of,
    bug_stop,
    label_of,
    note_cause,
    once,
    patiently,
    stop_for,
)


def look(round_: Round, owed: Owed, until: datetime) -> list[Act] | None:
    """Ask whether the post is there already; None: it is not, and may be claimed.

    The ledger may have been lost, and a person in a hurry may have posted it. It also shows a
    dead key or a dead line before anything is claimed.
    """
    channel, post = owed.channel, round_.posts[owed.promise.key]
    stop = round_.stopped.get(channel.id)
    if stop is None:
        try:
            send = round_.senders[channel.id]
            platform = round_.platforms[channel.network]
            since, known = owed.since, round_.known
            sent = patiently(
                round_, channel, until, lambda: platform.find(post, send, since=since, known=known)
            )
        except FAILURES as found:
            stop = round_.stopped[channel.id] = stop_for(round_, channel, found, Doing.READYING)
        except Exception as bug:  # one adapter's bug must not stop the others
            stop = round_.stopped[channel.id] = bug_stop(round_, channel, bug)
        else:
            return _there_already(round_, owed, sent) if sent else None
    return once(round_, owed, stop)


def _there_already(round_: Round, owed: Owed, sent: Sent) -> list[Act]:
    round_.known.add(sent.url)
    round_.say(f"ternyata sudah ada: {name(owed.promise)}: {sent.url}")
    note = "sudah ada di jaringan sebelum diunggah lagi"
    act = act_of(round_, owed, ActKind.POSTED, note=note, url=sent.url, remote_id=sent.remote_id)
    return [act]


def reconcile(round_: Round, doubt: Doubt) -> list[Act]:
    """Settle a doubt where that is safe: ask, then repeat behind the network's key. Else leave it.

    Asked first even within the key's time: a server that was restored, or one that only resembles
    Mastodon, may not keep its keys.
    """
    if doubt.step in (Step.PERSON, Step.LEAVE) or doubt.channel is None:
        return []
    channel, intent = doubt.channel, doubt.standing.intent
    platform, send = round_.platforms[channel.network], round_.senders[channel.id]
    post = round_.posts.get(doubt.promise.key)
    since = intent.at if intent else doubt.standing.act.at if doubt.standing.act else round_.plan.at
    try:
        how = "ditanyakan"
        if there := rewrites(intent):
            return _written_again(round_, doubt, Sent(url=there[1], remote_id=there[0]))
        asked = post or _only_link(round_, doubt.promise, channel)
        sent = platform.find(asked, send, since=since, known=round_.known)
        staged = intent.extra.get("stages", "").split() if intent else []
        again = doubt.step is Step.REPEAT and (staged or not platform.STAGED)
        if post and not sent and again and _in_window(round_, platform, since):
            how = "dikirim ulang; jaringannya sendiri mencegah dobel"
            media = tuple(staged) if platform.STAGED else platform.prepare(post, send)
            key = idempotency_key(doubt.promise)
            sent = platform.publish(post, media, send, idempotency_key=key)
    except FAILURES as trouble:
        # Even a clean refusal says nothing of the first call: the doubt stays.
        return _noted(round_, doubt, stop_for(round_, channel, trouble, Doing.READING))
    except Exception as bug:  # raised at the end: the other promises go on
        return _noted(round_, doubt, bug_stop(round_, channel, bug))
    if sent is None:
        return _noted(round_, doubt, Stop(why=str(told(Trouble.NOWHERE, platform.LABEL))))
    round_.known.add(sent.url)
    round_.say(f"ternyata terunggah: {name(doubt.promise)}: {sent.url}")
    return [_found(round_, doubt, sent, f"jawaban hilang; {how}")]


def _written_again(round_: Round, doubt: Doubt, sent: Sent) -> list[Act]:
    """Write the correction into its post once more: it may have its words already, or not yet."""
    assert doubt.channel
    post = round_.posts.get(doubt.promise.key)
    if post is None:
        why = told(Trouble.OUTDATED, label_of(round_, doubt.channel))
        return _noted(round_, doubt, Stop(why=str(why)))
    platform, send = round_.platforms[doubt.channel.network], round_.senders[doubt.channel.id]
    platform.rewrite(sent, post, send)
    round_.say(f"disunting: {name(doubt.promise)}: {sent.url}")
    return [_found(round_, doubt, sent, f"jawaban hilang; {REWRITTEN} sekali lagi")]


def _found(round_: Round, doubt: Doubt, sent: Sent, note: str) -> Act:
    intent = doubt.standing.intent
    seal = intent.extra.get("pictures", "") if intent else ""
    return replace(
        _doubt_act(round_, doubt, ActKind.POSTED, note=note),
        url=sent.url,
        remote_id=sent.remote_id,
        extra={"pictures": seal} if seal else {},
    )


def _only_link(round_: Round, promise: Promise, channel: Channel) -> Post:
    """What is enough to look a post up by, also when its promise is no longer in force."""
    return Post(
        promise=promise,
        network=channel.network,
        account=channel.account,
        text="",
        link=round_.link(promise.item),
        pictures=(),
    )


def _in_window(round_: Round, platform: Platform, since: datetime) -> bool:
    """The plan said so when it was made; pictures and other calls may have taken long since."""
    return key_holds(round_.clock() - since, platform.REPEAT_SECONDS)


def _noted(round_: Round, doubt: Doubt, still: Stop) -> list[Act]:
    """Record once that an attempt went unanswered; the office sees it and no run is waited for."""
    round_.say(f"tetap tak pasti: {name(doubt.promise)}: {still.why}")
    note_cause(round_, doubt.promise, still.cause)
    if doubt.standing.answered:
        return []
    act = _doubt_act(round_, doubt, ActKind.UNKNOWN, note=still.why)
    return [replace(act, extra={"technical": still.cause}) if still.cause else act]


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
