"""Staging: uploads what can be uploaded again, before anything is claimed. Nothing is public yet.

So a claim stands only between a push and the single act, and it can name the container that the
act will publish.
"""

from datetime import datetime

from pipeline.core.plan import Owed
from pipeline.core.posting import Act
from pipeline.core.trouble import Doing, Trouble, told
from pipeline.core.wire import NoAnswer, NotSent
from pipeline.lookups import look
from pipeline.platforms.base import Refused
from pipeline.round_state import (
    Round,
    Stop,
    bug_stop,
    once,
    patiently,
    refused,
    stop_for,
    time_is_over,
)

Media = tuple[str, ...]


def make_ready(round_: Round, owed: Owed, until: datetime) -> Media | list[Act]:
    """What the act needs, uploaded; or the acts that say why this post is not called for."""
    found = None if owed.rewrites else look(round_, owed, until)
    return _stage(round_, owed, until) if found is None else found


def _stage(round_: Round, owed: Owed, until: datetime) -> Media | list[Act]:
    """Upload the pictures of one post; acts where that did not work: it stays owed."""
    channel, post = owed.channel, round_.posts[owed.promise.key]
    stop = round_.stopped.get(channel.id)
    if stop is None and round_.clock() > until:
        stop = time_is_over("waktu putaran ini habis")
    platform, send = round_.platforms[channel.network], round_.senders[channel.id]
    if stop is None and platform.PUBLIC and (why := round_.unseen(post)):
        stop = Stop(why=str(told(Trouble.PAGE, "")), cause=why)  # of this post alone
    if stop is not None:
        return once(round_, owed, stop)
    if owed.rewrites:
        return ()  # its pictures are up, and whether it has the words already does not matter
    try:
        return patiently(round_, channel, until, lambda: platform.prepare(post, send))
    except Refused as refusal:
        return [refused(round_, owed, refusal)]
    except NotSent as trouble:
        stop = round_.stopped[channel.id] = stop_for(round_, channel, trouble, Doing.READYING)
        return once(round_, owed, stop)
    except NoAnswer as trouble:
        lost = Refused(f"gambar tidak sampai: {trouble}", trouble.trouble)
        return [refused(round_, owed, lost, Doing.READYING)]
    except Exception as bug:  # one adapter's bug must not stop the others
        stop = round_.stopped[channel.id] = bug_stop(round_, channel, bug)
        return once(round_, owed, stop)
