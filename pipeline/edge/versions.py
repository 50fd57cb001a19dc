"""Edge: pages of items and meetings, read from the trees that were approved."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pipeline.core.model import Item, Minutes
from pipeline.edge.committed import read_item_bytes, read_minutes_bytes
from pipeline.edge.objects import read_objects, tree_entries

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


def read_versions(repo: "Repository", wanted: Iterable[tuple[str, str]]) -> dict[str, Item]:
    """By tree: the item that each pair of tree and unit was. Two calls, however many there are."""
    pairs = dict(wanted)
    texts = _pages(repo, pairs, b"index.md")
    read = {tree: read_item_bytes(text, pairs[tree]) for tree, text in texts.items()}
    return {tree: item for tree, item in read.items() if item}


def read_meetings(repo: "Repository", units: Mapping[str, str]) -> dict[str, Minutes]:
    """By unit: the minutes in its tree, without the photographs beside them. Two calls."""
    texts = _pages(repo, units.values(), b"notula.md")
    read = {u: read_minutes_bytes(texts[tree], u) for u, tree in units.items() if tree in texts}
    return {unit: minutes for unit, minutes in read.items() if minutes}


def _pages(repo: "Repository", trees: Iterable[str], page: bytes) -> dict[str, bytes]:
    """By tree: the file of this name in it."""
    pages = {
        tree: oid
        for tree, (kind, content) in read_objects(repo, trees).items()
        if kind == "tree"
        for _, name, oid in tree_entries(content, len(tree) // 2)
        if name == page
    }
    texts = repo.read_blobs(pages.values())
    return {tree: texts[oid] for tree, oid in pages.items() if oid in texts}
