"""Edge: the approved units that one item's record is told from, without reading the others."""

from typing import TYPE_CHECKING

from pipeline.core.dossier import ITEMS, is_about, versions_of
from pipeline.core.history import SETTINGS
from pipeline.core.verdicts import Approvals
from pipeline.edge.versions import read_meetings, read_versions

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_MEETINGS = "content/rapat/"


def units_about(repo: "Repository", approvals: Approvals, item: str) -> dict[str, str]:
    """The settings, the item, what its versions cite, its disposisi, the meetings about it."""
    approved, unit = approvals.approved, f"{ITEMS}{item}"
    trees = {one.oid for one in versions_of(item, approvals) if ":" not in one.oid}
    versions = read_versions(repo, ((tree, unit) for tree in trees))
    now = versions.get(approved.get(unit, ""))
    number = now.disposisi if now else ""
    held = {u: tree for u, tree in approved.items() if u.startswith(_MEETINGS) and ":" not in tree}
    meetings = read_meetings(repo, held)
    wanted = {unit, f"content/disposisi/{number}.md", *SETTINGS}
    wanted |= {name for name, minutes in meetings.items() if is_about(minutes, number, item)}
    wanted |= {
        f"content/peraturan/{cited.instrument}.md"
        for version in versions.values()
        for cited in version.basis
    }
    return {name: oid for name, oid in approved.items() if name in wanted}
