"""Reminders: `remind`: each working morning, one issue with what waits for whom. Posts nothing."""

from pathlib import Path

from pipeline.core.reminding import LABEL, TITLE, by_person, holiday_line, issue_body
from pipeline.desk import Desk, open_desk
from pipeline.edge.files import append
from pipeline.keeping import keep_one
from pipeline.overview import look


def remind(root: Path) -> int:
    """Bring the one issue up to date; without a forge, print what it would say."""
    return remind_from(open_desk(root))


def remind_from(desk: Desk) -> int:
    view, today = look(desk), desk.clock().date()
    if not view.days.is_workday(today):
        _tell(desk, holiday_line(today, view.days.holidays.get(today, "")))
        return 0
    body = issue_body(view.status)
    _tell(desk, body)
    if forge := desk.forge():
        desk.say(keep_one(forge, LABEL, TITLE, body, quiet=not by_person(view.status)))
    return 0


def _tell(desk: Desk, text: str) -> None:
    """On the terminal, and in CI on the run's own page."""
    desk.say(text)
    if desk.settings.summary:
        append(desk.settings.summary, f"## Pengingat\n\n{text}\n")
