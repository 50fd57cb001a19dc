"""Draws: how documents say days, people and short evidence; and prose as values without markup."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pipeline.core.days import full_day, plain_day
from pipeline.core.model import WITA, Role
from pipeline.core.status_text import ROLES
from pipeline.render import prose

_LEDGER = "ledger:"  # before a path of the branch where the acts are written
_FONTS = {"regular": "regular", "bold": "bold", "italic": "italic"}


def clock(at: datetime) -> str:
    """pukul 09.30 Wita."""
    return f"pukul {at.astimezone(WITA):%H.%M} Wita"


def day(at: datetime) -> str:
    """24 Maret 2022."""
    return plain_day(at.astimezone(WITA).date())


def long_day(at: datetime) -> str:
    """Selasa, 24 Maret 2022."""
    return full_day(at.astimezone(WITA).date())


def when(at: datetime) -> str:
    """Selasa, 24 Maret 2022 pukul 09.30 Wita."""
    return f"{long_day(at)} {clock(at)}"


def roles(named: Iterable[Role]) -> str:
    return ", ".join(ROLES[role] for role in named)


def blocks(markdown: str) -> list[dict[str, Any]]:
    """Paragraphs and list entries, each a row of pieces in one font."""
    return [
        {
            "bullet": block.bullet,
            "runs": [{"text": run.text, "font": run.font} for run in block.runs],
        }
        for block in prose.blocks(markdown, _FONTS)
    ]


def short(evidence: str) -> str:
    """A proof on paper: a commit by its first letters, as Git and the forge show it."""
    if evidence.startswith(_LEDGER):
        return f"buku catatan: {evidence.removeprefix(_LEDGER)}"
    return f"riwayat {evidence[:12]}" if _is_commit(evidence) else evidence


def kind_of(evidence: str) -> str:
    """A proof in a word or two: what opens where it is touched."""
    kinds = {"content/disposisi/": "disposisi", "content/rapat/": "notula", _LEDGER: "buku catatan"}
    for start, name in kinds.items():
        if evidence.startswith(start):
            return name
    if _is_commit(evidence):
        return "riwayat"
    return evidence.removeprefix("https://").partition("/")[0].removeprefix("www.")


def _is_commit(evidence: str) -> bool:
    return len(evidence) in (40, 64) and not {*evidence} - {*"0123456789abcdef"}


def listed(names: Iterable[str]) -> str:
    """Satu; satu dan dua; satu, dua, dan tiga."""
    found = [name for name in names if name]
    if len(found) < 3:
        return " dan ".join(found)
    return f"{', '.join(found[:-1])}, dan {found[-1]}"
