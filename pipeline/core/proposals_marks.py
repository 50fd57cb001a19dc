"""Core: findings as GitHub's annotations, which stand on the exact line of a proposal."""

from collections.abc import Iterable

from pipeline.core.findings import Finding, Severity

_SHOWN = 10  # of each kind: GitHub shows no more of one step


def annotations(findings: Iterable[Finding]) -> list[str]:
    """Workflow commands, the holding ones first; what a stranger wrote cannot become another."""
    told = sorted(findings)
    held = [f for f in told if f.severity is Severity.HOLD][:_SHOWN]
    advice = [f for f in told if f.severity is Severity.ADVICE][:_SHOWN]
    return [_mark("error", f) for f in held] + [_mark("notice", f) for f in advice]


def _mark(kind: str, finding: Finding) -> str:
    where, title = _property(finding.where), _property(finding.rule)
    return f"::{kind} file={where},line={finding.line},title={title}::{_said(finding.message)}"


def _said(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _said(text).replace(":", "%3A").replace(",", "%2C")
