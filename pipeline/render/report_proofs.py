"""Draws: the annex of a report as words, the same for the page and for paper."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pipeline.core.annex import Proof
from pipeline.core.facts import Facts, Round
from pipeline.core.model import WITA
from pipeline.core.ordering import in_name
from pipeline.core.posting import Act, ActKind
from pipeline.render.document_words import clock, day, listed


def annex(found: Sequence[Proof], facts: Facts, cards: Mapping[str, str]) -> list[dict[str, Any]]:
    """One block per item; ``cards`` are the fingerprints of the small cards that are shown."""
    return [
        {
            "item": proof.item,
            "title": proof.title,
            "about": f"{proof.series}, {proof.kind}",
            "approvals": [_approval(one) for one in proof.approvals],
            "posts": [_post(act, facts) for act in proof.posts],
            "picture": cards.get(proof.item, ""),
        }
        for proof in found
    ]


def _approval(one: Round) -> dict[str, str]:
    evidence = one.evidence
    people = (("disusun", evidence.authors), ("disunting", evidence.editors))
    told = [f"{what} {listed(names)}" for what, names in people if names]
    return {
        "what": f"Ralat {one.revision} disetujui" if one.revision else "Disetujui",
        "said": f"{evidence.approver}, {day(evidence.at)} {clock(evidence.at)}"
        + "".join(f"; {part}" for part in told),
        "version": f"versi {evidence.oid}, penggabungan {evidence.merge}",
        "url": evidence.record.url if evidence.record else "",
    }


def _post(act: Act, facts: Facts) -> dict[str, str]:
    gone, figure = facts.removed.get(act.promise), facts.reach.get(act.promise)
    return {
        "channel": facts.label(act.channel),
        "revision": f"ralat {act.revision}" if act.revision else "",
        "at": _moment(act.at),
        "by": in_name(act, "oleh sistem") if act.kind is ActKind.POSTED else act.actor,
        "url": act.url,
        "payload": act.payload,
        "reach": figure.told if figure else facts.reached(act),
        "as_of": f"per {figure.day:%d-%m-%Y}" if figure else "",
        "removed": f"dihapus {day(gone.at)}" if gone else "",
    }


def _moment(at: datetime) -> str:
    return f"{at.astimezone(WITA):%d-%m-%Y %H.%M}"
