"""Retelling: what `status` and `plan` told last, while nothing that it was made from has changed.

Light: whoever asks again must not wait for what only gathering needs.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.core.findings import Blocked
from pipeline.edge.machine import program
from pipeline.edge.remote import Unreachable, fetch_drafts, fork
from pipeline.edge.status_cache import keep, key_of, recall
from pipeline.workplace import HOME, Desk, catch_up

if TYPE_CHECKING:
    from pipeline.core.forge import Proposal
    from pipeline.edge.git import Repository

# Gathers and tells: the lines, and until when they are true.
Tell = Callable[[Desk, "Repository", "Sequence[Proposal]"], tuple[list[str], datetime]]


def retold(desk: Desk, file: str, tell: Tell) -> list[str]:
    """What was told last, while nothing that it was made from has changed; else told anew."""
    repo = desk.repository()
    proposals = news(desk, repo)
    key = key_of(_made_from(desk, repo, proposals))
    lines = recall(desk.build / file, key, desk.clock())
    if lines is None:
        lines, until = tell(desk, repo, proposals)
        keep(desk.build / file, key, lines, until)
    return lines


def _made_from(desk: Desk, repo: "Repository", proposals: "Sequence[Proposal]") -> list[object]:
    """Everything that the list depends on, but the hour."""
    refs = repo.run("for-each-ref", "--format=%(refname) %(objectname)").decode("utf-8", "replace")
    spare = desk.root / "build" / "belum-tercatat"
    waiting = sorted(path.name for path in spare.rglob("*.yml"))
    return [
        desk.root,
        desk.clock().date(),
        refs,
        waiting,
        program(HOME),
        proposals,
        sorted(desk.settings.tokens),
    ]


def news(desk: Desk, repo: "Repository") -> "list[Proposal]":
    """Fetch what others decided, recorded and proposed; return what the forge has open."""
    catch_up(desk, repo)
    proposals = _proposals(desk)
    try:
        fetch_drafts(
            repo,
            branches=[p.branch for p in proposals if p.same_repository],
            forks=[p.number for p in proposals if not p.same_repository],
        )
    except Unreachable as trouble:
        desk.say(f"{trouble.what}. Yang dipakai: usulan yang terakhir diambil.")
    return proposals


def _proposals(desk: Desk) -> "list[Proposal]":
    """What the forge has open; without one, or out of its reach, Git alone must do."""
    from pipeline.edge.git import MAIN

    forge = desk.forge()
    if forge is None:
        return []
    try:
        return [proposal for proposal in forge.open_proposals() if proposal.base == MAIN]
    except Blocked as trouble:
        desk.say(f"{trouble.what}. Usulan dibaca dari Git saja.")
        return []


def branch_of(proposal: "Proposal") -> str:
    """Under which name a proposal is noted here."""
    return proposal.branch if proposal.same_repository else fork(proposal.number)
