"""Listed: what is under way, or the nine steps of one item, as lines."""

from datetime import date

from pipeline.core.findings import Blocked, Finding, blocking
from pipeline.core.rereading import look_lines
from pipeline.core.status import ITEMS
from pipeline.core.status_text import counts, item_lines, status_lines
from pipeline.core.verdicts import GATE_RULE
from pipeline.doubts import doubts
from pipeline.overview import View, steps, team_address


def list_lines(view: View) -> list[str]:
    """The list without its first line's hour, which is told each time anew."""
    lines = [counts(view.status), *status_lines(view.status)[1:]]
    names = {act.item for act in view.world.acts if act.channel}
    found = {one.where.partition(":")[2].partition("/")[0] for one in doubts(view.world, names)}
    if found:
        named = ", ".join(sorted(found))
        lines += ["", f"Catatannya perlu diperiksa (redaksi status KONTEN): {named}"]
    if address := team_address(view.world):
        lines += ["", f"Daftar ini juga ada di halaman tim: {address}"]
    return lines


def steps_lines(view: View, name: str, today: date) -> list[str]:
    """The nine steps of the version in force, and of what is proposed for it."""
    content = view.world.content
    item = content.items.get(name) or content.unfinished.get(name)
    drafts = [draft for draft in view.drafts if draft.unit == f"{ITEMS}{name}"]
    lines: list[str] = []
    if item:
        lines += item_lines(item.title, name, steps(view.world, item, view.days, today))
        landed = view.world.approvals.landed.get(f"{ITEMS}{name}")
        wrong = [f"Perlu diperbaiki lewat usulan: {one}" for one in _held(view, name)]
        wrong += [f"Perlu diperiksa: {one}" for one in doubts(view.world, {name})]
        lines += ["", *wrong] if wrong else []
        lines += look_lines(view.world.acts, item, landed, view.world.approvals.roster)
    for draft in drafts:
        proposed = view.items.get(draft.unit)
        if proposed is None:
            continue
        found = steps(view.world, proposed, view.days, today, draft=draft)
        where = f"usulan {draft.url or draft.branch}"
        lines += [*([""] if lines else []), *item_lines(draft.title, f"{name} ({where})", found)]
    if lines:
        return lines
    raise Blocked(
        f"konten {name} tidak ada, baik yang disetujui maupun dalam usulan",
        where="content/konten",
        remedy="ketik nama foldernya; daftarnya: redaksi status",
    )


def _held(view: View, name: str) -> list[Finding]:
    """What holds the version in force back: it was approved, and cannot go out as it is."""
    found = blocking(view.world.findings)
    return [f for f in found if f"{f.where}/".startswith(f"{ITEMS}{name}/") and f.rule != GATE_RULE]
