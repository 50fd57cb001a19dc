"""Core: other people's words in a comment on the forge: shown as they are, and nothing more.

No markup, no mention, no link and no reference that GitHub would make of them.
"""

import re
from itertools import pairwise

# CommonMark lets a backslash stand before every ASCII punctuation mark and shows the mark itself.
_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
# GitHub reads these after the Markdown. A joiner parts them: it shows nothing and ends no line.
_NOTHING = "\u2060"
_CALLS = re.compile(
    r"(?<=[@#])(?=\w)|(?<=\bGH-)(?=\d)|(?<=:)(?=//|[a-z+-])|(?<=\bwww)(?=\.)", re.IGNORECASE
)
_COMMIT = re.compile(r"\b[0-9a-f]{7,}\b", re.IGNORECASE)
_SIX = re.compile(r"(.{6})(?=.)")


def plain(text: str) -> str:
    """One line of text in which every sign stands for itself."""
    return _MARKUP.sub(r"\\\1", _calling_nobody(text))


def attribute(text: str) -> str:
    """The same where HTML stands: in the quotes of an attribute, or between two tags."""
    marks = {"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "`": "&#96;"}
    return "".join(marks.get(c, c) for c in _calling_nobody(text))


def _calling_nobody(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    parted = _CALLS.sub(_NOTHING, line)
    return _COMMIT.sub(lambda found: _SIX.sub(rf"\1{_NOTHING}", found[0]), parted)


def quoted(text: str) -> str:
    """Several lines as a quotation, line by line: unlike code, it wraps on a phone."""
    lines = [plain(line) for line in text.split("\n")]
    breaks = ["\\" if here and after else "" for here, after in pairwise([*lines, ""])]
    return "\n".join(f"> {line}{end}".rstrip() for line, end in zip(lines, breaks, strict=True))
