"""Draws: what is on record of one item, for its documents; and a document as a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.core.content import Content
from pipeline.core.control_card import ControlCard
from pipeline.core.model import WITA, Disposisi, Item, Minutes, Person, Role, Roster
from pipeline.core.posting import Act, Post
from pipeline.core.verdicts import Evidence
from pipeline.render.card import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """One item with its records, gathered by the caller."""

    card: ControlCard
    content: Content
    disposisi: Disposisi | None
    minutes: Minutes | None
    photographs: tuple[Path, ...] = ()  # beside the minutes
    evidence: Evidence | None  # of the version in force
    roster: Roster
    acts: tuple[Act, ...]  # of this item, oldest first
    received: tuple[Act, ...] = ()  # who acknowledged the invitation
    posts: Mapping[str, Post] = field(default_factory=dict)  # by channel, of this revision
    cards: Sequence[Card] = ()
    rehearsal: bool = False

    @property
    def item(self) -> Item:
        return self.card.item

    def holder(self, role: Role, at: datetime) -> str:
        """Who held a role then; "" where that was nobody, or more than one."""
        held: Sequence[Person] = self.roster.holders(frozenset({role}), at.astimezone(WITA).date())
        return held[0].name if len(held) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document before it is set: its template, its values, its day."""

    name: str  # of the file, and of the template
    title: str
    subject: str  # what it is about, for its metadata
    at: datetime
    values: Mapping[str, Any]
    pictures: Mapping[str, Path] = field(default_factory=dict)  # name in the values -> our card
    photographs: Mapping[str, Path] = field(default_factory=dict)  # people's: opened with distrust
    thumbnails: Mapping[str, Path] = field(default_factory=dict)  # shown small
    where: str  # the file that a complaint about it points at
    source: str  # what it was made from, at the foot of each page
