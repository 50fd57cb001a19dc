"""Core: what an editor can mend, as a value. Never raised, never printed here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    HOLD = "tahan"  # blocks the gate
    ADVICE = "saran"


class Gate(StrEnum):
    """The three moments at which rules bind (design: draft, hand-over, publication)."""

    DRAFT = "konsep"
    HANDOVER = "suntingan"
    PUBLICATION = "unggah"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One complaint: where it is, which rule, and what to type instead (Indonesian)."""

    where: str  # path relative to the repository, with forward slashes
    line: int = 1
    rule: str
    message: str
    severity: Severity = Severity.HOLD

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.message} [{self.rule}]"


def spoken(finding: Finding) -> str:
    """One line of a terminal; what only advises says so first."""
    return f"{'saran: ' if finding.severity is Severity.ADVICE else ''}{finding}"


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop the gate."""
    return [finding for finding in findings if finding.severity is Severity.HOLD]


def counted(findings: Iterable[Finding]) -> str:
    """Count findings in words: "2 temuan menahan, 1 saran"."""
    told = list(findings)
    held = len(blocking(told))
    parts = [f"{held} temuan menahan"] if held else []
    parts += [f"{len(told) - held} saran"] if len(told) > held else []
    return ", ".join(parts) or "tidak ada temuan"


class Blocked(Exception):
    """The operator's trouble: what stopped, where, and what to try (Indonesian). Exit code 2.

    None of the three may hold a secret.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(" ".join(part for part in (what, where and f"({where})", remedy) if part))


def of_item(item: str, items: Collection[str], findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one item. Raises Blocked for an item that is not there."""
    where = f"content/konten/{item}"
    mine = [f for f in findings if f.where == where or f.where.startswith(f"{where}/")]
    if not mine and item not in items:
        raise Blocked(
            f"konten {item} tidak ada",
            where="content/konten",
            remedy="ketik nama foldernya, misalnya 2026-11-tahapan-pemilu",
        )
    return mine
