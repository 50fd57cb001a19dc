"""Draws: one edition of the public page, as a value: what is shown, and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pipeline.core.agenda import Agenda
from pipeline.core.changes import Changes
from pipeline.core.content import Content
from pipeline.core.control_card import ControlCard
from pipeline.core.model import WITA, Contact, Item, Series
from pipeline.core.posting import SETTLING, Act, ActKind
from pipeline.core.status_matter import Status
from pipeline.render.wording import day_text, month_text


class Drawing(Protocol):
    """What a page needs to know of a drawn card (render/cards.py draws it)."""

    @property
    def format(self) -> str: ...  # feed, slide, story, link or wide

    @property
    def page(self) -> int: ...  # 1..n; 0 unless a slide

    @property
    def path(self) -> Path: ...

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def alt(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The approved content, its cards, its history and the posts that the ledger knows."""

    content: Content
    cards: Mapping[str, Sequence[Drawing]]
    published: Mapping[str, datetime] = field(default_factory=dict)  # item id -> approval
    registered: Mapping[str, datetime] = field(default_factory=dict)  # instrument id -> approval
    changes: Mapping[str, Changes] = field(default_factory=dict)  # item id -> public history
    imported: frozenset[str] = frozenset()  # item ids older than the system
    acts: tuple[Act, ...] = ()
    rehearsal: bool = False
    status: Status | None = None  # what is under way, for the team's page
    control: tuple[ControlCard, ...] = ()  # the newest items' cards, for the same page
    agenda: Agenda | None = None  # what is planned, for the same page alone
    repository: str = ""  # where proposals are opened: "owner/name" on GitHub
    program: Mapping[str, bytes] = field(default_factory=dict)  # the browser editor's, by name
    now: datetime | None = None  # None: a preview, which shows what is scheduled too

    @cached_property
    def site_url(self) -> str:
        """The address of the page, with its final slash."""
        channels = self.content.channels
        return (channels.site_url if channels else "http://127.0.0.1").rstrip("/") + "/"

    @property
    def office(self) -> str:
        return self.content.channels.office if self.content.channels else "JDIH"

    @property
    def contact(self) -> Contact:
        return self.content.channels.contact if self.content.channels else Contact()

    def day(self, item: Item) -> date:
        """The day shown with an item: its broadcast, else its approval, else the id's month."""
        moment = item.scheduled or self.published.get(item.id)
        if moment:
            return moment.astimezone(WITA).date()
        return date(int(item.id[:4]), int(item.id[5:7]), 1)

    def when(self, item: Item) -> str:
        """The day in words; only the month where no day is known."""
        known = item.scheduled or self.published.get(item.id)
        return day_text(self.day(item)) if known else month_text(self.day(item))

    def moment(self, item: Item) -> datetime:
        """The same with its time, for feeds: eight in the morning where no time is known."""
        known = item.scheduled or self.published.get(item.id)
        day = self.day(item)
        return known or datetime(day.year, day.month, day.day, 8, tzinfo=WITA)

    def is_out(self, item: Item) -> bool:
        """Whether the time of broadcast has come."""
        return self.now is None or item.scheduled is None or item.scheduled <= self.now

    def items(self) -> list[Item]:
        """Every item that may be seen, newest first, withdrawn ones too."""
        return list(self._items)

    def standing(self) -> list[Item]:
        """The items that still stand: not withdrawn."""
        return list(self._standing)

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        seen = [item for item in self.content.items.values() if self.is_out(item)]
        return tuple(sorted(seen, key=lambda item: (self.moment(item), item.id), reverse=True))

    @cached_property
    def _standing(self) -> tuple[Item, ...]:
        return tuple(item for item in self._items if item.withdrawal is None)

    def series(self, item: Item) -> Series | None:
        return self.content.series.get(item.series)

    def card(self, item: Item, kind: str) -> Drawing | None:
        return next((card for card in self.cards.get(item.id, ()) if card.format == kind), None)

    def slides(self, item: Item) -> list[Drawing]:
        slides = [card for card in self.cards.get(item.id, ()) if card.format == "slide"]
        return sorted(slides, key=lambda card: card.page)

    def gallery(self, item: Item) -> list[Drawing]:
        """What an item's page shows: the slides in order where there are any, else the card."""
        feed = self.card(item, "feed")
        return self.slides(item) or ([feed] if feed else [])

    def banners(self, item: Item) -> list[Drawing]:
        """What lists show of an item: the link card, and the wide one on the front page."""
        found = [self.card(item, kind) for kind in ("link", "wide")]
        return [card for card in found if card]

    @cached_property
    def _acts(self) -> Mapping[str, Sequence[Act]]:
        found: dict[str, list[Act]] = {}
        for act in self.acts:
            found.setdefault(act.item, []).append(act)
        return found

    def posts(self, item: Item) -> list[Act]:
        """The item's posts with an address, the current revision first, in channel order."""
        mine = self._acts.get(item.id, ())
        gone = {(act.revision, act.channel) for act in mine if act.kind is ActKind.REMOVED}
        found = {
            (act.revision, act.channel): act
            for act in mine
            if act.kind in SETTLING and act.url and (act.revision, act.channel) not in gone
        }
        once: dict[str, Act] = {}  # a correction may stand in the very post that it corrects
        for key in sorted(found, key=lambda key: (-key[0], key[1])):
            once.setdefault(found[key].url, found[key])
        return [*once.values()]
