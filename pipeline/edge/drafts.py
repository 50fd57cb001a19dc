"""Edge: the proposals that lie on the server: branches ``konsep/*`` and ``ralat/*``, by Git alone.

What the forge says of them (number, handed over or not) is added by the caller.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.core.history import SideCommit, printable
from pipeline.core.model import Item
from pipeline.edge.committed import read_item_bytes
from pipeline.edge.history import read_proposals
from pipeline.edge.remote import PREFIXES, tracking

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One proposal as Git has it."""

    name: str
    tip: str
    side: tuple[SideCommit, ...]  # not empty: a merged branch is no proposal
    items: Mapping[str, Item | None]  # by unit; None: nothing that can be read yet


def read_drafts(repo: "Repository", main: str, *, also: Iterable[str] = ()) -> list[Branch]:
    """Every proposal with commits that main does not have; ``also`` names further branches."""
    base = tracking("") if repo.has_remote else "refs/heads/"
    wanted = [f"{base}{prefix}" for prefix in PREFIXES] + [f"{base}{name}" for name in also]
    out = repo.run("for-each-ref", "--format=%(refname)%00%(objectname)", *wanted)
    rows = (line.split("\0") for line in out.decode("utf-8", "backslashreplace").splitlines())
    tips = {ref.removeprefix(base): tip for ref, tip in rows}
    proposals = {name: side for name, side in read_proposals(repo, tips, main).items() if side}
    pages = {
        f"{tips[name]}:{unit}/index.md": (name, unit)
        for name, side in proposals.items()
        for unit in sorted(set().union(*(step.units for step in side)))
        if unit.startswith("content/konten/")
    }
    items = _items(repo, pages)
    return [
        Branch(
            name=printable(name),
            tip=tips[name],
            side=side,
            items={unit: items.get((name, unit)) for of, unit in pages.values() if of == name},
        )
        for name, side in sorted(proposals.items())
    ]


def _items(
    repo: "Repository", pages: Mapping[str, tuple[str, str]]
) -> dict[tuple[str, str], Item | None]:
    """Read the pages of all proposals in two calls: what they are, then what they say."""
    if not pages:
        return {}
    feed = "".join(f"{spec}\n" for spec in pages).encode()
    rows = repo.run("cat-file", "--batch-check", stdin=feed).decode("utf-8", "replace").splitlines()
    found = {
        place: row.split(" ")[0]
        for place, row in zip(pages.values(), rows, strict=True)
        if " blob " in row
    }
    contents = repo.read_blobs(found.values())
    return {place: read_item_bytes(contents[oid], place[1]) for place, oid in found.items()}
