"""Core: the evidence annex of a report: per item who approved which version, and every post."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.facts import Facts, Round
from pipeline.core.model import WITA
from pipeline.core.posting import Act
from pipeline.core.tables import Kind, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What proves the work on one item in a period."""

    item: str
    title: str
    series: str
    kind: str  # legal education, or not
    approvals: tuple[Round, ...]  # of the first version and each correction, the oldest first
    posts: tuple[Act, ...]  # of the period


def proofs(facts: Facts) -> list[Proof]:
    """Every item that came into force or was posted in the period, by its id."""
    posts: dict[str, list[Act]] = {}
    for act in facts.receipts:
        posts.setdefault(act.item, []).append(act)
    return [
        Proof(
            item=name,
            title=facts.title(name),
            series=facts.series_name(name),
            kind=facts.legal(name),
            approvals=tuple(_approved(facts, name)),
            posts=tuple(posts.get(name, ())),
        )
        for name in sorted({*facts.begun, *posts})
    ]


def _approved(facts: Facts, name: str) -> Sequence[Round]:
    """What was approved by the end of the period: what is posted later rests on what came later."""
    return [
        one
        for one in facts.rounds.get(name, ())
        if one.evidence.at.astimezone(WITA).date() <= facts.period.last
    ]


def approvals(found: Sequence[Proof]) -> Table:
    """Step 7 of everything in the annex: whose word, on which version."""
    return Table(
        name="persetujuan",
        title="Bukti persetujuan",
        columns=(
            ("Konten", Kind.TEXT),
            ("Judul", Kind.TEXT),
            ("Ralat ke", Kind.NUMBER),
            ("Disetujui oleh", Kind.TEXT),
            ("Waktu (Wita)", Kind.MOMENT),
            ("Disusun oleh", Kind.TEXT),
            ("Disunting oleh", Kind.TEXT),
            ("Sidik versi (Git)", Kind.TEXT),
            ("Komit penggabungan", Kind.TEXT),
            ("Usulan", Kind.LINK),
        ),
        rows=[
            (
                proof.item,
                proof.title,
                one.revision,
                one.evidence.approver,
                one.evidence.at,
                ", ".join(one.evidence.authors),
                ", ".join(one.evidence.editors),
                one.evidence.oid,
                one.evidence.merge,
                one.evidence.record.url if one.evidence.record else "",
            )
            for proof in found
            for one in proof.approvals
        ],
    )
