"""Planning: `plan`: the editorial calendar: empty days, clashes, what is coming, last days."""

from pathlib import Path

from pipeline.core.agenda import Agenda, Planned, make_agenda
from pipeline.core.agenda_text import agenda_lines
from pipeline.core.model import Mode
from pipeline.core.reminding import by_person
from pipeline.desk import Desk, landed_items, open_desk
from pipeline.overview import View, kept, team_address
from pipeline.platforms import PLATFORMS


def plan(root: Path) -> int:
    """Tell the calendar of the next weeks. Changes nothing."""
    tell_plan(open_desk(root))
    return 0


def tell_plan(desk: Desk) -> None:
    def lines(view: View) -> list[str]:
        told = agenda_lines(agenda_of(desk, view))
        if address := team_address(view.world):
            told += ["", f"Per bulan, dan untuk ponsel, di halaman tim: {address}"]
        return told

    desk.say("\n".join(kept(desk, "rencana.json", lines)))


def agenda_of(desk: Desk, view: View) -> Agenda:
    """The calendar of what was gathered."""
    content, approvals = view.world.content, view.world.approvals
    channels = content.channels.channels if content.channels else ()
    return make_agenda(
        Planned(
            items=content.items.values(),
            drafts=view.items.values(),
            landed=landed_items(view.world),
            imported={unit.rpartition("/")[2] for unit in approvals.imported},
            series=content.series.values(),
            # Of two items that are shared with a group on one day nobody complains.
            channels={
                channel.id: channel.label
                for channel in channels
                if channel.mode is not Mode.OFF
                and (known := PLATFORMS.get(channel.network))
                and known.LINKED
            },
            calendar=content.calendar,
            holidays=view.days.holidays,
            people=by_person(view.status),
        ),
        desk.clock().date(),
    )
