"""Core: which instruments hang together by amendment and repeal, however far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.core.instruments import INVERSE, Instrument, Relation

_ACTIVE = frozenset({Relation.AMENDS, Relation.REPEALS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One instrument changed or revoked another: register ids, or the name of one not in it."""

    by: str
    relation: Relation  # mengubah or mencabut, whichever end recorded it
    of: str


def lineage(entry: Instrument, register: Mapping[str, Instrument]) -> tuple[Act, ...]:
    """Every act that leads to or from an entry through others of its family, in a fixed order."""
    acts = _acts(register.values())
    near, found = {entry.id}, set[Act]()
    while fresh := {act for act in acts if act.by in near or act.of in near} - found:
        found |= fresh
        near |= {end for act in fresh for end in (act.by, act.of)}
    return tuple(sorted(found, key=lambda act: (act.of, act.by, act.relation)))


def _acts(entries: Iterable[Instrument]) -> set[Act]:
    """Each relation once, in the active voice."""
    return {
        Act(by=entry.id, relation=link.relation, of=link.target)
        if link.relation in _ACTIVE
        else Act(by=link.target, relation=INVERSE[link.relation], of=entry.id)
        for entry in entries
        for link in entry.links
    }
