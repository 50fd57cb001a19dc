"""Reminders: `remind`: each working morning, one issue with what waits for whom. Posts nothing."""

from pathlib import Path

from pipeline.core.reminding import LABEL, TITLE, by_person, holiday_line, issue_body, sync
from pipeline.desk import Desk, open_desk
from pipeline.edge.files import append
from pipeline.edge.forge import Forge
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
        desk.say(_keep_one(forge, body, quiet=not by_person(view.status)))
    return 0


def _keep_one(forge: Forge, body: str, *, quiet: bool) -> str:
    """Exactly one open issue says it; return what was done, as a sentence."""
    wanted = sync(forge.issues(label=LABEL), body, quiet=quiet)
    if wanted is None:
        return "Tidak ada yang perlu diingatkan."
    for other in wanted.close:
        forge.close_issue(other.number)
    if wanted.keep is None:
        return f"Pengingat dibuka: {forge.open_issue(TITLE, body, [LABEL]).url}"
    if wanted.changed:
        forge.edit_issue(wanted.keep.number, body=body)
        return f"Pengingat diperbarui: {wanted.keep.url}"
    return f"Pengingat sudah yang terbaru: {wanted.keep.url}"


def _tell(desk: Desk, text: str) -> None:
    """On the terminal, and in CI on the run's own page."""
    desk.say(text)
    if desk.settings.summary:
        append(desk.settings.summary, f"## Pengingat\n\n{text}\n")
