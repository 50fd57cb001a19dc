"""Removing: takes down what a withdrawn item still shows, where the network lets a machine.

It needs no claim: removing twice is removing once. What it cannot remove stays on the plan.
"""

from pipeline.core.plan_parts import Takedown
from pipeline.core.plan_text import name
from pipeline.core.posting import MACHINE, Act, ActKind
from pipeline.core.trouble import WHOLE_CHANNEL, Doing, Trouble
from pipeline.platforms.base import FAILURES, Sent
from pipeline.round_state import Round, bug_stop, note_cause, stop_for


def take_down(round_: Round, takedown: Takedown) -> list[Act]:
    """Remove one post and say so; nothing is recorded unless the network says that it is gone."""
    channel, receipt = takedown.channel, takedown.act
    if not takedown.direct or channel is None or channel.id in round_.stopped:
        return []
    platform, send = round_.platforms[channel.network], round_.senders[channel.id]
    sent = Sent(url=receipt.url, remote_id=receipt.remote_id)
    try:
        platform.remove(sent, channel.account, send)
    except FAILURES as failure:
        stop = stop_for(round_, channel, failure, Doing.REMOVING)
        if failure.trouble in WHOLE_CHANNEL or failure.trouble is Trouble.LINE:
            round_.stopped[channel.id] = stop
    except Exception as bug:  # raised at the end: the other posts go on
        stop = bug_stop(round_, channel, bug)
    else:
        return [_removed(round_, takedown, sent)]
    round_.say(f"belum terhapus: {name(takedown.promise)}: {sent.url}: {stop.why}")
    note_cause(round_, takedown.promise, stop.cause)
    return []


def _removed(round_: Round, takedown: Takedown, sent: Sent) -> Act:
    round_.say(f"terhapus: {name(takedown.promise)}: {sent.url}")
    return Act(
        kind=ActKind.REMOVED,
        item=takedown.promise.item,
        revision=takedown.promise.revision,
        channel=takedown.promise.channel,
        attempt=takedown.act.attempt,
        at=round_.clock(),
        actor=MACHINE,
        url=sent.url,
        remote_id=sent.remote_id,
    )
