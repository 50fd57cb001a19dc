"""Checking: the working copy with all its findings; what has not changed is not judged again."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.dependence import Checked, since
from pipeline.core.findings import Finding
from pipeline.core.judged import together
from pipeline.edge import found_cache, states
from pipeline.workplace import HOME, Desk

if TYPE_CHECKING:
    from pipeline.core.content import Content
    from pipeline.render.cards import Drawn


def draft(desk: Desk) -> "tuple[Content, Drawn, list[Finding]]":
    """The working copy, read, drawn and worded, with all its findings."""
    from pipeline.edge import disk
    from pipeline.render.cards import draw_all

    content = disk.read_content(desk.root)
    drawn = draw_all(
        content.items.values(),
        content=content,
        root=desk.root,
        site=desk.site,
        out=desk.build / "pratinjau" / "kartu",
        progress=lambda name, done, of: desk.progress(f"menggambar {done}/{of}: {name}"),
    )
    return content, drawn, sorted({*checked(desk).findings, *drawn.findings})


def checked(desk: Desk) -> Checked:
    """Every finding, judged anew only where a file of the office or of the tool has changed."""
    kept, tool = desk.build / "periksa", states.edition(HOME / "pipeline", desk.site)
    state = states.state_of(desk.root / "content")
    memory = found_cache.recall(kept, tool)
    if memory is None or not memory.is_of(state):
        from pipeline.judging import judge_anew  # late: brings letters, templates, a dictionary

        memory = judge_anew(desk, tool, state, memory, kept)
        found_cache.keep(kept, tool, memory)
    items = {name: one.judged for name, one in memory.items.items()}
    return together(memory.office, items, memory.alike)


def since_revision(root: Path, revision: str, found: Checked) -> list[Finding]:
    """The findings in what changed since a commit, and in what depends on it."""
    from pipeline.edge.git import Repository  # late: GitPython takes a tenth of a second

    return since(found, Repository(root).changed_since(revision))
