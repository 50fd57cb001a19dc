"""Staging: uploads what can be uploaded again, before anything is claimed. Nothing here is public.

So a claim stands only between a push and the single act, and it can name the container that the
act will publish.
"""

from datetime import datetime

from pipeline.core.plan import Owed
from pipeline.core.plan_text import name
from pipeline.core.posting import Act
from pipeline.core.wire import NoAnswer, NotSent
from pipeline.platforms.base import Refused
from pipeline.round_state import Round, Stop, bug_note, refused, stop_for, untried

Media = tuple[str, ...]


def stage(round_: Round, owed: Owed, until: datetime) -> Media | Act:
    """Upload the pictures of one post; an act where that did not work: it stays owed."""
    channel, post = owed.channel, round_.posts[owed.promise.key]
    stop = round_.stopped.get(channel.id)
    if stop is None and round_.clock() > until:
        stop = Stop(why="waktu putaran ini habis")
    if stop is not None:
        return untried(round_, owed, stop)
    platform, send = round_.platforms[channel.network], round_.senders[channel.id]
    try:
        return platform.prepare(post, send)
    except Refused as refusal:
        return refused(round_, owed, refusal)
    except NotSent as trouble:
        stop = round_.stopped[channel.id] = stop_for(round_, trouble)
        round_.say(f"belum dicoba: {name(owed.promise)}: {stop.why}")
        return untried(round_, owed, stop)
    except NoAnswer as trouble:
        return refused(round_, owed, Refused(f"gambar tidak sampai: {trouble}"))
    except Exception as bug:  # one adapter's bug must not stop the others
        stop = round_.stopped[channel.id] = Stop(why=bug_note(round_, bug))
        return untried(round_, owed, stop)
