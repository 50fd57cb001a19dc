"""Core: everything the office wrote, read and frozen. What could not be read is a finding."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.core.contests import Contest
from pipeline.core.findings import Finding
from pipeline.core.instruments import Instrument
from pipeline.core.model import (
    Calendar,
    Channels,
    Disposisi,
    Item,
    Minutes,
    PlainPage,
    Roster,
    Series,
)
from pipeline.core.reach import Reach
from pipeline.core.retention import Retention
from pipeline.core.sop import Sop
from pipeline.core.spelling import WordList

ITEMS = "content/konten/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A picture beside an item, as its header describes it."""

    name: str
    kind: str  # "JPEG", "PNG" or "WEBP"
    width: int
    height: int
    size: int  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One reading of ``content/``. Every mapping is by id, sorted."""

    roster: Roster | None = None
    channels: Channels | None = None
    series: Mapping[str, Series] = field(default_factory=dict)
    calendar: Calendar = field(
        default_factory=lambda: Calendar(extra_holidays={}, extra_workdays={})
    )
    sop: Sop | None = None
    contests: tuple[Contest, ...] = ()
    words: WordList = field(default_factory=WordList)
    retention: tuple[Retention, ...] = ()
    reach: tuple[Reach, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    unfinished: Mapping[str, Item] = field(default_factory=dict)  # read with blocking findings
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    disposisi: Mapping[str, Disposisi] = field(default_factory=dict)
    minutes: Mapping[str, Minutes] = field(default_factory=dict)  # by date
    pages: Mapping[str, PlainPage] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, PictureFile]] = field(default_factory=dict)  # every folder
    attachments: Mapping[str, str] = field(default_factory=dict)  # path of a PDF, Office -> words
    body_lines: Mapping[str, int] = field(default_factory=dict)  # path of a page -> its body's line
    findings: tuple[Finding, ...] = ()

    def office(self) -> "Content":
        """The same without its items: what the rules for one item may look at besides it."""
        findings = tuple(f for f in self.findings if not f.where.startswith(ITEMS))
        return replace(self, items={}, unfinished={}, pictures={}, findings=findings)

    def alone(self, item: Item, office: "Content") -> "Content":
        """The office with this item and no other."""
        mine = {item.id: self.pictures[item.id]} if item.id in self.pictures else {}
        folder = item.where.rpartition("/")[0]
        told = tuple(
            f for f in self.findings if f.where == folder or f.where.startswith(f"{folder}/")
        )
        whole = (*office.findings, *told)
        return replace(office, items={item.id: item}, pictures=mine, findings=whole)

    def is_broken(self, path: str) -> bool:
        """Whether something at this path is there but could not be read."""
        return any(f.where == path or f.where.startswith(path + "/") for f in self.findings)
