"""Removing: takes down what a withdrawn item still shows, where the network lets a machine.

It needs no claim: removing twice is removing once. What it cannot remove stays on the plan.
"""

from pipeline.core.plan_parts import Takedown
from pipeline.core.plan_text import name
from pipeline.core.posting import MACHINE, Act, ActKind
from pipeline.core.wire import NoAnswer, NotSent
from pipeline.platforms.base import Refused, Sent
from pipeline.round_state import Round, bug_note, stop_for


def take_down(round_: Round, takedown: Takedown) -> list[Act]:
    """Remove one post and say so; nothing is recorded unless the network says that it is gone."""
    channel, receipt = takedown.channel, takedown.act
    if not takedown.direct or channel is None or channel.id in round_.stopped:
        return []
    platform, send = round_.platforms[channel.network], round_.senders[channel.id]
    sent = Sent(url=receipt.url, remote_id=receipt.remote_id)
    try:
        platform.remove(sent, channel.account, send)
    except (Refused, NotSent, NoAnswer) as trouble:
        if isinstance(trouble, NotSent) or getattr(trouble, "whole_channel", False):
            round_.stopped[channel.id] = stop_for(round_, trouble)
        round_.say(f"belum terhapus: {name(takedown.promise)}: {sent.url} ({trouble})")
        return []
    except Exception as bug:  # raised at the end: the other posts go on
        round_.say(f"belum terhapus: {name(takedown.promise)}: {bug_note(round_, bug)}")
        return []
    round_.say(f"terhapus: {name(takedown.promise)}: {sent.url}")
    return [
        Act(
            kind=ActKind.REMOVED,
            item=takedown.promise.item,
            revision=takedown.promise.revision,
            channel=channel.id,
            attempt=receipt.attempt,
            at=round_.clock(),
            actor=MACHINE,
            url=sent.url,
            remote_id=sent.remote_id,
        )
    ]
