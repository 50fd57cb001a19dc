"""Core: rules that bind drafts alone: one that is new today takes down nothing approved before."""

from collections.abc import Sequence

from pipeline.core.checks import ContentCheck
from pipeline.core.checks.changes import coded_causes
from pipeline.core.checks.repeats import repeated
from pipeline.core.phases import sound_phases

EACH: Sequence[ContentCheck] = [sound_phases, coded_causes]  # find the same in one item alone
DRAFTS: Sequence[ContentCheck] = [*EACH, repeated]
