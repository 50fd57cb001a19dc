"""Core: items that say again what one of the last months said already."""

from collections.abc import Iterator

from pipeline.core.between import likest, repeating, said, title_of
from pipeline.core.content import Content
from pipeline.core.findings import Finding


def repeated(content: Content) -> Iterator[Finding]:
    """Nothing is posted twice within half a year; what mends a post is its correction."""
    every = {**content.items, **content.unfinished}
    found = likest(every, lambda name: said(every[name]), {}, every)
    return repeating(found, {name: title_of(item) for name, item in every.items()})
