"""Core: what an open proposal changes and what came of it, as values. Reads nothing itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.forge import Proposal
from pipeline.core.history import unit_of
from pipeline.core.model import Item

ITEMS = "content/konten/"
CLASH = "usulan-bertabrakan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A caption as the channel would get it."""

    channel: str
    label: str
    text: str
    size: int  # as the network counts
    limit: int  # 0: none stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One item that the proposal changes."""

    id: str
    title: str
    disposisi: str
    revision: int
    withdrawn: bool = False
    removed: bool = False
    cards: int = 0
    captions: tuple[Worded, ...] = ()

    @property
    def where(self) -> str:
        return f"{ITEMS}{self.id}/index.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the reading job found, for the job that speaks: small, and believed by nobody."""

    drafts: tuple[Draft, ...] = ()
    others: tuple[str, ...] = ()  # changed units that are no items
    findings: tuple[Finding, ...] = ()  # of the hand-over gate, and advice
    later: tuple[Finding, ...] = ()  # what only publication asks for
    left_out: int = 0  # findings that found no room


def units(paths: Iterable[str]) -> frozenset[str]:
    """What is approved as one, of the files that a proposal changes."""
    return frozenset(unit for path in paths if (unit := unit_of(path)))


def affected(changed: Collection[str], old: Content, new: Content) -> list[str]:
    """Name the items whose cards or words a proposal may change, by the units it changes.

    Not only those it edits: a card also shows its series, its law and the name of the office.
    """
    same_house = (old.channels and (old.channels.office, old.channels.site_url)) == (
        new.channels and (new.channels.office, new.channels.site_url)
    )
    found = {
        name
        for name, item in new.items.items()
        if f"{ITEMS}{name}" in changed
        or not same_house
        or old.series.get(item.series) != new.series.get(item.series)
        or any(f"content/peraturan/{basis.instrument}.md" in changed for basis in item.basis)
    }
    return sorted(found)


def reworded(changed: Collection[str], drawn: Collection[str], new: Content) -> list[str]:
    """Name the items to word: those drawn anew; all of them where the channels change."""
    return sorted(new.items if "content/kanal.yml" in changed else drawn)


def own_findings(
    changed: Collection[str], old: Iterable[Finding], new: Iterable[Finding]
) -> list[Finding]:
    """The findings that this proposal has to answer for.

    Those in what it touches, and those that were not there before; the rest is main's own trouble
    and must not hold somebody else's work.
    """
    before = {(f.where, f.rule, f.message) for f in old}
    return [
        f for f in new if unit_of(f.where) in changed or f.where in changed or _key(f) not in before
    ]


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.where, finding.rule, finding.message


def removed(changed: Collection[str], old: Content, new: Content) -> list[Item]:
    """The items of main that the proposal deletes."""
    gone = old.items.keys() - new.items.keys() - new.unfinished.keys()
    return [old.items[name] for name in sorted(gone) if f"{ITEMS}{name}" in changed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Another open proposal that touches the same unit."""

    unit: str
    number: int
    url: str
    first: bool  # whether the other one came first
    contained: bool  # whether this proposal has taken the other one in
    stuck: bool = False  # it must wait, and the forge would not make it a draft again


def clashes(
    mine: Proposal,
    touched: Collection[str],
    others: Sequence[tuple[Proposal, Collection[str]]],
    contained: Collection[int],
) -> list[Clash]:
    """The open proposals that touch what this one touches; numbers say which came first."""
    return [
        Clash(
            unit=unit,
            number=other.number,
            url=other.url,
            first=other.number < mine.number,
            contained=other.number in contained,
        )
        for other, theirs in sorted(others, key=lambda pair: pair[0].number)
        if other.number != mine.number
        for unit in sorted(set(touched) & set(theirs))
    ]


def mirrored(clash: Clash, mine: Proposal, *, contained: bool, stuck: bool = False) -> Clash:
    """The same as the other proposal sees it."""
    return Clash(
        unit=clash.unit,
        number=mine.number,
        url=mine.url,
        first=not clash.first,
        contained=contained,
        stuck=stuck,
    )


def clash_findings(found: Iterable[Clash]) -> list[Finding]:
    """The second waits until it contains the first; the first is told who waits."""
    return [
        Finding(
            where=f"{clash.unit}/index.md" if clash.unit.startswith(ITEMS) else clash.unit,
            rule=CLASH,
            message=_meeting(clash),
            severity=Severity.HOLD if clash.first and not clash.contained else Severity.ADVICE,
        )
        for clash in found
    ]


def _meeting(clash: Clash) -> str:
    if clash.first and not clash.contained:
        return (
            f"Ditahan: usulan #{clash.number} lebih dahulu mengubah bagian ini. Tunggu sampai "
            "selesai lalu tekan Update branch, atau gabungkan cabangnya ke usulan ini."
        )
    if clash.first:
        return f"Usulan ini memuat usulan #{clash.number}, yang mengubah bagian yang sama."
    return f"Usulan #{clash.number} juga mengubah bagian ini, dan menunggu usulan ini."
