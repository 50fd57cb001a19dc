"""Core: what the office should look at again: law that changed, posts nobody read, dead links."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from pipeline.core.checks.cited import later, places
from pipeline.core.content import Content
from pipeline.core.instruments import Instrument, Relation
from pipeline.core.likeness import READ_WITHIN
from pipeline.core.model import WITA, Item
from pipeline.core.plan_parts import Waiting
from pipeline.core.posting import Act, ActKind

PATIENCE = timedelta(days=7)  # a hand-over that old was forgotten, or never written down
MEMORY = timedelta(days=60)  # a list that nobody can empty any more is not read
_RELATIONS = ((Relation.REPEALED_BY, "dicabut"), (Relation.AMENDED_BY, "diubah"))


class Kind(StrEnum):
    """The parts of the list, in its order. Values are its headings."""

    LAW = "Dasar hukumnya berubah"
    POSTS = "Unggahannya belum dicermati atau dibagikan"
    GONE = "Alamat yang putus"
    SILENT = "Alamat yang tidak menjawab pemeriksaan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One thing to look at again."""

    kind: Kind
    subject: str  # an item, an entry of the register, or an address
    why: str


def changed_law(content: Content, landed: Mapping[str, datetime]) -> Iterator[Concern]:
    """Items that cite a rule which was changed or revoked since they were approved.

    The day that counts is the one on which the register came to know of it, or the change's own.
    ``landed`` says of each unit when its version in force was approved.
    """
    for item in _standing(content):
        cited = places(item, content)
        since = landed.get(f"content/konten/{item.id}")
        for name in sorted(cited):
            entry = content.instruments.get(name)
            if entry is None or since is None:
                continue
            for told, newer in _changes(entry, content):
                if newer and newer.id in cited:
                    continue
                known = [landed.get(f"content/peraturan/{e.id}.md") for e in (entry, newer) if e]
                fresh = any(at and at > since for at in known)
                if fresh or (newer and _day(newer) > since.astimezone(WITA).date()):
                    by = f" dengan {newer.name}" if newer else ""
                    yield Concern(kind=Kind.LAW, subject=item.id, why=f"{entry.name} {told}{by}")


def _changes(entry: Instrument, content: Content) -> Iterator[tuple[str, Instrument | None]]:
    """What the register says has become of a rule, and by which other one, where it knows."""
    revoked = False
    for relation, told in _RELATIONS:
        for newer in later(entry, content, relation):
            revoked = revoked or relation is Relation.REPEALED_BY
            yield told, newer
    if entry.in_force is False and not revoked:
        yield "tidak berlaku lagi", None


def _day(entry: Instrument) -> date:
    return entry.promulgated or entry.enacted or date.min


def unread_posts(
    acts: Sequence[Act], waiting: Iterable[Waiting], now: datetime
) -> Iterator[Concern]:
    """Posts that neither program nor person has read again, and hand-overs nobody has confirmed."""
    seen = {act.promise for act in acts if act.kind in (ActKind.CHECKED, ActKind.REMOVED)}
    read = {(act.item, act.revision): act.at for act in acts if act.kind is ActKind.REREAD}
    unread: dict[str, list[Act]] = {}
    for act in acts:
        looked = read.get((act.item, act.revision))
        known = act.promise in seen or (looked is not None and looked >= act.at)
        if act.kind is ActKind.POSTED and not known and READ_WITHIN <= now - act.at < MEMORY:
            unread.setdefault(act.item, []).append(act)
    for item, posts in unread.items():
        channels = ", ".join(sorted({act.channel for act in posts}))
        since = min(act.at for act in posts)
        why = f"terunggah di {channels} sejak {since:%d-%m-%Y}, belum pernah dicermati"
        yield Concern(kind=Kind.POSTS, subject=item, why=why)
    for one in waiting:
        if now - one.since >= PATIENCE:
            why = f"diserahkan untuk {one.channel.label} {one.since:%d-%m-%Y}, belum dikonfirmasi"
            yield Concern(kind=Kind.POSTS, subject=one.promise.item, why=why)


def _standing(content: Content) -> Iterable[Item]:
    return (item for item in content.items.values() if item.withdrawal is None)
