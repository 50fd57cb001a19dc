"""Edge: earlier versions of items, read from the trees that were approved."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.core.model import Item
from pipeline.edge.disk import read_item_bytes
from pipeline.edge.objects import read_objects, tree_entries

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_PAGE = b"index.md"


def read_versions(repo: "Repository", wanted: Iterable[tuple[str, str]]) -> dict[str, Item]:
    """By tree: the item that each pair of tree and unit was. Two calls, however many there are."""
    pairs = dict(wanted)
    pages = {
        tree: oid
        for tree, (kind, content) in read_objects(repo, pairs).items()
        if kind == "tree"
        for _, name, oid in tree_entries(content, len(tree) // 2)
        if name == _PAGE
    }
    texts = repo.read_blobs(pages.values())
    read = {
        tree: read_item_bytes(texts[oid], pairs[tree])
        for tree, oid in pages.items()
        if oid in texts
    }
    return {tree: item for tree, item in read.items() if item}
