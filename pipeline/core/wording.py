"""Core: what a body of Markdown says: its lead and its "##" sections. Renders nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.core.model import Item

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?![^ \t])(.*)")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
# No network makes a hashtag of figures alone ("#1"), none of an address's "#bagian".
_HASHTAG = re.compile(r"(?<![\w&/#])#\w*[^\W\d_]\w*")
_MENTION = re.compile(r"(?<![\w./@])@\w[\w.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of level 2 and what stands below it."""

    title: str
    text: str
    offset: int  # line of the heading in the body, 0-based


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    level: int
    title: str
    offset: int


def prose(body: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line with its offset and whether it stands inside a fenced block of code."""
    lines = body.split("\n")
    if "```" not in body and "~~~" not in body:
        yield from ((offset, line, False) for offset, line in enumerate(lines))
        return
    fence = ""
    for offset, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            yield offset, line, True
            if _closes(found, fence, line):
                fence = ""
        elif found:
            fence = found[1]
            yield offset, line, True
        else:
            yield offset, line, False


def open_code(body: str) -> int | None:
    """Return where code begins that is never closed: it swallows every heading below."""
    fence, start = "", None
    for offset, line in enumerate(body.split("\n")):
        found = _FENCE.match(line)
        if fence and _closes(found, fence, line):
            fence = ""
        elif not fence and found:
            fence, start = found[1], offset
    return start if fence else None


def _closes(found: re.Match[str] | None, fence: str, line: str) -> bool:
    return found is not None and found[1].startswith(fence) and not line.strip(" `~")


@lru_cache(maxsize=8)  # several readers ask it of one body after another
def headings(body: str) -> tuple[Heading, ...]:
    """Return the "#" headings of a body, outside code."""
    found = []
    for offset, line, code in prose(body):
        if not code and "#" in line and (match := _HEADING.match(line)):
            title = _CLOSING.sub("", match[2].strip()).strip()
            found.append(Heading(level=len(match[1]), title=title, offset=offset))
    return tuple(found)


def sections(body: str) -> tuple[str, tuple[Section, ...]]:
    """Return the lead and the sections: the lead is what stands before the first "## "."""
    lines = body.split("\n")
    starts = [heading for heading in headings(body) if heading.level == 2]
    ends = [*(heading.offset for heading in starts), len(lines)][1:]
    lead = lines[: starts[0].offset] if starts else lines
    return "\n".join(lead).strip(), tuple(
        Section(
            title=start.title,
            text="\n".join(lines[start.offset + 1 : end]).strip(),
            offset=start.offset,
        )
        for start, end in zip(starts, ends, strict=True)
    )


def lead(item: Item) -> str:
    """Return the Markdown before the first section: what the feed card and captions open with."""
    return sections(item.body)[0]


def hashtags_in(text: str) -> list[str]:
    """The hashtags of a caption as networks see them, in their order."""
    return _HASHTAG.findall(text)


def mentions_in(text: str) -> list[str]:
    """The accounts that a caption names with "@"."""
    return _MENTION.findall(text)
