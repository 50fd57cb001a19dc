"""Core: rules that bind drafts alone: one that is new today takes down nothing approved before."""

from collections.abc import Callable, Iterable, Sequence

from pipeline.core.checks.changes import coded_causes
from pipeline.core.checks.repeats import repeated
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.phases import sound_phases

DRAFTS: Sequence[Callable[[Content], Iterable[Finding]]] = [sound_phases, coded_causes, repeated]
