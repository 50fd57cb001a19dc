"""Core: an issue form as it was filled in: heading by heading, believing nothing it says.

GitHub writes "### Heading", a blank line and the answer, in the order of the form. An answer can
hold such a line too, so only the heading that comes next in the form begins an answer.
"""

import re
from collections.abc import Mapping, Sequence

LARGEST = 60_000  # characters; GitHub itself takes 65,536
_HEADING = re.compile(r"### (.+)")
_NOTHING = frozenset({"_No response_", "None"})
_TICKED = re.compile(r"- \[(.)\] (.*)")


def answers(body: str, headings: Sequence[str]) -> Mapping[str, str]:
    """Each question's answer as it was typed; "" where there is none."""
    found: dict[str, list[str]] = {heading: [] for heading in headings}
    waiting = list(headings)
    here: list[str] | None = None
    for line in body[:LARGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        match = _HEADING.fullmatch(line.rstrip())
        if match and match[1].strip() in waiting:
            # a question that nobody answered may be missing; one that is past may not return
            del waiting[: waiting.index(match[1].strip()) + 1]
            here = found[match[1].strip()]
        elif here is not None:
            here.append(line)
    told = {heading: "\n".join(lines).strip() for heading, lines in found.items()}
    return {heading: "" if text in _NOTHING else text for heading, text in told.items()}


def ticked(answer: str) -> tuple[str, ...]:
    """The lines of a list of boxes that are ticked."""
    found = (_TICKED.fullmatch(line.strip()) for line in answer.split("\n"))
    return tuple(match[2].strip() for match in found if match and match[1] in "xX")


def item_named(typed: str) -> str:
    """The item that somebody means: its name, or the address of its page, copied from a phone."""
    return typed.partition("?")[0].rstrip("/").rpartition("/")[2].strip()
