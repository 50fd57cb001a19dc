"""Core: the file that carries a preview from the job that reads to the job that speaks.

Whoever wrote the proposal may have had a hand in it: what is read back is measured against narrow
limits, field by field, and one wrong field refuses the whole file.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pipeline.core.findings import Finding, Severity
from pipeline.core.forms import ITEM_ID
from pipeline.core.proposals import Draft, Preview, Worded

LARGEST = 512 * 1024  # bytes of the file
MOST_DRAFTS, MOST_CAPTIONS, MOST_FINDINGS, MOST_OTHERS = 40, 24, 150, 100
_LONG, _LINE = 8000, 600
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_RULE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_PATH = re.compile(r"content(/[^/\x00-\x1f]{1,200}){0,8}")
_JOINERS = frozenset("\u200c\u200d\u2060")  # inside emoji and words; they show nothing themselves

V = TypeVar("V")
Json = Any  # as parsed: every field is looked at before it is used


class Unfit(ValueError):
    """The file is not what the reading job writes."""


def write_preview(preview: Preview) -> bytes:
    """The preview as JSON; what finds no room is counted, never cut."""
    room = MOST_FINDINGS
    told = [*preview.findings[:room]]
    later = [*preview.later[: room - len(told)]]
    left_out = len(preview.findings) + len(preview.later) - len(told) - len(later)
    made = {
        "schema": 1,
        "drafts": [_draft(draft) for draft in preview.drafts[:MOST_DRAFTS]],
        "others": [*preview.others[:MOST_OTHERS]],
        "findings": [_finding(finding) for finding in told],
        "later": [_finding(finding) for finding in later],
        "left_out": left_out + preview.left_out,
    }
    content = json.dumps(made, ensure_ascii=False, indent=1).encode()
    if len(content) > LARGEST:  # captions are the bulk, and the least needed
        made["drafts"] = [{**draft, "captions": []} for draft in made["drafts"]]  # type: ignore[attr-defined]  # a list of dicts
        content = json.dumps(made, ensure_ascii=False, indent=1).encode()
    return content + b"\n"


def _draft(draft: Draft) -> dict[str, object]:
    return {
        "id": draft.id,
        "title": _fit(draft.title, _LINE),
        "disposisi": _fit(draft.disposisi, 40),
        "revision": draft.revision,
        "withdrawn": draft.withdrawn,
        "removed": draft.removed,
        "cards": draft.cards,
        "captions": [
            {
                "channel": worded.channel,
                "label": _fit(worded.label, 80),
                "text": worded.text if len(worded.text) <= _LONG else "",
                "size": worded.size,
                "limit": worded.limit,
            }
            for worded in draft.captions[:MOST_CAPTIONS]
        ],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "where": finding.where if _PATH.fullmatch(finding.where) else "content",
        "line": min(max(finding.line, 1), 10**6),
        "rule": finding.rule,
        "message": _fit(finding.message, _LINE),
        "hold": finding.severity is Severity.HOLD,
    }


def _fit(text: str, most: int) -> str:
    """One printable line of at most so many letters."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def read_preview(content: bytes) -> Preview:
    """Believe nothing: sizes, types, alphabets. Raises Unfit."""
    if len(content) > LARGEST:
        raise Unfit(f"besarnya {len(content)} bita, paling banyak {LARGEST}")
    try:
        made = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Unfit("bukan JSON") from None
    top = _keys(made, "schema", "drafts", "others", "findings", "later", "left_out")
    if top["schema"] != 1:
        raise Unfit("schema tidak dikenal")
    return Preview(
        drafts=_each(top["drafts"], MOST_DRAFTS, _read_draft),
        others=_each(top["others"], MOST_OTHERS, lambda one: _text(one, 400, _PATH)),
        findings=_each(top["findings"], MOST_FINDINGS, _read_finding),
        later=_each(top["later"], MOST_FINDINGS, _read_finding),
        left_out=_number(top["left_out"]),
    )


def _read_draft(made: Json) -> Draft:
    names = ("id", "title", "disposisi", "revision", "withdrawn", "removed", "cards", "captions")
    one = _keys(made, *names)
    return Draft(
        id=_text(one["id"], 100, ITEM_ID),
        title=_text(one["title"], _LINE),
        disposisi=_text(one["disposisi"], 40),
        revision=_number(one["revision"]),
        withdrawn=_flag(one["withdrawn"]),
        removed=_flag(one["removed"]),
        cards=_number(one["cards"]),
        captions=_each(one["captions"], MOST_CAPTIONS, _read_caption),
    )


def _read_caption(made: Json) -> Worded:
    one = _keys(made, "channel", "label", "text", "size", "limit")
    return Worded(
        channel=_text(one["channel"], 64, _SLUG),
        label=_text(one["label"], 80),
        text=_text(one["text"], _LONG, lines=True),
        size=_number(one["size"]),
        limit=_number(one["limit"]),
    )


def _read_finding(made: Json) -> Finding:
    one = _keys(made, "where", "line", "rule", "message", "hold")
    return Finding(
        where=_text(one["where"], 400, _PATH),
        line=_number(one["line"]),
        rule=_text(one["rule"], 64, _RULE),
        message=_text(one["message"], _LINE),
        severity=Severity.HOLD if _flag(one["hold"]) else Severity.ADVICE,
    )


def _keys(made: Json, *names: str) -> dict[str, Json]:
    if not isinstance(made, dict) or made.keys() != set(names):
        raise Unfit(f"yang ditunggu hanya {', '.join(names)}")
    return made


def _each(made: Json, most: int, read: Callable[[Json], V]) -> tuple[V, ...]:
    if not isinstance(made, list) or len(made) > most:
        raise Unfit(f"daftar lebih dari {most}")
    return tuple(read(one) for one in made)


def _text(
    made: Json, most: int, like: re.Pattern[str] | None = None, *, lines: bool = False
) -> str:
    if not isinstance(made, str) or len(made) > most:
        raise Unfit(f"teks lebih dari {most} huruf")
    if like and not like.fullmatch(made):
        raise Unfit("teks berbentuk lain")
    if not _shown(made, lines=lines):
        raise Unfit("teks memuat tanda yang tidak tampak")
    return made


def _shown(text: Iterable[str], *, lines: bool) -> bool:
    return all(c.isprintable() or c in _JOINERS or (lines and c == "\n") for c in text)


def _number(made: Json) -> int:
    if type(made) is not int or not 0 <= made <= 10**6:
        raise Unfit("angka di luar batas")
    return made


def _flag(made: Json) -> bool:
    if not isinstance(made, bool):
        raise Unfit("bukan ya atau tidak")
    return made
