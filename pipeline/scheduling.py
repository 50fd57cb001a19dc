"""Scheduling: `due`: starts a publication when the time of something has come."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.core.pacing import is_ripe
from pipeline.core.plan_text import plan_lines
from pipeline.desk import Desk, gather, open_desk
from pipeline.edge.files import append
from pipeline.orders import PUBLISH
from pipeline.overview import plan_ahead


def due(root: Path) -> int:
    return due_at(open_desk(root))


def due_at(desk: Desk) -> int:
    """Draws, builds and posts nothing itself: what is due goes the way of every publication."""
    with TemporaryDirectory() as scratch:
        world = gather(desk, desk.repository(), Path(scratch), fetch=True)
    plan = plan_ahead(desk, world)
    told = plan_lines(plan)
    if not is_ripe(plan):
        told = ["Belum ada yang tiba waktunya.", *told[2:]]
    elif (forge := desk.forge()) and desk.settings.in_ci:
        forge.start(PUBLISH)
        told = ["Ada yang tiba waktunya; alur kerja Terbit dijalankan.", *told]
    else:
        told = ["Ada yang tiba waktunya. Ketik: redaksi run", *told]
    desk.say("\n".join(told))
    if desk.settings.summary:
        shown = [f"    {line}" for line in told]
        append(desk.settings.summary, "\n".join(["## Jadwal", "", *shown, ""]))
    return 0
