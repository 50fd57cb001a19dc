"""Core: a skeleton's places for words are filled before an item is handed over."""

from collections.abc import Iterator

from pipeline.core.checks.saying import hold
from pipeline.core.content import Content
from pipeline.core.drafting_item import TO_WRITE
from pipeline.core.findings import Finding
from pipeline.core.model import Item


def nothing_left_to_write(item: Item, content: Content) -> Iterator[Finding]:
    """No place of the skeleton still waits for words."""
    message = f'Ganti "{TO_WRITE}…]" dengan tulisan Anda, atau hapus barisnya.'
    if TO_WRITE in item.summary:
        yield hold(item, "summary", "belum-ditulis", message)
    if item.correction and TO_WRITE in item.correction.note:
        yield hold(item, "correction", "belum-ditulis", message)
    for offset, line in enumerate(item.body.split("\n")):
        if TO_WRITE in line:
            yield hold(item, item.body_line + offset, "belum-ditulis", message)
