"""Stops: `stop`: anybody who holds a role stops posting, on one channel or on all, at once."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.answers import typing
from pipeline.core.findings import Blocked
from pipeline.core.plan_text import halt_note
from pipeline.core.stopping import Halt, halt_of, halts, stop_act
from pipeline.desk import Desk, World, gather, open_desk


def stop(root: Path, channel: str) -> int:
    """Stop a channel; "": everything."""
    return stop_at(open_desk(root), channel)


def stop_at(desk: Desk, channel: str) -> int:
    with TemporaryDirectory() as scratch:  # a run may be at work in build/ meanwhile
        world = gather(desk, desk.repository(), Path(scratch), fetch=True)
    desk.say(record_stop(desk, world, channel, person=typing(desk, world)))
    return 0


def record_stop(
    desk: Desk, world: World, channel: str, *, person: str, reason: str = "", where: str = ""
) -> str:
    """Write the stop to the ledger and return what to tell; who may is judged before."""
    _known(world, channel)
    if there := halt_of(world.halts, channel):
        return f"Sudah dihentikan. {halt_note(there)}"
    return halt_note(_written(desk, world, channel, person, reason, where))


def _written(desk: Desk, world: World, channel: str, person: str, reason: str, where: str) -> Halt:
    """Its name is its second: whoever comes second in one second takes the next."""
    at = desk.clock()
    while True:
        act = stop_act(channel, by=person, at=at, reason=reason, where=where)
        if world.ledger.write([act]):
            return halts([act], world.approvals.roster, ())[0]
        at += timedelta(seconds=1)


def _known(world: World, channel: str) -> None:
    """A misspelt channel would stop nothing. Channels that cannot be read stop no stopping."""
    channels = world.content.channels
    if channel and channels and not channels.get(channel):
        raise Blocked(
            f"kanal {channel} tidak ada, jadi belum ada yang dihentikan",
            remedy=f"pilih salah satu: {', '.join(c.id for c in channels.channels)}; "
            "tanpa nama kanal, semua dihentikan",
        )
