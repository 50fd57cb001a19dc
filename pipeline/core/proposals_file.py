"""Core: the file that carries a preview from the job that reads to the job that speaks.

Whoever wrote the proposal may have had a hand in it: what is read back is measured against narrow
limits, field by field, and one wrong field refuses the whole file.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from pipeline.core.findings import Finding, Severity
from pipeline.core.forms import ITEM_ID
from pipeline.core.proposals import Draft, Preview, Worded

LARGEST = 1024 * 1024  # bytes of the file
MOST_DRAFTS, MOST_CAPTIONS, MOST_FINDINGS, MOST_OTHERS = 40, 24, 150, 100
_LONG, _LINE, _LABEL, _NAME, _PLACE = 8000, 600, 80, 40, 250
_MOST = 10**6
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_RULE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_PATH = re.compile(r"content(/[^/\x00-\x1f]{1,200}){0,8}")
_JOINERS = frozenset("\u00a0\u200c\u200d\u2060")  # hold words and emoji together

V = TypeVar("V")
Json = Any  # as parsed: every field is looked at before it is used


class Unfit(ValueError):
    """The file is not what the reading job writes."""


def write_preview(preview: Preview) -> bytes:
    """The preview as JSON that its reader takes; what finds no room is counted, never cut."""
    found = sorted(preview.findings, key=_urgent)[:MOST_FINDINGS]
    later = sorted(preview.later, key=_urgent)[: MOST_FINDINGS - len(found)]
    left_out = len(preview.findings) + len(preview.later) - len(found) - len(later)
    drafts = [draft for draft in preview.drafts if _named(draft.id, 100, ITEM_ID)]
    made = {
        "schema": 1,
        "drafts": [_draft(draft) for draft in drafts[:MOST_DRAFTS]],
        "others": [one for one in preview.others if _named(one, _PLACE, _PATH)][:MOST_OTHERS],
        "findings": [_finding(finding) for finding in found],
        "later": [_finding(finding) for finding in later],
        "left_out": _counted(left_out + preview.left_out),
    }
    content = json.dumps(made, ensure_ascii=False, indent=1).encode()
    if len(content) >= LARGEST:  # captions are the bulk, and the least needed
        bare = [_draft(replace(draft, captions=())) for draft in drafts[:MOST_DRAFTS]]
        content = json.dumps({**made, "drafts": bare}, ensure_ascii=False, indent=1).encode()
    return content + b"\n"


def _urgent(finding: Finding) -> tuple[bool, Finding]:
    return finding.severity is not Severity.HOLD, finding


def _draft(draft: Draft) -> dict[str, object]:
    captions = [one for one in draft.captions if _named(one.channel, 64, _SLUG)]
    return {
        "id": draft.id,
        "title": _fit(draft.title, _LINE),
        "disposisi": _fit(draft.disposisi, _NAME),
        "revision": _counted(draft.revision),
        "withdrawn": draft.withdrawn,
        "removed": draft.removed,
        "cards": _counted(draft.cards),
        "captions": [
            {
                "channel": worded.channel,
                "label": _fit(worded.label, _LABEL),
                "text": _clean(worded.text, lines=True) if len(worded.text) <= _LONG else "",
                "size": _counted(worded.size),
                "limit": _counted(worded.limit),
            }
            for worded in captions[:MOST_CAPTIONS]
        ],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "where": finding.where if _named(finding.where, _PLACE, _PATH) else "content",
        "line": max(_counted(finding.line), 1),
        "rule": finding.rule,
        "message": _fit(finding.message, _LINE),
        "hold": finding.severity is Severity.HOLD,
    }


def _named(text: str, most: int, like: re.Pattern[str]) -> bool:
    return len(text) <= most and bool(like.fullmatch(text)) and _clean(text) == text


def _fit(text: str, most: int) -> str:
    """One printable line of at most so many letters."""
    line = _clean(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _clean(text: str, *, lines: bool = False) -> str:
    return "".join(c if _shown(c, lines=lines) else " " for c in text)


def _shown(sign: str, *, lines: bool) -> bool:
    return sign.isprintable() or sign in _JOINERS or (lines and sign == "\n")


def _counted(number: int) -> int:
    return min(max(number, 0), _MOST)


def read_preview(content: bytes) -> Preview:
    """Believe nothing: sizes, types, alphabets. Raises Unfit."""
    if len(content) > LARGEST:
        raise Unfit(f"besarnya {len(content)} bita, paling banyak {LARGEST}")
    try:
        made = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Unfit("bukan JSON") from None
    top = _keys(made, "schema", "drafts", "others", "findings", "later", "left_out")
    if _number(top["schema"]) != 1:
        raise Unfit("schema tidak dikenal")
    return Preview(
        drafts=_each(top["drafts"], MOST_DRAFTS, _read_draft),
        others=_each(top["others"], MOST_OTHERS, lambda one: _text(one, _PLACE, _PATH)),
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
        disposisi=_text(one["disposisi"], _NAME),
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
        label=_text(one["label"], _LABEL),
        text=_text(one["text"], _LONG, lines=True),
        size=_number(one["size"]),
        limit=_number(one["limit"]),
    )


def _read_finding(made: Json) -> Finding:
    one = _keys(made, "where", "line", "rule", "message", "hold")
    return Finding(
        where=_text(one["where"], _PLACE, _PATH),
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
    if _clean(made, lines=lines) != made:
        raise Unfit("teks memuat tanda yang tidak tampak")
    return made


def _number(made: Json) -> int:
    if type(made) is not int or not 0 <= made <= _MOST:
        raise Unfit("angka di luar batas")
    return made


def _flag(made: Json) -> bool:
    if not isinstance(made, bool):
        raise Unfit("bukan ya atau tidak")
    return made
