"""Core: findings as people and programs read them: in a terminal, on a phone, as JSON."""

import json
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from pipeline.core.findings import Finding, Severity, blocking, counted
from pipeline.core.harmless import plain
from pipeline.core.history import unit_of

MOST_SHOWN = 200  # on the page of a run: whoever mends these looks again
_SIGNS = {Severity.HOLD: "⛔", Severity.ADVICE: "💡"}


class Tone(StrEnum):
    """What a terminal may show in a colour."""

    HEADING = "heading"
    HOLD = "hold"
    ADVICE = "advice"


Paint = Callable[[Tone, str], str]


def grouped(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """What is approved as one, and its findings: what holds before what advises, in every group."""
    found: dict[str, list[Finding]] = {}
    for finding in sorted(set(findings), key=lambda f: (f.severity is not Severity.HOLD, f)):
        found.setdefault(unit_of(finding.where) or finding.where, []).append(finding)
    return sorted(found.items(), key=lambda group: (not blocking(group[1]), group[0]))


def text_lines(findings: Iterable[Finding], paint: Paint) -> list[str]:
    """One block per item; each line begins with the place that an editor's program can open."""
    lines: list[str] = []
    for unit, group in grouped(findings):
        heading = paint(Tone.HEADING, unit.removeprefix("content/"))
        lines += ["", f"{heading}: {counted(group)}"]
        for finding in group:
            held = finding.severity is Severity.HOLD
            mark = paint(Tone.HOLD, "tahan") if held else paint(Tone.ADVICE, "saran")
            lines.append(f"  {mark}  {' '.join(str(finding).splitlines())}")
    return lines[1:]


def summary_page(findings: Sequence[Finding], told: Iterable[str]) -> str:
    """The same for the page of a run: short lines that wrap on a phone, no table."""
    lines = ["## Redaksi JDIH", "", *(f"{plain(line)}  " for line in told)]
    left = MOST_SHOWN
    for unit, group in grouped(findings):
        if left:
            lines += ["", f"### {plain(unit.removeprefix('content/'))}", ""]
        for finding in group[:left]:
            place = finding.where.removeprefix(unit).lstrip("/")
            at = f"{place} baris {finding.line}" if place else f"baris {finding.line}"
            lines.append(f"- {_SIGNS[finding.severity]} **{plain(at)}**: {plain(finding.message)}")
        left -= len(group[:left])
    more = len(set(findings)) - (MOST_SHOWN - left)
    lines += ["", f"dan {more} lagi."] if more else []
    return "\n".join([*lines, ""])


def as_json(findings: Iterable[Finding], told: Iterable[str]) -> str:
    """For programs. Keys stay as they are; ``schema`` counts up if one ever has to change."""
    every = [finding for _, group in grouped(findings) for finding in group]
    held = len(blocking(every))
    made = {
        "schema": 1,
        "holds": held,
        "advice": len(every) - held,
        "notes": list(told),
        "findings": [
            {
                "path": finding.where,
                "line": finding.line,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.message,
            }
            for finding in every
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1)
